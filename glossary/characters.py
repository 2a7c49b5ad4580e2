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


# Endings that make another word of the one before them (市场, market; 市场化, marketisation), and
# common words that begin with the same characters and leave it as it is (风险化解).
_DERIVING = re.compile("化(?![解学工肥石验妆])|性(?![别能质命格情])|型(?!号)|者")


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

    def find(self, text: str) -> Iterator[tuple[int, int, bool, tuple[E, ...]]]:
        """The longest term at each place of a text, in order.

        Yields:
            start, end, whether the word surely ends there, and the entries. A shorter term that
            surely ends goes before a longer one that does not.
        """
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
    ) -> tuple[int, int, bool, tuple[E, ...]] | None:
        node = self._root
        best: tuple[int, int, bool, tuple[E, ...]] | None = None
        for end in range(start + 1, len(keys) + 1):
            child = node.edges.get(keys[end - 1])
            if child is None:
                break
            node = child
            if node.entries and _stands_free(text, start, end):
                sure = not _is_derived_from(text, start, end)
                if sure or best is None or not best[2]:
                    best = (start, end, sure, tuple(node.entries))
        return best


@lru_cache(maxsize=65536)
def _key(character: str) -> str:
    """Full-width and half-width, upper and lower case are the same."""
    return normalize("NFKC", character).casefold()


def _is_derived_from(text: str, start: int, end: int) -> bool:
    """Whether a Chinese word goes on after `end` by an ending that makes another word of it."""
    return end - start > 1 and _DERIVING.match(text, end) is not None


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
