"""The options that every command with an encoder has, and the aligner that they choose."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Protocol

import typer

from corpus.bitext import Bitext
from corpus.document import Document

if TYPE_CHECKING:
    from align.anchors import Anchor


class AnchoredAligner(Protocol):
    """An aligner that also takes anchors of the user."""

    def __call__(self, documents: tuple[Document, ...], anchors: tuple[Anchor, ...] = ()) -> Bitext:
        """Tie the segments of documents together."""
        ...


DEFAULT_ENCODER = "use"


class Device(StrEnum):
    """Where a model runs."""

    AUTO = "auto"
    CPU = "cpu"
    CUDA = "cuda"
    MPS = "mps"


EncoderName = Annotated[
    str | None,
    typer.Option(
        "--encoder",
        metavar="NAME",
        help="Model that compares meanings: see `concord encoders`.  [default: use]",
    ),
]
DeviceName = Annotated[Device, typer.Option("--device", help="Where the model runs.")]
BatchSize = Annotated[
    int | None,
    typer.Option("--batch-size", min=1, metavar="N", help="Sentences a pass of the model."),
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", min=1, metavar="N", help="Processor threads for the model."),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Neither read nor keep vectors of earlier runs.")
]


def aligner(
    *,
    encoder: str | None,
    device: Device,
    batch_size: int | None,
    threads: int | None,
    no_cache: bool,
    mode: str = "auto",
) -> AnchoredAligner:
    """An aligner that loads its model when it is first called.

    Raises:
        ModelError: if no encoder has this name, even where none will be needed.
    """
    if encoder is not None and encoder != DEFAULT_ENCODER:
        from align.encoding import choose_backend

        choose_backend(encoder)

    def align_documents(
        documents: tuple[Document, ...], anchors: tuple[Anchor, ...] = ()
    ) -> Bitext:
        from align.aligning import align
        from align.encoders import EncoderOptions
        from align.encoding import open_encoder

        options = EncoderOptions(
            model=encoder or DEFAULT_ENCODER,
            device=device.value,
            batch_size=batch_size,
            threads=threads,
            progress=sys.stderr.isatty(),
        )
        opened = open_encoder(options, cached=not no_cache)
        return align(documents, encoder=opened, mode=mode, anchors=anchors)

    return align_documents
