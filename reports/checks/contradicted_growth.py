"""Growth that contradicts the two values given: "from 32.85 to 41.06, an increase of 20%"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from corpus.document import Document
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Evidence, Finding, Severity
from reports.numbers.atoms import Atom, Bound, Direction, Kind, Role
from reports.numbers.documents import numbers_of
from reports.numbers.patterns import lazy

# Between the second value and the growth: nothing that would give the growth a base of its own.
_LINK = lazy(
    r"[^.。!?;；\n]{0,30}?(?:,|，|\(|（|[-—–]{1,2}|\band\b)[ ]*"
    r"(?:(?:which[ ]is|representing|marking|an?|the|in[ ]all|or|i\.e\.,?|up|down|with|by|of|"
    r"about|around|some|nearly|almost|more[ ]than|over)[ ]+)*"
    r"(?:increase|rise|growth|gain|jump|surge|decrease|decline|drop|fall|reduction|cut|increasing|"
    r"rising|growing|falling|dropping|declining|up|down|增长|增加|提高|上升|上涨|增幅|涨幅|升幅|"
    r"下降|减少|降低|下跌|降幅|跌幅|增|降)(?:[ ]+(?:of|by))?"
    r"(?:了|为|达|约|近|超过|[ ]?(?:a|about|around|some|nearly|almost|more[ ]than|over)\b)*[ ]*"
)
_OWN_BASE = lazy(
    r"year[- ]on[- ]year|yoy|annual|a year|per year|average|month|quarter|week|each|同比|环比|年均|"
    r"平均|每年|比|compared|than|respectively|分别|real terms|comparable",
    re.IGNORECASE,
)
_INTO = lazy(r",? from (?:about |nearly |over |[$€£¥])?|，?[从由]")
_FROM = lazy(r"[ ]+(?:from|on|over|above|below|compared with|against)(?:[ ]+the)?[ ]*")
_SIDES = frozenset({Kind.CARDINAL, Kind.DECIMAL, Kind.MONEY, Kind.MEASURE, Kind.PERCENT})
_FIGURE = lazy(r"\d[\d,]*(?:\.\d+)?")
_HEDGED = Decimal("0.12")


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        atoms = [atom for atom in numbers_of(document) if atom.kind is not Kind.DATE]
        for one, two, three in zip(atoms, atoms[1:], atoms[2:], strict=False):
            first, last, growth = one, two, three
            if _is_told_backwards(document, one, two, three):
                first, last, growth = three, one, two
            elif _is_told_first(document, one, two, three):
                first, last, growth = two, three, one
            elif not _belong_together(document, first, last, growth):
                continue
            message = _contradiction(document, first, last, growth)
            if message:
                evidence = (Evidence(document, first.span), Evidence(document, last.span))
                yield check.finding(document, growth.span, message, evidence=evidence)


def _belong_together(document: Document, first: Atom, last: Atom, growth: Atom) -> bool:
    """Whether a growth stands right after the two values that it leads between."""
    if (first.role, last.role) != (Role.FROM, Role.TO) or growth.role is not Role.NONE:
        return False
    # "from 40 to 50 billion yuan": the first may leave its unit to the last.
    alike = {first.kind, last.kind} <= _SIDES and first.unit in ("", last.unit)
    percents = (first.kind is Kind.PERCENT) is (last.kind is Kind.PERCENT)
    if not (alike and percents and first.value and last.value and growth.value):
        return False
    if growth.kind not in (Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MULTIPLE):
        return False
    text = document.text
    if _LINK.fullmatch(text, last.span.end, growth.span.start) is None and not (
        growth.kind is Kind.MULTIPLE and _is_near(text, last, growth)
    ):
        return False
    around = text[last.span.end : growth.span.end + 24]
    return not _OWN_BASE.search(around)


def _is_told_backwards(document: Document, last: Atom, growth: Atom, first: Atom) -> bool:
    """Whether the growth stands between: "41 million, up 20% from 33 million a year before"."""
    text = document.text
    alike = {first.kind, last.kind} <= _SIDES and last.unit in ("", first.unit)
    if not (alike and first.value and last.value and growth.value):
        return False
    if growth.kind not in (Kind.PERCENT, Kind.PERCENTAGE_POINT) or growth.role is not Role.NONE:
        return False
    percents = (first.kind is Kind.PERCENT) is (last.kind is Kind.PERCENT)
    linked = _LINK.fullmatch(text, last.span.end, growth.span.start)
    return bool(percents and linked and _FROM.fullmatch(text, growth.span.end, first.span.start))


def _is_told_first(document: Document, growth: Atom, first: Atom, last: Atom) -> bool:
    """Whether the multiple stands before: "doubled, from 20 tonnes to 40 tonnes"."""
    if growth.kind is not Kind.MULTIPLE or (first.role, last.role) != (Role.FROM, Role.TO):
        return False
    alike = {first.kind, last.kind} <= _SIDES and first.unit in ("", last.unit)
    gap = document.text[growth.span.end : first.span.start]
    return bool(alike and first.value and last.value and growth.value and _INTO.fullmatch(gap))


def _is_near(text: str, last: Atom, growth: Atom) -> bool:
    """Whether no more than a comma and a word or two stand before "doubled" or 翻了一番."""
    gap = text[last.span.end : growth.span.start]
    return len(gap) <= 24 and not re.search(r"[.。!?;；\n]", gap)


def _contradiction(document: Document, first: Atom, last: Atom, growth: Atom) -> str | None:
    if min(first.value or 0, last.value or 0) <= 0:
        return None
    times = growth.kind is Kind.MULTIPLE
    truth = (
        _true_multiple(first, last, growth)
        if times
        else _true_growth(document.text, first, last, growth)
    )
    if truth is None:
        return None
    words = growth.span.of(document.text)
    values = f"{first.span.of(document.text)} to {last.span.of(document.text)}"
    return f'"{words}" contradicts {values}, which is {truth}'


def _true_multiple(first: Atom, last: Atom, growth: Atom) -> str | None:
    """How many times the first value the last is; None if that is what the words say."""
    said = growth.value or Decimal(1)
    ratio = (last.value or Decimal(1)) / (first.value or Decimal(1))
    if any(abs(ratio - times) <= times / 10 for times in (said, said + 1, 1 / said)):
        return None
    # "More than doubled" goes on until it would be tripled.
    if growth.bound in (Bound.OVER, Bound.AT_LEAST) and said <= ratio < said + 1:
        return None
    return f"{_short(ratio)} times as much"


def _true_growth(text: str, first: Atom, last: Atom, growth: Atom) -> str | None:
    """The growth in percent or points; None if that is what the words say, or cannot be said."""
    low, high = first.value or Decimal(1), last.value or Decimal(1)
    points = growth.kind is Kind.PERCENTAGE_POINT
    if points is not (first.kind is Kind.PERCENT):
        return None  # "from 20% to 30%, up 10%" is a slip of the unit, and another rule's
    true = high - low if points else (high - low) / low * 100
    wrong_way = growth.direction is (Direction.DOWN if true > 0 else Direction.UP)
    if not wrong_way and _is_close(text, abs(true), first, last, growth):
        return None
    sign = "+" if true > 0 else "-"
    unit = " points" if points else "%"
    return f"{sign}{_short(abs(true))}{unit}"


def _is_close(text: str, true: Decimal, first: Atom, last: Atom, growth: Atom) -> bool:
    """Whether rounding of the three figures, or a hedge, explains the difference."""
    said = abs(growth.value or Decimal(0))
    spread = _half_step(text, growth) * Decimal("2.02")
    for atom in (first, last):
        step = _half_step(text, atom)
        if growth.kind is Kind.PERCENTAGE_POINT:
            spread += step
        else:
            spread += step / (atom.value or Decimal(1)) * (100 + true)
    hedged = any(atom.bound is not Bound.EXACT for atom in (first, last, growth))
    if hedged:
        spread += max(true, said) * _HEDGED
    return abs(true - said) <= spread


def _half_step(text: str, atom: Atom) -> Decimal:
    """Half a unit of the last place that was counted, in the unit of the value.

    With a magnitude word the places that are written were counted; a plain figure may have been
    rounded, but three of its places stand: 80,000 is 79,950 to 80,050.
    """
    value = abs(atom.value or Decimal(1))
    literal = _FIGURE.search(text, atom.span.start, atom.span.end)
    figure = Decimal(literal[0].replace(",", "")) if literal else Decimal(0)
    if not figure:
        return Decimal(1).scaleb(value.adjusted() - 1) / 2
    exponent = int(figure.as_tuple().exponent)
    if exponent == 0 and value == figure:
        zeros = len(str(figure)) - len(str(figure).rstrip("0"))
        exponent = max(0, min(zeros, figure.adjusted() - 2))
    return Decimal(1).scaleb(exponent) * (value / figure) / 2


def _short(value: Decimal) -> str:
    return f"{value:.1f}".removesuffix(".0")


CHECK = Check(
    name="contradicted-growth",
    category=Category.NUMBER,
    severity=Severity.WARNING,
    summary="a growth rate that contradicts the two values beside it",
    why=(
        'Where a sentence gives two values and the growth between them ("from 32.85 to 41.06, an '
        'increase of 25%"), the third follows from the other two. If it does not, one of the '
        "three is wrong. Rounding and hedges are allowed for; growth a year, or on another base "
        '("year on year"), is not judged.'
    ),
    flagged=(
        Example("Sales rose from 32.85 to 41.06 million yuan, an increase of 20%."),
        Example("The number of wells fell from 80 to 60, a drop of 35%."),
        Example("The share rose from 12% to 17%, up 15 percentage points."),
        Example("Visits rose from 120 to 240, an increase of 50%."),
    ),
    passing=(
        Example("Sales rose from 32.85 to 41.06 million yuan, an increase of 25%."),
        Example("The number of wells fell from 80 to 60, a drop of a quarter."),
        Example("Sales rose from 30 to 60, an annual increase of 12%."),
        Example("Machines grew from 310 in 2020 to 1,240 in 2023, an increase of three times."),
    ),
    run=see_through(_run),
)
