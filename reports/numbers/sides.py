"""What the numbers of one side of a bead are, and what another side says to each of them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.span import Span
from reports.numbers.atoms import Atom, Bound, Kind
from reports.numbers.compare import Difference, is_same_value
from reports.numbers.documents import numbers_of


@dataclass(frozen=True, slots=True)
class Side:
    """The numbers of one document in one bead."""

    position: int
    document: Document
    spans: tuple[Span, ...]
    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What one other side says to one number of the draft: a difference, or None if it agrees."""

    side: Side
    difference: Difference | None


class SideReader:
    """Finds the comparable numbers of a document by place."""

    def __init__(self, document: Document) -> None:
        marks = sorted(mark.span for segment in document.segments for mark in segment.marks)
        self._segments = document.segments
        self._segment_starts = [segment.span.start for segment in document.segments]
        self._atoms = [
            atom
            for atom in numbers_of(document)
            if atom.kind.is_quantity and not overlaps_any(atom.span, marks)
        ]
        self._starts = [atom.span.start for atom in self._atoms]

    def within(self, spans: tuple[Span, ...]) -> tuple[Atom, ...]:
        """The numbers in some spans, in order."""
        return tuple(
            atom
            for span in spans
            for atom in self._atoms[
                bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)
            ]
            if atom.span.end <= span.end
        )

    def is_content(self, spans: tuple[Span, ...]) -> bool:
        """Whether the spans begin in text proper, and not in boilerplate or metadata."""
        place = bisect_right(self._segment_starts, spans[0].start) - 1
        return place < 0 or self._segments[place].kind.is_content


def overlaps_any(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span shares a code point with one of the others, which are in order."""
    place = bisect_left(others, span)
    return any(span.overlaps(other) for other in others[max(0, place - 1) : place + 1])


def says_the_same(one: Atom, other: Atom) -> bool:
    """Whether two numbers are the same, wherever they stand."""
    bare = Span(0, 0)
    blank = replace(one, span=bare, words=False, role=other.role, direction=other.direction)
    return blank == replace(other, span=bare, words=False) or (
        one.kind is other.kind and one.value == other.value is not None and one.unit == other.unit
    )


def is_firm(atom: Atom) -> bool:
    """Whether a number is so exact that leaving it out, or adding it, is an error."""
    if atom.is_soft or atom.bound is Bound.VAGUE or atom.unit.startswith("code:"):
        return False
    if atom.kind is Kind.DATE:
        return atom.date is not None and atom.date.day is not None
    if atom.kind in (Kind.FRACTION, Kind.MULTIPLE, Kind.TIME, Kind.DOCUMENT):
        return not atom.words
    if not atom.words or atom.value is None:
        return True
    figurative = atom.value.normalize().as_tuple().digits == (1,)  # a thousand, 一万
    return atom.value > 12 and not figurative


def is_written(atom: Atom, text: str, side: Side) -> bool:
    """Whether the digits of a number stand somewhere on a side."""
    if any(is_same_value(atom, other) for other in side.atoms):
        return True  # said once there, and twice here
    parts = list(atom.date.named.values()) if atom.date else []
    if parts and all(any(other.value == part for other in side.atoms) for part in parts):
        return True
    if any(other.date and atom.value in other.date.named.values() for other in side.atoms):
        return True
    digits = re.findall(r"\d+(?:[.,]\d+)*", atom.span.of(text))
    words = " ".join(span.of(side.document.text) for span in side.spans)
    return bool(digits) and all(
        re.search(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", words) for number in digits
    )
