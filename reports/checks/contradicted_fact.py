"""Numbers that contradict what is known: a committee that did not sit in that year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.document import Document
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Finding, Severity
from reports.numbers.atoms import Atom, DateParts, Kind, Role, days_in_month
from reports.numbers.documents import line_around, numbers_of
from reports.numbers.facts import Facts, known_facts
from reports.numbers.patterns import lazy
from reports.numbers.slide import ordinal, write_date

_SENTENCE_END = lazy(r"[.!?][”\"’)]*\s|[。！？]")
# Only a meeting sits in one year: "since the 8th Central Committee" says nothing about the date.
_MEETING = lazy(
    r"\b(?:session|meeting|plenum|study|speech|plenary)\b[^.]{0,80}$|[会學学习講讲][^。]{0,20}$",
    re.IGNORECASE,
)
_MEETING_AHEAD = lazy(r"[^。]{0,20}(?:集体学习|全会|会议)")
_PERIOD_AHEAD = lazy(
    r"[ \u00a0]?(?:period|Period)?[ \u00a0]*(?:[(（,]|for)?[ ]*$"
    r"|[”\"』」]?(?:规划|计划|时期|期间)?[（(]$"
)
_MET = lazy(
    r"(?: of the (?:CPC|Party|Communist Party of China))?,? (?:which )?(?:was |were |had been )?"
    r"(?:held|convened|met|opened|closed|took place)(?: in [A-Z]\w+)?,? (?:on|in|from) "
)
_SESSION_GAP = 12
_AFTER_LAST = 2


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    facts = subject.facts or known_facts()
    for document in subject.documents[: subject.drafts]:
        atoms = numbers_of(document)
        for place, atom in enumerate(atoms):
            if atom.kind is not Kind.NAMED or atom.value is None:
                continue
            message = _contradiction(facts, document, atoms, place)
            if message:
                yield check.finding(document, atom.span, message)


def _contradiction(
    facts: Facts, document: Document, atoms: tuple[Atom, ...], place: int
) -> str | None:
    atom = atoms[place]
    if atom.unit == "central-committee":
        doubt = _too_high(facts, document, atom) or _wrong_years(facts, document, atoms, atom)
        return doubt or _wrong_days(facts, document, atoms, place)
    if atom.unit == "party-congress":
        return _too_high(facts, document, atom)
    if atom.unit == "five-year-plan":
        return _wrong_period(facts, document, atoms, place)
    if atom.unit == "agenda":
        return _wrong_agenda(facts, document, atoms, atom)
    return None


def _number(atom: Atom) -> int:
    return int(atom.value or 0)


def _too_high(facts: Facts, document: Document, atom: Atom) -> str | None:
    number = _number(atom)
    last = facts.congresses[-1][0]
    if not last + _AFTER_LAST < number <= 100:
        return None
    words = atom.span.of(document.text)
    return f'"{words}" is doubtful: the last that is known is the {ordinal(last)}'


def _wrong_years(
    facts: Facts, document: Document, atoms: tuple[Atom, ...], atom: Atom
) -> str | None:
    text, span = document.text, atom.span
    years = facts.years_of_committee(_number(atom))
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


def _wrong_days(
    facts: Facts, document: Document, atoms: tuple[Atom, ...], place: int
) -> str | None:
    """A plenary session that is said to have met on a day on which it did not."""
    atom, session, day = atoms[place], _beside(atoms, place, "plenary-session"), None
    if session is None:
        return None
    after = max(atoms.index(session), place) + 1
    text, end = document.text, max(session.span.end, atom.span.end)
    if after < len(atoms) and _MET.fullmatch(text, end, atoms[after].span.start):
        day = atoms[after].date
    days = facts.days_of_plenum(_number(atom), _number(session))
    if days is None or day is None or day.year is None or not day.is_possible:
        return None
    first = date(day.year, day.month or 1, day.day or 1)
    last = date(day.year, day.month or 12, day.day or days_in_month(day.month or 12, day.year))
    if first <= days[1] and last >= days[0]:
        return None
    words = text[min(session.span.start, atom.span.start) : end]
    met = " to ".join(dict.fromkeys(write_date(_parts(one)) for one in days))
    said = atoms[after].span.of(text)
    return f'"{words}" is doubtful: it met on {met}, and the text says {said}'


def _beside(atoms: tuple[Atom, ...], place: int, unit: str) -> Atom | None:
    near = (*atoms[max(0, place - 1) : place], *atoms[place + 1 : place + 2])
    close = (one for one in near if one.unit == unit)
    return next((one for one in close if _gap(one, atoms[place]) <= _SESSION_GAP), None)


def _gap(one: Atom, other: Atom) -> int:
    return max(one.span.start - other.span.end, other.span.start - one.span.end)


def _parts(day: date) -> DateParts:
    return DateParts(day.year, day.month, day.day)


def _wrong_period(
    facts: Facts, document: Document, atoms: tuple[Atom, ...], place: int
) -> str | None:
    years = facts.years_of_plan(_number(atoms[place]))
    first, last = (*atoms[place + 1 : place + 3], None, None)[:2]
    if years is None or first is None or last is None or first.date is None or last.date is None:
        return None
    gap = document.text[atoms[place].span.end : first.span.start]
    if atoms[place].span.of(document.text).endswith("s"):
        return None  # several plans share the years
    if not _PERIOD_AHEAD.match(gap) or first.role is not Role.FROM or last.role is not Role.TO:
        return None
    said = (first.date.year, last.date.year)
    if None in said or said == years:
        return None
    words = atoms[place].span.of(document.text)
    return f'"{words}" covers {years[0]} to {years[1]}, not {said[0]} to {said[1]}'


def _wrong_agenda(
    facts: Facts, document: Document, atoms: tuple[Atom, ...], atom: Atom
) -> str | None:
    if any(other.unit == "agenda" and other.value != atom.value for other in atoms):
        return None  # the document contradicts itself: another rule says so
    for topic, right in facts.agendas:
        ahead = document.text[atom.span.end : atom.span.end + 40]
        if _number(atom) != right and re.match(rf"\s+(?:for|on)\s+{re.escape(topic)}\b", ahead):
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
        Example("the Fourth Plenary Session of the 19th Central Committee, held in May 2019"),
        Example("the 15 Agenda for Sustainable Development"),
    ),
    passing=(
        Example("——speech at the third meeting of the 18th Central Committee, 9 May 2015"),
        Example("the 14th Five-Year Plan (2021–2025)"),
        Example("the Fourth Plenary Session of the 19th Central Committee, held in October 2019"),
        Example("In 2021 historians studied the years since the 8th Central Committee."),
    ),
    run=see_through(_run),
)
