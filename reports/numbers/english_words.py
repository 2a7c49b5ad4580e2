"""English numbers that begin with a word: numerals, fractions, multiples, vague amounts."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

from corpus.span import Span
from reports.numbers.atoms import DAY_CLOCK, Atom, Bound, DateParts, Direction, Kind
from reports.numbers.english_numerals import (
    CARDINALS,
    DENOMINATORS,
    SCALES,
    Numeral,
    alternatives,
    read_numeral,
)
from reports.numbers.english_pieces import SPACES, number_atoms, ordinal_atom, read_oclock
from reports.numbers.english_quantities import quantity
from reports.numbers.patterns import lazy
from reports.numbers.units import ENGLISH_CURRENCIES, ENGLISH_UNITS

MULTIPLES: dict[str, str] = {
    "doubled": "2", "doubles": "2", "doubling": "2", "tripled": "3", "triples": "3",
    "tripling": "3", "quadrupled": "4", "quadruples": "4", "quadrupling": "4",
    "quintupled": "5", "halved": "0.5", "halving": "0.5", "twice": "2", "thrice": "3",
    "twofold": "2", "threefold": "3", "fourfold": "4", "fivefold": "5", "sixfold": "6",
    "sevenfold": "7", "eightfold": "8", "ninefold": "9", "tenfold": "10",
    "twentyfold": "20", "hundredfold": "100",
}  # fmt: skip
VERB_MULTIPLES = {"double": "2", "triple": "3", "quadruple": "4", "halve": "0.5"}
VAGUE = {
    "tens": 10, "dozens": 12, "scores": 20, "hundreds": 100, "thousands": 1000,
    "millions": 10**6, "billions": 10**9, "trillions": 10**12,
}  # fmt: skip
_FRACTION_AFTER = lazy(
    rf"(?:[ \u00a0]+|-)(?:{alternatives([w for w in DENOMINATORS if w != 'halve'])}|halves)(s?)\b"
)
_IN_EVERY = lazy(
    rf"{SPACES}(?:in|out{SPACES}of){SPACES}(?:every{SPACES})?(?=(?:\d{{1,3}}|{'|'.join(CARDINALS)})\b(?![%,.]\d))"
)
# "one person in five": only where no noun follows that the second number would count.
_NOUN_IN = lazy(
    rf"{SPACES}(?:person|people|household|home|family|families|child|children|adult|adults|man|men|"
    rf"woman|women|pupil|pupils|student|students|worker|workers|firm|firms|company|companies|[a-z]+s)"
    rf"{SPACES}(?:in|out{SPACES}of){SPACES}(?:every{SPACES})?(?P<whole>\d{{1,3}}|{'|'.join(CARDINALS)})\b"
)
_ENDS = lazy(
    r"(?![%,.]\d)[ \u00a0]*(?:[.,;:!?)\n]|$|(?:is|are|was|were|has|have|had|said|says|did)\b)"
)
_ONE_BLOCKED_AHEAD = lazy(
    r"(?:[ \u00a0]+(?:of|another|should|must|can|could|may|might|will|would|has|had|is|was|who|"
    r"that|which|by|after|or|and|more|thing|day|time|side|hand|needs?|cannot|in|on|to|for|with|"
    r"as|party)\b|['’]|[-–—](?!way|time|year|month|day|week|hour|third|half|quarter)|"
    r"[ \u00a0]*(?:[^\w\s-]|$|\n))"
)
_ONE_BLOCKED_BEHIND = lazy(
    r"\b(?:no|any|every|each|this|that|the|which|another|some|other|only|such|as|an?|not|good|"
    r"new|big|great|first|last|next|right|wrong|many|all|is|at)[ \u00a0-]+$",
    re.IGNORECASE,
)
_A_BEHIND = lazy(rf"\b(half{SPACES}an?|an?){SPACES}$", re.IGNORECASE)
_BY_BEHIND = lazy(r"\b[Bb]y (?:a|another|over a)[ ]$")
_EVERY_BEHIND = lazy(r"\b(?:[Ee]very|[Ee]ach|per|one|about|under)[ \u00a0-]$")
_FEW_BEHIND = lazy(r"\b(?:few|several|many|couple of|some)[ \u00a0]$", re.IGNORECASE)
_VERB_BEHIND = lazy(r"\b(?:to|will|would|can|could|than|nearly|almost|more than)[ ]+$")
_HALF_AHEAD = lazy(rf"{SPACES}an?{SPACES}(?=[a-z])")
_LAST_VAGUE = lazy(rf"{SPACES}of{SPACES}(\w+)\b")
_OF_CURRENCY = lazy(rf"{SPACES}of{SPACES}(yuan|renminbi|dollars|euros|pounds|yen|rupees|roubles)\b")
_VAGUE_OF = lazy(rf"(\w+){SPACES}of\b(?:{SPACES})?")
_QUARTER_AHEAD = lazy(rf"{SPACES}of{SPACES}an?{SPACES}(?=[a-z])")
_HALVED = frozenset({Kind.MEASURE, Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MONEY})
_HALF_UNIT = lazy(
    rf"(?P<part>half|quarter)(?:{SPACES}(?:of{SPACES})?an?{SPACES}|[- ])(?P<unit>century|decade)\b",
    re.IGNORECASE,
)
_AND_HALF_BEHIND = lazy(
    rf"\b(?:an?|one|every|each|another){SPACES}(?P<unit>hour|day|week|month|year|decade|mile|kilometre|kilometer|metre|"
    rf"meter|minute|tonne|ton|kilo){SPACES}and{SPACES}an?{SPACES}$",
    re.IGNORECASE,
)
_PAST = lazy(rf"{SPACES}(?P<side>past|to){SPACES}")
_DAY_HALF = lazy(
    rf"{SPACES}(?:(?:in{SPACES}the|at){SPACES})?(morning|afternoon|evening|night|[ap]\.?m)\b",
    re.IGNORECASE,
)
_A_TIME_BEHIND = lazy(r"\b(?:per|a|every|each|split|half a)[ \u00a0-]$")
_AGE_BEHIND = lazy(r"\b(?:his|her|their|my|our|your|its)[ ](?:early |mid-|late )?$")
DECADE_WORDS: dict[str, int] = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60,
    "seventies": 70, "eighties": 80, "nineties": 90,
}  # fmt: skip
_DECADE_WORD = lazy(
    rf"(?:(?P<century>nineteen|eighteen)[- ])?(?P<decade>{'|'.join(DECADE_WORDS)})\b", re.IGNORECASE
)
DECADE_PATTERN = rf"(?:(?:[Nn]ineteen|[Ee]ighteen)[- ])?(?:{'|'.join(DECADE_WORDS)})\b"
_PART_ENDS = lazy(r"[.;)]|$")
_PART_OF = lazy(rf"{SPACES}(?:of|the|a|an)\b")


def read_multiple(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    """Read "doubled" or "threefold"."""
    word = text[start:end].lower()
    value = Decimal(MULTIPLES[word])
    direction = Direction.NONE
    if word[-1] in "dsg" and not word.endswith("fold"):
        direction = Direction.DOWN if value < 1 else Direction.UP
    span = Span(start, end)
    return [Atom(Kind.MULTIPLE, span, value, direction=direction, words=True)], end


def read_verb(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    """Read "double" where it is a verb."""
    if not _VERB_BEHIND.search(text, max(0, start - 12), start):
        return [], end
    value = Decimal(VERB_MULTIPLES[text[start:end]])
    up = Direction.DOWN if value < 1 else Direction.UP
    return [Atom(Kind.MULTIPLE, Span(start, end), value, direction=up, words=True)], end


def read_vague(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    """Read "tens of thousands of"."""
    value = Decimal(1)
    at = start
    while match := _VAGUE_OF.match(text, at):
        if match[1].lower() not in VAGUE:
            break
        value *= VAGUE[match[1].lower()]
        end, at = match.end(1), match.end()
    last = _LAST_VAGUE.match(text, end)  # "hundreds of thousands" without another "of"
    if last and last[1].lower() in VAGUE:
        value, end = value * VAGUE[last[1].lower()], last.end()
    found, end = quantity(text, start, [(start, Numeral(value, end, words=True))])
    coins = _OF_CURRENCY.match(text, end) if found[0].kind is Kind.CARDINAL else None
    if coins:
        unit, end = ENGLISH_CURRENCIES[coins[1]], coins.end()
        span = Span(start, end)
        return [Atom(Kind.MONEY, span, value, unit, Bound.VAGUE, words=True)], end
    return [replace(atom, bound=Bound.VAGUE) for atom in found], end


def read_half(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    """Read "half", "half a million", "a quarter of" and "half past three"."""
    quarter = text[start:end].lower() == "quarter"
    value = Decimal("0.25") if quarter else Decimal("0.5")
    found = _clock(text, start, end) or _and_a_half(text, start, end) or _half_unit(text, start)
    if found:
        return found
    behind = _A_BEHIND.search(text, max(0, start - 8), start)
    ahead = _QUARTER_AHEAD.match(text, end) if quarter else _HALF_AHEAD.match(text, end)
    part = _PART_OF.match(text, end) or _BY_BEHIND.search(text, max(0, start - 10), start)
    every = ahead and _EVERY_BEHIND.search(text, max(0, start - 8), start)
    if quarter and not (behind and part) and not every:
        return [], end
    if ahead:
        numeral = read_numeral(text, ahead.end())
        begin = behind.start() if behind and quarter else start
        if numeral and text[ahead.end() : numeral.end].lower() in SCALES:
            half = replace(numeral, value=numeral.value * value)
            return quantity(text, begin, [(begin, half)])
        unit = quantity(text, begin, [(begin, Numeral(value, ahead.end() - 1, words=True))])
        if unit[0][0].kind in _HALVED:
            return unit
    if not quarter and text[end : end + 1] == "-":
        return [], end
    if behind and quarter:
        start = behind.start()
    return [Atom(Kind.FRACTION, Span(start, end), value, words=True)], end


def _half_unit(text: str, start: int) -> tuple[list[Atom], int] | None:
    """Such as "half a century" and "a quarter-century"."""
    match = _HALF_UNIT.match(text, start)
    if match is None:
        return None
    value = Decimal("0.25") if match["part"].lower() == "quarter" else Decimal("0.5")
    behind = _A_BEHIND.search(text, max(0, start - 8), start)
    begin = behind.start() if behind else start
    span = Span(begin, match.end())
    return [Atom(Kind.MEASURE, span, value, match["unit"].lower(), words=True)], match.end()


def _and_a_half(text: str, start: int, end: int) -> tuple[list[Atom], int] | None:
    """Such as "an hour and a half"."""
    behind = _AND_HALF_BEHIND.search(text, max(0, start - 36), start)
    if behind is None or text[start:end].lower() != "half":
        return None
    unit = ENGLISH_UNITS[behind["unit"].lower()]
    span = Span(behind.start(), end)
    return [Atom(Kind.MEASURE, span, Decimal("1.5"), unit, words=True)], end


def _clock(text: str, start: int, end: int) -> tuple[list[Atom], int] | None:
    """Such as "half past three" and "a quarter to nine"."""
    match = _PAST.match(text, end)
    hour = read_numeral(text, match.end()) if match else None
    if match is None or hour is None or not 1 <= hour.value <= 12:
        return None
    minutes = 15 if text[start:end].lower() == "quarter" else 30
    minutes = -minutes if match["side"] == "to" else minutes
    if minutes == -30:
        return None
    half = _DAY_HALF.match(text, hour.end)
    at, stop, unit = int(hour.value), hour.end, ""
    if half:
        late = half[1].lower() in ("afternoon", "evening", "night", "p.m", "pm")
        at, stop, unit = at % 12 + 12 * late, half.end(), DAY_CLOCK
    span = Span(start, stop)
    value = Decimal((at * 60 + minutes) % 1440)
    return [Atom(Kind.TIME, span, value, unit, words=True)], stop


def read_named_hour(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    """Read "noon" and "midnight"."""
    value = Decimal(0 if text[start:end].lower() == "midnight" else 720)
    return [Atom(Kind.TIME, Span(start, end), value, DAY_CLOCK, words=True)], end


def read_decade_word(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    """Read "the nineties", "the nineteen-nineties" and "in her sixties"."""
    century, decade = _DECADE_WORD.match(text, start).group("century", "decade")  # type: ignore[union-attr]
    years = DECADE_WORDS[decade.lower()]
    span = Span(start, end)
    if century is None and _AGE_BEHIND.search(text, max(0, start - 16), start):
        age = Decimal(years)
        return [Atom(Kind.AGE, span, age, "year", Bound.ABOUT, words=True)], end
    years += 1900 if (century or "").lower().startswith("nineteen") else 0
    years += 1800 if (century or "").lower().startswith("eighteen") else 0
    return [Atom(Kind.DATE, span, date=DateParts(decade=years), words=True)], end


def _year_in_words(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int] | None:
    """Such as "nineteen eighty-four" and "twenty twenty-one"."""
    if not 15 <= numeral.value <= 20:
        return None
    gap = text[numeral.end : numeral.end + 1]
    rest = read_numeral(text, numeral.end + 1) if gap in (" ", "-") else None
    if rest is None or not rest.words or rest.ordinal or not 10 <= rest.value <= 99:
        return None
    date = DateParts(int(numeral.value * 100 + rest.value))
    return [Atom(Kind.DATE, Span(start, rest.end), date=date, words=True)], rest.end


def read_word(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    """Read what begins with the number word at `start`."""
    numeral = read_numeral(text, start)
    if numeral is None:
        return [], end
    word = text[start : numeral.end].lower()
    if numeral.ordinal:
        if word == "second" and _A_TIME_BEHIND.search(text, max(0, start - 8), start):
            return [], end
        return _part(text, start, numeral) or ordinal_atom(text, start, numeral)
    for reader in (_at_the_hour, _fraction, _year_in_words, _bare):
        found = reader(text, start, numeral)
        if found:
            return found
    return number_atoms(text, start, numeral)


def _at_the_hour(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int] | None:
    return read_oclock(text, start) if numeral.value <= 12 else None


def _bare(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int] | None:
    """A pronoun, or a magnitude word alone."""
    word = text[start : numeral.end].lower()
    if word == "one" and _is_pronoun(text, start, numeral.end):
        return [], numeral.end
    return _bare_scale(text, start, numeral) if word in SCALES else None


def _part(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int] | None:
    """Such as "a third of" and "a tenth of" at the ordinal."""
    behind = _A_BEHIND.search(text, max(0, start - 8), start)
    if behind is None or numeral.value < 3 or "half" in behind[1]:
        return None
    by = _BY_BEHIND.search(text, max(0, start - 10), start)
    if not (by or _PART_OF.match(text, numeral.end) or _PART_ENDS.match(text, numeral.end)):
        return None
    span = Span(behind.start(), numeral.end)
    return [Atom(Kind.FRACTION, span, 1 / numeral.value, words=True)], numeral.end


def _bare_scale(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int]:
    """Such as "a million", and "several million", which leaves open how many."""
    if _FEW_BEHIND.search(text, max(0, start - 12), start):
        found, end = quantity(text, start, [(start, numeral)])
        return [replace(atom, bound=Bound.VAGUE) for atom in found], end
    behind = _A_BEHIND.search(text, max(0, start - 8), start)
    return number_atoms(text, behind.start() if behind else start, numeral)


def _is_pronoun(text: str, start: int, end: int) -> bool:
    """Whether "one" counts nothing: one of, no one, on the one hand."""
    blocked = _ONE_BLOCKED_AHEAD.match(text, end) and not _IN_EVERY.match(text, end)
    return bool(blocked or _ONE_BLOCKED_BEHIND.search(text, max(0, start - 9), start))


def _fraction(text: str, start: int, numeral: Numeral) -> tuple[list[Atom], int] | None:
    """Such as "two-thirds", "one fifth", "three quarters" and "one in five"."""
    match = _FRACTION_AFTER.match(text, numeral.end)
    if match and (numeral.value == 1 or match[1] or match[0].lower().endswith("halves")):
        name = match[0].strip(" \u00a0-").lower().removesuffix("s")
        value = numeral.value / DENOMINATORS[name]
        return [Atom(Kind.FRACTION, Span(start, match.end()), value, words=True)], match.end()
    every = _IN_EVERY.match(text, numeral.end)
    noun = _NOUN_IN.match(text, numeral.end) if every is None else None
    if noun and _ENDS.match(text, noun.end()):
        every = noun
    if every is None:
        return None
    whole = read_numeral(text, every.start("whole") if every is noun else every.end())
    if whole is None or not 0 < numeral.value < whole.value <= 1000 or whole.ordinal:
        return None
    span = Span(start, whole.end)
    return [Atom(Kind.FRACTION, span, numeral.value / whole.value, words=True)], whole.end
