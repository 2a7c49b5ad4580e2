"""Numbers written in another way than the language, or the rest of the document, writes them."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.bitext import Relation
from corpus.document import Document
from corpus.span import DisjointSpans, Span
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Edit, Evidence, Finding, Severity
from reports.numbers.atoms import Kind
from reports.numbers.compare import Change, differences
from reports.numbers.documents import is_chinese, numbers_of
from reports.numbers.patterns import lazy
from reports.numbers.sides import Side, SideReader
from reports.numbers.styles import Written, outliers

_FULL_WIDTH = lazy("[\uff10-\uff19]+(?:[\uff0c\uff0e,.][\uff10-\uff19]+)*[\uff05%]?")
_NARROW = {0xFF10 + digit: 0x30 + digit for digit in range(10)}
_NARROW |= {0xFF0C: 0x2C, 0xFF0E: 0x2E, 0xFF05: 0x25}
_DECIMAL_COMMA = lazy(
    r"(?<![\d,.])\d{1,3},\d{1,2}(?=[ \u00a0]?(?:%|percent\b|per cent\b|[mbtr]+illion\b))"
)
_POINTS = lazy(r"(?<![\d,.])\d{1,3}(?:\.\d{3}){2,}(?![\d.]*\d)")
_GROUPED = lazy(r"(?<![\d,.])\d{1,3}(?P<by>[, \u00a0\u202f])\d{3}(?:(?P=by)\d{3})*(?![\d,]\d)")
_PLAIN = lazy(r"(?<![\d,.\w/#-])\d{5,9}(?![\d,.]*\d|\w|-)")
_PERCENT = lazy(r"\d(?P<gap>[ \u00a0])?(?P<sign>%|％)|\d[ \u00a0](?P<word>percent|per cent)\b")
_BY = {",": "with commas", " ": "with spaces", "\u00a0": "with spaces", "\u202f": "with spaces"}


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        yield from _alone(check, document)


def _alone(check: Check, document: Document) -> Iterator[Finding]:
    taken = DisjointSpans()
    if not is_chinese(document):
        for span, message, right in _foreign(document.text):
            if taken.add(span):
                yield check.finding(document, span, message, suggestion=Edit(right))
    for numbers in (_percentages(document), _large_figures(document)):
        for outlier in outliers([one for one in numbers if taken.add(one.span)]):
            words = outlier.written.span.of(document.text)
            usual = outlier.usual.span.of(document.text)
            message = (
                f'"{words}" is written {outlier.written.style}, and {outlier.others} others of the '
                f'document {outlier.usual.style}, such as "{usual}"'
            )
            evidence = (Evidence(document, outlier.usual.span),)
            yield check.finding(document, outlier.written.span, message, evidence=evidence)


def _foreign(text: str) -> Iterator[tuple[Span, str, str]]:
    """Numbers as other languages write them, and how English does."""
    for match in _FULL_WIDTH.finditer(text):
        right = match[0].translate(_NARROW)
        yield Span(*match.span()), f'"{match[0]}" has full-width figures', right
    for match in _DECIMAL_COMMA.finditer(text):
        right = match[0].replace(",", ".")
        yield (
            Span(*match.span()),
            f'"{match[0]}" has a decimal comma; English writes {right}',
            right,
        )
    for match in _POINTS.finditer(text):
        if len(match[0].split(".")) > 3 or _is_amount(text, match.end()):
            right = match[0].replace(".", ",")
            message = f'"{match[0]}" is grouped by points; English writes {right}'
            yield Span(*match.span()), message, right


def _is_amount(text: str, end: int) -> bool:
    """Whether something is counted: no version and no address is."""
    return bool(_COUNTED.match(text, end))


_COUNTED = lazy(r"[ \u00a0](?!to\b|and\b|or\b|is\b|was\b|of\b)[a-z]{2,}|[%％]")


def _percentages(document: Document) -> Iterator[Written]:
    if is_chinese(document):
        return
    for match in _PERCENT.finditer(document.text):
        if match["word"]:
            style = f'with the word "{match["word"]}"'
        else:
            style = "with a space before the sign" if match["gap"] else "with the sign"
        yield Written(Span(*match.span()), style)


def _large_figures(document: Document) -> Iterator[Written]:
    text = document.text
    for match in _GROUPED.finditer(text):
        if len(match[0]) > 5:
            yield Written(Span(*match.span()), f"grouped {_BY[match['by']]}")
    counts = {
        atom.span.start
        for atom in numbers_of(document)
        if atom.kind in (Kind.CARDINAL, Kind.MEASURE, Kind.MONEY)
    }
    for match in _PLAIN.finditer(text):
        if match.start() in counts and not is_chinese(document):
            yield Written(Span(*match.span()), "without groups")


def _all(check: Check, subject: Subject) -> Iterator[Finding]:
    yield from see_through(_run)(check, subject)
    if subject.bitext is None:
        return
    readers = [SideReader(document) for document in subject.documents]
    for bead in subject.bitext.beads:
        if bead.relation is not Relation.SAME or not bead.is_trusted:
            continue
        sides = [
            Side(number, document, spans, readers[number].within(spans))
            for number, (document, spans) in enumerate(
                zip(subject.documents, bead.spans, strict=True)
            )
            if spans and readers[number].is_content(spans)
        ]
        for draft in sides:
            if draft.position < subject.drafts and draft.position != subject.source:
                yield from _against(check, draft, sides)


def _against(check: Check, draft: Side, sides: list[Side]) -> Iterator[Finding]:
    """Figures that mean a thousand times as much to another reader: 1.000 for 1,000."""
    told: set[Span] = set()
    for side in sides:
        if side.position == draft.position:
            continue
        for difference in differences(draft.atoms, side.atoms):
            here, there = difference.here, difference.there
            if difference.change is not Change.FORMAT or here is None or there is None:
                continue
            if here.span not in told:
                told.add(here.span)
                words = here.span.of(draft.document.text)
                message = f'"{words}" is read as {here.value} in English, and means {there.value}'
                evidence = (Evidence(side.document, there.span),)
                yield check.finding(draft.document, here.span, message, evidence=evidence)


CHECK = Check(
    name="number-format",
    category=Category.LOCALE,
    severity=Severity.NOTE,
    summary="a number that is right and written against the usage of its language or document",
    why=(
        "1.000, 1 000 and 1,000, 5% and 5 percent, 3,5 and 3.5 are the same numbers in other "
        "styles. That is no error of translation, so that no other rule reports it. A note says "
        "where a figure follows the usage of another language, and where one number of a document "
        "is written in another way than most."
    ),
    flagged=(
        Example("It serves ３００ towns."),
        Example("Prices rose by 3,5 percent."),
        Example("It sold 1.250.000 sacks."),
        Example("It rose 3%, 4% and 7% in towns, and 5 percent elsewhere."),
        Example("It has 1.250 wells.", source="它有1250口井。"),
    ),
    passing=(
        Example("It rose 3% in towns and 5 percent elsewhere."),
        Example("Version 1.250.300 is out."),
        Example("It sold 1,250,000 sacks."),
        Example("It is 1.250 metres long.", source="长1.25米。"),
    ),
    run=_all,
)
