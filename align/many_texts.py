"""Two texts or more: put them in one order, align every two, merge.

With three or more, the text with the most sentences sets the order. Every other one is aligned with
it and read in an order in which it follows it; the rest are then aligned with each other in these
orders, and all that is known is merged (`align.renderings`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

import numpy as np

from align.agreement import PairEvidence
from align.encoders import Encoder
from align.monotone import Ints
from align.moves import Rearrangement
from align.renderings import WideBead, merge
from align.sides import Side
from align.similarity import Neighbourhood, chain
from align.two_texts import PairAlignment, align_pair
from align.weights import Weights

Pins = Mapping[tuple[int, int], Ints]
"""For two texts, by their numbers in ascending order, sentence pairs that belong together."""


@dataclass(frozen=True, slots=True)
class Group:
    """Sentences of N texts that render each other.

    Attributes:
        members: for each text the numbers of its sentences, in order; may be empty.
        confidence: probability that the group is right.
        moved: whether it stands elsewhere in one of the texts.
    """

    members: tuple[tuple[int, ...], ...]
    confidence: float
    moved: bool

    @property
    def is_null(self) -> bool:
        """Whether only one text has sentences here."""
        return sum(map(bool, self.members)) < 2


def align_texts(
    sides: Sequence[Side],
    *,
    encoder: Encoder,
    weights: Weights,
    pins: Pins | None = None,
    surveys: Mapping[tuple[int, int], Neighbourhood] | None = None,
) -> tuple[Group, ...]:
    """Align two or more texts.

    Args:
        sides: the texts, in an order that is their own and not the user's.
        encoder: for stretches in doubt.
        weights: what the aligner has learnt.
        pins: sentence pairs that must stand in one group.
        surveys: of every two texts, by their numbers, where these are known already.

    Returns:
        Groups in reading order; every sentence of every text stands in exactly one.
    """
    fixed = pins or {}
    if len(sides) == 2:
        pair = align_pair(
            *sides,
            encoder=encoder,
            weights=weights,
            pins=fixed.get((0, 1)),
            around=None if surveys is None else surveys.get((0, 1)),
        )
        wide = [WideBead((bead.source, bead.target), bead.confidence) for bead in pair.path]
        return _groups(wide, [np.arange(len(sides[0].texts)), pair.order])
    first = max(range(len(sides)), key=lambda k: (len(sides[k].texts), -k))
    orders = [np.arange(len(side.texts), dtype=np.int64) for side in sides]
    evidence: dict[tuple[int, int], PairEvidence] = {}
    for other in range(len(sides)):
        if other == first:
            continue
        pair = align_pair(
            sides[first],
            sides[other],
            encoder=encoder,
            weights=weights,
            pins=_between(fixed, first, other),
        )
        orders[other] = pair.order
        evidence[min(first, other), max(first, other)] = _evidence(pair, first, other)
    read = [Rearrangement.of(order).read(side) for order, side in zip(orders, sides, strict=True)]
    for one, other in combinations(range(len(sides)), 2):
        if first in (one, other):
            continue
        pair = align_pair(
            read[one],
            read[other],
            encoder=encoder,
            weights=weights,
            moved=False,
            pins=_read(_between(fixed, one, other), orders[one], orders[other]),
        )
        evidence[one, other] = _evidence(pair, one, other)
    sizes = [len(side.texts) for side in sides]
    return _groups(merge(sizes, [evidence[key] for key in sorted(evidence)]), orders)


def _between(pins: Pins, source: int, target: int) -> Ints | None:
    """The pins of two texts, whichever of them comes first."""
    found = pins.get((min(source, target), max(source, target)))
    return found if found is None or source < target else np.ascontiguousarray(found[:, ::-1])


def _read(pins: Ints | None, first: Ints, second: Ints) -> Ints | None:
    """Pins by the places at which their sentences are read, unless these do not rise."""
    if pins is None:
        return None
    places = np.stack((np.argsort(first)[pins[:, 0]], np.argsort(second)[pins[:, 1]]), axis=1)
    places = places[np.argsort(places[:, 0])]
    return places if (np.diff(places[:, 1]) > 0).all() else None


def _evidence(pair: PairAlignment, source: int, target: int) -> PairEvidence:
    if source < target:
        return PairEvidence(source, target, pair.candidates)
    candidates = tuple(
        replace(bead, source=bead.target, target=bead.source) for bead in pair.candidates
    )
    return PairEvidence(target, source, candidates)


def _groups(wide: Sequence[WideBead], orders: Sequence[Ints]) -> tuple[Group, ...]:
    """Places back into sentences; marked is what is not in the order of most of its text."""
    moved = np.zeros(len(wide), dtype=bool)
    for text, order in enumerate(orders):
        shared = [
            number
            for number, bead in enumerate(wide)
            if not bead.is_null and bead.ranges[text][0] < bead.ranges[text][1]
        ]
        places = np.array([order[wide[k].ranges[text][0]] for k in shared], dtype=np.int64)
        sizes = np.array([np.diff(wide[k].ranges[text])[0] for k in shared], dtype=np.float64)
        rising = chain(np.stack((np.arange(len(shared)), places), axis=1), sizes)
        moved[np.delete(np.array(shared, dtype=np.int64), rising)] = True
    return tuple(
        Group(
            tuple(
                tuple(sorted(order[start:end].tolist()))
                for order, (start, end) in zip(orders, bead.ranges, strict=True)
            ),
            bead.confidence,
            flag,
        )
        for bead, flag in zip(wide, moved.tolist(), strict=True)
    )
