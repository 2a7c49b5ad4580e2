"""Sentence vectors of two texts made comparable: centring, background, neighbours, anchors, band.

No constant here belongs to one encoder: everything is measured on the two texts at hand, because
cosines of different models, languages and genres live on different scales.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from align.encoders import Vectors
from align.monotone import LONGEST_SIDE, Band, Beads, Floats, Ints

NEIGHBOURS = 8
"""How many nearest neighbours tell how crowded the surroundings of a sentence are."""

_CENTRING_PRIOR = 12.0
"""Sentences' worth of belief that the mean vector is zero: a tiny text has no centre of its own."""

_BACKGROUND_PRIOR = 30.0
_BACKGROUND_MEAN = 0.1
_BACKGROUND_SPREAD = 0.12

_BLOCK = 1024
_FULL_BAND_NODES = 40_000
_SLACK = 12
_ANCHORS_ASIDE = 8
_WIDEST = 4000
_ASIDE = 4
"""Sentences on either side by which a corridor is wider than the paths in it."""


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """What one pass over all sentence pairs tells.

    Attributes:
        source_crowd: mean cosine of each source sentence to its nearest target sentences
            (the r of Conneau et al. 2018, CSLS), shape (n,).
        target_crowd: likewise, shape (m,).
        mean: cosine of sentences that have nothing to do with each other.
        spread: its standard deviation.
        anchors: mutual nearest neighbours, shape (k, 2), ascending in the source.
        margins: how far each anchor's cosine stands above its crowds, in spreads, shape (k,).
    """

    source_crowd: Floats
    target_crowd: Floats
    mean: float
    spread: float
    anchors: Ints
    margins: Floats


def centre(vectors: Vectors) -> tuple[Vectors, Vectors]:
    """Take the mean direction of a text out of its sentence vectors.

    Returns:
        The vectors, unit length again, shape (n, d), and what was taken away, shape (d,).
    """
    count = len(vectors)
    if count == 0:
        return vectors, np.zeros(vectors.shape[1:], dtype=np.float32)
    mean = vectors.sum(axis=0) / np.float32(count + _CENTRING_PRIOR)
    return unit(vectors - mean), mean


