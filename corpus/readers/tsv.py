"""Tab-separated translations: a header row names the languages; nothing is quoted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from corpus.bitext import Bitext
from corpus.decoding import decode
from corpus.files import RawFile
from corpus.line_ends import LINE_END
from corpus.readers import Reader
from corpus.readers._table import Line, read_table


def _read(raw: RawFile) -> Bitext:
    text, encoding = decode(raw)
    return read_table(raw, _rows(text), format_name=READER.name, encoding=encoding)


def _rows(text: str) -> Iterator[Line]:
    for number, line in enumerate(LINE_END.split(text), start=1):
        cells = line.split("\t")
        columns = accumulate((len(cell) + 1 for cell in cells), initial=1)
        yield number, cells, [(number, column) for column, _ in zip(columns, cells, strict=False)]


READER = Reader(
    name="tsv",
    suffixes=(".tsv", ".tab"),
    summary="tab-separated columns; a header row names the languages, the source first",
    read=_read,
    bilingual=True,
)
