"""Readers: one file a format; each exports one `Reader`.

A reader turns the bytes of one file into a `Document`, or, where the file itself pairs its
languages, into a `Bitext` in mode `units`. It never opens a file or the network itself.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from corpus.bitext import Bitext
from corpus.document import Document
from corpus.files import RawFile
from corpus.plugins import load_plugins


@dataclass(frozen=True, slots=True)
class Reader:
    """One input format.

    Attributes:
        name: what `concord formats` calls it.
        suffixes: of file names, lower case, with the dot.
        summary: one line for the table of formats.
        read: bytes to `Document` (segments not yet filled) or `Bitext` (complete);
            raises `InputError`.
        bilingual: whether `read` gives a `Bitext`.
        sniff: whether these first bytes are surely of this format, whatever the file's name.
    """

    name: str
    suffixes: tuple[str, ...]
    summary: str
    read: Callable[[RawFile], Document | Bitext]
    bilingual: bool = False
    sniff: Callable[[bytes], bool] | None = None


def readers() -> tuple[Reader, ...]:
    """All installed readers, by name."""
    return load_plugins("corpus.readers", Reader)
