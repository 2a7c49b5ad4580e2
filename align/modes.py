"""How texts correspond: throughout, in part, in shared passages, not at all.

Sentences of two texts that are each other's nearest neighbours, and stand out, are finds. Where the
texts follow each other most finds lie on one path that rises on both sides, or, where blocks moved,
next to another find; where they do not, finds lie anywhere, and the longest rising path through k
of them has some 2√k (Logan and Shepp 1977).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from align.monotone import Ints
from align.sides import Side
from align.similarity import Neighbourhood, chain

MODES = ("auto", "parallel", "passages")

SAID = {
    "parallel": "The texts run parallel and were aligned throughout",
    "passages": "The texts do not run parallel; shared passages were looked for",
}
"""How a note on the mode begins."""

STRONG_MARGIN = 1.0
"""Spreads above its surroundings from which a mutual nearest neighbour counts as a find."""

_LEAST_COVERAGE = 0.3
_LEAST_COLLINEAR = 0.6
"""Of the finds, what must lie on the path; and of the shorter text's segments, what must be."""

_PARTLY_COVERAGE = 0.2
_PARTLY_COLLINEAR = 0.5
_BEYOND_CHANCE = 4.0
"""With a path so much longer than chance would have it, in its standard units, less will do."""

_LONG = 60
_NEAR = 4
"""In texts of at least so many segments, finds with another so near count as in order."""


@dataclass(frozen=True, slots=True)
class Finds:
    """What speaks for two texts following each other.

    Attributes:
        shorter: segments of the shorter text.
        strong: finds.
        in_order: of these, those on one rising path, or, in long texts, next to another.
        links: positions of those on the path among the mutual neighbours.
    """

    shorter: int
    strong: int
    in_order: int
    links: Ints

    @property
    def follow(self) -> bool:
        """Whether the texts follow each other, throughout or in part."""
        if not self.strong:
            return False
        covered, collinear = self.in_order / self.shorter, self.in_order / self.strong
        if covered >= _LEAST_COVERAGE and collinear >= _LEAST_COLLINEAR:
            return True
        surplus = (self.in_order - 2 * self.strong**0.5) / self.strong ** (1 / 6)
        return (
            surplus >= _BEYOND_CHANCE
            and covered >= _PARTLY_COVERAGE
            and collinear >= _PARTLY_COLLINEAR
        )


def count_finds(first: Side, second: Side, around: Neighbourhood) -> Finds:
    """Count what two texts have in common in the same order.

    Args:
        first: one text.
        second: the other.
        around: what a survey of both says.
    """
    shorter = min(len(first.texts), len(second.texts))
    floor = STRONG_MARGIN if shorter > 3 else 0.0
    strong = around.margins >= floor
    links = chain(around.anchors, np.where(strong, around.margins, 0.0))
    in_order = len(links)
    if shorter >= _LONG:
        in_order = max(in_order, _near_another(around.anchors[strong]))
    return Finds(shorter, int(strong.sum()), in_order, links)


def _near_another(anchors: Ints) -> int:
    """How many have another one near them on both sides, in the same order."""
    near = np.zeros(len(anchors), dtype=bool)
    for back in range(1, _NEAR + 1):
        if len(anchors) <= back:
            break
        step = anchors[back:] - anchors[:-back]
        close = (step[:, 0] <= _NEAR) & (step[:, 1] > 0) & (step[:, 1] <= _NEAR)
        near[back:] |= close
        near[:-back] |= close
    return int(near.sum())


def choose_mode(
    sides: Sequence[Side], surveys: Mapping[tuple[int, int], Neighbourhood]
) -> tuple[str, str]:
    """Parallel if every two texts follow each other; and a sentence that says why.

    Args:
        sides: the texts.
        surveys: for every two of them that have segments, by their numbers.
    """
    pairs = [
        count_finds(sides[one], sides[other], around) for (one, other), around in surveys.items()
    ]
    if not pairs:
        return "passages", "A document has nothing to align; there are no passages to compare."
    figures = (
        f"{sum(pair.strong for pair in pairs):,} of {sum(pair.shorter for pair in pairs):,} "
        f"segments have a clear counterpart, {sum(pair.in_order for pair in pairs):,} of them in "
        f"the same order{' (each two texts counted)' if len(sides) > 2 else ''}"
    )
    if all(pair.follow for pair in pairs):
        return "parallel", f"{SAID['parallel']}: {figures}."
    return "passages", f"{SAID['passages']}: {figures}."
