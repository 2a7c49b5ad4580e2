"""`concord align`: tie together what renders the same in several texts."""

from __future__ import annotations

from dataclasses import replace
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UsageError
from reports.commands.encoder_options import (
    BatchSize,
    Device,
    DeviceName,
    EncoderName,
    NoCache,
    Threads,
    aligner,
)
from reports.commands.output import OutputFile, choose, deliver, protect

if TYPE_CHECKING:
    from corpus.bitext import Bitext
    from reports.comparing import Aligner


class Mode(StrEnum):
    """How the texts are thought to correspond."""

    AUTO = "auto"
    PARALLEL = "parallel"
    PASSAGES = "passages"


class Pieces(StrEnum):
    """What is aligned as one."""

    SENTENCES = "sentences"
    LINES = "lines"
    PARAGRAPHS = "paragraphs"


def align(
    *,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", hidden=True, show_default=False),
    ],
    mode: Annotated[
        Mode,
        typer.Option(
            "--mode",
            help="parallel: the same text throughout; passages: texts that share passages.",
        ),
    ] = Mode.AUTO,
    segments: Annotated[
        Pieces, typer.Option("--segments", help="What is aligned as one.")
    ] = Pieces.SENTENCES,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence", min=0, max=1, metavar="X", help="Leave out what is less sure."
        ),
    ] = 0.0,
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="See `concord formats`.  [default: table]"),
    ] = None,
    output: OutputFile = None,
    encoder: EncoderName = None,
    device: DeviceName = Device.AUTO,
    batch_size: BatchSize = None,
    threads: Threads = None,
    no_cache: NoCache = False,
) -> None:
    """Align texts sentence by sentence, or find what they share.

    FILE is one of two or more texts, or a bilingual file to write in another format.

    Exit codes: 0 done, 2 wrong usage or input.
    """
    from corpus.writers import writers

    writer = choose(writers(), name=format_name, output=output, default="table")
    protect(files, output=output)
    bitext = _bitext(
        files,
        by=segments.value,
        align=aligner(
            encoder=encoder,
            device=device,
            batch_size=batch_size,
            threads=threads,
            no_cache=no_cache,
            mode=mode.value,
        ),
    )
    deliver(writer.write(_confident(bitext, min_confidence)), output)


def _bitext(files: list[str], *, by: str, align: Aligner) -> Bitext:
    from corpus.document import Document
    from reports.inputs import read_text, refuse_repetition

    refuse_repetition(files)
    texts = [read_text(path, by=by) for path in files]
    documents = tuple(text for text in texts if isinstance(text, Document))
    bilingual = [text for text in texts if not isinstance(text, Document)]
    if len(texts) == 1 and bilingual:
        return bilingual[0]
    if bilingual:
        path = bilingual[0].documents[0].path
        raise UsageError(f"{path} is aligned already; name it alone to write it in another format")
    if len(documents) < 2:
        raise UsageError(f"{files[0]} is one text; name at least two to align")
    return align(documents)


def _confident(bitext: Bitext, least: float) -> Bitext:
    """Without the pairs that are less sure; a note and the signature say so."""
    if not least:
        return bitext
    named = tuple(sorted((*bitext.signature.parameters, ("min-confidence", least))))
    signature = replace(bitext.signature, parameters=named)
    kept = [bead for bead in bitext.beads if len(bead.sides) < 2 or bead.confidence >= least]
    left_out = len(bitext.beads) - len(kept)
    if not left_out:
        return replace(bitext, signature=signature)
    pairs = "1 pair less sure than" if left_out == 1 else f"{left_out:,} pairs less sure than"
    note = f"--min-confidence left out {pairs} {least:g}."
    return replace(bitext, beads=tuple(kept), notes=(*bitext.notes, note), signature=signature)
