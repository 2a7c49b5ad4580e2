"""Whether a passage of a draft names the concepts that the passages beside it name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import lru_cache

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document
from corpus.span import Span
from glossary.matching import Lookup, Matcher
from glossary.rendering import is_abbreviated, is_shortened, is_taken_up, may_render
from glossary.termbase import Concept, Termbase
from reports.finding import Evidence

Named = Mapping[Concept, tuple[Evidence, ...]]
"""The concepts that a passage names, and where."""

_RECENT = 5
"""Passages after which a concept must be named in full again."""

_SHOWN = 40
"""Code points of a sentence that are pointed to: enough to find it, and no more than a line."""

_FIRST_WORDS = re.compile(rf".{{1,{_SHOWN}}}(?!\S)", re.DOTALL)


def concepts_in(
    document: Document, passage: Sequence[Span], lookup: Lookup, *, valid: bool = False
) -> Named:
    """The concepts that the terms of a passage surely name; by valid terms only, if so asked."""
    found: dict[Concept, tuple[Evidence, ...]] = {}
    for part in passage:
        for match in lookup.find(part.of(document.text), document.language):
            if match.sure and (match.term.status.is_valid or not valid):
                place = Evidence(document, match.span.shifted(part.start))
                found[match.concept] = (*found.get(match.concept, ()), place)
    return found


def unnamed(
    draft: Document, number: int, bitext: Bitext, lookup: Lookup, wanted: Sequence[Named]
) -> Iterator[tuple[Bead, Concept]]:
    """The concepts that a draft does not name where it should.

    A term in the sentence beside a passage counts too, where the boundary between the two is in
    doubt and nothing there asks for it.

    Args:
        draft: one document of the bitext.
        number: its position.
        bitext: the aligned documents.
        lookup: of the whole glossary.
        wanted: for each bead what the other side names.

    Yields:
        The bead and the concept; only beads that are trusted and say the same.
    """
    last_named: dict[Concept, int] = {}
    places = [(at, bead) for at, bead in enumerate(bitext.beads) if bead.spans[number]]
    for order, (at, bead) in enumerate(places):
        missing: set[Concept] = set()
        text = ""
        if wanted[at] and bead.relation is Relation.SAME and bead.is_trusted:
            passage = hull(bead.spans[number])
            text = passage.of(draft.text)
            missing = set(_not_named(text, draft.language, lookup, wanted[at]))
            if missing and bitext.mode != "units":
                near = [places[n] for n in (order - 1, order + 1) if 0 <= n < len(places)]
                asked = {concept for n, _ in near for concept in wanted[n]}
                clear = [other for _, other in near if _is_clear(bead) and _is_clear(other)]
                missing -= set(_beside(draft, passage, number, lookup, clear)) - asked
        for concept, named in wanted[at].items():
            since = order - last_named.get(concept, -_RECENT)
            place = _into(named[0], bead, bitext)
            if concept not in missing or _is_taken_up(concept, draft, text, since, place):
                last_named[concept] = order
            else:
                yield bead, concept


def _is_clear(bead: Bead) -> bool:
    """Whether one sentence of each text makes up a bead: between two such nothing is in doubt."""
    single = all(len(segments) <= 1 for segments in bead.segments)
    both = len(bead.sides) > 1
    return single and both and bead.relation is Relation.SAME and bead.is_trusted


def _into(named: Evidence, bead: Bead, bitext: Bitext) -> float:
    """How far into its side of a bead a concept is named, from 0 to 1."""
    for document, spans in zip(bitext.documents, bead.spans, strict=True):
        if document is named.document and spans:
            whole = hull(spans)
            return (named.span.start - whole.start) / max(1, len(whole))
    return 0.5


def _not_named(
    text: str, language: str, lookup: Lookup, wanted: Collection[Concept]
) -> Iterator[Concept]:
    """The concepts of which a text uses no term, not even a deprecated one, and no substitute."""
    matches = lookup.find(text, language)
    used = {match.concept for match in matches}
    for concept in wanted:
        valid = concept.valid_in(language)
        if not valid or concept.do_not_translate or concept in used:
            continue
        claimed = [match.span for match in matches if match.concept in wanted]
        nested = _valid_terms(concept, language).find(text)
        if not (
            any(not any(span.contains(place.span) for span in claimed) for place in nested)
            or any(may_render(term, text, claimed=claimed) for term in valid)
            or any(is_abbreviated(term, text) for term in valid)
        ):
            yield concept


def _beside(
    draft: Document, passage: Span, number: int, lookup: Lookup, clear: Sequence[Bead]
) -> Iterator[Concept]:
    """The concepts that the sentences before and after a passage name, or those that it cuts.

    Args:
        draft: the text.
        passage: a stretch of it.
        number: position of the draft.
        lookup: of the whole glossary.
        clear: beads beside the passage that surely have nothing of it.
    """
    whole = around_passage(draft, passage)
    left_out = [span for bead in clear for span in bead.spans[number]]
    for part in (Span(whole.start, passage.start), Span(passage.end, whole.end)):
        for match in lookup.find(part.of(draft.text), draft.language):
            place = match.span.shifted(part.start)
            if not any(span.overlaps(place) for span in left_out):
                yield match.concept


def around_passage(draft: Document, passage: Span) -> Span:
    """A passage with the sentences before and after it, or those that it cuts."""
    segments = draft.segments
    last = bisect_right(segments, passage.start, key=lambda segment: segment.span.end) - 1
    first = bisect_left(segments, passage.end, key=lambda segment: segment.span.start)
    start = segments[last].span.start if last >= 0 else passage.start
    end = segments[first].span.end if first < len(segments) else passage.end
    return Span(min(start, passage.start), max(end, passage.end))


def _is_taken_up(concept: Concept, draft: Document, text: str, since: int, place: float) -> bool:
    """Whether a pronoun or a shorter name stands for what was named some passages before."""
    return (since <= 1 and is_taken_up(text, place)) or (
        since < _RECENT
        and any(is_shortened(term, text) for term in concept.valid_in(draft.language))
    )


def counterpart(
    draft: Document, passage: Sequence[Span], other: Sequence[Span], named: Span
) -> Span:
    """The first words of the sentence of the draft where a concept would be looked for.

    Args:
        draft: with its segments.
        passage: the draft's side of a bead.
        other: another side of it.
        named: where that side names the concept; the sentence stands as far into the passage.
    """
    here, there = hull(passage), hull(other)
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


@lru_cache(maxsize=1024)
def _valid_terms(concept: Concept, language: str) -> Matcher:
    """Finds the valid terms of one concept, also inside the terms of others."""
    return Matcher(Termbase((Concept(concept.id, concept.valid_in(language)),)), language)


def hull(spans: Sequence[Span]) -> Span:
    """From the first span's start to the last one's end."""
    return Span(spans[0].start, spans[-1].end)
