"""Dates in pieces that no reading puts together: "December 2017, 12"."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from corpus.document import Document
from corpus.span import DisjointSpans, Span
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Edit, Evidence, Finding, Severity
from reports.numbers.atoms import Atom, DateParts, Kind
from reports.numbers.documents import is_chinese, line_around, numbers_of
from reports.numbers.english_dates import MONTH
from reports.numbers.facts import Facts, known_facts
from reports.numbers.patterns import lazy
from reports.numbers.slide import explain_date, ordinal

_S = "[ \u00a0]"
_LEFTOVER = lazy(
    rf"(?P<comma>,{_S}*|{_S}+)(?P<number>\d{{1,3}})(?P<suffix>st|nd|rd|th)?(?![\w%]|[.,:/]\d|[-–—]\d)"
)
# What may follow a leftover number: the end of a line or sentence, a comma, a bracket.
_CLOSED = lazy(rf"{_S}*(?:$|[\n\r]|[,;:!?)\]”\"]|\.(?:\s|$)|[-–—]{{1,2}}(?!\d))")
# A comma after which the number was the subject after all: "In May 2023, 12, or 40%, had joined".
_ASIDE = lazy(
    rf",{_S}+(?:or|including|more|most|mostly|nearly|almost|about|up|down|all|both|and|which|who|"
    r"compared|of|some|over|at|with)\b"
)
_EXAMPLE = lazy(rf",{_S}+(?:or|including|more|most|mostly|all|both)\b")
_MORE_DAYS = lazy(rf"{_S}*(?:,{_S}*)?(?:(?:and|or|&){_S}+)?(?:the{_S}+)?\d")
_AND_MORE = lazy(rf"{_S}+(?:and|or|&|to){_S}+(?:the{_S}+)?\d")
_ON_BEFORE = lazy(rf"\b[Oo]n{_S}+(?:the{_S}+)?$")
_IN_BEFORE = lazy(rf"\b(?:in|by|since|as{_S}of|until|from){_S}+(?:early{_S}|late{_S}|mid-)?$", re.I)
_DASH_BEFORE = lazy(rf"(?:^|[\n\r]|[-–—]|,{_S}){_S}*$")
_NOUN = lazy(rf"{_S}+[a-z]")
_NAME = lazy(rf"{_S}+[A-Z]")
_YEAR_FIRST = lazy(
    rf"(?<![\d-])(?P<year>(?:19|20)\d\d){_S}+{MONTH}(?P<tail>,{_S}*(?P<number>\d{{1,2}}))(?!\w|[.,]\d)"
)
_YEAR_MONTH_FAR = lazy(
    rf"(?<![\d-])(?:19|20)\d\d{_S}+{MONTH}{_S}+(?P<number>3[2-9]|[4-9]\d|\d{{3}})(?![\w%,.]\d|\w)"
)
# A decade begins with a round year.
_ODD_DECADE = lazy(
    rf"\b(?:[Tt]he|[Ll]ate|[Ee]arly|[Mm]id){_S}(?:(?:late|early|mid)[ -])?"
    r"(?P<number>(?:1[5-9]|20)\d[1-9]s)\b"
)
_ORDINAL_YEAR = lazy(
    rf"\b{MONTH}{_S}+(?:\d{{1,2}},{_S}*)?(?P<number>(?:19|20)\d\d)(?:st|nd|rd|th)\b"
)
_LONG_YEAR = lazy(
    rf"\b{MONTH}{_S}+\d{{1,2}}(?:st|nd|rd|th)?,{_S}*(?P<number>\d{{5,}})(?=[.;:!?)]?(?:\s*$|[\n\r]))"
)
_YEAR_OF_FIVE = lazy(
    rf"\b[Ii]n{_S}+(?:the{_S}+year{_S}+)?(?P<number>(?:19|20)\d{{3}})"
    rf"(?=[,.;]?\s*$|[.;]\s|,{_S}|{_S}+(?:the|an?|he|she|it|they|we)\b)"
)
_YEAR_BEFORE_DAY = lazy(
    rf"\b(?:[Oo]n|[Dd]ated){_S}+(?P<number>(?:19|20)\d\d),{_S}*{MONTH}{_S}+\d{{1,2}}(?!\d)"
)
_YEAR_OF_MONTH = lazy(
    rf"\bthe{_S}(?P<number>(?:19|20)\d\d){_S}month{_S}of{_S}{MONTH}"
    rf"|\b(?:19|20)\d\d{_S}year{_S}(?:\d{{1,2}}){_S}month\b"
)
_YEAR_SPLIT = lazy(
    rf"\b(?:[Ff]rom|[Ss]ince){_S}(?P<number>(?:19|20)\d\d\.{_S}(?:1[0-2]|[1-9]))"
    rf"(?={_S}(?:on|onwards?|to|until)\b|,)"
)
_LONG_RANGE = lazy(r"(?<![\d./#-])(?<!No\. )(?:19|20)\d\d[-–—](?P<number>(?:19|20)\d{3})(?![\d/-])")
_YEAR_POINT_MONTH = lazy(
    rf"\b(?:[Bb]y|[Ss]ince|[Uu]ntil|[Ii]n|[Ff]rom|end{_S}of|start{_S}of){_S}"
    rf"(?P<number>(?:19|20)\d\d\.(?:1[0-2]|0?[1-9]))(?=[,;)]|\.?(?:\s+[a-z]|$))(?!{_S}(?:times|%))"
)
_CITATION = lazy(r"\b(?:[Vv]ol|[Nn]o|[Ii]ssue|pp?)\b\.?[^\n]{0,40}$")
_REPEATED = lazy(
    r"(?P<year>(?:19|20)\d\d)年[ ]?(?P=year)年|\d{1,2}月[ ]?\d{1,2}月(?!\d)|年月|\d月日(?!\w)"
)


_PATTERNS = (
    _YEAR_FIRST,
    _YEAR_MONTH_FAR,
    _ODD_DECADE,
    _ORDINAL_YEAR,
    _LONG_YEAR,
    _YEAR_OF_FIVE,
    _YEAR_BEFORE_DAY,
    _YEAR_OF_MONTH,
    _YEAR_POINT_MONTH,
    _YEAR_SPLIT,
    _LONG_RANGE,
)


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        if is_chinese(document):
            for match in _REPEATED.finditer(document.text):
                message = f'"{match[0]}" is no date: a part is missing or stands twice'
                yield check.finding(document, Span(*match.span()), message)
        else:
            yield from _english(check, document, subject.facts or known_facts())


def _english(check: Check, document: Document, facts: Facts) -> Iterator[Finding]:
    text = document.text
    taken = DisjointSpans()
    slid: list[tuple[Span, DateParts]] = []
    for atom in numbers_of(document):
        found = _leftover(text, atom)
        if found:
            span, parts, leftover = found
            taken.add(span)
            if leftover == parts.month:
                slid.append((span, parts))
            yield from _report(check, document, found, facts)
    for pattern in _PATTERNS:
        for match in pattern.finditer(text):
            span = Span(*match.span())
            if taken.add(span):
                number = match["number"] or match[0]
                message = f'"{match[0]}" is no date: "{number}" fits no part of it'
                yield check.finding(document, span, f"{message}; the source must be looked up")
    yield from _slid_alike(check, document, slid)


def _slid_alike(
    check: Check, document: Document, slid: list[tuple[Span, DateParts]]
) -> Iterator[Finding]:
    """Dates that are well formed, and wrong in the way in which others of the text are.

    Where the number of a spelled-out month was put in for the day in "April 2023, 4", the day of
    "April 4" is likely to be no more than that number.
    """
    for atom in numbers_of(document):
        date = atom.date
        if date is None or date.day is None or date.day != date.month or date.year is not None:
            continue
        alike = [span for span, parts in slid if parts.month == date.month]
        if not alike or any(atom.span.overlaps(span) for span in alike):
            continue
        words, garbled = atom.span.of(document.text), alike[0].of(document.text)
        message = (
            f'"{words}" is doubtful: {date.day} is the number of the month itself, as in the '
            f'garbled "{garbled}"; the source must be looked up'
        )
        evidence = tuple(Evidence(document, span) for span in alike)
        yield check.finding(
            document, atom.span, message, severity=Severity.WARNING, evidence=evidence
        )


def _leftover(text: str, atom: Atom) -> tuple[Span, DateParts, int] | None:
    """The garbled span, what the date says, and the number that is left over after it."""
    date = atom.date
    if atom.kind is not Kind.DATE or date is None or date.month is None:
        return None
    whole = date.year is not None and date.day is None
    yearless = date.year is None and date.day is not None
    if not (whole or yearless) or not text[atom.span.start].isalpha():
        return None
    match = _LEFTOVER.match(text, atom.span.end)
    if match is None or _CITATION.search(text, max(0, atom.span.start - 60), atom.span.start):
        return None
    if not (_stands_alone(text, atom, match) if whole else _is_short_year(text, match)):
        return None
    return Span(atom.span.start, match.end()), date, int(match["number"])


def _stands_alone(text: str, atom: Atom, match: re.Match[str]) -> bool:
    """Whether the number after "Month year" counts nothing that follows."""
    start, end = atom.span.start, match.end()
    on = _ON_BEFORE.search(text, max(0, start - 10), start) is not None
    headed = on or (
        _DASH_BEFORE.search(text, max(0, start - 4), start) is not None
        and not _IN_BEFORE.search(text, max(0, start - 20), start)
    )
    listed = _AND_MORE.match(text, end) or (not headed and _MORE_DAYS.match(text, end))
    if listed or int(match["number"]) > 31:
        return False
    if _CLOSED.match(text, end):
        # "On" wants a day, so that what follows the comma is no count of anything.
        aside = (_EXAMPLE if on else _ASIDE).match(text, end)
        return bool(not aside and (match["comma"].strip() or headed))
    if _NOUN.match(text, end):
        return False
    return headed and bool(_NAME.match(text, end))


def _is_short_year(text: str, match: re.Match[str]) -> bool:
    """Whether "June 6, 22" ends there, and is no list of days."""
    if not match["comma"].strip() or match["suffix"]:
        return False
    end = match.end()
    if _MORE_DAYS.match(text, end) or _AND_MORE.match(text, end):
        return False
    return bool(_CLOSED.match(text, end)) and not _ASIDE.match(text, end)


def _report(
    check: Check, document: Document, found: tuple[Span, DateParts, int], facts: Facts
) -> Iterator[Finding]:
    span, parts, leftover = found
    text = document.text
    around = line_around(text, span)
    atoms = numbers_of(document)
    first = bisect_left(atoms, around.start, key=lambda atom: atom.span.start)
    last = bisect_right(atoms, around.end, key=lambda atom: atom.span.end)
    line = atoms[first:last]
    words = f'"{span.of(text)}" is no date: "{leftover}" fits no part of it'
    hypothesis = explain_date(text, line, span, parts, leftover, facts=facts)
    if hypothesis is None:
        yield check.finding(document, span, f"{words}; the source must be looked up")
        return
    probably = "; ".join((hypothesis.date, *hypothesis.rest))
    message = f"{words}; probably: {probably} ({hypothesis.reason})"
    yield check.finding(document, span, message, suggestion=Edit(hypothesis.date))
    if hypothesis.slid is not None and _is_ordinal(text, hypothesis.slid):
        slid = hypothesis.slid.span
        message = (
            f'"{slid.of(text)}" is doubtful: it is probably the day of "{span.of(text)}", and what '
            "stood here needs the source"
        )
        evidence = (Evidence(document, span),)
        yield check.finding(document, slid, message, severity=Severity.WARNING, evidence=evidence)


def _is_ordinal(text: str, atom: Atom) -> bool:
    """Whether an ordinal has its right ending; of others another rule tells."""
    return atom.words or atom.span.of(text).endswith(ordinal(int(atom.value or 0))[-2:])


CHECK = Check(
    name="malformed-date",
    category=Category.NUMBER,
    severity=Severity.ERROR,
    summary="a date whose parts do not fit together",
    why=(
        "A machine that hides the numbers of a sentence and fills them in again afterwards puts "
        "them into the wrong places. Where a month is spelled out, its number is left over, and "
        'all that follow move on by one: 2017年12月8日 becomes "December 2017, 12". Such a date '
        "must be looked up in the source; it cannot be repaired by turning its parts round. Where "
        "the other numbers of the same line leave one possibility only, the message names it as "
        "a hypothesis."
    ),
    flagged=(
        Example("——May 2016, 5, speech at the third meeting of the 30th Central Committee"),
        Example("He spoke at the forum on October 2019, 7."),
        Example("The decision of August 9, 18"),
    ),
    passing=(
        Example("In May 2023, 12 provinces joined the programme."),
        Example("In December 2017, 12 ministries issued the plan."),
        Example("The sessions on June 6, 22 and 30 were cancelled."),
        Example("By June 2021, 9, or nearly half, had answered."),
    ),
    run=see_through(_run),
)
