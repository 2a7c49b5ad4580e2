"""The model that turns evidence into a probability: a logistic function with eight weights."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from align.passage_evidence import Evidence

FEATURES = (
    "strength",
    "lead",
    "neighbours",
    "chain",
    "wording",
    "substance",
    "contradicted",
    "crosslingual",
)
"""Names of the values of `Evidence.as_row`, in their order."""


@dataclass(frozen=True, slots=True)
class PassageModel:
    """Weights of the evidence, as `passage_weights.toml` explains them.

    Attributes:
        intercept: log odds of a candidate without any evidence.
        weights: log odds for one unit of each kind of evidence, in the order of `FEATURES`.
    """

    intercept: float
    weights: tuple[float, ...]

    def judge_all(self, evidence: Sequence[Evidence]) -> list[float]:
        """Probability, 0..1, of each candidate that both passages render the same sentence."""
        return [self._judge(seen) for seen in evidence]

    def _judge(self, evidence: Evidence) -> float:
        values = evidence.as_row().tolist()
        odds = self.intercept + sum(
            weight * value for weight, value in zip(self.weights, values, strict=True)
        )
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, odds))))


@cache
def load_model() -> PassageModel:
    """Read the weights that come with the package."""
    text = files("align").joinpath("passage_weights.toml").read_text(encoding="utf-8")
    table = tomllib.loads(text)
    weights = tuple(float(table["weights"][name]) for name in FEATURES)
    return PassageModel(float(table["intercept"]), weights)
