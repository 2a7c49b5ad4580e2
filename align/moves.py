"""Blocks of text that stand in another order in the other text.

Sentences that are each other's clear nearest neighbours are chained where they run side by side;
the heaviest chains that do not overlap are the blocks. When one stands out of order, the target is
read in the order of the source: a monotone aligner can then do the rest.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.monotone import Beads, Floats, Ints
from align.sides import Side
from align.similarity import Neighbourhood

_REACH = 10
"""Sentences that a chain may skip on either side."""

_LOOK_BACK = 12
_SKEW = 0.3
"""What a chain pays for each sentence by which one side runs ahead of the other, in spreads."""

_LEAP = 3
"""Sentences that one side may run ahead at once; beyond it a new block begins."""

_LEAST_MARGIN = 0.3
_LEAST_ANCHORS = 4
_LEAST_WEIGHT = 6.0
_LEAST_DENSITY = 0.4
"""Of the shorter stretch of a block, the share that must be anchors."""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of either text, from its first anchor to its last, both included.

    Attributes:
        source: first and last sentence.
        target: likewise.
        weight: of its anchors, in spreads.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    weight: float


@dataclass(frozen=True, slots=True)
class Rearrangement:
    """An order of the target's sentences in which it follows the source.

    Attributes:
        order: for each place the sentence that is read there, shape (m,).
        cuts: places before which a new piece begins, ascending.
    """

    order: Ints
    cuts: Ints

    @classmethod
    def of(cls, order: Ints) -> Rearrangement:
        """The reading order, with a cut wherever neighbours were none before."""
        return cls(order, (np.flatnonzero(order[1:] != order[:-1] + 1) + 1).astype(np.int64))

    def read(self, target: Side) -> Side:
        """The target in this order."""
        places = self.order.tolist()
        return Side(
            tuple(target.texts[k] for k in places),
            target.raw[self.order],
            target.vectors[self.order],
            target.mean,
            tuple(target.surfaces[k] for k in places),
            tuple(target.paragraph_ends[k] for k in places),
            tuple(target.headings[k] for k in places),
            target.language,
        )

    def read_pairs(self, pairs: Ints) -> Ints:
        """Pairs of a source and a target sentence, the latter by their places, shape (k, 2)."""
        place = np.argsort(self.order)
        return np.stack((pairs[:, 0], place[pairs[:, 1]]), axis=1)

    def read_neighbourhood(self, around: Neighbourhood) -> Neighbourhood:
        """What a survey of the source and the target in this order would say."""
        return replace(
            around,
            target_crowd=around.target_crowd[self.order],
            anchors=self.read_pairs(around.anchors),
        )


def find_moves(source: Side, target: Side, around: Neighbourhood) -> Rearrangement | None:
    """Find out whether blocks stand in another order.

    Returns:
        How to read the target, or None where it follows the source already.
    """
    blocks = find_blocks(around)
    if len(blocks) < 2:
        return None
    by_target = sorted(range(len(blocks)), key=lambda k: blocks[k].target)
    if by_target == sorted(by_target):
        return None
    cuts = [0]
    pieces = [[by_target[0]]]
    for before, after in pairwise(by_target):
        if after == before + 1:
            pieces[-1].append(after)
        else:
            cuts.append(_cut(source, target, blocks, before, after))
            pieces.append([after])
    ends = [*cuts[1:], len(target.texts)]
    in_order = sorted(range(len(pieces)), key=lambda k: pieces[k][0])
    return Rearrangement.of(
        np.concatenate([np.arange(cuts[k], ends[k]) for k in in_order]).astype(np.int64)
    )


def find_blocks(around: Neighbourhood) -> list[Block]:
    """Chains of anchors that run side by side, none overlapping another, in the source's order."""
    some = around.margins >= _LEAST_MARGIN
    anchors, margins = around.anchors[some], around.margins[some]
    free = np.ones(len(anchors), dtype=bool)
    blocks: list[Block] = []
    while free.any():
        chain, weight = _best_chain(anchors, margins, free)
        free[chain] = False
        if len(chain) < _LEAST_ANCHORS or weight < _LEAST_WEIGHT:
            break
        first, last = anchors[chain[0]], anchors[chain[-1]]
        block = Block((int(first[0]), int(last[0])), (int(first[1]), int(last[1])), weight)
        length = min(last[0] - first[0], last[1] - first[1]) + 1
        if len(chain) >= _LEAST_DENSITY * length and not any(
            _overlap(block.source, other.source) or _overlap(block.target, other.target)
            for other in blocks
        ):
            blocks.append(block)
            inside = (anchors[:, 0] >= first[0]) & (anchors[:, 0] <= last[0])
            inside |= (anchors[:, 1] >= first[1]) & (anchors[:, 1] <= last[1])
            free &= ~inside
    return sorted(blocks, key=lambda block: block.source)


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] <= other[1] and other[0] <= one[1]


