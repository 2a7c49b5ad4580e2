"""Termbase formats: one file a format; each exports one `TermbaseFormat`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.files import RawFile
from corpus.plugins import load_plugins
from glossary.termbase import Termbase


@dataclass(frozen=True, slots=True)
class WrittenTermbase:
    """A termbase as a file.

    Attributes:
        data: the file's bytes; the same termbase always gives the same.
        losses: what the format cannot carry, one line each, naming concept and field.
    """

    data: bytes
    losses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TermbaseFormat:
    """One format of glossary files.

    Attributes:
        name: what `concord formats` calls it.
        suffixes: of file names, lower case, with the dot.
        summary: one line for the table of formats.
        read: bytes to `Termbase`; raises `InputError`.
        write: `Termbase` to bytes; None where the format is only read.
        sniff: whether the first bytes of a file are of this format; asked only where several
            formats share a suffix, and None where the suffix is enough.
    """

    name: str
    suffixes: tuple[str, ...]
    summary: str
    read: Callable[[RawFile], Termbase]
    write: Callable[[Termbase], WrittenTermbase] | None = None
    sniff: Callable[[bytes], bool] | None = None


def termbase_formats() -> tuple[TermbaseFormat, ...]:
    """All installed termbase formats, by name."""
    return load_plugins("glossary.formats", TermbaseFormat)
