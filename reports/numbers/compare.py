"""Whether two numbers say the same, whatever they look like, and how they differ if not."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from reports.numbers.atoms import Atom, Bound, Direction, Kind, Role
from reports.numbers.same_value import (
    HIGH,
    LOW,
    PARTS,
    digits,
    is_dozen,
    is_same_in_kind,
    is_same_value,
    share_parts,
)
from reports.numbers.units import UNITS, in_base_units


class Change(StrEnum):
    """How a number differs from the one it is compared with."""

    VALUE = "value"
    UNIT = "unit"
    BOUND = "bound"
    DIRECTION = "direction"
    ORDER = "order"
    BASE = "base"
    FORMAT = "format"
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


_ALIKE = (
    HIGH,
    LOW | {Bound.NEARLY},
    frozenset({Bound.ABOUT, Bound.NEARLY}),
    frozenset({Bound.ABOUT, Bound.VAGUE}),
    frozenset({Bound.OVER, Bound.VAGUE}),
)
_TIME_DIMENSIONS = frozenset({"duration", "months"})
_ROUND_DIGITS = 2
# "Tenfold" and 增长十倍 differ by less than anyone means by them.
_THOUSAND = 3
_MANY_TIMES = 10
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
    return digits(here) == digits(there) != ""


def _are_comparable(here: Atom, there: Atom) -> bool:
    """Whether one may stand where the other should, with a wrong value."""
    if here.kind is Kind.NAMED and there.kind is Kind.NAMED:
        return here.unit == there.unit
    if _is_figurative(here, there) or _is_figurative(there, here) or _is_idle(here, there):
        return False
    if here.date and there.date:
        return share_parts(here.date, there.date)
    if here.unit and there.unit and {here.kind, there.kind} == {Kind.MEASURE}:
        return in_base_units(Decimal(1), here.unit)[0] == in_base_units(Decimal(1), there.unit)[0]
    if here.kind is there.kind:
        return True
    kinds = {here.kind, there.kind}
    return kinds <= {Kind.CARDINAL, Kind.DECIMAL} or kinds <= PARTS - {Kind.RATIO}


def _is_figurative(vague: Atom, other: Atom) -> bool:
    """Whether one only says "very many", and the other is no counterpart of it.

    千万 or "ten thousand" may say no more than that; and 亿万 says nothing that could be compared.
    """
    if vague.bound is not Bound.VAGUE or other.bound is Bound.VAGUE:
        return False
    figure = other.words and other.bound is Bound.EXACT and digits(other) == "1"
    return vague.value is None or figure


def _is_idle(here: Atom, there: Atom) -> bool:
    """Whether one is small and in words and the other large: "a word or two" is no wrong 42."""
    if {here.kind, there.kind} == {Kind.ORDINAL} or here.is_soft is there.is_soft:
        return False
    return max(here.value or 0, there.value or 0) > 12


def compare(here: Atom, there: Atom) -> Change | None:
    """How one number differs from another that stands in its place; None if it does not."""
    if _differs_in_unit(here, there):
        return Change.UNIT
    if not is_same_value(here, there):
        return _change_of_value(here, there)
    loose = here.bound is there.bound is Bound.ABOUT and here.words
    if here.role is not there.role and Role.NONE not in (here.role, there.role) and not loose:
        return Change.ORDER
    if _move(here) is not _move(there) and Direction.NONE not in (_move(here), _move(there)):
        return Change.DIRECTION
    return None if _bounds_agree(here, there) else Change.BOUND


def _change_of_value(here: Atom, there: Atom) -> Change | None:
    """How two numbers differ that are not worth the same; None if nobody means the difference."""
    if here.kind is there.kind is Kind.RATIO and here.value == 1 / (there.value or Decimal(1)):
        return Change.ORDER
    if _is_grouped_by_point(here, there):
        return Change.FORMAT
    if not _is_one_more(here, there):
        return Change.VALUE
    return Change.BASE if min(here.value or 0, there.value or 0) < _MANY_TIMES else None


def _is_grouped_by_point(here: Atom, there: Atom) -> bool:
    """Whether a figure such as 1.250 stands for 1,250, as other languages group it."""
    if here.value is None or there.value is None or here.unit != there.unit:
        return False
    thousandths = here.value.as_tuple().exponent == -_THOUSAND and 1 <= here.value < 1000
    return thousandths and here.value.scaleb(_THOUSAND) == there.value


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
        return here.unit != there.unit and not is_same_in_kind(here, there)
    if kinds in ({Kind.MONEY, Kind.MEASURE}, {Kind.NAMED}):
        return here.unit != there.unit
    parts = {Kind.PERCENT, Kind.PERCENTAGE_POINT}
    return len(kinds & parts) == 1 and bool(kinds & {Kind.MONEY, Kind.MEASURE, Kind.MULTIPLE})


def _bounds_agree(here: Atom, there: Atom) -> bool:
    """Whether the limits of two equal values say the same, or nothing that matters."""
    both = {here.bound, there.bound}
    alike = len(both) == 1 or any(both <= group for group in _ALIKE)
    alike = alike or _is_end(here, there) or _is_end(there, here)
    if alike or _is_rounded(here, there) or _is_rounded(there, here):
        return True
    # "Up to" and "within" often render a bare number; who is 年满18周岁 is "over the age of 18".
    of_age = here.kind is Kind.AGE and here.bound in HIGH
    if there.bound is Bound.EXACT and (here.bound is Bound.AT_MOST or of_age):
        return True
    if Bound.ABOUT in both:
        return _is_loose(here, there)
    # "One or two" renders 一个或多个.
    single = 1 in (here.value, there.value) and here.is_soft and there.is_soft
    dozen = is_dozen(here, there) or is_dozen(there, here)
    if single or dozen or Kind.DATE in (here.kind, there.kind):
        return True
    # "over five years" and "within five years" may only say how long something takes.
    lasting = _spans_time(here) or _spans_time(there)
    return lasting and Bound.EXACT in both and Bound.NEARLY not in both


def _is_end(ranged: Atom, limited: Atom) -> bool:
    """Whether one is the end of a range that the other says as a limit: 二百元以上五百元以下."""
    ends = {Role.FROM: Bound.AT_LEAST, Role.TO: Bound.AT_MOST}
    return ranged.bound is Bound.EXACT and ends.get(ranged.role) is limited.bound


def _is_rounded(rough: Atom, exact: Atom) -> bool:
    """Whether a round figure with its limit is a true account of the exact one."""
    if exact.bound is not Bound.EXACT or rough.value is None or exact.value is None:
        return False
    if rough.bound is Bound.ABOUT and rough.unit == exact.unit:
        return rough.value != exact.value and len(digits(rough)) < len(digits(exact))
    if rough.bound in HIGH:
        return rough.value < exact.value
    return rough.bound in (Bound.NEARLY, Bound.UNDER) and rough.value > exact.value


def _is_loose(here: Atom, there: Atom) -> bool:
    """Whether a number is rough by itself, so that "about" adds nothing to it."""
    # A converted figure is rounded; the ends of a range and the hours of a day are loose.
    converted = Kind.MEASURE in (here.kind, there.kind) and here.unit != there.unit
    if converted or here.role or there.role or here.kind is Kind.TIME:
        return True
    # A hedge that the draft adds to a round figure does no harm; one that it drops may.
    return here.bound is Bound.ABOUT and len(digits(there)) <= _ROUND_DIGITS


def _spans_time(atom: Atom) -> bool:
    unit = UNITS.get(atom.unit)
    return unit is not None and unit.dimension in _TIME_DIMENSIONS
