"""Terms of scripts that write no spaces between words, looked for character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Generic, TypeVar
from unicodedata import normalize

from glossary.tokens import IDEOGRAPHIC

E = TypeVar("E")

_UNSPACED = re.compile(rf"[{IDEOGRAPHIC}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LANGUAGES = frozenset(("zh", "ja", "th", "lo", "my", "km", "yue", "wuu", "lzh"))


def is_unspaced(text_or_language: str) -> bool:
    """Whether a text holds characters of such a script, or a language code names one."""
    primary = text_or_language.partition("-")[0].lower()
    return primary in _LANGUAGES or _UNSPACED.search(text_or_language) is not None


@dataclass(slots=True)
class _Node(Generic[E]):
    edges: dict[str, _Node[E]] = field(default_factory=dict)
    entries: list[E] = field(default_factory=list)


class CharacterTrie(Generic[E]):
    """Terms as sequences of characters, each with what was entered for it."""

    def __init__(self) -> None:
        self._root: _Node[E] = _Node()

    def add(self, term: str, entry: E) -> None:
        """Enter a term; what was entered before for the same characters stays."""
        node = self._root
        for character in term:
            node = node.edges.setdefault(_key(character), _Node())
        node.entries.append(entry)

    def find(self, text: str) -> Iterator[tuple[int, int, tuple[E, ...]]]:
        """Start, end and entries of the longest term at each place of a text, in order."""
        first = self._root.edges
        if not first:
            return
        table = {character: _key(character) for character in set(text)}
        keys = [table[character] for character in text]
        for start, key in enumerate(keys):
            if key in first:
                found = self._longest_from(text, keys, start)
                if found:
                    yield found

    def _longest_from(
        self, text: str, keys: list[str], start: int
    ) -> tuple[int, int, tuple[E, ...]] | None:
        node = self._root
        best: tuple[int, int, tuple[E, ...]] | None = None
        for end in range(start + 1, len(keys) + 1):
            child = node.edges.get(keys[end - 1])
            if child is None:
                break
            node = child
            if node.entries and _stands_free(text, start, end):
                best = (start, end, tuple(node.entries))
        return best


@lru_cache(maxsize=65536)
def _key(character: str) -> str:
    """Full-width and half-width, upper and lower case are the same."""
    return normalize("NFKC", character).casefold()


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether no Latin letter or digit runs on beyond either end of the term."""
    return not (_runs_on(text, start) or _runs_on(text, end))


def _runs_on(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    return (left.isascii() and left.isalpha() and right.isascii() and right.isalpha()) or (
        left.isdigit() and right.isdigit()
    )
