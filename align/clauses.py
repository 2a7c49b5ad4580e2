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
from itertools import pairwise

from align.connectives import CONNECTIVES
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

_SPEAKS = re.compile(r"[:：]\s*[\"“「『„«]")
_STRAIGHT = '"'
_ENDING = "\x00"
"""Stands for a straight quotation mark that closes without having been opened."""
_PAIRS = dict(
    zip("([{（［【《〈“‘「『«„" + _STRAIGHT, ")]}）］】》〉”’」』»“" + _STRAIGHT, strict=True)
)
_QUOTES = "“”«»„‟「」『』‘’'" + _STRAIGHT
_BRACKETS = ")]}）］】"
_OPENERS_OF = {closer: opener for opener, closer in _PAIRS.items() if opener != "„"}
_CLOSERS = frozenset(_OPENERS_OF) - {_STRAIGHT, "’"}
_BEFORE_CLOSING = ".,;:!?。，；：！？…"
_BRACKETED = 40
"""Code points within which an opened bracket is followed to its end."""

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
        if not segment.kind.is_content or segment.kind is Kind.BYLINE:
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


def balance_span(text: str, span: Span, limits: Span) -> Span:
    """`span` with the brackets and quotation marks at its ends that belong to what is in it.

    A bracket opened near the end is followed to where it closes, a mark that closes at the very
    end or opens at the very beginning is taken in; what lies farther off is left where it is.
    """
    opened: list[str] = []
    alone: list[str] = []
    for at in range(span.start, span.end):
        mark = text[at]
        if mark == _STRAIGHT:
            closes = bool(opened) and opened[-1] == _STRAIGHT
            begins = at == span.start or not text[at - 1].isalnum()
            mark = _STRAIGHT if closes or begins else _ENDING
        if opened and mark in (opened[-1], _ENDING):
            opened.pop()
        elif mark in _CLOSERS or mark == _ENDING:
            alone.append(_OPENERS_OF.get(mark, _STRAIGHT))
        elif mark in _PAIRS:
            opened.append(_PAIRS[mark])
    start, end = span.start, span.end
    while opened and (close := _near(text, end, limits.end, opened[-1])) is not None:
        end = close + 1
        opened.pop()
    while alone and start > limits.start and text[start - 1] == alone[0]:
        start -= 1
        alone.pop(0)
    return Span(start, end)


def _near(text: str, at: int, limit: int, closer: str) -> int | None:
    """Where `closer` stands: after punctuation only, or, for a bracket, a few words further on."""
    if closer in _BRACKETS:
        place = text.find(closer, at, min(limit, at + _BRACKETED))
        return place if place >= 0 else None
    while at < limit and text[at] in _BEFORE_CLOSING:
        at += 1
    return at if at < limit and text[at] == closer else None


def count_words(text: str) -> float:
    """Length in words; a Chinese or Japanese character counts as half a word."""
    tokens: list[str] = _TOKEN.findall(text)
    half = sum(1 for token in tokens if _CJK.match(token))
    return len(tokens) - half / 2


def _pieces(text: str, segment: Segment) -> list[Span]:
    """Stretches of `segment` between two cuts, none of them too short to mean something."""
    marked = [mark.span for mark in segment.marks]
    pieces = list(_between(segment.span, _cuts(text, segment.span, marked)))
    said = [piece for piece in pieces if not _only_leads(text, piece)]
    return _join_short(text, said or pieces)


def _only_leads(text: str, piece: Span) -> bool:
    """Whether a piece says nothing of its own: a connective, or in few words who speaks."""
    words = text[piece.start : piece.end].strip()
    if words.lower() in CONNECTIVES:
        return True
    return bool(_SPEAKS.match(text, piece.end)) and count_words(words) < _LEAST_WORDS


def _cuts(text: str, span: Span, marked: list[Span]) -> list[Span]:
    """Where clauses end in `span`, outside footnote marks and glosses."""
    found = [Span(*match.span()) for match in _CUT.finditer(text, span.start, span.end)]
    found = [cut for cut in found if not any(mark.overlaps(cut) for mark in marked)]
    quotes = [cut for cut in found if text[cut.start] in _QUOTES]
    few: set[Span] = set()
    for opening, closing in pairwise(quotes):
        # A word or two in quotation marks are part of the clause round them.
        within = count_words(text[opening.end : closing.start])
        if opening not in few and 0 < within < _LEAST_WORDS:
            few |= {opening, closing}
    return [cut for cut in found if cut not in few]


def _between(span: Span, cuts: list[Span]) -> Iterator[Span]:
    at = span.start
    for cut in cuts:
        if cut.start > at:
            yield Span(at, cut.start)
        at = max(at, cut.end)
    if span.end > at:
        yield Span(at, span.end)


def _join_short(text: str, pieces: list[Span]) -> list[Span]:
    """Join pieces of too few words with what precedes, or, at the beginning, with what follows."""
    joined: list[Span] = []
    short: Span | None = None
    for piece in pieces:
        if short and joined and _is_long(text, piece):
            joined[-1] = Span(joined[-1].start, short.end)
            short = None
        whole = Span(short.start if short else piece.start, piece.end)
        if _is_long(text, whole):
            joined.append(whole)
            short = None
        else:
            short = whole
    if short:
        begin = joined.pop().start if joined else short.start
        joined.append(Span(begin, short.end))
    return joined


def _is_long(text: str, piece: Span) -> bool:
    return count_words(piece.of(text)) >= _LEAST_WORDS
