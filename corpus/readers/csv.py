"""Comma-separated translations (RFC 4180): a header row names the languages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from io import StringIO

from corpus.bitext import Bitext
from corpus.decoding import decode
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.readers import Reader
from corpus.readers._table import read_table


def _read(raw: RawFile) -> Bitext:
    text, encoding = decode(raw)
    return read_table(raw, _rows(text, raw.path), format_name=READER.name, encoding=encoding)


def _rows(text: str, path: str) -> Iterator[tuple[int, Sequence[str]]]:
    import csv

    rows = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    start = 1
    try:
        for row in rows:
            yield start, row
            start = rows.line_num + 1
    except csv.Error as error:
        raise MalformedFileError(
            f"breaks the rules of CSV (RFC 4180): {error}", path=path, line=start
        ) from None


def _delimiter(text: str) -> str:
    """A semicolon where the header has no comma: so write spreadsheets in half of Europe."""
    header = text.lstrip("\r\n").partition("\n")[0]
    return ";" if ";" in header and "," not in header else ","


READER = Reader(
    name="csv",
    suffixes=(".csv",),
    summary="comma-separated columns (RFC 4180); a header row names the languages",
    read=_read,
    bilingual=True,
)
