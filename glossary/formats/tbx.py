"""TBX version 3: TBX-Basic in the style DCA (ISO 30042:2019); both versions are read."""

from __future__ import annotations

from glossary.formats import TermbaseFormat, WrittenTermbase
from glossary.formats._tbx_reading import read_tbx
from glossary.formats._tbx_writing import VERSION_3, write_tbx
from glossary.termbase import Termbase


def _write(termbase: Termbase) -> WrittenTermbase:
    return write_tbx(termbase, version=VERSION_3)


TBX = TermbaseFormat(
    name="tbx",
    suffixes=(".tbx",),
    summary="TBX-Basic, version 3 (ISO 30042:2019, style DCA); older versions are read too",
    read=read_tbx,
    write=_write,
)
