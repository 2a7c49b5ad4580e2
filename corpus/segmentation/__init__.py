"""Segmentation: a document's text into segments, for English, Chinese and every other language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.document import Document, Kind, Mark, MarkKind, Segment
from corpus.errors import UsageError
from corpus.language import UNKNOWN, detect_language, script_family
from corpus.segmentation import alphabetic, chinese
from corpus.segmentation.languages import rules_for
from corpus.span import Span
from corpus.structure import Paragraph, find_marks, recognise, run_in_heading, tail_kind

__all__ = ["WAYS", "segment"]

WAYS = ("sentences", "lines", "paragraphs")

_LINE_END = re.compile(r"\r\n|\n|\r")
_HAN = re.compile("[㐀-鿿豈-﫿ぁ-ヿ]")
_OTHER_SCRIPT = re.compile("[Ͱ-᷿ⰀⰀ-ⷿ⺀-⿟ぁ-﬈יִ-﷏ﹰ-ﻼｦ-ￜ\U00010000-\U0001cfff\U00020000-\U000323af]")
_KANA = re.compile("[ぁ-ヿ]")
_FINAL = re.compile(
    r"[.!?。！？…:：;；।॥؟۔](?:[\"'”’»«“」』)）\]】*_]|\s?\[[\d, –-]+\]|[⁰¹²³⁴-⁹①-⑳])*$"
)

_Piece = tuple[int, int, Kind, int]


def segment(document: Document, *, by: str = "sentences") -> Document:
    """Cut a document into segments, each with its span, kind, paragraph, language and marks.

    Args:
        document: as a reader gave it. Its blocks, if it has any, are its paragraphs; its units,
            if it has any, are its segments whatever `by` says.
        by: "sentences"; "paragraphs"; or "lines", where blank lines count, so that a segment's
            index is its line's number from 0.

    Returns:
        The same document with `segments` filled. Takes time linear in the text's length.

    Raises:
        UsageError: if `by` is none of the three.
    """
    if by not in WAYS:
        raise UsageError(f"cannot segment by {by!r}; choose one of {', '.join(WAYS)}")
    language = document.language
    if language == UNKNOWN:
        language = detect_language(document.text)
    if document.units:
        pieces: list[_Piece] = [
            (unit.span.start, unit.span.end, Kind.SENTENCE, number)
            for number, unit in enumerate(document.units)
        ]
        breaks: list[Span] = []
    elif by == "lines":
        pieces, breaks = list(_lines(document.text)), []
    else:
        paragraphs = recognise(document)
        breaks = [gap for paragraph in paragraphs for gap in paragraph.breaks]
        if by == "paragraphs":
            pieces = [
                (paragraph.span.start, paragraph.span.end, paragraph.kind or Kind.SENTENCE, number)
                for number, paragraph in enumerate(paragraphs)
            ]
        else:
            pieces = _sentences(document.text, paragraphs, language)
    return replace(document, segments=tuple(_build(document.text, pieces, breaks, language)))


def _lines(text: str) -> Iterator[_Piece]:
    start = number = 0
    for found in _LINE_END.finditer(text):
        yield start, found.start(), Kind.SENTENCE, number
        start = found.end()
        number += 1
    if start < len(text):
        yield start, len(text), Kind.SENTENCE, number


def _sentences(text: str, paragraphs: list[Paragraph], language: str) -> list[_Piece]:
    pieces: list[_Piece] = []
    content_end = 0
    for number, paragraph in enumerate(paragraphs):
        kind = paragraph.kind
        if kind in (Kind.TITLE, Kind.HEADING, Kind.BYLINE):
            pieces.append((paragraph.span.start, paragraph.span.end, kind, number))
        else:
            pieces.extend(_cut(text, paragraph, number, language))
        if kind is None or kind.is_content:
            content_end = len(pieces)
    _label_tail(text, pieces, content_end)
    _mark_fragment(text, pieces)
    return pieces


def _cut(text: str, paragraph: Paragraph, number: int, language: str) -> Iterator[_Piece]:
    """The sentences of one paragraph, with the kinds that its numbers and bullets give them."""
    start, end = paragraph.span.start, paragraph.span.end
    spans = _split(text, start, end, language)
    if paragraph.breaks:
        spans = _without_cuts(spans, paragraph.breaks)
    whole = paragraph.kind if paragraph.kind in (Kind.METADATA, Kind.BOILERPLATE) else None
    first = paragraph.kind or Kind.SENTENCE
    for left, right in spans:
        kind = whole or (first if left == start else Kind.SENTENCE)
        if whole is None and right < end and text[left] in _NUMBER_SIGNS:
            if run_in_heading(text[left:right], end - right):
                kind = Kind.RUN_IN_HEADING
        yield left, right, kind, number


_NUMBER_SIGNS = frozenset("0123456789(（[ivxIVXABCDEFabcdef一二三四五六七八九十")


def _split(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """By the rules of the stretch's own script: a Chinese paragraph may stand in an English text."""
    if _is_han(text, start, min(end, start + 200), language):
        return chinese.split(text, start, end)
    return alphabetic.split(text, start, end, rules_for(language))


