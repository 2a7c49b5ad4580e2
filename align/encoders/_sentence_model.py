"""Any sentence-transformers folder at work, without network, pickles or foreign code."""

from __future__ import annotations

import logging
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch

from align.encoders import EncoderOptions, Vectors
from align.encoders._batches import Batch, plan_batches
from align.encoders._model_folder import check_folder
from align.encoders._progress import follow
from align.encoders._torch import choose_device, map_tiles, thread_count
from corpus.errors import ModelError

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_TEXTS_AT_ONCE = 1024
"""Tokenised together, then batched by their length."""


class SentenceModel:
    """A sentence-transformers model on a device."""

    def __init__(self, folder: Path, options: EncoderOptions) -> None:
        """Load it.

        Raises:
            ModelError: if the folder holds no such model, or one that is not safe to load, or if
                there is no such device.
        """
        check_folder(folder)
        self._device = choose_device(options.device)
        self._threads = thread_count(options.threads, self._device)
        self._options = options
        self._model = _load(folder, self._device)
        self._prompt = self._model.prompts.get(self._model.default_prompt_name or "") or None
        self.dimension = int(self._model.get_embedding_dimension() or 0)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of well-formed texts, shape (len(texts), dimension), float32, unit length.

        What a text has beyond the model's longest input is not seen.
        """
        vectors = np.empty((len(texts), self.dimension), dtype=np.float32)
        with follow(len(texts), shown=self._options.progress) as advance:
            for start in range(0, len(texts), _TEXTS_AT_ONCE):
                some = list(texts[start : start + _TEXTS_AT_ONCE])
                features = self._model.preprocess(some, prompt=self._prompt)
                if self._can_be_cut(features, len(some)):
                    vectors[start : start + len(some)] = self._encode_cut(features)
                else:
                    vectors[start : start + len(some)] = self._encode_whole(some)
                advance(len(some))
        return vectors

    def _can_be_cut(self, features: dict[str, Any], texts: int) -> bool:
        """Whether rows can be taken out of the features, and columns of padding cut off."""
        tensors = [value for value in features.values() if isinstance(value, torch.Tensor)]
        mask = features.get("attention_mask")
        return (
            isinstance(mask, torch.Tensor)
            and all(value.shape == mask.shape for value in tensors)
            and mask.shape[0] == texts
            and getattr(self._model.tokenizer, "padding_side", "") == "right"
        )

    def _encode_cut(self, features: dict[str, Any]) -> Vectors:
        lengths = features["attention_mask"].sum(dim=1).tolist()
        batches = plan_batches(
            lengths,
            device=self._device.type,
            size=self._options.batch_size,
            longest=self._model.max_seq_length,
        )

        def encode(batch: Batch) -> Vectors:
            return self._forward(self._cut(features, batch))[: batch.different]

        vectors = np.empty((len(lengths), self.dimension), dtype=np.float32)
        results = map_tiles(encode, batches, threads=self._threads)
        for batch, result in zip(batches, results, strict=True):
            vectors[batch.members[: batch.different]] = result
        return vectors

    def _cut(self, features: dict[str, Any], batch: Batch) -> dict[str, Any]:
        padding = int(getattr(self._model.tokenizer, "pad_token_id", 0) or 0)
        cut: dict[str, Any] = {}
        for name, value in features.items():
            if not isinstance(value, torch.Tensor):
                cut[name] = value
                continue
            rows = value[torch.from_numpy(batch.members)][:, : batch.width]
            missing = batch.width - rows.shape[1]
            fill = padding if name == "input_ids" else 0
            cut[name] = torch.nn.functional.pad(rows, (0, missing), value=fill).to(self._device)
        return cut

    def _encode_whole(self, texts: list[str]) -> Vectors:
        """The library's own way, for models that take something else than padded tokens.

        One text at a time, unless the user says otherwise: what texts are padded to would depend
        on their companions.
        """
        encoded = self._model.encode(
            texts,
            batch_size=self._options.batch_size or 1,
            normalize_embeddings=True,
            show_progress_bar=False,
        )
        return np.asarray(encoded, dtype=np.float32)

    def _forward(self, features: dict[str, Any]) -> Vectors:
        embedding = self._model(features)["sentence_embedding"].float()
        unit = torch.nn.functional.normalize(embedding, dim=1)
        vectors: Vectors = unit.cpu().numpy()
        return vectors


def _load(folder: Path, device: torch.device) -> SentenceTransformer:
    os.environ["HF_HUB_OFFLINE"] = "1"  # read when the library is imported
    from sentence_transformers import SentenceTransformer
    from transformers.utils import logging as library

    library.set_verbosity_error()  # type: ignore[no-untyped-call]
    library.disable_progress_bar()  # type: ignore[no-untyped-call]
    logging.getLogger("sentence_transformers").setLevel(logging.ERROR)
    try:
        model = SentenceTransformer(
            str(folder),
            device=str(device),
            trust_remote_code=False,
            local_files_only=True,
            model_kwargs={"use_safetensors": True, "dtype": torch.float32},
        )
    except (OSError, ValueError, RuntimeError, KeyError, ImportError, TypeError) as error:
        raise ModelError(f"{folder}: the model cannot be loaded: {_first_line(error)}") from error
    return model.eval()


def _first_line(error: Exception) -> str:
    return next(iter(str(error).strip().splitlines()), type(error).__name__)
