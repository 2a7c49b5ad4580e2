"""Numbers that are part of a name: plans, congresses, plenary sessions, agendas, generations.

Each row is a slot: the same number in the same slot names the same thing in both languages.
"""

from __future__ import annotations

import re

from reports.numbers.patterns import lazy

# slot | English words after an ordinal
_AFTER_ORDINAL = r"""
people-congress | (?:National{s}|Provincial{s}|Municipal{s})?People['’]s{s}Congress(?:es)?
party-congress | (?:(?:CPC|CCP|Party|Communist{s}Party){s})*(?:National{s})?(?:Party{s})?Congress
central-committee | (?:(?:CPC|CCP|Party|Party['’]s){s})?Central{s}Committee
discipline-commission | (?:CPC{s})?Central{s}Commission{s}for{s}Discipline{s}Inspection
plenary-session | (?:[Pp]lenary{s}(?:[Ss]essions?|[Mm]eetings?)|[Pp]lenum)
five-year-plan | [Ff]ive[- \u00a0]+[Yy]ear(?:{s}[Pp]lan(?:s|ning)?)?
"""
# slot | English words after a bare number
_AFTER_CARDINAL = r"""
agenda | Agenda
"""

_SPACE = "[ \u00a0]+"


def _compile(table: str) -> re.Pattern[str]:
    rows = [line.split("|", 1) for line in table.strip().splitlines()]
    groups = (
        f"(?P<{slot.strip().replace('-', '_')}>{words.strip().replace('{s}', _SPACE)})"
        for slot, words in rows
    )
    return lazy(rf"{_SPACE}(?:{'|'.join(groups)})\b")


_ORDINAL_SLOT = _compile(_AFTER_ORDINAL)
_CARDINAL_SLOT = _compile(_AFTER_CARDINAL)


def slot_after_ordinal(text: str, end: int) -> tuple[str, int] | None:
    """The slot that the words after an ordinal name, and where they end."""
    match = _ORDINAL_SLOT.match(text, end)
    return (str(match.lastgroup).replace("_", "-"), match.end()) if match else None


def slot_after_cardinal(text: str, end: int) -> tuple[str, int] | None:
    """The slot that the words after a bare number name, and where they end."""
    match = _CARDINAL_SLOT.match(text, end)
    return (str(match.lastgroup).replace("_", "-"), match.end()) if match else None
