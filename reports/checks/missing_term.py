"""`missing-term`: the source names a concept, and the draft uses none of its terms."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache

from corpus.bitext import Bead, Relation
from corpus.document import Document
from corpus.span import Span
from glossary.matching import Lookup, Matcher
from glossary.rendering import is_taken_up, may_render
from glossary.termbase import Concept, Term, Termbase
from reports.checks import Check, Example, Subject
from reports.checks._aligned import TRUSTED
from reports.finding import Category, Evidence, Finding, Severity

_EXACT = 0.9
"""Confidence from which the text beside a bead need not be searched as well."""

_SHOWN = 40
"""Code points of a sentence that are pointed to: enough to find it, and no more than a line."""

_FIRST_WORDS = re.compile(rf".{{1,{_SHOWN}}}(?!\S)", re.DOTALL)

_Named = dict[Concept, tuple[Evidence, ...]]
"""The concepts that a passage of the source names, and where."""


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.termbase is None or subject.bitext is None or subject.source is None:
        return
    lookup = Lookup(subject.termbase)
    at = subject.source
    source = subject.documents[at]
    beads = [bead for bead in subject.bitext.beads if bead.spans[at]]
    named = [_named(source, bead.spans[at], lookup) for bead in beads]
    for number, draft in enumerate(subject.documents[: subject.drafts]):
        before: Collection[Concept] = ()
        for bead, concepts in zip(beads, named, strict=True):
            if not bead.spans[number]:
                continue
            if bead.relation is Relation.SAME and bead.confidence >= TRUSTED:
                text = _searched(draft, bead, number)
                for concept in _not_rendered(text, draft.language, lookup, concepts, before):
                    places = concepts[concept]
                    span = _counterpart(draft, bead.spans[number], bead.spans[at], places[0].span)
                    message = _message(places[0], concept.valid_in(draft.language))
                    yield check.finding(draft, span, message, evidence=places[:8])
            before = concepts


def _named(source: Document, passage: Sequence[Span], lookup: Lookup) -> _Named:
    found: _Named = {}
    for part in passage:
        for match in lookup.find(part.of(source.text), source.language):
            if match.sure:
                place = Evidence(source, match.span.shifted(part.start))
                found[match.concept] = (*found.get(match.concept, ()), place)
    return found


def _searched(draft: Document, bead: Bead, number: int) -> str:
    """The text in which terms may stand: of the bead, and beside it where that is not exact."""
    passage = _hull(bead.spans[number])
    if bead.confidence >= _EXACT:
        return passage.of(draft.text)
    segments = draft.segments
    last = bisect_right(segments, passage.start, key=lambda segment: segment.span.end) - 1
    first = bisect_left(segments, passage.end, key=lambda segment: segment.span.start)
    start = segments[last].span.start if last >= 0 else passage.start
    end = segments[first].span.end if first < len(segments) else passage.end
    return draft.text[start:end]


def _not_rendered(
    text: str,
    language: str,
    lookup: Lookup,
    concepts: Collection[Concept],
    before: Collection[Concept],
) -> Iterator[Concept]:
    """The concepts of which a text uses no term, not even a deprecated one, and no substitute.

    Args:
        text: of the draft.
        language: of the draft.
        lookup: of the whole glossary.
        concepts: that the source names.
        before: that it names in the passage before, so that a pronoun may stand for them.
    """
    if not concepts:
        return
    used = {match.concept for match in lookup.find(text, language)}
    for concept in concepts:
        valid = concept.valid_in(language)
        if valid and not (
            concept in used
            or _valid_terms(concept, language).find(text)
            or any(may_render(term, text) for term in valid)
            or (concept in before and any(is_taken_up(term, text) for term in valid))
        ):
            yield concept


@lru_cache(maxsize=1024)
def _valid_terms(concept: Concept, language: str) -> Matcher:
    """Finds the valid terms of one concept, also inside the terms of others."""
    return Matcher(Termbase((Concept(concept.id, concept.valid_in(language)),)), language)


def _counterpart(
    draft: Document, passage: Sequence[Span], source: Sequence[Span], named: Span
) -> Span:
    """The first words of the sentence of the draft where a concept would be looked for.

    Args:
        draft: with its segments.
        passage: the draft's side of a bead.
        source: the source's side.
        named: where the source names the concept; the sentence stands as far into the passage.
    """
    here, there = _hull(passage), _hull(source)
    into = (named.start + named.end) // 2 - there.start
    offset = here.start + into * len(here) // max(1, len(there))
    at = bisect_right(draft.segments, offset, key=lambda segment: segment.span.start) - 1
    sentence = draft.segments[at].span if at >= 0 else here
    start, end = max(sentence.start, here.start), min(sentence.end, here.end)
    return _first_words(draft.text, Span(start, end) if start < end else here)


def _first_words(text: str, sentence: Span) -> Span:
    words = sentence.of(text)
    start = sentence.start + len(words) - len(words.lstrip())
    words = words.strip()
    found = _FIRST_WORDS.match(words)
    return Span(start, start + len(found[0].rstrip() if found else words[:_SHOWN]))


def _message(named: Evidence, valid: Sequence[Term]) -> str:
    source = " ".join(named.span.of(named.document.text).split())
    *others, last = [f'"{term.text}"' for term in valid[:3]]
    wanted = f"{', '.join(others)} or {last}" if others else last
    return f"the source has {source}, and no term for it stands here; write {wanted}"


def _hull(spans: Sequence[Span]) -> Span:
    return Span(spans[0].start, spans[-1].end)


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
