"""`concord glossary init`: a glossary to begin with."""

from __future__ import annotations

from typing import Annotated

import typer


def init(
    *,
    file: Annotated[
        str, typer.Argument(metavar="[FILE]", hidden=True, show_default=False)
    ] = "glossary.toml",
) -> None:
    """Write a glossary with an example in comments, to begin with.

    FILE is a name that ends in .toml; without one it is glossary.toml. A file that exists is never
    overwritten.
    """
    from glossary.editing import start

    start(file)
    print(f"wrote {file}; put a concept in with `concord glossary add {file} …`")