def _best_chain(anchors: Ints, margins: Floats, free: NDArray[np.bool_]) -> tuple[list[int], float]:
    """The heaviest chain of free anchors: positions, in order, and its weight."""
    places = np.flatnonzero(free)
    score = margins[places].copy()
    previous = np.full(len(places), -1)
    for k in range(1, len(places)):
        back = np.arange(max(0, k - _LOOK_BACK), k)
        step = anchors[places[k]] - anchors[places[back]]
        skew = np.abs(step[:, 0] - step[:, 1])
        near = (step[:, 1] > 0) & (step <= _REACH).all(axis=1)
        near &= skew <= _LEAP + step.min(axis=1)
        gain = score[back] - _SKEW * skew
        gain[~near] = -np.inf
        if gain.max() > 0:
            score[k] += gain.max()
            previous[k] = back[gain.argmax()]
    at = int(score.argmax())
    weight = float(score[at])
    chain = []
    while at >= 0:
        chain.append(int(places[at]))
        at = int(previous[at])
    return chain[::-1], weight


def _cut(source: Side, target: Side, blocks: list[Block], before: int, after: int) -> int:
    """Where, between two blocks that adjoin in the target, the piece of the second begins."""
    start, end = blocks[before].target[1] + 1, blocks[after].target[0]
    gap = end - start
    if gap == 0:
        return start
    reach = gap + 2
    ceiling = blocks[before + 1].source[0] if before + 1 < len(blocks) else len(source.texts)
    behind = np.arange(blocks[before].source[1], min(ceiling, blocks[before].source[1] + 1 + reach))
    floor = blocks[after - 1].source[1] + 1 if after else 0
    ahead = np.arange(max(floor, blocks[after].source[0] - reach), blocks[after].source[0] + 1)
    vectors = target.vectors[start:end]
    with_first = (vectors @ source.vectors[behind].T).max(axis=1)
    with_second = (vectors @ source.vectors[ahead].T).max(axis=1)
    gains = np.concatenate(([0.0], np.cumsum(with_first - with_second)))
    return start + int(gains.argmax())


def keep_pieces_apart(beads: Beads, cuts: Ints) -> Beads:
    """Candidates without those that reach over a cut; what these explained can stay unaligned."""
    ends_before = np.searchsorted(cuts, beads.target_end - 1, side="right")
    starts_before = np.searchsorted(cuts, beads.target_start, side="right")
    over = (beads.target_size > 1) & (ends_before != starts_before)
    if not over.any():
        return beads
    columns = (beads.source_start, beads.source_end, beads.target_start, beads.target_end)
    kept = set(zip(*(column[~over].tolist() for column in columns), strict=True))
    for i0, i1, j0, j1 in zip(*(column[over].tolist() for column in columns), strict=True):
        kept.update((k, k + 1, j0, j0) for k in range(i0, i1))
        kept.update((i1, i1, k, k + 1) for k in range(j0, j1))
    rows = sorted(kept, key=lambda bead: (bead[1], bead[3], bead[0], bead[2]))
    array = np.array(rows, dtype=np.int64).reshape(-1, 4)
    return Beads(*(np.ascontiguousarray(array[:, k]) for k in range(4)))
