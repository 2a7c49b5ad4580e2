"""Workbooks (.xlsx) of plain tables: read with limits, written without formulas.

The format is Office Open XML (ISO/IEC 29500).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

from corpus.errors import MalformedFileError, UnreadableFileError
from corpus.files import MAX_BYTES, RawFile
from corpus.zip_input import Package

MAX_COLUMNS = 100
MAX_ROWS = 1_048_576
"""What a sheet can have at most, in Excel too."""

MAX_CELL = 32_767
"""Code units of UTF-16 in one cell, the limit of the format."""

_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_NARROWEST, _WIDEST = 10, 48


@dataclass(frozen=True, slots=True)
class Row:
    """One row that is not empty: its number, from 1, and its cells as text."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet to be written.

    Attributes:
        name: on its tab.
        header: names of the columns; stays in view, and can be filtered by.
        rows: cells as text.
        choices: for some columns the words from which their cells are to be chosen.
    """

    name: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    choices: tuple[tuple[str, tuple[str, ...]], ...] = ()


def read_workbook(raw: RawFile) -> Iterator[tuple[str, tuple[Row, ...]]]:
    """The sheets of a workbook, one after the other: its name, and its rows that are not empty.

    A formula counts as the value that it had when the file was saved.

    Raises:
        MalformedFileError: if it is no workbook, broken, or declares a document type.
        UnreadableFileError: if it unpacks to far more than a glossary has.
    """
    _inspect(raw)
    import warnings
    from zipfile import BadZipFile

    from openpyxl import load_workbook

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = load_workbook(
                BytesIO(raw.data), read_only=True, data_only=True, keep_links=False
            )
            for sheet in book.worksheets:
                sheet.reset_dimensions()
                yield sheet.title, tuple(_rows(sheet, raw.path))
    except (MalformedFileError, UnreadableFileError, GeneratorExit):
        raise
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, SyntaxError) as error:
        # The library lets through whatever its parts stumble over.
        raise _broken(raw, error) from None
    except (BadZipFile, OSError, OverflowError, RecursionError) as error:
        raise _broken(raw, error) from None


def write_workbook(sheets: Sequence[Sheet]) -> bytes:
    """A workbook whose cells are all text: nothing in it can be a formula, a link or a number.

    The same sheets always give the same bytes. Characters that XML does not know become U+FFFD,
    and a text that is too long for a cell is cut.
    """
    import xlsxwriter

    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True})
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - a constant, no moment
    bold = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    for sheet in sheets:
        page = book.add_worksheet(sheet.name)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.header) - 1)
        for column, name in enumerate(sheet.header):
            page.set_column(column, column, _width(sheet, column), wrapped)
            page.write_string(0, column, name, bold)
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                if cell:
                    page.write_string(number, column, _writable(cell), wrapped)
        for name, words in sheet.choices:
            column = sheet.header.index(name)
            page.data_validation(
                1,
                column,
                len(sheet.rows) + 1_000,
                column,
                {"validate": "list", "source": list(words), "ignore_blank": True},
            )
    book.close()
    return data.getvalue()


def _inspect(raw: RawFile) -> None:
    """Refuse what could fill the memory: parts that unpack too far, and entities in XML."""
    package = Package(raw)
    if package.unpacked > 4 * MAX_BYTES:
        raise UnreadableFileError(
            f"unpacks to {package.unpacked / 2**20:.0f} MiB; the limit is "
            f"{4 * MAX_BYTES / 2**20:.0f} MiB",
            path=raw.path,
        )
    for name in package.names:
        if name.lower().endswith((".xml", ".rels")):
            # UTF-16 shows through when its zero bytes are taken away.
            data = package.read(name).data.replace(b"\0", b"")
            if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
                raise MalformedFileError(
                    f"its part {name} declares a document type, which no workbook has",
                    path=raw.path,
                )


def _rows(sheet: Any, path: str) -> Iterator[Row]:
    """The rows with anything in them; the library fills the gaps between rows with empty ones."""
    for number, row in enumerate(sheet.iter_rows(max_col=MAX_COLUMNS, values_only=True), 1):
        if number > MAX_ROWS:
            raise MalformedFileError("has more rows than a workbook can have", path=path)
        if row.count(None) == len(row):
            continue
        cells = [_text(value) for value in row]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            yield Row(number, tuple(cells))


def _text(value: object) -> str:
    """A cell as text; a number without needless places, a date as ISO 8601 has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return str(value).strip()


def _writable(cell: str) -> str:
    clean = _UNWRITABLE.sub("\ufffd", cell)
    units = clean.encode("utf-16-le")
    return units[: 2 * MAX_CELL].decode("utf-16-le", "ignore")


def _width(sheet: Sheet, column: int) -> int:
    """Wide enough for most cells; longer ones are broken into lines."""
    from corpus.display import columns

    longest = max(
        (columns(row[column]) for row in sheet.rows if column < len(row)), default=_NARROWEST
    )
    return max(_NARROWEST, columns(sheet.header[column]) + 4, min(longest + 2, _WIDEST))


def _broken(raw: RawFile, error: BaseException) -> MalformedFileError:
    return MalformedFileError(
        f"is not a workbook that can be read ({str(error).strip() or type(error).__name__}); "
        "save it anew as .xlsx",
        path=raw.path,
    )
