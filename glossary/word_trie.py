"""Terms of languages that write spaces, looked for word by word.

An edge of the trie is a word with all its forms (`glossary.english`); a walk from a word of the
text is as long as the longest term at most, so that the whole is linear in the text.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from glossary.english import forms, singular
from glossary.entries import ACRONYM, Entry, Found, closest, keys_of
from glossary.termbase import speaks
from glossary.tokens import Word, words

_PART = 3
_SHORT_PARTS = ("e", "co", "re")
"""As in e-commerce and co-ordinate, which are ecommerce and coordinate too."""

_COMMAS = 4
"""Words that a term needs for commas between them to make no difference."""

_NO_FORMS: dict[str, bool] = {}
_OVERLOOKED = frozenset((",", "a", "an", "the"))
"""What may stand inside a term without being part of it."""

_LEADING = frozenset(("a", "an", "the", "to"))
_PREPOSITIONS = frozenset(("of", "for", "in", "on", "to", "with", "from", "by", "at", "between"))

_ORDINALS = """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth
    fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """.split()  # noqa: SIM905 -- twenty literals are harder to read
_FIGURES = [
    f"{number}{'th' if number > 3 else ('st', 'nd', 'rd')[number - 1]}"
    for number in range(1, len(_ORDINALS) + 1)
]
_ALIKE = dict(zip((*_ORDINALS, *_FIGURES, "and"), (*_FIGURES, *_ORDINALS, "&"), strict=True))
"""Words that are written in two ways: the 14th Five-Year Plan, science & technology."""


@dataclass(slots=True)
class _Node:
    edges: dict[str, _Node] = field(default_factory=dict)
    entries: tuple[Entry, ...] = ()


class _State(NamedTuple):
    """How far a walk has come: the node, the next word, and what was overlooked on the way."""

    node: _Node
    position: int
    sure: bool = True
    comma: bool = False


class WordTrie:
    """Terms as sequences of words."""

    def __init__(self) -> None:
        self._root = _Node()
        self._forms: dict[str, dict[str, bool]] = {}
        self._known: set[tuple[str, bool, bool]] = set()
        self._lefts: set[str] = set()

    def add(self, entry: Entry) -> None:
        """Enter a term with its spellings."""
        keys = list(keys_of(entry.term.text))
        english = speaks(entry.term.language, "en")
        self._add_keys(keys, entry, english=english)
        if not english or entry.term.exact:
            return
        for at, (left, right) in enumerate(pairwise(keys)):
            parts = (len(left) >= _PART or left in _SHORT_PARTS) and len(right) >= _PART
            if parts and (left + right).isalpha():
                self._add_keys([*keys[:at], left + right, *keys[at + 2 :]], entry, english=True)
        if len(keys) > 1 and keys[0] in _LEADING:
            self._add_keys(keys[1:], entry, english=True)
        weak = replace(entry, sure=False)
        for other in _reordered(keys):
            self._add_keys(other, weak, english=True)

    def find(self, text: str) -> Iterator[list[Found]]:
        """For every word at which terms begin, in order, all of them, the shorter first."""
        if not self._root.edges:
            return
        sequence = list(words(text))
        for at, word in enumerate(sequence):
            if word.key in self._forms or word.key in self._lefts:
                found = list(self._from(sequence, at, text))
                if found:
                    yield found

    def _add_keys(self, keys: Iterable[str], entry: Entry, *, english: bool) -> None:
        node = self._root
        for key in keys:
            plain = key.replace(".", "") or key
            edge = singular(plain) if english else key
            dotted = english and 1 < len(plain) <= ACRONYM
            dotted = dotted and (plain != key or plain.upper() in entry.term.text)
            if (key, english, dotted) not in self._known:
                self._known.add((key, english, dotted))
                self._learn(key, edge, english=english, dotted=dotted)
            child = node.edges.get(edge)
            if child is None:
                child = node.edges[edge] = _Node()
            node = child
        if node is not self._root and entry not in node.entries:
            node.entries = (*node.entries, entry)

    def _learn(self, key: str, edge: str, *, english: bool, dotted: bool) -> None:
        """Lead every form of a word of a term to the edge of that word."""
        plain = key.replace(".", "") or key
        spellings = forms(plain) if english else ((key, True),)
        if dotted:
            spellings += ((".".join(plain), True),)
        if english and key in _ALIKE:
            spellings += ((_ALIKE[key], True),)
        for form, sure in spellings:
            edges = self._forms.setdefault(form, {})
            edges[edge] = edges.get(edge, False) or sure
        if english and key.isalpha():
            self._lefts.update(key[:at] for at in range(_PART, len(key) - _PART + 1))
            self._lefts.update(part for part in _SHORT_PARTS if key.startswith(part))

    def _from(self, sequence: Sequence[Word], at: int, text: str) -> Iterator[Found]:
        """The terms that begin at a word."""
        states = [_State(self._root, at)]
        while states:
            states = [ahead for state in states for ahead in self._steps(sequence, state, at)]
            for state in states:
                if state.node.entries:
                    start, end = sequence[at].start, sequence[state.position - 1].end
                    yield from _ending(state, start, end, text)

    def _steps(self, sequence: Sequence[Word], state: _State, first: int) -> Iterator[_State]:
        node, position, _, comma = state
        if not node.edges or position >= len(sequence):
            return
        key = sequence[position].key
        if position > first and not sequence[position].joined:
            return
        yield from self._children(state, key, position + 1)
        if key in self._lefts:
            yield from self._children(state, self._closed_up(sequence, position), position + 2)
        if position > first and key in _OVERLOOKED and key not in node.edges:
            ahead = _State(node, position + 1, False, comma or key == ",")
            yield from self._steps(sequence, ahead, first)

    def _children(self, state: _State, form: str, after: int) -> Iterator[_State]:
        edges = state.node.edges
        for edge, sure in self._forms.get(form, _NO_FORMS).items():
            if edge in edges:
                yield _State(edges[edge], after, state.sure and sure, state.comma)

    def _closed_up(self, sequence: Sequence[Word], at: int) -> str:
        """The key of two words of the text that a term writes as one, or an empty string."""
        if at + 1 >= len(sequence) or not sequence[at + 1].joined:
            return ""
        right = sequence[at + 1].key
        return sequence[at].key + right if len(right) >= _PART and right.isalpha() else ""


def _ending(state: _State, start: int, end: int, text: str) -> Iterator[Found]:
    """What ends at a node, if anything does that this spelling allows."""
    surface = text[start:end]
    fitting = [
        entry
        for entry in state.node.entries
        if entry.fits(surface) and not (state.comma and entry.length < _COMMAS)
    ]
    sure = [entry for entry in fitting if entry.sure]
    if fitting:
        kept = closest(sure or fitting, surface)
        yield Found(start, end, state.sure and bool(sure), kept)


def _reordered(keys: list[str]) -> Iterator[list[str]]:
    """The same words in another order, or without commas.

    "Data governance" is "governance of (the) data", and the other way round.
    """
    if "," in keys and len(keys) - keys.count(",") >= _COMMAS:
        yield [key for key in keys if key != ","]
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
