"""The slide: what a garbled date probably was, from the numbers of its own line.

A translator that masks numbers and fills them in again puts them into the wrong slots. Where a
month was spelled out, its number is left over, and what follows moves on by one: of
2017年12月8日…十九届…第二次 came "December 2017, 12 … second … 8th". So the number after the year
is the month's own, and the day stands further on, in a slot where it cannot be right.
"""

from __future__ import annotations

from dataclasses import dataclass

from corpus.span import Span
from reports.numbers.atoms import Atom, DateParts, Kind
from reports.numbers.english_dates import MONTH_NAMES
from reports.numbers.facts import Facts

_MISPLACED_SLOTS = (Kind.ORDINAL, Kind.NAMED)


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """What a line may have said.

    Attributes:
        date: the date in full, as English writes it.
        rest: what else follows from it, in words; may be empty.
        reason: why, in one clause.
        slid: an ordinal that belongs into the date, so that another number stood in its place.
    """

    date: str
    rest: tuple[str, ...]
    reason: str
    slid: Atom | None = None


def explain_date(
    text: str,
    line: tuple[Atom, ...],
    garbled: Span,
    parts: DateParts,
    leftover: int,
    *,
    facts: Facts,
) -> Hypothesis | None:
    """Search the numbers of a line for the date that a garbled one was.

    Args:
        text: the document's text.
        line: the numbers of the line, in order.
        garbled: the garbled date, whose own numbers are no candidates.
        parts: what it says: a year and a month, or a month and a day.
        leftover: the number that stands after it in no slot.
        facts: what is known of committees.

    Returns:
        None if the line leaves no candidate, or more than one.
    """
    if parts.month is None or not 1 <= parts.month <= 12:
        return None
    others = [atom for atom in line if not atom.span.overlaps(garbled) and not atom.words]
    if parts.year is not None:
        return _with_day(text, others, parts, leftover, facts)
    return _with_year(others, parts, leftover)


def _with_day(
    text: str, others: list[Atom], parts: DateParts, leftover: int, facts: Facts
) -> Hypothesis | None:
    if leftover != parts.month:
        return None
    days = [
        atom
        for atom in others
        if atom.kind in _MISPLACED_SLOTS
        and not atom.unit.startswith(("code", "group", "network", "agenda"))
        and _is_day(atom, parts)
        and not _fits(atom, parts, facts)
    ]
    if len(days) != 1 or days[0].value is None:
        return None
    day = int(days[0].value)
    date = DateParts(parts.year, parts.month, day)
    rest = []
    committee = facts.committee_at(date)
    empty = "<>" in text[max(0, days[0].span.start - 200) : days[0].span.end + 200]
    if committee and (days[0].unit == "central-committee" or empty):
        rest.append(f"{ordinal(committee)} Central Committee")
    if days[0].kind is Kind.ORDINAL:
        rest.append(f'what stood at "{days[0].span.of(text)}" needs the source')
    reason = (
        f'{leftover} is the number of {MONTH_NAMES[parts.month - 1]} itself, so "'
        f'{days[0].span.of(text)}" has slid out of the day'
    )
    slid = days[0] if days[0].kind is Kind.ORDINAL else None
    return Hypothesis(write_date(date), tuple(rest), reason, slid)


def _with_year(others: list[Atom], parts: DateParts, leftover: int) -> Hypothesis | None:
    years = [
        atom
        for atom in others
        if atom.kind in _MISPLACED_SLOTS and atom.value and 1900 <= atom.value <= 2100
    ]
    if parts.day != parts.month or len(years) != 1 or years[0].value is None or not parts.month:
        return None
    date = DateParts(int(years[0].value), parts.month, leftover)
    if not date.is_possible or leftover == 0:
        return None
    reason = (
        f"{parts.day} is the number of {MONTH_NAMES[parts.month - 1]} itself, and the year "
        f"{date.year} has slid into another slot"
    )
    return Hypothesis(write_date(date), ("the number that it replaced needs the source",), reason)


def _is_day(atom: Atom, parts: DateParts) -> bool:
    if atom.value is None or atom.value != int(atom.value) or atom.value < 1:
        return False
    return DateParts(parts.year, parts.month, int(atom.value)).is_possible


def _fits(atom: Atom, parts: DateParts, facts: Facts) -> bool:
    """Whether a named number is right where it stands, at that date."""
    if atom.unit != "central-committee" or atom.value is None or parts.year is None:
        return False
    years = facts.years_of_committee(int(atom.value))
    return years is not None and years[0] <= parts.year <= (years[1] or 9999)


def ordinal(number: int) -> str:
    """The English ordinal in figures: 1st, 12th, 23rd."""
    if number % 100 in (11, 12, 13):
        return f"{number}th"
    return f"{number}{ {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th') }"


def write_date(date: DateParts) -> str:
    """A full date as English writes it: 8 December 2017."""
    return f"{date.day} {MONTH_NAMES[(date.month or 1) - 1]} {date.year}"
