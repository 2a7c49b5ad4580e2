"""A text that breaks off in the middle of a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Kind
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.finding import Category, Finding, Severity

_SHOWN = 60
"""Code points at the end of the text that the finding marks."""


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        for segment in document.segments:
            if segment.kind is Kind.FRAGMENT:
                start = max(segment.span.start, segment.span.end - _SHOWN)
                start = _word_start(document.text, start, segment.span)
                message = "the text breaks off here, without the end of its sentence"
                yield check.finding(document, Span(start, segment.span.end), message)


def _word_start(text: str, offset: int, segment: Span) -> int:
    """The beginning of the next word, where an offset falls into one."""
    if offset == segment.start:
        return offset
    space = text.find(" ", offset, segment.end - 1)
    return space + 1 if space >= 0 else offset


CHECK = Check(
    name="truncated-text",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    summary="a text that breaks off before the end of its last sentence",
    why=(
        "Limits on length cut texts off: the last sentence, or a heading with nothing below it, "
        "ends without a full stop although all the others have one. Look up the rest in the "
        "source."
    ),
    flagged=(
        Example("The pilots ended. All the farms took part. The results will be used to improve"),
        Example("试点已经结束。所有农场都参加了。结果将用于改进"),
    ),
    passing=(
        Example("The pilots ended. All the farms took part. The results will be used."),
        Example("Harvest Plan\n\nThe pilots ended. All the farms took part.\n\nOffice of Farms"),
    ),
    run=_run,
)
