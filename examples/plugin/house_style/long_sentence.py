"""A check: sentences that are too long to be read in one breath."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Kind
from reports.checks import Check, Example, Subject
from reports.finding import Category, Finding, Severity

MOST_WORDS = 40


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        for segment in document.segments:
            words = len(segment.plain.split())
            if segment.kind is Kind.SENTENCE and words > MOST_WORDS:
                message = f"a sentence of {words} words; the house style allows {MOST_WORDS}"
                yield check.finding(document, segment.span, message)


CHECK = Check(
    name="long-sentence",
    category=Category.TEXT,
    severity=Severity.NOTE,
    summary="a sentence of more than forty words",
    why="Readers lose the thread of very long sentences; cut them in two.",
    flagged=(Example("The plan is long " + "and long " * 20 + "indeed."),),
    passing=(Example("The plan is short."),),
    run=_run,
)
