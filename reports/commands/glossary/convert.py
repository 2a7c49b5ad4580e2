"""`concord glossary convert`: a glossary in another format."""

from __future__ import annotations

from typing import Annotated

import typer

from reports.commands.glossary.writing import FormatName, WrittenFile, deliver_termbase
from reports.commands.output import protect


def convert(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE", hidden=True, show_default=False)],
    output: WrittenFile,
    to: FormatName = None,
    languages: Annotated[
        str | None,
        typer.Option(
            "--languages",
            metavar="LIST",
            help="Keep these languages, in this order, such as zh,en; the first is the source.",
        ),
    ] = None,
) -> None:
    """Write a glossary in another format.

    FILE is a glossary in any format of `concord formats`, or one that comes with Concord, such as
    builtin:policy. What the new format cannot carry is listed on standard error.
    """
    from glossary.reading import read_termbase
    from glossary.selecting import in_languages
    from glossary.writing import format_to_write

    kind = format_to_write(to, output)
    protect([file], output=output)
    termbase = read_termbase(file)
    if languages is not None:
        codes = [code.strip() for code in languages.split(",") if code.strip()]
        termbase = in_languages(termbase, codes)
    deliver_termbase(termbase, kind, output)
