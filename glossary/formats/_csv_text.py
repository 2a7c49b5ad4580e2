"""Writing a glossary as a comma-separated table."""

from __future__ import annotations

import csv
import io

from corpus.formula_cells import harmless
from glossary.formats import WrittenTermbase
from glossary.formats._columns import COLUMNS
from glossary.formats._table_writing import table_rows, used_columns
from glossary.termbase import Termbase


def write(termbase: Termbase) -> WrittenTermbase:
    """The termbase as a table with the columns that it needs.

    A cell that a spreadsheet would take for a formula gets an apostrophe; the table then has all
    columns, which tells the reader to take it away again.
    """
    rows, losses = table_rows(termbase)
    guarded = any(harmless(cell) != cell for row in rows for cell in row.values())
    columns = COLUMNS if guarded else used_columns(rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        writer.writerow([harmless(row.get(name, "")) for name in columns])
    return WrittenTermbase(out.getvalue().encode(), tuple(losses))
