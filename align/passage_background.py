"""Background: how similar passages of two documents are that have nothing to do with each other.

Likeness is counted from there, in units of its spread, so that the same weights serve documents on
one subject and on many, short and long ones, and every encoder.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_PRIOR_MEAN = 0.30
"""Cosine of the best wrong partners in documents of one subject, where it cannot be measured."""
_PRIOR_DEVIATION = 0.12
PRIOR_WEIGHT = 20.0
_USUAL = 600
"""Clauses of the documents that the weights were trained on."""
_QUARTILE_RANGE = 1.349
"""The distance of the quartiles of a normal distribution, in deviations."""


@dataclass(frozen=True, slots=True)
class Background:
    """How similar the best wrong partners are in this pair of documents."""

    mean: float
    deviation: float

    def standardise(self, cosine: float) -> float:
        """How many deviations `cosine` lies above the best wrong partners."""
        return (cosine - self.mean) / self.deviation


def estimate_background(rivals: list[NDArray[np.float32]], *, clauses: int) -> Background:
    """Mean and spread of the rivals' cosines, held by a prior where there are few of them.

    In a short text the third nearest is not as near as in a long one: the highest of n normal
    values lies about √(2 ln n) deviations up, and the mean is raised by what is wanting to that.
    """
    values = np.concatenate(rivals) if rivals else np.zeros(0, dtype=np.float32)
    weight = len(values) / (len(values) + PRIOR_WEIGHT)
    if not len(values):
        return Background(_PRIOR_MEAN, _PRIOR_DEVIATION)
    # Quartiles, because what the documents do share is among the rivals of what repeats it.
    low, middle, high = np.percentile(values, (25, 50, 75)).tolist()
    mean = weight * middle + (1 - weight) * _PRIOR_MEAN
    deviation = weight * (high - low) / _QUARTILE_RANGE + (1 - weight) * _PRIOR_DEVIATION
    deviation = max(deviation, 0.02)
    wanting = math.sqrt(2 * math.log(_USUAL)) - math.sqrt(2 * math.log(max(clauses, 2)))
    return Background(mean + max(0.0, wanting) * deviation, deviation)
