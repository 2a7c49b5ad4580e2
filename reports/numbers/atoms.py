"""The types of numbers: an `Atom` is one number of a text, read and placed."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from corpus.span import Span


class Kind(StrEnum):
    """What a number is."""

    CARDINAL = "cardinal"
    ORDINAL = "ordinal"
    DECIMAL = "decimal"
    FRACTION = "fraction"
    RATIO = "ratio"
    PERCENT = "percent"
    PERCENTAGE_POINT = "percentage-point"
    MULTIPLE = "multiple"
    MONEY = "money"
    MEASURE = "measure"
    DATE = "date"
    TIME = "time"
    AGE = "age"
    NAMED = "named"
    DOCUMENT = "document"
    LIST = "list"
    FOOTNOTE = "footnote"

    @property
    def is_quantity(self) -> bool:
        """Whether it says something about the world, and not about the page."""
        return self not in (Kind.LIST, Kind.FOOTNOTE)


class Bound(StrEnum):
    """How the words around a number limit it."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    OVER = "over"
    AT_LEAST = "at least"
    UNDER = "under"
    AT_MOST = "at most"
    VAGUE = "some multiple of"


class Direction(StrEnum):
    """Whether the words around a number say that something rose or fell."""

    NONE = ""
    UP = "up"
    DOWN = "down"


class Role(StrEnum):
    """Which end of a range or of a from-to a number is."""

    NONE = ""
    FROM = "from"
    TO = "to"


DAY_CLOCK = "24h"
"""Unit of a time that leaves no doubt about morning or evening."""


EITHER_ORDER = "either order"
"""Unit of a date in figures that leaves open which of two is the month: 3/4/2022."""


DISCOUNT = "discount"
"""Unit of 八折, eighty percent of a price, which is twenty percent off."""


TIMES = "times"
"""Unit of a multiple that may count what was added or the whole: "grew three times"."""


@dataclass(frozen=True, slots=True)
class DateParts:
    """What a date says; parts that it does not say are None.

    Attributes:
        year: of the common era.
        month: 1 to 12 when well formed.
        day: of the month.
        quarter: 1 to 4.
        half: 1 or 2.
        decade: first year of it, such as 1990; without a century, 90.
        century: 20 for the twentieth.
        fiscal: whether the year is a fiscal year.
        phase: "early", "mid" or "late", where the words say which part of it is meant.
    """

    year: int | None = None
    month: int | None = None
    day: int | None = None
    quarter: int | None = None
    half: int | None = None
    decade: int | None = None
    century: int | None = None
    fiscal: bool = False
    phase: str = ""

    @property
    def named(self) -> dict[str, int]:
        """The parts that are said, from the largest to the smallest."""
        parts = {
            "century": self.century,
            "decade": self.decade,
            "year": self.year,
            "half": self.half,
            "quarter": self.quarter,
            "month": self.month,
            "day": self.day,
        }
        return {name: value for name, value in parts.items() if value is not None}

    @property
    def is_possible(self) -> bool:
        """Whether the calendar has such a day and month."""
        if self.month is not None and not 1 <= self.month <= 12:
            return False
        if self.day is None:
            return True
        if self.month is None:
            return 1 <= self.day <= 31
        return 1 <= self.day <= days_in_month(self.month, self.year)


@dataclass(frozen=True, slots=True)
class Atom:
    """One number.

    Attributes:
        kind: what it is.
        span: the number with its unit, in code points of the text that was parsed.
        value: exact; the magnitude words multiplied in. For a percentage the figure itself (25
            for 25%), for a time the minutes since midnight, None for a date.
        unit: canonical: ISO 4217 code of a currency, symbol of a unit, or the slot of a named or
            document number ("five-year-plan", "article"); "" without one.
        bound: how the words around it limit it.
        direction: whether they say that something rose or fell.
        role: which end of a range it is.
        date: for dates only.
        words: whether it is written in words and not in figures.
    """

    kind: Kind
    span: Span
    value: Decimal | None = None
    unit: str = ""
    bound: Bound = Bound.EXACT
    direction: Direction = Direction.NONE
    role: Role = Role.NONE
    date: DateParts | None = None
    words: bool = False

    def placed(
        self, *, value: Decimal | None, unit: str, bound: Bound, direction: Direction
    ) -> Atom:
        """The same number as the words around it make it."""
        if (
            bound is self.bound
            and direction is self.direction
            and value is self.value
            and unit is self.unit
        ):
            return self
        # `dataclasses.replace` takes four times as long, and every number passes through here.
        return Atom(
            self.kind, self.span, value, unit, bound, direction, self.role, self.date, self.words
        )

    @property
    def is_soft(self) -> bool:
        """Whether a translator may drop it or put a word for it: small numbers in words."""
        return (
            self.words
            and self.kind in (Kind.CARDINAL, Kind.ORDINAL, Kind.FRACTION)
            and self.value is not None
            and self.value <= 10
        )


def days_in_month(month: int, year: int | None = None) -> int:
    """Days of a month of the Gregorian calendar; 29 for a February of an unknown year."""
    if month == 2:
        leap = year is None or (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
        return 29 if leap else 28
    return 30 if month in (4, 6, 9, 11) else 31
