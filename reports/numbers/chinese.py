"""The Chinese grammar: every number of a text, from left to right, in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from corpus.span import Span
from reports.numbers.atoms import Atom, Bound, Direction, Kind, Role
from reports.numbers.chinese_context import place
from reports.numbers.chinese_dates import read_date, read_time, small
from reports.numbers.chinese_names import (
    CLASSIFIERS,
    DOCUMENT_SLOTS,
    FIRST_OF_CLASSIFIERS,
    INDEFINITE,
    NAME_AHEAD,
    NAMES,
    NOT_BEFORE_ONE,
    NOT_NUMBERS,
)
from reports.numbers.chinese_numerals import CHARACTERS, DIGITS, Numeral, product, read_numeral
from reports.numbers.chinese_parts import (
    read_document,
    read_one_of_so_many,
    read_parts,
    read_ratio,
)
from reports.numbers.chinese_quantities import CURRENCY_SIGNS, quantity
from reports.numbers.english_numerals import ENDLESS
from reports.numbers.patterns import lazy
from reports.numbers.units import CHINESE_CURRENCIES, CHINESE_UNITS, ENGLISH_UNITS

_TRIGGER = lazy(
    r"(?P<address>https?://[\x21-\x7e]+|www\.[\x21-\x7e]+)"
    r"|(?P<footnote>\[\d{1,3}(?:[ ,;–-]+\d{1,3})*\]|［\d{1,3}］)"
    r"|(?P<code>[A-Za-z][A-Za-z-]{0,15}\d+(?:\.\d+)?)"
    r"|(?P<figure>\d)"
    r"|(?P<growth>翻了?(?:[一两兩二三四五](?=番))?番|翻倍|减半|過半|过半|一半|半数|半數)"
    r"|(?P<hundred>百分百)"
    rf"|(?P<part>[百千万](?=分之)|上[百千万萬亿億]|[上下]半年|前[一二三两23]个?季度|[上本]个?世[纪紀]|凌晨[\d一二三四五六七八九十两]|[早上中下傍晚]{{1,2}}午?[\d一二三四五六七八九十两])"
    r"|(?P<ordinal>第(?=[\d一二三四五六七八九十百千零〇两]))"
    r"|(?P<half>半(?=个?[年月天小]|个?世[纪紀]))"
    r"|(?P<name>中国共产党第|党的(?=第?[一二三四五六七八九十\d])|中共(?=第?[一二三四五六七八九十\d]))"
    rf"|(?P<characters>[数數几幾](?=[十百千万亿萬億])|[{CHARACTERS}])"
)


_RANGE = lazy(r"[ ]?(?:至|到|—{1,2}|–|-|~|～)[ ]?(?=[\d一二三四五六七八九十])")
_SUFFIX_DOCUMENT = lazy(r"号(?=文|令|公告|决议|楼|线)")
_LIST = lazy(
    r"\d{1,2}(?:[.．、)）](?!\d)|(?=\s*[、]))|[一二三四五六七八九十]{1,3}(?:、|是[要：:]?(?=\D)|[）)])"
)
_LIST_BEHIND = lazy(r"(?:^|[\n\r])[\s>*#-]*[（(]?$|[。；;：:！？，”][ ]*[（(]?$")
_CODE = lazy(r"(\d+(?:\.\d+)?)([A-Z]+)(?![A-Za-z])")
_METRIC_PREFIX = lazy("[百千兆](?:瓦|米|克|伏|帕|赫|卡)")
# A magnitude alone is mostly part of a word (万物, 千层, 百姓); these make it a number.
_LONE_MAGNITUDE = lazy(
    "[万萬亿億](?![\u3400-\u9fff])|[百千佰仟](?!个心|家万|年来)[个個名家人年里元]"
)
_MAGNITUDES = frozenset("百千万萬亿億")
_PAST = frozenset("过過破")
_BEFORE_MAGNITUDE = frozenset("过過逾超近破")
_MORE_THAN = lazy(
    "上([百千万萬亿億]{1,2})(?=[个個名家人次年元户辆台吨亩项种名位用条张件，。；、]|$)"
)
_ABOUT_TWO = lazy(
    "(?P<ten>[二三四五六七八九]?十)?(?P<low>[一二两兩三四五六七八])(?P<high>[二两兩三四五六七八九])(?P<scale>[十百千万亿]*)"
)

# The trigger is slow to search with; these few characters are the only ones that it can begin with.
_TOKEN = lazy(
    rf"[A-Za-z][A-Za-z-]*|[\[［\d翻减過过半前凌早傍晚第党数數几幾{CHARACTERS}]"
    r"|中(?=[国共午]|[\d一二三四五六七八九十])|本(?=世)|[上下](?=[半午百千万萬亿億个世]|[\d一二三四五六七八九十])"
)

Reader = Callable[[str, int], tuple[list[Atom], int] | None]
"""Text and place to the numbers that begin there and where they end."""

_LONGEST_ROW = 24
_DIGITS_AND_MARKS = frozenset("0123456789,.")
_HOURS = frozenset("时時点點:")
_JOINTS = frozenset(" 至到—–-~～")

# What may follow a lone digit character that is a number; before anything else it is in a word.
_LIVE = frozenset(
    FIRST_OF_CLASSIFIERS
    | {word[0] for word in (*CHINESE_UNITS, *CHINESE_CURRENCIES)}
    | set(CHARACTERS + "几幾多余餘来來点點分比至到—–-~～%％、是）)要世季旬折半上时時国國中五议議")
    | {""}
)


def parse_chinese(text: str) -> tuple[Atom, ...]:
    """Every number of a Chinese text, in order, none overlapping another."""
    atoms: list[Atom] = []
    search, at, floor = _TOKEN.search, 0, 0
    while token := search(text, at):
        start, first = token.start(), token[0]
        at = token.end()
        if first in DIGITS and text[start + 1 : start + 2] not in _LIVE:
            idiom = NOT_NUMBERS.match(text, start)
            at = max(at, idiom.end()) if idiom else at
            continue
        if first.isdigit():
            found, end = _first_of(_FIGURE_READERS, text, start)
        else:
            match = _TRIGGER.match(text, start)
            if match is None:
                continue
            found, end = _read(text, start, match.end(), match.lastgroup or "")
        for atom in found:
            if atom.span.start >= floor and len(atom.span):
                atoms.append(atom)
                floor = atom.span.end
        at = max(end, start + 1)
    return place(text, atoms)


def _read(text: str, start: int, end: int, group: str) -> tuple[list[Atom], int]:
    if group in _GROUP_READERS:
        return _GROUP_READERS[group](text, start, end)
    return _first_of(_PLACE_READERS, text, start)


def _first_of(readers: tuple[Reader, ...], text: str, start: int) -> tuple[list[Atom], int]:
    """What the first reader finds that finds anything; else a quantity."""
    for reader in readers:
        read = reader(text, start)
        if read:
            return read
    return _number(text, start)


def _endless(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Rows of digits that are identifiers."""
    if text[start + _LONGEST_ROW : start + _LONGEST_ROW + 1] not in _DIGITS_AND_MARKS:
        return None
    match = ENDLESS.match(text, start)
    return ([], match.end()) if match else None


