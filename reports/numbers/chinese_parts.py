"""Chinese parts and wholes: fractions, ratios, "three in ten", and the numbers of documents."""

from __future__ import annotations

from decimal import Decimal

from corpus.span import Span
from reports.numbers.atoms import Atom, Kind
from reports.numbers.chinese_dates import small
from reports.numbers.chinese_numerals import CHARACTERS, Numeral, read_numeral
from reports.numbers.patterns import lazy

_FRACTION = lazy(r"分之")
_RATIO = lazy(
    r"(\d+(?:\.\d+)?)[:：∶](\d+(?:\.\d+)?)(?![\d:])|(\d+(?:\.\d+)?)比(\d+(?:\.\d+)?)"
    r"|([一二三四五六七八九十]{1,3})比([一二三四五六七八九十]{1,3})(?![一-鿿]?[倍成])"
)
_EVERY = lazy(
    rf"(?P<whole>\d+|[{CHARACTERS}]+)[个個名人位户家件台辆]?[人名]?[之当]?中[，,]?就?(?:有|会有|约有)"
)
_LONG_CLOCK = lazy(r"\d{1,5}(?:[:：]\d{2}){2}(?!\d)|\d[\w.-]*@[\w.-]+")
_SLASH = lazy(r"(\d{1,3})[/／](\d{1,4})(?![\d/])")
_DOCUMENT = lazy(r"[〔\[（(](?P<year>[12]\d{3})[〕\])）](?P<number>\d+)号")
_WINDOW = 14
_OPENING = frozenset("〔[（(")
_RATIO_SIGNS = frozenset(":：∶比/／@")


def read_parts(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Read 百分之二十五, 三分之一 or 千分之五 at its whole."""
    if text.find("分之", start, start + _WINDOW) < 0:
        return None
    denominator = read_numeral(text, start)
    if denominator is None or not _FRACTION.match(text, denominator.end) or not denominator.value:
        return None
    numerator = read_numeral(text, denominator.end + 2)
    if numerator is None:
        if text.startswith("百", denominator.end + 2):
            numerator = Numeral(Decimal(100), denominator.end + 3, words=True)
        else:
            return None
    span, end = Span(start, numerator.end), numerator.end
    if denominator.value in (100, 1000, 10000):
        value = numerator.value * 100 / denominator.value
        return [Atom(Kind.PERCENT, span, value, words=True)], end
    value = numerator.value / denominator.value
    return [Atom(Kind.FRACTION, span, value, words=numerator.words)], end


def read_document(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Read 〔2019〕15号 at its year."""
    match = _DOCUMENT.match(text, start - 1) if text[start - 1 : start] in _OPENING else None
    if match is None:
        return None
    span = Span(match.start("number"), match.end())
    year = Atom(Kind.DOCUMENT, Span(start, start + 4), Decimal(match["year"]), "year")
    number = Atom(Kind.DOCUMENT, span, Decimal(match["number"]), "no")
    return [year, number], match.end()


def read_ratio(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Read 3:2, 3比2 or 2/3; nothing for a row of digits with two colons, which is no number."""
    if _RATIO_SIGNS.isdisjoint(text[start : start + _WINDOW]):
        return None
    clock = _LONG_CLOCK.match(text, start)
    if clock:
        return [], clock.end()
    slash = _SLASH.match(text, start)
    if slash and 0 < int(slash[1]) < int(slash[2]):
        value = Decimal(slash[1]) / Decimal(slash[2])
        return [Atom(Kind.FRACTION, Span(start, slash.end()), value)], slash.end()
    match = _RATIO.match(text, start)
    first, second = (
        (Decimal(small(match[5])), Decimal(small(match[6])))
        if match and match[5]
        else (Decimal(match[1] or match[3]), Decimal(match[2] or match[4]))
        if match
        else (Decimal(0), Decimal(0))
    )
    if match is None or not second:
        return None
    return [Atom(Kind.RATIO, Span(start, match.end()), first / second)], match.end()


def read_one_of_so_many(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Read 每十人中有三人, three in ten, at its whole."""
    match = _EVERY.match(text, start) if text[start - 1 : start] in ("每", "毎") else None
    if match is None:
        return None
    whole, part = read_numeral(text, start), read_numeral(text, match.end())
    if whole is None or part is None or whole.end != match.end("whole"):
        return None
    if not 0 < part.value < whole.value <= 1000:
        return None
    value = part.value / whole.value
    return [Atom(Kind.FRACTION, Span(start, part.end), value, words=part.words)], part.end
