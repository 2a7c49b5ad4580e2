"""Clauses: the pieces of a sentence that a passage can begin or end with.

A quotation is often a clause in the middle of somebody else's sentence, so sentences are too
coarse to say where a shared passage stands. Clauses are cut at punctuation alone, which needs no
grammar and works in any language; items of a list are put together again, because one or two
words say nothing by themselves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.document import Document, Kind, Mark, MarkKind, Segment
from corpus.span import Span

_CUT = re.compile(
    r"[“”«»„‟「」『』"
    r'"]'
    r"|[,，](?!\d)"
    r"|[;；:：。！？](?=\s|\W|[^\x00-\x7f]|$)"
    r"|(?<!\w)['‘](?=\w)"  # an opening single quotation mark
    r"|(?<=[^\w\s])['’](?!\w)"  # a closing one stands after other punctuation
    r"|—+|\s[–-]+\s|--+|…+"
    r"|[()（）\[\]【】]"
)
_TOKEN = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_]+(?:['’.\-][^\W_]+)*")
_CJK = re.compile(r"[぀-ヿ㐀-鿿]")
_EDGE = re.compile(r"[^\w%‰℃°$€£¥]+")
_SPACES = re.compile(r"\s+")

_LEAST_WORDS = 4
"""Shorter pieces are joined to a neighbour; two Chinese characters count as one word."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A stretch between two punctuation marks of one segment.

    Attributes:
        index: position among the document's clauses, from 0.
        segment: id of the segment that it is part of.
        span: where it stands, outer punctuation left out.
        text: its words, footnote marks and glosses left out, white space folded.
        words: its length in words.
        standalone: whether it is a title or heading, which is matched only as a whole.
    """

    index: int
    segment: int
    span: Span
    text: str
    words: float
    standalone: bool = False


def split_clauses(document: Document) -> tuple[Clause, ...]:
    """Cut the content segments of `document` into clauses, in the order of the text."""
    clauses: list[Clause] = []
    for segment in document.segments:
        if not segment.kind.is_content:
            continue
        standalone = segment.kind in (Kind.TITLE, Kind.HEADING)
        pieces = [segment.span] if standalone else _pieces(document.text, segment)
        for piece in pieces:
            span = trim_span(document.text, piece)
            text = plain_text(document.text, span, segment.marks)
            words = count_words(text)
            if words:
                clauses.append(Clause(len(clauses), segment.index, span, text, words, standalone))
    return tuple(clauses)


def plain_text(text: str, span: Span, marks: Iterable[Mark]) -> str:
    """The words of `span` without the footnote marks and glosses in it."""
    pieces: list[str] = []
    at = span.start
    for mark in marks:
        if mark.span.end <= at or mark.span.start >= span.end:
            continue
        pieces.append(text[at : max(at, mark.span.start)])
        if mark.kind is MarkKind.PAGE_BREAK:
            pieces.append(" ")
        at = min(mark.span.end, span.end)
    pieces.append(text[at : span.end])
    return _SPACES.sub(" ", "".join(pieces)).strip()


def trim_span(text: str, span: Span) -> Span:
    """`span` without the punctuation and white space at its two ends."""
    start, end = span.start, span.end
    while start < end and _EDGE.fullmatch(text[start]):
        start += 1
    while end > start and _EDGE.fullmatch(text[end - 1]):
        end -= 1
    return Span(start, end)


def count_words(text: str) -> float:
    """Length in words; a Chinese or Japanese character counts as half a word."""
    tokens: list[str] = _TOKEN.findall(text)
    half = sum(1 for token in tokens if _CJK.match(token))
    return len(tokens) - half / 2


def _pieces(text: str, segment: Segment) -> list[Span]:
    """Stretches of `segment` between two cuts, none of them too short to mean something."""
    marked = [mark.span for mark in segment.marks]
    return _join_short(text, list(_between(segment.span, _cuts(text, segment.span, marked))))


def _cuts(text: str, span: Span, marked: list[Span]) -> list[Span]:
    """Where clauses end in `span`, outside footnote marks and glosses."""
    found = [Span(*match.span()) for match in _CUT.finditer(text, span.start, span.end)]
    return [cut for cut in found if not any(mark.overlaps(cut) for mark in marked)]


def _between(span: Span, cuts: list[Span]) -> Iterator[Span]:
    at = span.start
    for cut in cuts:
        if cut.start > at:
            yield Span(at, cut.start)
        at = max(at, cut.end)
    if span.end > at:
        yield Span(at, span.end)


def _join_short(text: str, pieces: list[Span]) -> list[Span]:
    """Join pieces of too few words with what follows, or, at the end, with what precedes."""
    joined: list[Span] = []
    start: int | None = None
    for piece in pieces:
        begin = piece.start if start is None else start
        if count_words(text[begin : piece.end]) < _LEAST_WORDS:
            start = begin
            continue
        joined.append(Span(begin, piece.end))
        start = None
    if start is not None:
        end = pieces[-1].end
        if joined:
            joined[-1] = Span(joined[-1].start, end)
        else:
            joined.append(Span(start, end))
    return joined
