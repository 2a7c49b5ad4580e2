"""Page breaks: running headers and page numbers, and sentences that a break cuts in two."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import pairwise

from corpus.document import Kind
from corpus.span import Span
from corpus.structure.paragraphs import Paragraph, begins_with_marker

_PAGE_NUMBER = re.compile(
    r"[\[(（—–\-·\s]*(?:(?:page|p\.|seite|página|pagina|стр\.?)\s*)?\d{1,4}"
    r"(?:\s*(?:/|of|von|de|sur|di|из)\s*\d{1,4})?[\])）—–\-·\s]*"
    r"|第\s*\d{1,4}\s*[页頁](?:\s*[/，,]?\s*共\s*\d{1,4}\s*[页頁])?|[ivxl]{1,6}",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_SENTENCE_END = re.compile(r"[.!?。！？…;；:：](?:[\"'”’»」』)）\]】*_]|\[\d+\]|[⁰¹²³⁴-⁹①-⑳])*$")
_INNER_END = re.compile(r"[.!?][\"”')]?\s+[A-Z\"“]|[。！？]")
_ELLIPSIS_AT_END = re.compile(r"\s*(?:\.{3,}|…+|\[(?:\.{3}|…)\])$")
_ELLIPSIS_AT_START = re.compile(r"(?:\.{3,}|…+|\[(?:\.{3}|…)\])\s*")
_LEADING_QUOTE = re.compile(r"[\"“'‘«„]?")
# No sentence ends in one of these.
_OPEN_WORD = re.compile(
    r"\b(?:the|an?|of|and|or|to|in|with|for|by|from|at|on|as|that|which|is|are|was|were|its|their|"
    r"our|his|her|than|into|der|die|das|und|von|mit|le|la|les|de|des|et|du|el|los|y|del)$"
)
# Shorter lines are headings or items of a list more often than halves of a sentence.
_SHORTEST_HALF = 40


def mark_furniture(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Give page numbers and running headers the kind `METADATA`.

    A running header stands beside page breaks and returns, its numbers apart, on most pages.
    """
    edges = _page_edges(paragraphs)
    repeated = Counter(_without_numbers(text, paragraphs[at]) for at in edges)
    pages = 1 + sum(paragraph.new_page for paragraph in paragraphs)
    marked = list(paragraphs)
    for at, paragraph in enumerate(paragraphs):
        if paragraph.kind is not None or len(paragraph.span) > 120:
            continue
        running = (
            at in edges
            and pages >= 3
            and repeated[_without_numbers(text, paragraph)] >= max(3, pages // 3)
        )
        if running or is_page_number(paragraph.span.of(text)):
            marked[at] = replace(paragraph, kind=Kind.METADATA)
    return marked


def is_page_number(line: str) -> bool:
    """Whether a line holds nothing but the number of a page."""
    return len(line) <= 24 and _PAGE_NUMBER.fullmatch(line) is not None


def _page_edges(paragraphs: list[Paragraph]) -> set[int]:
    """The first and last two paragraphs of every page."""
    starts = [at for at, paragraph in enumerate(paragraphs) if paragraph.new_page]
    if not starts:
        return set()
    near = {at + shift for at in starts for shift in (-2, -1, 0, 1)}
    near |= {0, 1, len(paragraphs) - 1, len(paragraphs) - 2}
    return {at for at in near if 0 <= at < len(paragraphs)}


def _without_numbers(text: str, paragraph: Paragraph) -> str:
    return _DIGITS.sub("#", paragraph.span.of(text)) if len(paragraph.span) <= 120 else ""


def join_cut_sentences(text: str, paragraphs: list[Paragraph]) -> list[Paragraph]:
    """Put paragraphs together where a page break cut a sentence; page furniture goes inside."""
    groups: list[list[Paragraph]] = []
    waiting: list[Paragraph] = []
    for paragraph in paragraphs:
        before = groups[-1] if groups else None
        if before and paragraph.kind is Kind.METADATA and before[-1].kind is None:
            waiting.append(paragraph)
            continue
        if before and _is_cut(text, before, paragraph, new_page=bool(waiting)):
            before.append(paragraph)
        else:
            groups += ([furniture] for furniture in waiting)
            groups.append([paragraph])
        waiting = []
    groups += ([furniture] for furniture in waiting)
    return [group[0] if len(group) == 1 else _joined(text, group) for group in groups]


def _is_cut(text: str, group: list[Paragraph], after: Paragraph, *, new_page: bool) -> bool:
    before = group[-1]
    if before.kind is not None or after.kind is not None:
        return False
    if text[before.span.end - 1] in "。！？!?:：":
        return False
    tail = text[max(before.span.start, before.span.end - 60) : before.span.end]
    if len(before.span) < (_SHORTEST_HALF if tail.isascii() else _SHORTEST_HALF // 2):
        return False
    at = _LEADING_QUOTE.match(text, after.span.start)
    start = at.end() if at else after.span.start
    dotted = _ELLIPSIS_AT_START.match(text, start)
    start = dotted.end() if dotted else start
    first = text[start : start + 1]
    if _ELLIPSIS_AT_END.search(tail):
        return dotted is not None or first.islower()
    if _SENTENCE_END.search(tail) or begins_with_marker(text, after.span.start):
        return False
    return _goes_on(text, group, first, tail, new_page=new_page or after.new_page)


def _goes_on(text: str, group: list[Paragraph], first: str, tail: str, *, new_page: bool) -> bool:
    """Whether a paragraph without final punctuation is continued by the one after it."""
    before = group[-1]
    if first.islower():
        # A list in small letters is no cut sentence, nor is a heading above such a list.
        return new_page or not text[before.span.start].islower() or len(group) > 1
    if tail[-1] in "，、" or (tail[-1] == "," and (new_page or len(before.span) > 100)):
        return True
    if _OPEN_WORD.search(tail):
        return True
    whole = before.span.of(text)
    if whole.count("“") > whole.count("”") and first not in '“"':
        return True
    return new_page and not first.isascii() and _INNER_END.search(whole) is not None


def _joined(text: str, group: list[Paragraph]) -> Paragraph:
    """One paragraph, with a page break over the space and the dots between its pieces."""
    breaks: list[Span] = []
    for before, after in pairwise(group):
        dots = _ELLIPSIS_AT_END.search(
            text, max(before.span.start, before.span.end - 12), before.span.end
        )
        more = _ELLIPSIS_AT_START.match(text, after.span.start, after.span.end)
        start = dots.start() if dots else before.span.end
        start = max(start, breaks[-1].end) if breaks else start
        breaks.append(Span(start, more.end() if more else after.span.start))
    span = Span(group[0].span.start, group[-1].span.end)
    return replace(group[0], span=span, breaks=tuple(breaks))
