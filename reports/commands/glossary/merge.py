"""`concord glossary merge`: several glossaries made one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UsageError
from glossary.merging import Prefer
from reports.commands.glossary.writing import FormatName, WrittenFile, deliver_termbase
from reports.commands.output import protect

if TYPE_CHECKING:
    from glossary.merging import Conflict


def merge(
    *,
    files: Annotated[list[str], typer.Argument(metavar="FILE", hidden=True, show_default=False)],
    output: WrittenFile,
    to: FormatName = None,
    prefer: Annotated[
        Prefer | None,
        typer.Option("--prefer", help="Whose word counts where glossaries differ."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source-language",
            metavar="CODE",
            help="Concepts with the same term in it are one.  [default: that of the first term]",
        ),
    ] = None,
) -> None:
    """Join glossaries: concepts with the same id or the same source term become one.

    FILE is one of two or more glossaries in any format. Where they differ, each place is listed on
    standard error, and nothing is written unless --prefer says whose word counts.

    Exit codes: 0 written, 1 the glossaries differ and nothing was written, 2 wrong usage or input.
    """
    from glossary import merging
    from glossary.reading import read_termbase
    from glossary.writing import format_to_write

    if len(files) < 2:
        raise UsageError("name at least two glossaries to merge")
    kind = format_to_write(to, output)
    protect(files, output=output)
    merged = merging.merge(
        [read_termbase(file) for file in files], prefer=prefer or Prefer.FIRST, source=source
    )
    for conflict in merged.conflicts:
        print(_line(conflict), file=sys.stderr)
    if merged.conflicts and prefer is None:
        print(
            "concord: nothing was written; mend what differs, or say --prefer first or last",
            file=sys.stderr,
        )
        raise typer.Exit(1)
    deliver_termbase(merged.termbase, kind, output)


def _line(conflict: Conflict) -> str:
    from corpus.display import visible

    return visible(
        f"{conflict.concept}: {conflict.what}: {conflict.first or '(none)'} in "
        f"{conflict.first_path}, {conflict.last or '(none)'} in {conflict.last_path}"
    )
