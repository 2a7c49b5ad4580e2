"""Where a command's result goes: a file, a terminal, or a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterable, Sequence
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Protocol, TextIO, TypeVar

import typer

from corpus.errors import OutputError, UsageError
from corpus.files import write_file
from reports.formats import Style

OutputFile = Annotated[
    str | None,
    typer.Option(
        "-o", "--output", metavar="FILE", help="Write here; its suffix chooses the format."
    ),
]


OutputFiles = Annotated[
    list[str] | None,
    typer.Option(
        "-o",
        "--output",
        metavar="[FORMAT=]FILE",
        help="Write here, - for the screen; the suffix chooses the format; repeatable.",
    ),
]


class Choice(Protocol):
    """What formats and writers have in common."""

    @property
    def name(self) -> str:
        """What `--format` takes."""
        ...

    @property
    def suffix(self) -> str:
        """Of file names."""
        ...


C = TypeVar("C", bound=Choice)


def choose(choices: Sequence[C], *, name: str | None, output: str | None, default: str) -> C:
    """The format that was named, or that the output's suffix means, or the default.

    Raises:
        UsageError: if there is none of that name or suffix.
    """
    known = {choice.name: choice for choice in choices}
    if name is not None:
        if name not in known:
            raise UsageError(f"--format: {name!r} is not one of {', '.join(known)}")
        return known[name]
    if output is None or output == "-":
        return known[default]
    suffix = Path(output).suffix.lower()
    for choice in choices:
        if suffix and choice.suffix == suffix:
            return choice
    suffixes = ", ".join(choice.suffix for choice in choices if choice.suffix)
    raise UsageError(
        f"{output}: the suffix says no format; name it with --format, or end with one of {suffixes}"
    )


def protect(inputs: Iterable[str], *, output: str | None) -> None:
    """See, before any work is done, that the result has a place of its own to go to.

    Raises:
        UsageError: if it would take the place of a file that is read.
        OutputError: if its folder is missing.
    """
    if output is None or output == "-":
        return
    target = Path(output).resolve()
    if any(path and Path(path).resolve() == target for path in inputs):
        raise UsageError(f"-o {output} would overwrite a file that is read; name another")
    if target.is_dir():
        raise OutputError(f"{output}: cannot be written: it is a directory; name a file in it")
    if not target.parent.is_dir():
        raise OutputError(f"{output}: cannot be written: there is no folder {Path(output).parent}")


def terminal_style() -> Style:
    """What the standard output can show.

    Colours follow https://no-color.org: none in a pipe, and none where NO_COLOR is set.
    """
    if not sys.stdout.isatty():
        return Style()
    plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
    width = shutil.get_terminal_size().columns
    return Style(colour=not plain, width=max(40, width), context=True)


def deliver(content: str | bytes, output: str | None) -> None:
    """Write a result to a file, or to the standard output; text as UTF-8.

    Raises:
        OutputError: if it cannot be written.
    """
    if output is not None and output != "-":
        write_file(output, content)
        return
    try:
        if isinstance(content, bytes):
            sys.stdout.buffer.write(content)
        else:
            sys.stdout.write(content)
        sys.stdout.flush()
    except BrokenPipeError:
        forget_output()
    except OSError as error:
        forget_output()
        raise cannot_print(error) from None


def open_streams() -> None:
    """Make the standard streams take any text, and be there where the caller has closed them."""
    sys.stdout = _stream(sys.stdout)
    sys.stderr = _stream(sys.stderr)


def _stream(stream: TextIO | None) -> TextIO:
    if stream is None:
        return Path(os.devnull).open("w", encoding="utf-8")
    if isinstance(stream, TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")
    return stream


def forget_output() -> None:
    """Drop what the standard output still holds, where nobody reads on, as in `… | head`."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def cannot_print(error: OSError) -> OutputError:
    """The disk to which the standard output goes is full, or worse."""
    return OutputError(f"the standard output cannot be written: {error.strerror or error}")
