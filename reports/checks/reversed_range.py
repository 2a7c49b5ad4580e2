"""Ranges whose end comes before their beginning: "30–20%"."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Edit, Finding, Severity
from reports.numbers.atoms import Atom, DateParts, Kind, Role
from reports.numbers.documents import numbers_of
from reports.numbers.patterns import lazy
from reports.numbers.units import in_base_units

_DASH = lazy(r"[ \u00a0]?[-–—~～]{1,2}[ \u00a0]?$|[ ]?至$")
_BETWEEN = lazy(r"\b[Bb]etween[ \u00a0]+(?:[A-Z]{2,3}|\$|€|£|¥)?[ ]?$")
_FROM = lazy(r"\b[Ff]rom[ \u00a0]+(?:[a-z]+[ ]){0,2}$|[从自由]$")
_BACK = lazy(r"\b(?:back|backwards?|down|down from|counting)\b[^.]{0,40}$")
_AGO_AHEAD = lazy(r"[ \u00a0]*(?:(?:years? )?ago\b|B\.?C|BP\b|before\b|前)")
_AGO_BEHIND = lazy(r"(?:距今|公元前)约?$")
_AGED = lazy(r"\b[Aa]ge[ds]?[ ](?:from[ ]|between[ ])?$")
_RANGING = lazy(r"\b(?:rang|vari|vary)(?:es?|ed|ing)\b[^.;]{0,24}\b(?:from|between)[ ]$")
_MEASURED = frozenset(
    {Kind.PERCENT, Kind.PERCENTAGE_POINT, Kind.MONEY, Kind.MEASURE, Kind.AGE, Kind.MULTIPLE}
)


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        atoms = numbers_of(document)
        for first, last in itertools.pairwise(atoms):
            if first.role is not Role.FROM or last.role is not Role.TO:
                continue
            if not _is_reversed(first, last) or not _is_range(document.text, first, last):
                continue
            span = Span(first.span.start, last.span.end)
            words = span.of(document.text)
            yield check.finding(
                document,
                span,
                f'the range "{words}" ends before it begins',
                suggestion=_swap(words),
            )


def _is_range(text: str, first: Atom, last: Atom) -> bool:
    """Whether the two are a range, and not a value that falls from one to the other."""
    start = first.span.start
    if _AGO_AHEAD.match(text, last.span.end) or _AGO_BEHIND.search(text, max(0, start - 12), start):
        return False  # the years before the present, or before our era, are counted back
    if _RANGING.search(text, max(0, start - 40), start) or _AGED.search(
        text, max(0, start - 10), start
    ):
        return True
    gap = text[first.span.end : last.span.start]
    if _DASH.match(gap):
        return True
    if _BETWEEN.search(text, max(0, start - 16), start):
        return True
    behind = max(0, start - 60)
    return (
        first.kind is Kind.DATE
        and _FROM.search(text, behind, start) is not None
        and not _BACK.search(text, behind, start)
    )


def _is_reversed(first: Atom, last: Atom) -> bool:
    if first.date and last.date:
        return _later(first.date, last.date)
    # "between 75 and 40 percent": the first leaves its unit to the last.
    bare = first.kind in (Kind.CARDINAL, Kind.DECIMAL)
    aged = first.kind is Kind.AGE and last.kind is Kind.CARDINAL and not last.unit
    if (first.kind is not last.kind and not bare and not aged) or (
        last.kind not in _MEASURED and not aged
    ):
        return False
    if first.value is None or last.value is None:
        return False
    if first.kind is Kind.MEASURE and first.unit != last.unit:
        one, other = in_base_units(first.value, first.unit), in_base_units(last.value, last.unit)
        return one[0] == other[0] and one[1] > other[1]
    return (bare or aged or first.unit == last.unit) and 0 <= last.value < first.value


def _later(first: DateParts, last: DateParts) -> bool:
    one, other = first.named, last.named
    if one.keys() != other.keys() or first.fiscal != last.fiscal:
        return False
    if one.keys() <= {"month"} or one.keys() <= {"quarter"}:
        return False  # November to February runs over the turn of the year
    if (
        "year" not in one
        and one.keys() <= {"month", "day"}
        and one.get("month") != other.get("month")
    ):
        return False
    return tuple(one.values()) > tuple(other.values())


def _swap(words: str) -> Edit | None:
    match = re.fullmatch(r"(\d+(?:\.\d+)?)(\s?[-–—~～至]\s?)(\d+(?:\.\d+)?)(\D*)", words)
    return Edit(f"{match[3]}{match[2]}{match[1]}{match[4]}") if match else None


CHECK = Check(
    name="reversed-range",
    category=Category.NUMBER,
    severity=Severity.ERROR,
    summary="a range that ends before it begins",
    why=(
        "In a range the smaller number or the earlier date stands first. Where the order is the "
        "other way, the two were swapped, or one of them has lost a digit. A value that falls "
        'from one number to another ("fell from 30% to 20%") is no range and is left alone.'
    ),
    flagged=(
        Example("Between 30% and 20% of the fields lay fallow."),
        Example("They rose by 30–20% a year."),
        Example("The plan for 2025–2021 was published."),
    ),
    passing=(
        Example("The rate fell from 30% to 20%."),
        Example("They won the match 3–1."),
        Example("The plan for 2021–2025 was published."),
        Example("The season runs from November to February."),
    ),
    run=see_through(_run),
)
