"""The company that phrases keep: the words around them, and the sentences in which they meet.

Phrases that mean the same stand among the same words (Harris, "Distributional structure", 1954).
Yet a writer who uses two of them in one sentence means two things.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from glossary.noun_phrases import NounPhrases
from glossary.phrases import Phrase
from glossary.rendering import FUNCTION_WORDS

_WINDOW = 6
"""Words on either side that count as company, the near ones more."""


class Company:
    """The neighbours and the sentences of chosen phrases in several documents."""

    def __init__(self, documents: Sequence[NounPhrases], phrases: Iterable[Phrase]) -> None:
        """Look at every place of the phrases once."""
        self._neighbours: dict[Phrase, Counter[str]] = defaultdict(Counter)
        self._sentences: dict[Phrase, set[tuple[int, int]]] = defaultdict(set)
        self._with_word: Counter[str] = Counter()
        self._total = 0
        wanted = sorted(set(phrases))
        for number, document in enumerate(documents):
            sentence = _sentence_of_each_word(document)
            self._count_words(document, sentence)
            for phrase in wanted:
                for at in document.places.get(phrase, ()):
                    self._sentences[phrase].add((number, sentence[at]))
                    self._look_around(document, sentence, phrase, at)
        self._weighted: dict[Phrase, Mapping[str, float]] = {}

    def _count_words(self, document: NounPhrases, sentence: Sequence[int]) -> None:
        seen = set(zip(sentence, document.words.lemmas, strict=True))
        self._with_word.update(word for _, word in seen)
        self._total += len(set(sentence))

    def _look_around(
        self, document: NounPhrases, sentence: Sequence[int], phrase: Phrase, at: int
    ) -> None:
        after = at + len(phrase)
        first, last = max(0, at - _WINDOW), min(len(sentence), after + _WINDOW)
        for place in (*range(first, at), *range(after, last)):
            if sentence[place] != sentence[at] or document.words.keys[place] in FUNCTION_WORDS:
                continue
            distance = at - place if place < at else place - after + 1
            self._neighbours[phrase][document.words.lemmas[place]] += 1 / distance

    def together(self, one: Phrase, other: Phrase) -> float:
        """The part of the rarer phrase's sentences that have the other one too, 0..1."""
        left, right = self._sentences[one], self._sentences[other]
        return len(left & right) / max(1, min(len(left), len(right)))

    def likeness(self, one: Phrase, other: Phrase) -> float:
        """The cosine of the two phrases' neighbours, weighted by how rare they are, 0..1."""
        own = {*one, *other}
        left = {word: at for word, at in self._weights(one).items() if word not in own}
        right = {word: at for word, at in self._weights(other).items() if word not in own}
        shared = math.fsum(weight * right[word] for word, weight in left.items() if word in right)
        norms = _norm(left) * _norm(right)
        return shared / norms if norms else 0.0

    def _weights(self, phrase: Phrase) -> Mapping[str, float]:
        if phrase not in self._weighted:
            self._weighted[phrase] = {
                word: math.log1p(count) * math.log(self._total / self._with_word[word])
                for word, count in sorted(self._neighbours[phrase].items())
            }
        return self._weighted[phrase]


def _norm(weights: Mapping[str, float]) -> float:
    return math.sqrt(math.fsum(weight * weight for weight in weights.values()))


def _sentence_of_each_word(document: NounPhrases) -> list[int]:
    starts = [segment.span.start for segment in document.words.document.segments]
    return [bisect_right(starts, span.start) - 1 for span in document.words.spans]
