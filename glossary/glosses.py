"""Names that a text itself explains with the words of another language, in brackets.

"data factors of production (数据要素)" and 数据要素(data factors of production), in either kind of
bracket. A translator who does so has thought about the term.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.document import MarkKind
from corpus.span import Span
from glossary.linked_phrases import content
from glossary.noun_phrases import NounPhrases
from glossary.phrases import Phrase, lemma
from glossary.tokens import IDEOGRAPHIC
from glossary.tokens import words as split

_MOST_WORDS = 6
_CHARACTERS_A_WORD = 2
"""Chinese characters for one English content word."""

_REPEATED = 2
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


def glosses(phrases: NounPhrases, everywhere: Sequence[NounPhrases]) -> Iterator[Gloss]:
    """The glossed phrases of a document, those before a gloss first.

    Args:
        phrases: the noun phrases of the document.
        everywhere: those of all documents, which tell how long a name is.
    """
    words = phrases.words
    document = words.document
    for segment in document.segments:
        for mark in segment.marks:
            if mark.kind is MarkKind.GLOSS and mark.explains and mark.content:
                source = mark.content.of(document.text).strip()
                at = words.within((mark.explains,))
                if at and re.search(rf"[{IDEOGRAPHIC}]", source):
                    yield from _named(phrases, everywhere, at[-1] + 1, source)
    for match in _REVERSED.finditer(document.text):
        # What stands in brackets may be left out of the document's words.
        phrase = tuple(lemma(word.key) for word in split(match[2]))
        if 0 < len(phrase) <= _MOST_WORDS:
            yield Gloss(phrase, Span(*match.span(2)), match[1])


def _named(
    phrases: NounPhrases, everywhere: Sequence[NounPhrases], after: int, source: str
) -> Iterator[Gloss]:
    """The noun phrase before a position that is about as long as its gloss.

    It takes in the word before if it mostly stands there.
    """
    words = phrases.words
    starts = [
        start
        for start in range(max(0, after - _MOST_WORDS), after)
        if after in phrases.ends.get(start, ())
    ]
    if not starts:
        return
    wanted = len(source) / _CHARACTERS_A_WORD

    def misfit(start: int) -> tuple[float, int]:
        return abs(len(content(words.lemmas[start:after])) - wanted), start

    first = min(starts, key=misfit)
    for start in sorted((start for start in starts if start < first), reverse=True):
        longer, shorter = (words.lemmas[one:after] for one in (start, first))
        here = phrases.count(longer) >= _REPEATED and _sticks(longer, shorter, [phrases])
        if not here and not _sticks(longer, shorter, everywhere):
            break
        first = start
    yield Gloss(words.lemmas[first:after], words.span(first, after), source)


def _sticks(longer: Phrase, shorter: Phrase, documents: Sequence[NounPhrases]) -> bool:
    """Whether a phrase mostly stands inside a longer one; across an "of" once is not enough."""
    whole, part = (sum(doc.count(phrase) for doc in documents) for phrase in (longer, shorter))
    apart = len(longer) - len(shorter) > 1
    return whole >= max(_REPEATED if apart else 1, _STICKS * part)
