"""Numbers that contradict what is known: a committee that did not sit in that year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.finding import Category, Finding, Severity
from reports.numbers.atoms import Atom, Kind, Role
from reports.numbers.documents import line_around, numbers_of
from reports.numbers.facts import known_facts
from reports.numbers.patterns import lazy
from reports.numbers.slide import ordinal

_SENTENCE_END = lazy(r"[.!?][”\"’)]*\s|[。！？]")
# Only a meeting sits in one year: "since the 8th Central Committee" says nothing about the date.
_MEETING = lazy(
    r"\b(?:session|meeting|plenum|study|speech|plenary)\b[^.]{0,80}$|[会學学习講讲][^。]{0,20}$",
    re.IGNORECASE,
)
_MEETING_AHEAD = lazy(r"[^。]{0,20}(?:集体学习|全会|会议)")
_PERIOD_AHEAD = lazy(r"[ \u00a0]?(?:period|Period|时期)?[ \u00a0]*(?:[(（,]|for)?[ ]*$")
_AFTER_LAST = 2


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        atoms = numbers_of(document)
        for place, atom in enumerate(atoms):
            if atom.kind is not Kind.NAMED or atom.value is None:
                continue
            message = _contradiction(document, atoms, place)
            if message:
                yield check.finding(document, atom.span, message)


def _contradiction(document: Document, atoms: tuple[Atom, ...], place: int) -> str | None:
    atom = atoms[place]
    number = int(atom.value or 0)
    if atom.unit == "central-committee":
        return _too_high(document, atom, number) or _wrong_years(document, atoms, atom, number)
    if atom.unit == "party-congress":
        return _too_high(document, atom, number)
    if atom.unit == "five-year-plan":
        return _wrong_period(document, atoms, place, number)
    if atom.unit == "agenda":
        return _wrong_agenda(document, atoms, atom, number)
    return None


def _too_high(document: Document, atom: Atom, number: int) -> str | None:
    last = known_facts().congresses[-1][0]
    if not last + _AFTER_LAST < number <= 100:
        return None
    words = atom.span.of(document.text)
    return f'"{words}" is doubtful: the last that is known is the {ordinal(last)}'


def _wrong_years(
    document: Document, atoms: tuple[Atom, ...], atom: Atom, number: int
) -> str | None:
    text, span = document.text, atom.span
    years = known_facts().years_of_committee(number)
    met = _MEETING.search(text, max(0, span.start - 120), span.start)
    if years is None or not (met or _MEETING_AHEAD.match(text, span.end)):
        return None
    dated = _years_near(text, atoms, span)
    first, last = years
    if len(dated) != 1 or first <= dated[0] <= (last or 9999):
        return None
    until = f"from {first} to {last}" if last else f"from {first}"
    words = span.of(text)
    return f'"{words}" is doubtful: it sat {until}, and the text says {dated[0]}'


def _years_near(text: str, atoms: tuple[Atom, ...], span: Span) -> list[int]:
    """The different years that the sentence around a span names."""
    line = line_around(text, span, reach=240)
    before = [match.end() for match in _SENTENCE_END.finditer(text, line.start, span.start)]
    after = _SENTENCE_END.search(text, span.end, line.end)
    sentence = Span(before[-1] if before else line.start, after.start() if after else line.end)
    years = {
        atom.date.year for atom in atoms if sentence.contains(atom.span) and atom.date is not None
    }
    return sorted(year for year in years if year is not None)


def _wrong_period(
    document: Document, atoms: tuple[Atom, ...], place: int, number: int
) -> str | None:
    years = known_facts().years_of_plan(number)
    first, last = (*atoms[place + 1 : place + 3], None, None)[:2]
    if years is None or first is None or last is None or first.date is None or last.date is None:
        return None
    gap = document.text[atoms[place].span.end : first.span.start]
    if not _PERIOD_AHEAD.match(gap) or first.role is not Role.FROM or last.role is not Role.TO:
        return None
    said = (first.date.year, last.date.year)
    if None in said or said == years:
        return None
    words = atoms[place].span.of(document.text)
    return f'"{words}" covers {years[0]} to {years[1]}, not {said[0]} to {said[1]}'


def _wrong_agenda(
    document: Document, atoms: tuple[Atom, ...], atom: Atom, number: int
) -> str | None:
    if any(other.unit == "agenda" and other.value != atom.value for other in atoms):
        return None  # the document contradicts itself: another rule says so
    for topic, right in known_facts().agendas:
        ahead = document.text[atom.span.end : atom.span.end + 40]
        if number != right and re.match(rf"\s+(?:for|on)\s+{re.escape(topic)}\b", ahead):
            words = atom.span.of(document.text)
            return f'"{words}" is doubtful: the Agenda for {topic} is the {right} Agenda'
    return None


CHECK = Check(
    name="contradicted-fact",
    category=Category.NUMBER,
    severity=Severity.WARNING,
    summary="a number in a name that contradicts what is known of it",
    why=(
        "Party congresses, central committees, five-year plans and agendas are numbered and dated "
        "once and for all. Where a text puts a committee into a year in which it did not sit, or "
        "gives a plan other years than its own, either the number or the year is wrong. The table "
        "of known facts is small and says where each row comes from."
    ),
    flagged=(
        Example("——speech at the third meeting of the 9th Central Committee, 9 May 2015"),
        Example("the 14th Five-Year Plan (2016–2020)"),
        Example("the 15 Agenda for Sustainable Development"),
    ),
    passing=(
        Example("——speech at the third meeting of the 18th Central Committee, 9 May 2015"),
        Example("the 14th Five-Year Plan (2021–2025)"),
        Example("In 2021 historians studied the years since the 8th Central Committee."),
    ),
    run=_run,
)
