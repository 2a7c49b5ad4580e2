"""Tab-separated translations: a header row names the languages; nothing is quoted."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from corpus.bitext import Bitext
from corpus.decoding import decode
from corpus.files import RawFile
from corpus.readers import Reader
from corpus.readers._table import read_table

_LINE_END = re.compile(r"\r\n|\n|\r")


def _read(raw: RawFile) -> Bitext:
    text, encoding = decode(raw)
    return read_table(raw, _rows(text), format_name=READER.name, encoding=encoding)


def _rows(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    for number, line in enumerate(_LINE_END.split(text), start=1):
        yield number, line.split("\t")


READER = Reader(
    name="tsv",
    suffixes=(".tsv", ".tab"),
    summary="tab-separated columns; a header row names the languages, the source first",
    read=_read,
    bilingual=True,
)
