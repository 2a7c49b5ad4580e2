"""Chinese left standing in a rendering."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document, MarkKind, Segment
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.finding import Category, Finding, Severity
from reports.numbers.patterns import lazy

_HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U000323af"
_RUN = lazy(f"[{_HAN}](?:[{_HAN}0-9A-Za-z%，、；：。！？“”‘’《》〈〉（）·—…]*[{_HAN}])?[。！？》]?")
_GLOSSED = lazy(r"\s*[”\"’'》]?\s*[(（\[]\s*[“\"‘']?[A-Za-z]")
"""What follows Chinese words that are explained in English, and so are meant to stand there."""

_HAN_LANGUAGES = ("zh", "yue", "lzh", "ja", "und")


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        if document.language.lower().startswith(_HAN_LANGUAGES):
            continue
        for segment in document.segments:
            if segment.kind.is_content:
                yield from _in_segment(check, document, segment)


def _in_segment(check: Check, document: Document, segment: Segment) -> Iterator[Finding]:
    glosses = [mark.span for mark in segment.marks if mark.kind is not MarkKind.PAGE_BREAK]
    for match in _RUN.finditer(document.text, segment.span.start, segment.span.end):
        span = Span(*match.span())
        if any(gloss.overlaps(span) for gloss in glosses):
            continue
        if _GLOSSED.match(document.text, span.end):
            continue
        yield check.finding(document, span, f"“{_shortened(match[0])}” is not translated")


def _shortened(words: str) -> str:
    return words if len(words) <= 40 else f"{words[:39]}…"


CHECK = Check(
    name="untranslated-text",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    summary="Chinese words left in a rendering, not as the gloss of a term",
    why=(
        "Words that a machine or a hurried hand has skipped stay in the rendering as they were. "
        "Chinese in brackets after a term, or with the English in brackets after it, is a gloss "
        "and stands there for a reason; everything else wants translating."
    ),
    flagged=(
        Example("The office will 推进 the harvest plan this year."),
        Example("The harvest plan began in May.\n\n所有农场都参加了。\n\nIt ended in June."),
    ),
    passing=(
        Example("The office registers harvest shares (收割份额) and leases."),
        Example("The slogan “多种田” (“till more land”) hangs over the gate."),
        Example("收割计划于五月开始。"),
    ),
    run=_run,
)
