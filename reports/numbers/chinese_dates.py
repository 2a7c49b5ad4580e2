"""Chinese dates: years in figures or characters with their parts, periods, and clock times."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from reports.numbers.atoms import DAY_CLOCK, Atom, DateParts, Kind, Role
from reports.numbers.chinese_numerals import DIGITS, evaluate
from reports.numbers.patterns import lazy

_C = "〇○零一二三四五六七八九"
_SMALL = r"(?:\d{1,2}|[一二三四五六七八九十廿卅]{1,3})"
_TO = r"[ ]?(?:至|到|—{1,2}|–|-|~|～)[ ]?"
_DAY_OF_MONTH = rf"(?P<month>{_SMALL})[ ]?月份?(?:[ ]?(?P<day>{_SMALL})[ ]?[日号號])?"
_FULL = lazy(
    rf"(?P<year>[12]\d{{3}}|[{_C}]{{4}}|\d{{2}}(?=年\d{{1,2}}月))[ ]?年(?:度)?(?:初|底|末|中)?"
    rf"(?:[ ]?(?:{_DAY_OF_MONTH}|第?(?P<quarter>[一二三四1-4])季度"
    rf"|前(?P<quarters>[一二三两2-3])个?季度|(?P<half>[上下])半年))?"
)
_MONTH = lazy(
    rf"{_DAY_OF_MONTH}|第?(?P<quarter>[一二三四1-4])季度|前(?P<quarters>[一二三两23])个?季度"
    r"|(?P<half>[上下])半年"
)
# 不少于15日 is fifteen days, and no day of a month.
_DAY = lazy(
    r"(?<!少于)(?<!多于)(?<!超过)(?<!不足)(?<!不满)(?<!未满)(?<!至少)(?<!至多)(?<!最长)"
    r"(?P<day>\d{1,2})[ ]?日(?![元圆均益常前内])"
)
_TO_DAY = lazy(rf"{_TO}(?P<day>{_SMALL})[ ]?[日号號]")
_MONTHS = lazy(rf"(\d{{1,2}}){_TO}(\d{{1,2}})月(?!\d)")
_YEARS = lazy(
    rf"([12]\d{{3}}|[{_C}]{{4}})[ ]?年?{_TO}([12]\d{{3}}|[{_C}]{{4}}|\d{{2}})[ ]?年(?!\d)"
)
_CENTURY = lazy(
    r"(?P<century>上个?|本|\d{1,2}|[一二三四五六七八九十]{1,3})世[纪紀](?:(?P<decade>\d0|[一二三四五六七八九]十)年代)?"
)
_CENTURIES = {"上": 20, "本": 21}
_DECADE = lazy(rf"(?P<decade>[12]\d{{2}}0|\d0|[{_C}]{{4}}|[二三四五六七八九]十)年代")
_NUMERIC = lazy(r"([12]\d{3})([-/.])(\d{1,2})\2(\d{1,2})(?![\d/.-]\d|\d)")
_TIME = lazy(
    r"(?P<part>凌晨|早上|早|上午|中午|下午|傍晚|晚上|晚|午后)?"
    r"(?:(?P<hour>\d{1,2}|[一二三四五六七八九十两]{1,3})[时時点點](?!间|期|代)"
    r"(?:(?P<minute>\d{1,2}|[一二三四五六七八九十]{1,3})分(?!之)|(?P<half>半)|(?P<quarters>[一三])刻|(?P<sharp>整))?"
    r"|(?P<clock>\d{1,2}):(?P<clockminute>\d{2})(?!\d))"
)
# What every date begins like, to look no further where there is none.
_AHEAD = lazy(rf"(?:\d|[{_C}十廿卅]){{1,4}}[ ]?[年月日号號世季财代至到—–~～/.-]|[上下前第本]")
_FISCAL = lazy(r"([12]\d{3})财年")
_REPUBLIC = lazy(rf"({_SMALL})年")
# The first year of the Republic of China was 1912.
_BEFORE_REPUBLIC = 1911


def small(digits: str) -> int:
    """The value of a short numeral, figures or characters."""
    if digits.isdigit() and digits.isascii():
        return int(digits)
    if all(character in DIGITS for character in digits):
        return int("".join(str(DIGITS[character]) for character in digits))
    return evaluate(digits) or 0


def _year(digits: str) -> int:
    year = small(digits)
    if year < 100 and len(digits) == 2:
        return year + (1900 if year >= 50 else 2000)
    return year


def read_date(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Read the date or range of dates that begins at `start`."""
    if not _AHEAD.match(text, start):
        return None
    for reader in (_republic, _fiscal, _range, _full, _period, _numeric, _part):
        found = reader(text, start)
        if found:
            return found
    return None


