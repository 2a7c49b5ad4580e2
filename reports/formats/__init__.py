"""Output formats of `concord check`: one file a format; each exports one `Format`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.plugins import load_plugins
from reports.report import Report


@dataclass(frozen=True, slots=True)
class Style:
    """What the receiver of a report can show: a terminal has colours and a width, a pipe not.

    Attributes:
        colour: whether escape sequences for colours are understood.
        width: in columns.
        context: whether each finding is shown with its line and evidence, for people; without,
            it is one line, for other programs.
    """

    colour: bool = False
    width: int = 100
    context: bool = False


@dataclass(frozen=True, slots=True)
class Format:
    """One output format.

    Attributes:
        name: what `--format` takes.
        suffix: of file names, with the dot; `-o x.html` chooses by it. Empty where another format
            has it already; such a format is chosen by its name.
        summary: one line for the table of formats.
        render: the whole report as text.
    """

    name: str
    suffix: str
    summary: str
    render: Callable[[Report, Style], str]


def formats() -> tuple[Format, ...]:
    """All installed output formats, by name."""
    return load_plugins("reports.formats", Format)
