"""Names that a text itself explains with the words of another language, in brackets.

"data factors of production (数据要素)" and 数据要素(data factors of production), in either kind of
bracket. A translator who does so has thought about the term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import MarkKind
from corpus.span import Span
from glossary.linked_phrases import content
from glossary.noun_phrases import NounPhrases
from glossary.phrases import Phrase
from glossary.tokens import IDEOGRAPHIC

_MOST_WORDS = 6
_CHARACTERS_A_WORD = 2
"""Chinese characters for one English content word."""

_STICKS = 0.5
"""Part of a phrase's occurrences that have the same word before them, which then belongs to it."""

_REVERSED = re.compile(rf"([{IDEOGRAPHIC}]{{2,16}}) ?[（(]([A-Za-z][A-Za-z '’\-]{{2,60}})[)）]")


@dataclass(frozen=True, slots=True)
class Gloss:
    """A phrase and the foreign words that explain it.

    Attributes:
        phrase: lemmas.
        span: where the phrase stands.
        source: the foreign words.
    """

    phrase: Phrase
    span: Span
    source: str


def glosses(phrases: NounPhrases) -> Iterator[Gloss]:
    """The glossed phrases of a document, those before a gloss first."""
    words = phrases.words
    document = words.document
    for segment in document.segments:
        for mark in segment.marks:
            if mark.kind is MarkKind.GLOSS and mark.explains and mark.content:
                source = mark.content.of(document.text).strip()
                at = words.within((mark.explains,))
                if at and re.search(rf"[{IDEOGRAPHIC}]", source):
                    yield from _named(phrases, _stretch(phrases, at), source)
    for match in _REVERSED.finditer(document.text):
        at = words.within((Span(*match.span(2)),))
        if at and len(at) <= _MOST_WORDS:
            yield from _named(phrases, (at[0], at[-1] + 1), match[1])


def _named(phrases: NounPhrases, at: tuple[int, int], source: str) -> Iterator[Gloss]:
    """The noun phrase at the end of some words that is about as long as its gloss.

    It takes in the word before if it mostly stands there.
    """
    after = at[1]
    starts = [start for start in range(at[0], after) if after in phrases.ends.get(start, ())]
    if not starts:
        return
    wanted = len(source) / _CHARACTERS_A_WORD

    def misfit(start: int) -> tuple[float, int]:
        return abs(len(content(phrases.words.lemmas[start:after])) - wanted), start

    first = min(starts, key=misfit)
    for start in sorted((start for start in starts if start < first), reverse=True):
        longer, shorter = (phrases.words.lemmas[one:after] for one in (start, first))
        if phrases.count(longer) < max(2, _STICKS * phrases.count(shorter)):
            break
        first = start
    phrase = phrases.words.lemmas[first:after]
    yield Gloss(phrase, phrases.words.span(first, after), source)


def _stretch(phrases: NounPhrases, at: list[int]) -> tuple[int, int]:
    """The words that stand together before a gloss."""
    words = phrases.words
    first = at[-1]
    while first > at[0] and words.joined[first] and at[-1] - first < _MOST_WORDS:
        first -= 1
    return first, at[-1] + 1
