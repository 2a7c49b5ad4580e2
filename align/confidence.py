"""From posteriors to confidences: the probability that exactly this bead is right.

A posterior says how the model sees the candidates that it has; what it cannot see makes it too
sure. A logistic regression (Platt 1999) sets that right with evidence that is not in the model's
features: whether a bead ends where sentences end at all, and how sure and how plausible the
alignment of the two texts is as a whole. It is fitted on documents that the weights had not seen,
some with foreign sentences in them, on texts that run against each other, and on texts that have
nothing to do with each other.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from align.features import NAMES
from align.monotone import Beads, Floats, Inference, Ints
from align.pairwise import Problem
from align.sentence_edges import read_edges
from align.sides import Side

CALIBRATION_NAMES = (
    "log-odds",
    "log-odds above four",
    "constant",
    "unaligned",
    "several on one side",
    "several on both sides",
    "likeness below three spreads",
    "ends that are no ends of sentences",
    "texts: mean posterior below .8",
    "texts: nearest neighbours aligned, below .35",
)

_UNLIKE = 3.0
_SURE = 0.8
_RELATED = 0.35
"""Unrelated texts have fewer beads with two sides that hold mutual nearest neighbours."""

_USUAL = 0.8
_BELIEF = 8.0
"""Beads' worth of belief that two texts have the usual share of such beads."""


def confidences(
    problem: Problem, inference: Inference, table: Floats, calibration: Mapping[str, float]
) -> Floats:
    """Turn posteriors into confidences.

    Args:
        problem: the texts and the candidates.
        inference: what the full model made of them.
        table: the measured features, shape (beads, len(NAMES)).
        calibration: weights by `CALIBRATION_NAMES`; what is not named weighs nothing.

    Returns:
        Shape (beads,), 0..1.
    """
    weights = np.array([calibration.get(name, 0.0) for name in CALIBRATION_NAMES])
    odds = calibration_evidence(problem, inference, table) @ weights
    confidence: Floats = 1 / (1 + np.exp(-np.clip(odds, -30, 30)))
    return confidence


def calibration_evidence(problem: Problem, inference: Inference, table: Floats) -> Floats:
    """What confidences are made of: shape (beads, len(CALIBRATION_NAMES))."""
    beads = problem.beads
    size = len(beads)
    both = ~beads.is_null
    odds = _log_odds(_share_of_like(beads, inference.posterior))
    likeness = table[:, NAMES.index("similarity")]
    several = beads.source_size + beads.target_size > 2
    path = inference.best[both[inference.best]]
    return np.stack(
        (
            odds,
            np.maximum(odds - 4.0, 0.0),
            np.ones(size),
            (~both).astype(np.float64),
            (both & several).astype(np.float64),
            (both & (np.minimum(beads.source_size, beads.target_size) > 1)).astype(np.float64),
            np.where(both, np.minimum(likeness - _UNLIKE, 0.0), 0.0),
            np.where(both, _open_ends(problem.source, problem.target, beads), 0.0),
            np.full(size, _doubt(inference.posterior[path])),
            np.where(both, _unrelatedness(problem, path), 0.0),
        ),
        axis=1,
    )


def _share_of_like(beads: Beads, posterior: Floats) -> Floats:
    """Posteriors; those of unaligned sentences added up over all places where they may stand."""
    share = posterior.copy()
    for empty, own in (
        (beads.target_size == 0, beads.source_start),
        (beads.source_size == 0, beads.target_start),
    ):
        if empty.any():
            sums = np.bincount(own[empty], weights=posterior[empty])
            share[empty] = sums[own[empty]]
    return share


def _log_odds(share: Floats) -> Floats:
    bounded = np.clip(share, 1e-4, 1 - 1e-4)
    return np.asarray(np.log(bounded / (1 - bounded)))


def _open_ends(source: Side, target: Side, beads: Beads) -> Floats:
    """How many of a bead's four ends stand where no sentence ends, as after "vol." or a colon."""
    ends = np.zeros(len(beads))
    for side, start, end in (
        (source, beads.source_start, beads.source_end),
        (target, beads.target_start, beads.target_end),
    ):
        open_after = ~read_edges(side.texts).finished
        open_after[-1] = False
        opens = np.concatenate(([False], open_after)).astype(np.float64)
        ends += opens[start] + opens[end]
    return ends / 2


def _doubt(posterior: Floats) -> float:
    """How far the mean posterior of the path's beads with two sides lies below a sure one."""
    mean = (posterior.sum() + _BELIEF / 2 * 0.9) / (len(posterior) + _BELIEF / 2)
    return min(float(mean) - _SURE, 0.0)


def _unrelatedness(problem: Problem, path: Ints) -> float:
    """How far the share of the path's beads that hold mutual nearest neighbours lies below usual.

    Nearest neighbours are looked for in the whole texts: where texts do not follow each other, the
    better partners stand elsewhere.
    """
    beads = problem.beads
    owner = np.full(len(problem.source.texts), -1)
    for bead in path.tolist():
        owner[beads.source_start[bead] : beads.source_end[bead]] = bead
    anchors = problem.around.anchors
    own = owner[anchors[:, 0]]
    at = anchors[:, 1]
    held = (own >= 0) & (beads.target_start[own] <= at) & (at < beads.target_end[own])
    share = (len(np.unique(own[held])) + _BELIEF * _USUAL) / (len(path) + _BELIEF)
    return min(share - _RELATED, 0.0)
