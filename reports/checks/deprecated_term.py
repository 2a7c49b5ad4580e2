"""`deprecated-term`: the text uses a term that the glossary deprecates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from corpus.document import Document
from corpus.span import Span
from glossary.matching import Lookup, TermMatch
from glossary.replacing import Replacement, carry_over
from glossary.termbase import Concept, Status
from reports.checks import Check, Example, Subject
from reports.checks._aligned import Surroundings
from reports.finding import Category, Edit, Evidence, Finding, Severity


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.termbase is None:
        return
    lookup = Lookup(subject.termbase)
    for number, document in enumerate(subject.documents[: subject.drafts]):
        surroundings = Surroundings(subject, number)
        matches = lookup.find(document.text, document.language)
        for span, same_place in groupby(matches, key=lambda match: match.span):
            group = tuple(same_place)
            if surroundings.is_content(span):
                yield from _judge(check, surroundings, lookup, group)


def _judge(
    check: Check, around: Surroundings, lookup: Lookup, group: tuple[TermMatch, ...]
) -> Iterator[Finding]:
    """At most one finding for the terms, usually one, that stand at one place."""
    wrong = [match for match in group if match.sure and not match.term.status.is_valid]
    right = [match.concept for match in group if match.term.status.is_valid]
    if not wrong:
        return
    span = wrong[0].span
    sources = _sources(around, lookup, span)
    if sources is not None:
        wrong = [
            match
            for match in wrong
            if len(sources.get(match.concept, ()))
            > _valid_uses(around, lookup, match.concept, span)
        ]
        right = [concept for concept in right if concept in sources]
        evidence = tuple(place for match in wrong[:1] for place in sources[match.concept])
    else:
        evidence = _witnesses(around, lookup, wrong[0].concept, span) if wrong else ()
    if not wrong or (right and (sources is not None or not evidence)):
        return
    unambiguous = len({match.concept for match in wrong}) == 1 and not right
    yield _finding(check, around, wrong[0], evidence, unambiguous=unambiguous)


def _sources(
    around: Surroundings, lookup: Lookup, span: Span
) -> dict[Concept, tuple[Evidence, ...]] | None:
    """The concepts that the source names for a place; None if no source stands beside it."""
    gloss = around.gloss(span)
    if gloss is not None:
        return _concepts(lookup, around.document, gloss, "und")
    source = around.subject.source
    if source is None:
        return None
    document = around.subject.documents[source]
    spans = [part for bead in around.beads(span) for part in bead.spans[source]]
    if not spans:
        return None
    found: dict[Concept, tuple[Evidence, ...]] = {}
    for part in spans:
        for concept, places in _concepts(lookup, document, part, document.language).items():
            found[concept] = found.get(concept, ()) + places
    return found


def _valid_uses(around: Surroundings, lookup: Lookup, concept: Concept, span: Span) -> int:
    """How often the passage around a place renders a concept by a valid term.

    As many valid terms as the source has leave nothing for the deprecated one to render: in
    "data factors on chemical elements" the elements are others. Words with a gloss of their own
    need no such reckoning.
    """
    if around.gloss(span) is not None:
        return 0
    language = around.document.language
    return sum(
        match.concept == concept and match.term.status.is_valid
        for bead in around.beads(span)
        for part in bead.spans[around.number]
        for match in lookup.find(part.of(around.document.text), language)
    )


def _concepts(
    lookup: Lookup, document: Document, span: Span, language: str
) -> dict[Concept, tuple[Evidence, ...]]:
    found: dict[Concept, tuple[Evidence, ...]] = {}
    for match in lookup.find(span.of(document.text), language):
        place = Evidence(document, match.span.shifted(span.start))
        found[match.concept] = (*found.get(match.concept, ()), place)
    return found


def _witnesses(
    around: Surroundings, lookup: Lookup, concept: Concept, span: Span
) -> tuple[Evidence, ...]:
    """Where other renderings of the same passage use a valid term of the concept."""
    places: list[Evidence] = []
    for bead in around.beads(span):
        for number, document in enumerate(around.subject.documents):
            if number == around.number:
                continue
            for part in bead.spans[number]:
                places += [
                    Evidence(document, match.span.shifted(part.start))
                    for match in lookup.find(part.of(document.text), document.language)
                    if match.concept == concept and match.term.status.is_valid
                ]
    return tuple(places)


def _finding(
    check: Check,
    around: Surroundings,
    match: TermMatch,
    evidence: tuple[Evidence, ...],
    *,
    unambiguous: bool,
) -> Finding:
    language = match.term.language
    names = [term.text for term in match.concept.terms if term.language != language]
    preferred = match.concept.in_language(language, Status.PREFERRED)
    written = match.surface if match.surface.isprintable() else " ".join(match.surface.split())
    message = f'"{written}" is a deprecated term'
    if names:
        message += f" for {names[0]}"
    suggestion = None
    if preferred:
        other = _replacement(around, match, preferred[0].text)
        message += f'; write "{other.text}"'
        safe = unambiguous and other.exact and len(preferred) == 1
        suggestion = Edit(other.text, safe=safe)
    if match.term.note:
        message += f" ({match.term.note})"
    severity = check.severity if unambiguous else Severity.WARNING
    return check.finding(
        around.document,
        match.span,
        message,
        severity=severity,
        suggestion=suggestion,
        evidence=evidence[:8],
    )


def _replacement(around: Surroundings, match: TermMatch, preferred: str) -> Replacement:
    before, after = around.around(match.span)
    return carry_over(match.surface, match.term.text, preferred, before=before, after=after)


_HARVEST = "c1,生产力,productive forces,preferred,\nc1,,productivity,deprecated,"

DEPRECATED_TERM = Check(
    name="deprecated-term",
    category=Category.TERMINOLOGY,
    severity=Severity.ERROR,
    summary="a term that the glossary deprecates",
    why=(
        "The glossary lists a term as deprecated because another one has been agreed on; a text "
        "that mixes the two speaks of one thing as if it were two. Write the preferred term.\n\n"
        "The words are flagged only where they stand for the concept itself: not inside a longer "
        "term that is valid, and, where the source is given, not where it speaks of something "
        "else. The suggestion keeps number and case; it is safe to apply when the glossary "
        "leaves no choice and nothing around the words has to change with them."
    ),
    flagged=(
        Example(
            "Data elements are traded on the exchange.",
            glossary="c1,数据要素,data factor,preferred,\nc1,,data element,deprecated,",
        ),
        Example(
            "Relations of production must fit productivity.",
            source="生产关系必须适应生产力。",
            glossary=_HARVEST,
        ),
    ),
    passing=(
        Example(
            "Total-factor productivity rose by a third.",
            glossary=_HARVEST + "\nc2,全要素生产率,total factor productivity,preferred,",
        ),
        Example(
            "Farm productivity rose by a third.",
            source="农业生产率提高了三分之一。",
            glossary=_HARVEST,
        ),
    ),
    run=_run,
    needs_termbase=True,
)
