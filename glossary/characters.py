"""Terms of scripts that write no spaces between words, looked for character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import normalize

from glossary.chinese_characters import SIMPLIFIED
from glossary.chinese_words import WORDS, divides
from glossary.entries import Entry, Found, closest
from glossary.tokens import IDEOGRAPHIC

_UNSPACED = re.compile(rf"[{IDEOGRAPHIC}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LANGUAGES = frozenset(("zh", "ja", "th", "lo", "my", "km", "yue", "wuu", "lzh"))


def is_unspaced(text_or_language: str) -> bool:
    """Whether a text holds characters of such a script, or a language code names one."""
    primary = text_or_language.partition("-")[0].lower()
    return primary in _LANGUAGES or _UNSPACED.search(text_or_language) is not None


_DERIVING = frozenset(
    "化性型者器师率学家力员论库链圈区税费债券币证法权制局院署厅所站厂馆园业界品物量值额"
)
"""Endings that make another word of the one before them: 市场, market, but 市场化, marketisation.

They count where they do not begin a common word of their own: not in 风险化解.
"""

_QUOTES = frozenset("“”‘’\"'「」『』《》〈〉")
"""What may stand inside a term without being part of it: “十四五”规划."""


@dataclass(slots=True)
class _Node:
    edges: dict[str, _Node] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)


class CharacterTrie:
    """Terms as sequences of characters."""

    def __init__(self) -> None:
        self._root = _Node()

    def add(self, entry: Entry) -> None:
        """Enter a term; what was entered before for the same characters stays."""
        node = self._root
        for character in entry.term.text:
            node = node.edges.setdefault(_key(character), _Node())
        node.entries.append(entry)

    def find(self, text: str) -> Iterator[list[Found]]:
        """For every place at which terms begin, in order, all of them, the shorter first."""
        first = self._root.edges
        if not first:
            return
        table = {character: _key(character) for character in set(text)}
        keys = [table[character] for character in text]
        plain = "".join(key if len(key) == 1 else "\ufffd" for key in keys)
        keys.append("")
        for start, key in enumerate(keys):
            node = first.get(key)
            if node is not None and (node.entries or keys[start + 1] in node.edges):
                found = _walk(text, plain, keys, start, node)
                if found:
                    yield found


def _walk(text: str, plain: str, keys: list[str], start: int, node: _Node | None) -> list[Found]:
    """The terms that begin at a place whose first character leads to a node.

    Args:
        text: as it stands.
        plain: the same, in simplified characters.
        keys: of its characters, and an empty one.
        start: the place.
        node: behind its first character.
    """
    found: list[Found] = []
    end = start
    while node is not None:
        end += 1
        if node.entries and _stands_free(plain, start, end):
            surface = text[start:end]
            fitting = [entry for entry in node.entries if entry.fits(surface)]
            if fitting:
                sure = not _is_derived_from(plain, start, end)
                found.append(Found(start, end, sure, closest(fitting, surface)))
        ahead = node.edges.get(keys[end])
        while ahead is None and keys[end] in _QUOTES:
            end += 1
            ahead = node.edges.get(keys[end])
        node = ahead
    return found


@lru_cache(maxsize=65536)
def _key(character: str) -> str:
    """Full-width and half-width, upper and lower case, traditional and simplified are the same."""
    key = normalize("NFKC", character).casefold()
    return SIMPLIFIED.get(key, key)


def _is_derived_from(text: str, start: int, end: int) -> bool:
    """Whether a Chinese word goes on after `end` by an ending that makes another word of it."""
    return end - start > 1 and text[end : end + 1] in _DERIVING and text[end : end + 2] not in WORDS


def _stands_free(text: str, start: int, end: int) -> bool:
    """Whether neither a Latin word, a number nor an everyday Chinese word runs across an end."""
    return not (_runs_on(text, start) or _runs_on(text, end)) and (
        text[start].isascii() or divides(text, start, end)
    )


def _runs_on(text: str, at: int) -> bool:
    if not 0 < at < len(text):
        return False
    left, right = text[at - 1], text[at]
    return (left.isascii() and left.isalpha() and right.isascii() and right.isalpha()) or (
        left.isdigit() and right.isdigit()
    )
