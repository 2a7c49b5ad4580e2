"""Which words of two sentences correspond: competitive linking over word vectors.

Every word is embedded on its own. Pairs of words are ranked by how close they are in meaning, how
alike in place, and whether their neighbours correspond; the best pair is linked first, and a word
that is linked is out of the competition (Melamed, "Models of translational equivalence among
words", 2000). What both sentences have in common is thus explained away, and the words in which
they differ are left to each other.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from align.encoders import Encoder

Link = tuple[int, int]
"""Positions of two words that correspond, in the one sentence and in the other."""

_LEAST = 0.42
"""Closeness from which two different words may be linked."""

_NEIGHBOUR = 0.18
"""What a neighbour on one side adds that is the same in both sentences."""

_PLACE = 0.15
"""What is taken off two words at opposite ends of their sentences."""

_LONGEST_GAP = 3
"""Words that may stand alone between two links and are linked for it."""

_AT_ONCE = 4096
"""Pairs compared in one go, so that many of them need no more memory."""

_STEM = 0.75
"""Closeness of words that begin alike for the better part of both, whatever their vectors say."""


class WordAligner:
    """Links words, and compares phrases, by the vectors of one encoder."""

    def __init__(self, encoder: Encoder) -> None:
        """Keep the encoder; nothing is encoded yet."""
        self._encoder = encoder
        self._number: dict[str, int] = {}
        self._vectors: NDArray[np.float32] = np.zeros((0, encoder.dimension), dtype=np.float32)

    def learn(self, texts: Iterable[str]) -> None:
        """Encode words and phrases in one go that will be compared later."""
        new = sorted(set(texts) - self._number.keys())
        if not new:
            return
        self._number |= {text: len(self._number) + at for at, text in enumerate(new)}
        self._vectors = np.concatenate((self._vectors, self._encoder.encode(new)))

    def closeness(self, pairs: Sequence[tuple[str, str]]) -> list[float]:
        """The cosine of each pair of words or phrases, -1..1."""
        if not pairs:
            return []
        self.learn(text for pair in pairs for text in pair)
        found: list[float] = []
        for start in range(0, len(pairs), _AT_ONCE):
            some = pairs[start : start + _AT_ONCE]
            left = self._vectors[[self._number[one] for one, _ in some]]
            right = self._vectors[[self._number[other] for _, other in some]]
            found += np.round(np.einsum("ij,ij->i", left, right).astype(float), 6).tolist()
        return found

    def link(self, left: Sequence[str], right: Sequence[str]) -> list[Link]:
        """Link the words of two sentences, each word at most once.

        Args:
            left: content words of the one sentence, in the form in which they are compared.
            right: those of the other.

        Returns:
            Links, by their place in the left sentence.
        """
        if not left or not right:
            return []
        self.learn((*left, *right))
        close = self._close(left, right)
        same = np.array([[one == other for other in right] for one in left])
        beside = _beside(same)
        apart = _apart(len(left), len(right))
        score = close + _NEIGHBOUR * beside - _PLACE * apart
        allowed = same | (close + _NEIGHBOUR / 2 * beside >= _LEAST)
        links = sorted(_compete(np.where(allowed, score + same, -np.inf)))
        return sorted(links + _between(links, len(left), len(right)))

    def _close(self, left: Sequence[str], right: Sequence[str]) -> NDArray[np.float64]:
        one = self._vectors[[self._number[word] for word in left]].astype(np.float64)
        other = self._vectors[[self._number[word] for word in right]].astype(np.float64)
        close: NDArray[np.float64] = np.round(one @ other.T, 6)
        for row, word in enumerate(left):
            for column, opposite in enumerate(right):
                if _same_stem(word, opposite):
                    close[row, column] = max(close[row, column], _STEM)
        return close


def _between(links: Sequence[Link], rows: int, columns: int) -> list[Link]:
    """Link the words that alone are left between two links that follow each other on both sides.

    What stands in the same place of two renderings renders the same, however unlike it looks; the
    last words are linked first, since the head of an English noun phrase comes last.
    """
    found: list[Link] = []
    framed = [(-1, -1), *links, (rows, columns)]
    for (row, column), (next_row, next_column) in itertools.pairwise(framed):
        left, right = next_row - row - 1, next_column - column - 1
        if 0 < left <= _LONGEST_GAP and 0 < right <= _LONGEST_GAP:
            found += [
                (next_row - back, next_column - back) for back in range(1, min(left, right) + 1)
            ]
    taken = {column for _, column in links}
    return [link for link in found if link[1] not in taken]


def _same_stem(one: str, other: str) -> bool:
    least = max(4, round(0.7 * max(len(one), len(other))))
    return one[:least] == other[:least]


def _beside(same: NDArray[np.bool_]) -> NDArray[np.float64]:
    """For each pair of words how many of its two neighbouring pairs are the same, 0, 1 or 2."""
    padded = np.pad(same, 1).astype(np.float64)
    count: NDArray[np.float64] = padded[:-2, :-2] + padded[2:, 2:]
    return count


def _apart(rows: int, columns: int) -> NDArray[np.float64]:
    """How far apart two words stand, as a part of their sentences, 0..1."""
    one = np.arange(rows)[:, None] / max(1, rows - 1)
    other = np.arange(columns)[None, :] / max(1, columns - 1)
    distance: NDArray[np.float64] = np.abs(one - other)
    return distance


def _compete(score: NDArray[np.float64]) -> list[Link]:
    """The best pair first; of equals the one that comes first."""
    rows, columns = np.nonzero(np.isfinite(score))
    ranked = sorted(
        zip(rows.tolist(), columns.tolist(), strict=True),
        key=lambda link: (-round(float(score[link]), 6), link),
    )
    used: tuple[set[int], set[int]] = (set(), set())
    links: list[Link] = []
    for row, column in ranked:
        if row not in used[0] and column not in used[1]:
            used[0].add(row)
            used[1].add(column)
            links.append((row, column))
    return links
