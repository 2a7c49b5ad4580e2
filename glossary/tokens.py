"""Words of a text as keys to look terms up by, each with its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from unicodedata import normalize

from glossary.english import american

IDEOGRAPHIC = "\u2e80-\u319f\u31f0-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Character class of scripts that write no spaces: Chinese characters, kana, their marks."""

_SPACE = r"[^\S\r\n]|\u200b"
_INVISIBLE = "\u00ad\u200c\u200d\u2060\ufeff"
_LETTER = rf"[^\W_{IDEOGRAPHIC}]"
_HYPHENS = r"\-\u2010\u2011\u2012\u2013\u2212"
# The last dot of an acronym is its own only where the sentence goes on.
_DOTTED = r"(?<![^\W_])[A-Za-z](?:\.[A-Za-z])+(?![^\W_])(?:\.(?=[^\S\r\n][a-z]|[,;:)’']))?"
_TOKEN = re.compile(
    rf"{_DOTTED}|{_LETTER}(?:[\u0300-\u036f]|[{_INVISIBLE}]*{_LETTER})*|[^\w\s'’\u200b{_INVISIBLE}{_HYPHENS}]"
)
# A space, one line break, or a hyphen, that one too with a space or a line break beside it.
_JOIN = re.compile(
    rf"['’]?(?:{_SPACE})*(?:(?:\r\n|\r|\n)(?:{_SPACE})*)?"
    rf"|(?:{_SPACE})?[{_HYPHENS}](?:\r\n|\r|\n)?(?:{_SPACE})?"
)
_REMOVED = dict.fromkeys(map(ord, _INVISIBLE))
_QUOTES = str.maketrans("“”„«»‘", '"""""\'')


class Word(NamedTuple):
    """A word of a text, or a sign such as the & of "R&D".

    Attributes:
        key: lower case, composed, the same for British and American spelling; "u.s" for "U.S.".
        start: first code point.
        end: after the last code point, a possessive ending not included.
        joined: whether only a space, a hyphen, a line break or a possessive ending stands
            between it and the one before (for a sign and what follows it: or nothing).
    """

    key: str
    start: int
    end: int
    joined: bool


def words(text: str) -> Iterator[Word]:
    """The words and signs of a text, in order; the s of a possessive is no word of its own."""
    last = gap_from = 0
    was_sign = True
    for match in _TOKEN.finditer(text):
        start, end = match.span()
        raw = match[0]
        if raw in ("s", "S") and 0 < last == start - 1 and text[start - 1] in "'’":
            gap_from = end
            continue
        gap = text[gap_from:start]
        is_sign = end == start + 1 and not raw.isalnum()
        joined = gap == " " or (_JOIN.fullmatch(gap) is not None if gap else is_sign or was_sign)
        yield Word(word_key(raw), start, end, joined)
        last = gap_from = end
        was_sign = is_sign


@lru_cache(maxsize=262144)
def word_key(word: str) -> str:
    """What is looked up for a word: lower case, composed, the same for both spellings."""
    if word.isascii():
        return american(word.lower().rstrip(".") or word)
    plain = normalize("NFKC", word).translate(_REMOVED).translate(_QUOTES)
    return american(plain.casefold())
