"""Where lines end: with LF, CR LF or CR, in every text that we read."""

from __future__ import annotations

import re

LINE_END = re.compile(r"\r\n|\n|\r")


def line_starts(text: str) -> tuple[int, ...]:
    """Offsets of the lines' first code points; the first is 0."""
    return (0, *(match.end() for match in LINE_END.finditer(text)))
