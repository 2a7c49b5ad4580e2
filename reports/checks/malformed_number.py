"""Numerals that cannot be right as they stand: "21th", "5%%", "3亿 people"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.span import DisjointSpans, Span
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Edit, Finding, Severity
from reports.numbers.atoms import Kind
from reports.numbers.documents import is_chinese, numbers_of
from reports.numbers.patterns import lazy
from reports.numbers.slide import ordinal
from reports.numbers.units import ENGLISH_UNITS, UNITS

_S = "[ \u00a0]"
_YEAR = r"(?:19|20)\d\d"
_ORDINAL = lazy(r"(?<![\w.,$€£¥-])(\d{1,3}(?:,\d{3})+|\d+)(st|nd|rd|th)\b", re.IGNORECASE)
_SCALES = "hundred|thousand|million|billion|trillion"
_UNITS = (
    "percent|per cent|percentage points|yuan|RMB|dollars|euros|pounds|kilometres|kilometers|km|kg|"
    "tonnes|tons|hectares|mu|years|months|days|hours|minutes|GB|TB|PB|EB|ZB|kWh|MW|GW|people"
)
_FIGURE = r"(?<![\d.,])\d[\d.,]{0,30}"
_DOUBLED = lazy(
    rf"{_FIGURE}{_S}*(?:[%％]{_S}*(?:[%％]|percent\b|per cent\b)|(?:percent|per cent){_S}*[%％])"
    rf"|{_FIGURE}{_S}*(?P<scale>million|billion|trillion|thousand|hundred){_S}+(?P=scale)\b"
    rf"|{_FIGURE}{_S}+million{_S}+(?:billion|trillion)\b|{_FIGURE}{_S}+billion{_S}+(?:million|trillion)\b"
    rf"|{_FIGURE}{_S}*(?:(?:{_SCALES}){_S}+)?(?P<unit>{_UNITS}){_S}+(?P=unit)\b"
    rf"|\b(?P<code>USD|EUR|GBP|RMB|CNY|HKD|JPY){_S}?{_FIGURE}(?:{_S}(?:{_SCALES}))?{_S}?(?P=code)\b"
    rf"|[$€£¥]{_S}?(?:[$€£¥]){_S}?\d[\d.,]*|[$]{_S}?\d[\d.,]*(?:{_S}(?:{_SCALES}))?{_S}+(?:US{_S}+)?dollars\b"
)
_HAN_DOUBLED = lazy(
    r"(?<![\d.,])\d[\d.,]{0,30}(?:[%％]{2,}|(?P<unit>个百分点|亿元|万元|[美欧日港]元|公里|公斤|公顷|分钟|亩|吨)(?P=unit)|%个百分点)|百分之\d[\d.]*[%％]"
)
_HAN_SCALE = lazy(
    rf"{_FIGURE}{_S}*[万萬亿億]+(?![\u3400-\u9fff]|{_S}*[(（]\d)|{_FIGURE}{_S}*[万萬亿億]+[元人吨亩](?![\u3400-\u9fff])"
)
_NO_LIST = "".join(
    rf"(?<!{word}{{0}})".replace("{0}", " ")
    for word in (
        "pages", "lines", "articles", "items", "chapters", "figures", "tables", "numbers", "rooms",
        "Articles", "Chapters", "Tables", "Figures", "Nos.", "nos.", "pp.", "versions", "notes",
    )
)  # fmt: skip
_GROUPING = lazy(
    rf"(?<![\d,.\[(])\d{{1,3}},\d{{4,}}(?=\s+[a-z]|[%％])(?!,)|(?<![\d,.\[(])\d{{1,3}}(?:,\d{{3}})*,\d{{2}}(?={_S}+(?:people|million|billion|tonnes|hectares|households|cases)\b)"
    rf"|(?<![\d,.\[(])\d{{1,3}}(?:,\d{{1,3}})*,\d{{1,2}}(?:,\d{{1,3}})*(?={_S}+(?:{_SCALES})\b)"
    rf"|(?<![\d,.\[(\w]){_NO_LIST}\d{{1,3}},\d,\d{{3}}(?={_S}[a-z]{{3,}})(?!{_S}(?:and|or)\b)"
    rf"|(?<![\d,.\[(\w]){_NO_LIST}(?<!{_S}\d)\d{{1,3}},\d{{2}}(?={_S}[a-z]{{4,}})(?!{_S}(?:and|or|from|were)\b)"
)
_POINTS = lazy(
    rf"(?<![\d.])\d+(?:\.\d+){{2,}}(?={_S}*(?:[%％]|percent\b|million\b|billion\b|trillion\b|yuan\b|kg\b|km\b|亿|万))"
    rf"|(?<![\d.])\d+(?:\.\d+)?\.\.\d+(?={_S}*(?:[%％]|percent\b|million\b|billion\b))"
)
_ROUND = 50
_OWNED = lazy(r"\b(?:his|her|its|our|my|your|their)[ ]$", re.IGNORECASE)
_NOUN_AHEAD = lazy(rf"{_S}([a-z]+)")
_COUNTED = lazy(
    "meeting|session|visitor|customer|guest|time|day|edition|issue|cop|member|anniversar|birthday|"
    "episode|flight|unit|vehicle|car|train|case|patient|store|shop|game|match|run|user|student|"
    "person|volume|number|place|part|customer|voter|step|and|of|to|or"
)
_SIGN_AND_NAME = lazy(
    r"[$€£¥][ ]?\d[\d.,]*.{0,12}?[ \u00a0]"
    r"(?:euros?|pounds?(?: sterling)?|dollars?|yen|yuan)(?: [A-Z]{3})?",
    re.DOTALL,
)
_OTHER_CURRENCY = lazy(
    rf"{_S}(?:US{_S}dollars?|U\.S\.{_S}dollars?|Hong{_S}Kong{_S}dollars?|dollars?|euros?|yen|yuan|USD|EUR)\b"
)
_BY_THOUSANDS = lazy(r"\d{1,3}(?:\.\d{3})+")
_UNIT_AGAIN = lazy(
    rf"{_S}({'|'.join(sorted(map(re.escape, ENGLISH_UNITS), key=len, reverse=True))}|t)(?![\w-])"
)
_HAN_SIGN = lazy("[¥￥$€](?=[ ]?\\d|$)")
_SIGNS = {"¥": ("人民币", "日元"), "￥": ("人民币", "日元"), "$": ("美元", "港元"), "€": ("欧元",)}
_HAN_CURRENCY = lazy("美元|欧元|日元|港元|英镑|人民币")
_SHORT_UNITS = sorted((word for word in ENGLISH_UNITS if len(word) < 4), key=len, reverse=True)
_HAN_UNIT_AGAIN = lazy(
    r"(?P<yuan>元)(?![宝素旦宵首年件器月勋老帅气])"
    rf"|[ ]?(?P<unit>{'|'.join(map(re.escape, _SHORT_UNITS))})(?![A-Za-z/])"
)
_YEAR_OF_COMMITTEE = lazy(
    rf"(?<=\bthe ){_YEAR}{_S}(?:(?:CPC|Party|Communist Party){_S})?Central{_S}Committee\b"
)
_NEVER_SO_MANY = {
    "party-congress": 100,
    "people-congress": 100,
    "central-committee": 100,
    "plenary-session": 100,
    "five-year-plan": 100,
    "discipline-commission": 100,
}
_GATHERING = lazy(
    rf"{_S}+annual\b|{_S}+(?:[A-Z][\w'’-]*{_S}+){{0,5}}(?:Congress|Conference|Summit|Forum|Expo|Assembly|Olympic|Games|"
    r"Plenum|Symposium|Convention|Festival|Committee|Agenda|Session|Meeting|Plan)\b"
)


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        taken = DisjointSpans()
        faults = _chinese(document) if is_chinese(document) else _english(document)
        for span, message, edit in faults:
            if taken.add(span):
                yield check.finding(document, span, message, suggestion=edit)


Fault = tuple[Span, str, Edit | None]


def _english(document: Document) -> Iterator[Fault]:
    text = document.text
    yield from _ordinals(text)
    for match in _DOUBLED.finditer(text):
        yield Span(*match.span()), f'"{match[0]}": the unit stands twice', None
    yield from _units_twice(document)
    for match in _YEAR_OF_COMMITTEE.finditer(text):
        message = f'"{match[0]}": a year stands where a number was meant'
        yield Span(*match.span()), f"{message}; the source must be looked up", None
    for match in _HAN_SCALE.finditer(text):
        if not _inside_gloss(text, match.start()):
            message = f'"{match[0]}": a Chinese magnitude is left in the English text'
            yield Span(*match.span()), message, None
    for match in _GROUPING.finditer(text):
        message = f'"{match[0]}": the digits are not grouped by threes'
        yield Span(*match.span()), message, None
    yield from _points(text)
    yield from _high_numbers(document)


def _units_twice(document: Document) -> Iterator[Fault]:
    """One unit said twice in whatever spellings: "48 kilometers km"."""
    for atom in numbers_of(document):
        words = atom.span.of(document.text)
        other = _OTHER_CURRENCY.match(document.text, atom.span.end)
        if atom.kind is Kind.MONEY and other:
            span = Span(atom.span.start, other.end())
            yield span, f'"{span.of(document.text)}" has two currencies', None
        elif atom.kind is Kind.MONEY and _SIGN_AND_NAME.fullmatch(words):
            yield atom.span, f'"{words}": the currency stands twice', None
        if atom.kind is not Kind.MEASURE or atom.unit not in UNITS:
            continue
        again = _UNIT_AGAIN.match(document.text, atom.span.end)
        if again and (ENGLISH_UNITS.get(again[1]) == atom.unit or again[1] == atom.unit == "t"):
            span = Span(atom.span.start, again.end())
            yield span, f'"{span.of(document.text)}": the unit stands twice', None


def _chinese(document: Document) -> Iterator[Fault]:
    for match in _HAN_DOUBLED.finditer(document.text):
        yield Span(*match.span()), f'"{match[0]}": the unit stands twice', None
    yield from _han_units_twice(document)
    yield from _points(document.text)
    yield from _high_numbers(document)


def _han_units_twice(document: Document) -> Iterator[Fault]:
    """A unit and its sign, or two currencies: 480公里km, ￥20亿美元, 5元元."""
    text = document.text
    for atom in numbers_of(document):
        words, end = atom.span.of(text), atom.span.end
        sign = _HAN_SIGN.search(text, max(0, atom.span.start - 3), atom.span.start + 1)
        name = _HAN_CURRENCY.search(text, atom.span.start, end)
        again = _HAN_UNIT_AGAIN.match(text, end)
        unit = ENGLISH_UNITS.get(again["unit"] or "") if again else None
        if atom.kind is Kind.MONEY and sign and name and name[0] not in _SIGNS[sign[0][0]]:
            span = Span(sign.start(), end)
            yield span, f'"{span.of(text)}" has two currencies', None
        elif again and (unit == atom.unit != "" or (again["yuan"] and words.endswith("元"))):
            span = Span(atom.span.start, again.end())
            yield span, f'"{span.of(text)}": the unit stands twice', None


def _points(text: str) -> Iterator[Fault]:
    for match in _POINTS.finditer(text):
        if _BY_THOUSANDS.fullmatch(match[0]):
            continue  # grouped as other languages do: a matter of format
        yield Span(*match.span()), f'"{match[0]}" has two decimal points', None


def _ordinals(text: str) -> Iterator[Fault]:
    for match in _ORDINAL.finditer(text):
        number = int(match[1].replace(",", ""))
        right = ordinal(number)
        year = 1900 <= number <= 2100 and "," not in match[1]
        span = Span(*match.span())
        if right[-2:] != match[2].lower():
            if year:
                yield span, f'"{match[0]}": a year stands where a number was meant', None
            else:
                edit = Edit(match[1] + right[-2:])
                yield span, f'"{match[0]}" is no ordinal; either "{right}" or another number', edit
        elif year and (_GATHERING.match(text, match.end()) or _is_odd(text, match)):
            message = f'"{match[0]}": a year stands where the number of a meeting was meant'
            yield span, f"{message}; the source must be looked up", None


def _is_odd(text: str, match: re.Match[str]) -> bool:
    """Whether an ordinal such as "1998th" can only be a year that lost its form.

    Round ones, and what is counted one by one up to thousands, may be meant.
    """
    round_number = int(match[1]) % _ROUND == 0
    owned = _OWNED.search(text, max(0, match.start() - 8), match.start())
    noun = _NOUN_AHEAD.match(text, match.end())
    return bool(noun and not owned and not round_number and not _COUNTED.match(noun[1]))


def _high_numbers(document: Document) -> Iterator[Fault]:
    for atom in numbers_of(document):
        limit = _NEVER_SO_MANY.get(atom.unit) if atom.kind is Kind.NAMED else None
        if limit and atom.value is not None and atom.value > limit:
            words = atom.span.of(document.text)
            message = f'"{words}": no such body has ever been numbered {atom.value}'
            yield atom.span, f"{message}; the source must be looked up", None


def _inside_gloss(text: str, start: int) -> bool:
    """Whether a place stands in brackets or quotation marks that hold Chinese words."""
    opened = max(text.rfind(mark, max(0, start - 40), start) for mark in "(（《“「[")
    return opened >= 0 and not re.search(r"[A-Za-z]{3}|[)）》”」\]]", text[opened:start])


CHECK = Check(
    name="malformed-number",
    category=Category.NUMBER,
    severity=Severity.ERROR,
    summary="an ordinal, unit or magnitude that cannot be right as it stands",
    why=(
        'Some numbers show by their form that something went wrong: "2022th" is a year in the '
        'place of a number, "21th" has lost a digit or its ending, "5%%" and "10 million million" '
        'say their unit twice, "3亿 people" was left half translated. The form shows that the '
        "number is wrong, and seldom which number is right: look it up in the source."
    ),
    flagged=(
        Example("He attended the 2021th meeting of the council."),
        Example("It was the 21th of its kind."),
        Example("Prices rose by 5%% last year."),
        Example("It serves 3亿 people."),
        Example("since the 2019th National Congress"),
    ),
    passing=(
        Example("The 101st, 11th and 22nd of the series sold out."),
        Example("The council held its 2000th meeting."),
        Example("The phrase 三亿人 (3亿人) means 300 million people."),
    ),
    run=see_through(_run),
)
