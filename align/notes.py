"""What a reader should know of an alignment: what is missing, what moved, what is unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from corpus.bitext import Bead
from corpus.document import Document, Segment
from corpus.labels import short_labels

_SAME = 0.98
"""Share of pairs with the same words from which texts count as nearly the same."""

_WHOLE = 0.85
"""Share of a text that has a counterpart from which nothing is said."""

_LONG_GAP = 5
"""Segments in a row without a counterpart that are worth a place in a note."""

_UNSURE = 0.5
_LONG_DOUBT = 4
"""Beads below the confidence, in a row but for one here and there, that are worth a note."""

_MOST = 5
"""Places that are named before the rest is only counted."""


def parallel_notes(beads: Sequence[Bead], documents: Sequence[Document]) -> Iterator[str]:
    """Notes on texts that were aligned throughout.

    Args:
        beads: of the alignment, in reading order.
        documents: with their segments.
    """
    shared = [bead for bead in beads if len(bead.sides) > 1]
    if not shared:
        return
    yield from _sameness(beads, shared, documents)
    yield from _gaps(shared, documents)
    yield from _moves(shared, documents)
    yield from _doubts(beads, documents)


def covered_share(beads: Sequence[Bead], documents: Sequence[Document]) -> float:
    """Of the text that is covered best, the share with a counterpart more likely than not."""
    return max(
        _share(
            document,
            {
                index
                for bead in beads
                if len(bead.sides) > 1 and bead.confidence >= _UNSURE
                for index in bead.segments[side]
            },
        )
        for side, document in enumerate(documents)
    )


def _content(document: Document) -> list[Segment]:
    return [part for part in document.segments if part.kind.is_content and part.plain]


def _share(document: Document, reached: Set[int]) -> float:
    """Of the words of a text, by length, those in some of its segments."""
    content = _content(document)
    found = sum(len(part.plain) for part in content if part.index in reached)
    return found / max(1, sum(len(part.plain) for part in content))


def _sameness(
    beads: Sequence[Bead], shared: Sequence[Bead], documents: Sequence[Document]
) -> Iterator[str]:
    def words(bead: Bead, side: int) -> str:
        return " ".join(documents[side].segments[k].plain for k in bead.segments[side])

    every = range(len(documents))
    same = sum(len({words(bead, side) for side in every}) == 1 for bead in shared)
    if same == len(beads):
        yield "The texts are the same, word for word."
    elif same >= _SAME * len(beads):
        rest = len(beads) - same
        yield (
            "The texts are nearly the same, as two versions of one file are: all but "
            f"{rest:,} of {len(beads):,} rows are the same, word for word."
        )


def _gaps(shared: Sequence[Bead], documents: Sequence[Document]) -> Iterator[str]:
    """Texts of which a good part has no counterpart, and where that part stands."""
    labels = short_labels(documents)
    for side, document in enumerate(documents):
        reached = {index for bead in shared for index in bead.segments[side]}
        share = _share(document, reached)
        if share >= _WHOLE:
            continue
        runs = [
            list(run)
            for alone, run in groupby(
                _content(document), key=lambda part: part.index not in reached
            )
            if alone
        ]
        long = [run for run in runs if len(run) >= _LONG_GAP]
        places = [
            _lines(document, run[0].span.start, run[-1].span.end)
            for run in sorted(long, key=len, reverse=True)[:_MOST]
        ]
        where = f", most of all {_list(places)}" if places else ""
        yield (
            f"The texts are parallel in part only: {1 - share:.0%} of {labels[side]} has "
            f"no counterpart{where}."
        )


def _moves(shared: Sequence[Bead], documents: Sequence[Document]) -> Iterator[str]:
    """A sentence on every block that stands elsewhere in another text."""
    blocks = [
        (sides, list(block))
        for (moved, sides), block in groupby(shared, key=lambda bead: (bead.moved, bead.sides))
        if moved
    ]
    for sides, block in blocks[:_MOST]:
        places = []
        for side in sides:
            ids = [index for bead in block for index in bead.segments[side]]
            places.append(f"{_segments(min(ids), max(ids))} of {documents[side].label}")
        yield f"A block stands in another place: {' correspond to '.join(places)}."
    if len(blocks) > _MOST:
        yield f"{len(blocks) - _MOST:,} more blocks stand in another place."


def _segments(first: int, last: int) -> str:
    return f"segment {first + 1}" if first == last else f"segments {first + 1} to {last + 1}"


def _doubts(beads: Sequence[Bead], documents: Sequence[Document]) -> Iterator[str]:
    """Stretches where the alignment is unsure."""
    labels = short_labels(documents)
    runs = list(_unsure_runs(beads))
    for run in runs[:_MOST]:
        mean = sum(bead.confidence for bead in run) / len(run)
        places = []
        for side, document in enumerate(documents):
            spans = [span for bead in run for span in bead.spans[side]]
            if spans:
                place = _lines(
                    document, min(span.start for span in spans), max(span.end for span in spans)
                )
                places.append(f"{place} of {labels[side]}")
        yield f"Unsure: {_list(places)} ({len(run)} rows, confidence {mean:.2f} on average)."
    if len(runs) > _MOST:
        rows = sum(map(len, runs[_MOST:]))
        yield f"Unsure as well: {len(runs) - _MOST:,} more stretches of {rows:,} rows together."


def _unsure_runs(beads: Sequence[Bead]) -> Iterator[list[Bead]]:
    run: list[Bead] = []
    low = 0
    for bead in beads:
        if bead.confidence < _UNSURE:
            run.append(bead)
            low = len(run)
        elif run and len(run) == low:
            run.append(bead)
        else:
            if low >= _LONG_DOUBT:
                yield run[:low]
            run, low = [], 0
    if low >= _LONG_DOUBT:
        yield run[:low]


def _lines(document: Document, start: int, end: int) -> str:
    first, last = document.locate(start), document.locate(max(start, end - 1))
    if first.unit is not None:
        return f"units {first.unit} to {last.unit}" if first.unit != last.unit else first.unit
    if first.line == last.line:
        around = document.text[max(0, start - 1) : start], document.text[end : end + 1]
        if all(character in "\r\n" for character in around):
            return f"line {first.line}"
        return f"line {first.line}, columns {first.column} to {last.column}"
    return f"lines {first.line} to {last.line}"


def _list(places: Sequence[str]) -> str:
    if len(places) < 2:
        return "".join(places)
    return f"{', '.join(places[:-1])} and {places[-1]}"
