"""What the numbers of one side of a bead are, and what another side says to each of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace

from corpus.document import Document
from corpus.span import Span, overlaps_any
from reports.numbers.atoms import Atom
from reports.numbers.compare import Difference
from reports.numbers.documents import numbers_of


@dataclass(frozen=True, slots=True)
class Side:
    """The numbers of one document in one bead.

    Attributes:
        position: of the document among the documents of the subject.
        spans: what the bead holds of it.
        atoms: the numbers in the spans, in order.
        beside: the numbers of the neighbouring segments and of bylines.
    """

    position: int
    document: Document
    spans: tuple[Span, ...]
    atoms: tuple[Atom, ...]
    beside: tuple[Atom, ...] = ()


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
        self._asides = tuple(
            segment.span for segment in document.segments if not segment.kind.is_content
        )

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

    def beside(self, spans: tuple[Span, ...]) -> tuple[Atom, ...]:
        """The numbers of the segments before and after some spans, and of all bylines."""
        first = bisect_left(self._segment_starts, spans[0].start) - 1
        last = bisect_left(self._segment_starts, spans[-1].end)
        near = (*self._segments[max(0, first) : first + 1], *self._segments[last : last + 1])
        return self.within((*(segment.span for segment in near), *self._asides))

    def is_content(self, spans: tuple[Span, ...]) -> bool:
        """Whether the spans begin in text proper, and not in boilerplate or metadata."""
        place = bisect_right(self._segment_starts, spans[0].start) - 1
        return place < 0 or self._segments[place].kind.is_content


def says_the_same(one: Atom, other: Atom) -> bool:
    """Whether two numbers are the same, wherever they stand."""
    bare = Span(0, 0)
    blank = replace(one, span=bare, words=False, role=other.role, direction=other.direction)
    return blank == replace(other, span=bare, words=False) or (
        one.kind is other.kind and one.value == other.value is not None and one.unit == other.unit
    )
