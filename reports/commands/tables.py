"""Tables of a few columns, for people: as wide as the terminal, the last column wrapped."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Sequence

from corpus.display import columns, padded, wrap

_GAP = 2
_NARROWEST = 24


def print_table(rows: Iterable[Sequence[str]]) -> None:
    """Print rows with their columns aligned; an empty list prints nothing."""
    table = [tuple(row) for row in rows]
    if not table:
        return
    widths = [max(columns(row[i]) for row in table) for i in range(len(table[0]) - 1)]
    indent = sum(width + _GAP for width in widths)
    room = max(_NARROWEST, shutil.get_terminal_size((100, 0)).columns - indent)
    for *cells, last in table:
        head = "".join(
            padded(cell, width + _GAP) for cell, width in zip(cells, widths, strict=True)
        )
        for number, line in enumerate(wrap(last, room)):
            print(((" " * indent if number else head) + line).rstrip())
