"""English dates: month names with days and years in any order, periods, and clock times."""

from __future__ import annotations

import re

from reports.numbers.atoms import DateParts
from reports.numbers.patterns import lazy

MONTH_NAMES = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
MONTHS: dict[str, int] = {name: number for number, name in enumerate(MONTH_NAMES, 1)}
MONTHS |= {name.upper(): number for name, number in tuple(MONTHS.items())}
MONTHS |= {name[:3]: number for number, name in enumerate(MONTH_NAMES, 1)} | {"Sept": 9}

_FULL = "|".join((*MONTH_NAMES, *(name.upper() for name in MONTH_NAMES)))
_SHORT = "|".join(f"{name[:3]}" for name in MONTH_NAMES if name != "May") + "|Sept"
MONTH = rf"(?P<month>{_FULL}|(?:{_SHORT})\.?)"
_YEAR = r"(?P<year>[12]\d{3}|2[2-9]\d{2})(?![\d,]\d|\.\d|[a-z])"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\w%]|[.,:]\d)"
_DASH = r"[ \u00a0]?[-–—~][ \u00a0]?|[ \u00a0]to[ \u00a0](?:the[ \u00a0])?"
_S = r"[ \u00a0]+"

_MONTH_FIRST = lazy(
    rf"{MONTH}(?:{_S}(?:the{_S})?{_DAY}(?:(?:{_DASH}|{_S}and{_S})(?P<day2>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?(?!\w|[.,:]\d))?(?:,?{_S}{_YEAR})?|,?{_S}(?:of{_S})?"
    rf"(?P<year2>[12]\d{{3}})(?![\d,]\d|\.\d|[a-z]))?"
)
_DAY_FIRST = lazy(
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:(?:{_DASH}|{_S}and{_S})(?P<day2>\d{{1,2}})"
    rf"(?:st|nd|rd|th)?)?{_S}(?:day{_S})?(?:of{_S})?{MONTH}\b(?:,?{_S}{_YEAR})?"
)
_ISO = lazy(r"([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/.-]\d|\d)")
_SLASHED = lazy(r"(\d{1,2})([/.])(\d{1,2})\2([12]\d{3})(?!\d)")
_DECADE = lazy(r"(?:the )?['’]?(\d{2}|[12]\d{3})['’]?s(?![\w'’])")
_CENTURY = lazy(r"[ \u00a0-]+(?:century|Century|CENTURY|centuries)(?!\w)")
_QUARTER = lazy(
    rf"[ \u00a0-]+(quarter|half)(?:{_S}(?:of{_S})?(?:fiscal{_S})?"
    rf"(?:the{_S}(?:fiscal{_S})?year{_S})?([12]\d{{3}})(?!\d))?",
    re.IGNORECASE,
)
_FIRST_QUARTERS = lazy(
    rf"{_S}(two|three|2|3){_S}quarters(?:{_S}(?:of{_S})?([12]\d{{3}})(?!\d))?", re.IGNORECASE
)
_CODE = lazy(rf"([QH])([1-4])(?!\w)(?:{_S}(?:of{_S})?(?:FY)?([12]\d{{3}})(?!\d))?")
_FISCAL = lazy(rf"(?:FY[ \u00a0]?|[Ff]iscal{_S}(?:[Yy]ear{_S})?)([12]\d{{3}}|\d{{2}})(?!\d)")
_YEARS = lazy(rf"([12]\d{{3}})(?:{_S})?[-–—/](?:{_S})?([12]\d{{3}}|\d{{2}})(?![\d,]\d|\d|[-/]\d)")
_PART_OF_DAY = lazy(r"[ \u00a0](?:in the|at)[ \u00a0](morning|afternoon|evening|night)\b")
_LATE = ("afternoon", "evening", "night")
_TIME = lazy(
    r"(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?[ \u00a0]?([aApP])\.?[mM]\b\.?"
    r"|(\d{1,2}):(\d{2})(?::(\d{2}))?(?![\d:])"
)
MONTH_TRIGGER = rf"\b(?:{_FULL}|(?:{_SHORT})\b\.?(?= ?\d))"

Read = tuple[DateParts, int]
"""A date and where it ends."""


def read_month_first(text: str, start: int) -> tuple[list[Read], bool] | None:
    """Read "March 3, 2020", "March 2020", "March 3–5" or a bare month at `start`.

    Returns:
        One date, or two for a range of days, and whether anything but the month was said.
    """
    match = _MONTH_FIRST.match(text, start)
    if match is None:
        return None
    month = MONTHS[match["month"].rstrip(".")]
    year = _number(match["year"] or match["year2"])
    day, day2 = _number(match["day"]), _number(match["day2"])
    return _days(month, year, day, day2, match.end()), match.end() > match.end("month")


