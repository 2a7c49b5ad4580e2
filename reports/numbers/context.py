"""What the contexts of numbers have in common in both languages."""

from __future__ import annotations

from collections.abc import Callable

from reports.numbers.atoms import Atom, Kind

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
    for atom in atoms:
        before = placed[-1] if placed else None
        placed.append(atom if atom.kind in _BOUNDLESS else place_one(text, atom, floor, before))
        floor = atom.span.end
    return placed
