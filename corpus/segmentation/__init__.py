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


def _cut(text: str, paragraph: Paragraph, number: int, language: str) -> list[_Piece]:
    """The sentences of one paragraph, with the kinds that its numbers and bullets give them."""
    start, end = paragraph.span.start, paragraph.span.end
    spans = _split(text, start, end, language)
    if paragraph.breaks:
        spans = _without_cuts(spans, paragraph.breaks)
    kind = paragraph.kind
    if kind is Kind.BOILERPLATE:
        return [(left, right, kind, number) for left, right in spans]
    if kind is Kind.METADATA:
        return [
            (left, right, tail_kind(text[left : min(right, left + 100)]) or kind, number)
            for left, right in spans
        ]
    pieces = [
        (left, right, _SENTENCE, number)
        if text[left] not in _NUMBER_SIGNS
        else (left, right, _numbered_kind(text, left, right, end), number)
        for left, right in spans
    ]
    if kind is not None and pieces[0][2] is _SENTENCE:
        pieces[0] = (*pieces[0][:2], kind, number)
    return pieces


def _numbered_kind(text: str, left: int, right: int, end: int) -> Kind:
    return Kind.RUN_IN_HEADING if run_in_heading(text[left:right], end - right) else _SENTENCE


_SENTENCE = Kind.SENTENCE
_NUMBER_SIGNS = frozenset("0123456789(（[ivxIVXABCDEFabcdef一二三四五六七八九十")


def _split(text: str, start: int, end: int, language: str) -> list[tuple[int, int]]:
    """By the rules of the stretch's own script: a Chinese paragraph may stand in an English text."""
    if _is_han(text, start, min(end, start + 200), language):
        return chinese.split(text, start, end)
    return alphabetic.split(text, start, end, rules_for(language))


def _is_han(text: str, start: int, end: int, language: str) -> bool:
    if language == "zh" and "㐀" <= text[start] <= "鿿":
        return True
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
    found: Kind | None = None
    for at in range(max(0, content_end - 8), content_end):
        left, right, kind, number = pieces[at]
        label = tail_kind(text[left : min(right, left + 100)])
        if kind is Kind.SENTENCE and (label or found):
            found = label or found
            pieces[at] = (left, right, found or kind, number)


def _mark_fragment(text: str, pieces: list[_Piece]) -> None:
    """The last sentence, if it breaks off in a text that otherwise ends its sentences."""
    at = len(pieces) - 1
    while at >= 0 and not pieces[at][2].is_content:
        at -= 1
    left, right, kind, number = pieces[at] if at > 0 else (0, 0, Kind.TITLE, 0)
    if kind is not Kind.SENTENCE or _is_finished(text, left, right):
        return
    before = [piece for piece in pieces[max(0, at - 12) : at] if piece[2] is Kind.SENTENCE][-5:]
    finished = sum(_is_finished(text, start, end) for start, end, _, _ in before)
    if before and finished * 2 > len(before):
        pieces[at] = (left, right, Kind.FRAGMENT, number)


def _is_finished(text: str, left: int, right: int) -> bool:
    return _FINAL.search(text, max(left, right - 20), right) is not None


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
