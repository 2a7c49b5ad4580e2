"""Writing a glossary file of any installed format."""

from __future__ import annotations

from pathlib import PurePath

from corpus.errors import UsageError
from glossary.formats import TermbaseFormat, WrittenTermbase, termbase_formats
from glossary.termbase import Termbase


def format_to_write(name: str | None, path: str | None) -> TermbaseFormat:
    """The format of that name; without a name, the one that a file name's suffix means.

    A suffix means the format whose first suffix it is, before those that merely read it.

    Raises:
        UsageError: if there is none of that name or suffix that can be written.
    """
    kinds = [kind for kind in termbase_formats() if kind.write is not None]
    names = ", ".join(kind.name for kind in kinds)
    if name is not None:
        for kind in kinds:
            if kind.name == name:
                return kind
        raise UsageError(f"--to: {name!r} is not one of {names}")
    if path is None or path == "-":
        raise UsageError(f"name the format with --to; known are {names}")
    suffix = PurePath(path).suffix.lower()
    for own in (True, False):
        for kind in kinds:
            if suffix in (kind.suffixes[:1] if own else kind.suffixes):
                return kind
    raise UsageError(
        f"{path}: the suffix says no format of glossaries; name one with --to, of {names}"
    )


def write(termbase: Termbase, kind: TermbaseFormat) -> WrittenTermbase:
    """The termbase in this format, with what the format cannot carry.

    Raises:
        UsageError: if the format is only read.
    """
    if kind.write is None:
        raise UsageError(f"glossaries in the format {kind.name} are read and not written")
    return kind.write(termbase)
