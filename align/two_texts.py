"""Two texts, one alignment: blocks put in order, pins held, the monotone aligner in between.

First long blocks that stand elsewhere are found from nearest neighbours (`align.moves`), then, with
an alignment at hand, the short ones (`align.strays`); the target is read in the order of the source
and aligned monotonely (`align.pairwise`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from align.confidence import confidences
from align.encoders import Encoder, Vectors
from align.monotone import Beads, Floats, Inference, Ints
from align.moves import Rearrangement, find_moves
from align.pairwise import (
    PairBead,
    Sketch,
    refine,
    set_null_share,
    sketch,
    smoothed_share,
    solve,
)
from align.sides import Side
from align.similarity import Neighbourhood, chain, survey
from align.strays import PathBead, ScoredPath, Stray, believed, find_strays, not_held, put_in_place
from align.weights import Scores, Weights

_ASKED_OF_SKETCHES = 0.4
"""Of what a stretch that moved has to earn: a sketch only sorts out what is none."""


@dataclass(frozen=True, slots=True)
class PairAlignment:
    """Two texts aligned, the target read in an order in which it follows the source.

    Attributes:
        order: for each place the target sentence that is read there, shape (m,).
        plausible: all beads that were decided between.
        confidence: of each, shape (plausible,).
        posterior: of each.
        best: positions of those that were chosen.
    """

    order: Ints
    plausible: Beads
    confidence: Floats
    posterior: Floats
    best: Ints

    @property
    def path(self) -> tuple[PairBead, ...]:
        """The beads in reading order, with places for target sentences; every sentence of either
        side stands in exactly one.
        """
        return self._taken(self.best)

    @property
    def candidates(self) -> tuple[PairBead, ...]:
        """All plausible beads, likewise with places."""
        return self._taken(np.arange(len(self.plausible)))

    @property
    def beads(self) -> tuple[PairBead, ...]:
        """The path with the target's own numbers."""
        return tuple(_put_back(bead, self.order) for bead in self.path)

    @property
    def moved(self) -> tuple[bool, ...]:
        """For each bead whether it stands in another order than the heaviest that rise."""
        beads = self.beads
        places = np.array([(bead.source[0], bead.target[0]) for bead in beads], dtype=np.int64)
        sizes = np.array([0.0 if b.is_null else b.target[1] - b.target[0] for b in beads])
        two = np.flatnonzero(sizes)
        moved = sizes > 0
        moved[two[chain(places[two], sizes[two])]] = False
        return tuple(moved.tolist())

    def _taken(self, some: Ints) -> tuple[PairBead, ...]:
        return tuple(
            PairBead((i0, i1), (j0, j1), sure, posterior)
            for i0, i1, j0, j1, sure, posterior in zip(
                self.plausible.source_start[some].tolist(),
                self.plausible.source_end[some].tolist(),
                self.plausible.target_start[some].tolist(),
                self.plausible.target_end[some].tolist(),
                self.confidence[some].tolist(),
                self.posterior[some].tolist(),
                strict=True,
            )
        )


def align_pair(
    source: Side,
    target: Side,
    *,
    encoder: Encoder,
    weights: Weights,
    moved: bool = True,
    pins: Ints | None = None,
    around: Neighbourhood | None = None,
) -> PairAlignment:
    """Align two texts whose sentences stand in the same order, but for stretches that moved.

    Args:
        source: one text.
        target: the other.
        encoder: for stretches in doubt.
        weights: what the aligner has learnt.
        moved: whether to look for stretches in another order.
        pins: sentence pairs that must stand in one bead, rising on both sides, shape (k, 2).
        around: what a survey of both texts says, where that is known already.
    """
    n, m = len(source.texts), len(target.texts)
    if n == 0 or m == 0:
        sure, every = np.ones(n + m), np.arange(n + m)
        alone = Beads(
            *(np.minimum(every + k, n) for k in (0, 1)),
            *(np.clip(every + k - n, 0, m) for k in (0, 1)),
        )
        return PairAlignment(np.arange(m, dtype=np.int64), alone, sure, sure, every)
    if around is None:
        around = survey(source.vectors, target.vectors)
    reading = _Reading(source, target, around, _Remembering(encoder), weights, pins)
    moves = find_moves(source, target, around) if moved else None
    if moves is not None and not _allows(moves, pins):
        moves = None
    solved = reading.solve_with_strays(moves) if moved else reading.solve(moves)
    found = solved.inference
    return PairAlignment(solved.order, solved.beads, solved.confidence, found.posterior, found.best)


@dataclass(frozen=True, slots=True)
class _Solved:
    """The two texts aligned in one reading order; what else inference needed is let go of.

    Attributes:
        target: as it was read.
        around: of both, as read.
        order: for each place the target sentence that was read there.
        beads: the candidates.
        confidence: of each.
        inference: what was found.
        table: measured features of the beads on the best path.
        scores: of the model that was run.
    """

    target: Side
    around: Neighbourhood
    order: Ints
    beads: Beads
    confidence: Floats
    inference: Inference
    table: Floats
    scores: Scores

    @property
    def path(self) -> tuple[PathBead, ...]:
        best = self.inference.best
        return tuple(
            zip(
                self.beads.source_start[best].tolist(),
                self.beads.source_end[best].tolist(),
                self.beads.target_start[best].tolist(),
                self.beads.target_end[best].tolist(),
                strict=True,
            )
        )

    def scored(self, null_share: float) -> ScoredPath:
        """The best path with its beads' scores at a given share of unaligned sentences."""
        best = self.inference.best
        table = self.table.copy()
        is_null = self.beads.is_null[best]
        set_null_share(table, is_null, null_share)
        runs = np.asarray(self.scores.runs)
        follows = runs[np.concatenate(([0], is_null[:-1].astype(np.int64)))]
        return ScoredPath(
            self.path,
            table @ self.scores.features + np.where(is_null, follows, 0.0),
            self.inference.posterior[best],
            self.order,
        )


