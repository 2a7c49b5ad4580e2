"""The trained weights: a small file that a person can read, loaded once."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np

from align.features import NAMES
from align.monotone import LARGEST_BEAD, LONGEST_SIDE, Floats

RUN_NAMES = ("unaligned after aligned", "unaligned after unaligned")


@dataclass(frozen=True, slots=True)
class Scores:
    """How a model over beads scores them.

    Attributes:
        features: one weight for each of `align.features.NAMES`, shape (len(NAMES),).
        runs: scores of an unaligned bead after an aligned one and after an unaligned one.
    """

    features: Floats
    runs: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Weights:
    """What the monotone aligner has learnt.

    Attributes:
        coarse: weights of the first pass over the band, by name.
        composed: of the model that sees composed vectors only and says what is in doubt.
        full: of the model that decides.
        calibration: what makes a confidence of a posterior, by the names of `align.confidence`.
        signature: on what they were trained.
    """

    coarse: Mapping[str, float]
    composed: Scores
    full: Scores
    calibration: Mapping[str, float]
    signature: str

    @property
    def trained_on(self) -> frozenset[str]:
        """The sets that the signature names."""
        for part in self.signature.split("|"):
            if part.startswith("sets:"):
                return frozenset(part.removeprefix("sets:").split("+"))
        return frozenset()

    @property
    def shape_scores(self) -> Floats:
        """Coarse scores by shape, (LONGEST_SIDE + 1, LONGEST_SIDE + 1)."""
        scores = np.full((LONGEST_SIDE + 1, LONGEST_SIDE + 1), -np.inf)
        for a in range(1, LONGEST_SIDE + 1):
            for b in range(1, min(LONGEST_SIDE, LARGEST_BEAD - a) + 1):
                small = min(a, b)
                name = "shape 1-1" if a == b == 1 else "shape 1-2" if small == 1 else "shape 2-2"
                base = {"shape 1-1": 2, "shape 1-2": 3, "shape 2-2": 4}[name]
                scores[a, b] = self.coarse[name] + self.coarse["shape further"] * (a + b - base)
        return scores


def parse_weights(text: str) -> Weights:
    """Read weights from JSON; features that the file does not name weigh nothing."""
    data = json.loads(text)
    return Weights(
        coarse=data["coarse"],
        composed=_scores(data["composed"]),
        full=_scores(data["full"]),
        calibration=data["calibration"],
        signature=data["signature"],
    )


def _scores(named: Mapping[str, float]) -> Scores:
    return Scores(
        np.array([named.get(name, 0.0) for name in NAMES], dtype=np.float64),
        (named.get(RUN_NAMES[0], 0.0), named.get(RUN_NAMES[1], 0.0)),
    )


@cache
def default_weights() -> Weights:
    """The weights that come with Concord."""
    return parse_weights((files("align") / "weights.json").read_text(encoding="utf-8"))
