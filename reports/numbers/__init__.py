"""The number grammar: every number in an English or Chinese text, typed and exact."""

from __future__ import annotations

from reports.numbers.atoms import Atom, Bound, DateParts, Direction, Kind, Role
from reports.numbers.patterns import lazy

__all__ = ["Atom", "Bound", "DateParts", "Direction", "Kind", "Role", "parse_numbers"]

_IS_FULL_WIDTH = lazy("[\uff10-\uff19\uff0e\uff05]")
_FULL_WIDTH = {0xFF10 + digit: 0x30 + digit for digit in range(10)} | {0xFF0E: 0x2E, 0xFF05: 0x25}


def parse_numbers(text: str, language: str) -> tuple[Atom, ...]:
    """Read every number of a text, in one pass and without a model.

    Args:
        text: any text.
        language: BCP 47 code; "zh…" takes the Chinese grammar, any other the English one.

    Returns:
        Atoms in order; their spans are code points of `text` and never overlap.
    """
    # Each grammar is imported when a text first needs it: most checks of terms never do.
    if _IS_FULL_WIDTH.search(text):
        text = text.translate(_FULL_WIDTH)
    if language.lower().startswith(("zh", "yue", "lzh")):
        from reports.numbers.chinese import parse_chinese

        return parse_chinese(text)
    from reports.numbers.english import parse_english

    return parse_english(text)