@dataclass(frozen=True, slots=True)
class _Reading:
    """Two texts that can be aligned in several reading orders of the target."""

    source: Side
    target: Side
    around: Neighbourhood
    encoder: Encoder
    weights: Weights
    pins: Ints | None

    def solve(self, moves: Rearrangement | None) -> _Solved:
        """Align with the full model."""
        return self._refined(self._drawn(moves), moves)

    def sketch(self, moves: Rearrangement | None) -> _Solved:
        """Align with composed vectors alone: no stretch is given to the encoder."""
        return self._rough(self._drawn(moves), moves)

    def _drawn(self, moves: Rearrangement | None) -> Sketch:
        return sketch(
            self.source,
            self.target if moves is None else moves.read(self.target),
            self._around(moves),
            weights=self.weights,
            cuts=None if moves is None else moves.cuts,
            pins=self._pins(moves),
        )

    def _rough(self, drawn: Sketch, moves: Rearrangement | None) -> _Solved:
        inference = drawn.inference
        return self._solved(
            replace(drawn, table=drawn.table[inference.best]),
            self.weights.composed,
            inference.posterior,
            moves,
        )

    def _refined(self, drawn: Sketch, moves: Rearrangement | None) -> _Solved:
        problem = refine(drawn, self.encoder, self.weights)
        inference, table = solve(problem, self.weights.full)
        sure = confidences(problem, inference, table, self.weights.calibration)
        found = Sketch(problem, inference, table[inference.best])
        return self._solved(found, self.weights.full, sure, moves)

    def _solved(
        self, found: Sketch, scores: Scores, sure: Floats, moves: Rearrangement | None
    ) -> _Solved:
        order = np.arange(len(self.target.texts)) if moves is None else moves.order
        return _Solved(
            found.problem.target,
            found.problem.around,
            order,
            found.problem.beads,
            sure,
            found.inference,
            found.table,
            scores,
        )

    def _pins(self, moves: Rearrangement | None) -> Ints | None:
        if moves is None or self.pins is None:
            return self.pins
        return moves.read_pairs(self.pins)

    def _around(self, moves: Rearrangement | None) -> Neighbourhood:
        return self.around if moves is None else moves.read_neighbourhood(self.around)

    def solve_with_strays(self, moves: Rearrangement | None) -> _Solved:
        """Align; short stretches that stand elsewhere are put in their partners' places.

        Most that look like such are none, which sketches show cheaply.
        """
        drawn = self._drawn(moves)
        solved = self._refined(drawn, moves)
        strays = find_strays(solved.path, self.source, solved.target, solved.around)
        strays = not_held(strays, solved.path, solved.inference.posterior[solved.inference.best])
        if strays:
            rough = self._rough(drawn, moves)
            strays = self._believed(strays, rough, self.sketch, asked=_ASKED_OF_SKETCHES)
        if not strays:
            return solved
        found = [solved]

        def solve_again(order: Rearrangement) -> _Solved:
            found[:] = [self.solve(order)]
            return found[0]

        return found[0] if self._believed(strays, solved, solve_again) else solved

    def _believed(
        self,
        strays: list[Stray],
        before: _Solved,
        align: Callable[[Rearrangement], _Solved],
        *,
        asked: float = 1.0,
    ) -> list[Stray]:
        """The strays that are all believed together."""
        path = before.path
        share = _null_share(path, len(self.source.texts) + len(self.target.texts))
        while strays:
            moves = put_in_place(strays, path, before.order)
            if not _allows(moves, self.pins):
                return []
            after = align(moves).scored(share)
            kept = believed(strays, before.scored(share), after, share=asked)
            if len(kept) == len(strays):
                break
            strays = kept
        return strays


def _null_share(path: Sequence[PathBead], sentences: int) -> float:
    alone = sum(i0 == i1 or j0 == j1 for i0, i1, j0, j1 in path)
    return smoothed_share(alone, sentences)


def _allows(moves: Rearrangement, pins: Ints | None) -> bool:
    """Whether the pinned pairs rise in this order as well."""
    return pins is None or bool((np.diff(moves.read_pairs(pins)[:, 1]) > 0).all())


class _Remembering:
    """An encoder that keeps its vectors while two texts are aligned in several orders."""

    def __init__(self, encoder: Encoder) -> None:
        self._encoder = encoder
        self._known: dict[str, Vectors] = {}
        self.signature = encoder.signature
        self.dimension = encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        missing = [text for text in dict.fromkeys(texts) if text not in self._known]
        if missing:
            self._known.update(zip(missing, self._encoder.encode(missing), strict=True))
        return np.stack([self._known[text] for text in texts])


def _put_back(bead: PairBead, order: Ints) -> PairBead:
    """A bead of the rearranged target, in the target's own order."""
    start, end = bead.target
    if start == end:
        return bead
    at = int(order[start])
    return replace(bead, target=(at, at + end - start))
