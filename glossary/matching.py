"""Where a text uses the terms of a termbase: all terms at once, in one pass over the text.

Terms of languages that write spaces are looked for word by word (`glossary.word_trie`), those of
languages that write none character by character (`glossary.characters`). A term has a limited
length, so the walk from each place is bounded and the whole is linear in the text. Of matches
that overlap the longest stands: what is known of "total factor productivity" says nothing about
"productivity".
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache, reduce
from itertools import islice, pairwise, takewhile

from corpus.span import Span
from glossary.characters import CharacterTrie, is_unspaced
from glossary.conditions import Conditions
from glossary.entries import Found, closest, entry_of
from glossary.termbase import Concept, Term, Termbase, speaks
from glossary.word_trie import WordTrie

_JOINING = re.compile(r"\s(?:of|for|in|on|to|with|from|by|and)\s", re.IGNORECASE)
"""A word after which a phrase begins anew."""


@dataclass(frozen=True, slots=True)
class TermMatch:
    """A place where a text uses a term.

    Attributes:
        concept: what the term names there.
        term: as the termbase has it.
        span: in the text, a possessive ending not included.
        surface: the words as they stand there.
        sure: False if a word of the term stands there in a form that may belong to another
            word, or its parts in another order ("governance of data" for "data governance").
    """

    concept: Concept
    term: Term
    span: Span
    surface: str
    sure: bool = True


class Matcher:
    """The terms of one termbase that texts of one language may use, ready to be looked for."""

    def __init__(self, termbase: Termbase, language: str) -> None:
        spoken = [
            (concept, term)
            for concept in termbase.concepts
            for term in concept.terms
            if speaks(term.language, language)
            or (concept.do_not_translate and term.status.is_valid)
        ]
        with _no_garbage():
            self._terms = _Tries(spoken)
            self._conditions = Conditions((term for _, term in spoken), language)
            self._expressions = _Tries(
                (concept, term)
                for concept in self._conditions.expressions
                for term in concept.terms
            )

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """The terms in a text, in order; where two overlap, the longer one.

        A place that a term of several concepts takes gives one match for each of them.
        """
        with _no_garbage():
            groups = self._conditions.hold(text, self._terms.find(text), self._expressions.find)
            best = [found[0] if len(found) == 1 else reduce(_better, found) for found in groups]
            return tuple(
                TermMatch(entry.concept, entry.term, Span(start, end), text[start:end], sure)
                for start, end, sure, entries in _without_overlaps(_whole_phrases(best, text))
                for entry in closest(entries, text[start:end])
            )


@contextmanager
def _no_garbage() -> Iterator[None]:
    """Do not look for garbage meanwhile: there is none, and looking takes half of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


class _Tries:
    """Terms of languages that write spaces, and of those that do not."""

    def __init__(self, terms: Iterable[tuple[Concept, Term]]) -> None:
        self._words = WordTrie()
        self._characters = CharacterTrie()
        for concept, term in terms:
            unspaced = is_unspaced(term.text) or is_unspaced(term.language)
            (self._characters if unspaced else self._words).add(entry_of(concept, term))

    def find(self, text: str) -> Iterator[list[Found]]:
        """The terms at each place where any begin; first those of words, then the others."""
        yield from self._words.find(text)
        yield from self._characters.find(text)


class Lookup:
    """The matchers of one termbase by language, each built when it is first needed."""

    def __init__(self, termbase: Termbase) -> None:
        self._termbase = termbase
        self._matchers: dict[str, Matcher] = {}

    def find(self, text: str, language: str) -> tuple[TermMatch, ...]:
        """The terms that a text uses, in order; where two overlap, the longer one.

        Args:
            text: any text.
            language: BCP 47 code of the text; "und" looks for terms of every language.
        """
        if language not in self._matchers:
            self._matchers[language] = build_matcher(self._termbase, language)
        return self._matchers[language].find(text)


@lru_cache(maxsize=16)
def build_matcher(termbase: Termbase, language: str) -> Matcher:
    """The matcher of a termbase for texts of one language; built once, then kept."""
    return Matcher(termbase, language)


def _better(best: Found, new: Found) -> Found:
    """The longer one of two that begin at the same place; of two of the same words the sure one.

    A Chinese word that surely ends goes before a longer one that may be part of another word.
    """
    if new.end == best.end:
        if new.sure == best.sure:
            entries = tuple(dict.fromkeys(best.entries + new.entries))
            return best._replace(entries=entries)
        return new if new.sure else best
    shorter, longer = (new, best) if new.end < best.end else (best, new)
    unspaced = is_unspaced(longer.entries[0].term.text)
    return shorter if unspaced and shorter.sure and not longer.sure else longer


def _whole_phrases(found: list[Found], text: str) -> list[Found]:
    """The places without those that end in the middle of a compound.

    In "the circulation of data elements" the elements circulate: "circulation of data" is no
    phrase there, and stands not in the way of "data elements". Without a word such as "of" the
    longer term keeps its place, since "data security law" may well be a law on data security.
    """
    ordered = sorted(found, key=lambda place: place.start)
    torn = {
        at
        for at, (place, following) in enumerate(pairwise(ordered))
        if following.start < place.end and _is_torn(place, ordered, at, text)
    }
    return [place for at, place in enumerate(ordered) if at not in torn] if torn else ordered


def _is_torn(place: Found, ordered: list[Found], at: int, text: str) -> bool:
    """Whether a sure place begins after the last joining word of this one and goes beyond it."""
    start, end = place.start, place.end
    beyond = [
        other.start
        for other in takewhile(lambda other: other.start < end, islice(ordered, at + 1, None))
        if other.end > end and other.sure
    ]
    if not beyond:
        return False
    joined = [match.end() for match in _JOINING.finditer(text, start, end)]
    return bool(joined) and beyond[-1] >= joined[-1]


def _without_overlaps(found: list[Found]) -> list[Found]:
    """The sure before the weak, then the longest, then the earliest, where nothing stands yet.

    What is left lies in order.
    """
    taken = bytearray(max((place[1] for place in found), default=0))
    kept: list[Found] = []
    for place in sorted(found, key=lambda place: (not place[2], place[0] - place[1], place[0])):
        start, end = place[:2]
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            kept.append(place)
    return sorted(kept, key=lambda place: place[0])
