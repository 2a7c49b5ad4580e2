"""A number that the other side says by others: 十四五 as 2021–2025, forty years as two dates."""

from __future__ import annotations

import re
from decimal import Decimal
from itertools import combinations

from reports.numbers.atoms import Atom, DateParts, Kind
from reports.numbers.documents import is_chinese
from reports.numbers.facts import Facts
from reports.numbers.patterns import lazy
from reports.numbers.sides import Side
from reports.numbers.units import CHINESE_UNITS, ENGLISH_UNITS, UNITS, in_base_units

_ROMAN_ONES = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_ROMAN_TENS = ("", "X", "XX", "XXX")
_LAST_ROMAN = 39
_HAN_DIGITS = "零一二三四五六七八九十"
# What lasts all day, or all year, is often said without the figure.
_ALL_DAY = lazy(
    r"\b(?:round[- ]the[- ]clock|around the clock|day and night|all day|24/7)\b|昼夜|全天",
    re.IGNORECASE,
)
_EACH = lazy("每个?")
_ONE = lazy(
    r"\b(?:an?|one|every|each|per|the|this|that|last|past|whole|full|entire)[ \u00a0]"
    r"(?:last |past |whole |full |entire |next )?([a-z]+)\b",
    re.IGNORECASE,
)
_ALL_YEAR = lazy(
    r"\b(?:year[- ]round|all year|every day|the whole year)\b|全年|常年", re.IGNORECASE
)


def is_restated(atom: Atom, own: Side, other: Side, facts: Facts) -> bool:
    """Whether the numbers or words of the other side amount to a number of this side.

    Args:
        atom: the number, which has no counterpart on the other side.
        own: the side that it stands on.
        other: the side that should say it.
        facts: what is known of plans and congresses.
    """
    if atom.kind is Kind.NAMED:
        return _is_dated(atom, other, facts)
    if atom.kind in (Kind.RATIO, Kind.PERCENTAGE_POINT):
        return _follows_from_two(atom, other)
    if atom.kind in (Kind.CARDINAL, Kind.ORDINAL, Kind.DOCUMENT):
        return _is_roman(atom, other)
    if atom.kind is Kind.MEASURE:
        return (
            _is_time_between(atom, own) or _is_all_of_it(atom, other) or _is_one_unit(atom, other)
        )
    if atom.date is not None:
        return _names_a_plan(atom.date, other, facts) or _is_name_of_day(atom.date, other)
    return False


def _is_dated(atom: Atom, other: Side, facts: Facts) -> bool:
    """Whether a plan or congress is named by its years."""
    said = {one.date.year for one in other.atoms if one.date is not None}
    number = int(atom.value or 0)
    if atom.unit == "five-year-plan":
        years = facts.years_of_plan(number)
        return years is not None and bool(said & set(years))
    if atom.unit == "party-congress":
        opened = dict(facts.congresses).get(number)
        return opened is not None and opened.year in said
    return False


def _names_a_plan(date: DateParts, other: Side, facts: Facts) -> bool:
    """Whether a year is the first or last of a plan that the other side names."""
    plans = (one for one in other.atoms if one.unit == "five-year-plan")
    return any(date.year in (facts.years_of_plan(int(plan.value or 0)) or ()) for plan in plans)


def _is_roman(atom: Atom, other: Side) -> bool:
    """Whether the other side writes a number in Roman numerals: Shenzhou XVIII."""
    if atom.value is None or not 1 < atom.value <= _LAST_ROMAN or atom.value % 1:
        return False
    tens, ones = divmod(int(atom.value), 10)
    roman = re.compile(rf"\b{_ROMAN_TENS[tens]}{_ROMAN_ONES[ones]}\b")
    return any(roman.search(other.document.text, span.start, span.end) for span in other.spans)


def _follows_from_two(atom: Atom, other: Side) -> bool:
    """Whether the other side gives two numbers of this ratio, or shares so many points apart."""
    if atom.kind is Kind.PERCENTAGE_POINT:
        shares = [one.value for one in other.atoms if one.kind is Kind.PERCENT and one.value]
        return any(abs(one - second) == atom.value for one, second in combinations(shares, 2))
    values = [one.value for one in other.atoms if one.value]
    return any(
        atom.value in (one / second, second / one) for one, second in combinations(values, 2)
    )


def _is_time_between(atom: Atom, own: Side) -> bool:
    """Whether a number of years only counts those between two dates of the same passage."""
    unit = UNITS.get(atom.unit)
    if unit is None or unit.dimension != "months" or atom.value is None:
        return False
    years = [one.date.year for one in own.atoms if one.date and one.date.year]
    length = Decimal(int(unit.factor)) * atom.value / 12
    return any(abs(one - other) == length for one, other in combinations(years, 2))


def _is_all_of_it(atom: Atom, other: Side) -> bool:
    if atom.unit == "h" and atom.value == 24:
        words = _ALL_DAY
    elif atom.unit == "d" and atom.value == 365:
        words = _ALL_YEAR
    else:
        return False
    return any(words.search(other.document.text, span.start, span.end) for span in other.spans)


def _is_one_unit(atom: Atom, other: Side) -> bool:
    """Whether the other side has a unit alone: 每刻钟 for 15 minutes, "a decade" for ten years."""
    if atom.value is None:
        return False
    text = " ".join(span.of(other.document.text) for span in other.spans)
    if is_chinese(other.document):
        found = [
            CHINESE_UNITS.get(text[match.end() : match.end() + length])
            for match in _EACH.finditer(text)
            for length in (1, 2, 3)
        ]
    else:
        found = [ENGLISH_UNITS.get(match[1].lower()) for match in _ONE.finditer(text)]
    worth = in_base_units(atom.value, atom.unit)
    return any(unit and worth == in_base_units(Decimal(1), unit) for unit in found)


def _is_name_of_day(date: DateParts, other: Side) -> bool:
    """Whether a day gave an event its name: 七七, 九一八, 9·18."""
    if date.month is None or date.day is None or not is_chinese(other.document):
        return False
    text = " ".join(span.of(other.document.text) for span in other.spans)
    han = _in_characters(date.month) + "[·.・]?" + _in_characters(date.day)
    return bool(re.search(rf"{han}|(?<!\d){date.month}[·.・]{date.day}(?!\d)", text))


def _in_characters(number: int) -> str:
    """A number up to 31 as the names of days write it: 9, 18 and 31 as 九, 一八 and 三一."""
    if number <= 10:
        return _HAN_DIGITS[number]
    ten = "十" + (_HAN_DIGITS[number % 10] if number % 10 else "")
    full = ("" if number < 20 else _HAN_DIGITS[number // 10]) + ten
    return f"(?:{full}|{_HAN_DIGITS[number // 10]}{_HAN_DIGITS[number % 10]})"
