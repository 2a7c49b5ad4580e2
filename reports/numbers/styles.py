"""How numbers are written, and which of them stand alone with their style in a document."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.span import Span

# One deviation among a few is a coincidence; among many it is a slip.
_FEWEST = 3
_SHARE = 3


@dataclass(frozen=True, slots=True)
class Written:
    """One number and its style.

    Attributes:
        span: where it stands.
        style: what this way of writing is called, in words.
    """

    span: Span
    style: str


@dataclass(frozen=True, slots=True)
class Outlier:
    """The first number in a style that few others of the document share.

    Attributes:
        written: the number.
        count: how many share its style, itself included.
        usual: a number in the style of most.
        others: how many are written so.
    """

    written: Written
    count: int
    usual: Written
    others: int


def outliers(numbers: Sequence[Written]) -> Iterator[Outlier]:
    """The rare styles, each told once: three others or more for every one, and three at least."""
    styles: dict[str, list[Written]] = {}
    for number in numbers:
        styles.setdefault(number.style, []).append(number)
    if len(styles) < 2:
        return
    usual = max(styles.values(), key=len)
    for rare in styles.values():
        if rare is usual or len(usual) < max(_FEWEST, _SHARE * len(rare)):
            continue
        yield Outlier(rare[0], len(rare), usual[0], len(usual))
