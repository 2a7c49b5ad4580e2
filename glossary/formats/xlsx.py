"""Workbooks (.xlsx) with the columns of the CSV table, for people who keep glossaries in them."""

from __future__ import annotations

from corpus.errors import MalformedFileError
from corpus.files import RawFile
from glossary.formats import TermbaseFormat, WrittenTermbase
from glossary.formats._columns import REQUIRED
from glossary.formats._losses import with_losses
from glossary.formats._table_rows import concepts_of_table
from glossary.formats._table_writing import table_rows, used_columns
from glossary.termbase import PartOfSpeech, Status, Termbase


def _read(raw: RawFile) -> Termbase:
    """Read the first sheet that has the columns of a glossary."""
    from glossary.workbooks import Row, read_workbook

    first: tuple[Row, ...] = ()
    for _, rows in read_workbook(raw):
        first = first or rows
        if rows and {cell.strip().lower().replace(" ", "_") for cell in rows[0].cells} >= set(
            REQUIRED
        ):
            break
    else:
        rows = first
    if not rows:
        raise MalformedFileError(f"is blank; start it with {', '.join(REQUIRED)}", path=raw.path)
    width = len(rows[0].cells)
    listed = ((row.number, row.cells + ("",) * (width - len(row.cells))) for row in rows)
    return Termbase(concepts_of_table(listed, path=raw.path), raw.path, raw.sha256)


def _write(termbase: Termbase) -> WrittenTermbase:
    from glossary.workbooks import Sheet, write_workbook

    rows = table_rows(termbase)
    columns = used_columns(rows)
    choices = {"status": tuple(Status), "part_of_speech": tuple(PartOfSpeech)}
    sheet = Sheet(
        "Glossary",
        tuple(columns),
        tuple(tuple(row.get(name, "") for name in columns) for row in rows),
        tuple((name, words) for name, words in choices.items() if name in columns),
    )
    return with_losses(write_workbook([sheet]), termbase, _read, suffix=".xlsx", empty=not rows)


XLSX = TermbaseFormat(
    name="xlsx",
    suffixes=(".xlsx",),
    summary="workbook with the columns of the CSV table",
    read=_read,
    write=_write,
)
