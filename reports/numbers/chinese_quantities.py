"""What stands beside a Chinese numeral: percent, currencies, units, ages, multiples, tenths."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from reports.numbers.atoms import DISCOUNT, Atom, Bound, Kind, Role
from reports.numbers.chinese_dates import small
from reports.numbers.chinese_names import (
    CLASSIFIERS,
)
from reports.numbers.chinese_numerals import Numeral
from reports.numbers.patterns import lazy
from reports.numbers.units import CHINESE_CURRENCIES, CHINESE_UNITS, ENGLISH_UNITS


def _longest_first(words: list[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_LATIN_UNITS = {
    word: symbol
    for word, symbol in ENGLISH_UNITS.items()
    if word.isascii() is False or len(word) < 6
}

_ALL_UNITS = {**_LATIN_UNITS, **CHINESE_UNITS}

_CURRENCY_AFTER = lazy(
    f"[ ]?(?:{_longest_first([*CHINESE_CURRENCIES, 'USD', 'RMB', 'CNY', 'EUR'])})"
)

_UNIT_AFTER = lazy(
    rf"[ ]?(?:(?P<latin>{_longest_first(list(_LATIN_UNITS))})(?![A-Za-z])"
    rf"|(?P<han>{_longest_first(list(CHINESE_UNITS))}))"
)

_CURRENCY_BEHIND = lazy(r"(人民币|US\$|HK\$|[$€£¥￥]|RMB|USD|CNY|EUR|美元)[ ]?$")

CURRENCY_SIGNS = {
    "$": "USD",
    "US$": "USD",
    "HK$": "HKD",
    "€": "EUR",
    "£": "GBP",
    "¥": "CNY",
    "￥": "CNY",
}

CURRENCY_SIGNS |= {
    "RMB": "CNY",
    "人民币": "CNY",
    "USD": "USD",
    "CNY": "CNY",
    "EUR": "EUR",
    "美元": "USD",
}

_POINTS = lazy(r"[ ]?个?百分点|[ ]?個百分點")

_BASIS = lazy(r"[ ]?个?基点")

_PERCENT = lazy(r"[ ]?[%％]")

_PERMILLE = lazy(r"[ ]?‰")

_TIMES = lazy(r"[ ]?(?:多)?倍(?!数|率)")

_AGE = lazy(r"周?[岁歲]")
_OFF = lazy("折(?![叠腾磨射旧算合线页中回返断扣])")
_TEN_YEARS = lazy(r"旬(?![刊报])")
_NEGATIVE = lazy(r"(?:零下|负|負|(?:^|[\s（(为是到至于在达了由从以])[-−－])$")
_LAST_OF_SIGNS = frozenset("下负負-−－")
_LAST_OF_CURRENCIES = frozenset("币$€£¥￥BDYR元 ")
_BY_TIME = lazy(r"(?:(?P<hour>每小时|每个小时|[时時]速)|(?P<second>每秒钟?|秒速))[^，。；\d]{0,4}$")
_SPEEDS = {"km": {"hour": "km/h", "second": "km/s"}, "m": {"second": "m/s"}}
_DAYS = lazy("[ ]?日(?![元圆均益常])")
_LIMIT_BEHIND = lazy("(?:[少多]于|超过|不足|[不未]满|至[少多]|最[多少长短])为?$")
_LONGEST_MONTH = 31
_FRACTION_OF_SECOND = lazy(r"(?<=秒)\d{1,3}(?![\d年月日时分秒个人%])")
_CENTS = lazy(r"[角毛](?!度|落|色|逐|形|膜)")
_COINS_BEHIND = lazy(r"元$")

_TENTHS = lazy(
    r"成(?P<half>半|[一二三四五六七八九](?!五))?(?![为為立果本员員功就长長熟绩績都效型分品形套人千片批语一色新])"
)

_MORE_CENTIMETRES = lazy(
    "(?<=米)([零〇一二三四五六七八九]{1,2}|[0-9]{1,2})(?![0-9十百千万%年月日个米厘毫至到])"
)
_MINUTES = lazy(r"分(?=[\d一二三四五六七八九十]{1,3}秒)")
_HALF_BETWEEN = lazy(r"[个個]半(小时|小時|钟头|星期|世纪|月)(?!间)")
_HALF_MORE = lazy(r"(年|个月|個月|天|小时|个小时|小時|倍|吨|斤|里|亩)半(?!年|月)")


def quantity(text: str, start: int, parts: list[tuple[int, Numeral]]) -> tuple[list[Atom], int]:
    """Atoms of one numeral, or of the two ends of a range that share their unit."""
    last = parts[-1][1]
    last_before = text[start - 1 : start]
    negative = last_before in _LAST_OF_SIGNS and _NEGATIVE.search(text, max(0, start - 2), start)
    behind = None
    if last_before in _LAST_OF_CURRENCIES:
        behind = _CURRENCY_BEHIND.search(text, max(0, start - 4), start)
    read = _unit(text, parts[-1][0], last)
    kind, unit, end, factor, more = read.kind, read.unit, read.end, read.factor, read.more
    begin = start
    if behind and not unit:
        kind, unit, begin = Kind.MONEY, CURRENCY_SIGNS[behind[1]], behind.start()
    if kind is Kind.CARDINAL and _is_idle(text, parts[-1][0], last):
        return [], last.end
    atoms = []
    for number, (at, numeral) in enumerate(parts):
        stop = end if number == len(parts) - 1 else numeral.end
        own, value = kind, numeral.value * factor
        if kind is Kind.CARDINAL and not numeral.words and "." in text[at : numeral.end]:
            own = Kind.DECIMAL
        if number == len(parts) - 1:
            value += more
        if negative and kind is not Kind.CARDINAL and number == 0:
            value = -value
        bound = Bound.VAGUE if numeral.vague else Bound.OVER if numeral.more else Bound.EXACT
        role = (Role.FROM, Role.TO)[number] if len(parts) == 2 else Role.NONE
        span = Span(begin if number == 0 else at, stop)
        atoms.append(Atom(own, span, value, unit, bound, role=role, words=numeral.words))
    return atoms, end


def _is_idle(text: str, start: int, numeral: Numeral) -> bool:
    """Whether characters are no number: a lone one that counts nothing, or a row of digits."""
    if not numeral.words or numeral.vague:
        return False
    if numeral.positional:
        return True
    length = numeral.end - start
    ahead = CLASSIFIERS.match(text, numeral.end)
    return length == 1 and not numeral.more and ahead is None


def _tenth(character: str) -> int:
    return 5 if character == "半" else small(character)


@dataclass(frozen=True, slots=True)
class _Reading:
    """What stands after a numeral: its end, what to multiply the value by, and what to add."""

    kind: Kind
    unit: str
    end: int
    factor: Decimal = Decimal(1)
    more: Decimal = Decimal(0)


_SUFFIXES = (
    (_POINTS, Kind.PERCENTAGE_POINT, "", Decimal(1)),
    (_BASIS, Kind.PERCENTAGE_POINT, "", Decimal("0.01")),
    (_PERCENT, Kind.PERCENT, "", Decimal(1)),
    (_PERMILLE, Kind.PERCENT, "", Decimal("0.1")),
    (_TIMES, Kind.MULTIPLE, "", Decimal(1)),
    (_AGE, Kind.AGE, "year", Decimal(1)),
    (_OFF, Kind.PERCENT, DISCOUNT, Decimal(10)),
    (_TEN_YEARS, Kind.AGE, "year", Decimal(10)),
    (_CENTS, Kind.MONEY, "CNY", Decimal("0.1")),
)
# What any of these begins with, to look no further where nothing of it stands.
_FIRST_OF_SUFFIXES = frozenset("个個百基%％‰多倍周岁歲旬角毛成折")
_FIRST_OF_UNITS = frozenset(
    word[0] for word in (*_ALL_UNITS, *CHINESE_CURRENCIES, "USD", "RMB", "CNY", "EUR", "半", "分")
)


def _unit(text: str, start: int, numeral: Numeral) -> _Reading:
    end = numeral.end
    first = text[end + 1 : end + 2] if text[end : end + 1] == " " else text[end : end + 1]
    if first in _FIRST_OF_SUFFIXES:
        suffix = _suffix(text, start, numeral)
        if suffix:
            return suffix
    if first in _FIRST_OF_UNITS or first in _FIRST_OF_SUFFIXES:
        read = _currency(text, end) or _measure(text, start, end)
        if read:
            return read
    return _days(text, start, numeral) if first == "日" else _none(end)


def _days(text: str, start: int, numeral: Numeral) -> _Reading:
    """日 as a length of time: after a number that no month has, or after a limit."""
    end = numeral.end
    match = _DAYS.match(text, end)
    long = numeral.value > _LONGEST_MONTH
    if match and (long or _LIMIT_BEHIND.search(text, max(0, start - 4), start)):
        return _Reading(Kind.MEASURE, "d", match.end())
    return _none(end)


def _none(end: int) -> _Reading:
    return _Reading(Kind.CARDINAL, "", end)


def _suffix(text: str, start: int, numeral: Numeral) -> _Reading | None:
    end, lone = numeral.end, numeral.words and numeral.end - start == 1
    for pattern, kind, unit, factor in _SUFFIXES:
        match = pattern.match(text, end)
        if match and not (pattern is _CENTS and lone):  # 三角 is a triangle
            half = _HALF_MORE.match(text, match.end() - 1)
            more = Decimal("0.5") if half else Decimal(0)
            return _Reading(kind, unit, match.end(), factor, more)
    tenths = _TENTHS.match(text, end) if lone else None
    if tenths and 0 < numeral.value < 10:
        more = Decimal(_tenth(tenths["half"])) if tenths["half"] else Decimal(0)
        return _Reading(Kind.PERCENT, "", tenths.end(), Decimal(10), more)
    return None


def _currency(text: str, end: int) -> _Reading | None:
    match = _CURRENCY_AFTER.match(text, end)
    if match is None:
        return None
    word = match[0].strip()
    code = CHINESE_CURRENCIES.get(word) or CURRENCY_SIGNS[word]
    return _Reading(Kind.MONEY, code, match.end())


def _measure(text: str, start: int, end: int) -> _Reading | None:
    one, half_more = Decimal(1), Decimal("0.5")
    minutes = _MINUTES.match(text, end)
    if minutes:  # 1分30秒
        return _Reading(Kind.MEASURE, "min", minutes.end())
    middle = _HALF_BETWEEN.match(text, end)
    if middle:  # 两个半小时
        unit = _ALL_UNITS[middle[0].replace("半", "")]
        return _Reading(Kind.MEASURE, unit, middle.end(), one, half_more)
    match = _UNIT_AFTER.match(text, end)
    if match is None:
        return None
    symbol = _ALL_UNITS[match["latin"] or match["han"]]
    decimals = _decimals(text, symbol, match.end())
    if decimals:
        return _Reading(Kind.MEASURE, symbol, match.end() + len(decimals[0]), one, decimals[1])
    half = _HALF_MORE.match(text, end)
    speed = _BY_TIME.search(text, max(0, start - 8), start) if symbol in _SPEEDS else None
    symbol = _SPEEDS[symbol].get(str(speed.lastgroup), symbol) if speed else symbol
    if half:
        return _Reading(Kind.MEASURE, symbol, half.end(), one, half_more)
    return _Reading(Kind.MEASURE, symbol, match.end())


def _decimals(text: str, symbol: str, end: int) -> tuple[str, Decimal] | None:
    """What follows a unit as its decimal part: 一米六 is 1.6 m, 9秒83 is 9.83 s."""
    match = _MORE_CENTIMETRES.match(text, end) if symbol == "m" else None
    if match is None and symbol == "s":
        match = _FRACTION_OF_SECOND.match(text, end)
    if match is None:
        return None
    digits = "".join(str(small(character)) for character in match[0])
    return match[0], Decimal(f"0.{digits}")
