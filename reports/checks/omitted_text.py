"""Sentences of the source, or of most other renderings, that a draft does not have."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from reports.checks import Check, Example, Subject
from reports.finding import Category, Evidence, Finding, Severity
from reports.gaps import Gap, omissions

_EXCERPT = 0.5
"""Part of the source that is missing from which a draft is called an excerpt."""

_SHOWN = 60


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for number, document in enumerate(subject.documents[: subject.drafts]):
        if number == subject.source:
            continue
        gaps = list(omissions(subject, number))
        missing = sum(len(gap.beads) for gap in gaps)
        if gaps and len(gaps) > 1 and missing > _EXCERPT * _passages(subject):
            yield _excerpt(check, subject, document, gaps, missing)
        else:
            yield from (_finding(check, subject, document, gap) for gap in gaps)


def _passages(subject: Subject) -> int:
    """How many passages the source has, or, without it, all the texts together."""
    beads = subject.bitext.beads if subject.bitext else ()
    if subject.source is None:
        return len(beads)
    return sum(bool(bead.spans[subject.source]) for bead in beads)


def _finding(check: Check, subject: Subject, document: Document, gap: Gap) -> Finding:
    evidence = _evidence(subject, gap)
    words = " ".join(evidence[0].span.of(evidence[0].document.text).split())
    shown = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    count = len(gap.beads)
    if gap.at_end:
        what = "one more sentence follows" if count == 1 else f"{count} more sentences follow"
        message = f"the text ends here; {what} elsewhere: “{shown}”"
    else:
        what = "a sentence is" if count == 1 else f"{count} sentences are"
        message = f"after these words {what} missing: “{shown}”"
    return check.finding(document, gap.place, message, evidence=evidence)


def _excerpt(
    check: Check, subject: Subject, document: Document, gaps: list[Gap], missing: int
) -> Finding:
    """One finding for a text that leaves out most of what it renders."""
    message = (
        f"an excerpt: {missing} of {_passages(subject)} passages are missing, "
        f"in {len(gaps)} places, first here"
    )
    return check.finding(
        document,
        gaps[0].place,
        message,
        severity=Severity.NOTE,
        evidence=_evidence(subject, gaps[0]),
    )


def _evidence(subject: Subject, gap: Gap) -> tuple[Evidence, ...]:
    """What is missing, as the source has it first."""
    order = sorted(range(len(subject.documents)), key=lambda number: number != subject.source)
    return tuple(
        Evidence(subject.documents[number], span)
        for number in order
        for bead in gap.beads
        for span in bead.spans[number][:1]
    )


CHECK = Check(
    name="omitted-text",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    summary="sentences of the source that the draft does not have",
    why=(
        "A sentence that is not there is the error that no reader of a translation can see. Where "
        "texts run parallel, every sentence of the source, or of most other renderings, is looked "
        "for; the finding stands at the words after which something is missing. A draft that "
        "leaves out more than half is called an excerpt, once."
    ),
    flagged=(
        Example(
            "The office opened in May.\n\nAll the farms came.",
            source="办公室于五月开放。\n湖面去年冬天结了冰。\n所有农场都来了。",
        ),
        Example(
            "The office opened in May.\n\nAll the farms came.",
            witnesses=("The office opened in May.\nThe lake froze over.\nAll the farms came.",),
        ),
    ),
    passing=(
        Example(
            "The office opened in May, and all the farms came.", source="办公室五月开放，农场都来。"
        ),
        Example(
            "The office opened in May.\n\nAll came.",
            witnesses=(
                "It opened in May.\n\nAll came.",
                "In May it opened.\nHail fell.\nAll came.",
            ),
        ),
    ),
    run=_run,
    needs_bitext=True,
)
