"""`concord glossary discover`: find the terms of several renderings, and their names."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UsageError
from reports.commands.encoder_options import (
    DEFAULT_ENCODER,
    BatchSize,
    Device,
    DeviceName,
    EncoderName,
    NoCache,
    Threads,
)
from reports.commands.output import OutputFile, deliver, protect

if TYPE_CHECKING:
    from corpus.bitext import Bitext
    from glossary.candidates import Candidate


class Layout(StrEnum):
    """How the candidates are written."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


_SHOWN = 50


def discover(
    *,
    files: Annotated[
        list[str],
        typer.Argument(metavar="FILE", hidden=True, show_default=False),
    ],
    source: Annotated[
        str | None, typer.Option("--source", metavar="FILE", help="The text that FILEs render.")
    ] = None,
    glossaries: Annotated[
        list[str] | None,
        typer.Option("--glossary", metavar="FILE", help="Concepts that are known; repeatable."),
    ] = None,
    layout: Annotated[
        Layout | None,
        typer.Option("--format", help="How to write the candidates.", show_default="text"),
    ] = None,
    output: OutputFile = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit", min=1, metavar="N", help="Only the first N.", show_default="50 on the screen"
        ),
    ] = None,
    examples: Annotated[
        bool, typer.Option("--examples", help="Show every name in a sentence.")
    ] = False,
    encoder: EncoderName = None,
    device: DeviceName = Device.AUTO,
    batch_size: BatchSize = None,
    threads: Threads = None,
    no_cache: NoCache = False,
) -> None:
    """Find concepts and all their names in one or more renderings, the most telling first.

    FILE is a text, or a bilingual file alone. Every candidate comes with a verdict, the name to
    keep to and the reason. A review (-o review.xlsx or review.csv) has a column for decisions, and
    `concord glossary accept` takes it into a glossary.

    Exit codes: 0 done, 2 wrong usage or input.
    """
    from align.encoders import EncoderOptions
    from align.encoding import open_encoder
    from reports.discovering import discover_terms
    from reports.inputs import read_inputs

    kind = _layout(layout, output)
    known = list(glossaries or ())
    protect([*files, *known, *([] if source is None else [source])], output=output)
    inputs = read_inputs(files, source=source, glossaries=known)
    options = EncoderOptions(
        model=encoder or DEFAULT_ENCODER,
        device=device.value,
        batch_size=batch_size,
        threads=threads,
        progress=sys.stderr.isatty(),
    )
    bitext, candidates = discover_terms(
        inputs.drafts,
        source=inputs.source,
        termbases=inputs.termbases,
        encoder=open_encoder(options, cached=not no_cache),
    )
    if kind is Layout.TEXT:
        from reports.candidate_formats import candidates_text

        shown = limit or (None if output else _SHOWN)
        deliver(candidates_text(candidates, bitext, first=shown, examples=examples), output)
        return
    candidates = candidates[:limit]
    if kind is Layout.JSON:
        from reports.candidate_formats import candidates_json

        deliver(candidates_json(candidates, bitext), output)
        return
    _write_review(kind, candidates, bitext, output)


def _layout(layout: Layout | None, output: str | None) -> Layout:
    suffix = (output or "").lower().rpartition(".")[2]
    if layout is None:
        layout = Layout(suffix) if suffix in ("json", "csv", "xlsx") else Layout.TEXT
    if layout is Layout.XLSX and output in (None, "-"):
        raise UsageError("a workbook needs a file: name it with -o review.xlsx")
    return layout


def _write_review(
    kind: Layout, candidates: Sequence[Candidate], bitext: Bitext, output: str | None
) -> None:
    from corpus.files import write_file
    from glossary.review import CHOICES, COLUMNS, SHEET, review_csv, review_rows

    rows = tuple(review_rows(candidates, bitext.documents))
    if kind is Layout.CSV or output is None:
        deliver(review_csv(rows), output)
        return
    from glossary.workbooks import Sheet, write_workbook

    write_file(output, write_workbook([Sheet(SHEET, COLUMNS, rows, CHOICES)]))
