"""The English grammar: every number of a text, from left to right, in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from corpus.span import Span
from reports.numbers import english_dates as dates
from reports.numbers.atoms import DAY_CLOCK, Atom, Bound, DateParts, Direction, Kind, Role
from reports.numbers.english_context import place
from reports.numbers.english_numerals import (
    CARDINALS,
    DENOMINATORS,
    ENDLESS,
    ORDINALS,
    SCALES,
    Numeral,
    alternatives,
    cased,
    read_numeral,
)
from reports.numbers.english_quantities import quantity
from reports.numbers.named import slot_after_cardinal, slot_after_ordinal

_S = "[ \u00a0]+"
_MULTIPLES: dict[str, str] = {
    "doubled": "2", "doubles": "2", "doubling": "2", "tripled": "3", "triples": "3",
    "tripling": "3", "quadrupled": "4", "quadruples": "4", "quadrupling": "4",
    "quintupled": "5", "halved": "0.5", "halving": "0.5", "twice": "2", "thrice": "3",
    "twofold": "2", "threefold": "3", "fourfold": "4", "fivefold": "5", "sixfold": "6",
    "sevenfold": "7", "eightfold": "8", "ninefold": "9", "tenfold": "10",
    "twentyfold": "20", "hundredfold": "100",
}  # fmt: skip
_VERB_MULTIPLES = {"double": "2", "triple": "3", "quadruple": "4", "halve": "0.5"}
_VAGUE = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000,
    "millions": 10**6, "billions": 10**9, "trillions": 10**12,
}  # fmt: skip

_TRIGGER = re.compile(
    r"(?P<address>https?://\S+|www\.\S+)"
    r"|(?P<footnote>\[\d{1,3}(?:[ ,;–-]+\d{1,3})*\])"
    r"|(?P<figure>\d)"
    rf"|(?P<month>{dates.MONTH_TRIGGER})"
    r"|\b(?:"
    r"(?P<code>[QH][1-4]\b|FY ?\d|[Ff]iscal(?= (?:[Yy]ear )?\d))"
    rf"|(?P<multiple>{alternatives([*_MULTIPLES])})\b"
    rf"|(?P<verb>{'|'.join(_VERB_MULTIPLES)})\b"
    rf"|(?P<vague>(?:{alternatives([*_VAGUE])}){_S}of\b)"
    rf"|(?P<half>{cased('half')}|quarter)\b"
    rf"|(?P<word>{alternatives([*CARDINALS, *ORDINALS, *SCALES])})\b"
    r")"
)
# The trigger is slow to search with; these few tokens are the only ones that it can begin with.
_TOKEN = re.compile(r"[A-Za-z]+|\d|\[(?=\d)")
_FIRST_WORDS = frozenset(
    form
    for word in (
        *CARDINALS, *ORDINALS, *SCALES, *_MULTIPLES, *_VERB_MULTIPLES, *_VAGUE, *dates.MONTHS,
        "half", "quarter", "http", "https", "www", "FY", "fiscal",
    )
    for form in (word, word.capitalize(), word.upper())
)  # fmt: skip
_LETTERS_BEFORE = re.compile(r"(?:[A-Za-z][A-Za-z-]{0,15})$")
_CODE_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_PREFIXES = re.compile(r"(?:mid|pre|post|early|late|non|sub|re|top|over|under|inter|ex)-$", re.I)
_FIGURE_CODE = re.compile(r"(\d+(?:\.\d+)?)([A-Z][A-Za-z]{0,3})(?![A-Za-z])")
_LIST_AHEAD = re.compile(
    r"\d{1,2}(?:[.)]|、)(?=[ \u00a0\t]+\D|[A-Z]|\n|$)|\d{1,2}(?:\.\d{1,2})+\.?(?=[ \t]+[A-Z])"
)
_LIST_BEHIND = re.compile(r"(?:^|[\n\r])[ \t>*#-]*\(?$|[.!?;:。”\"][ \u00a0]+$|[ \u00a0]\($")
_PARENTHESISED = re.compile(r"\d{1,2}\)")
_DOCUMENT = re.compile(
    r"\b(?P<slot>[Aa]rticles?|[Ss]ections?|[Cc]hapters?|[Nn]o\.|[Nn]os\.|No|[Ii]ssues?|[Vv]olume|"
    r"[Vv]ol\.|[Tt]ables?|[Ff]igures?|[Ff]ig\.|[Pp]ages?|pp?\.|[Pp]art|[Aa]nnex|[Aa]ppendix|"
    r"[Pp]aragraphs?|[Cc]lause|[Dd]ecree|[Oo]rder|[Vv]ersion|[Pp]hase|[Ss]tep|[Rr]oom|#)"
    rf"(?:{_S})?$"
)
_RATIO = re.compile(r"(\d+(?:\.\d+)?)[ ]?[:∶：][ ]?(\d+(?:\.\d+)?)(?![\d:])")
_SLASH = re.compile(r"(\d{1,3})/(\d{1,4})(?![\d/])")
_YEAR = re.compile(r"[12]\d{3}(?![\d%]|,\d{3}|\.\d|[ -]?(?:hundred|thousand|million|billion)\b)")
_YEAR_BEHIND = re.compile(
    r"\b(?:in|since|by|until|till|during|years?|early|late|mid|circa|spring|"
    r"summer|autumn|winter|season)[ \u00a0-]+$",
    re.IGNORECASE,
)
_NOUN_AHEAD = re.compile(r"[ \u00a0-]+(?!to\b|and\b|the\b|was\b|has\b|is\b|as\b)[a-z]+")
_ORDINAL_SUFFIX = re.compile(r"(?:[ ]?(?:st|nd|rd|th)|(?:ST|ND|RD|TH))\b")
_RANGE = re.compile(rf"{_S}to{_S}(?:the{_S})?|[ \u00a0]?[–—~～-][ \u00a0]?(?=[\d$])")
_FRACTION_AFTER = re.compile(
    rf"(?:[ \u00a0]+|-)(?:{alternatives([w for w in DENOMINATORS if w != 'halve'])}|halves)(s?)\b"
)
_IN_EVERY = re.compile(
    rf"{_S}(?:in|out{_S}of){_S}(?:every{_S})?(?=(?:\d{{1,3}}|{'|'.join(CARDINALS)})\b(?![%,.]\d))"
)
_ONE_BLOCKED_AHEAD = re.compile(
    r"(?:[ \u00a0]+(?:of|another|should|must|can|could|may|might|will|would|has|had|is|was|who|"
    r"that|which|by|after|or|and|more|thing|day|time|side|hand|needs?|cannot|in|on|to|for|with|"
    r"as|party)\b|['’]|[-–—](?!way|time|year|month|day|week|hour|third|half|quarter)|"
    r"[ \u00a0]*(?:[^\w\s-]|$|\n))"
)
_ONE_BLOCKED_BEHIND = re.compile(
    r"\b(?:no|any|every|each|this|that|the|which|another|some|other|only|such|as|an?|not|good|"
    r"new|big|great|first|last|next|right|wrong|many|all|is|at)[ \u00a0-]+$",
    re.IGNORECASE,
)
_A_BEHIND = re.compile(rf"\b(half{_S}an?|an?){_S}$", re.IGNORECASE)
_BY_BEHIND = re.compile(r"\b[Bb]y (?:a|another|over a)[ ]$")
_FEW_BEHIND = re.compile(r"\b(?:few|several|many|couple of|some)[ \u00a0]$", re.IGNORECASE)
_VERB_BEHIND = re.compile(r"\b(?:to|will|would|can|could|than|nearly|almost|more than)[ ]+$")
_HALF_AHEAD = re.compile(rf"{_S}an?{_S}(?=[a-z])")
_PART_OF = re.compile(rf"{_S}(?:of|the|a|an)\b")

Reader = Callable[[str, int], tuple[list[Atom], int]]


def parse_english(text: str) -> tuple[Atom, ...]:
    """Every number of an English text, in order, none overlapping another."""
    atoms: list[Atom] = []
    at = 0
    for token in _TOKEN.finditer(text):
        word = token[0]
        if len(word) > 1 and word not in _FIRST_WORDS:
            continue
        start = token.start()
        match = _TRIGGER.match(text, start) if start >= at else None
        if match is None:
            continue
        group = match.lastgroup or ""
        if group == "address":
            at = match.end()
            continue
        found, end = _READERS[group](text, start, match.end())
        floor = atoms[-1].span.end if atoms else 0
        for atom in found:
            if atom.span.start >= floor:
                atoms.append(atom)
                floor = atom.span.end
        at = max(end, start + 1)
    return place(text, atoms)


def _footnote(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    number = Decimal(re.findall(r"\d+", text[start:end])[0])
    return [Atom(Kind.FOOTNOTE, Span(start, end), number)], end


def _month(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    read = dates.read_month_first(text, start)
    if read is None:
        return [], end
    found, dated = read
    if not dated and (
        text[start:end] in ("March", "May")
        and not _BARE_MONTH.search(text, max(0, start - 12), start)
    ):
        return [], end
    return _dates(text, start, found), found[-1][1]


_BARE_MONTH = re.compile(
    r"\b(?:in|since|by|until|of|early|late|mid|from|to|this|last|next|during|and)[ -]$",
    re.IGNORECASE,
)


def _dates(text: str, start: int, found: list[dates.Read]) -> list[Atom]:
    """Atoms of one date, or of the two ends of a range that share its words."""
    if len(found) == 1:
        return [Atom(Kind.DATE, Span(start, found[0][1]), date=found[0][0])]
    first, last = found
    if first[1] < last[1]:
        cut, second = first[1], first[1] + 1
    else:
        days = list(re.finditer(r"\d{1,2}", text[start : last[1]]))
        cut, second = start + days[0].end(), start + days[1].start()
    return [
        Atom(Kind.DATE, Span(start, cut), date=first[0], role=Role.FROM),
        Atom(Kind.DATE, Span(second, last[1]), date=last[0], role=Role.TO),
    ]


def _date(start: int, read: dates.Read) -> tuple[list[Atom], int]:
    return [Atom(Kind.DATE, Span(start, read[1]), date=read[0])], read[1]


def _code(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    read = dates.read_code(text, start)
    return _date(start, read) if read else ([], end)


def _multiple(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    word = text[start:end].lower()
    value = Decimal(_MULTIPLES[word])
    direction = Direction.NONE
    if word[-1] in "dsg" and not word.endswith("fold"):
        direction = Direction.DOWN if value < 1 else Direction.UP
    span = Span(start, end)
    return [Atom(Kind.MULTIPLE, span, value, direction=direction, words=True)], end


def _verb(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    if not _VERB_BEHIND.search(text, max(0, start - 12), start):
        return [], end
    value = Decimal(_VERB_MULTIPLES[text[start:end]])
    up = Direction.DOWN if value < 1 else Direction.UP
    return [Atom(Kind.MULTIPLE, Span(start, end), value, direction=up, words=True)], end


def _vague(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    value = Decimal(1)
    at = start
    while match := re.compile(rf"(\w+){_S}of\b(?:{_S})?").match(text, at):
        if match[1].lower() not in _VAGUE:
            break
        value *= _VAGUE[match[1].lower()]
        end, at = match.end(1), match.end()
    span = Span(start, end)
    return [Atom(Kind.CARDINAL, span, value, bound=Bound.VAGUE, words=True)], end


def _half(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    quarter = text[start:end].lower() == "quarter"
    value = Decimal("0.25") if quarter else Decimal("0.5")
    behind = _A_BEHIND.search(text, max(0, start - 8), start)
    part = _PART_OF.match(text, end) or _BY_BEHIND.search(text, max(0, start - 10), start)
    if quarter and not (behind and part):
        return [], end
    ahead = _HALF_AHEAD.match(text, end)
    if ahead and not quarter:
        numeral = read_numeral(text, ahead.end())
        if numeral and text[ahead.end() : numeral.end].lower() in SCALES:
            half = replace(numeral, value=numeral.value * value)
            return quantity(text, start, [(start, half)])
        unit = quantity(text, start, [(start, Numeral(value, ahead.end() - 1, words=True))])
        if unit[0][0].kind is Kind.MEASURE:
            return unit
    if not quarter and text[end : end + 1] == "-":
        return [], end
    if behind and quarter:
        start = behind.start()
    return [Atom(Kind.FRACTION, Span(start, end), value, words=True)], end


def _word(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    numeral = read_numeral(text, start)
    if numeral is None:
        return [], end
    word = text[start : numeral.end].lower()
    if numeral.ordinal:
        if numeral.value >= 3 and (behind := _A_BEHIND.search(text, max(0, start - 8), start)):
            if _PART_OF.match(text, numeral.end) and "half" not in behind[1]:
                value = Decimal(1) / numeral.value
                span = Span(behind.start(), numeral.end)
                return [Atom(Kind.FRACTION, span, value, words=True)], numeral.end
        return _ordinal(text, start, numeral)
    fraction = _fraction(text, start, numeral)
    if fraction:
        return fraction
    if word in SCALES:
        if _FEW_BEHIND.search(text, max(0, start - 12), start):
            vague = replace(numeral, words=True)
            found, stop = quantity(text, start, [(start, vague)])
            return [replace(atom, bound=Bound.VAGUE) for atom in found], stop
        if behind := _A_BEHIND.search(text, max(0, start - 8), start):
            start = behind.start()
    if word == "one":
        blocked = _ONE_BLOCKED_AHEAD.match(text, numeral.end)
        in_every = _IN_EVERY.match(text, numeral.end)
        if (blocked and not in_every) or _ONE_BLOCKED_BEHIND.search(text, max(0, start - 9), start):
            return [], numeral.end
    return _number(text, start, numeral)


def _fraction(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int] | None:
    """ "two-thirds", "one fifth", "three quarters" (of a whole, or of a year), "one in five"."""
    match = _FRACTION_AFTER.match(text, numeral.end)
    if match and (numeral.value == 1 or match[1] or match[0].lower().endswith("halves")):
        name = match[0].strip(" \u00a0-").lower().removesuffix("s")
        value = numeral.value / DENOMINATORS[name]
        return [Atom(Kind.FRACTION, Span(start, match.end()), value, words=True)], match.end()
    every = _IN_EVERY.match(text, numeral.end)
    if every is None:
        return None
    whole = read_numeral(text, every.end())
    if whole is None or not 0 < numeral.value < whole.value <= 1000 or whole.ordinal:
        return None
    span = Span(start, whole.end)
    return [Atom(Kind.FRACTION, span, numeral.value / whole.value, words=True)], whole.end


def _ordinal(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int]:
    number, end = int(numeral.value), numeral.end
    century = dates.read_century(text, number, end)
    if century:
        return _date(start, century)
    part = dates.read_part_of_year(text, number, end) if number <= 4 else None
    if part:
        return _date(start, part)
    slot = slot_after_ordinal(text, end)
    if slot:
        return [Atom(Kind.NAMED, Span(start, slot[1]), numeral.value, slot[0])], slot[1]
    return [Atom(Kind.ORDINAL, Span(start, end), numeral.value, words=numeral.words)], end


def _figure(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    endless = ENDLESS.match(text, start)
    if endless:
        return [], endless.end()
    for reader in (_code_number, _list_number, _date_in_figures, _document, _ratio):
        found = reader(text, start)
        if found:
            return found
    numeral = read_numeral(text, start)
    if numeral is None:
        return [], end
    suffix = _ORDINAL_SUFFIX.match(text, numeral.end) if not numeral.decimal else None
    if suffix:
        return _ordinal(text, start, Numeral(numeral.value, suffix.end(), words=False))
    return _number(text, start, numeral)


def _code_number(text: str, start: int) -> tuple[list[Atom], int] | None:
    """G20, COVID-19, GPT-4; 5G and 3D."""
    ahead = _FIGURE_CODE.match(text, start)
    if ahead and ahead[2] == "G":
        span = Span(start, ahead.end())
        return [Atom(Kind.NAMED, span, Decimal(ahead[1]), "network-generation")], ahead.end()
    behind = _LETTERS_BEFORE.search(text, max(0, start - 16), start)
    if behind is None:
        if ahead and ahead[2] in ("D", "K", "P", "A", "H", "S", "X", "R"):
            span = Span(start, ahead.end())
            return [Atom(Kind.NAMED, span, Decimal(ahead[1]), f"code:{ahead[2]}")], ahead.end()
        return None
    letters = behind[0]
    if letters.upper() in _CURRENCY_CODES or _PREFIXES.search(letters):
        return None
    if letters.endswith("-") and (not letters[:-1].isupper() or letters.lower() == letters):
        return None
    number = _CODE_NUMBER.match(text, start)
    if number is None or (letters in ("FY", "Q")):
        return None
    slot = "group" if letters == "G" else f"code:{letters.rstrip('-').upper()}"
    value = Decimal(number[0]) if number[0].count(".") < 2 else None
    return [Atom(Kind.NAMED, Span(behind.start(), number.end()), value, slot)], number.end()


_CURRENCY_CODES = {"RMB", "CNY", "USD", "EUR", "GBP", "JPY", "HKD", "US", "HK", "INR"}


def _list_number(text: str, start: int) -> tuple[list[Atom], int] | None:
    ahead = _LIST_AHEAD.match(text, start)
    if ahead is None or not _LIST_BEHIND.search(text, max(0, start - 12), start):
        return None
    return [Atom(Kind.LIST, Span(start, ahead.end()), None)], ahead.end()


def _date_in_figures(text: str, start: int) -> tuple[list[Atom], int] | None:
    read = dates.read_numeric(text, start) or dates.read_decade(text, start)
    if read:
        return _date(start, read)
    several = dates.read_day_first(text, start) or dates.read_years(text, start)
    if several:
        return _dates(text, start, several), several[-1][1]
    time = dates.read_time(text, start)
    if time:
        unit = DAY_CLOCK if time[1] else ""
        return [Atom(Kind.TIME, Span(start, time[2]), Decimal(time[0]), unit)], time[2]
    if _YEAR.match(text, start) and _is_year(text, start):
        end = start + 4
        slot = slot_after_cardinal(text, end)
        if slot:
            value = Decimal(text[start:end])
            return [Atom(Kind.NAMED, Span(start, slot[1]), value, slot[0])], slot[1]
        if _ORDINAL_SUFFIX.match(text, end) or text[end : end + 1].isalpha():
            return None
        return _date(start, (DateParts(year=int(text[start:end])), end))
    return None


def _is_year(text: str, start: int) -> bool:
    year = int(text[start : start + 4])
    if not 1000 <= year <= 2199 or text[max(0, start - 1) : start] in (
        "$",
        "¥",
        "€",
        "£",
        ".",
        ",",
    ):
        return False
    if _YEAR_BEHIND.search(text, max(0, start - 10), start):
        return True
    return year >= 1500 and not _NOUN_AHEAD.match(text, start + 4)


def _document(text: str, start: int) -> tuple[list[Atom], int] | None:
    behind = _DOCUMENT.search(text, max(0, start - 12), start)
    if behind is None:
        return None
    number = _CODE_NUMBER.match(text, start)
    if number is None or number[0].count(".") > 1:
        return None
    slot = behind["slot"].lower().rstrip(".").removesuffix("s")
    return [Atom(Kind.DOCUMENT, Span(start, number.end()), Decimal(number[0]), slot)], number.end()


def _ratio(text: str, start: int) -> tuple[list[Atom], int] | None:
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


def _number(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int]:
    """A quantity, or the two ends of a range."""
    parts = [(start, numeral)]
    slot = slot_after_cardinal(text, numeral.end) if not numeral.words else None
    if slot:
        return [Atom(Kind.NAMED, Span(start, slot[1]), numeral.value, slot[0])], slot[1]
    first, end = quantity(text, start, parts)
    joint = _RANGE.match(text, end)
    if joint is None:
        return first, end
    last_start = joint.end() + (1 if text[joint.end() : joint.end() + 1] in "$€£¥" else 0)
    last = read_numeral(text, last_start)
    if last is None or last.ordinal or dates.read_day_first(text, last_start):
        return first, end
    if joint[0].strip(" \u00a0") == "to" and numeral.words != last.words:
        return first, end
    if first[0].kind not in (Kind.CARDINAL, Kind.DECIMAL) and first[0].span.end > numeral.end:
        # Both ends have units of their own: 5 kg–2 t.
        if joint[0].strip(" \u00a0") == "to":
            return first, end
        second, stop = quantity(text, last_start, [(last_start, last)])
        both = [replace(first[0], role=Role.FROM), replace(second[0], role=Role.TO)]
        return both, stop
    if last.scale > numeral.scale:
        shared = numeral.value * last.scale
        numeral = numeral if shared > last.value else replace(numeral, value=shared)
    return quantity(text, start, [(start, numeral), (last_start, last)])


_READERS: dict[str, Callable[[str, int, int], tuple[list[Atom], int]]] = {
    "footnote": _footnote,
    "figure": _figure,
    "month": _month,
    "code": _code,
    "multiple": _multiple,
    "verb": _verb,
    "vague": _vague,
    "half": _half,
    "word": _word,
}
