"""Texts of similar length together, in batches of fixed shapes.

A transformer's result for a text depends on the shape of its batch, if only in the last bits:
on the number of texts, and on the width to which they are padded. Here the width follows from
the text's own length, and the number of texts from the width; a batch that is not full is filled
up with copies. So the vector of a text is the same whatever it is encoded with.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_WIDTHS = (8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 448, 512)
"""Tokens; above the last, multiples of 128."""
_TOKENS_A_BATCH = {"cpu": 256, "cuda": 32_768, "mps": 8_192}


@dataclass(frozen=True, slots=True)
class Batch:
    """Texts to encode together.

    Attributes:
        members: their indices; the last may stand there several times.
        width: tokens to which each is padded.
        different: how many of the members are not such copies.
    """

    members: NDArray[np.int64]
    width: int
    different: int


def plan_batches(
    lengths: Sequence[int], *, device: str, size: int | None = None, longest: int | None = None
) -> list[Batch]:
    """Batches that hold every text once, short texts first.

    Args:
        lengths: tokens of each text.
        device: cpu, cuda or mps: a GPU likes more at a time.
        size: texts a batch, if the user has said so.
        longest: most tokens that the model takes.
    """
    widths = np.array([min(_width(length), longest or length) for length in lengths])
    batches: list[Batch] = []
    for width in sorted(set(widths.tolist())):
        members = np.flatnonzero(widths == width)
        rows = size or max(1, min(_TOKENS_A_BATCH[device] // width, 8 if device == "cpu" else 512))
        for start in range(0, len(members), rows):
            some = members[start : start + rows]
            batches.append(Batch(np.pad(some, (0, rows - len(some)), "edge"), width, len(some)))
    return batches


def _width(length: int) -> int:
    for width in _WIDTHS:
        if length <= width:
            return width
    return -(-length // 128) * 128
