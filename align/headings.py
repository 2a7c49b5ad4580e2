"""Numbered headings as fixed points: "1.", "第一条", "Article 1", "(二)" against "(II)".

The headings of a text are sorted by the style of their number. Where a style of one text and a
style of the other count alike, headings of the same number belong together, unless the sentences
around them say otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np

from align.monotone import Ints
from align.similarity import chain

_WORDS = (
    "chapter|article|section|part|book|title|annex|appendix|paragraph|clause|item|"
    "kapitel|artikel|abschnitt|teil|buch|titel|anhang|anlage|absatz|"
    "chapitre|partie|livre|titre|annexe|alinéa"
)
_NUMBER = (
    r"\d{1,3}(?:[.．]\d{1,3}){0,4}|[一二三四五六七八九十百零〇]{1,6}|[IVXLC]{1,7}|[ivxlc]{1,7}"
)
_LABEL = re.compile(
    rf"\s*(?:(?P<word>第|§+|(?:{_WORDS})\b)\s*(?P<named>{_NUMBER})\s*"
    r"(?P<unit>编|篇|章|节|節|条|條|款|项|項|部分)?(?![\w.．]|[.．]\d)"
    rf"|(?P<open>[(（\[【])(?P<inside>{_NUMBER})[)）\]】]"
    rf"|(?P<bare>{_NUMBER})(?P<close>[.．、)）:：](?=\D)|(?<=[.．]\d)(?=\s)|(?<=[.．]\d\d)(?=\s)))",
    re.IGNORECASE,
)
_HAN = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_HAN_UNITS = {"十": 10, "百": 100}
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100}

_LEAST_HEADINGS = 2
_LEAST_SHARED = 0.7
"""Of the headings of one style, what must have a counterpart."""

_AROUND = 20
_MOST_CONTRADICTED = 0.34
"""Of the nearest links between sentences, what may cross a pair of headings."""

Number = tuple[int, ...]


def read_label(text: str) -> tuple[str, Number] | None:
    """The style and the number with which a heading begins.

    Returns:
        None where it begins with none. The style says how the number is written, so that "1." and
        "(1)" are two.
    """
    found = _LABEL.match(text)
    if found is None:
        return None
    digits = found["named"] or found["inside"] or found["bare"]
    number, script = _value(digits)
    if number is None:
        return None
    frame = (found["word"] or found["open"] or "", found["unit"] or found["close"] or "")
    return f"{frame[0].casefold()} {script}{len(number)} {frame[1]}", number


def _value(digits: str) -> tuple[Number | None, str]:
    if digits[0].isdecimal():
        return tuple(int(part) for part in re.split(r"[.．]", digits)), "1"
    if digits[0].casefold() in _ROMAN:
        return _roman(digits), "I" if digits[0].isupper() else "i"
    return _han(digits), "一"


def _roman(digits: str) -> Number | None:
    values = [_ROMAN[letter] for letter in digits.casefold()]
    total = 0
    for value, following in zip(values, [*values[1:], 0], strict=True):
        total += value if value >= following else -value
    return (total,) if total > 0 else None


def _han(digits: str) -> Number | None:
    total = current = 0
    for digit in digits:
        if digit in _HAN:
            current = current * 10 + _HAN[digit]
        else:
            total += max(current, 1) * _HAN_UNITS[digit]
            current = 0
    return (total + current,) if total + current else None


def match_headings(first: Sequence[str | None], second: Sequence[str | None], links: Ints) -> Ints:
    """Pair the numbered headings of two texts.

    Args:
        first: for each segment of one text its words if it may be a heading, else None.
        second: likewise.
        links: pairs of segments that surely belong together, rising on both sides, shape (k, 2).

    Returns:
        Pairs of segments, rising on both sides, shape (p, 2).
    """
    found: set[tuple[int, int]] = set()
    styles = _by_style(second)
    for numbers in _by_style(first).values():
        best: list[tuple[int, int]] = []
        for others in styles.values():
            pairs = [pair for pair in _pairs(numbers, others) if _agrees(pair, links)]
            if len(pairs) >= _LEAST_HEADINGS and len(pairs) > len(best):
                best = pairs
        found.update(best)
    if not found:
        return np.zeros((0, 2), dtype=np.int64)
    every = np.array(sorted(found), dtype=np.int64)
    rising: Ints = every[chain(every, np.ones(len(every)))]
    once = np.concatenate(([True], np.diff(rising[:, 0]) > 0))
    return rising[once]


def _by_style(texts: Sequence[str | None]) -> dict[str, list[tuple[int, Number]]]:
    styles: dict[str, list[tuple[int, Number]]] = {}
    for position, text in enumerate(texts):
        label = read_label(text) if text is not None else None
        if label is not None:
            styles.setdefault(label[0], []).append((position, label[1]))
    return styles


def _pairs(
    first: Sequence[tuple[int, Number]], second: Sequence[tuple[int, Number]]
) -> Iterator[tuple[int, int]]:
    """Headings of the same number, where both styles count alike."""
    counts = [number for _, number in first], [number for _, number in second]
    if counts[0] == counts[1]:
        yield from ((i, j) for (i, _), (j, _) in zip(first, second, strict=True))
        return
    if any(len(set(numbers)) < len(numbers) for numbers in counts):
        return
    places = {number: j for j, number in second}
    shared = [(i, places[number]) for i, number in first if number in places]
    if len(shared) >= _LEAST_SHARED * max(len(first), len(second)):
        yield from shared


def _agrees(pair: tuple[int, int], links: Ints) -> bool:
    """Whether few of the links around cross the pair."""
    if len(links) == 0:
        return True
    at = int(np.searchsorted(links[:, 0], pair[0]))
    near = links[max(0, at - _AROUND // 2) : at + _AROUND // 2]
    crossing = (near[:, 0] < pair[0]) & (near[:, 1] > pair[1])
    crossing |= (near[:, 0] > pair[0]) & (near[:, 1] < pair[1])
    return float(crossing.mean()) <= _MOST_CONTRADICTED
