"""Cells of a table that a spreadsheet would take for a formula, made harmless and made whole again.

An apostrophe before the cell makes it text (OWASP, "CSV injection"); full-width forms count, since
some programs fold them. A cell that begins with apostrophes and such a sign gets one more, so that
taking one away gives back exactly what was there. That is done only in tables that Concord wrote,
which their last columns show: in any other table an apostrophe is a character like others.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

OWN_COLUMNS = ("relation", "confidence", "moved")
"""The last columns of every table that Concord writes."""

_FORMULA = re.compile(r"'*\s*[=+\-@＝＋－＠]")


def harmless(cell: str) -> str:
    """The cell as it can be opened in a spreadsheet."""
    return f"'{cell}" if _FORMULA.match(cell) else cell


def apostrophes(cell: str) -> int:
    """How many characters `harmless` put before the cell: 1 or 0."""
    return int(cell.startswith("'") and _FORMULA.match(cell) is not None)


def is_own(header: Sequence[str]) -> bool:
    """Whether a table with this header was written by Concord."""
    return tuple(header[-len(OWN_COLUMNS) :]) == OWN_COLUMNS
