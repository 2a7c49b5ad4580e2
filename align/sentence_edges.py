"""How sentences begin and end: marks that a translation tends to keep.

A question is rendered by a question; where one side of a bead ends in a comma and the other in a
full stop, or a sentence begins in lower case, the bead is likely to be cut in the wrong place.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from align.monotone import Beads, Floats, Ints

EDGE_NAMES = (
    "questions on both sides",
    "question on one side",
    "exclamations on both sides",
    "exclamation on one side",
    "unfinished on one side",
    "closing quotation marks on both sides",
    "begins in lower case",
    "begins in lower case on both sides",
)

_STOPS = frozenset(".。．｡।۔")
_QUESTIONS = frozenset("?？؟")
_EXCLAMATIONS = frozenset("!！")
_CLOSING_QUOTES = frozenset("\"”’'»」』")
_CLOSING = frozenset("\"”’'»」』）)]】› \u00a0")

_Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Edges:
    """What stands at the edges of each sentence of a text, shape (n,) each.

    Attributes:
        question: it ends in a question mark, closing quotation marks and brackets aside.
        exclamation: in an exclamation mark.
        stop: in a full stop.
        quoted: a closing quotation mark is its last or stands among its last marks.
        lower: its first letter is lower case.
    """

    question: _Flags
    exclamation: _Flags
    stop: _Flags
    quoted: _Flags
    lower: _Flags

    @property
    def finished(self) -> _Flags:
        """Whether each ends as sentences do."""
        return self.stop | self.question | self.exclamation


@lru_cache(maxsize=8)
def read_edges(texts: tuple[str, ...]) -> Edges:
    """Read the marks at the edges of sentences."""
    flags = np.zeros((5, len(texts)), dtype=bool)
    for number, text in enumerate(texts):
        end = len(text)
        while end and text[end - 1] in _CLOSING:
            end -= 1
        mark = text[end - 1] if end else ""
        first = next((character for character in text if character.isalpha()), "")
        flags[:, number] = (
            mark in _QUESTIONS,
            mark in _EXCLAMATIONS,
            mark in _STOPS,
            not _CLOSING_QUOTES.isdisjoint(text[end:]),
            first.islower(),
        )
    return Edges(*flags)


def edge_columns(
    source: tuple[str, ...], target: tuple[str, ...], beads: Beads, two: Ints
) -> Floats:
    """Compare the marks at the ends of two-sided beads.

    Args:
        source: sentences of one text.
        target: of the other.
        beads: the candidates.
        two: positions of those that have two sides.

    Returns:
        Shape (len(two), len(EDGE_NAMES)). Lower case is counted at both ends of a bead, half each,
        so that the two beads at a cut share what speaks against it; the rest is 1 or 0.
    """
    left, right = read_edges(source), read_edges(target)
    start = (beads.source_start[two], beads.target_start[two])
    end = (beads.source_end[two], beads.target_end[two])
    i, j = end[0] - 1, end[1] - 1
    question = left.question[i], right.question[j]
    exclamation = left.exclamation[i], right.exclamation[j]
    # Where a text begins or ends, no cut was made.
    lower_s = np.concatenate(([False], left.lower[1:], [False])).astype(np.float64)
    lower_t = np.concatenate(([False], right.lower[1:], [False])).astype(np.float64)
    at_start = lower_s[start[0]], lower_t[start[1]]
    at_end = lower_s[end[0]], lower_t[end[1]]
    return np.stack(
        (
            question[0] & question[1],
            question[0] ^ question[1],
            exclamation[0] & exclamation[1],
            exclamation[0] ^ exclamation[1],
            left.finished[i] ^ right.finished[j],
            left.quoted[i] & right.quoted[j],
            (sum(at_start) + sum(at_end)) / 2,
            (at_start[0] * at_start[1] + at_end[0] * at_end[1]) / 2,
        ),
        axis=1,
    ).astype(np.float64)