def _is_han(text: str, start: int, end: int, language: str) -> bool:
    sample = text[start:end]
    if sample.isascii():
        return False
    han = len(sample) - len(_HAN.sub("", sample))
    return han * 3 > len(sample) or (language in ("zh", "ja") and han * 6 > len(sample))


def _without_cuts(spans: list[tuple[int, int]], breaks: tuple[Span, ...]) -> list[tuple[int, int]]:
    """Undo the sentence ends that fall into a page break."""
    kept: list[tuple[int, int]] = []
    for left, right in spans:
        if kept and any(gap.start <= kept[-1][1] <= gap.end for gap in breaks):
            kept[-1] = (kept[-1][0], right)
        else:
            kept.append((left, right))
    return kept


def _label_tail(text: str, pieces: list[_Piece], content_end: int) -> None:
    """Author's note, source and editor, where they end the last paragraph without a line break."""
    for at in range(content_end - 1, max(0, content_end - 8) - 1, -1):
        left, right, kind, number = pieces[at]
        found = tail_kind(text[left : min(right, left + 100)]) if kind is Kind.SENTENCE else None
        if found is not None:
            for later in range(at, content_end):
                begin, stop, old, paragraph = pieces[later]
                label = tail_kind(text[begin : min(stop, begin + 100)])
                pieces[later] = (
                    begin,
                    stop,
                    label or (found if old is Kind.SENTENCE else old),
                    paragraph,
                )
            content_end = at


def _mark_fragment(text: str, pieces: list[_Piece]) -> None:
    """The last sentence, if it breaks off in a text that otherwise ends its sentences."""
    content = [at for at, piece in enumerate(pieces) if piece[2].is_content]
    if len(content) < 2:
        return
    left, right, kind, number = pieces[content[-1]]
    if kind is not Kind.SENTENCE or _FINAL.search(text, max(left, right - 20), right):
        return
    before = pieces[content[-2]]
    earlier = [pieces[at] for at in content[:-1] if pieces[at][2] is Kind.SENTENCE][-5:]
    ended = sum(bool(_FINAL.search(text, max(a, b - 20), b)) for a, b, _, _ in earlier)
    if earlier and ended * 2 > len(earlier) and before[1] <= left:
        pieces[content[-1]] = (left, right, Kind.FRAGMENT, number)


def _build(text: str, pieces: list[_Piece], breaks: list[Span], language: str) -> Iterator[Segment]:
    marks = find_marks(text)
    if breaks:
        marks = _merged(marks, breaks)
    mixed = _Languages(text, language)
    at, count = 0, len(marks)
    for index, (left, right, kind, paragraph) in enumerate(pieces):
        words = text[left:right]
        inside: tuple[Mark, ...] = ()
        if at < count and marks[at].span.start < right:
            first = at
            while at < count and marks[at].span.start < right:
                at += 1
            inside = tuple(
                mark
                for mark in marks[first:at]
                if mark.span.start > left and mark.span.end <= right
            )
        own = mixed.of(words)
        yield Segment(index, Span(left, right), words, kind, paragraph, own, inside)


def _merged(marks: list[Mark], breaks: list[Span]) -> list[Mark]:
    kept = [mark for mark in marks if not any(mark.span.overlaps(gap) for gap in breaks)]
    kept += [Mark(MarkKind.PAGE_BREAK, gap) for gap in breaks]
    return sorted(kept, key=lambda mark: mark.span)


class _Languages:
    """The language of each segment: the document's, unless its script says otherwise."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._family = script_family(language)
        self._plain = self._family == "Latin" and not _OTHER_SCRIPT.search(text)
        self._chinese = language == "zh" and not _KANA.search(text)

    def of(self, words: str) -> str:
        if self._plain or (self._chinese and words[:1] >= "㐀"):
            return self._language
        if self._family == "Latin" and not _OTHER_SCRIPT.search(words):
            return self._language
        own = detect_language(words)
        if own == UNKNOWN or script_family(own) == self._family:
            return self._language
        # Japanese and Korean are written with Han characters too.
        return self._language if own == "zh" and self._language in ("ja", "ko") else own
