"""Writing a glossary as a comma-separated table."""

from __future__ import annotations

import csv
import io

from corpus.formula_cells import harmless
from corpus.line_ends import LINE_END
from glossary.formats._columns import COLUMNS
from glossary.formats._table_writing import table_rows, used_columns
from glossary.termbase import Termbase


def csv_text(termbase: Termbase) -> str:
    """The termbase as a table with the columns that it needs.

    A cell that a spreadsheet would take for a formula gets an apostrophe; the table then has all
    columns, which tells the reader to take it away again.
    """
    rows = table_rows(termbase)
    guarded = any(harmless(cell) != cell for row in rows for cell in row.values())
    columns = COLUMNS if guarded else used_columns(rows)
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    for row in rows:
        # The csv module does not quote a cell for a lone CR in it.
        writer.writerow(harmless(LINE_END.sub("\n", row.get(name, ""))) for name in columns)
    return out.getvalue()
