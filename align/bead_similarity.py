"""How alike the two sides of candidate beads are, how they stand out from what is around them, and
whether a bead is better cut in two.

All figures are in spreads of the cosine above the background of the two texts at hand.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders import Vectors
from align.monotone import LONGEST_SIDE, Beads, Floats, Ints
from align.sides import Side
from align.similarity import Neighbourhood

BEAD_SIMILARITY_NAMES = (
    "similarity",
    "similarity, per further sentence",
    "contrast with neighbours, mean",
    "contrast with neighbours, largest",
    "gain of the last member",
    "edge contrast, mean",
    "edge contrast, least",
    "gain by one more, largest",
    "gain by one more, mean",
    "best cut, least",
    "best cut, mean",
)


@dataclass(frozen=True, slots=True)
class Spans:
    """Vectors of all stretches of sentences that candidate beads use on one side.

    Attributes:
        start: first sentence of each stretch, shape (k,).
        end: one after its last, shape (k,).
        vectors: centred, unit length, shape (k, d).
        index: for every candidate bead the position of its stretch, -1 for an empty side.
        sums: sums of the sentence vectors from the first on, weighted by root length, shape
            (sentences + 1, d).
    """

    start: Ints
    end: Ints
    vectors: Vectors
    index: Ints
    sums: NDArray[np.float64]


def composed_spans(side: Side, start: Ints, end: Ints) -> Spans:
    """The stretches that candidate beads use, with vectors summed up from those of sentences.

    Args:
        side: the text.
        start: of every bead's stretch.
        end: likewise; equal to the start where the bead has nothing on this side.
    """
    from align.vector_kernels import unit_pieces

    width = len(side.texts) + 1
    keys = np.where(end > start, start * width + end, -1)
    unique = np.unique(keys[keys >= 0])
    starts, ends = unique // width, unique % width
    sums = running_sums(side)
    vectors: Vectors = unit_pieces(sums, starts, ends)
    index = np.where(keys >= 0, np.searchsorted(unique, keys), -1)
    return Spans(starts, ends, vectors, index, sums)


def _cut_columns(
    sums: tuple[NDArray[np.float64], NDArray[np.float64]], beads: Beads, two: Ints
) -> Floats:
    """Whether a bead falls into two: its halves are more alike along than across, at the best cut.

    Returns:
        Shape (2, k): how far the less similar pair of halves stands above the pairs across, and
        the mean of both; 0 for beads with a single sentence on one side.
    """
    from align.vector_kernels import dot_two_pieces

    best = np.full((2, len(two)), -2.0)
    start = (beads.source_start[two], beads.target_start[two])
    end = (beads.source_end[two], beads.target_end[two])
    large = np.flatnonzero((end[0] - start[0] > 1) & (end[1] - start[1] > 1))
    for before in range(1, LONGEST_SIDE):
        for beside in range(1, LONGEST_SIDE):
            some = large[
                (end[0][large] - start[0][large] > before)
                & (end[1][large] - start[1][large] > beside)
            ]
            if len(some) == 0:
                continue
            middle = (start[0][some] + before, start[1][some] + beside)
            parts = tuple(
                ((start[own][some], middle[own]), (middle[own], end[own][some])) for own in range(2)
            )
            along = [dot_two_pieces(sums[0], *parts[0][k], sums[1], *parts[1][k]) for k in range(2)]
            across = [
                dot_two_pieces(sums[0], *parts[0][k], sums[1], *parts[1][1 - k]) for k in range(2)
            ]
            least = np.minimum(*along) - np.maximum(*across)
            mean = (along[0] + along[1] - across[0] - across[1]) / 2
            best[0, some] = np.maximum(best[0, some], least)
            best[1, some] = np.maximum(best[1, some], mean)
    single = np.ones(len(two), dtype=bool)
    single[large] = False
    best[:, single] = 0.0
    return best


def _rows_dot(left: Vectors, right: Vectors, a: Ints, b: Ints) -> Floats:
    from align.vector_kernels import dot_rows

    return np.asarray(dot_rows(left, right, a, b))


def similarity_columns(
    source: Side,
    target: Side,
    beads: Beads,
    spans: tuple[Spans, Spans],
    around: Neighbourhood,
    *,
    two: Ints,
) -> Floats:
    """Measure two-sided beads.

    Args:
        source: one text.
        target: the other.
        beads: the candidates.
        spans: the vectors of their two sides.
        around: the background of the two texts.
        two: positions of the beads to measure.

    Returns:
        Shape (len(two), len(BEAD_SIMILARITY_NAMES)).
    """
    left, right = spans
    at_left, at_right = left.index[two], right.index[two]
    further = (beads.source_size[two] + beads.target_size[two] - 2) / 2.0

    def z(cosine: Floats) -> Floats:
        standard: Floats = (cosine - around.mean) / around.spread
        return standard

    own = z(_rows_dot(left.vectors, right.vectors, at_left, at_right))
    near = np.full((4, len(two)), np.nan)
    positions = (
        (beads.source_start[two] - 1, True),
        (beads.source_end[two], True),
        (beads.target_start[two] - 1, False),
        (beads.target_end[two], False),
    )
    for row, (position, on_source) in enumerate(positions):
        vectors = source.vectors if on_source else target.vectors
        there = np.flatnonzero((position >= 0) & (position < len(vectors)))
        opposite, index = (right, at_right) if on_source else (left, at_left)
        near[row, there] = z(_rows_dot(vectors, opposite.vectors, position[there], index[there]))
    present = ~np.isnan(near)
    mean_near = np.where(present, near, 0).sum(axis=0) / np.maximum(1, present.sum(axis=0))
    most_near = np.where(present, near, -9.0).max(axis=0, initial=-9.0)
    alone = ~present.any(axis=0)
    sums = (spans[0].sums, spans[1].sums)
    gain = _last_gain(sums, beads, spans, two) / around.spread
    edges, more = _edge_columns(source, target, beads, spans, two, running=sums)
    cuts = _cut_columns(sums, beads, two) / around.spread
    return np.stack(
        (
            own,
            own * further,
            np.where(alone, own, own - mean_near),
            np.where(alone, own, own - most_near),
            gain,
            edges.mean(axis=0) / around.spread,
            edges.min(axis=0) / around.spread,
            more.max(axis=0) / around.spread,
            more.mean(axis=0) / around.spread,
            *cuts,
        ),
        axis=1,
    )


def _edge_columns(
    source: Side,
    target: Side,
    beads: Beads,
    spans: tuple[Spans, Spans],
    two: Ints,
    *,
    running: tuple[NDArray[np.float64], NDArray[np.float64]],
) -> tuple[Floats, Floats]:
    """Do the bead's edges stand where they should?

    Returns:
        Shape (4, k) each, for the start and the end of either side: how much better the sentence
        at the edge fits the bead than the other side's next sentence outside it; and how much the
        bead's composed cosine would gain if it took in the next sentence outside.
    """
    edges, more = np.zeros((4, len(two))), np.zeros((4, len(two)))
    starts = (beads.source_start[two], beads.target_start[two])
    ends = (beads.source_end[two], beads.target_end[two])
    sides = (source, target)
    for own in range(2):
        other = 1 - own
        index = spans[other].index[two]
        sums = running[own]
        now = _composed_cosine(sums, starts[own], ends[own], spans[other].vectors, index)
        for at_end in range(2):
            row = 2 * own + at_end
            edge = ends[own] - 1 if at_end else starts[own]
            beyond = ends[other] if at_end else starts[other] - 1
            some = np.flatnonzero((beyond >= 0) & (beyond < len(sides[other].texts)))
            fits = _rows_dot(sides[own].vectors, spans[other].vectors, edge[some], index[some])
            rival = _rows_dot(sides[own].vectors, sides[other].vectors, edge[some], beyond[some])
            edges[row, some] = fits - rival
            start = starts[own] - (0 if at_end else 1)
            end = ends[own] + (1 if at_end else 0)
            some = np.flatnonzero((start >= 0) & (end <= len(sides[own].texts)))
            wider = _composed_cosine(
                sums, start[some], end[some], spans[other].vectors, index[some]
            )
            more[row, some] = wider - now[some]
    return edges, more


def _last_gain(
    running: tuple[NDArray[np.float64], NDArray[np.float64]],
    beads: Beads,
    spans: tuple[Spans, Spans],
    two: Ints,
) -> Floats:
    """How much a larger bead's composed cosine gains by its least useful end sentence."""
    gain = np.zeros(len(two))
    starts = (beads.source_start[two], beads.target_start[two])
    ends = (beads.source_end[two], beads.target_end[two])
    for own in range(2):
        some = np.flatnonzero(ends[own] - starts[own] > 1)
        if len(some) == 0:
            continue
        start, end = starts[own][some], ends[own][some]
        other, index = spans[1 - own].vectors, spans[1 - own].index[two][some]
        sums = running[own]
        full = _composed_cosine(sums, start, end, other, index)
        without_first = _composed_cosine(sums, start + 1, end, other, index)
        without_last = _composed_cosine(sums, start, end - 1, other, index)
        least = full - np.maximum(without_first, without_last)
        gain[some] = np.where(gain[some] == 0, least, np.minimum(gain[some], least))
    return gain


def running_sums(side: Side) -> NDArray[np.float64]:
    """Sums of the sentence vectors, weighted by root length: shape (n + 1, d)."""
    from align.vector_kernels import sum_rows

    return np.asarray(sum_rows(side.vectors, np.sqrt(side.lengths)))


def _composed_cosine(
    sums: NDArray[np.float64], start: Ints, end: Ints, other: Vectors, index: Ints
) -> Floats:
    from align.vector_kernels import dot_pieces

    return np.asarray(dot_pieces(sums, start, end, other, index))
