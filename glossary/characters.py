"""Terms of scripts that write no spaces between words, looked for character by character."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from unicodedata import normalize

from glossary.chinese_words import divides
from glossary.entries import Entry, Found, closest
from glossary.tokens import IDEOGRAPHIC

_UNSPACED = re.compile(rf"[{IDEOGRAPHIC}\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_LANGUAGES = frozenset(("zh", "ja", "th", "lo", "my", "km", "yue", "wuu", "lzh"))


def is_unspaced(text_or_language: str) -> bool:
    """Whether a text holds characters of such a script, or a language code names one."""
    primary = text_or_language.partition("-")[0].lower()
    return primary in _LANGUAGES or _UNSPACED.search(text_or_language) is not None


# Endings that make another word of the one before them (市场, market; 市场化, marketisation), and
# common words that begin with the same characters and leave it as it is (风险化解).
_DERIVING = re.compile(
    "化(?![解学工肥石验妆])|性(?![别能质命格情])|型(?!号)|者|器(?![官具械材重量物])|师(?![生傅范资])"
    "|率(?![先领])|学(?![习校生者术科院会位历])|家(?![庭属园乡族长居电])|力(?![量度争求图推促])"
    "|员(?!工)|论(?![坛文证述])"
)


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
        keys.append("")
        for start, key in enumerate(keys):
            node = first.get(key)
            if node is not None and (node.entries or keys[start + 1] in node.edges):
                found = _walk(text, keys, start, node)
                if found:
                    yield found


def _walk(text: str, keys: list[str], start: int, node: _Node | None) -> list[Found]:
    """The terms that begin at a place whose first character leads to a node."""
    found: list[Found] = []
    end = start
    while node is not None:
        end += 1
        if node.entries and _stands_free(text, start, end):
            surface = text[start:end]
            fitting = [entry for entry in node.entries if entry.fits(surface)]
            if fitting:
                sure = not _is_derived_from(text, start, end)
                found.append(Found(start, end, sure, closest(fitting, surface)))
        node = node.edges.get(keys[end])
    return found


@lru_cache(maxsize=65536)
def _key(character: str) -> str:
    """Full-width and half-width, upper and lower case are the same."""
    return normalize("NFKC", character).casefold()


def _is_derived_from(text: str, start: int, end: int) -> bool:
    """Whether a Chinese word goes on after `end` by an ending that makes another word of it."""
    return end - start > 1 and _DERIVING.match(text, end) is not None


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
