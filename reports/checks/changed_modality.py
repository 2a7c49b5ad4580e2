"""What must be done, may be done or must not be done, told otherwise than by the source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from reports.checks import Check, Example, Subject
from reports.finding import Category, Evidence, Finding, Severity
from reports.meaning.modality import Modal, Modality, contrary, modals
from reports.meaning.negation import may_deny
from reports.meaning.passages import Part, Passage, passages

_SAID = {
    Modality.REQUIRED: "a duty",
    Modality.ADVISED: "advice",
    Modality.PERMITTED: "a permission",
    Modality.FORBIDDEN: "a prohibition",
}


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for passage in passages(subject):
        yield from _judge(check, passage)


def _judge(check: Check, passage: Passage) -> Iterator[Finding]:
    """At most one finding a passage, if most of those who are asked say otherwise."""
    against = [(judge, pair) for judge in passage.judges if (pair := _contrary(passage, judge))]
    if not passage.is_outvoted(len(against)):
        return
    part, (ours, theirs) = against[0]
    word, other = ours.span.of(passage.draft.document.text), theirs.span.of(part.document.text)
    said = f"{_SAID[ours.modality]} here, {_SAID[theirs.modality]} in {passage.name(part)}"
    yield check.finding(
        passage.draft.document,
        ours.span,
        f"“{word}” for “{other}”: {said}",
        evidence=tuple(Evidence(judge.document, pair[1].span) for judge, pair in against),
    )


def _contrary(passage: Passage, judge: Part) -> tuple[Modal, Modal] | None:
    """A contrary pair; none if a prohibition may stand in other words on the other side."""
    pair = contrary(_modals(passage.draft), _modals(judge))
    if pair is None:
        return None
    ours, theirs = pair
    lost = theirs.modality is Modality.FORBIDDEN and any(passage.draft.each(may_deny))
    made_up = ours.modality is Modality.FORBIDDEN and any(judge.each(may_deny))
    return None if lost or made_up else pair


def _modals(part: Part) -> list[Modal]:
    return list(chain.from_iterable(part.each(modals)))


CHECK = Check(
    name="changed-modality",
    category=Category.MEANING,
    severity=Severity.WARNING,
    summary="a duty, permission or prohibition that the source tells otherwise",
    why=(
        "In rules and contracts “may” and “must” decide who owes what. Reported is a duty where "
        "the source permits, a permission where it demands, and a prohibition lost or made up; "
        "“should” for “must” is weaker, common, and left alone, and so is a modal word that one "
        "side does not need."
    ),
    flagged=(
        Example("Farms must lease their land.", source="农场可以出租土地。"),
        Example("Farms may register by May.", source="农场必须在五月前登记。"),
        Example(
            "Farms can lease the land to strangers.",
            witnesses=("Farms shall not lease the land to strangers.",),
        ),
    ),
    passing=(
        Example("Farms may lease their land.", source="农场可以出租土地。"),
        Example("Farms should register by May.", source="农场必须在五月前登记。"),
        Example("No farm may lease land to strangers.", source="农场不得把土地租给外人。"),
        Example("Farms register by May.", source="农场应当在五月前登记。"),
    ),
    run=_run,
    needs_bitext=True,
)