def unit(vectors: Vectors) -> Vectors:
    """The vectors at unit length; zero stays zero."""
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    scaled: Vectors = (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
    return scaled


def survey(source: Vectors, target: Vectors) -> Neighbourhood:
    """Find background, crowds and mutual nearest neighbours, in blocks of rows."""
    n, m = len(source), len(target)
    k_source, k_target = min(NEIGHBOURS, m), min(NEIGHBOURS, n)
    source_crowd = np.empty(n)
    nearest = np.empty(n, dtype=np.int64)
    nearest_cosine = np.empty(n)
    best_row = np.full(m, -np.inf, dtype=np.float32)
    best_source = np.zeros(m, dtype=np.int64)
    top = np.full((k_target, m), -np.inf, dtype=np.float32)
    total = squares = 0.0
    for start in range(0, n, _BLOCK):
        cosines = source[start : start + _BLOCK] @ target.T
        rows = np.arange(len(cosines))
        found = cosines.argmax(axis=1)
        nearest[start : start + _BLOCK] = found
        nearest_cosine[start : start + _BLOCK] = cosines[rows, found]
        source_crowd[start : start + _BLOCK] = _mean_of_largest(cosines, k_source)
        best = cosines.argmax(axis=0)
        value = cosines[best, np.arange(m)]
        better = value > best_row
        best_row[better] = value[better]
        best_source[better] = best[better] + start
        pool = np.concatenate((top, cosines))
        top = np.partition(pool, len(pool) - k_target, axis=0)[len(pool) - k_target :]
        total += float(cosines.sum(dtype=np.float64))
        squares += float(np.square(cosines).sum(dtype=np.float64))
    target_crowd = top.mean(axis=0, dtype=np.float64)
    mean, spread = _background(n, m, total, squares, nearest_cosine)
    mutual = np.flatnonzero(best_source[nearest] == np.arange(n)) if m else np.empty(0, np.int64)
    anchors = np.stack((mutual, nearest[mutual]), axis=1).astype(np.int64)
    crowds = (source_crowd[mutual] + target_crowd[nearest[mutual]]) / 2
    margins = (nearest_cosine[mutual] - crowds) / spread
    return Neighbourhood(source_crowd, target_crowd, mean, spread, anchors, margins)


def _mean_of_largest(cosines: Vectors, count: int) -> Floats:
    width = cosines.shape[1]
    largest = np.partition(cosines, width - count, axis=1)[:, width - count :]
    means: Floats = largest.mean(axis=1, dtype=np.float64)
    return means


def _background(
    n: int, m: int, total: float, squares: float, nearest: Floats
) -> tuple[float, float]:
    """Mean and spread of the cosine without each row's best; shrunk where pairs are few."""
    pairs = n * m - n
    total -= float(nearest.sum())
    squares -= float(np.square(nearest).sum())
    weight = _BACKGROUND_PRIOR
    mean = (total + weight * _BACKGROUND_MEAN) / (pairs + weight)
    second = (squares + weight * (_BACKGROUND_SPREAD**2 + _BACKGROUND_MEAN**2)) / (pairs + weight)
    return mean, float(np.sqrt(max(second - mean**2, 1e-4)))


def composed_norms(vectors: Vectors, weights: Floats) -> Floats:
    """Lengths of weighted sums of consecutive sentence vectors.

    Returns:
        Shape (n + 1, LONGEST_SIDE + 1): row i, column a is the length of the sum of the a vectors
        that end before i; 1 where there are not so many.
    """
    from align.vector_kernels import piece_lengths, sum_rows

    return np.asarray(piece_lengths(sum_rows(vectors, weights), LONGEST_SIDE))


def composed_sizes(lengths: Floats) -> Floats:
    """Logarithms of the lengths of consecutive sentences together.

    Returns:
        Shape (n + 1, LONGEST_SIDE + 1), laid out like `composed_norms`.
    """
    count = len(lengths)
    sums = np.concatenate(([0.0], np.cumsum(lengths)))
    sizes = np.zeros((count + 1, LONGEST_SIDE + 1))
    for size in range(1, min(LONGEST_SIDE, count) + 1):
        sizes[size:, size] = np.log(sums[size:] - sums[: count + 1 - size] + 3.0)
    return sizes


def chain(anchors: Ints, margins: Floats) -> Ints:
    """The heaviest subset of the anchors that rises on both sides: positions, in order.

    A longest-increasing-subsequence with weights, in O(k log k) with a tree of prefix maxima.
    """
    keep = np.flatnonzero(margins > 0)
    if len(keep) == 0:
        return keep
    size = int(anchors[keep, 1].max()) + 2
    tree = [(0.0, -1)] * (size + 1)
    previous: dict[int, int] = {}
    for position in keep.tolist():
        at = int(anchors[position, 1])
        best = (0.0, -1)
        index = at
        while index > 0:
            best = max(best, tree[index])
            index -= index & -index
        previous[position] = best[1]
        entry = (best[0] + float(margins[position]), position)
        index = at + 1
        while index <= size:
            tree[index] = max(tree[index], entry)
            index += index & -index
    best = (0.0, -1)
    index = size
    while index > 0:
        best = max(best, tree[index])
        index -= index & -index
    path = []
    at = best[1]
    while at >= 0:
        path.append(at)
        at = previous[at]
    return np.asarray(path[::-1], dtype=np.int64)


def band(n: int, m: int, anchors: Ints) -> Band:
    """The nodes to look at, following a chain of anchors.

    No single anchor is trusted: the corridor at a sentence reaches from the anchor that is eight
    before it to the one that is eight after it, so that a few false anchors do no harm. Where
    anchors are missing the corridor is wide; there its width is limited, so that memory stays
    linear in the length of the texts.

    Args:
        n: sentences of the source.
        m: sentences of the target.
        anchors: pairs (source, target) that rise on both sides, shape (k, 2).
    """
    rows = np.arange(n + 1)
    if (n + 1) * (m + 1) <= _FULL_BAND_NODES:
        return Band(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))
    aside = _ANCHORS_ASIDE
    sources = np.concatenate(([0] * aside, anchors[:, 0], [n] * aside))
    targets = np.concatenate(([0] * aside, anchors[:, 1], [m] * aside))
    position = np.searchsorted(sources, rows, side="right")
    low = targets[np.maximum(position - aside, 0)] - _SLACK
    position = np.searchsorted(sources, rows, side="left")
    high = targets[np.minimum(position + aside - 1, len(targets) - 1)] + _SLACK
    middle = np.interp(rows, sources, targets).astype(np.int64)
    low = np.maximum(low, middle - _WIDEST)
    high = np.minimum(high, middle + _WIDEST)
    low = np.minimum.accumulate(np.clip(low, 0, m)[::-1])[::-1]
    high = np.maximum.accumulate(np.clip(high, 0, m))
    low[0], high[-1] = 0, m
    return Band(low.astype(np.int64), high.astype(np.int64))


