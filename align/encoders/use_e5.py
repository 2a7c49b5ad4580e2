"""USE and e5 together: the most accurate choice for Chinese with English.

A vector is the two models' vectors one after the other. Nothing is centred here: subtracting a
document's mean from the whole vector, as the aligner does, centres both halves.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.encoders import EncoderBackend, EncoderOptions, Vectors, e5, use
from align.encoders._progress import follow
from align.encoders._texts import well_formed
from align.encoders._weights import is_installed

E5_WEIGHT = 1.0
"""Length of the e5 half in relation to the USE half."""

_AT_ONCE = 1024


class UseE5Encoder:
    """See the module; both models are loaded by the first text."""

    def __init__(self, options: EncoderOptions) -> None:
        self._use = use.UseEncoder(options)
        self._e5 = e5.E5Encoder(options)
        self._progress = options.progress
        self.signature = f"{self._use.signature}+{E5_WEIGHT:g}*{self._e5.signature}"
        self.dimension = self._use.dimension + self._e5.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, shape (len(texts), 896), float32, unit length."""
        clean = well_formed(texts)
        parts = np.array([1.0, E5_WEIGHT])
        first, second = (parts / np.linalg.norm(parts)).astype(np.float32)
        vectors = np.empty((len(clean), self.dimension), dtype=np.float32)
        with follow(2 * len(clean), shown=self._progress):
            for start in range(0, len(clean), _AT_ONCE):
                some = clean[start : start + _AT_ONCE]
                rows = vectors[start : start + len(some)]
                rows[:, : self._use.dimension] = first * self._use.encode(some)
                rows[:, self._use.dimension :] = second * self._e5.encode(some)
        return vectors


BACKEND = EncoderBackend(
    name="use+e5",
    summary="both together: the most accurate for Chinese with English, at the speed of e5",
    languages="those of use",
    licence="Apache-2.0, MIT",
    requirement=e5.REQUIREMENT,
    available=lambda: is_installed(use.PACKAGE) and is_installed(e5.PACKAGE),
    open=UseE5Encoder,
)
