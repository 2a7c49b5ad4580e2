"""Two dynamic programmes in the manner of other aligners, on the same vectors as ours.

Written from the papers, for comparison: Vecalign (Thompson and Koehn 2019), whose cost of a bead is
its cosine distance, normalised by that to random sentences and scaled by the number of sentences;
and Bertalign (Liu and Zhu 2022), whose score is the cosine minus the similarity to neighbours,
scaled by how well the lengths agree. Both embed every stretch of up to five sentences.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

from align.encoders import Encoder
from align.evaluation import Sides
from align.monotone import Floats
from align.sides import Side

OVERLAP = 5
"""Most sentences of a stretch."""

_VECALIGN_LARGEST = 6
_BERTALIGN_LARGEST = 6
_RANDOM_SENTENCES = 20
_SKIP_QUANTILE = 0.2
_BERTALIGN_SKIP = -0.1

Stretches = NDArray[np.float32]
"""Vectors of the stretches of 1..OVERLAP sentences that end before each place: (n + 1, OVERLAP + 1,
d); zero where there is none."""


@dataclass(frozen=True, slots=True)
class Overlaps:
    """One text with the vectors of all its stretches."""

    vectors: Stretches
    lengths: Floats


def embed_overlaps(side: Side, encoder: Encoder) -> Overlaps:
    """Give every stretch of a text to the encoder."""
    count = len(side.texts)
    joiner = "" if side.language == "zh" else " "
    places = [(end, size) for size in range(1, OVERLAP + 1) for end in range(size, count + 1)]
    texts = [joiner.join(side.texts[end - size : end]) for end, size in places]
    vectors = np.zeros((count + 1, OVERLAP + 1, encoder.dimension), dtype=np.float32)
    for (end, size), row in zip(places, encoder.encode(texts), strict=True):
        vectors[end, size] = row
    return Overlaps(vectors, side.lengths)


def vecalign(source: Overlaps, target: Overlaps) -> list[Sides]:
    """Beads of least cost in the manner of Vecalign."""
    n, m = len(source.lengths), len(target.lengths)
    random = np.random.default_rng(3)
    background = []
    for one, other, size in ((source, target, m), (target, source, n)):
        drawn = other.vectors[random.integers(1, size + 1, _RANDOM_SENTENCES), 1]
        background.append(1 - (one.vectors @ drawn.T).mean(axis=2))
    costs = np.full((n + 1, m + 1, OVERLAP + 1, OVERLAP + 1), np.inf)
    for a in range(1, OVERLAP + 1):
        for b in range(1, OVERLAP + 1):
            if a + b > _VECALIGN_LARGEST:
                continue
            distance = 1 - source.vectors[:, a] @ target.vectors[:, b].T
            normal = background[0][:, a][:, None] + background[1][:, b][None, :]
            costs[:, :, a, b] = 2 * distance / np.maximum(normal, 1e-3) * a * b
    one_to_one = costs[1:, 1:, 1, 1].ravel()
    skip = float(np.quantile(one_to_one, _SKIP_QUANTILE))
    return _beads(_best_path(-costs, -skip))


def bertalign(source: Overlaps, target: Overlaps) -> list[Sides]:
    """Beads of the highest score in the manner of Bertalign's second pass."""
    n, m = len(source.lengths), len(target.lengths)
    totals = [np.concatenate(([0.0], np.cumsum(side.lengths))) for side in (source, target)]
    ratio = totals[0][-1] / totals[1][-1]
    scores = np.full((n + 1, m + 1, OVERLAP + 1, OVERLAP + 1), -np.inf)
    single = (source.vectors[:, 1], target.vectors[:, 1])
    for a in range(1, OVERLAP + 1):
        for b in range(1, OVERLAP + 1):
            if a + b > _BERTALIGN_LARGEST:
                continue
            x, y = source.vectors[:, a], target.vectors[:, b]
            around = _neighbours(x, single[1], b) + _neighbours(y, single[0], a).T
            ends_s, ends_t = np.arange(n + 1), np.arange(m + 1)
            long_s = totals[0][ends_s] - totals[0][np.maximum(ends_s - a, 0)]
            long_t = (totals[1][ends_t] - totals[1][np.maximum(ends_t - b, 0)]) * ratio
            shorter = np.minimum(long_s[:, None], long_t[None, :])
            longer = np.maximum(long_s[:, None], long_t[None, :])
            agreement = np.log2(1 + shorter / np.maximum(longer, 1.0))
            scores[:, :, a, b] = (x @ y.T - around / 2) * agreement
    return _beads(_best_path(scores, _BERTALIGN_SKIP))


def _neighbours(vectors: Stretches, others: Stretches, size: int) -> Floats:
    """Mean cosine to the sentences before and after the other side's stretch, by its end."""
    cosines = (vectors @ others.T).astype(np.float64)
    count = others.shape[0] - 1
    ends = np.arange(count + 1)
    before, after = ends - size, ends + 1
    total = np.where(before >= 1, cosines[:, np.clip(before, 0, count)], 0.0)
    total += np.where(after <= count, cosines[:, np.clip(after, 0, count)], 0.0)
    present = (before >= 1).astype(int) + (after <= count)
    return np.asarray(total / np.maximum(present, 1))


@njit(cache=True)
def _best_path(scores: Floats, skip: float) -> NDArray[np.int64]:
    rows, columns = scores.shape[0], scores.shape[1]
    best = np.full((rows, columns), -np.inf)
    move = np.zeros((rows, columns, 2), dtype=np.int64)
    best[0, 0] = 0.0
    for i in range(rows):
        for j in range(columns):
            if i > 0 and best[i - 1, j] + skip > best[i, j]:
                best[i, j] = best[i - 1, j] + skip
                move[i, j, 0], move[i, j, 1] = 1, 0
            if j > 0 and best[i, j - 1] + skip > best[i, j]:
                best[i, j] = best[i, j - 1] + skip
                move[i, j, 0], move[i, j, 1] = 0, 1
            for a in range(1, min(i, scores.shape[2] - 1) + 1):
                for b in range(1, min(j, scores.shape[3] - 1) + 1):
                    value = best[i - a, j - b] + scores[i, j, a, b]
                    if value > best[i, j]:
                        best[i, j] = value
                        move[i, j, 0], move[i, j, 1] = a, b
    path = np.empty((rows + columns, 4), dtype=np.int64)
    count = 0
    i, j = rows - 1, columns - 1
    while i > 0 or j > 0:
        a, b = move[i, j]
        path[count, 0], path[count, 1], path[count, 2], path[count, 3] = i - a, i, j - b, j
        count += 1
        i, j = i - a, j - b
    return path[:count][::-1].copy()


def _beads(path: NDArray[np.int64]) -> list[Sides]:
    return [(tuple(range(i0, i1)), tuple(range(j0, j1))) for i0, i1, j0, j1 in path.tolist()]
