"""The monotone core: exact inference over monotone segmentations of two texts into beads.

A *lattice* has nodes (i, j), "the first i sentences of one side and the first j of the other are
explained", and beads as edges. The first kernel runs over every bead of a band with cheap scores
and keeps the plausible ones; the second runs over those few with the full model. Both are the
forward-backward algorithm for semi-Markov models (Sarawagi and Cohen 2004, "Semi-Markov
Conditional Random Fields for Information Extraction") in log space and float64.

The loops themselves stand in `align.kernels`, which is imported on first use: most commands never
align anything and need not wait for numba.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

LONGEST_SIDE = 7
"""Most sentences on one side of a bead."""

LARGEST_BEAD = 8
"""Most sentences in a bead, both sides together."""

SHAPES: tuple[tuple[int, int], ...] = tuple(
    (a, b)
    for a in range(1, LONGEST_SIDE + 1)
    for b in range(1, LONGEST_SIDE + 1)
    if a + b <= LARGEST_BEAD
)
"""Sentences on either side of the beads that have two sides."""


@dataclass(frozen=True, slots=True)
class Band:
    """The nodes that are looked at: for each i in 0..n the j from `low[i]` to `high[i]`.

    Both bounds never fall; the first row holds j = 0 and the last j = m.
    """

    low: Ints
    high: Ints

    @property
    def offsets(self) -> Ints:
        """Position of each row's first node when rows are laid end to end; the last is the size."""
        return np.concatenate(([0], np.cumsum(self.high - self.low + 1))).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Beads:
    """Candidate beads as columns: sentences `start`..`end` on the one side, likewise the other.

    Sorted by end node, then start node; so every bead stands after all that may precede it.
    """

    source_start: Ints
    source_end: Ints
    target_start: Ints
    target_end: Ints

    def __len__(self) -> int:
        return len(self.source_start)

    @property
    def source_size(self) -> Ints:
        """Sentences on the source side."""
        return self.source_end - self.source_start

    @property
    def target_size(self) -> Ints:
        """Sentences on the target side."""
        return self.target_end - self.target_start

    @property
    def is_null(self) -> NDArray[np.bool_]:
        """Whether one side is empty."""
        empty: NDArray[np.bool_] = (self.source_size == 0) | (self.target_size == 0)
        return empty


@dataclass(frozen=True, slots=True)
class Inference:
    """What the forward-backward and Viterbi passes found.

    Attributes:
        posterior: of each bead, shape (beads,).
        best: positions of the beads on the best path, in order.
        log_partition: log of the sum over all paths.
        runs: expected number of steps match→null and null→null, shape (2,).
    """

    posterior: Floats
    best: Ints
    log_partition: float
    runs: Floats


def keep_plausible(
    band: Band,
    *,
    similarity: Floats,
    weights: tuple[Floats, Floats],
    norms: tuple[Floats, Floats],
    nulls: tuple[Floats, Floats],
    sizes: tuple[Floats, Floats],
    shape_scores: Floats,
    parameters: Floats,
    threshold: float,
    largest: int = LARGEST_BEAD,
) -> Beads:
    """Score every bead of the band cheaply and keep those with enough posterior.

    Args:
        band: of nodes.
        similarity: standardised similarity of sentence pairs, laid out like the band's nodes: the
            pair (p, q), counted from 0, stands at node (p + 1, q + 1).
        weights: of the sentences of either side when a span is composed of them.
        norms: (n + 1, LONGEST_SIDE + 1) each; row i, column a: length of the composed vector of
            the a sentences that end before i.
        nulls: score for leaving a sentence of either side unaligned.
        sizes: (n + 1, LONGEST_SIDE + 1) each, like `norms`: logarithm of the span's length, in a
            unit that both sides share.
        shape_scores: (LONGEST_SIDE + 1, LONGEST_SIDE + 1), -inf where there is no such bead.
        parameters: background mean and spread of the cosine; weights of the similarity, of the
            similarity per further sentence, of the difference in length.
        threshold: least posterior.
        largest: most sentences in a bead.

    Returns:
        The beads with a posterior of at least `threshold`, and those of the best path.
    """
    from align.kernels import run_band

    columns = run_band(
        band.low,
        band.high,
        band.offsets,
        similarity,
        *weights,
        *norms,
        *nulls,
        *sizes,
        shape_scores,
        parameters,
        threshold,
        largest,
    )
    order = np.lexsort((columns[2], columns[0], columns[3], columns[1]))
    return Beads(*(np.ascontiguousarray(column[order]) for column in columns))


@dataclass(frozen=True, slots=True)
class Lattice:
    """Candidate beads as edges between numbered nodes.

    Attributes:
        starts: node that each bead starts from, shape (beads,).
        ends: node that it leads to.
        is_null: whether one side is empty.
        nodes: how many nodes there are; the first is the beginning, the last the end.
    """

    starts: Ints
    ends: Ints
    is_null: NDArray[np.bool_]
    nodes: int


def lattice(beads: Beads, size: tuple[int, int]) -> Lattice:
    """Number the nodes between sorted candidates.

    Args:
        beads: sorted candidates.
        size: numbers of sentences, source and target.
    """
    width = size[1] + 1
    starts = beads.source_start * width + beads.target_start
    ends = beads.source_end * width + beads.target_end
    keys = np.unique(np.concatenate((starts, ends, [0, size[0] * width + size[1]])))
    return Lattice(
        np.searchsorted(keys, starts), np.searchsorted(keys, ends), beads.is_null, len(keys)
    )


def infer(graph: Lattice, scores: Floats, *, run_scores: tuple[float, float]) -> Inference:
    """Run the full model over a lattice.

    Args:
        graph: the candidates.
        scores: of each bead.
        run_scores: added when an unaligned bead follows an aligned one, and when it follows
            another unaligned one.
    """
    from align.kernels import run_lattice

    posterior, best, log_partition, runs = run_lattice(
        graph.starts,
        graph.ends,
        graph.is_null,
        scores,
        np.asarray(run_scores, dtype=np.float64),
        graph.nodes,
    )
    return Inference(posterior, best, float(log_partition), runs)
