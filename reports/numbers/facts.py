"""Known facts that numbers can contradict, read from a table that ships with the package."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from reports.numbers.atoms import DateParts


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known.

    Attributes:
        congresses: number of a party congress and the day it opened, in order.
        plans: number of a five-year plan and the first and last year that it covers.
        agendas: the words that follow an agenda's name, and its number.
    """

    congresses: tuple[tuple[int, date], ...]
    plans: tuple[tuple[int, tuple[int, int]], ...]
    agendas: tuple[tuple[str, int], ...]

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

    table = tomllib.loads(Path(__file__).with_name("known_facts.toml").read_text(encoding="utf-8"))
    return Facts(
        tuple((row["number"], row["opened"]) for row in table["congress"]),
        tuple((row["number"], (row["years"][0], row["years"][1])) for row in table["plan"]),
        tuple((row["topic"], row["number"]) for row in table["agenda"]),
    )
