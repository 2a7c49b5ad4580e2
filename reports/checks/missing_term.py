"""`missing-term`: the source names a concept, and the draft uses none of its terms."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.bitext import Bead, Relation
from corpus.document import Document
from corpus.span import Span
from glossary.matching import Lookup, Matcher
from glossary.rendering import is_taken_up, may_render
from glossary.termbase import Concept, Termbase
from reports.checks import Check, Example, Subject
from reports.checks._aligned import TRUSTED
from reports.finding import Category, Evidence, Finding, Severity

_EXACT = 0.9
"""Confidence from which the text beside a bead need not be searched as well."""


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.termbase is None or subject.bitext is None or subject.source is None:
        return
    lookup = Lookup(subject.termbase)
    for number in range(subject.drafts):
        if number == subject.source:
            continue
        before: tuple[Concept, ...] = ()
        for bead in subject.bitext.beads:
            if not bead.spans[subject.source] or not bead.spans[number]:
                continue
            named = _named(subject, lookup, bead)
            if bead.relation is not Relation.PARTIAL and bead.confidence >= TRUSTED:
                passage = _passage(subject.documents[number], bead, number)
                for concept, places in named.items():
                    if not _is_rendered(passage, lookup, concept, concept in before):
                        yield _finding(check, passage, concept, places)
            before = tuple(named)


@dataclass(frozen=True, slots=True)
class _Passage:
    """The draft's side of a bead, and the text in which its terms may stand."""

    document: Document
    span: Span
    text: str


def _passage(document: Document, bead: Bead, number: int) -> _Passage:
    span = Span(bead.spans[number][0].start, bead.spans[number][-1].end)
    searched = span if bead.confidence >= _EXACT else _widened(document, span)
    return _Passage(document, _trimmed(document, span), searched.of(document.text))


def _named(subject: Subject, lookup: Lookup, bead: Bead) -> dict[Concept, tuple[Evidence, ...]]:
    """The concepts that the source side of a bead names, and where."""
    assert subject.source is not None
    source = subject.documents[subject.source]
    found: dict[Concept, tuple[Evidence, ...]] = {}
    for part in bead.spans[subject.source]:
        for match in lookup.find(part.of(source.text), source.language):
            if match.sure:
                place = Evidence(source, match.span.shifted(part.start))
                found[match.concept] = (*found.get(match.concept, ()), place)
    return found


def _is_rendered(passage: _Passage, lookup: Lookup, concept: Concept, known: bool) -> bool:
    """Whether the passage uses a term of the concept, also a deprecated one, or a substitute.

    Args:
        passage: of the draft.
        lookup: of the whole glossary.
        concept: what the source names.
        known: whether the passage before names it too, so that a pronoun may stand for it.
    """
    language = passage.document.language
    valid = concept.valid_in(language)
    if not valid:
        return True
    return (
        bool(_valid_terms(concept, language).find(passage.text))
        or any(match.concept == concept for match in lookup.find(passage.text, language))
        or any(may_render(term, passage.text) for term in valid)
        or (known and any(is_taken_up(term, passage.text) for term in valid))
    )


@lru_cache(maxsize=1024)
def _valid_terms(concept: Concept, language: str) -> Matcher:
    """Finds the valid terms of one concept, also inside the terms of others."""
    return Matcher(Termbase((Concept(concept.id, concept.valid_in(language)),)), language)


def _finding(
    check: Check, passage: _Passage, concept: Concept, places: tuple[Evidence, ...]
) -> Finding:
    valid = concept.valid_in(passage.document.language)
    wanted = " or ".join(f'"{term.text}"' for term in valid[:3])
    source = places[0].span.of(places[0].document.text)
    message = f"the source has {source}, but {wanted} does not stand here"
    return check.finding(passage.document, passage.span, message, evidence=places[:8])


def _widened(document: Document, span: Span) -> Span:
    """The span with the segments before and after it."""
    starts = [s.span.start for s in document.segments if s.span.end <= span.start]
    ends = [s.span.end for s in document.segments if s.span.start >= span.end]
    return Span(starts[-1] if starts else span.start, ends[0] if ends else span.end)


def _trimmed(document: Document, span: Span) -> Span:
    text = span.of(document.text)
    start = span.start + len(text) - len(text.lstrip())
    return Span(start, max(start, span.start + len(text.rstrip())))


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
        "used count as renderings. Passages whose alignment is doubtful are not judged."
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
)
