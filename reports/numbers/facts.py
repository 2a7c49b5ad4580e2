"""Known facts that numbers can contradict, read from a table that ships with the package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from corpus.errors import MalformedFileError
from reports.numbers.atoms import DateParts


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known.

    Attributes:
        congresses: number of a party congress and the day it opened, in order.
        plans: number of a five-year plan and the first and last year that it covers.
        agendas: the words that follow an agenda's name, and its number.
        plenums: number of a committee and of its plenary session, and its first and last day.
    """

    congresses: tuple[tuple[int, date], ...]
    plans: tuple[tuple[int, tuple[int, int]], ...]
    agendas: tuple[tuple[str, int], ...]
    plenums: tuple[tuple[tuple[int, int], tuple[date, date]], ...] = ()

    def __or__(self, other: Facts) -> Facts:
        """These facts and others, which take the place of rows of the same number."""
        return Facts(
            tuple(sorted((dict(self.congresses) | dict(other.congresses)).items())),
            tuple(sorted((dict(self.plans) | dict(other.plans)).items())),
            tuple(sorted((dict(self.agendas) | dict(other.agendas)).items())),
            tuple(sorted((dict(self.plenums) | dict(other.plenums)).items())),
        )

    def days_of_plenum(self, committee: int, number: int) -> tuple[date, date] | None:
        """First and last day of a plenary session."""
        return dict(self.plenums).get((committee, number))

    def years_of_committee(self, number: int) -> tuple[int, int | None] | None:
        """First and last year in which a central committee served; no last year if it still may."""
        for place, (congress, opened) in enumerate(self.congresses):
            if congress == number:
                following = self.congresses[place + 1 : place + 2]
                return opened.year, following[0][1].year if following else None
        return None

    def committee_at(self, parts: DateParts) -> int | None:
        """The central committee in office at a date; None if the date leaves two."""
        if parts.year is None:
            return None
        first = date(parts.year, parts.month or 1, parts.day or 1)
        last = date(parts.year, parts.month or 12, parts.day or 28)
        early = [number for number, opened in self.congresses if opened <= first]
        late = [number for number, opened in self.congresses if opened <= last]
        return early[-1] if early and early[-1:] == late[-1:] else None

    def years_of_plan(self, number: int) -> tuple[int, int] | None:
        """First and last year of a five-year plan."""
        return dict(self.plans).get(number)


@cache
def known_facts() -> Facts:
    """The facts that ship with the package."""
    import tomllib

    path = Path(__file__).with_name("known_facts.toml")
    return read_facts(tomllib.loads(path.read_text(encoding="utf-8")), path.name)


_ROWS: dict[str, dict[str, str]] = {
    "congress": {"number": "a number", "opened": "a day"},
    "plan": {"number": "a number", "years": "two years"},
    "agenda": {"number": "a number", "topic": "a text"},
    "plenum": {"committee": "a number", "number": "a number", "met": "two days"},
}


def read_facts(table: Mapping[str, object], where: str) -> Facts:
    """Facts from the tables of a TOML file: [[congress]], [[plan]], [[agenda]] and [[plenum]].

    Args:
        table: the tables.
        where: the file, for messages.

    Raises:
        MalformedFileError: if a table or key is unknown or missing, or a value is of another type.
    """
    rows = {name: _rows(table, name, where) for name in _ROWS}
    for name in table:
        if name not in _ROWS:
            known = ", ".join(_ROWS)
            raise MalformedFileError(f"{name!r} is no kind of fact; known are {known}", path=where)
    return Facts(
        tuple((row["number"], row["opened"]) for row in rows["congress"]),
        tuple((row["number"], tuple(row["years"])) for row in rows["plan"]),
        tuple((row["topic"], row["number"]) for row in rows["agenda"]),
        tuple(((row["committee"], row["number"]), tuple(row["met"])) for row in rows["plenum"]),
    )


def _rows(table: Mapping[str, object], name: str, where: str) -> list[dict[str, Any]]:
    rows = table.get(name, [])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise MalformedFileError(f"write [[{name}]], with two brackets", path=where)
    for row in rows:
        if row.keys() != _ROWS[name].keys():
            keys = " and ".join(_ROWS[name])
            raise MalformedFileError(f"a {name} has {keys}, and nothing else", path=where)
        for key, kind in _ROWS[name].items():
            if not _is_of_kind(row[key], kind):
                raise MalformedFileError(f"{key} of a {name} is {kind}", path=where)
    return rows


def _is_of_kind(value: object, kind: str) -> bool:
    if kind.startswith("two "):
        inner = int if kind == "two years" else date
        return isinstance(value, list) and [type(item) for item in value] == [inner, inner]
    return type(value) is {"a number": int, "a day": date, "a text": str}[kind]
