"""The English grammar: every number of a text, from left to right, in one pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from corpus.span import Span
from reports.numbers import english_dates as dates
from reports.numbers.atoms import Atom, DateParts, Kind
from reports.numbers.english_context import place
from reports.numbers.english_figures import read_figure
from reports.numbers.english_numerals import (
    CARDINALS,
    ORDINALS,
    SCALES,
    alternatives,
    cased,
)
from reports.numbers.english_pieces import SPACES, date_atom, date_atoms
from reports.numbers.english_words import (
    DECADE_PATTERN,
    DECADE_WORDS,
    MULTIPLES,
    VAGUE,
    VERB_MULTIPLES,
    read_decade_word,
    read_half,
    read_multiple,
    read_named_hour,
    read_vague,
    read_verb,
    read_word,
)
from reports.numbers.patterns import lazy

_TRIGGER = lazy(
    r"(?P<address>https?://\S+|www\.\S+)"
    r"|(?P<footnote>\[\d{1,3}(?:[ ,;–-]+\d{1,3})*\])"
    r"|(?P<figure>\d)"
    rf"|(?P<month>{dates.MONTH_TRIGGER})"
    r"|\b(?:"
    rf"(?P<decade>{DECADE_PATTERN})"
    r"|(?P<century>century\b)"
    r"|(?P<noon>(?:noon|midday|midnight)\b)"
    r"|(?P<code>[QH][1-4]\b|FY ?\d|[Ff]iscal(?= (?:[Yy]ear )?\d))"
    rf"|(?P<multiple>{alternatives([*MULTIPLES])})\b"
    rf"|(?P<verb>{'|'.join(VERB_MULTIPLES)})\b"
    rf"|(?P<vague>(?:{alternatives([*VAGUE])}){SPACES}of\b)"
    rf"|(?P<half>{cased('half')}|quarter)\b"
    rf"|(?P<word>{alternatives([*CARDINALS, *ORDINALS, *SCALES])})\b"
    r")"
)
# The trigger is slow to search with; these few tokens are the only ones that it can begin with.
_TOKEN = lazy(r"[A-Za-z]+|\d|\[(?=\d)")
_FIRST_WORDS = frozenset(
    form
    for word in (
        *CARDINALS, *ORDINALS, *SCALES, *MULTIPLES, *VERB_MULTIPLES, *VAGUE, *dates.MONTHS,
        *DECADE_WORDS, "half", "quarter", "noon", "midday", "midnight", "century", "http", "https",
        "www", "FY", "fiscal",
    )
    for form in (word, word.capitalize(), word.upper())
)  # fmt: skip
_BARE_MONTH = lazy(
    r"\b(?:in|since|by|until|of|early|late|mid|from|to|this|last|next|during|and)[ -]$",
    re.IGNORECASE,
)


_THIS_BEHIND = lazy(r"\b(?:[Tt]his|(?:of|in)[ ]the[ ]last)[ \u00a0]$")


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
    return date_atoms(text, start, found), found[-1][1]


def _this_century(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    behind = _THIS_BEHIND.search(text, max(0, start - 14), start)
    if behind is None:
        return [], end
    date = DateParts(century=21 if behind[0][0] in "tT" else 20)
    return [
        Atom(
            Kind.DATE,
            Span(start if date.century == 20 else behind.start(), end),
            date=date,
            words=True,
        )
    ], end


def _code(text: str, start: int, end: int) -> tuple[list[Atom], int]:
    read = dates.read_code(text, start)
    return date_atom(start, read) if read else ([], end)


_READERS: dict[str, Callable[[str, int, int], tuple[list[Atom], int]]] = {
    "footnote": _footnote,
    "figure": read_figure,
    "month": _month,
    "code": _code,
    "multiple": read_multiple,
    "verb": read_verb,
    "vague": read_vague,
    "half": read_half,
    "decade": read_decade_word,
    "century": _this_century,
    "noon": read_named_hour,
    "word": read_word,
}
