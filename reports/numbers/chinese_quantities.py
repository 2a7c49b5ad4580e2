"""What stands beside a Chinese numeral: percent, currencies, units, ages, multiples, tenths."""

from __future__ import annotations

import re
from decimal import Decimal

from corpus.span import Span
from reports.numbers.atoms import Atom, Bound, Kind, Role
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

_TENTHS = lazy(
    r"成(?P<half>半|[一二三四五六七八九](?!五))?(?![为為立果本员員功就长長熟绩績都效型分品形套人千片批语一色新])"
)

_MORE_CENTIMETRES = lazy(
    "(?<=米)([零〇一二三四五六七八九]{1,2}|[0-9]{1,2})(?![0-9十百千万%年月日个米厘毫至到])"
)
_HALF_MORE = lazy(r"(年|个月|天|小时|个小时|倍)半(?!年|月)")


def quantity(text: str, start: int, parts: list[tuple[int, Numeral]]) -> tuple[list[Atom], int]:
    """Atoms of one numeral, or of the two ends of a range that share their unit."""
    last = parts[-1][1]
    behind = _CURRENCY_BEHIND.search(text, max(0, start - 4), start)
    kind, unit, end, factor, more = _unit(text, parts[-1][0], last)
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


def _unit(text: str, start: int, numeral: Numeral) -> tuple[Kind, str, int, Decimal, Decimal]:
    """Kind, canonical unit, end, what to multiply the value by, and what to add to it."""
    end, one, none = numeral.end, Decimal(1), Decimal(0)
    for pattern, kind, unit, factor in (
        (_POINTS, Kind.PERCENTAGE_POINT, "", one),
        (_BASIS, Kind.PERCENTAGE_POINT, "", Decimal("0.01")),
        (_PERCENT, Kind.PERCENT, "", one),
        (_PERMILLE, Kind.PERCENT, "", Decimal("0.1")),
        (_TIMES, Kind.MULTIPLE, "", one),
        (_AGE, Kind.AGE, "year", one),
    ):
        match = pattern.match(text, end)
        if match:
            more = Decimal("0.5") if _HALF_MORE.match(text, match.end() - 1) else none
            return kind, unit, match.end(), factor, more
    tenths = _TENTHS.match(text, end) if numeral.words and numeral.end - start == 1 else None
    if tenths and 0 < numeral.value < 10:
        more = Decimal(_tenth(tenths["half"])) if tenths["half"] else none
        return Kind.PERCENT, "", tenths.end(), Decimal(10), more
    match = _CURRENCY_AFTER.match(text, end)
    if match:
        word = match[0].strip()
        return (
            Kind.MONEY,
            CHINESE_CURRENCIES.get(word) or CURRENCY_SIGNS[word],
            match.end(),
            one,
            none,
        )
    match = _UNIT_AFTER.match(text, end)
    if match:
        symbol = _ALL_UNITS[match["latin"] or match["han"]]
        beyond = _MORE_CENTIMETRES.match(text, match.end()) if symbol == "m" else None
        if beyond:
            # 一米六 and 一米六零 are 1.60 m.
            digits = "".join(str(small(character)) for character in beyond[1])
            return Kind.MEASURE, symbol, beyond.end(), one, Decimal(f"0.{digits}")
        half = _HALF_MORE.match(text, end)
        more = Decimal("0.5") if half else none
        return Kind.MEASURE, symbol, half.end() if half else match.end(), one, more
    return Kind.CARDINAL, "", end, one, none
