"""Compiled growth: how far the two runs round an anchor should reach; see `align.passage_search`.

Importing this module imports numba. Nothing but dot products of the few clauses round an anchor is
needed: the cosine of two composed runs is made of sums of them.
"""

# ruff: noqa: C901, PLR0917
# A compiled loop is one long function of plain arrays: splitting it would cost its speed.
from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[Any]


@njit(cache=True)
def best_growth(
    left_runs: Array,
    right_runs: Array,
    crossing: Array,
    left_gram: Array,
    right_gram: Array,
    left_words: Array,
    right_words: Array,
    left_means: Array,
    right_means: Array,
    left_spans: Array,
    right_spans: Array,
    constants: Array,
) -> tuple[float, int, int]:
    """The pair of runs that shares the most.

    Args:
        left_runs: shape (a, 2), first and last clause (excluded) among the clauses at hand.
        right_runs: shape (b, 2), likewise.
        crossing: dot products of left with right clauses, shape (m, n).
        left_gram: dot products of left clauses, shape (m, m).
        right_gram: dot products of right clauses, shape (n, n).
        left_words: length of each clause, shape (m,).
        right_words: shape (n,).
        left_means: dot products of each left clause with the left and the right document's mean,
            shape (m, 2).
        right_means: of each right clause with the left and the right mean, shape (n, 2).
        left_spans: whether each left run takes in more than one sentence, shape (a,).
        right_spans: shape (b,).
        constants: dot products of the means (left with left, left with right, right with right),
            the least agreement that counts as sharing, and the trust in the wholes.

    Returns:
        the gain, and the places of the two runs in `left_runs` and `right_runs`.
    """
    own_left, between, own_right, least, trust = constants
    left = _measure(left_runs, left_gram, left_words, left_means[:, 0], left_means[:, 1], own_left)
    right = _measure(
        right_runs, right_gram, right_words, right_means[:, 1], right_means[:, 0], own_right
    )
    clauses = np.empty_like(crossing)
    for i in range(crossing.shape[0]):
        norm = np.sqrt(max(1e-12, left_gram[i, i] - 2 * left_means[i, 0] + own_left))
        for j in range(crossing.shape[1]):
            other = np.sqrt(max(1e-12, right_gram[j, j] - 2 * right_means[j, 1] + own_right))
            value = crossing[i, j] - left_means[i, 1] - right_means[j, 0] + between
            clauses[i, j] = value / (norm * other)
    best, row, column = -np.inf, 0, 0
    for p in range(len(left_runs)):
        for q in range(len(right_runs)):
            gain = -1.0
            if not (left_spans[p] and right_spans[q]):
                (a, b), (c, d) = left_runs[p], right_runs[q]
                product = 0.0
                forth = 0.0
                for i in range(a, b):
                    highest = -1.0
                    for j in range(c, d):
                        product += left_words[i] * right_words[j] * crossing[i, j]
                        highest = max(highest, clauses[i, j])
                    forth += left_words[i] * highest
                back = 0.0
                for j in range(c, d):
                    highest = -1.0
                    for i in range(a, b):
                        highest = max(highest, clauses[i, j])
                    back += right_words[j] * highest
                cosine = product / (left[p, 1] * right[q, 1]) - left[p, 3] - right[q, 3] + between
                cosine /= left[p, 2] * right[q, 2]
                support = min(forth / left[p, 0], back / right[q, 0])
                agreement = min(cosine, trust * cosine + (1 - trust) * support)
                # Each further word that is shared adds evidence, with diminishing returns.
                gain = (agreement - least) * np.sqrt(min(left[p, 0], right[q, 0]))
            if gain > best:
                best, row, column = gain, p, q
    return best, row, column


@njit(cache=True)
def _measure(
    runs: Array, gram: Array, words: Array, own: Array, other: Array, length: float
) -> Array:
    """For each run its words, the norm of its sum, its norm centred, its dot with the other mean.

    The sum is that of its clauses' vectors times their words; the last two are of its direction.
    """
    measured = np.empty((len(runs), 4))
    for at in range(len(runs)):
        start, end = runs[at]
        total = 0.0
        square = 0.0
        mine = 0.0
        theirs = 0.0
        for i in range(start, end):
            total += words[i]
            mine += words[i] * own[i]
            theirs += words[i] * other[i]
            for k in range(start, end):
                square += words[i] * words[k] * gram[i, k]
        norm = np.sqrt(max(square, 1e-18))
        measured[at, 0] = total
        measured[at, 1] = norm
        measured[at, 2] = np.sqrt(max(1e-12, 1 - 2 * mine / norm + length))
        measured[at, 3] = theirs / norm
    return measured
