"""`concord glossary accept`: take a review of candidates into a glossary."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from reports.commands.output import protect


def accept(
    *,
    review: Annotated[str, typer.Argument(metavar="REVIEW", hidden=True, show_default=False)],
    into: Annotated[
        str,
        typer.Option("--into", metavar="FILE", help="The glossary; made if there is none."),
    ],
    source_language: Annotated[
        str,
        typer.Option("--source-language", metavar="CODE", help="Of the source terms."),
    ] = "zh",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be done, and write nothing.")
    ] = False,
) -> None:
    """Add the concepts that an editor accepted in REVIEW to a glossary of any format.

    REVIEW is a workbook or table of `concord glossary discover`, with decisions. What the glossary
    has stays as it is; a concept that it has gets the terms that it lacks. Contradictions are
    listed.

    Exit codes: 0 done, 1 done but for contradictions, 2 wrong usage or input.
    """
    from corpus.display import visible
    from corpus.files import read_file, write_file
    from glossary.accepting import accept as accept_concepts
    from glossary.reading import read_termbase
    from glossary.review import read_review
    from glossary.termbase import Termbase
    from glossary.writing import format_to_write, write

    protect([review], output=into)
    kind = format_to_write(None, into)
    accepted = read_review(read_file(review))
    termbase = read_termbase(into) if Path(into).exists() else Termbase((), into)
    taken = accept_concepts(termbase, accepted, source_language=source_language)
    changed = bool(taken.added or taken.extended)
    losses: tuple[str, ...] = ()
    if changed and not dry_run:
        written = write(taken.termbase, kind)
        losses = written.losses
        write_file(into, written.data)
    would = "would be " if dry_run else ""
    print(
        f"{_number(len(taken.added), 'concept')} {would}added, "
        f"{len(taken.extended):,} {would}extended in {visible(into)}."
    )
    for line in (*taken.conflicts, *losses):
        print(visible(line), file=sys.stderr)
    if taken.conflicts:
        raise typer.Exit(1)


def _number(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
