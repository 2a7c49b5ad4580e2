"""What stands beside an English numeral: percent signs, currencies, units, ages, multiples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.span import Span
from reports.numbers.atoms import Atom, Kind, Role
from reports.numbers.english_numerals import MONEY_SCALES, Numeral, read_numeral
from reports.numbers.patterns import lazy
from reports.numbers.units import ENGLISH_CURRENCIES, ENGLISH_UNITS

_GAP = "[ \u00a0\u202f]"


def _longest_first(words: list[str]) -> str:
    return "|".join(
        re.escape(word).replace(r"\ ", rf"{_GAP}+") for word in sorted(words, key=len, reverse=True)
    )


_SPELLED = [word for word in ENGLISH_UNITS if len(word) > 3 and word.islower()]
_POINTS = lazy(
    rf"(?:{_GAP}*%|{_GAP}+per{_GAP}?cent(?:age)?|{_GAP}+percentage|-percentage|-percent)?"
    rf"(?:{_GAP}|-)*(?:points?\b|pp\b|ppts?\b|pts?\b)"
)
_BASIS = lazy(rf"{_GAP}+basis{_GAP}+points?\b|{_GAP}?bps\b")
_PERCENT = lazy(rf"{_GAP}*[%％]|(?:{_GAP}+|-)(?:percent|per{_GAP}cent|pct)\b")
_PERMILLE = lazy(rf"{_GAP}*‰|{_GAP}+per{_GAP}(?:mille|mil|thousand)\b")
_MULTIPLE = lazy(rf"{_GAP}+times\b|-?{_GAP}?fold\b|[x×](?![A-Za-z0-9])|{_GAP}×(?!{_GAP}?\d)")
_AGE = lazy(rf"(?:{_GAP}|-)years?(?:{_GAP}|-)(?:olds?\b|of{_GAP}age\b)")
_AGE_BEHIND = lazy(
    rf"\b(?:aged|age|ages|Aged|Age){_GAP}(?:of{_GAP}|over{_GAP}|under{_GAP}|between{_GAP})?$"
)
_CURRENCY_AFTER = lazy(
    rf"{_GAP}*(?:-{_GAP}*)?({_longest_first(list(ENGLISH_CURRENCIES))})"
    r"(?![A-Za-z])"
)
_CURRENCY_BEHIND = lazy(
    rf"(?<![A-Za-z])({_longest_first([w for w in ENGLISH_CURRENCIES if not w.islower()])}){_GAP}*$"
)
_MONEY_SCALE = lazy(r"(bn|[kKmMbBT])(?![A-Za-z])")
_SHORT_UNIT = lazy(rf"(?:{_GAP}|-)?({_longest_first(list(ENGLISH_UNITS))})(?![A-Za-z²³0-9/])")
_LONG_UNIT = lazy(rf"(?:{_GAP}+|-|\n)({_longest_first(_SPELLED)}|mu|days?|li)(?![A-Za-z²³0-9])")
_PAREN_UNIT = lazy(rf"{_GAP}\(({_longest_first(list(ENGLISH_UNITS))})\)")
_INCHES = lazy(rf"{_GAP}(?:and{_GAP})?(\d{{1,2}}|[a-z]{{3,6}}){_GAP}inch(?:es)?\b")
_SIGNS = frozenset("-−–")
_SIGN = lazy(r"(?:^|[\s(（])[-−–]$|\b(?:minus|[Mm]inus|negative)[ \u00a0]$")
_BELOW_ZERO = lazy(rf"{_GAP}below{_GAP}(?:zero|freezing)\b")
_HALF_AGAIN = lazy(rf"{_GAP}and{_GAP}a{_GAP}half\b")
_A_TIME = lazy(rf"{_GAP}(?:per|an?|every){_GAP}(?P<time>hour|second)\b|/(?P<sign>h|s)\b")
_SPEEDS = {"km": {"h": "km/h", "s": "km/s"}, "m": {"s": "m/s"}, "mile": {"h": "mph"}}

Part = tuple[int, Numeral]
"""Where a numeral starts, and the numeral."""


def quantity(text: str, start: int, parts: list[Part]) -> tuple[list[Atom], int]:
    """Atoms of one numeral, or of the two ends of a range that share their unit.

    Args:
        text: the whole text.
        start: where the first atom begins, its article included.
        parts: one numeral or two.

    Returns:
        The atoms and where the last one ends.
    """
    last = parts[-1][1]
    head = _currency_behind(text, parts[0][0])
    begin = min(start, head[1]) if head else start
    read = _unit(text, parts[-1][0], last, head[0] if head else "")
    kind, unit, end, factor = read.kind, read.unit, read.end, read.factor
    if head and not unit:
        kind, unit = Kind.MONEY, head[0]
    more = Decimal(0)
    again = _HALF_AGAIN.match(text, end) if kind is Kind.MEASURE and last.words else None
    if again:  # two hours and a half
        end, more = again.end(), factor / 2
    inches = _INCHES.match(text, end) if unit == "ft" else None
    over = read_numeral(text, inches.start(1)) if inches else None
    if inches and over:  # five feet four inches
        unit, end, factor, more = "inch", inches.end(), Decimal(12), over.value
    below = _BELOW_ZERO.match(text, end) if unit.startswith("deg") else None
    end = below.end() if below else end
    behind = text[max(0, begin - 9) : begin]
    signed = behind[-1:] in _SIGNS or "inus" in behind or "ative" in behind
    negative = below or (signed and _SIGN.search(behind))
    sign = -1 if negative and (not last.words or kind is not Kind.CARDINAL) else 1
    atoms = []
    for place, (at, numeral) in enumerate(parts):
        first = begin if place == 0 else at
        stop = end if place == len(parts) - 1 else numeral.end
        role = (Role.FROM, Role.TO)[place] if len(parts) == 2 else Role.NONE
        value = (numeral.value * factor + more) * sign
        own = kind
        if kind is Kind.CARDINAL and numeral.decimal and numeral.scale == 1:
            own = Kind.DECIMAL
        atoms.append(Atom(own, Span(first, stop), value, unit, role=role, words=numeral.words))
    return atoms, end


def _currency_behind(text: str, start: int) -> tuple[str, int] | None:
    if start == 0 or not (text[start - 1] in " \u00a0$€£¥￥₩₹₽." or text[start - 1].isupper()):
        return None
    match = _CURRENCY_BEHIND.search(text, max(0, start - 16), start)
    if match is None:
        return None
    return ENGLISH_CURRENCIES[re.sub(r"[\u00a0\u202f]", " ", match[1])], match.start()


@dataclass(frozen=True, slots=True)
class _Reading:
    """What stands after a numeral: its end, and what the value is still to be multiplied by."""

    kind: Kind
    unit: str
    end: int
    factor: Decimal = Decimal(1)


_SUFFIXES = (
    (_POINTS, Kind.PERCENTAGE_POINT, "", Decimal(1)),
    (_BASIS, Kind.PERCENTAGE_POINT, "", Decimal("0.01")),
    (_PERMILLE, Kind.PERCENT, "", Decimal("0.1")),
    (_PERCENT, Kind.PERCENT, "", Decimal(1)),
    (_AGE, Kind.AGE, "year", Decimal(1)),
    (_MULTIPLE, Kind.MULTIPLE, "", Decimal(1)),
)
# What any of these begins with, to look no further where nothing of it stands.
_GAPS = frozenset(" -\u00a0\u202f\n")
_FIRST_OF_SUFFIXES = frozenset("%％‰pbytfx×")
_FIRST_OF_CURRENCIES = frozenset(word[0] for word in ENGLISH_CURRENCIES)
_FIRST_OF_UNITS = frozenset(word[0] for word in ENGLISH_UNITS)


def _unit(text: str, start: int, numeral: Numeral, currency: str) -> _Reading:
    end = numeral.end
    if currency:
        return _with_sign(text, numeral, currency)
    first = text[end : end + 1]
    while first and first in _GAPS and end < numeral.end + 3:
        end += 1
        first = text[end : end + 1]
    end = numeral.end
    if first in _FIRST_OF_SUFFIXES:
        for pattern, kind, unit, factor in _SUFFIXES:
            match = pattern.match(text, end)
            if match and (pattern is not _POINTS or match[0].strip(" -\u00a0") not in _BARE_POINTS):
                return _Reading(kind, unit, match.end(), factor)
    behind = text[max(0, start - 16) : start]
    if "ge" in behind and _AGE_BEHIND.search(behind):
        return _Reading(Kind.AGE, "year", end)
    match = _CURRENCY_AFTER.match(text, end) if first in _FIRST_OF_CURRENCIES else None
    if match:
        return _Reading(Kind.MONEY, ENGLISH_CURRENCIES[_plain(match[1])], match.end())
    measured = _measure(text, numeral) if first in _FIRST_OF_UNITS else None
    return measured or _Reading(Kind.CARDINAL, "", end)


def _with_sign(text: str, numeral: Numeral, currency: str) -> _Reading:
    """An amount whose currency stands before it: US$3m, RMB 5 billion yuan."""
    end = numeral.end
    scale = _MONEY_SCALE.match(text, end) if numeral.scale == 1 else None
    factor = Decimal(MONEY_SCALES.get(scale[1], 10**9)) if scale else Decimal(1)
    end = scale.end() if scale else end
    again = _CURRENCY_AFTER.match(text, end)
    if again and ENGLISH_CURRENCIES.get(_plain(again[1])) == currency:
        end = again.end()
    return _Reading(Kind.MONEY, currency, end, factor)


def _measure(text: str, numeral: Numeral) -> _Reading | None:
    match = (_LONG_UNIT if numeral.words else _SHORT_UNIT).match(text, numeral.end)
    if match is None:
        return None
    end = match.end()
    gloss = _PAREN_UNIT.match(text, end)
    unit = ENGLISH_UNITS[_plain(match[1])]
    if gloss and ENGLISH_UNITS[_plain(gloss[1])] == unit:
        end = gloss.end()
    speed = _A_TIME.match(text, end) if unit in _SPEEDS else None
    faster = _SPEEDS[unit].get((speed["time"] or speed["sign"])[0]) if speed else None
    if speed and faster:
        unit, end = faster, speed.end()
    return _Reading(Kind.MEASURE, unit, end)


_BARE_POINTS = ("point", "points", "pt", "pts")


def _plain(words: str) -> str:
    return re.sub(r"[ \u00a0\u202f]+", " ", words)
