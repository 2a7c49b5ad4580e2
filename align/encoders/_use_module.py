"""The Universal Sentence Encoder as a module of sentence-transformers.

For whoever wants it among that library's tools (evaluators, other modules behind it, several
processes): `SentenceTransformer(modules=[load_use_module()])`. The encoder `use` runs the same
network directly: it packs sentences more tightly, and need not import the library, which takes
longer than to encode a document.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import torch
from sentence_transformers.base.modules import InputModule
from torch import Tensor

from align.encoders import use
from align.encoders._texts import well_formed
from align.encoders._unigram import UnigramTokenizer
from align.encoders._use_network import GAP, SENTENCE, UseNetwork, join_pieces, read_network
from align.encoders._use_tiles import lay_out
from align.encoders._weights import check_file, package_folder
from corpus.errors import ModelError


class UseModule(InputModule):
    """Texts to `sentence_embedding`, of shape (texts, 512) and unit length."""

    def __init__(self, tokenizer: UnigramTokenizer, network: UseNetwork) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._pieces = tokenizer
        self.network = network

    def preprocess(
        self, inputs: Sequence[Any], prompt: str | None = None, **_: object
    ) -> dict[str, Tensor]:
        """One tile that holds all texts, and the tables' ids."""
        texts = [(prompt or "") + text for text in inputs]
        sentences = self._pieces.tokenize(well_formed(texts))
        lengths = np.array([len(ids) for ids in sentences])
        different, places = np.unique(np.concatenate(sentences), return_inverse=True)
        (tile,) = lay_out(
            np.split(places, np.cumsum(lengths)[:-1]),
            height=int(lengths.sum() + GAP * len(lengths)),
            empty=len(different),
        )
        return {
            "different": torch.from_numpy(different),
            "rows": torch.from_numpy(tile.rows),
            "counted": torch.from_numpy(tile.counted),
            "starts": torch.from_numpy(tile.starts),
            "lengths": torch.from_numpy(lengths.astype(np.float32)),
        }

    def forward(self, features: dict[str, Any], **_: object) -> dict[str, Any]:
        """The features, with `sentence_embedding` added."""
        described = self.network.describe_pieces(features["different"])
        pieces = join_pieces([described], len(features["different"]))
        sums = self.network.sum_rows(
            pieces, features["rows"], features["counted"], features["starts"]
        )
        return {
            **features,
            "sentence_embedding": self.network.finish(sums, features["lengths"]),
        }

    def get_embedding_dimension(self) -> int:
        """Length of a vector."""
        return SENTENCE

    def save(self, output_path: str, *_: object, **__: object) -> None:
        """Refused: the weights stay in their package."""
        raise ModelError(f"{output_path}: this model is not saved, its weights stay in a package")


def load_use_module() -> UseModule:
    """The module with the weights of the installed package, checked.

    Raises:
        ModelError: if the package is missing or damaged.
    """
    folder = package_folder(use.PACKAGE, requirement=use.REQUIREMENT) / "resources"
    pieces = check_file(folder / "sp.model", use.TOKENIZER_SHA256, requirement=use.REQUIREMENT)
    weights = check_file(folder / "weights.npz", use.WEIGHTS_SHA256, requirement=use.REQUIREMENT)
    return UseModule(UnigramTokenizer(pieces), read_network(weights))
