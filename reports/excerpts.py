"""Excerpts: the words that a finding is about, with as much around them as fits."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.display import columns, keep_end, keep_start, visible
from corpus.document import Document
from corpus.span import Span
from reports.fingerprints import segment_at

# Enough on either side for any screen; a line of a megabyte is never walked through.
_REACH = 2_000


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words and their surroundings, safe to show; an ellipsis marks where something is left out."""

    before: str
    words: str
    after: str

    @property
    def line(self) -> str:
        """All of it in one piece."""
        return self.before + self.words + self.after


def excerpt(document: Document, span: Span, *, width: int, sentence: bool = False) -> Excerpt:
    """The line, or the sentence, around a span, in at most `width` columns.

    The words come first: what they leave of the width is given to the text before and after
    them, half and half, and what one side does not need goes to the other.

    Args:
        document: with its segments, if sentences are wanted.
        span: the words.
        width: in columns of a terminal.
        sentence: whether to stop at the ends of the segment instead of those of the line.
    """
    around = _line_around(document, span)
    segment = segment_at(document, span.start) if sentence else None
    if segment is not None:
        around = Span(segment.span.start, max(segment.span.end, span.end))
    before = visible(document.text[max(around.start, span.start - _REACH) : span.start]).lstrip()
    after = visible(document.text[span.end : min(around.end, span.end + _REACH)]).rstrip()
    words = _middle_cut(visible(span.of(document.text)), width * 2 // 3)
    room = max(0, width - columns(words))
    left = max(room // 2, room - columns(after))
    before = keep_end(before, left) if left > 1 else ""
    right = room - columns(before)
    return Excerpt(before, words, keep_start(after, right) if right > 1 else "")


def _middle_cut(words: str, width: int) -> str:
    if columns(words) <= width:
        return words
    return f"{keep_start(words, width // 2)}{keep_end(words, width // 2).removeprefix('…')}"


def _line_around(document: Document, span: Span) -> Span:
    """The line of the file, the paragraph, or the unit that the span stands in, within reach."""
    text = document.text
    low, high = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    start = max(text.rfind(end, low, span.start) for end in "\n\r") + 1
    ends = [position for end in "\n\r" if (position := text.find(end, span.end, high)) >= 0]
    return Span(max(low, start), min(ends, default=high))
