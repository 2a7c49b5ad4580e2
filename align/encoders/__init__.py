"""Encoders: one file a backend; each exports one `EncoderBackend`.

Importing a backend's file must not import torch: that happens when the first text is encoded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.plugins import load_plugins

Vectors = NDArray[np.float32]
"""Shape (n, dimension); every row has unit length."""


class Encoder(Protocol):
    """Texts to vectors."""

    @property
    def signature(self) -> str:
        """Model, version and precision: whatever changes the vectors. Key of the cache."""
        ...

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension), float32, unit length, in the texts' order."""
        ...


@dataclass(frozen=True, slots=True)
class EncoderOptions:
    """How to run a model; none of it may change a result beyond rounding.

    Attributes:
        model: the name that the user gave: a backend's, or a sentence-transformers name or folder.
        device: auto, cpu, cuda or mps.
        batch_size: sentences a forward pass; None leaves it to the backend.
        threads: for torch on a CPU; None leaves it to torch.
        progress: whether to draw a progress bar on standard error.
    """

    model: str = "use"
    device: str = "auto"
    batch_size: int | None = None
    threads: int | None = None
    progress: bool = False


@dataclass(frozen=True, slots=True)
class EncoderBackend:
    """One kind of model.

    Attributes:
        name: what `--encoder` takes.
        summary: one line for `concord encoders`.
        languages: for the same table.
        licence: of the weights.
        requirement: what pip must install, "" if it comes with Concord.
        available: whether `open` would find the package; must be fast and import nothing heavy.
        open: finds the model, and loads it when the first text is encoded, so that the signature
            is known without torch; raises `ModelError` with the pip command that helps.
    """

    name: str
    summary: str
    languages: str
    licence: str
    requirement: str
    available: Callable[[], bool]
    open: Callable[[EncoderOptions], Encoder]


def backends() -> tuple[EncoderBackend, ...]:
    """All installed backends, by name."""
    return load_plugins("align.encoders", EncoderBackend)
