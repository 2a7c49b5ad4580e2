"""Segmentation: a document's text into segments, for English, Chinese and every other language."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.document import Document, Kind, Mark, MarkKind
from corpus.errors import UsageError
from corpus.language import UNKNOWN, detect_language
from corpus.line_ends import LINE_END
from corpus.segmentation import alphabetic, chinese
from corpus.segmentation.draft import Draft, build
from corpus.segmentation.languages import rules_for
from corpus.span import Span
from corpus.structure import Paragraph, recognise, run_in_heading, tail_kind

__all__ = ["WAYS", "segment"]

WAYS = ("sentences", "lines", "paragraphs")

_HAN = re.compile("[㐀-鿿豈-﫿ぁ-ヿ]")
_FINAL = re.compile(
    r"[.!?。！？…:：;；।॥؟۔](?:[\"'”’»«“」』)）\]】*_]|\s?\[[\d, –-]+\]|[⁰¹²³⁴-⁹①-⑳])*$"
)
# What the number of a heading begins with.
_NUMBER_SIGNS = frozenset("0123456789(（[ivxIVXABCDEFabcdef一二三四五六七八九十")
# Labels are short, and so are the lines at the end of a document that carry them.
_LABEL = 100
_TAIL = 8


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
    text, language = document.text, document.language
    if language == UNKNOWN:
        language = detect_language(text)
    draft = Draft()
    breaks: list[Span] = []
    if document.units:
        for number, unit in enumerate(document.units):
            draft.add(unit.span, Kind.SENTENCE, number)
    elif by == "lines":
        _add_lines(text, draft)
    else:
        paragraphs = recognise(document)
        breaks = [gap for paragraph in paragraphs for gap in paragraph.breaks]
        if by == "paragraphs":
            for number, paragraph in enumerate(paragraphs):
                draft.add(paragraph.span, paragraph.kind or Kind.SENTENCE, number)
        else:
            _add_sentences(text, draft, paragraphs, language)
    overlays = [Mark(MarkKind.PAGE_BREAK, gap) for gap in breaks]
    overlays += [Mark(MarkKind.MARKUP, span) for span in document.markup]
    overlays.sort(key=lambda mark: mark.span.start)
    return replace(document, segments=tuple(build(text, draft, overlays, language)))


def _add_lines(text: str, draft: Draft) -> None:
    start = number = 0
    for number, found in enumerate(LINE_END.finditer(text)):
        draft.add(Span(start, found.start()), Kind.SENTENCE, number)
        start = found.end()
    if start < len(text):
        draft.add(Span(start, len(text)), Kind.SENTENCE, number + 1 if start else 0)


def _add_sentences(text: str, draft: Draft, paragraphs: list[Paragraph], language: str) -> None:
    content_end = 0
    for number, paragraph in enumerate(paragraphs):
        kind = paragraph.kind
        if kind in (Kind.TITLE, Kind.HEADING, Kind.BYLINE):
            draft.add(paragraph.span, kind, number)
        else:
            _add_paragraph(text, draft, paragraph, number, language)
        if kind is None or kind.is_content:
            content_end = len(draft)
    _label_tail(text, draft, content_end)
    _mark_fragment(text, draft)


def _add_paragraph(
    text: str, draft: Draft, paragraph: Paragraph, number: int, language: str
) -> None:
    """The sentences of one paragraph, with the kinds that its numbers and bullets give them."""
    start, end = paragraph.span.start, paragraph.span.end
    bounds = _split(text, start, end, language)
    if paragraph.breaks:
        bounds = _without_cuts(bounds, paragraph.breaks)
    first = len(draft)
    draft.add_sentences(bounds, number)
    kind, kinds = paragraph.kind, draft.kinds
    if kind in (Kind.METADATA, Kind.BOILERPLATE):
        for at in range(first, len(kinds)):
            label = tail_kind(draft.words(text, at, _LABEL)) if kind is Kind.METADATA else None
            kinds[at] = label or kind
        return
    if kind is not None:
        kinds[first] = kind
    for at, left in enumerate(bounds[::2], first):
        if text[left] in _NUMBER_SIGNS and run_in_heading(
            draft.words(text, at), end - draft.ends[at]
        ):
            kinds[at] = Kind.RUN_IN_HEADING


def _split(text: str, start: int, end: int, language: str) -> list[int]:
    """By the rules of the stretch's own script: Chinese paragraphs may stand in an English text."""
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


def _without_cuts(bounds: list[int], breaks: tuple[Span, ...]) -> list[int]:
    """Undo the sentence ends that fall into a page break."""
    kept = bounds[:1]
    at = 0
    for end, start in zip(bounds[1:-1:2], bounds[2::2], strict=True):
        while at < len(breaks) and breaks[at].end < end:
            at += 1
        if at == len(breaks) or not breaks[at].start <= end:
            kept += (end, start)
    return [*kept, bounds[-1]]


def _label_tail(text: str, draft: Draft, content_end: int) -> None:
    """Author's note, source and editor, where they end the last paragraph without a line break."""
    found: Kind | None = None
    for at in range(max(0, content_end - _TAIL), content_end):
        if draft.kinds[at] is Kind.SENTENCE:
            found = tail_kind(draft.words(text, at, _LABEL)) or found
            draft.kinds[at] = found or Kind.SENTENCE


def _mark_fragment(text: str, draft: Draft) -> None:
    """The last sentence, if it breaks off in a text that otherwise ends its sentences."""
    last = len(draft) - 1
    while last >= 0 and not draft.kinds[last].is_content:
        last -= 1
    if last < 1 or draft.kinds[last] is not Kind.SENTENCE or _is_finished(text, draft, last):
        return
    before = [at for at in range(max(0, last - 12), last) if draft.kinds[at] is Kind.SENTENCE][-5:]
    if before and 2 * sum(_is_finished(text, draft, at) for at in before) > len(before):
        draft.kinds[last] = Kind.FRAGMENT


def _is_finished(text: str, draft: Draft, at: int) -> bool:
    start, end = draft.starts[at], draft.ends[at]
    if text[start] in "[(（【〔" and text[end - 1] in "])）】〕":
        return True
    return _FINAL.search(text, max(start, end - 20), end) is not None
