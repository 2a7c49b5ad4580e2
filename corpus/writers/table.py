"""Table: the aligned texts for reading on a terminal, in columns, or in blocks where too narrow."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from corpus.bitext import Bead, Bitext, Relation
from corpus.display import keep_end, padded, visible, wrap
from corpus.writers import Writer

_WIDTH = 100
"""In a pipe, where nobody says how wide it is."""

_NARROWEST = 26
"""A column of text narrower than this cannot be read."""

_NUMBER = 6
_GAP = 2


def _write(bitext: Bitext) -> str:
    width = max(40, shutil.get_terminal_size((_WIDTH, 0)).columns)
    sides = len(bitext.documents)
    column = (width - _NUMBER - _GAP * max(0, sides - 1)) // max(1, sides)
    beads = [
        bead
        for bead in bitext.beads
        if len(bead.sides) > 1 or bead.is_repeat or bitext.mode != "passages"
    ]
    lines: list[str] = []
    if beads and column >= _NARROWEST:
        lines += _in_columns(bitext, beads, column)
    elif beads:
        lines += _in_blocks(bitext, beads, width)
    lines += [line for note in bitext.notes for line in wrap(f"note: {visible(note)}", width)]
    lines.append(_summary(bitext, beads))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _in_columns(bitext: Bitext, beads: Sequence[Bead], column: int) -> Iterator[str]:
    names = [keep_end(visible(document.label), column) for document in bitext.documents]
    yield _line("", names, column)
    yield _line("", ["─" * column for _ in names], column)
    for number, bead in enumerate(beads, 1):
        cells = [wrap(_text(bitext, bead, side), column) for side in range(len(names))]
        head = [str(number), _sure(bead), *(["moved"] if bead.moved else [])]
        for left, *texts in zip_longest(head, *cells, fillvalue=""):
            yield _line(left, texts, column)
        yield ""


def _line(left: str, cells: Sequence[str], column: int) -> str:
    return padded(left, _NUMBER) + (" " * _GAP).join(padded(cell, column) for cell in cells)


def _in_blocks(bitext: Bitext, beads: Sequence[Bead], width: int) -> Iterator[str]:
    for number, bead in enumerate(beads, 1):
        yield f"{number}  {_sure(bead)}{'  moved' if bead.moved else ''}"
        for side in bead.sides:
            document = bitext.documents[side]
            place = document.locate(bead.spans[side][0].start)
            unit = f"unit {place.unit}" if place.unit is not None else f"{place.line}"
            yield f"  {visible(document.label)}:{visible(unit)}"
            yield from (f"    {line}" for line in wrap(_text(bitext, bead, side), width - 4))
        yield ""


def _text(bitext: Bitext, bead: Bead, side: int) -> str:
    text = bitext.documents[side].text
    between = " … " if bead.is_repeat else " "
    return between.join(visible(span.of(text)).strip() for span in bead.spans[side])


def _sure(bead: Bead) -> str:
    return "alone" if bead.relation is Relation.UNALIGNED else f"{bead.confidence:.2f}"


def _summary(bitext: Bitext, beads: Sequence[Bead]) -> str:
    paired = sum(len(bead.sides) > 1 or bead.is_repeat for bead in beads)
    what = (
        "passage"
        if bitext.mode == "passages"
        else "pair"
        if len(bitext.documents) == 2
        else "group"
    )
    alone = len(beads) - paired
    rest = f", {alone:,} standing alone" if alone else ""
    return f"{paired:,} {what}{'' if paired == 1 else 's'}{rest}."


TABLE = Writer(
    name="table",
    suffix=".txt",
    summary="the texts side by side on a terminal, as wide as it is",
    write=_write,
)
