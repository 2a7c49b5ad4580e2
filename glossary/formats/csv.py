"""Glossaries as comma-, semicolon- or tab-separated tables: one target term a row.

    concept_id,source_term,target_term,status,note
    harvest,收割,grain harvest,preferred,
    harvest,,crop cutting,deprecated,only in quotations

Rows of one concept share its id. The source term may be repeated or left empty; another source
term in a later row is a second name of the concept; a row without a target term only adds such
a name, and status, note and whatever else the row says are then those of the source term.

Further columns are optional. What is said of a concept may stand in any of its rows. Several
expressions in one cell are separated by "|"; "yes" switches something on.

A table whose header begins with two languages (`zh,en,note`) is a plain list of pairs; rows with
the same source term are one concept.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from corpus.decoding import decode
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.formula_cells import apostrophes
from glossary.formats import TermbaseFormat, WrittenTermbase
from glossary.formats._building import refusal
from glossary.formats._columns import COLUMNS
from glossary.formats._csv_text import csv_text
from glossary.formats._losses import with_losses
from glossary.formats._table_rows import concepts_of_table, parse_header
from glossary.termbase import Termbase


def _read(raw: RawFile) -> Termbase:
    text = decode(raw)[0].removeprefix("\ufeff")
    concepts = concepts_of_table(_rows(raw, text), path=raw.path, meant=_as_meant)
    return Termbase(concepts, raw.path, raw.sha256)


def _rows(raw: RawFile, text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row that is not blank, with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(raw, text), strict=True)
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise MalformedFileError(
            f"not a valid table: {error}; a cell with quotation marks is written in quotation "
            "marks, and those inside it twice",
            path=raw.path,
            line=line,
        ) from None


def header_of(text: str, raw: RawFile) -> tuple[tuple[str, ...], str]:
    """The columns of a table and the sign between its cells.

    Raises:
        MalformedFileError: if required columns are missing.
    """
    delimiter = _delimiter(raw, text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    cells = next(cells for cells in reader if any(cell.strip() for cell in cells))
    return parse_header(cells, refusal(raw.path, reader.line_num)), delimiter


def _as_meant(cells: Sequence[str], columns: tuple[str, ...]) -> Sequence[str]:
    """The cells without the apostrophes that Concord puts before what looks like a formula.

    It then writes every column, which tells its tables from others.
    """
    return [cell[apostrophes(cell) :] for cell in cells] if columns == COLUMNS else cells


def _delimiter(raw: RawFile, text: str) -> str:
    if raw.suffix in (".tsv", ".tab"):
        return "\t"
    header = text.lstrip().partition("\n")[0]
    return max(",\t;", key=header.count)


def _write(termbase: Termbase) -> WrittenTermbase:
    return with_losses(
        csv_text(termbase).encode("utf-8", "replace"),
        termbase,
        _read,
        suffix=".csv",
        empty=not any(concept.terms for concept in termbase.concepts),
    )


CSV = TermbaseFormat(
    name="csv",
    suffixes=(".csv", ".tsv", ".tab"),
    summary="table with concept_id, source_term, target_term, status and note",
    read=_read,
    write=_write,
)
