"""`concord glossary diff`: what differs between two glossaries."""

from __future__ import annotations

from dataclasses import asdict
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reports.commands.output import OutputFile, deliver, protect

if TYPE_CHECKING:
    from glossary.comparing import Change

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


class Layout(StrEnum):
    """How the differences are shown."""

    TEXT = "text"
    JSON = "json"


def diff(
    *,
    before: Annotated[str, typer.Argument(metavar="BEFORE", hidden=True, show_default=False)],
    after: Annotated[str, typer.Argument(metavar="AFTER", hidden=True, show_default=False)],
    layout: Annotated[
        Layout | None,
        typer.Option("--format", help="Lines for people, or JSON.", show_default="text"),
    ] = None,
    output: OutputFile = None,
) -> None:
    """List the concepts and terms that were added, removed or changed from BEFORE to AFTER.

    Both may be in any format. The order of the concepts does not count.

    Exit codes: 0 no difference, 1 at least one, 2 wrong usage or input.
    """
    from corpus.json_text import json_text
    from glossary.comparing import compare
    from glossary.reading import read_termbase

    protect([before, after], output=output)
    changes = compare(read_termbase(before), read_termbase(after))
    if layout is None:
        layout = Layout.JSON if (output or "").lower().endswith(".json") else Layout.TEXT
    if layout is Layout.JSON:
        listed = {
            "schema": "concord.glossary-diff/1",
            "before": before,
            "after": after,
            "changes": [_values(change) for change in changes],
        }
        deliver(json_text(listed), output)
    else:
        deliver("".join(f"{_line(change)}\n" for change in changes), output)
    if changes:
        raise typer.Exit(1)


def _line(change: Change) -> str:
    from corpus.display import visible

    what = change.concept
    if change.term:
        what += f": {change.term} ({change.language})"
    elif change.language:
        what += f": {change.language}"
    if change.field:
        what += f": {change.field}: {change.before or '(none)'} → {change.after or '(none)'}"
    return visible(f"{_SIGNS[change.difference]} {what}")


def _values(change: Change) -> dict[str, Any]:
    return {name: value or None for name, value in asdict(change).items()}
