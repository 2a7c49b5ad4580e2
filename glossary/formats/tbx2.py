"""TBX version 2 (ISO 30042:2008, MARTIF), which older tools want; both versions are read."""

from __future__ import annotations

from glossary.formats import TermbaseFormat, WrittenTermbase
from glossary.formats._tbx_reading import read_tbx
from glossary.formats._tbx_writing import VERSION_2, write_tbx
from glossary.termbase import Termbase


def _write(termbase: Termbase) -> WrittenTermbase:
    return write_tbx(termbase, version=VERSION_2)


TBX2 = TermbaseFormat(
    name="tbx2",
    suffixes=(".tbx", ".martif", ".mtf"),
    summary="TBX-Basic, version 2 (martif), for older tools",
    read=read_tbx,
    write=_write,
)
