"""What the commands that write a glossary share: their options, and the list of losses."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from glossary.formats import TermbaseFormat
    from glossary.termbase import Termbase

WrittenFile = Annotated[
    str,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write here; its suffix chooses the format."
    ),
]
FormatName = Annotated[
    str | None,
    typer.Option(
        "--to", metavar="FORMAT", help="Where the suffix does not say; see `concord formats`."
    ),
]


def deliver_termbase(termbase: Termbase, kind: TermbaseFormat, output: str) -> None:
    """Write a glossary to a file, or for "-" to the standard output; list what is lost.

    Raises:
        OutputError: if it cannot be written.
    """
    from corpus.display import visible
    from glossary.writing import write
    from reports.commands.output import deliver

    written = write(termbase, kind)
    deliver(written.data, output)
    for line in written.losses:
        print(visible(line), file=sys.stderr)
    if written.losses:
        number = len(written.losses)
        print(
            f"concord: {kind.name} does not carry {number:,} "
            f"{'thing' if number == 1 else 'things'}, listed above",
            file=sys.stderr,
        )
