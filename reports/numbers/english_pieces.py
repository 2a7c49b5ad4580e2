"""What several English readers make: atoms of dates, ordinals, quantities and ranges."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from corpus.span import Span
from reports.numbers import english_dates as dates
from reports.numbers.atoms import DAY_CLOCK, Atom, Bound, Kind, Role
from reports.numbers.english_numerals import (
    Numeral,
    read_numeral,
)
from reports.numbers.english_quantities import quantity
from reports.numbers.named import slot_after_cardinal, slot_after_ordinal
from reports.numbers.patterns import lazy

SPACES = "[ \u00a0]+"
_OCLOCK = lazy(
    rf"(?:\d{{1,2}}|[A-Za-z]{{3,6}})(?:{SPACES}o['’]clock\b"
    rf"(?:{SPACES}(?:(?:in the|at){SPACES})?(?P<half>morning|afternoon|evening|night|[ap]\.?m))?"
    rf"|{SPACES}in{SPACES}the{SPACES}(?P<part>morning|afternoon|evening)\b)",
    re.IGNORECASE,
)
_CLOCK_HINTS = ("lock", "in the")
_SIGNS = ("$", "€", "£", "¥")
_OR = lazy(rf"{SPACES}or{SPACES}")
_FIRST_OF_JOINTS = frozenset(" \u00a0–—~～-")
_RANGE = lazy(rf"{SPACES}to{SPACES}(?:the{SPACES})?|[ \u00a0]?[–—~～-][ \u00a0]?(?=[\d$])")


def date_atom(start: int, read: dates.Read) -> tuple[list[Atom], int]:
    """The atom of a date that begins at `start`, and where it ends."""
    return [Atom(Kind.DATE, Span(start, read[1]), date=read[0])], read[1]


def date_atoms(text: str, start: int, found: list[dates.Read]) -> list[Atom]:
    """Atoms of one date, or of the two ends of a range that share its words."""
    if len(found) == 1:
        return [Atom(Kind.DATE, Span(start, found[0][1]), date=found[0][0])]
    first, last = found
    if first[1] < last[1]:
        cut, second = first[1], first[1] + 1
    else:
        days = list(re.finditer(r"\d{1,2}", text[start : last[1]]))
        cut, second = start + days[0].end(), start + days[1].start()
    return [
        Atom(Kind.DATE, Span(start, cut), date=first[0], role=Role.FROM),
        Atom(Kind.DATE, Span(second, last[1]), date=last[0], role=Role.TO),
    ]


def ordinal_atom(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int]:
    """A century, a part of a year, a numbered name, or an ordinal as such."""
    number, end = int(numeral.value), numeral.end
    century = dates.read_century(text, number, end)
    if century:
        return date_atom(start, century)
    part = dates.read_part_of_year(text, number, end) if number <= 4 else None
    if part:
        return date_atom(start, part)
    slot = slot_after_ordinal(text, end)
    if slot:
        return [Atom(Kind.NAMED, Span(start, slot[1]), numeral.value, slot[0])], slot[1]
    return [Atom(Kind.ORDINAL, Span(start, end), numeral.value, words=numeral.words)], end


def number_atoms(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int]:
    """A quantity, or the two ends of a range."""
    slot = slot_after_cardinal(text, numeral.end) if not numeral.words else None
    if slot:
        return [Atom(Kind.NAMED, Span(start, slot[1]), numeral.value, slot[0])], slot[1]
    first, end = quantity(text, start, [(start, numeral)])
    joint = None
    if text[end : end + 1] in _FIRST_OF_JOINTS:
        joint = _RANGE.match(text, end) or (_OR.match(text, end) if numeral.words else None)
    second = _second(text, joint.end()) if joint else None
    if joint is None or second is None:
        return first, end
    last_start, last = second
    spoken = joint[0].strip(" \u00a0") == "to"
    if joint[0].strip(" \u00a0") == "or":
        return _either(text, (start, numeral), second) or (first, end)
    own_unit = first[0].kind not in (Kind.CARDINAL, Kind.DECIMAL) and end > numeral.end
    if spoken and (own_unit or numeral.words != last.words):
        return first, end
    if own_unit:
        # Both ends have units of their own: 5 kg–2 t.
        other, stop = quantity(text, last_start, [(last_start, last)])
        return [replace(first[0], role=Role.FROM), replace(other[0], role=Role.TO)], stop
    if last.scale > numeral.scale:
        shared = numeral.value * last.scale
        numeral = numeral if shared > last.value else replace(numeral, value=shared)
    return quantity(text, start, [(start, numeral), (last_start, last)])


def read_oclock(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Read "two o'clock in the afternoon" at the number."""
    ahead = text[start : start + 16]
    match = _OCLOCK.match(text, start) if any(one in ahead for one in _CLOCK_HINTS) else None
    numeral = read_numeral(text, start) if match else None
    if match is None or numeral is None or not 1 <= numeral.value <= 12:
        return None
    hour, half = int(numeral.value), match["half"] or match["part"]
    if half:
        late = half.lower() in ("afternoon", "evening", "night", "p.m", "pm")
        hour = hour % 12 + (12 if late and not (half == "night" and hour in (12, 1, 2)) else 0)
    span = Span(start, match.end())
    unit = DAY_CLOCK if half else ""
    return [Atom(Kind.TIME, span, Decimal(hour * 60), unit, words=numeral.words)], match.end()


def _either(
    text: str, one: tuple[int, Numeral], other: tuple[int, Numeral]
) -> tuple[list[Atom], int] | None:
    """Such as "fourteen or fifteen": both ends of what is known only roughly."""
    low, high = one[1].value, other[1].value
    if not (other[1].words and low < high <= 2 * low and (high - low) in (1, 10, 100)):
        return None
    found, end = quantity(text, one[0], [one, other])
    return [replace(atom, bound=Bound.ABOUT) for atom in found], end


def _second(text: str, start: int) -> tuple[int, Numeral] | None:
    """Where the second numeral of a range starts, and the numeral."""
    start += 1 if text[start : start + 1] in _SIGNS else 0
    last = read_numeral(text, start)
    if last is None or last.ordinal or dates.read_day_first(text, start):
        return None
    return start, last
