"""Comma-separated translations (RFC 4180): a header row names the languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from io import StringIO

from corpus.bitext import Bitext
from corpus.decoding import decode
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.line_ends import LINE_END
from corpus.readers import Reader
from corpus.readers._table import Line, read_table

_QUOTED = re.compile(r'"[^"]*(?:""[^"]*)*"')


def _read(raw: RawFile) -> Bitext:
    text, encoding = decode(raw)
    return read_table(raw, _rows(text, raw.path), format_name=READER.name, encoding=encoding)


def _rows(text: str, path: str) -> Iterator[Line]:
    import csv

    lines: list[str] = []
    delimiter = _delimiter(text)
    rows = csv.reader(_kept(StringIO(text, newline=""), lines), delimiter=delimiter, strict=True)
    start = 1
    try:
        for row in rows:
            yield start, row, _places("".join(lines), len(row), delimiter, start)
            start = rows.line_num + 1
            lines.clear()
    except csv.Error as error:
        raise MalformedFileError(
            f"breaks the rules of CSV (RFC 4180): {error}", path=path, line=start
        ) from None


def _kept(lines: Iterable[str], kept: list[str]) -> Iterator[str]:
    for line in lines:
        kept.append(line)
        yield line


def _places(raw: str, cells: int, delimiter: str, line: int) -> list[tuple[int, int]]:
    """Line and column at which each cell of a row begins, after its quotation mark if it has one.

    Args:
        raw: the row as it stands in the file.
        cells: how many it has.
        delimiter: between them.
        line: 1-based line of its beginning.
    """
    places: list[tuple[int, int]] = []
    at = line_start = 0
    for _ in range(cells):
        quoted = raw.startswith('"', at)
        places.append((line, at + quoted - line_start + 1))
        match = _QUOTED.match(raw, at) if quoted else None
        end = raw.find(delimiter, match.end() if match else at)
        end = len(raw) if end < 0 else end
        for found in LINE_END.finditer(raw, at, end):
            line, line_start = line + 1, found.end()
        at = end + 1
    return places


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
