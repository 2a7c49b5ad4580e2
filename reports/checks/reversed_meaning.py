"""The opposite of what the source, or the other renderings, say: "restrict" for 鼓励."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import chain

from reports.checks import Check, Example, Subject
from reports.finding import Category, Evidence, Finding, Severity
from reports.meaning.opposites import Reversal, Sign, reversals, signs
from reports.meaning.passages import Part, Passage, passages


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for passage in passages(subject):
        yield from _judge(check, passage)


def _judge(check: Check, passage: Passage) -> Iterator[Finding]:
    ours = _signs(passage.draft)
    against: dict[Sign, list[tuple[Part, Reversal]]] = defaultdict(list)
    for judge in passage.judges:
        for reversal in reversals(ours, _signs(judge)):
            against[reversal.here].append((judge, reversal))
    for sign, said in against.items():
        if passage.is_outvoted(len(said)):
            evidence = [Evidence(part.document, one.there.span) for part, one in said]
            part, first = said[0]
            word = sign.span.of(passage.draft.document.text)
            other = first.there.span.of(part.document.text)
            message = f"“{word}” here, “{other}” in {passage.name(part)}: the opposite"
            yield check.finding(
                passage.draft.document, sign.span, message, evidence=tuple(evidence)
            )


def _signs(part: Part) -> list[Sign]:
    return list(chain.from_iterable(part.each(signs)))


CHECK = Check(
    name="reversed-meaning",
    category=Category.MEANING,
    severity=Severity.ERROR,
    summary="a word that says the opposite of the source, or of the other renderings",
    why=(
        "“Restrict” for 鼓励, “export” for 进口: one word turns a sentence round, and it reads as "
        "smoothly as before. A word counts if the source has none like it and has its opposite "
        "more often than the draft. Words that are denied (“not restrict”) are left out."
    ),
    flagged=(
        Example("The plan restricts small farms.", source="计划鼓励小农场发展。"),
        Example(
            "Grain exports rose by a fifth.",
            witnesses=("Grain imports grew by a fifth.", "Imports of grain rose by a fifth."),
        ),
    ),
    passing=(
        Example("The plan encourages small farms.", source="计划鼓励小农场发展。"),
        Example("The plan does not restrict small farms.", source="计划鼓励小农场发展。"),
        Example("It encourages farms and limits waste.", source="鼓励农场，限制浪费。"),
    ),
    run=_run,
    needs_bitext=True,
)