def _address(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    return [], end


def _footnote(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    number = re.findall(r"\d+", text[start:end])[0]
    return [Atom(Kind.FOOTNOTE, Span(start, end), Decimal(number))], end


def _hundred(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    return [Atom(Kind.PERCENT, Span(start, end), Decimal(100), words=True)], end


def _half(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    return quantity(text, start, [(start, Numeral(Decimal("0.5"), end, words=True))])


def _code(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    match = re.match(r"([A-Za-z-]+?)-?(\d.*)", text[start:end])
    letters = match[1].upper() if match else ""
    if match is None or letters in CURRENCY_SIGNS:
        return [], start + len(letters)
    slot = "group" if letters == "G" else f"code:{letters}"
    return [Atom(Kind.NAMED, Span(start, end), Decimal(match[2]), slot)], end


def _growth(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    word, span = text[start:end], Span(start, end)
    if word == "减半":
        down = Direction.DOWN
        return [Atom(Kind.MULTIPLE, span, Decimal("0.5"), direction=down, words=True)], end
    if not word.startswith("翻"):
        bound = Bound.OVER if word[0] in "过過" else Bound.EXACT
        return [Atom(Kind.FRACTION, span, Decimal("0.5"), bound=bound, words=True)], end
    times = 2 ** max(
        [small(character) for character in word[1:-1] if character not in "了番"] or [1]
    )
    value = Decimal(times)
    return [Atom(Kind.MULTIPLE, span, value, direction=Direction.UP, words=True)], end


def _name(text: str, start: int) -> tuple[list[Atom], int] | None:
    if not NAME_AHEAD.match(text, start):
        return None
    for slots, pattern in NAMES:
        match = pattern.match(text, start)
        if match is None or not match[1]:
            continue
        atoms, first = [], start
        for number, slot in enumerate(slots, 1):
            stop = match.end() if number == len(slots) else match.end(number)
            value = Decimal(small(match[number]))
            atoms.append(Atom(Kind.NAMED, Span(first, stop), value, slot))
            first = stop
        return atoms, match.end()
    return None


def _list(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = _LIST.match(text, start)
    if match is None or not _LIST_BEHIND.search(text, max(0, start - 8), start):
        return None
    return [Atom(Kind.LIST, Span(start, match.end()))], match.end()


def _indefinite(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = INDEFINITE.match(text, start)
    if match is None:
        return None
    span = Span(start, match.end())
    return [Atom(Kind.CARDINAL, span, bound=Bound.VAGUE, words=True)], match.end()


def _not_a_number(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = NOT_NUMBERS.match(text, start)
    if match:
        return [], match.end()
    if text[start] == "一" and start and text[start - 1] in NOT_BEFORE_ONE:
        return [], start + 1
    return None


def _ordinal(text: str, start: int) -> tuple[list[Atom], int] | None:
    if text[start] != "第":
        return None
    numeral = read_numeral(text, start + 1)
    if numeral is None:
        return [], start + 1
    if text[start : numeral.end + 2] == "第一时间":
        return [], numeral.end
    slot = DOCUMENT_SLOTS.get(text[numeral.end : numeral.end + 1])
    if slot and slot != "item":
        span = Span(start, numeral.end + 1)
        return [Atom(Kind.DOCUMENT, span, numeral.value, slot)], numeral.end + 1
    span = Span(start, numeral.end)
    return [Atom(Kind.ORDINAL, span, numeral.value, words=numeral.words)], numeral.end


def _clock(text: str, start: int) -> tuple[list[Atom], int] | None:
    """A time of day that begins with its hour."""
    if "比" in text[max(0, start - 8) : start] and ":" in text[start + 1 : start + 3]:
        return None  # 比例为1:10
    return None if _HOURS.isdisjoint(text[start + 1 : start + 4]) else read_time(text, start)


def _generation(text: str, start: int) -> tuple[list[Atom], int] | None:
    match = _CODE.match(text, start)
    if match is None or match[2] in ENGLISH_UNITS:
        return None
    slot = "network-generation" if match[2] == "G" else f"code:{match[2]}"
    span = Span(start, match.end())
    return [Atom(Kind.NAMED, span, Decimal(match[1]), slot)], match.end()


def _number(text: str, start: int) -> tuple[list[Atom], int]:
    """A quantity, or the two ends of a range."""
    for reader in () if text[start].isdigit() else (_more_than, _about_two):
        read = reader(text, start)
        if read:
            return read
    numeral = read_numeral(text, start)
    if numeral is None or _is_in_word(text, start, numeral):
        return [], start + 1
    after = text[numeral.end : numeral.end + 1]
    if after == "号" and _SUFFIX_DOCUMENT.match(text, numeral.end):
        span = Span(start, numeral.end + 1)
        return [Atom(Kind.DOCUMENT, span, numeral.value, "no")], numeral.end + 1
    first, end = quantity(text, start, [(start, numeral)])
    if text[start] in _MAGNITUDES and text[start - 1 : start] in _PAST:  # 月薪过万元
        return [replace(atom, bound=Bound.OVER) for atom in first], end
    joint = _RANGE.match(text, end) if text[end : end + 1] in _JOINTS else None
    last = read_numeral(text, joint.end()) if joint else None
    if joint is None or last is None:
        return first, end
    return _range(text, (start, numeral), (joint.end(), last), first) or (first, end)


def _range(
    text: str, one: tuple[int, Numeral], other: tuple[int, Numeral], first: list[Atom]
) -> tuple[list[Atom], int] | None:
    """The two ends of a range; None if the second is no quantity."""
    (start, numeral), (last_start, last) = one, other
    if first and first[0].kind not in (Kind.CARDINAL, Kind.DECIMAL):
        # Both ends have units of their own: 5公斤—2吨.
        second, stop = quantity(text, last_start, [other])
        if not second:
            return None
        return [replace(first[0], role=Role.FROM), replace(second[0], role=Role.TO)], stop
    if last.scale > numeral.scale:
        shared = numeral.value * last.scale
        numeral = numeral if shared > last.value else replace(numeral, value=shared)
    return quantity(text, start, [(start, numeral), other])


def _is_in_word(text: str, start: int, numeral: Numeral) -> bool:
    """Whether a magnitude alone is part of a word or unit: 万物, 百姓, 千瓦."""
    if not numeral.words:
        return False
    if _METRIC_PREFIX.match(text, start):
        return True
    lone = numeral.words and numeral.end == start + 1 and text[start] in "百千万萬亿億佰仟"
    limited = text[start - 1 : start] in _BEFORE_MAGNITUDE and text[start] in "万萬亿億"
    return lone and not limited and not _LONE_MAGNITUDE.match(text, start)


def _more_than(text: str, start: int) -> tuple[list[Atom], int] | None:
    """上亿用户: over a hundred million users."""
    more = _MORE_THAN.match(text, start)
    if more is None:
        return None
    numeral = Numeral(product(more[1]), more.end(), words=True)
    found, end = quantity(text, start, [(start, numeral)])
    return [replace(atom, bound=Bound.OVER) for atom in found], end


def _about_two(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Two neighbouring numbers in one: 十四五岁 is fourteen or fifteen, 二三十 twenty or thirty."""
    match = _ABOUT_TWO.match(text, start)
    if match is None:
        return None
    few = match[0] == "三五"  # 三五天: a few days
    if small(match["high"]) != small(match["low"]) + 1 and not few:
        return None
    if match.end() < len(text) and text[match.end()] in CHARACTERS:
        return None
    scale = product(match["scale"])
    ten = small(match["ten"]) if match["ten"] else 0
    low, high = (scale * (ten + small(match[name])) for name in ("low", "high"))
    middle = match.start("high")
    first = Numeral(low, middle, words=True)
    last = Numeral(high, match.end(), words=True)
    if scale == 1 and not (CLASSIFIERS.match(text, match.end())):
        return None
    found, end = quantity(text, start, [(start, first), (middle, last)])
    return [replace(atom, bound=Bound.ABOUT) for atom in found], end


_GROUP_READERS: dict[str, Callable[[str, int, int], tuple[list[Atom], int]]] = {
    "address": _address,
    "footnote": _footnote,
    "code": _code,
    "growth": _growth,
    "hundred": _hundred,
    "half": _half,
}
# In this order: what is found first takes the place.
_PLACE_READERS: tuple[Reader, ...] = (
    _endless,
    _name,
    _list,
    _indefinite,
    _not_a_number,
    read_date,
    _ordinal,
    read_one_of_so_many,
    read_parts,
    read_time,
    read_document,
    read_ratio,
    _generation,
)
# The same for numbers that begin with a figure, without what begins with characters only.
_FIGURE_READERS: tuple[Reader, ...] = (
    _endless,
    _name,
    _list,
    read_date,
    read_one_of_so_many,
    read_parts,
    _clock,
    read_document,
    read_ratio,
    _generation,
)
