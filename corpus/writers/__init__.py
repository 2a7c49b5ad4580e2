"""Writers of bitexts: one file a format; each exports one `Writer`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.bitext import Bitext
from corpus.plugins import load_plugins


@dataclass(frozen=True, slots=True)
class Writer:
    """One output format of `concord align`.

    Attributes:
        name: what `--format` takes.
        suffix: of file names, with the dot; `-o x.tmx` chooses by it.
        summary: one line for the table of formats.
        write: the whole file as text; the caller encodes it as UTF-8 without a byte-order mark.
    """

    name: str
    suffix: str
    summary: str
    write: Callable[[Bitext], str]


def writers() -> tuple[Writer, ...]:
    """All installed writers, by name."""
    return load_plugins("corpus.writers", Writer)
