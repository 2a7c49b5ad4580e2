"""What the contexts of numbers have in common in both languages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from corpus.span import Span
from reports.numbers.atoms import Atom, Kind, Role
from reports.numbers.units import UNITS

MOVING = frozenset(
    {Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MULTIPLE, Kind.MONEY, Kind.MEASURE, Kind.CARDINAL,
     Kind.DECIMAL, Kind.FRACTION}
)  # fmt: skip
"""Kinds of number that can rise and fall."""

_BOUNDLESS = frozenset({Kind.LIST, Kind.FOOTNOTE, Kind.DOCUMENT, Kind.NAMED, Kind.ORDINAL})

PlaceOne = Callable[[str, Atom, int, Atom | None], Atom]
"""Text, a number, the end of the one before it, and that one, to the number in its context."""


def place_each(text: str, atoms: list[Atom], place_one: PlaceOne) -> list[Atom]:
    """Every number in its context, from the left; names and labels as they are."""
    placed: list[Atom] = []
    floor = 0
    for atom in join_compounds(text, atoms):
        before = placed[-1] if placed else None
        placed.append(atom if atom.kind in _BOUNDLESS else place_one(text, atom, floor, before))
        floor = atom.span.end
    return placed


_COMPOUND = frozenset({"duration", "months", "length", "mass"})
_BETWEEN = ("", " ", " and ", ", ", ", and ", "零", "又")


def join_compounds(text: str, atoms: list[Atom]) -> list[Atom]:
    """The atoms, with "2 hours 30 minutes" and 3元5角 as one each, in the smaller unit."""
    if not any(one.span.end + 5 >= two.span.start for one, two in pairwise(atoms)):
        return atoms
    joined: list[Atom] = []
    for atom in atoms:
        whole = _compound(text, joined[-1], atom) if joined else None
        if whole is None:
            joined.append(atom)
        else:
            joined[-1] = whole
    return joined


def _compound(text: str, first: Atom, last: Atom) -> Atom | None:
    if last.kind is not first.kind or not (first.role is last.role is Role.NONE):
        return None
    if text[first.span.end : last.span.start] not in _BETWEEN or not first.value or not last.value:
        return None
    span = Span(first.span.start, last.span.end)
    if last.kind is Kind.MEASURE:
        value = _sum(first, last)
        return None if value is None else replace(last, span=span, value=value)
    coins = text[last.span.end - 1] in "角毛分" and text[first.span.end - 1] == "元"
    if last.kind is Kind.MONEY and coins:
        return replace(first, span=span, value=first.value + last.value)
    return None


def _sum(first: Atom, last: Atom) -> Decimal | None:
    """Both in the unit of the second, if that is a part of the unit of the first."""
    large, small = UNITS.get(first.unit), UNITS.get(last.unit)
    if large is None or small is None or large.dimension not in _COMPOUND:
        return None
    ratio = large.factor / small.factor
    if large.dimension != small.dimension or ratio <= 1 or ratio.denominator != 1:
        return None
    value, more = first.value or Decimal(0), last.value or Decimal(0)
    return value * Decimal(ratio.numerator) + more if more < ratio else None
