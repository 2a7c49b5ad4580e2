"""Two texts, one alignment: blocks put in order, pins held, the monotone aligner in between.

First long blocks that stand elsewhere are found from nearest neighbours (`align.moves`), then, with
an alignment at hand, the short ones (`align.strays`); the target is read in the order of the source
and aligned monotonely (`align.pairwise`).
"""

from __future__ import annotations

from dataclasses import replace

from align.encoders import Encoder
from align.features import NAMES
from align.monotone import Ints
from align.moves import Rearrangement, find_moves
from align.pairwise import PairBead, Problem, propose, solve
from align.sides import Side
from align.similarity import Neighbourhood, survey
from align.weights import Weights


def align_pair(
    source: Side, target: Side, *, encoder: Encoder, weights: Weights, pins: Ints | None = None
) -> tuple[PairBead, ...]:
    """Align two texts whose sentences stand in the same order, but for blocks that moved.

    Returns:
        Beads in the order of the source; every sentence of either side stands in exactly one.
    """
    return beads_and_links(source, target, encoder=encoder, weights=weights, pins=pins)[0]


def beads_and_links(
    source: Side,
    target: Side,
    *,
    encoder: Encoder,
    weights: Weights,
    moved: bool = True,
    pins: Ints | None = None,
) -> tuple[tuple[PairBead, ...], tuple[PairBead, ...]]:
    """Align two texts, and also say how sure every plausible bead is.

    Args:
        source: one text.
        target: the other.
        encoder: for stretches in doubt.
        weights: what the aligner has learnt.
        moved: whether to look for blocks in another order.
        pins: sentence pairs that must stand in one bead, rising on both sides, shape (k, 2).

    Returns:
        The best path, and all candidates, both with confidences.
    """
    n, m = len(source.texts), len(target.texts)
    if n == 0 or m == 0:
        alone = [PairBead((k, k + 1), (0, 0), 1.0) for k in range(n)]
        alone += [PairBead((n, n), (k, k + 1), 1.0) for k in range(m)]
        return tuple(alone), tuple(alone)
    around = survey(source.vectors, target.vectors)
    moves = find_moves(source, target, around) if moved else None
    problem = _propose(source, target, around, moves, encoder=encoder, weights=weights, pins=pins)
    inference, table = solve(problem, weights.full)
    columns = problem.beads
    confidence = weights.calibrate(
        inference.posterior,
        columns.source_size,
        columns.target_size,
        similarity=table[:, NAMES.index("similarity")],
    )
    candidates = tuple(
        PairBead((i0, i1), (j0, j1), sure)
        for i0, i1, j0, j1, sure in zip(
            columns.source_start.tolist(),
            columns.source_end.tolist(),
            columns.target_start.tolist(),
            columns.target_end.tolist(),
            confidence.tolist(),
            strict=True,
        )
    )
    if moves is not None:
        candidates = tuple(_put_back(bead, moves) for bead in candidates)
    return tuple(candidates[k] for k in inference.best.tolist()), candidates


def _propose(
    source: Side,
    target: Side,
    around: Neighbourhood,
    moves: Rearrangement | None,
    *,
    encoder: Encoder,
    weights: Weights,
    pins: Ints | None,
) -> Problem:
    """The plausible beads, the target being read in another order where `moves` says so."""
    if moves is None:
        return propose(source, target, encoder=encoder, weights=weights, pins=pins, around=around)
    return propose(
        source,
        moves.read(target),
        encoder=encoder,
        weights=weights,
        cuts=moves.cuts,
        pins=None if pins is None else moves.read_pairs(pins),
        around=moves.read_neighbourhood(around),
    )


def _put_back(bead: PairBead, moves: Rearrangement) -> PairBead:
    """A bead of the rearranged target, in the target's own order."""
    start, end = bead.target
    if start == end:
        return bead
    at = int(moves.order[start])
    return replace(bead, target=(at, at + end - start), moved=moves.moved[start])
