"""One thing with two numbers in one document: the "24 Agenda" and the "2030 Agenda"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from decimal import Decimal

from corpus.document import Document
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Edit, Evidence, Finding, Severity
from reports.numbers.atoms import Atom, Kind
from reports.numbers.documents import numbers_of


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        agendas = [
            atom
            for atom in numbers_of(document)
            if atom.kind is Kind.NAMED and atom.unit == "agenda" and atom.value is not None
        ]
        right = _trusted(agendas)
        for atom in agendas:
            if right is not None and atom.value != right:
                yield _report(check, document, atom, right, agendas)


def _trusted(agendas: list[Atom]) -> Decimal | None:
    """The number that most of them say, and a year before any other."""
    values = Counter(atom.value for atom in agendas if atom.value is not None)
    if len(values) < 2:
        return None
    years = {value: count for value, count in values.items() if 1900 <= value <= 2199}
    # Two agendas named by different years may both exist.
    return next(iter(years)) if len(years) == 1 else None


def _report(
    check: Check, document: Document, atom: Atom, right: Decimal, agendas: list[Atom]
) -> Finding:
    others = tuple(Evidence(document, other.span) for other in agendas if other.value == right)
    here = atom.span.of(document.text)
    there = others[0].span.of(document.text)
    message = f'"{here}" here, "{there}" elsewhere in the same document'
    replacement = here.replace(str(atom.value), str(right), 1)
    return check.finding(
        document, atom.span, message, suggestion=Edit(replacement), evidence=others
    )


CHECK = Check(
    name="inconsistent-number",
    category=Category.NUMBER,
    severity=Severity.ERROR,
    summary="the same named thing with two different numbers in one document",
    why=(
        "A name that contains a number contains the same number everywhere. Where a document says "
        '"the 2030 Agenda" in one place and "the 24 Agenda" in another, a number has been put '
        "into the wrong slot in one of them."
    ),
    flagged=(Example("The 2063 Agenda is old. Support the 17 Agenda for the continent."),),
    passing=(Example("The 2030 Agenda came after the 2063 Agenda. The 2030 Agenda is known."),),
    run=see_through(_run),
)
