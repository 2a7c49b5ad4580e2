"""Where a text uses the terms of a termbase: all terms at once, in one pass over the text.

Terms of languages that write spaces are sequences of words in a trie; an edge is a word with all
its forms (`glossary.english`). Terms of languages that write none are sequences of characters in
a second trie. A term has at most `glossary.formats.csv.MAX_TERM` characters, so the walk from
each place is bounded and the whole is linear in the text. Of matches that overlap the longest
stands: what is known of "total factor productivity" says nothing about "productivity".
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from unicodedata import normalize

from corpus.span import Span
from glossary.characters import CharacterTrie, is_unspaced
from glossary.english import forms, singular
from glossary.termbase import Concept, Term, Termbase, speaks
from glossary.tokens import Word, words

_ACRONYM = 5
_PART = 3
_LEADING = frozenset(("a", "an", "the", "to"))
_PREPOSITIONS = frozenset(("of", "for", "in", "on", "to", "with", "from", "by", "at", "between"))


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


@dataclass(frozen=True, slots=True)
class _Entry:
    concept: Concept
    term: Term
    capitals: int
    sure: bool = True

    def fits(self, surface: str) -> bool:
        """Whether the words have the capitals that an acronym needs."""
        if not self.capitals:
            return True
        return sum(map(str.isupper, normalize("NFKC", surface))) >= self.capitals


@dataclass(slots=True)
class _Node:
    edges: dict[str, _Node] = field(default_factory=dict)
    entries: tuple[_Entry, ...] = ()


_Found = tuple[int, int, bool, tuple[_Entry, ...]]
"""Start, end, whether sure, and the entries of one place."""


class Matcher:
    """The terms of one termbase that texts of one language may use, ready to be looked for."""

    def __init__(self, termbase: Termbase, language: str) -> None:
        self._root = _Node()
        self._forms: dict[str, dict[str, bool]] = {}
        self._known: set[tuple[str, bool]] = set()
        self._lefts: set[str] = set()
        self._characters: CharacterTrie[_Entry] = CharacterTrie()
        for concept in termbase.concepts:
            for term in concept.terms:
                if speaks(term.language, language):
                    self._add(_Entry(concept, term, _capitals(term.text)))

    def find(self, text: str) -> tuple[TermMatch, ...]:
        """The terms in a text, in order; where two overlap, the longer one.

        A place that a term of several concepts takes gives one match for each of them.
        """
        found: list[_Found] = []
        if self._root.edges:
            found += self._in_words(text)
        for start, end, sure, entries in self._characters.find(text):
            fitting = tuple(entry for entry in entries if entry.fits(text[start:end]))
            if fitting:
                found.append((start, end, sure, fitting))
        return tuple(
            TermMatch(entry.concept, entry.term, Span(start, end), text[start:end], sure)
            for start, end, sure, entries in _without_overlaps(found)
            for entry in entries
        )

    def _add(self, entry: _Entry) -> None:
        text = entry.term.text
        if is_unspaced(text) or is_unspaced(entry.term.language):
            self._characters.add(text, entry)
            return
        keys = [word.key for word in words(text)]
        english = speaks(entry.term.language, "en")
        self._add_keys(keys, entry, english=english)
        if not english:
            return
        for at, (left, right) in enumerate(pairwise(keys)):
            if len(left) >= _PART and len(right) >= _PART and (left + right).isalpha():
                self._add_keys([*keys[:at], left + right, *keys[at + 2 :]], entry, english=True)
        if keys[0] in _LEADING and len(keys) > 1:
            self._add_keys(keys[1:], entry, english=True)
        weak = replace(entry, sure=False)
        for other in _reordered(keys):
            self._add_keys(other, weak, english=True)

    def _add_keys(self, keys: Iterable[str], entry: _Entry, *, english: bool) -> None:
        node = self._root
        for key in keys:
            edge = singular(key) if english else key
            if (key, english) not in self._known:
                self._known.add((key, english))
                self._learn(key, edge, english=english)
            child = node.edges.get(edge)
            if child is None:
                child = node.edges[edge] = _Node()
            node = child
        if node is not self._root:
            node.entries = (*node.entries, entry)

    def _learn(self, key: str, edge: str, *, english: bool) -> None:
        """Lead every form of a word of a term to the edge of that word."""
        for form, sure in forms(key) if english else ((key, True),):
            edges = self._forms.setdefault(form, {})
            edges[edge] = edges.get(edge, False) or sure
        if english and key.isalpha():
            self._lefts.update(key[:at] for at in range(_PART, len(key) - _PART + 1))

    def _in_words(self, text: str) -> Iterator[_Found]:
        sequence = list(words(text))
        for at, word in enumerate(sequence):
            if word.key in self._forms or word.key in self._lefts:
                best = self._longest_from(sequence, at, text)
                if best:
                    yield best

    def _longest_from(self, sequence: list[Word], at: int, text: str) -> _Found | None:
        """The longest term that starts at a word; of two of the same words the sure one."""
        best: _Found | None = None
        states = [(self._root, at, True)]
        while states:
            ahead: list[tuple[_Node, int, bool]] = []
            for node, position, sure in states:
                for child, after, form_sure in self._steps(sequence, node, position, at):
                    ahead.append((child, after, sure and form_sure))
            for node, after, sure in ahead:
                if node.entries:
                    span = Span(sequence[at].start, sequence[after - 1].end)
                    best = _better(best, _ending(node, span, sure, text))
            states = ahead
        return best

    def _steps(
        self, sequence: list[Word], node: _Node, position: int, first: int
    ) -> Iterator[tuple[_Node, int, bool]]:
        if position >= len(sequence) or (position > first and not sequence[position].joined):
            return
        for key, after in (
            (sequence[position].key, position + 1),
            (self._closed_up(sequence, position), position + 2),
        ):
            for edge, sure in self._forms.get(key, {}).items():
                child = node.edges.get(edge)
                if child is not None:
                    yield child, after, sure

    def _closed_up(self, sequence: list[Word], at: int) -> str:
        """The key of two words of the text that a term writes as one, or an empty string."""
        left = sequence[at].key
        if left not in self._lefts or at + 1 >= len(sequence) or not sequence[at + 1].joined:
            return ""
        right = sequence[at + 1].key
        return left + right if len(right) >= _PART and right.isalpha() else ""


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


def _reordered(keys: list[str]) -> Iterator[list[str]]:
    """The same words with and without "of": data governance, governance of (the) data."""
    if "of" in keys[1:-1] and keys.count("of") == 1:
        at = keys.index("of")
        rest = keys[at + 2 :] if keys[at + 1] == "the" else keys[at + 1 :]
        if rest and not _PREPOSITIONS.intersection(rest):
            yield [*rest, *keys[:at]]
    elif (
        2 <= len(keys) <= 4 and not _PREPOSITIONS.intersection(keys) and all(map(str.isalpha, keys))
    ):
        yield [keys[-1], "of", *keys[:-1]]
        yield [keys[-1], "of", "the", *keys[:-1]]


def _ending(node: _Node, span: Span, sure: bool, text: str) -> _Found | None:
    """What ends at a node, if anything does that this spelling allows."""
    surface = span.of(text)
    entries = tuple(entry for entry in node.entries if entry.fits(surface))
    if not entries:
        return None
    kept = tuple(entry for entry in entries if entry.sure) or entries
    return span.start, span.end, sure and kept[0].sure, tuple(dict.fromkeys(kept))


def _better(best: _Found | None, new: _Found | None) -> _Found | None:
    if best is None or new is None:
        return best or new
    if new[:2] == best[:2]:
        if new[2] == best[2]:
            return (*best[:3], tuple(dict.fromkeys(best[3] + new[3])))
        return new if new[2] else best
    return new if new[1] > best[1] else best


def _capitals(term: str) -> int:
    """How many capitals an acronym has; 0 for any other term, which case does not change.

    An acronym is not the word that is spelled like it: "IT" is not "it".
    """
    letters = "".join(filter(str.isalpha, normalize("NFKC", term)))
    return (
        len(letters) if len(letters) <= _ACRONYM and letters.isascii() and letters.isupper() else 0
    )


def _without_overlaps(found: list[_Found]) -> list[_Found]:
    """The sure before the weak, then the longest, then the earliest, where nothing stands yet.

    What is left lies in order.
    """
    taken = bytearray(max((place[1] for place in found), default=0))
    kept: list[_Found] = []
    for place in sorted(found, key=lambda place: (not place[2], place[0] - place[1], place[0])):
        start, end = place[:2]
        if taken.find(1, start, end) < 0:
            taken[start:end] = b"\1" * (end - start)
            kept.append(place)
    return sorted(kept, key=lambda place: place[0])
