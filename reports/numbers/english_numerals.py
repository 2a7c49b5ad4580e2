"""English numerals: figures with separators, number words, and both with magnitude words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from reports.numbers.patterns import lazy

ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
CARDINALS: dict[str, int] = {word: value for value, word in enumerate(ONES)} | {
    word: 10 * place for place, word in enumerate(TENS, 2)
}
SCALES: dict[str, int] = {
    "hundred": 100,
    "thousand": 10**3,
    "lakh": 10**5,
    "million": 10**6,
    "crore": 10**7,
    "billion": 10**9,
    "trillion": 10**12,
    "quadrillion": 10**15,
    "dozen": 12,
}
ABBREVIATED_SCALES: dict[str, int] = {"mn": 10**6, "mln": 10**6, "bn": 10**9, "bln": 10**9}
ABBREVIATED_SCALES |= {"tn": 10**12, "trn": 10**12}
MONEY_SCALES: dict[str, int] = {"k": 10**3, "K": 10**3, "m": 10**6, "M": 10**6, "b": 10**9}
MONEY_SCALES |= {"B": 10**9, "T": 10**12}

_IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}


def _ordinal_of(word: str) -> str:
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"


ORDINALS: dict[str, int] = {
    _ordinal_of(word): value for word, value in CARDINALS.items() if value > 0
} | {"hundredth": 100, "thousandth": 1000, "millionth": 10**6, "billionth": 10**9}
# Denominators that fractions are spelled with ("two fifths"); "second" never is one.
DENOMINATORS: dict[str, int] = {
    word: value for word, value in ORDINALS.items() if 3 <= value <= 1000 and value != 11
} | {"half": 2, "halve": 2, "quarter": 4}


def cased(word: str) -> str:
    """A pattern for a word in lower case, capitalised or in capitals."""
    return f"{word}|{word.capitalize()}|{word.upper()}"


def alternatives(words: list[str]) -> str:
    """A pattern for any of the words, in any usual case, the longest first."""
    return "|".join(cased(word) for word in sorted(words, key=len, reverse=True))


_SIMPLE = alternatives([*CARDINALS, *ORDINALS, *SCALES])
_WORD = lazy(rf"(?:{_SIMPLE})\b")
_JOIN = lazy(r"-|[ \u00a0]+(?:and[ \u00a0]+)?|\n(?=[a-z])")
# A figure: grouped by commas or spaces, or plain; then a decimal part. A decimal comma is only
# taken for one before a percent sign or a magnitude, and plain spaces only round a single group.
FIGURE = lazy(
    r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d{1,3}(?:[\u00a0\u202f\u2009]\d{3})+(?!\d)"
    r"|(?<![\d+-])(?<!\d )[1-9]\d{0,2}(?: \d{3})+(?![\d,-]|\.\d| \d)"
    r"|(?P<comma>\d{1,3},\d{1,2})(?=[ \u00a0]?(?:%|percent\b|per cent\b|[mbtr]+illion\b))"
    r"|(?P<points>\d{1,3}(?:\.\d{3}){2,})(?![\d.]*\d)"
    r"|\d+)(?:\.\d+)?"
)
# Longer rows of digits are no numbers, but identifiers; shorter ones stay exact as `Decimal`s.
ENDLESS = lazy(r"\d[\d,.]{24,}")
_SCALE_AFTER = lazy(
    r"(?:[ \u00a0-]?)(?:"
    + "|".join(cased(word) for word in SCALES if word != "dozen")
    + r"|dozen)(?![A-Za-z])"
)
_ABBREVIATED_AFTER = lazy(r"[ \u00a0]?(mn|mln|bn|bln|tn|trn)\b")
_AND_A_HALF = lazy(r"[ \u00a0-]+and[ \u00a0-]+a[ \u00a0-]+half\b")


@dataclass(frozen=True, slots=True)
class Numeral:
    """A bare number: what it is worth, where it ends, and how it is written."""

    value: Decimal
    end: int
    words: bool
    ordinal: bool = False
    decimal: bool = False
    scale: Decimal = Decimal(1)


def read_numeral(text: str, start: int) -> Numeral | None:
    """Read the figure or number words that begin at `start`, with their magnitude words."""
    figure = FIGURE.match(text, start)
    if figure is None:
        return _read_words(text, start)
    comma = "." if figure["comma"] else ""
    if figure["points"]:
        literal_points = figure["points"].replace(".", "")
        value, end, scale = _read_scales(text, Decimal(literal_points), figure.end())
        return Numeral(value, end, words=False, scale=scale)
    literal = re.sub(r"[ \u00a0\u202f\u2009]", "", figure[0]).replace(",", comma)
    value, end, scale = _read_scales(text, Decimal(literal), figure.end())
    return Numeral(value, end, words=False, decimal="." in literal, scale=scale)


def _read_scales(text: str, value: Decimal, end: int) -> tuple[Decimal, int, Decimal]:
    """Multiply the magnitude words in that follow: the value, its end, and the product."""
    scale = Decimal(1)
    half = _AND_A_HALF.match(text, end)
    if half:
        value, end = value + Decimal("0.5"), half.end()
    while match := _SCALE_AFTER.match(text, end):
        scale *= SCALES[match[0].strip(" \u00a0-").lower()]
        end = match.end()
    if scale == 1 and (abbreviated := _ABBREVIATED_AFTER.match(text, end)):
        scale, end = Decimal(ABBREVIATED_SCALES[abbreviated[1]]), abbreviated.end()
    return value * scale, end, scale


class _Words:
    """Adds up number words, refusing a word that cannot follow those before it."""

    def __init__(self) -> None:
        self.total = 0
        self.group = 0
        self.fresh = True
        self.scaled = False

    def add(self, word: str) -> bool:
        """Take any number word; False if it cannot follow."""
        if word in CARDINALS:
            return self.take(CARDINALS[word])
        if word in SCALES:
            return self.scale(SCALES[word])
        # "two thirds" and "five second" are no ordinals: only tens and scales go before one.
        if not self.fresh and self.group % 10 and not self.scaled:
            return False
        rank = ORDINALS[word]
        return self.take(rank) if rank < 100 else self.scale(rank)

    def take(self, value: int) -> bool:
        if value < 10:
            fits = self.fresh or (self.group % 10 == 0 and self.group % 100 != 10)
            fits = fits and (value > 0 or self.fresh)
        elif value < 100:
            fits = self.group % 100 == 0
        else:
            return False
        if fits:
            self.group += value
            self.fresh = False
        return fits

    def takes_old_ones(self, word: str) -> bool:
        """Whether "and" may join the word to a ten, as older English does: forty and five."""
        return 20 <= self.group < 100 and self.group % 10 == 0 and 0 < CARDINALS.get(word, 99) < 10

    def takes_old(self, word: str) -> bool:
        """Whether older English would join the word to the number by "and"."""
        return self.takes_old_ones(word) or self._is_old_tens(word)

    def takes_old_tens(self, word: str) -> bool:
        """Take the tens of "five and twentieth"; False if the word is no such tens."""
        if not self._is_old_tens(word):
            return False
        self.group += ORDINALS[word]
        return True

    def _is_old_tens(self, word: str) -> bool:
        tens = ORDINALS.get(word, 0)
        return 0 < self.group < 10 and not self.total and 20 <= tens < 100 and tens % 10 == 0

    def scale(self, value: int) -> bool:
        if self.group == 0 and not (self.scaled and value >= 1000):
            if not self.fresh or self.scaled:
                return False
            self.group = 1
        if value in (12, 100):
            self.group *= value
        elif self.total and value > self.total:
            self.total = (self.total + self.group) * value
            self.group = 0
        else:
            self.total += self.group * value
            self.group = 0
        self.fresh, self.scaled = False, True
        return True


def _read_words(text: str, start: int) -> Numeral | None:
    words, end, ordinal, at = _Words(), start, False, start
    while match := _WORD.match(text, at):
        word = match[0].lower()
        joined_by_and = at > end and "and" in text[end:at]
        if joined_by_and and not words.scaled and not words.takes_old(word):
            break
        old = joined_by_and and words.takes_old_tens(word)
        if (joined_by_and and word in SCALES) or not (old or words.add(word)):
            break
        ordinal = word in ORDINALS
        end = match.end()
        join = _JOIN.match(text, end)
        if ordinal or join is None:
            break
        at = join.end()
    if end == start:
        return None
    value = Decimal(words.total + words.group)
    if not ordinal:
        half = _AND_A_HALF.match(text, end)
        if half:
            value, end, _ = _read_scales(text, value, end)
    return Numeral(value, end, words=True, ordinal=ordinal)
