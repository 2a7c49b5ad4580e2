"""Short stretches that stand elsewhere: a paragraph, a sentence, two that changed places.

An alignment in reading order leaves such a stretch alone, or hands it to its new neighbours. Here
sentences that are each other's nearest neighbours, and that the alignment keeps apart, are put
together: the target is read with these stretches in their partners' places and aligned again. A
stretch is believed where the aligner's own score of all that changed rises by more than a move
has to earn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from align.monotone import Floats, Ints
from align.moves import Rearrangement
from align.sides import Side
from align.similarity import Neighbourhood, chain

_LEAST_MARGIN = 0.3
_REACH = 3
"""Source sentences from one anchor of a stretch to the next; in the target two more."""

_LEAST_WEIGHT = 1.4
"""By how much the anchors must be more alike than what they stand with, in spreads."""

_EARNINGS = 8.0
"""Log-odds against a stretch having moved, before anything is known of it."""

_EARNINGS_OF_SEVERAL = 4.0

_FIRMLY_HELD = 0.55
"""Mean posterior of the beads that sentences stand in with others, above which they stay there."""

_LEAST_POSTERIOR = 0.5
"""Of one bead at least in a stretch that is believed."""

_EXTENSION = 3
"""Sentences by which a stretch may grow beyond its anchors at either end."""

Range = tuple[int, int]
PathBead = tuple[int, int, int, int]
"""First and one after the last source sentence; likewise places in the target."""


@dataclass(frozen=True, slots=True)
class Stray:
    """A stretch of the target whose partner stands elsewhere in the source.

    Attributes:
        source: half-open range of source sentences.
        target: half-open range of places in the target as it was read.
        weight: how much more alike its anchors are than what they stand with, in spreads.
        anchors: how many it has.
    """

    source: Range
    target: Range
    weight: float
    anchors: int

    @property
    def earnings(self) -> float:
        """By how much it must better the score: several anchors in a row are no accident."""
        return _EARNINGS if self.anchors == 1 else _EARNINGS_OF_SEVERAL


@dataclass(frozen=True, slots=True)
class ScoredPath:
    """An alignment with what the model gives each bead.

    Attributes:
        beads: with places in the target as it was read.
        scores: of each, log units, shape (beads,).
        posteriors: of each, shape (beads,).
        order: for each place the target sentence that was read there, shape (m,).
    """

    beads: tuple[PathBead, ...]
    scores: Floats
    posteriors: Floats
    order: Ints


def find_strays(
    path: Sequence[PathBead], source: Side, target: Side, around: Neighbourhood
) -> list[Stray]:
    """Find stretches that may stand elsewhere.

    Args:
        path: an alignment.
        source: one text.
        target: the other, as it was read.
        around: of both, as read.

    Returns:
        Stretches that overlap on neither side, in the source's order.
    """
    aligned = _Aligned(path, source, target)
    apart = aligned.parted(around)
    anchors = around.anchors[apart]
    gaps = np.array([aligned.gap(i, j) for i, j in anchors.tolist()]) / around.spread
    gaps = np.minimum(gaps, around.margins[apart])
    some = gaps > 0
    found = [
        replace(run, target=aligned.extended(run))
        for run in _runs(anchors[some], gaps[some])
        if run.weight >= _LEAST_WEIGHT
    ]
    found.sort(key=lambda stray: (-stray.weight, stray.source))
    taken_source, taken_target = (
        np.zeros(len(source.texts), bool),
        np.zeros(len(target.texts), bool),
    )
    kept = []
    for stray in found:
        if taken_source[slice(*stray.source)].any() or taken_target[slice(*stray.target)].any():
            continue
        taken_source[slice(*stray.source)] = True
        taken_target[slice(*stray.target)] = True
        kept.append(stray)
    return sorted(kept, key=lambda stray: stray.source)


def not_held(strays: Sequence[Stray], path: Sequence[PathBead], posteriors: Floats) -> list[Stray]:
    """The strays that at one end at least stand alone, or with partners that are far from sure.

    Where a stretch has moved, what is left at its place has no counterpart, or one that has moved
    itself. Of those that had, in
    the benchmark, nearly all pass, and less than half of the others.

    Args:
        strays: found in an alignment.
        path: the alignment.
        posteriors: of its beads, shape (beads,).
    """
    held = (np.zeros(path[-1][1]), np.zeros(path[-1][3]))
    stray_source, stray_target = (np.zeros(len(side), bool) for side in held)
    for stray in strays:
        stray_source[slice(*stray.source)] = stray_target[slice(*stray.target)] = True
    for (i0, i1, j0, j1), posterior in zip(path, posteriors.tolist(), strict=True):
        changed_places = stray_source[i0:i1].any() and stray_target[j0:j1].any()
        if i0 < i1 and j0 < j1 and not changed_places:
            held[0][i0:i1] = held[1][j0:j1] = posterior
    return [
        stray
        for stray in strays
        if min(held[0][slice(*stray.source)].mean(), held[1][slice(*stray.target)].mean())
        <= _FIRMLY_HELD
    ]


class _Aligned:
    """Two texts and which bead each sentence stands in."""

    def __init__(self, path: Sequence[PathBead], source: Side, target: Side) -> None:
        self._path = path
        self._source, self._target = source.vectors, target.vectors
        self._of_source = np.zeros(len(source.texts), np.int64)
        self._of_target = np.zeros(len(target.texts), np.int64)
        for number, (i0, i1, j0, j1) in enumerate(path):
            self._of_source[i0:i1] = number
            self._of_target[j0:j1] = number

    def parted(self, around: Neighbourhood) -> Ints:
        """Positions of the anchors that the alignment does not hold together in their order.

        Of two that cross inside one bead only the weaker counts as parted.
        """
        strong = np.flatnonzero(around.margins >= _LEAST_MARGIN)
        beads = self._of_source[around.anchors[strong, 0]]
        apart = beads != self._of_target[around.anchors[strong, 1]]
        inside: dict[int, list[int]] = {}
        for position, bead in zip(strong[~apart].tolist(), beads[~apart].tolist(), strict=True):
            i0, i1, j0, j1 = self._path[bead]
            if i1 - i0 > 1 and j1 - j0 > 1:
                inside.setdefault(bead, []).append(position)
        crossing: list[int] = []
        for group in inside.values():
            rows = np.array(group)
            rising = set(rows[chain(around.anchors[rows], around.margins[rows])].tolist())
            crossing += [position for position in group if position not in rising]
        return np.sort(np.concatenate((strong[apart], np.array(crossing, dtype=np.int64))))

    def gap(self, i: int, j: int) -> float:
        """How much more alike two sentences are than either is to others that it stands with."""
        i0, i1, _, _ = self._path[int(self._of_target[j])]
        _, _, j0, j1 = self._path[int(self._of_source[i])]
        with_i = [k for k in range(j0, j1) if k != j]
        with_j = [k for k in range(i0, i1) if k != i]
        own = max(
            float((self._target[with_i] @ self._source[i]).max(initial=0.0)),
            float((self._source[with_j] @ self._target[j]).max(initial=0.0)),
        )
        return float(self._source[i] @ self._target[j]) - own

    def extended(self, run: Stray) -> Range:
        """The target's range with sentences at either end that are more like the new place."""
        low, high = run.source
        near = range(max(0, low - _EXTENSION), min(len(self._source), high + _EXTENSION))

        def prefers(j: int) -> bool:
            i0, i1, _, _ = self._path[int(self._of_target[j])]
            likeness = self._source[near.start : near.stop] @ self._target[j]
            likeness[[k - near.start for k in near if i0 <= k < i1]] = 0.0
            staying = self._source[i0:i1] @ self._target[j]
            return float(likeness.max()) > float(staying.max(initial=0.0))

        start, end = run.target
        while start > max(0, run.target[0] - _EXTENSION) and prefers(start - 1):
            start -= 1
        while end < min(len(self._target), run.target[1] + _EXTENSION) and prefers(end):
            end += 1
        return start, end


