"""Rows put into a glossary table, between those that are there."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence

from corpus.files import RawFile
from corpus.formula_cells import harmless
from glossary.formats._columns import COLUMNS
from glossary.formats._table_rows import TableRow
from glossary.formats._table_writing import row_of_term, table_rows
from glossary.formats.csv import header_of
from glossary.termbase import Concept, Termbase


def with_rows_for(
    text: str, before: Termbase, old: Concept | None, new: Concept, raw: RawFile
) -> Iterator[str]:
    """Texts in which the concept `new` may stand where `old` did, the best first.

    Whether a text says what it should is for the caller to find out. The arguments are those of
    `glossary.toml_editing.with_tables_for`.
    """
    columns, delimiter = header_of(text, raw)
    rows = _rows(before, old, new)
    if any(cell and name not in columns for row in rows for name, cell in row.items()):
        return
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.split("\n")
    for place in _places(before, old, new):
        at = len(lines) if place is None else place - 1
        head = "\n".join(lines[:at])
        if head and not head.endswith("\n"):
            head += "\n" if at < len(lines) else end
        yield head + _written(rows, columns, delimiter, end) + "\n".join(lines[at:])


def _rows(before: Termbase, old: Concept | None, new: Concept) -> list[TableRow]:
    source = next((c.terms[0].language for c in before.concepts if c.terms), "zh")
    if old is None and new.terms[0].language == source:
        return table_rows(Termbase((new,)))
    known = () if old is None else tuple((term.language, term.text) for term in old.terms)
    if old is not None and old.terms:
        source = old.terms[0].language
    return [
        {"concept_id": new.id, **row_of_term(term, source)}
        for term in new.terms
        if (term.language, term.text) not in known
    ]


def _places(before: Termbase, old: Concept | None, new: Concept) -> Iterator[int | None]:
    """1-based lines before which the rows may stand; None for the end of the file."""
    if old is None:
        ids = [concept.id for concept in before.concepts]
        if ids == sorted(ids):
            yield next((c.line for c in before.concepts if c.id > new.id), None)
    else:
        last = max(term.line for term in old.terms)
        starts = (term.line for concept in before.concepts for term in concept.terms)
        yield min((line for line in starts if line > last), default=None)
    yield None


def _written(rows: Sequence[TableRow], columns: Sequence[str], delimiter: str, end: str) -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    for row in rows:
        cells = [row.get(name, "") for name in columns]
        # Only a table with every column has its apostrophes taken away when it is read.
        writer.writerow(map(harmless, cells) if tuple(columns) == COLUMNS else cells)
    return out.getvalue()
