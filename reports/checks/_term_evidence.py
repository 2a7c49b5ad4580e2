"""What source and witnesses say of a deprecated term: whether its words name the concept there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.bitext import Bead
from corpus.document import Document
from corpus.span import Span
from glossary.characters import is_unspaced
from glossary.matching import Lookup, TermMatch
from glossary.rendering import FUNCTION_WORDS
from glossary.termbase import Concept, Term
from glossary.tokens import words
from reports.checks import Subject
from reports.checks._aligned import Surroundings
from reports.finding import Evidence

Sources = Mapping[Concept, tuple[Evidence, ...]]

_LONG = 3
"""Characters of a term without spaces from which it hardly is anything else."""


def is_specific(term: Term) -> bool:
    """Whether a term has more than one word of its own, so that it is hardly anything else.

    "Productivity" and "element" are words of many trades, "data element" is one of few.
    """
    if is_unspaced(term.text):
        return len(term.text) >= _LONG
    return len([word for word in words(term.text) if word.key not in FUNCTION_WORDS]) > 1


class PassageTerms:
    """The terms in the passages beside a place."""

    def __init__(self, subject: Subject, lookup: Lookup) -> None:
        self.lookup = lookup
        self._subject = subject
        self._known: dict[int, frozenset[Concept]] = {}

    def sources(self, around: Surroundings, span: Span) -> Sources | None:
        """The concepts that the source names for a place; None if no source stands beside it."""
        gloss = around.gloss(span)
        if gloss is not None:
            return self._concepts(around.document, [gloss], "und")
        source = self._subject.source
        if source is None:
            return None
        document = self._subject.documents[source]
        spans = [part for bead in around.beads(span) for part in bead.spans[source]]
        return self._concepts(document, spans, document.language) if spans else None

    def renders_source(self, around: Surroundings, match: TermMatch, sources: Sources) -> bool:
        """Whether a deprecated term stands for what the source names.

        As many valid terms as the source has leave nothing for a single word to render: in "data
        factors on chemical elements" the elements are others. Of several such words those count
        that stand where the source has the concept. Words with a gloss of their own need no such
        reckoning, and neither do terms of several words, which are hardly anything else.
        """
        if match.concept not in sources:
            return False
        if around.gloss(match.span) is not None or (match.sure and is_specific(match.term)):
            return True
        return any(self._takes_part(around, match, bead) for bead in around.beads(match.span))

    def witnesses(self, around: Surroundings, match: TermMatch) -> tuple[Evidence, ...]:
        """Where other renderings of the same passage use a valid term of the concept."""
        return tuple(
            place
            for number in self._others(around)
            for place, other in self._beside(around, match.span, number)
            if other.concept == match.concept and other.term.status.is_valid
        )

    def is_denied(self, around: Surroundings, match: TermMatch) -> bool:
        """Whether a rendering that knows the right term uses the same single word here."""
        if is_specific(match.term):
            return False
        return any(
            other.concept == match.concept and match.concept in self._concepts_known(number)
            for number in self._others(around)
            for _, other in self._beside(around, match.span, number)
        )

    def _others(self, around: Surroundings) -> list[int]:
        numbers = range(len(self._subject.documents))
        return [n for n in numbers if n not in (around.number, self._subject.source)]

    def _beside(
        self, around: Surroundings, span: Span, number: int
    ) -> list[tuple[Evidence, TermMatch]]:
        document = self._subject.documents[number]
        return [
            (Evidence(document, match.span.shifted(part.start)), match)
            for bead in around.beads(span)
            for part in bead.spans[number]
            for match in self.lookup.find(part.of(document.text), document.language)
        ]

    def _concepts_known(self, number: int) -> frozenset[Concept]:
        """The concepts that a document somewhere names by a valid term."""
        if number not in self._known:
            document = self._subject.documents[number]
            matches = self.lookup.find(document.text, document.language)
            self._known[number] = frozenset(
                match.concept for match in matches if match.term.status.is_valid
            )
        return self._known[number]

    def _takes_part(self, around: Surroundings, match: TermMatch, bead: Bead) -> bool:
        """Whether a word is one of those in a passage that render the concept of the source."""
        source = self._subject.source
        if source is None or not bead.spans[source] or not bead.spans[around.number]:
            return False
        document = self._subject.documents[source]
        named = self._concepts(document, bead.spans[source], document.language)
        wanted = [_into(place.span, bead.spans[source]) for place in named.get(match.concept, ())]
        uses = [
            (_into(use.span.shifted(part.start), bead.spans[around.number]), use, part)
            for part in bead.spans[around.number]
            for use in self.lookup.find(part.of(around.document.text), around.document.language)
            if use.concept == match.concept
        ]
        for valid in (True, False):
            at = {
                place: use.span.shifted(part.start)
                for place, use, part in uses
                if use.term.status.is_valid is valid
            }
            if not valid and len(at) <= len(wanted):
                return bool(wanted)
            for place in _nearest(list(at), wanted):
                if not valid and at[place] == match.span:
                    return True
        return False

    def _concepts(
        self, document: Document, parts: Sequence[Span], language: str
    ) -> dict[Concept, tuple[Evidence, ...]]:
        found: dict[Concept, tuple[Evidence, ...]] = {}
        for part in parts:
            for match in self.lookup.find(part.of(document.text), language):
                place = Evidence(document, match.span.shifted(part.start))
                found[match.concept] = (*found.get(match.concept, ()), place)
        return found


def _into(span: Span, passage: Sequence[Span]) -> float:
    """How far into a passage something stands, from 0 to 1."""
    start, end = passage[0].start, passage[-1].end
    return ((span.start + span.end) / 2 - start) / max(1, end - start)


def _nearest(places: list[float], wanted: list[float]) -> list[float]:
    """The places that are taken by what is wanted, the nearest pairs first.

    What is taken is removed from `wanted`.
    """
    taken: list[float] = []
    pairs = sorted((abs(place - goal), place, goal) for place in places for goal in wanted)
    for _, place, goal in pairs:
        if place not in taken and goal in wanted:
            taken.append(place)
            wanted.remove(goal)
    return taken