def corridor(where: Band, beads: Beads) -> Band:
    """The part of a band that lies near given beads.

    Args:
        where: the band.
        beads: some that make up a path at least, and all that are not quite implausible.
    """
    size = len(where.low)
    low, high = where.high.copy(), where.low.copy()
    for i, j in (
        (beads.source_start, beads.target_start),
        (beads.source_end, beads.target_end),
    ):
        np.minimum.at(low, i, j)
        np.maximum.at(high, i, j)
    low = np.minimum.accumulate(low[::-1])[::-1]
    high = np.maximum.accumulate(high)
    rows = np.arange(size)
    low = low[np.maximum(rows - _ASIDE, 0)] - _ASIDE
    high = high[np.minimum(rows + _ASIDE, size - 1)] + _ASIDE
    return Band(np.maximum(low, where.low), np.minimum(high, where.high))


def pin(where: Band, pins: Ints) -> Band:
    """The band without the paths that part a pinned pair of sentences.

    A path that is at most at (i, j) before sentences i and j, and past both afterwards, has a bead
    with both of them.

    Args:
        where: the band.
        pins: pairs (source, target) that rise on both sides, shape (k, 2).
    """
    if len(pins) == 0:
        return where
    rows = np.arange(len(where.low))
    target_size = int(where.high[-1])
    ahead = np.searchsorted(pins[:, 0], rows, side="left")
    ceiling = np.concatenate((pins[:, 1], [target_size]))[ahead]
    floor = np.concatenate(([0], pins[:, 1] + 1))[ahead]
    low, high = np.maximum(where.low, floor), np.minimum(where.high, ceiling)
    lost = low > high  # the pins lie outside the band
    low[lost], high[lost] = floor[lost], ceiling[lost]
    before, after = pins[:, 0], pins[:, 0] + 1
    high[before] = pins[:, 1]
    low[after] = pins[:, 1] + 1
    low[before] = np.minimum(low[before], pins[:, 1])
    high[after] = np.maximum(high[after], pins[:, 1] + 1)
    low = np.minimum.accumulate(low[::-1])[::-1]
    return Band(np.ascontiguousarray(low), np.maximum.accumulate(high))


def band_cosines(source: Vectors, target: Vectors, where: Band) -> Floats:
    """Cosines of sentence pairs, laid out like the nodes of a band."""
    from align.vector_kernels import fill_band

    offsets = where.offsets
    cosines = np.zeros(offsets[-1])
    n = len(source)
    step = 64
    for start in range(1, n + 1, step):
        stop = min(start + step, n + 1)
        first = max(int(where.low[start]), 1)
        last = int(where.high[stop - 1])
        block = source[start - 1 : stop - 1] @ target[first - 1 : last].T
        fill_band(where.low, where.high, offsets, block, start, first, cosines)
    return cosines
