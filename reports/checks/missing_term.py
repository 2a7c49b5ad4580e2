"""`missing-term`: the source names a concept, and the draft uses none of its terms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from glossary.matching import Lookup
from glossary.termbase import Term
from reports.checks import Check, Example, Subject
from reports.checks._naming import concepts_in, counterpart, unnamed
from reports.finding import Category, Evidence, Finding, Severity


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.termbase is None or subject.bitext is None or subject.source is None:
        return
    lookup = Lookup(subject.termbase)
    at = subject.source
    source = subject.documents[at]
    named = [concepts_in(source, bead.spans[at], lookup) for bead in subject.bitext.beads]
    wanted = dict(zip(map(id, subject.bitext.beads), named, strict=True))
    for number, draft in enumerate(subject.documents[: subject.drafts]):
        for bead, concept in unnamed(draft, number, subject.bitext, lookup, named):
            places = wanted[id(bead)][concept]
            span = counterpart(draft, bead.spans[number], bead.spans[at], places[0].span)
            message = _message(places[0], concept.valid_in(draft.language))
            yield check.finding(draft, span, message, evidence=places[:8])


def _message(named: Evidence, valid: Sequence[Term]) -> str:
    source = " ".join(named.span.of(named.document.text).split())
    *others, last = [f'"{term.text}"' for term in valid[:3]]
    wanted = f"{', '.join(others)} or {last}" if others else last
    return f"the source has {source}, and no term for it stands here; write {wanted}"


_ROWS = "c1,数据要素,data factor,preferred,\nc2,要素,factor,admitted,"

MISSING_TERM = Check(
    name="missing-term",
    category=Category.TERMINOLOGY,
    severity=Severity.WARNING,
    summary="a concept of the source without any of its terms in the draft",
    why=(
        "The source names a concept of the glossary, and the aligned passage of the draft uses "
        "neither its preferred term nor an admitted one: the concept was dropped, or rendered "
        "by words that nobody agreed on, and a reader cannot tell that it is meant.\n\n"
        "One term in the passage suffices, however often the source repeats the concept. "
        "Inflected forms, another order of the words and a pronoun after the term has been "
        "used count as renderings, and so does a verb for its noun. The finding points to the "
        "beginning of the sentence where the term would be looked for. Passages whose alignment "
        "is doubtful are not judged."
    ),
    flagged=(
        Example(
            "Build a market for information inputs.", source="建设数据要素市场。", glossary=_ROWS
        ),
    ),
    passing=(
        Example("Build a data-factors market.", source="建设数据要素市场。", glossary=_ROWS),
        Example(
            "Data and technology factors flow freely.", source="数据要素自由流动。", glossary=_ROWS
        ),
    ),
    run=_run,
    needs_bitext=True,
    needs_termbase=True,
    needs_source=True,
)
