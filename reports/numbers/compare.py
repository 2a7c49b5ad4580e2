"""Whether two numbers say the same, whatever they look like, and how they differ if not."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction

from reports.numbers.atoms import TIMES, Atom, Bound, DateParts, Direction, Kind, Role
from reports.numbers.units import UNITS, in_base_units


class Change(StrEnum):
    """How a number differs from the one it is compared with."""

    VALUE = "value"
    UNIT = "unit"
    BOUND = "bound"
    DIRECTION = "direction"
    ORDER = "order"
    BASE = "base"
    MISSING = "missing"
    ADDED = "added"


@dataclass(frozen=True, slots=True)
class Difference:
    """One number of one side against its counterpart on the other.

    Attributes:
        change: what differs.
        here: the number on the first side; None if it is missing there.
        there: the number on the other side; None if it is missing there.
    """

    change: Change
    here: Atom | None
    there: Atom | None


_COUNTS = frozenset({Kind.CARDINAL, Kind.DECIMAL, Kind.ORDINAL, Kind.DOCUMENT, Kind.NAMED})
_PARTS = frozenset({Kind.PERCENT, Kind.FRACTION, Kind.RATIO, Kind.MULTIPLE})
_LOW = frozenset({Bound.UNDER, Bound.AT_MOST})
_HIGH = frozenset({Bound.OVER, Bound.AT_LEAST})
_ALIKE = (
    _HIGH,
    _LOW | {Bound.NEARLY},
    frozenset({Bound.ABOUT, Bound.NEARLY}),
    frozenset({Bound.ABOUT, Bound.VAGUE}),
    frozenset({Bound.OVER, Bound.VAGUE}),
)
_ROUNDED = frozenset({Bound.ABOUT, Bound.NEARLY, Bound.OVER, Bound.AT_LEAST, Bound.VAGUE})
_TIME_DIMENSIONS = frozenset({"duration", "months"})
# Two units of one dimension: the factor is exact, the figure was rounded by the translator.
_CONVERSION_TOLERANCE = Fraction(2, 100)
_ROUNDING_TOLERANCE = Fraction(2, 100)
_ROUND_DIGITS = 2
_IMPOSSIBLE = 9.0


def differences(here: tuple[Atom, ...], there: tuple[Atom, ...]) -> tuple[Difference, ...]:
    """Pair the numbers of two renderings of one passage and say how they differ.

    Every number has at most one counterpart. Pairs are made from the cheapest on: equal values
    first, then equal figures with other units, then numbers of the same sort; at equal cost those
    that stand at the same place in their row.

    Args:
        here: numbers of the first side, in order.
        there: numbers of the other side, in order.

    Returns:
        The differences in the order of the first side; what is missing there comes last.
    """
    pairs = _pairs(here, there)
    found: list[Difference] = []
    for place, atom in enumerate(here):
        if place not in pairs:
            found.append(Difference(Change.ADDED, atom, None))
            continue
        other = there[pairs[place]]
        change = compare(atom, other)
        if change:
            found.append(Difference(change, atom, other))
    paired = set(pairs.values())
    missing = (atom for place, atom in enumerate(there) if place not in paired)
    found.extend(Difference(Change.MISSING, None, atom) for atom in missing)
    return tuple(found)


def _pairs(here: tuple[Atom, ...], there: tuple[Atom, ...]) -> dict[int, int]:
    costs = []
    for row, atom in enumerate(here):
        for column, other in enumerate(there):
            cost = _cost(atom, other)
            if cost < _IMPOSSIBLE:
                shift = abs(row / len(here) - column / len(there))
                costs.append((cost + 0.04 * shift, abs(row - column), row, column))
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, row, column in sorted(costs):
        if row not in pairs and column not in taken:
            pairs[row] = column
            taken.add(column)
    return pairs


def _cost(here: Atom, there: Atom) -> float:
    if is_same_value(here, there):
        cost = 0.0 if here.kind is there.kind else 0.1
        cost += 0.05 * (here.bound is not there.bound) + 0.05 * (here.role is not there.role)
        cost += 0.02 * (here.direction is not there.direction)
        return cost + 0.02 * (here.unit != there.unit)
    if _differs_in_unit(here, there):
        return 0.3
    if not _are_comparable(here, there):
        return _IMPOSSIBLE
    cost = 0.5 + 0.1 * (here.unit != there.unit) + 0.1 * (here.kind is not there.kind)
    if here.date and there.date:
        one, other = here.date.named, there.date.named
        shared = sum(one[part] == other[part] for part in one.keys() & other.keys())
        return cost - 0.1 * shared
    return cost - 0.05 * (here.role is there.role) - 0.05 * _same_figures(here, there)


def _same_figures(here: Atom, there: Atom) -> bool:
    """Whether only the magnitude differs: 3亿 against 3 million."""
    return _digits(here) == _digits(there) != ""


def _digits(atom: Atom) -> str:
    if atom.value is None:
        return ""
    return "".join(str(digit) for digit in atom.value.normalize().as_tuple().digits)


def _are_comparable(here: Atom, there: Atom) -> bool:
    """Whether one may stand where the other should, with a wrong value."""
    if here.kind is Kind.NAMED and there.kind is Kind.NAMED:
        return here.unit == there.unit
    if _is_figurative(here, there) or _is_figurative(there, here):
        return False
    ordinals = {here.kind, there.kind} == {Kind.ORDINAL}
    if (
        not ordinals
        and here.is_soft is not there.is_soft
        and max(here.value or 0, there.value or 0) > 12
    ):
        return False  # "a word or two" is no wrong form of 42
    if here.unit and there.unit and {here.kind, there.kind} == {Kind.MEASURE}:
        return in_base_units(Decimal(1), here.unit)[0] == in_base_units(Decimal(1), there.unit)[0]
    if here.kind is there.kind:
        return True
    kinds = {here.kind, there.kind}
    return kinds <= {Kind.CARDINAL, Kind.DECIMAL} or kinds <= _PARTS - {Kind.RATIO}


def _is_figurative(vague: Atom, other: Atom) -> bool:
    """Whether one only says "very many", and the other is no counterpart of it.

    千万 or "ten thousand" may say no more than that; and 亿万 says nothing that could be compared.
    """
    if vague.bound is not Bound.VAGUE or other.bound is Bound.VAGUE:
        return False
    figure = other.words and other.bound is Bound.EXACT and _digits(other) == "1"
    return vague.value is None or figure


def compare(here: Atom, there: Atom) -> Change | None:
    """How one number differs from another that stands in its place; None if it does not."""
    if _differs_in_unit(here, there):
        return Change.UNIT
    if not is_same_value(here, there):
        return Change.BASE if _is_one_more(here, there) else Change.VALUE
    loose = here.bound is there.bound is Bound.ABOUT and here.words
    if here.role is not there.role and Role.NONE not in (here.role, there.role) and not loose:
        return Change.ORDER
    if _move(here) is not _move(there) and Direction.NONE not in (_move(here), _move(there)):
        return Change.DIRECTION
    return None if _bounds_agree(here, there) else Change.BOUND


def _is_one_more(here: Atom, there: Atom) -> bool:
    """Whether one counts what was added, and the other the whole: 增长三倍 and "threefold"."""
    growing = Direction.UP in (here.direction, there.direction)
    if {here.kind, there.kind} != {Kind.MULTIPLE} or not growing:
        return False
    return abs((here.value or 0) - (there.value or 0)) == 1


def _move(atom: Atom) -> Direction:
    if atom.value is not None and atom.value < 0 and atom.kind is not Kind.MEASURE:
        return Direction.UP if atom.direction is Direction.DOWN else Direction.DOWN
    return atom.direction


def _differs_in_unit(here: Atom, there: Atom) -> bool:
    """Whether the figure is the same and the unit makes it another number."""
    if here.value is None or there.value is None or here.value != there.value:
        return False
    kinds = {here.kind, there.kind}
    if kinds == {Kind.PERCENT, Kind.PERCENTAGE_POINT}:
        return True
    if kinds == {Kind.MONEY}:
        return here.unit != there.unit
    if kinds == {Kind.MEASURE}:
        return here.unit != there.unit and not _converts(here, there)
    if kinds in ({Kind.MONEY, Kind.MEASURE}, {Kind.NAMED}):
        return here.unit != there.unit
    parts = {Kind.PERCENT, Kind.PERCENTAGE_POINT}
    return len(kinds & parts) == 1 and bool(kinds & {Kind.MONEY, Kind.MEASURE, Kind.MULTIPLE})


def is_same_value(here: Atom, there: Atom) -> bool:
    """Whether two numbers are worth the same, in whatever form and unit."""
    if here.date and there.date:
        return _same_date(here.date, there.date)
    if here.date or there.date:
        dated, other = (here, there) if here.date else (there, here)
        return _is_in_date(dated.date, other)
    if here.value is None or there.value is None:
        vague = (here.bound is Bound.VAGUE) is (there.bound is Bound.VAGUE)
        return here.kind is there.kind and here.unit == there.unit and vague
    if here.kind is there.kind:
        return _same_in_kind(here, there)
    return _same_across_kinds(here, there)


def _same_in_kind(here: Atom, there: Atom) -> bool:
    kind = here.kind
    if kind is Kind.NAMED:
        return here.unit == there.unit and here.value == there.value
    if kind is Kind.TIME:
        day = 1440 if here.unit and there.unit else 720
        return ((here.value or 0) - (there.value or 0)) % day == 0
    if kind is Kind.MONEY and here.unit != there.unit:
        return False
    if kind is Kind.MULTIPLE:
        return bool(_ratios(here) & _ratios(there)) or _near(here, there)
    if kind is Kind.MEASURE and here.unit != there.unit:
        return _converts(here, there)
    return _near(here, there)


def _same_across_kinds(here: Atom, there: Atom) -> bool:
    kinds = {here.kind, there.kind}
    if kinds == {Kind.MONEY, Kind.MEASURE} and "GBP" in (here.unit, there.unit):
        # English "pounds" are money or weight; the other side tells.
        return _converts(*(replace(a, unit="lb") if a.unit == "GBP" else a for a in (here, there)))
    if kinds == {Kind.MEASURE, Kind.AGE}:
        return _converts(here, there)
    if kinds <= _PARTS:
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
    if _is_dozen(here, there) or _is_dozen(there, here):
        return True
    if _is_over(here, there) or _is_over(there, here):
        return True
    if Bound.VAGUE in (here.bound, there.bound):
        return here.bound is there.bound and max(one, other) <= Fraction(12, 10) * min(one, other)
    if here.bound not in _ROUNDED and there.bound not in _ROUNDED:
        return False
    return len(_digits(here)) != len(_digits(there)) and abs(one - other) <= (
        _ROUNDING_TOLERANCE * max(one, other)
    )


def _is_dozen(here: Atom, there: Atom) -> bool:
    """Whether one says a dozen, and the other ten and some more."""
    return here.words and here.value == 12 and there.value == 10 and there.bound in _ROUNDED


def _is_over(here: Atom, there: Atom) -> bool:
    """Whether one is "more than a dozen" and the other 十七八, a rough number beyond it."""
    if not (here.words and there.words and there.role and there.bound is Bound.ABOUT):
        return False
    low = here.value or Decimal(0)
    return here.bound in _HIGH and low <= (there.value or 0) <= 2 * low


def _converts(here: Atom, there: Atom) -> bool:
    if here.value is None or there.value is None:
        return False
    if here.unit == there.unit:
        return _near(here, there)
    one, other = in_base_units(here.value, here.unit), in_base_units(there.value, there.unit)
    if one[0] != other[0]:
        return False
    rounded = here.bound in _ROUNDED or there.bound in _ROUNDED
    tolerance = _CONVERSION_TOLERANCE * (2 if rounded else 1)
    close = tolerance * max(abs(one[1]), abs(other[1]))
    return abs(one[1] - other[1]) <= close


def _same_part(here: Atom, there: Atom) -> bool:
    """Percentages, fractions, ratios and multiples against each other."""
    if Kind.MULTIPLE in (here.kind, there.kind):
        return bool(_ratios(here) & _ratios(there))
    one, other = _share(here), _share(there)
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
    if atom.kind is Kind.PERCENT:
        if atom.direction is Direction.UP:
            return {1 + value / 100}
        return {1 - value / 100} if atom.direction is Direction.DOWN else {value / 100}
    figures = atom.direction is Direction.UP and not atom.words
    if atom.kind is Kind.MULTIPLE and (atom.unit == TIMES or figures):
        return {value, value + 1}
    return {value}


def _same_date(here: DateParts, there: DateParts) -> bool:
    """Whether no part contradicts another; a part that one leaves out is no contradiction."""
    one, other = here.named, there.named
    if here.decade is not None and there.decade is not None:
        whole = here.decade > 99 and there.decade > 99
        return here.decade == there.decade if whole else (here.decade - there.decade) % 100 == 0
    shared = one.keys() & other.keys()
    return bool(shared) and all(one[part] == other[part] for part in shared)


def _is_in_date(date: DateParts | None, other: Atom) -> bool:
    if date is None or other.value is None:
        return False
    said = date.named
    if other.kind is Kind.ORDINAL:
        return set(said) == {"day"} and said["day"] == other.value
    return set(said) == {"year"} and said["year"] == other.value and other.kind in _COUNTS


def _bounds_agree(here: Atom, there: Atom) -> bool:
    """Whether the limits of two equal values say the same, or nothing that matters."""
    both = {here.bound, there.bound}
    if len(both) == 1 or any(both <= group for group in _ALIKE):
        return True
    # "Up to" and "within" often render a bare number; who is 年满18周岁 is "over the age of 18".
    of_age = here.kind is Kind.AGE and here.bound in _HIGH
    if there.bound is Bound.EXACT and (here.bound is Bound.AT_MOST or of_age):
        return True
    if Bound.ABOUT in both:
        return _is_loose(here, there)
    if 1 in (here.value, there.value) and here.is_soft and there.is_soft:
        return True  # "one or two" renders 一个或多个
    if _is_dozen(here, there) or _is_dozen(there, here) or Kind.DATE in (here.kind, there.kind):
        return True
    # "over five years" and "within five years" may only say how long something takes.
    lasting = _spans_time(here) or _spans_time(there)
    return lasting and Bound.EXACT in both and Bound.NEARLY not in both


def _is_loose(here: Atom, there: Atom) -> bool:
    """Whether a number is rough by itself, so that "about" adds nothing to it."""
    # A converted figure is rounded; the ends of a range and the hours of a day are loose.
    converted = Kind.MEASURE in (here.kind, there.kind) and here.unit != there.unit
    if converted or here.role or there.role or here.kind is Kind.TIME:
        return True
    # A hedge that the draft adds to a round figure does no harm; one that it drops may.
    return here.bound is Bound.ABOUT and len(_digits(there)) <= _ROUND_DIGITS


def _spans_time(atom: Atom) -> bool:
    unit = UNITS.get(atom.unit)
    return unit is not None and unit.dimension in _TIME_DIMENSIONS
