"""multilingual-e5-small at work: its 4-bit weights in a `BertModel` of transformers.

Wang et al. 2024, "Multilingual E5 Text Embeddings". Tokenizer, windows and pooling are those of
the package's own engine; the products are done in 32-bit floats instead of 8-bit integers. The
table of pieces stays packed, and only the rows that a text needs are widened.
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import torch
from numpy.typing import NDArray

from align.encoders import EncoderOptions, Vectors
from align.encoders._batches import Batch, plan_batches
from align.encoders._e5_file import E5File, Vocabulary, widen
from align.encoders._progress import follow
from align.encoders._torch import choose_device, map_tiles, thread_count
from align.encoders._unigram import SPACE, UnigramSearch

if TYPE_CHECKING:
    from transformers import BertModel

PREFIX = "query: "
_SPACES = re.compile(" {2,}")
_TEXTS_AT_ONCE = 1024
_PARTS = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
"""Names in the file and in a layer of a BertModel."""
_NORMS = ("aln", "oln")


class E5Model:
    """Tokenizer and network on a device."""

    def __init__(self, path: Path, options: EncoderOptions) -> None:
        """Load both.

        Raises:
            ModelError: if there is no such device.
        """
        self._device = choose_device(options.device)
        self._threads = thread_count(options.threads, self._device)
        self._options = options
        file = E5File(path)
        self._shape = file.shape
        self._tokenizer = _Tokenizer(file.vocabulary)
        self._pieces = file.blocks("emb.word", file.shape.hidden)
        self._network = _build_network(file)
        self._network.to(self._device)  # type: ignore[arg-type]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of well-formed texts, shape (len(texts), 384), float32, unit length.

        A text of more than 510 pieces is cut into windows, which count by their length.
        """
        vectors = np.empty((len(texts), self._shape.hidden), dtype=np.float32)
        with follow(len(texts), shown=self._options.progress) as advance:
            for start in range(0, len(texts), _TEXTS_AT_ONCE):
                some = texts[start : start + _TEXTS_AT_ONCE]
                vectors[start : start + len(some)] = self._encode_some(some)
                advance(len(some))
        return vectors

    def _encode_some(self, texts: Sequence[str]) -> Vectors:
        owners: list[int] = []
        windows: list[list[int]] = []
        for owner, ids in enumerate(self._tokenizer.tokenize(texts)):
            longest = self._shape.positions - 2
            for start in range(0, len(ids), longest):
                owners.append(owner)
                windows.append(ids[start : start + longest])
        means = self._encode_windows(windows)
        sums = np.zeros((len(texts), self._shape.hidden), dtype=np.float32)
        for owner, window, mean in zip(owners, windows, means, strict=True):
            sums[owner] += len(window) * mean
        lengths = np.linalg.norm(sums, axis=1, keepdims=True)
        return np.asarray(sums / np.maximum(lengths, 1e-12), dtype=np.float32)

    def _encode_windows(self, windows: Sequence[list[int]]) -> Vectors:
        """Mean of the pieces' vectors, shape (len(windows), 384)."""
        batches = plan_batches(
            [len(window) + 2 for window in windows],
            device=self._device.type,
            size=self._options.batch_size,
            longest=self._shape.positions,
        )

        def encode(batch: Batch) -> Vectors:
            return self._forward([windows[i] for i in batch.members], batch.width)

        means = np.empty((len(windows), self._shape.hidden), dtype=np.float32)
        results = map_tiles(encode, batches, threads=self._threads)
        for batch, result in zip(batches, results, strict=True):
            means[batch.members] = result  # copies of one text have one value
        return means

    def _forward(self, windows: Sequence[list[int]], width: int) -> Vectors:
        ids = np.full((len(windows), width), self._tokenizer.end, dtype=np.int64)
        mask = np.zeros((len(windows), width), dtype=np.float32)
        for row, window in enumerate(windows):
            ids[row, : len(window) + 2] = (self._tokenizer.begin, *window, self._tokenizer.end)
            mask[row, : len(window) + 2] = 1
        embeddings = widen(self._pieces[ids.ravel()]).reshape(*ids.shape, -1)
        attention = torch.from_numpy(mask).to(self._device)
        hidden = self._network(
            inputs_embeds=torch.from_numpy(embeddings).to(self._device),
            attention_mask=attention,
        ).last_hidden_state
        weights = attention.unsqueeze(2)
        means: Vectors = ((hidden * weights).sum(dim=1) / weights.sum(dim=1)).cpu().numpy()
        return means


class _Tokenizer:
    """XLM-RoBERTa's, as the package has packed it: one replacement a character."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.begin = vocabulary.begin
        self.end = vocabulary.end
        self._replacements = vocabulary.replacements
        self._search = UnigramSearch(vocabulary.pieces, vocabulary.unknown)

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Ids of each text with its prefix, without those of begin and end."""
        return self._search.find([self._normalise(PREFIX + text) for text in texts])

    def _normalise(self, text: str) -> str:
        spaced = _SPACES.sub(" ", text.translate(self._replacements))
        return SPACE + spaced.replace(" ", SPACE)


def _build_network(file: E5File) -> BertModel:
    os.environ["HF_HUB_OFFLINE"] = "1"  # nothing is looked for; this makes sure of it
    from transformers import BertConfig, BertModel

    shape = file.shape
    network: BertModel = BertModel(
        BertConfig(
            vocab_size=1,  # pieces are looked up here
            hidden_size=shape.hidden,
            num_hidden_layers=shape.layers,
            num_attention_heads=shape.heads,
            intermediate_size=shape.inner,
            max_position_embeddings=shape.positions,
            type_vocab_size=shape.kinds,
            layer_norm_eps=shape.epsilon,
        ),
        add_pooling_layer=False,
    )
    missing, unexpected = network.load_state_dict(_weights(file), strict=False)
    assert not unexpected, unexpected
    assert missing == ["embeddings.word_embeddings.weight"], missing
    network.train(False)
    return network


def _weights(file: E5File) -> dict[str, torch.Tensor]:
    shape = file.shape
    arrays: dict[str, NDArray[np.float32]] = {
        "embeddings.position_embeddings.weight": file.tensor("emb.pos").reshape(-1, shape.hidden),
        "embeddings.token_type_embeddings.weight": file.tensor("emb.type").reshape(
            -1, shape.hidden
        ),
        "embeddings.LayerNorm.weight": file.tensor("emb.ln.w"),
        "embeddings.LayerNorm.bias": file.tensor("emb.ln.b"),
    }
    for layer in range(shape.layers):
        for short, name in _PARTS.items():
            columns = shape.inner if short == "fo" else shape.hidden
            stored = f"l{layer}.{short}.w"
            weight = file.tensor(stored) if short in _NORMS else file.matrix(stored, columns)
            arrays[f"encoder.layer.{layer}.{name}.weight"] = weight
            arrays[f"encoder.layer.{layer}.{name}.bias"] = file.tensor(f"l{layer}.{short}.b")
    return {name: torch.from_numpy(array) for name, array in arrays.items()}
