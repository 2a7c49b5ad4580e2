"""From boundaries to `Segment`s: marks and languages are filled in, in one walk over the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from corpus.document import Kind, Mark, MarkKind, Segment
from corpus.language import UNKNOWN, detect_language, script_family
from corpus.span import Span
from corpus.structure import find_marks

_KANA = re.compile("[ぁ-ヿ]")
# Letters of any script but the Latin.
_OTHER_SCRIPT = re.compile("[Ͱ-᷿Ⰰ-ⷿ⺀-⿟ぁ-﬈יִ-﷏ﹰ-ﻼｦ-ￜ\U00010000-\U0001cfff\U00020000-\U000323af]")


@dataclass(slots=True)
class Draft:
    """Segments in the making, as columns: numbers cost the garbage collector nothing."""

    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    kinds: list[Kind] = field(default_factory=list)
    paragraphs: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, span: Span, kind: Kind, paragraph: int) -> None:
        """One more segment."""
        self.starts.append(span.start)
        self.ends.append(span.end)
        self.kinds.append(kind)
        self.paragraphs.append(paragraph)

    def add_sentences(self, bounds: list[int], paragraph: int) -> None:
        """The sentences of a paragraph, from the start and end of each in turn."""
        count = len(bounds) // 2
        self.starts += bounds[::2]
        self.ends += bounds[1::2]
        self.kinds += [Kind.SENTENCE] * count
        self.paragraphs += [paragraph] * count

    def words(self, text: str, at: int, limit: int | None = None) -> str:
        """What segment `at` says, or its first `limit` code points."""
        start, end = self.starts[at], self.ends[at]
        return text[start : end if limit is None else min(end, start + limit)]


def build(text: str, draft: Draft, overlays: list[Mark], language: str) -> Iterator[Segment]:
    """The segments of a draft, with the marks inside them and their languages.

    Args:
        text: the document's.
        draft: its segments so far.
        overlays: page breaks and mark-up, in order: marks that the text alone does not show.
        language: the document's.
    """
    marks = _overlaid(find_marks(text), overlays)
    languages = _Languages(text, language)
    same = language if languages.uniform else None
    at, count = 0, len(marks)
    upcoming = marks[0].span.start if marks else len(text)
    columns = zip(draft.starts, draft.ends, draft.kinds, draft.paragraphs, strict=True)
    for index, (left, right, kind, paragraph) in enumerate(columns):
        words = text[left:right]
        inside: tuple[Mark, ...] = ()
        if upcoming < right:
            first = at
            while at < count and marks[at].span.start < right:
                at += 1
            upcoming = marks[at].span.start if at < count else len(text)
            inside = tuple(
                mark
                for mark in marks[first:at]
                if left < mark.span.start + (mark.kind is MarkKind.MARKUP)
                and mark.span.end <= right
            )
        own = same or languages.of(words)
        yield Segment(index, Span(left, right), words, kind, paragraph, own, inside)


def _overlaid(marks: list[Mark], overlays: list[Mark]) -> list[Mark]:
    """Both in order; what an overlay touches is part of it."""
    merged: list[Mark] = []
    at = reached = 0
    for overlay in overlays:
        if overlay.span.start < reached:
            continue
        while at < len(marks) and marks[at].span.start < overlay.span.end:
            if marks[at].span.end <= overlay.span.start:
                merged.append(marks[at])
            at += 1
        merged.append(overlay)
        reached = overlay.span.end
    return merged + marks[at:]


class _Languages:
    """The language of each segment: the document's, unless its script says otherwise."""

    def __init__(self, text: str, language: str) -> None:
        self._language = language
        self._family = script_family(language)
        self._chinese = language == "zh" and not _KANA.search(text)
        self.uniform = self._family == "Latin" and not _OTHER_SCRIPT.search(text)

    def of(self, words: str) -> str:
        if self._chinese and words[:1] >= "㐀":
            return self._language
        if self._family == "Latin" and not _OTHER_SCRIPT.search(words):
            return self._language
        own = detect_language(words)
        if own == UNKNOWN or script_family(own) == self._family:
            return self._language
        # Japanese and Korean are written with Han characters too.
        return self._language if own == "zh" and self._language in ("ja", "ko") else own