def read_day_first(text: str, start: int) -> list[Read] | None:
    """Read "3 March 2020", "the 3rd of March", "3–5 March 2020" at the day."""
    match = _DAY_FIRST.match(text, start)
    if match is None:
        return None
    month = MONTHS[match["month"].rstrip(".")]
    day, day2 = _number(match["day"]), _number(match["day2"])
    return _days(month, _number(match["year"]), day, day2, match.end())


def _days(month: int, year: int | None, day: int | None, day2: int | None, end: int) -> list[Read]:
    first = DateParts(year=year, month=month, day=day)
    if day2 is None:
        return [(first, end)]
    return [(first, end), (DateParts(year=year, month=month, day=day2), end)]


def read_numeric(text: str, start: int) -> Read | None:
    """Read "2022-12-19", "2022/12/19", "19.12.2022" or "12/19/2022"."""
    iso = _ISO.match(text, start)
    if iso:
        return DateParts(int(iso[1]), int(iso[3]), int(iso[4])), iso.end()
    slashed = _SLASHED.match(text, start)
    if slashed is None:
        return None
    first, second, year = int(slashed[1]), int(slashed[3]), int(slashed[4])
    # 12/19/2022 can only be the American order; 3/4/2022 cannot be told, and is read day first.
    day, month = (second, first) if second > 12 >= first else (first, second)
    return DateParts(year, month, day), slashed.end()


def has_two_readings(text: str, start: int, read: Read) -> bool:
    """Whether a date in figures may have its month first or second: 3/4/2022."""
    date = read[0]
    if date.day is None or date.month is None or date.day > 12 or date.day == date.month:
        return False
    return date.month <= 12 and _SLASHED.match(text, start) is not None


def read_decade(text: str, start: int) -> Read | None:
    """Read "1990s" or "90s"."""
    match = _DECADE.match(text, start)
    if match is None or int(match[1]) % 10:
        return None
    return DateParts(decade=int(match[1])), match.end()


def read_century(text: str, ordinal: int, end: int) -> Read | None:
    """Read "century" after the ordinal that ends at `end`."""
    match = _CENTURY.match(text, end)
    return (DateParts(century=ordinal), match.end()) if match else None


def read_part_of_year(text: str, ordinal: int, end: int) -> Read | None:
    """Read "quarter of 2022" or "half" after the ordinal that ends at `end`."""
    several = _FIRST_QUARTERS.match(text, end) if ordinal == 1 else None
    if several:
        quarter = 2 if several[1].lower() in ("two", "2") else 3
        return DateParts(year=_number(several[2]), quarter=quarter), several.end()
    match = _QUARTER.match(text, end)
    if match is None or ordinal > (4 if match[1].lower() == "quarter" else 2):
        return None
    year = _number(match[2])
    if match[1].lower() == "quarter":
        return DateParts(year=year, quarter=ordinal), match.end()
    return DateParts(year=year, half=ordinal), match.end()


def read_code(text: str, start: int) -> Read | None:
    """Read "Q3 2022", "H1", "FY2023", "fiscal year 2023"."""
    fiscal = _FISCAL.match(text, start)
    if fiscal:
        year = int(fiscal[1])
        return DateParts(year=year if year > 99 else 2000 + year, fiscal=True), fiscal.end()
    match = _CODE.match(text, start)
    if match is None or (match[1] == "H" and int(match[2]) > 2):
        return None
    part, year2 = int(match[2]), _number(match[3])
    if match[1] == "Q":
        return DateParts(year=year2, quarter=part), match.end()
    return DateParts(year=year2, half=part), match.end()


def read_years(text: str, start: int) -> list[Read] | None:
    """Read a range of years: "2016–2020", "2021-25"."""
    match = _YEARS.match(text, start)
    if match is None:
        return None
    first, second = int(match[1]), int(match[2])
    if len(match[2]) == 2:
        second += first - first % 100
    return [(DateParts(year=first), match.end(1)), (DateParts(year=second), match.end())]


def read_time(text: str, start: int) -> tuple[int, bool, int] | None:
    """Read a clock time; None if it is impossible.

    Returns:
        Minutes since midnight, whether morning and evening are told apart, and where it ends.
    """
    match = _TIME.match(text, start)
    if match is None:
        return None
    hour, minute = int(match[1] or match[4]), int(match[2] or match[5] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if match[3] in "pP" else 0)
    if hour > 24 or minute > 59:
        return None
    part = _PART_OF_DAY.match(text, match.end()) if not match[3] and 1 <= hour <= 12 else None
    if part:
        hour = hour % 12 + (12 if part[1] in _LATE and not (part[1] == "night" and hour < 5) else 0)
        return hour * 60 + minute, True, part.end()
    return hour * 60 + minute, bool(match[3]) or hour > 12 or hour == 0, match.end()


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None
