"""One text ready to be aligned: vectors, and what can be read off its sentences without a model."""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from align.encoders import Vectors
from align.monotone import Floats

_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"[^\W\d_]{2,}|\d+")
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")


@dataclass(frozen=True)  # without slots: words are kept once they have been asked for
class Surface:
    """What can be read off one sentence, or several read as one.

    Attributes:
        length: code points.
        numbers: figures as they are written.
        folded: the sentence without differences of case and width.
        parts: the sentences of several, which then have no text of their own.
    """

    length: float
    numbers: Counter[str]
    folded: str = ""
    parts: tuple[Surface, ...] = ()

    @cached_property
    def words(self) -> Counter[str]:
        """Beginnings of words, and pairs of characters where there are no spaces.

        Read on demand: texts in different languages are never compared by words.
        """
        words: Counter[str] = Counter()
        for part in self.parts:
            for word, count in part.words.items():
                words[word] += count
        for word in _WORDS.findall(self.folded):
            if _HAN.search(word):
                words.update(word[k : k + 2] for k in range(len(word) - 1))
            else:
                words[word[:5] if len(word) > 5 else word] += 1
        return words


@dataclass(frozen=True, slots=True)
class Side:
    """One text, ready to be aligned.

    Attributes:
        texts: its sentences, non-empty.
        raw: their vectors as the encoder gave them, shape (n, d).
        vectors: the same, centred, unit length.
        mean: what centring took away, shape (d,).
        surfaces: one a sentence.
        paragraph_ends: whether a paragraph ends after the sentence, shape (n,).
        headings: whether it is a heading or title, shape (n,).
        language: BCP 47 code.
    """

    texts: tuple[str, ...]
    raw: Vectors
    vectors: Vectors
    mean: Vectors
    surfaces: tuple[Surface, ...]
    paragraph_ends: tuple[bool, ...]
    headings: tuple[bool, ...]
    language: str

    @property
    def lengths(self) -> Floats:
        """Code points of each sentence."""
        return np.array([surface.length for surface in self.surfaces], dtype=np.float64)


def same_language(source: Side, target: Side) -> bool:
    """Whether words can be compared as they stand."""
    first, second = source.language.split("-")[0], target.language.split("-")[0]
    return first == second and first != "und"


def read_surface(text: str) -> Surface:
    """Read the numbers off a sentence; its words are read when they are asked for."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return Surface(float(max(1, len(text))), Counter(_NUMBERS.findall(folded)), folded)


def join(surfaces: Sequence[Surface]) -> Surface:
    """The surface of sentences read as one."""
    if len(surfaces) == 1:
        return surfaces[0]
    numbers = surfaces[0].numbers.copy()
    for surface in surfaces[1:]:
        for number, count in surface.numbers.items():
            numbers[number] += count
    length = sum(surface.length for surface in surfaces)
    return Surface(length, numbers, parts=tuple(surfaces))


def weigh_words(*sides: Sequence[Surface]) -> dict[str, float]:
    """Inverse document frequency over the sentences of both texts."""
    frequency: Counter[str] = Counter()
    for surfaces in sides:
        for surface in surfaces:
            frequency.update(surface.words.keys())
    total = sum(len(surfaces) for surfaces in sides)
    return {word: math.log((total + 2) / (count + 0.5)) for word, count in frequency.items()}
