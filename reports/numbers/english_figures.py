"""English numbers that begin with a figure: codes, dates, ratios, documents, quantities."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from corpus.span import Span
from reports.numbers import english_dates as dates
from reports.numbers.atoms import DAY_CLOCK, EITHER_ORDER, Atom, DateParts, Kind
from reports.numbers.english_numerals import (
    ENDLESS,
    Numeral,
    read_numeral,
)
from reports.numbers.english_pieces import (
    SPACES,
    date_atom,
    date_atoms,
    number_atoms,
    ordinal_atom,
    read_oclock,
)
from reports.numbers.named import slot_after_cardinal
from reports.numbers.patterns import lazy

_LETTERS_BEFORE = lazy(r"(?:[A-Za-z][A-Za-z-]{0,15})$")
_CODE_NUMBER = lazy(r"\d+(?:\.\d+)*")
_PREFIXES = lazy(r"(?:mid|pre|post|early|late|non|sub|re|top|over|under|inter|ex)-$", re.I)
_FIGURE_CODE = lazy(r"(\d+(?:\.\d+)?)([A-Z][A-Za-z]{0,3})(?![A-Za-z])")
_CODE_LETTERS = frozenset("DKPAHSXR")
_CURRENCY_CODES = {"RMB", "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "US", "HK", "INR"}
_LIST_AHEAD = lazy(
    r"\d{1,2}(?:[.)]|、)(?=[ \u00a0\t]+\D|[A-Z]|\n|$)|\d{1,2}(?:\.\d{1,2})+\.?(?=[ \t]+[A-Z])"
)
_LIST_BEHIND = lazy(r"(?:^|[\n\r])[ \t>*#-]*\(?$|[.!?;:。”\"][ \u00a0]+$|[ \u00a0]\($")
_DOCUMENT = lazy(
    r"\b(?P<slot>[Aa]rticles?|[Ss]ections?|[Cc]hapters?|[Nn]o\.|[Nn]os\.|No|[Ii]ssues?|[Vv]olume|"
    r"[Vv]ol\.|[Tt]ables?|[Ff]igures?|[Ff]ig\.|[Pp]ages?|pp?\.|[Pp]art|[Aa]nnex|[Aa]ppendix|"
    r"[Pp]aragraphs?|[Cc]lause|[Dd]ecree|[Oo]rder|[Vv]ersion|[Pp]hase|[Ss]tep|[Rr]oom|#)"
    rf"(?:{SPACES})?$"
)
_RATIO = lazy(r"(\d+(?:\.\d+)?)[ ]?[:∶：][ ]?(\d+(?:\.\d+)?)(?![\d:])")
# Codes of three parts, and addresses.
_NO_NUMBER = lazy(r"\d{3,5}(?:[:：]\d{2}){2}(?!\d)|\d[\w.-]*@[\w.-]+")
_RATIO_BEHIND = lazy(
    r"\b(?:ratio|odds|scale|split|proportion|mix|score)\b[^.;]{0,50}$", re.IGNORECASE
)
_RATIO_OF = lazy(r"(\d{1,3}) to (\d{1,3})(?![\d.,%])")
_OF_RATIO = lazy(r"\b(?:ratio|odds|proportion)s? (?:of|is|was) $")
_SLASH = lazy(r"(\d{1,3})/(\d{1,4})(?![\d/])")
_YEAR = lazy(r"[12]\d{3}(?![\d%]|,\d{3}|\.\d|[ -]?(?:hundred|thousand|million|billion)\b)")
_NO_YEAR_AFTER = ("$", "¥", "€", "£", ".", ",")
_YEAR_BEHIND = lazy(
    r"\b(?:in|since|by|until|till|during|years?|early|late|mid|circa|spring|"
    r"summer|autumn|winter|season|"
    r"(?:from|between)[ \u00a0][12]\d{3}[ \u00a0](?:to|and))[ \u00a0-]+$",
    re.IGNORECASE,
)
_NO_NOUNS = (
    "to|and|or|but|the|an?|was|were|is|are|has|had|have|will|would|as|in|on|at|by|for|from|with|when|"
    "while|which|who|that|than|under|after|before|until|through|also|it|he|she|they|we|his|her|its|"
    "their|this|these|because|due|compared|alone|onwards?|respectively"
)
_NOUN_AHEAD = lazy(rf"[ \u00a0-]+(?!(?:{_NO_NOUNS})\b)[a-z]+")
_ORDINAL_SUFFIX = lazy(r"(?:[ ]?(?:st|nd|rd|th)|(?:ST|ND|RD|TH))\b")


# What the rare readings cannot do without, to look no further where it is missing.
_WINDOW = 14
_LONGEST_ROW = 24
_DIGITS_AND_MARKS = frozenset("0123456789,.")
_DATE_SIGNS = frozenset("-/.s'’–— \u00a0")
_TIME_SIGNS = frozenset(":.aApP")
_SIGNS_OF_CODES = frozenset(":：@")
_RATIO_SIGNS = frozenset(":：∶/")
_LAST_OF_LABELS = frozenset(" \u00a0.#eonstpx")


def read_figure(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    """Read what begins with the figure at `start`: its atoms, and where they end."""
    for reader in (
        _no_number,
        read_oclock,
        _code_number,
        _list_number,
        _date_in_figures,
        _document,
        _spoken_ratio,
        _ratio,
    ):
        found = reader(text, start)
        if found:
            return found
    numeral = read_numeral(text, start)
    if numeral is None:
        return [], end
    suffix = _ORDINAL_SUFFIX.match(text, numeral.end) if not numeral.decimal else None
    if suffix:
        return ordinal_atom(text, start, Numeral(numeral.value, suffix.end(), words=False))
    return number_atoms(text, start, numeral)


def _no_number(text: str, start: int) -> tuple[list[Atom], int] | None:
    if _SIGNS_OF_CODES.isdisjoint(text[start : start + _WINDOW]) and (
        text[start + _LONGEST_ROW : start + _LONGEST_ROW + 1] not in _DIGITS_AND_MARKS
    ):
        return None
    match = _NO_NUMBER.match(text, start) or ENDLESS.match(text, start)
    return ([], match.end()) if match else None


def _code_number(text: str, start: int) -> tuple[list[Atom], int] | None:
    """G20, COVID-19, GPT-4; 5G and 3D."""
    ahead = _FIGURE_CODE.match(text, start)
    last = text[start - 1 : start]
    behind = None
    if last == "-" or last.isalpha():
        behind = _LETTERS_BEFORE.search(text, max(0, start - 16), start)
    if ahead and (ahead[2] == "G" or (behind is None and ahead[2] in _CODE_LETTERS)):
        slot = "network-generation" if ahead[2] == "G" else f"code:{ahead[2]}"
        span = Span(start, ahead.end())
        return [Atom(Kind.NAMED, span, Decimal(ahead[1]), slot)], ahead.end()
    number = _CODE_NUMBER.match(text, start)
    if behind is None or number is None or not _is_code(behind[0]):
        return None
    letters = behind[0]
    slot = "group" if letters == "G" else f"code:{letters.rstrip('-').upper()}"
    value = Decimal(number[0]) if number[0].count(".") < 2 else None
    return [Atom(Kind.NAMED, Span(behind.start(), number.end()), value, slot)], number.end()


def _is_code(letters: str) -> bool:
    """Whether a number belongs to the letters before it: GPT-4, but not mid-2020 or top-10."""
    if letters.upper() in _CURRENCY_CODES or letters in ("FY", "Q") or _PREFIXES.search(letters):
        return False
    return not letters.endswith("-") or letters[:-1].isupper()


def _list_number(text: str, start: int) -> tuple[list[Atom], int] | None:
    ahead = _LIST_AHEAD.match(text, start)
    if ahead is None or not _LIST_BEHIND.search(text, max(0, start - 12), start):
        return None
    return [Atom(Kind.LIST, Span(start, ahead.end()), None)], ahead.end()


def _date_in_figures(text: str, start: int) -> tuple[list[Atom], int] | None:
    after = text[start + 1 : start + 5]
    if not _DATE_SIGNS.isdisjoint(after):
        read = dates.read_numeric(text, start) or dates.read_decade(text, start)
    else:
        read = None
    if read:
        found, end = date_atom(start, read)
        if dates.has_two_readings(text, start, read):
            return [replace(found[0], unit=EITHER_ORDER)], end
        return found, end
    several = dates.read_day_first(text, start)
    if several is None and not _DATE_SIGNS.isdisjoint(text[start + 4 : start + 6]):
        several = dates.read_years(text, start)
    if several:
        return date_atoms(text, start, several), several[-1][1]
    time = None if _TIME_SIGNS.isdisjoint(after) else dates.read_time(text, start)
    if (
        time
        and _RATIO_BEHIND.search(text, max(0, start - 60), start)
        and text[time[2] - 1].isdigit()
    ):
        return None
    if time:
        unit = DAY_CLOCK if time[1] else ""
        return [Atom(Kind.TIME, Span(start, time[2]), Decimal(time[0]), unit)], time[2]
    return _year(text, start)


def _year(text: str, start: int) -> tuple[list[Atom], int] | None:
    """A year alone, or the year that is the name of an agenda."""
    if not (_YEAR.match(text, start) and _is_year(text, start)):
        return None
    end = start + 4
    slot = slot_after_cardinal(text, end)
    if slot:
        value = Decimal(text[start:end])
        return [Atom(Kind.NAMED, Span(start, slot[1]), value, slot[0])], slot[1]
    if _ORDINAL_SUFFIX.match(text, end) or text[end : end + 1].isalpha():
        return None
    return date_atom(start, (DateParts(year=int(text[start:end])), end))


def _is_year(text: str, start: int) -> bool:
    year = int(text[start : start + 4])
    if not 1000 <= year <= 2199 or text[start - 1 : start] in _NO_YEAR_AFTER:
        return False
    if _YEAR_BEHIND.search(text, max(0, start - 18), start):
        return True
    return year >= 1500 and not _NOUN_AHEAD.match(text, start + 4)


def _document(text: str, start: int) -> tuple[list[Atom], int] | None:
    if text[start - 1 : start] not in _LAST_OF_LABELS:
        return None
    behind = _DOCUMENT.search(text, max(0, start - 12), start)
    if behind is None:
        return None
    number = _CODE_NUMBER.match(text, start)
    if number is None or number[0].count(".") > 1:
        return None
    slot = behind["slot"].lower().rstrip(".").removesuffix("s")
    return [Atom(Kind.DOCUMENT, Span(start, number.end()), Decimal(number[0]), slot)], number.end()


def _spoken_ratio(text: str, start: int) -> tuple[list[Atom], int] | None:
    """A ratio of 6 to 4."""
    match = _RATIO_OF.match(text, start) if text.find(" to ", start, start + 8) > 0 else None
    said = match and _OF_RATIO.search(text, max(0, start - 16), start)
    if match is None or not said or not Decimal(match[2]):
        return None
    value = Decimal(match[1]) / Decimal(match[2])
    return [Atom(Kind.RATIO, Span(start, match.end()), value)], match.end()


def _ratio(text: str, start: int) -> tuple[list[Atom], int] | None:
    if _RATIO_SIGNS.isdisjoint(text[start : start + _WINDOW]):
        return None
    ratio = _RATIO.match(text, start)
    if ratio and Decimal(ratio[2]):
        value = Decimal(ratio[1]) / Decimal(ratio[2])
        return [Atom(Kind.RATIO, Span(start, ratio.end()), value)], ratio.end()
    slash = _SLASH.match(text, start)
    if slash is None or text[max(0, start - 1) : start] == "/":
        return None
    span = Span(start, slash.end())
    if slash[0] in ("24/7", "9/11"):
        return [Atom(Kind.NAMED, span, None, f"code:{slash[0]}")], slash.end()
    if not 0 < int(slash[1]) < int(slash[2]):
        return None
    return [Atom(Kind.FRACTION, span, Decimal(slash[1]) / Decimal(slash[2]))], slash.end()
