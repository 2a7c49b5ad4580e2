"""Opening an encoder by name, with the vectors of earlier runs at hand.

The vector of a text does not depend on the texts it is encoded with, to the bit, so it makes no
difference to a result whether it was computed in this run or an earlier one. What may change the
last bits is the device, a batch size that the user asks for, and the version of torch; a new
version starts its vectors afresh, and a text keeps the vector that it was first given.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from difflib import get_close_matches
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.encoders import Encoder, EncoderBackend, EncoderOptions, Vectors, backends
from align.encoders._progress import follow
from align.encoders._texts import well_formed
from corpus.errors import ModelError
from corpus.store import VectorStore

ANY_MODEL = "sentence-transformers"
"""The backend for names that are no backend's."""

CACHE_FOLDER_VARIABLE = "CONCORD_CACHE_DIR"

Vector = NDArray[np.float32]

_STORED = np.dtype("<f4")
_AT_ONCE = 4096
"""Texts encoded between two writings, so that a run broken off loses little."""


def open_encoder(options: EncoderOptions, *, cached: bool = True) -> Encoder:
    """The encoder that the options name; its model is loaded when a text first needs it.

    Args:
        options: the model's name, and how to run it.
        cached: whether to read and keep vectors in the user's cache folder.

    Raises:
        ModelError: if no model has this name, or its package or folder is missing.
    """
    encoder = choose_backend(options.model).open(options)
    return CachedEncoder(encoder, cache_path(), progress=options.progress) if cached else encoder


def choose_backend(model: str) -> EncoderBackend:
    """The backend of that name, or the one for any model where the name is a path or a hub name.

    Raises:
        ModelError: if the name is neither; the message names those that are.
    """
    by_name = {backend.name: backend for backend in backends()}
    if model in by_name and model != ANY_MODEL:
        return by_name[model]
    if "/" in model or os.sep in model or Path(model).is_dir():
        return by_name[ANY_MODEL]
    known = [name for name in by_name if name != ANY_MODEL]
    near = get_close_matches(model.lower(), known, n=1, cutoff=0.5)
    meant = f" Did you mean {near[0]}?" if near else ""
    raise ModelError(
        f"no encoder is named {model!r}.{meant} There are {', '.join(known)}; or give the folder "
        "of a sentence-transformers model, or its full name on the hub, such as "
        "sentence-transformers/LaBSE"
    )


def cache_path() -> Path:
    """The file with the vectors of earlier runs: in CONCORD_CACHE_DIR, or the user's own folder."""
    folder = os.environ.get(CACHE_FOLDER_VARIABLE)
    if folder:
        return Path(folder) / "vectors.sqlite3"
    from platformdirs import user_cache_path

    return user_cache_path("concord", appauthor=False) / "vectors.sqlite3"


class CachedEncoder:
    """An encoder that computes only what it has not computed before."""

    def __init__(self, encoder: Encoder, path: Path, *, progress: bool = False) -> None:
        """Wrap an encoder.

        Args:
            encoder: what computes.
            path: the file of the store; if it cannot be used, everything is computed.
            progress: whether to draw a progress bar for what is computed.
        """
        self._encoder = encoder
        self._path = path
        self._progress = progress

    @property
    def signature(self) -> str:
        """The encoder's own."""
        return self._encoder.signature

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of shape (len(texts), dimension), float32, unit length, in the texts' order."""
        clean = well_formed(texts)
        by_text = {text: hashlib.sha256(text.encode()).digest() for text in dict.fromkeys(clean)}
        if not by_text:
            return self._encoder.encode(())
        name = f"{self.signature} torch/{_torch_version()}"
        with VectorStore(self._path) as store:
            stored = store.get_many(name, tuple(by_text.values()))
            found = {
                text: _from_bytes(stored[key]) for text, key in by_text.items() if key in stored
            }
            missing = [text for text in by_text if text not in found]
            with follow(len(missing), shown=self._progress):
                for start in range(0, len(missing), _AT_ONCE):
                    some = missing[start : start + _AT_ONCE]
                    vectors = self._encoder.encode(some)
                    found.update(zip(some, vectors, strict=True))
                    store.put_many(name, ((by_text[text], _to_bytes(found[text])) for text in some))
        return np.stack([found[text] for text in clean])


def _to_bytes(vector: Vector) -> bytes:
    return vector.astype(_STORED, copy=False).tobytes()


def _from_bytes(stored: bytes) -> Vector:
    return np.frombuffer(stored, dtype=_STORED).astype(np.float32, copy=False)


@cache
def _torch_version() -> str:
    """Of the installed torch, which is not imported."""
    try:
        return version("torch")
    except PackageNotFoundError:
        return "none"
