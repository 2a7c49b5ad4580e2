"""Whether two numbers are worth the same, in whatever form and unit."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

from reports.numbers.atoms import (
    DISCOUNT,
    EITHER_ORDER,
    TIMES,
    Atom,
    Bound,
    DateParts,
    Direction,
    Kind,
)
from reports.numbers.units import in_base_units

_COUNTS = frozenset({Kind.CARDINAL, Kind.DECIMAL, Kind.ORDINAL, Kind.DOCUMENT, Kind.NAMED})
PARTS = frozenset({Kind.PERCENT, Kind.FRACTION, Kind.RATIO, Kind.MULTIPLE})
HIGH = frozenset({Bound.OVER, Bound.AT_LEAST})
LOW = frozenset({Bound.UNDER, Bound.AT_MOST})
ROUNDED = frozenset({Bound.ABOUT, Bound.NEARLY, Bound.OVER, Bound.AT_LEAST, Bound.VAGUE})
# Two units of one dimension: the factor is exact, the figure was rounded by the translator.
_CONVERSION_TOLERANCE = Fraction(2, 100)
_ROUNDING_TOLERANCE = Fraction(2, 100)
_LONG_PARTS = frozenset({"year", "decade", "century"})
_DEGREES = frozenset({"deg", "degC", "degF"})
_DEGREE_TOLERANCE = Fraction(1)


def digits(atom: Atom) -> str:
    """The figures of a value without its magnitude: "3" for 300 and for 0.03."""
    if atom.value is None:
        return ""
    return "".join(str(digit) for digit in atom.value.normalize().as_tuple().digits)


def is_same_value(here: Atom, there: Atom) -> bool:
    """Whether two numbers are worth the same, in whatever form and unit."""
    if here.date and there.date:
        turned = [_turned(atom.date) for atom in (here, there) if atom.unit == EITHER_ORDER]
        return _same_date(here.date, there.date) or any(
            _same_date(date, there.date if here.unit == EITHER_ORDER else here.date)
            for date in turned
        )
    if here.date or there.date:
        dated, other = (here, there) if here.date else (there, here)
        return _is_in_date(dated.date, other)
    if here.value is None or there.value is None:
        vague = (here.bound is Bound.VAGUE) is (there.bound is Bound.VAGUE)
        return here.kind is there.kind and here.unit == there.unit and vague
    if here.kind is there.kind:
        return is_same_in_kind(here, there)
    return _same_across_kinds(here, there)


def is_same_in_kind(here: Atom, there: Atom) -> bool:
    """Whether two numbers of one kind are worth the same."""
    kind = here.kind
    if kind is Kind.NAMED:
        return here.unit == there.unit and here.value == there.value
    if kind is Kind.TIME:
        day = 1440 if here.unit and there.unit else 720
        return ((here.value or 0) - (there.value or 0)) % day == 0
    if kind is Kind.PERCENT and DISCOUNT in (here.unit, there.unit):
        return here.value in (there.value, 100 - (there.value or Decimal(0)))
    if kind is Kind.MEASURE and {here.unit, there.unit} <= _DEGREES:
        return _same_temperature(here, there)
    if here.unit != there.unit and kind in (Kind.MONEY, Kind.MEASURE):
        return kind is Kind.MEASURE and _converts(here, there)
    alike = kind is Kind.MULTIPLE and bool(_ratios(here) & _ratios(there))
    return alike or _near(here, there)


def _same_across_kinds(here: Atom, there: Atom) -> bool:
    kinds = {here.kind, there.kind}
    if kinds == {Kind.MONEY, Kind.MEASURE} and "GBP" in (here.unit, there.unit):
        # English "pounds" are money or weight; the other side tells.
        return _converts(*(replace(a, unit="lb") if a.unit == "GBP" else a for a in (here, there)))
    if kinds == {Kind.MEASURE, Kind.AGE}:
        return _converts(here, there)
    if kinds <= PARTS:
        return _same_part(here, there)
    if kinds & {Kind.PERCENTAGE_POINT, Kind.PERCENT}:
        # "per cent" may be left out of one of two figures: 20 to 30 percent.
        return bool(kinds & {Kind.CARDINAL, Kind.DECIMAL}) and _near(here, there)
    return _near(here, there)


def _near(here: Atom, there: Atom) -> bool:
    """Whether values are equal, or one is the rounded form that it says it is."""
    one, other = abs(Fraction(here.value or 0)), abs(Fraction(there.value or 0))
    if one == other:
        return True
    if is_dozen(here, there) or is_dozen(there, here):
        return True
    if _is_over(here, there) or _is_over(there, here):
        return True
    if Bound.VAGUE in (here.bound, there.bound):
        return here.bound is there.bound and max(one, other) <= Fraction(12, 10) * min(one, other)
    if here.bound not in ROUNDED and there.bound not in ROUNDED:
        return False
    return len(digits(here)) != len(digits(there)) and abs(one - other) <= (
        _ROUNDING_TOLERANCE * max(one, other)
    )


def is_dozen(here: Atom, there: Atom) -> bool:
    """Whether one says a dozen, and the other ten and some more."""
    return here.words and here.value == 12 and there.value == 10 and there.bound in ROUNDED


def _is_over(here: Atom, there: Atom) -> bool:
    """Whether one is "more than a dozen" and the other 十七八, a rough number beyond it."""
    if not (here.words and there.words and there.role and there.bound is Bound.ABOUT):
        return False
    low = here.value or Decimal(0)
    return here.bound in HIGH and low <= (there.value or 0) <= 2 * low


def _converts(here: Atom, there: Atom) -> bool:
    if here.value is None or there.value is None:
        return False
    if here.unit == there.unit:
        return _near(here, there)
    one, other = in_base_units(here.value, here.unit), in_base_units(there.value, there.unit)
    if one[0] != other[0]:
        return False
    rounded = here.bound in ROUNDED or there.bound in ROUNDED
    tolerance = _CONVERSION_TOLERANCE * (2 if rounded else 1)
    close = tolerance * max(abs(one[1]), abs(other[1]))
    return abs(one[1] - other[1]) <= close


def _same_temperature(here: Atom, there: Atom) -> bool:
    """Whether two temperatures are the same; bare degrees may be of either scale."""
    if ((here.value or 0) < 0) is not ((there.value or 0) < 0) and here.unit == there.unit:
        return False
    if here.unit == there.unit:
        return _near(here, there)
    one, other = (
        (Fraction(atom.value or 0) * 9 / 5 + 32)
        if atom.unit == "degC"
        else Fraction(atom.value or 0)
        for atom in (here, there)
    )
    if "deg" in (here.unit, there.unit):
        return here.value == there.value
    return abs(one - other) <= _DEGREE_TOLERANCE


def _same_part(here: Atom, there: Atom) -> bool:
    """Percentages, fractions, ratios and multiples against each other."""
    if Kind.MULTIPLE in (here.kind, there.kind):
        return bool(_ratios(here) & _ratios(there))
    one, other = _share(here), _share(there)
    # "Down by a third" leaves two thirds.
    if {here.direction, there.direction} == {Direction.DOWN, Direction.NONE} and one + other == 1:
        return True
    # A third is 33%: whole percents are the coarsest in use.
    return abs(one - other) <= (
        Fraction(1, 200) if Kind.FRACTION in (here.kind, there.kind) else Fraction(0)
    )


def _share(atom: Atom) -> Fraction:
    value = Fraction(atom.value or 0)
    return value / 100 if atom.kind is Kind.PERCENT else value


def _ratios(atom: Atom) -> set[Fraction]:
    """How many times the old value the new one is; English "grew three times" leaves two."""
    value = Fraction(atom.value or 0)
    if atom.kind in (Kind.PERCENT, Kind.FRACTION):
        share = _share(atom)
        if atom.direction is Direction.UP:
            return {1 + share}
        return {1 - share} if atom.direction is Direction.DOWN else {share}
    figures = atom.direction is Direction.UP and not atom.words
    if atom.kind is Kind.MULTIPLE and (atom.unit == TIMES or figures):
        return {value, value + 1}
    return {value}


def _turned(date: DateParts | None) -> DateParts:
    """A date with its day and month exchanged."""
    date = date or DateParts()
    return replace(date, month=date.day, day=date.month)


def _by_century(date: DateParts) -> DateParts:
    """The 1600s as the seventeenth century."""
    if date.decade is None or date.decade < 1000 or date.decade % 100:
        return date
    return replace(date, decade=None, century=date.decade // 100 + 1)


def _same_date(here: DateParts, there: DateParts) -> bool:
    """Whether no part contradicts another; a part that one leaves out is no contradiction."""
    here, there = _by_century(here), _by_century(there)
    one, other = here.named, there.named
    if here.decade is not None and there.decade is not None:
        whole = here.decade > 99 and there.decade > 99
        return here.decade == there.decade if whole else (here.decade - there.decade) % 100 == 0
    if here.phase and there.phase and one.keys() == other.keys() and here.phase != there.phase:
        return False
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[part] == other[part] for part in shared)


def share_parts(here: DateParts, there: DateParts) -> bool:
    """Whether two dates speak of the same parts, or both of years: 1985 and the 1990s."""
    one, other = here.named.keys(), there.named.keys()
    return bool(one & other) or bool(one & _LONG_PARTS and other & _LONG_PARTS)


def _is_in_date(date: DateParts | None, other: Atom) -> bool:
    if date is None or other.value is None:
        return False
    said = date.named
    if other.kind is Kind.ORDINAL:
        return set(said) == {"day"} and said["day"] == other.value
    return set(said) == {"year"} and said["year"] == other.value and other.kind in _COUNTS
