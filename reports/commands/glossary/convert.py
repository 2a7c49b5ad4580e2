"""`concord glossary convert`: a glossary in another format."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from reports.commands.output import protect


def convert(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE", hidden=True, show_default=False)],
    output: Annotated[
        str,
        typer.Option(
            "-o", "--output", metavar="FILE", help="Write here; its suffix chooses the format."
        ),
    ],
    to: Annotated[
        str | None,
        typer.Option(
            "--to", metavar="FORMAT", help="Where the suffix does not say; see `concord formats`."
        ),
    ] = None,
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
    from corpus.display import visible
    from corpus.files import write_file
    from glossary.reading import read_termbase
    from glossary.selecting import in_languages
    from glossary.writing import format_to_write, write

    kind = format_to_write(to, output)
    protect([file], output=output)
    termbase = read_termbase(file)
    if languages is not None:
        codes = [code.strip() for code in languages.split(",") if code.strip()]
        termbase = in_languages(termbase, codes)
    written = write(termbase, kind)
    if output == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(written.data)
    else:
        write_file(output, written.data)
    for line in written.losses:
        print(visible(line), file=sys.stderr)
    if written.losses:
        number = len(written.losses)
        print(
            f"concord: {kind.name} does not carry {number:,} "
            f"{'thing' if number == 1 else 'things'}, listed above",
            file=sys.stderr,
        )
