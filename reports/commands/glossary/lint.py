"""`concord glossary lint`: what is wrong with a glossary."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reports.commands.output import OutputFile, deliver, protect


class Layout(StrEnum):
    """How the problems are listed."""

    TEXT = "text"
    JSON = "json"


def lint(
    *,
    files: Annotated[list[str], typer.Argument(metavar="FILE", hidden=True, show_default=False)],
    layout: Annotated[
        Layout | None,
        typer.Option("--format", help="Lines for people, or JSON.", show_default="text"),
    ] = None,
    output: OutputFile = None,
) -> None:
    """Find contradictions, gaps and damaged text in glossaries.

    FILE is a glossary in any format of `concord formats`; several are looked at one by one.

    Exit codes: 0 no finding, 1 at least one, 2 wrong usage or input.
    """
    from dataclasses import asdict

    from corpus.display import visible
    from corpus.json_text import json_text
    from glossary import linting
    from glossary.reading import read_termbase

    protect(files, output=output)
    found = [(file, problem) for file in files for problem in linting.lint(read_termbase(file))]
    if layout is None:
        layout = Layout.JSON if (output or "").lower().endswith(".json") else Layout.TEXT
    if layout is Layout.JSON:
        listed = [
            {"path": file, **asdict(problem), "line": problem.line or None}
            for file, problem in found
        ]
        deliver(json_text({"schema": "concord.glossary-lint/1", "problems": listed}), output)
    else:
        lines = (
            f"{file}{f':{problem.line}' if problem.line else ''}: {problem.rule}: "
            f"{problem.concept}: {problem.message}"
            for file, problem in found
        )
        deliver("".join(f"{visible(line)}\n" for line in lines), output)
    if found:
        raise typer.Exit(1)
