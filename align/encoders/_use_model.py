"""The Universal Sentence Encoder at work: texts to tiles to vectors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray

from align.encoders import EncoderOptions, Vectors
from align.encoders._progress import follow
from align.encoders._torch import choose_device, map_tiles, thread_count
from align.encoders._unigram import UnigramTokenizer
from align.encoders._use_network import FEATURES, SENTENCE, join_pieces, read_network
from align.encoders._use_tiles import Places, Tile, lay_out

_ROWS = {"cpu": 512, "cuda": 8192, "mps": 4096}
"""Rows of a tile: on a CPU what stays in its cache."""
_ROWS_A_SENTENCE = 32
"""To turn a wish for so many sentences a pass into rows."""
_PIECES_A_TIME = {"cpu": 256, "cuda": 2048, "mps": 1024}
_CHARACTERS_A_TIME = {"cpu": 100_000, "cuda": 2_000_000, "mps": 500_000}
"""Bounds the tables of different pieces, 15 kB each."""
_SENTENCES_A_TIME = 64


class UseModel:
    """Tokenizer and network on a device."""

    def __init__(self, tokenizer: Path, weights: Path, options: EncoderOptions) -> None:
        """Load both.

        Raises:
            ModelError: if there is no such device.
        """
        self._device = choose_device(options.device)
        self._threads = thread_count(options.threads, self._device)
        self._progress = options.progress
        self._rows = _ROWS[self._device.type]
        if options.batch_size is not None:
            self._rows = options.batch_size * _ROWS_A_SENTENCE
        self._tokenizer = UnigramTokenizer(tokenizer)
        self._network = read_network(weights).to(self._device)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of well-formed texts, shape (len(texts), 512), float32, unit length."""
        vectors = np.empty((len(texts), SENTENCE), dtype=np.float32)
        with follow(len(texts), shown=self._progress) as advance:
            for start, end in self._chunks(texts):
                vectors[start:end] = self._encode_chunk(texts[start:end])
                advance(end - start)
        return vectors

    def _chunks(self, texts: Sequence[str]) -> Iterator[tuple[int, int]]:
        limit = _CHARACTERS_A_TIME[self._device.type]
        start = characters = 0
        for index, text in enumerate(texts):
            if characters and characters + len(text) > limit:
                yield start, index
                start, characters = index, 0
            characters += len(text) + 8
        if start < len(texts):
            yield start, len(texts)

    def _encode_chunk(self, texts: Sequence[str]) -> Vectors:
        sentences = self._tokenizer.tokenize(texts)
        lengths = np.array([len(ids) for ids in sentences])
        different, places = np.unique(np.concatenate(sentences), return_inverse=True)
        laid = lay_out(
            np.split(places, np.cumsum(lengths)[:-1]),
            height=self._rows,
            empty=len(different),
        )
        return self._finish(self._sum_features(different, laid, len(texts)), lengths)

    def _sum_features(self, different: Places, tiles: Sequence[Tile], count: int) -> Vectors:
        """Features summed over each sentence, shape (count, 1280)."""
        batches = _even_batches(different, _PIECES_A_TIME[self._device.type])
        ids = torch.from_numpy(batches).to(self._device)
        parts = map_tiles(self._network.describe_pieces, ids.unbind(), threads=self._threads)
        pieces = join_pieces(parts, len(different))

        def sum_tile(tile: Tile) -> Vectors:
            rows, counted, starts = (
                torch.from_numpy(places).to(self._device)
                for places in (tile.rows, tile.counted, tile.starts)
            )
            sums: Vectors = self._network.sum_rows(pieces, rows, counted, starts).cpu().numpy()
            return sums

        sums = np.zeros((count, FEATURES), dtype=np.float32)
        for tile, part in zip(
            tiles, map_tiles(sum_tile, tiles, threads=self._threads), strict=True
        ):
            sums[list(tile.owners)] += part
        return sums

    def _finish(self, sums: Vectors, lengths: Places) -> Vectors:
        """Sentence vectors, shape (len(lengths), 512)."""

        def finish(batch: tuple[Vectors, Vectors]) -> Vectors:
            features, counts = (torch.from_numpy(part).to(self._device) for part in batch)
            vectors: Vectors = self._network.finish(features, counts).cpu().numpy()
            return vectors

        batches = list(
            zip(
                _even_batches(sums, _SENTENCES_A_TIME),
                _even_batches(lengths.astype(np.float32), _SENTENCES_A_TIME, fill=1.0),
                strict=True,
            )
        )
        done = map_tiles(finish, batches, threads=self._threads)
        return np.concatenate(done)[: len(lengths)]


A = TypeVar("A", bound=np.generic)


def _even_batches(values: NDArray[A], size: int, *, fill: float = 0) -> NDArray[A]:
    """The rows in batches of one size, the last filled up: equal shapes, equal rounding."""
    padded = np.full((-(-len(values) // size) * size, *values.shape[1:]), fill, dtype=values.dtype)
    padded[: len(values)] = values
    return padded.reshape(-1, size, *values.shape[1:])
