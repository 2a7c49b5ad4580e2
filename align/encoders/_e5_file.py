"""The 4-bit file of multilingual-e5-small: its dimensions, pieces and tensors.

Little-endian: magic, dimensions, a unigram vocabulary, a table of character replacements, a
directory of tensors. Matrices are stored as Q4_0: blocks of 32 weights, a 16-bit float for the
scale and 16 bytes of two weights each, of which 8 is zero.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from corpus.errors import ModelError

_MAGIC = b"E5S1"
_BLOCK = np.dtype([("scale", "<f2"), ("weights", "u1", 16)])
_WEIGHTS_A_BLOCK = 32


@dataclass(frozen=True, slots=True)
class Shape:
    """Dimensions of the network."""

    hidden: int
    layers: int
    heads: int
    inner: int
    vocabulary: int
    positions: int
    kinds: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What the tokenizer needs.

    Attributes:
        pieces: with their log probabilities; the index is the id.
        begin, end, unknown: ids.
        replacements: what stands in place of a character, by code point.
    """

    pieces: list[tuple[str, float]]
    begin: int
    end: int
    unknown: int
    replacements: dict[int, str]


class E5File:
    """A file read into memory; tensors are widened when they are asked for."""

    def __init__(self, path: Path) -> None:
        """Read the file, whose content must be trusted.

        Raises:
            ModelError: if it is of another format.
        """
        self._data = path.read_bytes()
        self._position = 0
        if self._take("<4sI")[0] != _MAGIC:
            raise ModelError(f"{path}: not a 4-bit file of e5")
        self.shape = Shape(*self._take("<7if"))
        self._take("<i")
        self.vocabulary = self._read_vocabulary()
        self._directory = self._read_directory()

    def tensor(self, name: str) -> NDArray[np.float32]:
        """A tensor of plain floats, shape (size,)."""
        offset, size = self._directory[name]
        return np.frombuffer(self._data, "<f4", size, offset).astype(np.float32)

    def matrix(self, name: str, columns: int) -> NDArray[np.float32]:
        """A matrix of blocks, widened, shape (rows, columns)."""
        return widen(self.blocks(name, columns))

    def blocks(self, name: str, columns: int) -> NDArray[np.void]:
        """A matrix as it is stored, shape (rows, columns / 32)."""
        offset, size = self._directory[name]
        blocks = np.frombuffer(self._data, _BLOCK, size // _WEIGHTS_A_BLOCK, offset)
        return blocks.reshape(-1, columns // _WEIGHTS_A_BLOCK)

    def _take(self, form: str) -> tuple[Any, ...]:
        values = struct.unpack_from(form, self._data, self._position)
        self._position += struct.calcsize(form)
        return values

    def _take_bytes(self, count: int) -> bytes:
        start = self._position
        self._position += count
        return self._data[start : self._position]

    def _read_vocabulary(self) -> Vocabulary:
        count, begin, end, _, unknown, size = self._take("<5iQ")
        offsets = np.frombuffer(self._take_bytes(4 * (count + 1)), "<u4").tolist()
        scores = np.frombuffer(self._take_bytes(4 * count), "<f4").tolist()
        text = self._take_bytes(size)
        pieces = [
            (text[start:stop].decode(errors="replace"), score)
            for start, stop, score in zip(offsets, offsets[1:], scores, strict=False)
        ]
        return Vocabulary(pieces, begin, end, unknown, self._read_replacements())

    def _read_replacements(self) -> dict[int, str]:
        count, _ = self._take("<iI")
        replacements: dict[int, str] = {}
        for _ in range(count):
            code, length = self._take("<IB")
            replacements[code] = "".join(map(chr, self._take(f"<{length}I")))
        return replacements

    def _read_directory(self) -> dict[str, tuple[int, int]]:
        (count,) = self._take("<i")
        directory: dict[str, tuple[int, int]] = {}
        for _ in range(count):
            (length,) = self._take("<H")
            name = self._take_bytes(length).decode()
            _, size, offset, _ = self._take("<BIQQ")
            directory[name] = (offset, size)
        return directory


def widen(blocks: NDArray[np.void]) -> NDArray[np.float32]:
    """Blocks as floats, shape (rows, blocks * 32)."""
    packed = blocks["weights"]
    weights = np.concatenate([packed & 0x0F, packed >> 4], axis=-1).astype(np.float32) - 8
    return (weights * blocks["scale"].astype(np.float32)[..., None]).reshape(len(blocks), -1)
