"""Chinese numerals: figures and characters, traditional and banking forms, with 万 and 亿."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reports.numbers.patterns import lazy

DIGITS: dict[str, int] = {
    character: value for value, row in enumerate(
        ("零〇○", "一壹", "二两兩贰貳", "三叁參", "四肆", "五伍", "六陆陸", "七柒", "八捌", "九玖")
    ) for character in row
}  # fmt: skip
SMALL: dict[str, int] = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
BIG: dict[str, int] = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8, "兆": 10**12}
TWENTIES: dict[str, int] = {"廿": 20, "卅": 30}

_DIGIT = "".join(DIGITS)
_SMALL = "".join(SMALL)
_BIG = "万萬亿億"
CHARACTERS = _DIGIT + _SMALL + _BIG + "廿卅"
_FIGURE = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
NUMERAL = lazy(
    rf"(?P<figure>{_FIGURE})(?P<more>[余多来餘來])?(?P<scale>[{_SMALL}]?[{_BIG}]+|[百千佰仟])?"
    rf"(?P<rest>\d+(?:\.\d+)?[{_SMALL}]?[万萬]?)?"
    rf"|(?P<vague>[数數几幾](?=[{_SMALL}{_BIG}]))?(?P<characters>[{CHARACTERS}]{{1,40}})"
    rf"(?:点(?P<point>[{_DIGIT}]+)(?P<pointscale>[{_BIG}]*))?"
)
_HAS_SCALE = lazy(rf"[{_SMALL}{_BIG}]")
_MORE = lazy("[多余餘]")
_TAIL = lazy(
    rf"(?P<few>[几幾])?(?P<more>[多余来餘來])?(?P<scale>[{_SMALL}]?[{_BIG}]+)?(?P<after>[多余餘])?"
)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A bare number: its worth, where it ends, how it is written and limited.

    Attributes:
        literal: the value before the magnitude characters after a figure.
        more: whether 多, 余 or 几 in or after it says "and more".
        vague: whether 数 or 几 leaves the multiplier open.
        positional: whether it is digit characters in a row, as in 二〇二二.
    """

    value: Decimal
    end: int
    words: bool
    scale: Decimal = Decimal(1)
    more: bool = False
    vague: bool = False
    positional: bool = False


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the number that begins at `start`; None if none does."""
    match = NUMERAL.match(text, start)
    if match is None:
        return None
    if match["figure"]:
        return _figure(match, text)
    return _characters(match, text)


def _figure(match: re.Match[str], text: str) -> Numeral:
    value = Decimal(match["figure"].replace(",", ""))
    if match["more"] and not match["scale"]:
        return Numeral(value, match.end("more"), words=False, more=True)
    scale, end = product(match["scale"] or ""), match.end("figure")
    if match["scale"]:
        end = match.end("scale")
    total = value * scale
    rest = match["rest"] if match["scale"] else None
    if rest:
        small = re.match(r"(\d+(?:\.\d+)?)(.*)", rest)
        part = Decimal(small[1]) * product(small[2]) if small else Decimal(0)
        if part and part < scale and ((small and small[2]) or scale == 10**4):
            total, end = total + part, match.end("rest")
    more = bool(match["more"])
    if not more and (after := _MORE.match(text, end)):
        more, end = True, after.end()
    return Numeral(total, end, words=False, scale=scale, more=more)


def product(scales: str) -> Decimal:
    """What magnitude characters in a row multiply by: 百万 is a million."""
    product = Decimal(1)
    for character in scales:
        product *= SMALL.get(character) or BIG[character]
    return product


def _characters(match: re.Match[str], text: str) -> Numeral | None:
    run, end = match["characters"], match.end("characters")
    if match["point"]:
        return _with_point(match)
    if len(run) > 1 and run[-1] in "两兩":
        # 两 is a two before a magnitude only; after a number it is the tael.
        run, end = run[:-1], end - 1
    if match["vague"]:
        return Numeral(product(run), end, words=True, vague=True) if _all_scales(run) else None
    if not _HAS_SCALE.search(run):
        return _row_of_digits(run, end)
    if _all_scales(run) and len(run) > 1 and run[0] in "百千" and run[1] in "百千":
        return Numeral(product(run[1:]), end, words=True, vague=True)  # 千百万: millions
    number = evaluate(run)
    return None if number is None else _with_tail(Decimal(number), run[-1], text, end)


def _with_point(match: re.Match[str]) -> Numeral | None:
    """三点五亿."""
    whole = evaluate(match["characters"])
    if whole is None:
        return None
    decimals = "".join(str(DIGITS[character]) for character in match["point"])
    value = Decimal(f"{whole}.{decimals}") * product(match["pointscale"])
    return Numeral(value, match.end(), words=True)


def _with_tail(value: Decimal, last: str, text: str, end: int) -> Numeral:
    """The number with 多, 余 or 几 after its last magnitude: 三十多万."""
    tail = _TAIL.match(text, end)
    if tail is None or not (tail["few"] or tail["more"]) or not (last in SMALL or last in BIG):
        return Numeral(value, end, words=True)
    end = tail.end("more") if tail["more"] else tail.end("few")
    scale = product(tail["scale"] or "")
    end = tail.end("scale") if tail["scale"] else end
    return Numeral(value * scale, end, words=True, scale=scale, more=True)


def _all_scales(run: str) -> bool:
    return all(character in SMALL or character in BIG for character in run)


def _row_of_digits(run: str, end: int) -> Numeral | None:
    if any(character in TWENTIES for character in run):
        number = evaluate(run) if run[0] in TWENTIES and len(run) < 3 else None  # 廿三
        return None if number is None else Numeral(Decimal(number), end, words=True)
    digits = "".join(str(DIGITS[character]) for character in run)
    return Numeral(Decimal(digits), end, words=True, positional=len(run) > 1)


def evaluate(run: str) -> int | None:
    """The value of characters such as 一千二百三十四万; None if they are no number.

    Every 十, 百, 千 must be smaller than the one before it in its section, and every 万 or 亿
    multiplies the section before it; 零 stands for skipped places.
    """
    total = section = digit = 0
    pending = False
    last = 10**6
    for character in run:
        if character in DIGITS:
            if pending and DIGITS[character]:
                return None
            digit = DIGITS[character]
            pending = digit > 0
        elif character in TWENTIES:
            section += TWENTIES[character]
        elif character in SMALL:
            unit = SMALL[character]
            if unit >= last and section:
                return None
            section += (digit if pending else 1) * unit
            digit, pending, last = 0, False, unit
        else:
            total = _close_section(total, section + digit, BIG[character])
            section, digit, pending, last = 0, 0, False, 10**6
    if pending and len(run) > 1 and run[-2] in ("百", "千", "万", "亿", "佰", "仟", "萬", "億"):
        # 一百五 is 150, 两万三 is 23,000: a lone digit counts the next smaller place.
        before = SMALL.get(run[-2]) or BIG[run[-2]]
        digit *= before // 10
    return total + section + digit


def _close_section(total: int, section: int, unit: int) -> int:
    """The total after 万 or 亿, which multiplies its section, or all before it (一万亿)."""
    if section == 0:
        return total * unit if total else unit
    if total and unit > 10**4 and total < unit:
        return (total + section) * unit
    return total + section * unit
