"""`deprecated-term`: the text uses a term that the glossary deprecates."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from corpus.span import Span
from glossary.matching import Lookup, TermMatch
from glossary.replacing import Replacement, carry_over
from glossary.termbase import Status
from reports.checks import Check, Example, Subject
from reports.checks._aligned import Surroundings
from reports.checks._term_evidence import PassageTerms, is_specific
from reports.finding import Category, Edit, Evidence, Finding, Severity


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.termbase is None:
        return
    reader = PassageTerms(subject, Lookup(subject.termbase))
    for number, document in enumerate(subject.documents[: subject.drafts]):
        surroundings = Surroundings(subject, number)
        matches = reader.lookup.find(document.text, document.language)
        for span, same_place in groupby(matches, key=lambda match: match.span):
            group = tuple(same_place)
            if surroundings.is_content(span):
                yield from _judge(check, surroundings, reader, group)


def _judge(
    check: Check, around: Surroundings, reader: PassageTerms, group: tuple[TermMatch, ...]
) -> Iterator[Finding]:
    """At most one finding for the terms, usually one, that stand at one place."""
    wrong = [match for match in group if not match.term.status.is_valid]
    right = [match.concept for match in group if match.term.status.is_valid]
    if not wrong:
        return
    sources = reader.sources(around, wrong[0].span)
    if sources is not None:
        wrong = [match for match in wrong if reader.renders_source(around, match, sources)]
        if not wrong or any(concept in sources for concept in right):
            return
        evidence = sources[wrong[0].concept]
        right = []
    else:
        wrong = [match for match in wrong if match.sure]
        evidence = reader.witnesses(around, wrong[0]) if wrong else ()
        if not wrong or (not evidence and (right or reader.is_denied(around, wrong[0]))):
            return
    certain = len({match.concept for match in wrong}) == 1 and not right and wrong[0].sure
    proven = bool(evidence) or is_specific(wrong[0].term)
    yield _finding(check, around, wrong[0], evidence, certain=certain, proven=proven)


def _finding(
    check: Check,
    around: Surroundings,
    match: TermMatch,
    evidence: tuple[Evidence, ...],
    *,
    certain: bool,
    proven: bool,
) -> Finding:
    """The finding for a match.

    Args:
        check: this rule.
        around: the draft.
        match: the deprecated term.
        evidence: what shows that its concept is meant.
        certain: whether the glossary leaves no doubt which concept the words name.
        proven: whether they can hardly be other words; single words often are.
    """
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
        safe = certain and proven and other.exact and len(preferred) == 1
        start = match.span.start - other.before
        suggestion = Edit(
            other.text, safe=safe, span=Span(start, match.span.end) if other.before else None
        )
    if match.term.note:
        message += f" ({match.term.note})"
    return check.finding(
        around.document,
        match.span,
        message,
        severity=check.severity if certain else Severity.WARNING,
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
        "else or has its own term for it already. Without a source, careful renderings of the "
        "same passage decide: one that knows the right term and yet writes the same word here "
        "means something else. The suggestion keeps number, case and article; it is safe to "
        "apply when the glossary leaves no choice, the words are two or more or the evidence "
        "shows what they mean, and nothing else around them has to change."
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
