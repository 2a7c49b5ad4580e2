"""A "not" that the source, or the other renderings, do not have; or one that is lost."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.finding import Category, Evidence, Finding, Severity
from reports.meaning.negation import affirmed, chinese_denials, count_denials, denials, may_deny
from reports.meaning.passages import Part, Passage, passages

Disagreement = tuple[Span, Span, str]
"""Words of the draft, words of the other side, and what is to be said."""


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for passage in passages(subject):
        if passage.draft.language == "en":
            yield from _judge(check, passage)


def _judge(check: Check, passage: Passage) -> Iterator[Finding]:
    """At most one finding a passage, if most of those who are asked say otherwise."""
    against = [
        (judge, said)
        for judge in passage.judges
        if (said := _compare(passage.draft, judge, passage.name(judge)))
    ]
    if not passage.is_outvoted(len(against)):
        return
    _, (span, _, message) = against[0]
    yield check.finding(
        passage.draft.document,
        span,
        message,
        evidence=tuple(Evidence(judge.document, said[1]) for judge, said in against),
    )


def _compare(draft: Part, judge: Part, name: str) -> Disagreement | None:
    if judge.language == "zh":
        return _with_chinese(draft, judge, name)
    return _with_english(draft, judge, name) if judge.language == "en" else None


def _with_english(draft: Part, judge: Part, name: str) -> Disagreement | None:
    """One side denies a verb that the other, which denies nothing, affirms."""
    made_up = _denied_alone(draft, judge)
    if made_up is not None:
        denied, plain = made_up
        words = denied.of(draft.document.text)
        return denied, plain, f"“{words}” here; {name} does not deny it"
    lost = _denied_alone(judge, draft)
    if lost is not None:
        denied, plain = lost
        words = denied.of(judge.document.text)
        return plain, denied, f"{name} says “{words}”; here nothing is denied"
    return None


def _denied_alone(here: Part, there: Part) -> tuple[Span, Span] | None:
    """Words that one side denies, and where the other, which denies nothing, affirms them."""
    if any(there.each(may_deny)):
        return None
    for span in here.spans:
        for denial in denials(here.document.text, span):
            for other in there.spans:
                found = affirmed(there.document.text, other, denial.head)
                if found is not None:
                    return denial.span, found
    return None


def _with_chinese(draft: Part, source: Part, name: str) -> Disagreement | None:
    """One side surely denies something, and nothing on the other side could mean that."""
    text = source.document.text
    denied = [found for span in source.spans for found in chinese_denials(text, span)]
    english = sum(count_denials(draft.document.text, span) for span in draft.spans)
    if len(denied) > english:
        words = f"{name} says “{denied[0].of(text)}”; here less is denied"
        return draft.spans[0], denied[0], words
    ours = [one for span in draft.spans for one in denials(draft.document.text, span)]
    if ours and not any(source.each(may_deny)):
        words = ours[0].span.of(draft.document.text)
        return ours[0].span, source.spans[0], f"“{words}” here; {name} denies nothing"
    return None


CHECK = Check(
    name="changed-negation",
    category=Category.MEANING,
    severity=Severity.ERROR,
    summary="a “not” that was lost, or that the source does not have",
    why=(
        "Two letters turn a rule round. Reported is a verb that one text denies and the other "
        "affirms, and a clear negation of the source (不得, 不会, 未经) for which the draft has "
        "no word that could stand for it: besides “not” also “without”, “fail”, “unable”, "
        "“only” and many more count."
    ),
    flagged=(
        Example("Farms shall lease land to strangers.", source="农场不得把土地租给外人。"),
        Example("The plan will not end in May.", source="计划将于五月结束。"),
        Example(
            "Leases are registered with the office.",
            witnesses=("Leases are not registered with the office.",),
        ),
    ),
    passing=(
        Example("Farms shall not lease land to strangers.", source="农场不得把土地租给外人。"),
        Example("It is forbidden to lease land to strangers.", source="农场不得把土地租给外人。"),
        Example("Land leased without approval is void.", source="未经批准出租的土地无效。"),
        Example("The yield keeps growing.", source="产量不断增长。"),
    ),
    run=_run,
    needs_bitext=True,
)