def _runs(anchors: Ints, weights: Floats) -> Iterator[Stray]:
    """Chains of anchors that run side by side, from the first anchor to the last."""
    runs: list[list[int]] = []
    for position, (i, j) in enumerate(anchors.tolist()):
        for run in reversed(runs[-2 * _REACH :]):
            last_i, last_j = anchors[run[-1]].tolist()
            if i - last_i <= _REACH and 0 < j - last_j <= _REACH + 2:
                run.append(position)
                break
        else:
            runs.append([position])
    for run in runs:
        (first_i, first_j), (last_i, last_j) = anchors[run[0]].tolist(), anchors[run[-1]].tolist()
        yield Stray(
            (first_i, last_i + 1), (first_j, last_j + 1), float(weights[run].sum()), len(run)
        )


def put_in_place(strays: Sequence[Stray], path: Sequence[PathBead], order: Ints) -> Rearrangement:
    """The target read with the strays in the places of their partners.

    Args:
        strays: none overlapping another.
        path: an alignment.
        order: how the target was read for it, shape (m,).
    """
    taken = np.zeros(len(order), dtype=bool)
    arriving: dict[int, list[Stray]] = {}
    starts = [bead[1] for bead in path]
    for stray in strays:
        taken[slice(*stray.target)] = True
        number = int(np.searchsorted(starts, stray.source[0], side="right"))
        arriving.setdefault(_place(stray, path[min(number, len(path) - 1)]), []).append(stray)
    places: list[int] = []
    for place in range(len(order) + 1):
        for stray in arriving.get(place, ()):
            places += range(*stray.target)
        if place < len(order) and not taken[place]:
            places.append(place)
    return Rearrangement.of(order[np.array(places, dtype=np.int64)])


