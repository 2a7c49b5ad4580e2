"""The synopsis: a bitext as rows of cells, the words that differ and the places to link marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document
from corpus.labels import short_labels
from corpus.span import Span

_WORD = re.compile(r"[\u3400-\u9fff\U00020000-\U0003ffff]|[^\W_]+(?:[.,'’-][^\W_]+)*")
_TOO_MANY = 0.7
"""Above this share of differing words the renderings are free, and marks would only dazzle."""


@dataclass(frozen=True, slots=True)
class Link:
    """A place in a text that something else on the page is about."""

    span: Span
    target: str
    label: str
    style: str


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a cell that are shown alike."""

    text: str
    differs: bool
    link: Link | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One document's side of a row; without pieces where the document has nothing."""

    language: str
    place: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a document's column: its short name, and its path for a closer look."""

    label: str
    path: str
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """One bead; `moved` if it stands elsewhere in another text."""

    number: int
    relation: str
    confidence: str
    moved: bool
    cells: tuple[Cell, ...]


def columns(bitext: Bitext) -> tuple[Column, ...]:
    """The heads of the columns, in the order of the documents."""
    labels = short_labels(bitext.documents)
    return tuple(
        Column(label, document.path, document.language)
        for label, document in zip(labels, bitext.documents, strict=True)
    )


def rows(bitext: Bitext, *, links: Mapping[int, Sequence[Link]] | None = None) -> tuple[Row, ...]:
    """The beads as rows; shared passages only, where the texts are not the same throughout.

    Args:
        bitext: with the segments of its documents.
        links: places to mark, by the position of their document, in order.
    """
    shown = [
        bead
        for bead in bitext.beads
        if len(bead.sides) > 1 or bead.is_repeat or (bitext.mode != "passages" and bead.sides)
    ]
    return tuple(_row(number, bead, bitext, links or {}) for number, bead in enumerate(shown, 1))


def _row(number: int, bead: Bead, bitext: Bitext, links: Mapping[int, Sequence[Link]]) -> Row:
    words = [_words(bitext.documents[side], spans) for side, spans in enumerate(bead.spans)]
    cells = []
    for side, document in enumerate(bitext.documents):
        others = [
            words[other]
            for other in bead.sides
            if other != side and bitext.documents[other].language == document.language
        ]
        differing = words[side].keys() - set().union(*others) if others else set()
        if len(differing) > _TOO_MANY * len(words[side]):
            differing = set()
        spots = _joined(document, [spot for word in differing for spot in words[side][word]])
        cells.append(_cell(document, bead.spans[side], spots, links.get(side, ())))
    alone = bead.relation is Relation.UNALIGNED
    confidence = "" if alone else f"{bead.confidence:.2f}"
    return Row(number, bead.relation.value, confidence, bead.moved, tuple(cells))


def _joined(document: Document, spots: Sequence[Span]) -> list[Span]:
    """In order, neighbours with nothing but space between them as one."""
    joined: list[Span] = []
    for spot in sorted(spots):
        if joined and not document.text[joined[-1].end : spot.start].strip():
            joined[-1] = Span(joined[-1].start, spot.end)
        else:
            joined.append(spot)
    return joined


def _words(document: Document, spans: Sequence[Span]) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for span in spans:
        for match in _WORD.finditer(document.text, span.start, span.end):
            found.setdefault(match.group().casefold(), []).append(Span(*match.span()))
    return found


def _cell(
    document: Document, spans: Sequence[Span], spots: Sequence[Span], links: Sequence[Link]
) -> Cell:
    if not spans:
        return Cell(document.language, "", ())
    location = document.locate(spans[0].start)
    place = f"unit {location.unit}" if location.unit is not None else f"line {location.line}"
    pieces: list[Piece] = []
    for number, span in enumerate(spans):
        apart = number > 0 and document.text[spans[number - 1].end : span.start].strip()
        if number > 0:
            pieces.append(Piece(" … " if apart else " ", False, None))
        pieces += _pieces(document.text, span, spots, links)
    return Cell(document.language, place, tuple(pieces))


def _pieces(text: str, span: Span, spots: Sequence[Span], links: Sequence[Link]) -> Iterator[Piece]:
    """Cut a span wherever a differing word or a link begins or ends."""
    inner = [spot for spot in spots if span.overlaps(spot)]
    first = max(0, bisect_left(links, span.start, key=lambda link: link.span.start) - 8)
    linked = []
    for link in links[first:]:
        if link.span.start >= span.end:
            break
        if link.span.overlaps(span):
            linked.append(link)
    cuts = {span.start, span.end}
    for mark in (*inner, *(link.span for link in linked)):
        cuts |= {max(span.start, mark.start), min(span.end, mark.end)}
    ordered = sorted(cuts)
    for start, end in pairwise(ordered):
        here = Span(start, end)
        around = next((link for link in linked if link.span.contains(here)), None)
        yield Piece(text[start:end], any(spot.contains(here) for spot in inner), around)
