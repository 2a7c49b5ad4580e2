"""Sentences of a draft that neither the source nor another rendering has."""

from __future__ import annotations

from collections.abc import Iterator

from reports.checks import Check, Example, Subject
from reports.finding import Category, Finding, Severity
from reports.gaps import additions


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for number, document in enumerate(subject.documents[: subject.drafts]):
        if number == subject.source:
            continue
        for gap in additions(subject, number):
            count = len(gap.beads)
            what = "this sentence has" if count == 1 else f"these {count} sentences have"
            where = "the source" if subject.source is not None else "the other texts"
            yield check.finding(document, gap.place, f"{what} no counterpart in {where}")


CHECK = Check(
    name="added-text",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    summary="sentences of the draft that the source does not have",
    why=(
        "What nobody wrote in the source does not belong into its rendering: a translator's note "
        "that became text, a line of the web page, a sentence that a machine made up. It is "
        "looked for where texts run parallel."
    ),
    flagged=(
        Example(
            "The office opened in May.\nThe lake froze over.\nAll the farms came.",
            source="办公室于五月开放。\n\n所有农场都来了。",
        ),
    ),
    passing=(
        Example("The office opened in May.\nAll came.", source="办公室于五月开放。\n都来了。"),
        Example(
            "The office opened in May.\nHail fell.\nAll came.",
            witnesses=("It opened in May.\nHail fell.\nAll came.", "It opened.\n\nAll came."),
        ),
    ),
    run=_run,
    needs_bitext=True,
)
