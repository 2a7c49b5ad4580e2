"""Dates in figures that can be read two ways, and dates in another order than the others."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Evidence, Finding, Severity
from reports.numbers.atoms import Atom, Kind
from reports.numbers.documents import is_chinese, numbers_of
from reports.numbers.english_dates import MONTH_NAMES
from reports.numbers.patterns import lazy
from reports.numbers.styles import Written, outliers

_SLASHED = lazy(r"\d{1,2}[/.]\d{1,2}[/.]\d{4}")
_NUMERIC = lazy(r"\d{4}(?P<by>[-/.])\d{1,2}(?P=by)\d{1,2}")
_SUFFIX = lazy(r"\d(?:st|nd|rd|th)\b")


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        written = []
        for atom in numbers_of(document):
            if atom.kind is not Kind.DATE:
                continue
            message = _two_readings(document, atom)
            if message:
                yield check.finding(document, atom.span, message)
            style = _style(document, atom)
            if style:
                written.append(Written(atom.span, style))
        for outlier in outliers(written):
            words = outlier.written.span.of(document.text)
            usual = outlier.usual.span.of(document.text)
            message = (
                f'"{words}" is written {outlier.written.style}, and {outlier.others} other dates '
                f'of the document {outlier.usual.style}, such as "{usual}"'
            )
            evidence = (Evidence(document, outlier.usual.span),)
            yield check.finding(document, outlier.written.span, message, evidence=evidence)


def _two_readings(document: Document, atom: Atom) -> str | None:
    """Why a date such as 3/4/2022 leaves open which figure is the month."""
    date = atom.date
    if not atom.unit or date is None or date.month is None or date.day is None:
        return None
    words = atom.span.of(document.text)
    one = f"{date.day} {MONTH_NAMES[date.month - 1]}"
    other = f"{date.month} {MONTH_NAMES[date.day - 1]}"
    return f'"{words}" may be {one} or {other}; spell the month out'


def _style(document: Document, atom: Atom) -> str | None:
    """What the way is called in which a full date is written."""
    date, words = atom.date, atom.span.of(document.text)
    if date is None or date.day is None or date.year is None or atom.role or date.month is None:
        return None
    if _NUMERIC.fullmatch(words) or _SLASHED.fullmatch(words):
        return "in figures"
    if is_chinese(document):
        return "with 年 and 月" if "年" in words else None
    if _SUFFIX.search(words):
        return "with an ordinal"
    return "month first" if words[0].isalpha() else "day first"


CHECK = Check(
    name="date-format",
    category=Category.LOCALE,
    severity=Severity.NOTE,
    summary="a date in figures that can be read two ways, or in another order than the others",
    why=(
        "3/4/2022 is 3 April to some readers and 4 March to others. A document that writes most "
        "of its dates one way and one of them another way looks careless, but says nothing wrong: "
        "this rule only notes it."
    ),
    flagged=(
        Example("It opened on 3/4/2022."),
        Example("On May 3, 2020, on June 4, 2020, on July 9, 2020 and on 8 August 2020 it rained."),
    ),
    passing=(
        Example("It opened on 23/4/2022."),
        Example("It opened on May 3, 2020 and closed on 8 August 2020."),
    ),
    run=see_through(_run),
)
