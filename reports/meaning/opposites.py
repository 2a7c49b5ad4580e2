"""Words of opposite meaning, and which of two opposites a text has."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from corpus.span import Span
from glossary.english import verb_forms
from reports.numbers.patterns import lazy


@dataclass(frozen=True, slots=True)
class Sign:
    """A word that decides.

    Attributes:
        span: where it stands.
        pair: number of its pair of opposites.
        pole: which of the two it is, 0 or 1.
    """

    span: Span
    pair: int
    pole: int


_DENIED = lazy(
    r"(?:\b(?:not|never|no|without|cannot|neither|nor|hardly|rarely)|n['’]t)[ ]+"
    r"(?:[\w-]+[ ]+){0,2}$",
    re.IGNORECASE,
)
_DENIED_IN_CHINESE = lazy("[不未没无非勿莫]$")
_REACH = 40


def signs(text: str, span: Span, language: str) -> Iterator[Sign]:
    """The words of a stretch of text that have an opposite; denied ones are left out.

    Args:
        text: of the document.
        span: what is looked at.
        language: `en` or `zh`; nothing is found in others.
    """
    pattern, meanings = _table(language)
    denied = _DENIED_IN_CHINESE if language == "zh" else _DENIED
    for match in pattern.finditer(text, span.start, span.end):
        if not denied.search(text, max(span.start, match.start() - _REACH), match.start()):
            for pair, pole in meanings[match[0].lower()]:
                yield Sign(Span(*match.span()), pair, pole)


Meanings = Mapping[str, Sequence[tuple[int, int]]]


@cache
def _table(language: str) -> tuple[re.Pattern[str], Meanings]:
    """All words of a language as one pattern, the longest first, and what each of them means."""
    data = tomllib.loads(files("reports.meaning").joinpath("opposites.toml").read_text("utf-8"))
    meanings: dict[str, list[tuple[int, int]]] = {}
    for number, pair in enumerate(data["pair"]):
        for pole, side in enumerate((pair["one"], pair["other"])):
            for word in _forms(side, language):
                meanings.setdefault(word, []).append((number, pole))
    ranked = sorted(meanings, key=lambda word: (-len(word), word))
    alternatives = "|".join(map(re.escape, ranked)) or "(?!)"
    whole = alternatives if language == "zh" else rf"(?<![\w-])(?:{alternatives})(?![\w-])"
    return re.compile(whole, re.IGNORECASE), meanings


def _forms(side: Mapping[str, Sequence[str]], language: str) -> Iterator[str]:
    if language == "zh":
        yield from side["zh"]
    elif language == "en":
        yield from side["words"]
        for verb in side["verbs"]:
            yield verb
            yield from verb_forms(verb)


@dataclass(frozen=True, slots=True)
class Reversal:
    """A word of one side, and the opposite that the other side has in its stead."""

    here: Sign
    there: Sign


def reversals(here: Sequence[Sign], there: Sequence[Sign]) -> Iterator[Reversal]:
    """The opposites in which two texts that should say the same part company, each pair once.

    The one has a word that the other has not, and fewer of the opposite than the other has.
    """
    for pair in dict.fromkeys(sign.pair for sign in here):
        for pole in (0, 1):
            ours = [sign for sign in here if (sign.pair, sign.pole) == (pair, pole)]
            same = [sign for sign in there if (sign.pair, sign.pole) == (pair, pole)]
            opposite = [sign for sign in there if (sign.pair, sign.pole) == (pair, 1 - pole)]
            kept = sum((sign.pair, sign.pole) == (pair, 1 - pole) for sign in here)
            if ours and not same and len(opposite) > kept:
                yield Reversal(ours[0], opposite[0])