def _one(start: int, end: int, date: DateParts) -> tuple[list[Atom], int]:
    return [Atom(Kind.DATE, Span(start, end), date=date)], end


def _two(
    first: tuple[int, int, DateParts], last: tuple[int, int, DateParts]
) -> tuple[list[Atom], int]:
    return [
        Atom(Kind.DATE, Span(first[0], first[1]), date=first[2], role=Role.FROM),
        Atom(Kind.DATE, Span(last[0], last[1]), date=last[2], role=Role.TO),
    ], last[1]


def _republic(text: str, start: int) -> tuple[list[Atom], int] | None:
    """民国三十八年: the calendar of the Republic of China."""
    if text[max(0, start - 2) : start] not in ("民国", "民國"):
        return None
    match = _REPUBLIC.match(text, start)
    if match is None:
        return None
    return _one(start, match.end(), DateParts(small(match[1]) + _BEFORE_REPUBLIC))


def _fiscal(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = _FISCAL.match(text, start)
    return _one(start, match.end(), DateParts(int(match[1]), fiscal=True)) if match else None


def _range(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = _YEARS.match(text, start)
    if match:
        first, last = _year(match[1]), small(match[2])
        last = last if len(match[2]) == 4 else last + first - first % 100
        return _two(
            (start, match.end(1), DateParts(first)), (match.start(2), match.end(), DateParts(last))
        )
    match = _MONTHS.match(text, start)
    if match is None:
        return None
    return _two(
        (start, match.end(1), DateParts(month=int(match[1]))),
        (match.start(2), match.end(), DateParts(month=int(match[2]))),
    )


def _full(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = _FULL.match(text, start)
    if match is None or text[match.end() : match.end() + 1] == "代":
        return None
    year, end = _year(match["year"]), match.end()
    date = _inner(match, year)
    return _until(text, start, end, date)


def _until(text: str, start: int, end: int, date: DateParts) -> tuple[list[Atom], int]:
    """The date, and the day that ends the range if one follows: 5月3日至5日."""
    until = _TO_DAY.match(text, end) if date.day else None
    if until is None:
        return _one(start, end, date)
    last = DateParts(date.year, date.month, small(until["day"]))
    return _two((start, end, date), (until.start("day"), until.end(), last))


def _inner(match: re.Match[str], year: int | None) -> DateParts:
    if match["month"]:
        day = small(match["day"]) if match["day"] else None
        return DateParts(year, small(match["month"]), day)
    if match["quarter"] or match["quarters"]:
        return DateParts(year, quarter=small(match["quarter"] or match["quarters"]))
    if match["half"]:
        return DateParts(year, half=1 if match["half"] == "上" else 2)
    return DateParts(year)


def _period(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = _CENTURY.match(text, start)
    if match:
        number = _CENTURIES.get(match["century"][0]) or small(match["century"])
        if match["decade"]:
            decade = DateParts(decade=(number - 1) * 100 + small(match["decade"]))
            return _one(start, match.end(), decade)
        return _one(start, match.end(), DateParts(century=number))
    match = _DECADE.match(text, start)
    return _one(start, match.end(), DateParts(decade=small(match["decade"]))) if match else None


def _numeric(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = _NUMERIC.match(text, start)
    if match is None:
        return None
    return _one(start, match.end(), DateParts(int(match[1]), int(match[3]), int(match[4])))


def _part(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = _MONTH.match(text, start)
    if match:
        return _until(text, start, match.end(), _inner(match, None))
    match = _DAY.match(text, start)
    return _one(start, match.end(), DateParts(day=int(match["day"]))) if match else None


def read_time(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Read "下午3时30分", "15时", "8:30" at `start`."""
    match = _TIME.match(text, start)
    if match is None:
        return None
    marked = (
        match["part"]
        or match["minute"]
        or match["half"]
        or match["quarters"]
        or match["sharp"]
        or match["clock"]
    )
    if not marked and match[0][-1] not in "时時":
        return None
    hour = small(match["hour"] or match["clock"])
    minute = small(match["minute"] or match["clockminute"] or "0") + (30 if match["half"] else 0)
    minute += 15 * small(match["quarters"]) if match["quarters"] else 0
    if match["part"] in ("下午", "傍晚", "晚上", "晚", "午后") and hour < 12:
        hour += 12
    if hour > 24 or minute > 59:
        return None
    span = Span(start, match.end())
    sure = match["part"] or hour > 12 or hour == 0
    unit = DAY_CLOCK if sure else ""
    words = not re.search(r"\d", match[0])
    return [Atom(Kind.TIME, span, Decimal(hour * 60 + minute), unit, words=words)], match.end()
