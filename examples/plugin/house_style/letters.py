"""An encoder without a model: counts of letter triples, hashed. Good enough for near copies."""

from __future__ import annotations

from collections.abc import Sequence
from zlib import crc32

import numpy as np

from align.encoders import EncoderBackend, EncoderOptions, Vectors


class _Letters:
    signature = "letters|version:1"
    dimension = 256

    def encode(self, texts: Sequence[str]) -> Vectors:
        vectors = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(vectors, texts, strict=True):
            padded = f"  {text.lower()} "
            for start in range(len(padded) - 2):
                row[crc32(padded[start : start + 3].encode()) % self.dimension] += 1
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return vectors / np.maximum(lengths, 1e-9)


def _open(_: EncoderOptions) -> _Letters:
    return _Letters()


BACKEND = EncoderBackend(
    name="letters",
    summary="hashed letter triples, no model",
    languages="any, both texts in the same one",
    licence="CC0-1.0",
    requirement="",
    available=lambda: True,
    open=_open,
)