def _place(stray: Stray, bead: PathBead) -> int:
    """Where in the target the partner's sentences stand, or would stand."""
    i0, i1, j0, j1 = bead
    if stray.source[0] <= i0:
        return j0
    if stray.source[1] >= i1:
        return j1
    return j0 + round((stray.source[0] - i0) * (j1 - j0) / (i1 - i0))


def believed(
    strays: Sequence[Stray], before: ScoredPath, after: ScoredPath, *, share: float = 1.0
) -> list[Stray]:
    """The strays with which the alignment is better by more than a move has to earn.

    Of those that together are not, the heavier half is kept for another try.

    Args:
        strays: all that were put in place.
        before: the alignment without.
        after: the alignment with all of them.
        share: of what a move has to earn, how much is asked for.
    """
    old, new = _by_sentences(before), _by_sentences(after)
    changed = [(key, -score) for key, score in old.items() if key not in new]
    changed += [(key, score) for key, score in new.items() if key not in old]
    parts = _Parts()
    for key, _ in changed:
        parts.join(key)
    gains: dict[int, float] = {}
    for key, gain in changed:
        part = parts.find(key[0])
        gains[part] = gains.get(part, 0.0) + gain
    paired = {
        item
        for key, posterior in zip(new, after.posteriors.tolist(), strict=True)
        if key[0] >= 0 and key[-1] < 0 and posterior >= _LEAST_POSTERIOR
        for item in key
    }
    together: dict[int, list[Stray]] = {}
    for stray in strays:
        items = [-1 - int(before.order[place]) for place in range(*stray.target)]
        moved = [item for item in items if item in paired and parts.knows(item)]
        if moved:
            together.setdefault(parts.find(moved[0]), []).append(stray)
    kept: list[Stray] = []
    for part, group in together.items():
        if gains.get(part, 0.0) >= share * sum(stray.earnings for stray in group):
            kept += group
        else:  # one that is wrong drags down the right ones that it touches
            kept += sorted(group, key=lambda stray: (-stray.weight, stray.source))[
                : len(group) // 2
            ]
    return sorted(kept, key=lambda stray: stray.source)


def _by_sentences(path: ScoredPath) -> dict[tuple[int, ...], float]:
    """Scores by the sentences of a bead: source from 0 up, target from -1 down."""
    return {
        (*range(i0, i1), *(-1 - int(j) for j in path.order[j0:j1])): score
        for (i0, i1, j0, j1), score in zip(path.beads, path.scores.tolist(), strict=True)
    }


class _Parts:
    """A partition of sentences: those of beads that overlap belong together."""

    def __init__(self) -> None:
        self._parent: dict[int, int] = {}

    def knows(self, item: int) -> bool:
        return item in self._parent

    def find(self, item: int) -> int:
        root = item
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[item] != root:
            self._parent[item], item = root, self._parent[item]
        return root

    def join(self, items: Sequence[int]) -> None:
        for item in items:
            self._parent.setdefault(item, item)
            self._parent[self.find(item)] = self.find(items[0])
