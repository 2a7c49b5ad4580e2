"""Dates that no calendar has: 31 June, month 13, a Monday that was a Thursday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.document import Document
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Finding, Severity
from reports.numbers.atoms import Atom, DateParts, Kind, days_in_month
from reports.numbers.documents import is_chinese, numbers_of
from reports.numbers.english_dates import MONTH_NAMES
from reports.numbers.patterns import lazy

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NAMED = "|".join((*_WEEKDAYS, *(rf"{day[:3]}\." for day in _WEEKDAYS)))
_WEEKDAY_BEHIND = lazy(rf"\b({_NAMED})(?:,|\s+the)?\s+$")
_WEEKDAY_AHEAD = lazy(rf"\s*[,(]\s*(?:a\s+)?({'|'.join(_WEEKDAYS)})\b")
_HAN_WEEKDAY = lazy(r"[（(，, ]?(?:星期|周|礼拜)([一二三四五六日天])")
_HAN_DAYS = "一二三四五六日"
_NOUN = lazy(r"[ \u00a0]+[a-z]")
_PERIOD = lazy(
    r"\bQ[5-9](?=[ ,.;]|$)(?=\D{0,6}(?:19|20)\d\d)"
    r"|\b(?:[5-9]th|[Ff]ifth|[Ss]ixth) quarter of (?:19|20)\d\d"
    r"|\b(?:third|3rd|fourth|4th) half of (?:19|20)\d\d|第?[五六七八九5-9]季度"
    r"|(?<=\b[Ii]n )(?:1[3-9]|[2-9]\d)/(?:19|20)\d\d(?![\d/])"
)
_CLOCK = lazy(
    r"\b(?:[Aa]t|[Bb]y|until|till|before|after|around|[Ff]rom|to)[ ]"
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?![\d:]|[ ]?[ap]\.?m\b)"
    r"|(?<![\d:.])(?P<hour12>\d{1,2}):(?P<minute12>\d{2})(?=[ ]?[ap]\.?m\b)"
    r"|(?<!\d)(?P<hanhour>\d{1,2})[时時点點](?P<hanminute>\d{1,2})分(?!之)"
    r"|(?<![\d:.])(?P<barehour>\d{2}):(?P<bareminute>\d{2})(?![\d:])"
)
_LENGTH = lazy(r"(?<![\w:.])\d{1,2}:(?P<minutes>\d{2}):(?P<seconds>\d{2})(?![\w:])")
_BOOK_BEHIND = lazy(r"[A-Z][a-z]+ $")
_SHARE_BEHIND = lazy(r"ratio|split|score|odds|proportion|verse|mix|[比分]", re.IGNORECASE)


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        for atom in numbers_of(document):
            fault = _fault(document, atom) if atom.kind is Kind.DATE else None
            if fault:
                yield check.finding(document, *fault)
        for match in _PERIOD.finditer(document.text):
            message = f'"{match[0]}": a year has no such part'
            yield check.finding(document, Span(*match.span()), message)
        yield from _times(check, document)


def _fault(document: Document, atom: Atom) -> tuple[Span, str] | None:
    """Where a date is wrong, and why; None if it can be."""
    text, parts = document.text, atom.date
    if parts is None:
        return None
    words = atom.span.of(text)
    if not parts.is_possible:
        if parts.day is not None and parts.day > 31 and _NOUN.match(text, atom.span.end):
            return None  # "In May 60 people came": no date at all
        return atom.span, f'"{words}": {_why_impossible(parts)}'
    named = _weekday(document, atom)
    if named is None or not (parts.year and parts.month and parts.day):
        return None
    said, where = named
    true = date(parts.year, parts.month, parts.day).weekday()
    if said == true:
        return None
    span = Span(min(where.start, atom.span.start), max(where.end, atom.span.end))
    return span, f'"{words}" was a {_WEEKDAYS[true]}, not a {_WEEKDAYS[said]}'


def _why_impossible(parts: DateParts) -> str:
    if parts.month is not None and not 1 <= parts.month <= 12:
        return f"there is no month {parts.month}"
    if parts.month is None or not parts.day:
        return f"there is no day {parts.day}"
    days = days_in_month(parts.month, parts.year)
    when = f" {parts.year}" if parts.month == 2 and parts.year else ""
    return f"{MONTH_NAMES[parts.month - 1]}{when} has {days} days"


def _weekday(document: Document, atom: Atom) -> tuple[int, Span] | None:
    """The day of the week that stands beside a date, from 0 for Monday, and where."""
    text, start, end = document.text, atom.span.start, atom.span.end
    if is_chinese(document):
        match = _HAN_WEEKDAY.match(text, end)
        if match is None:
            return None
        return _HAN_DAYS.index(match[1].replace("天", "日")), Span(*match.span())
    named = _WEEKDAY_BEHIND.search(text, max(0, start - 16), start)
    named = named or _WEEKDAY_AHEAD.match(text, end)
    if named is None:
        return None
    name = named[1]
    full = next(day for day in _WEEKDAYS if day.startswith(name.rstrip(".")[:3]))
    return _WEEKDAYS.index(full), Span(*named.span(1))


def _times(check: Check, document: Document) -> Iterator[Finding]:
    text = document.text
    for match in _CLOCK.finditer(text):
        said = match.groupdict()
        hour = int(said["hour"] or said["hour12"] or said["hanhour"] or said["barehour"])
        minute = int(said["minute"] or said["minute12"] or said["hanminute"] or said["bareminute"])
        bare = said["barehour"] is not None
        if hour <= 24 and minute <= 59 and not (said["hour12"] and not 1 <= hour <= 12):
            continue
        if hour + minute == 100 or _SHARE_BEHIND.search(
            text, max(0, match.start() - 30), match.start()
        ):
            continue
        book = _BOOK_BEHIND.search(text, max(0, match.start() - 16), match.start())
        if bare and (book or hour > 29 or (minute <= 59 and hour <= 24)):
            continue
        name = next(name for name in ("hour", "hour12", "hanhour", "barehour") if said[name])
        span = Span(match.start(name), match.end())
        yield check.finding(document, span, f'"{span.of(text)}" is no time of day')
    for match in _LENGTH.finditer(text):
        behind = _SHARE_BEHIND.search(text, max(0, match.start() - 30), match.start())
        if not behind and max(int(match["minutes"]), int(match["seconds"])) > 59:
            message = f'"{match[0]}": an hour has sixty minutes, and a minute sixty seconds'
            yield check.finding(document, Span(*match.span()), message)


CHECK = Check(
    name="impossible-date",
    category=Category.NUMBER,
    severity=Severity.ERROR,
    summary="a day, month or time that does not exist, or that fell on another weekday",
    why=(
        "The thirty-first of June is not a matter of taste: a number of the date is wrong, often "
        "because it was copied from its neighbour. The same holds for a weekday that contradicts "
        "its date. The source says which of the numbers is right."
    ),
    flagged=(
        Example("The treaty was signed on 31 June 2019."),
        Example("It opened on February 30."),
        Example("They met on Monday, 5 March 2020."),
        Example("The train leaves at 25:70."),
    ),
    passing=(
        Example("The treaty was signed on 30 June 2019."),
        Example("It opened on 29 February 2020."),
        Example("They met on Thursday, 5 March 2020."),
        Example("The funds were split 25:75 between the two."),
    ),
    run=see_through(_run),
)
