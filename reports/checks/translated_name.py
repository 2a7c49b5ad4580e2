"""`translated-name`: a name that is not to be translated does not stand as the source has it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.bitext import Bead, Relation
from corpus.document import Document
from corpus.span import Span
from glossary.matching import Lookup
from glossary.termbase import Concept
from reports.checks import Check, Example, Subject
from reports.checks._naming import around_passage, counterpart, hull
from reports.finding import Category, Edit, Evidence, Finding, Severity


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.termbase is None or subject.bitext is None or subject.source is None:
        return
    if not any(concept.do_not_translate for concept in subject.termbase.concepts):
        return
    lookup = Lookup(subject.termbase)
    for bead in subject.bitext.beads:
        if bead.relation is not Relation.SAME or not bead.is_trusted:
            continue
        names = _names(subject.documents[subject.source], bead.spans[subject.source], lookup)
        for number in range(subject.drafts if names else 0):
            if bead.spans[number]:
                for concept, place in names:
                    finding = _judge(
                        check,
                        subject,
                        bead,
                        number=number,
                        concept=concept,
                        place=place,
                        lookup=lookup,
                    )
                    if finding is not None:
                        yield finding


def _names(
    source: Document, passage: tuple[Span, ...], lookup: Lookup
) -> list[tuple[Concept, Evidence]]:
    """The names in a passage of the source, each once."""
    found: dict[Concept, Evidence] = {}
    for part in passage:
        for match in lookup.find(part.of(source.text), source.language):
            if match.concept.do_not_translate and match.sure:
                found.setdefault(match.concept, Evidence(source, match.span.shifted(part.start)))
    return list(found.items())


def _judge(
    check: Check,
    subject: Subject,
    bead: Bead,
    *,
    number: int,
    concept: Concept,
    place: Evidence,
    lookup: Lookup,
) -> Finding | None:
    """A finding if the name stands neither in the passage nor in the sentences beside it."""
    draft = subject.documents[number]
    name = " ".join(place.span.of(place.document.text).split())
    units = subject.bitext is not None and subject.bitext.mode == "units"
    passage = hull(bead.spans[number])
    searched = passage if units else around_passage(draft, passage)
    names = {name, *(term.text for term in concept.terms if term.status.is_valid)}
    if any(_stands_in(name, searched.of(draft.text)) for name in names):
        return None
    for match in lookup.find(passage.of(draft.text), draft.language):
        if match.concept == concept:
            span = match.span.shifted(passage.start)
            return check.finding(
                draft,
                span,
                f'"{match.surface}" is a name that is not to be changed; write "{name}"',
                suggestion=Edit(name, safe=match.sure),
                evidence=(place,),
            )
    span = counterpart(draft, bead.spans[number], (place.span,), place.span)
    return check.finding(
        draft,
        span,
        f'the source has the name "{name}", which is not to be translated; write it here as it is',
        evidence=(place,),
    )


def _stands_in(name: str, text: str) -> bool:
    """Whether a text has the name letter by letter, and not as part of a longer word."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.search(rf"(?<![A-Za-z0-9]){words}(?![A-Za-z0-9])", text) is not None


_SOURCE = "StarGull服务开放。"
_TERMBASE = """
[concept.stargull]
do-not-translate = true
en.preferred = "StarGull"
"""

TRANSLATED_NAME = Check(
    name="translated-name",
    category=Category.TERMINOLOGY,
    severity=Severity.ERROR,
    summary="a name that is not to be translated and does not stand as in the source",
    why=(
        "The glossary says of a name that translations keep it letter by letter: a product, a "
        "programme, a file. The source has it, and the aligned passage of the draft does not: it "
        "was translated, spelt in another way, or dropped. Readers will not find what it names.\n\n"
        "Capitals and spaces inside the name count. One occurrence in the passage suffices. Where "
        "the draft has the name in another spelling, the suggestion puts it right."
    ),
    flagged=(Example("The Star Gull service is open.", source=_SOURCE, glossary=_TERMBASE),),
    passing=(Example("StarGull's service is open.", source=_SOURCE, glossary=_TERMBASE),),
    run=_run,
    needs_bitext=True,
    needs_termbase=True,
    needs_source=True,
)
