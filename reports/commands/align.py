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
    from reports.commands.encoder_options import AnchoredAligner


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
        Pieces,
        typer.Option(
            "--segments", help="What is aligned as one; lines are never split nor joined."
        ),
    ] = Pieces.SENTENCES,
    min_confidence: Annotated[
        float,
        typer.Option(
            "--min-confidence",
            min=0,
            max=1,
            metavar="X",
            help="Leave out pairs less sure; passages below 0.25 are never shown.",
        ),
    ] = 0.0,
    anchors: Annotated[
        str | None,
        typer.Option(
            "--anchors",
            metavar="TSV",
            help="Places that belong together: a column a file, in it a line, #segment or words.",
        ),
    ] = None,
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
    protect([*files, *([] if anchors is None else [anchors])], output=output)
    bitext = _bitext(
        files,
        by=segments.value,
        anchors=anchors,
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


def _bitext(files: list[str], *, by: str, anchors: str | None, align: AnchoredAligner) -> Bitext:
    from corpus.document import Document
    from reports.inputs import read_text, refuse_repetition

    refuse_repetition(files)
    texts = [read_text(path, by=by) for path in files]
    documents = tuple(text for text in texts if isinstance(text, Document))
    bilingual = [text for text in texts if not isinstance(text, Document)]
    if len(texts) == 1 and bilingual:
        if anchors is not None:
            raise UsageError(f"--anchors: {files[0]} is aligned already; leave the anchors out")
        return bilingual[0]
    if bilingual:
        path = bilingual[0].documents[0].path
        raise UsageError(f"{path} is aligned already; name it alone to write it in another format")
    if len(documents) < 2:
        raise UsageError(f"{files[0]} is one text; name at least two to align")
    if anchors is None:
        return align(documents)
    from align.anchors import read_anchors

    return align(documents, anchors=read_anchors(anchors, documents))


def _confident(bitext: Bitext, least: float) -> Bitext:
    """Without the pairs that are less sure; a note and the signature say so."""
    if not least:
        return bitext
    named = tuple(sorted((*bitext.signature.parameters, ("min-confidence", least))))
    signature = replace(bitext.signature, parameters=named)
    kept = [
        bead
        for bead in bitext.beads
        if bead.confidence >= least or (len(bead.sides) < 2 and not bead.is_repeat)
    ]
    left_out = len(bitext.beads) - len(kept)
    if not left_out:
        return replace(bitext, signature=signature)
    pairs = "1 pair less sure than" if left_out == 1 else f"{left_out:,} pairs less sure than"
    note = f"--min-confidence left out {pairs} {least:g}."
    return replace(bitext, beads=tuple(kept), notes=(*bitext.notes, note), signature=signature)
