"""Half-open code-point spans and the places in a file that they stand for."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The code points `start` (included) to `end` (excluded) of a text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}:{self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The words that the span covers."""
        return text[self.start : self.end]

    def contains(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> Span:
        """The same length, `by` code points further on."""
        return Span(self.start + by, self.end + by)


def overlaps_any(span: Span, others: Sequence[Span]) -> bool:
    """Whether a span shares a code point with one of the others, which are in order."""
    place = bisect_left(others, span)
    return any(span.overlaps(other) for other in others[max(0, place - 1) : place + 1])


class DisjointSpans:
    """Spans that share no code point, kept in order; asking and adding take logarithmic time."""

    def __init__(self) -> None:
        self._spans: list[Span] = []

    def add(self, span: Span) -> bool:
        """Add a span if it overlaps none that is there; say whether it was added."""
        if overlaps_any(span, self._spans):
            return False
        insort(self._spans, span)
        return True


@dataclass(frozen=True, slots=True)
class Location:
    """Where a person finds an offset.

    Attributes:
        line: 1-based line in the file; the paragraph's number in a DOCX.
        column: 1-based code point in that line.
        unit: id of the translation unit, or None outside bilingual files.
        offset: code points from the start of the unit, or of the document's text.
        label: what else helps to find it, such as "page 3".
    """

    line: int
    column: int
    unit: str | None
    offset: int
    label: str | None = None
