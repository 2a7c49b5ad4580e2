"""The table in which an editor judges candidates, and what the judged table says.

A row for each rendering. In the column `decision` of a concept's first row the editor writes
`accept`, `reject`, or `edit` (accepted as changed); a decision in another row is about that
rendering alone. An empty decision leaves the concept for later.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.display import visible
from corpus.document import Document
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.formula_cells import apostrophes, harmless
from corpus.labels import short_labels
from glossary.candidates import Candidate, Rendering, Verdict
from glossary.termbase import Status

SHEET = "Candidates"
COLUMNS = (
    "rank",
    "decision",
    "source_terms",
    "term",
    "status",
    "language",
    "count",
    "where",
    "verdict",
    "reason",
    "strength",
    "example",
    "note",
)
NEEDED = ("rank", "decision", "source_terms", "term", "status")
SEPARATOR = "; "
_AROUND = 60


class Decision(StrEnum):
    """What an editor says of a concept or a rendering."""

    ACCEPT = "accept"
    REJECT = "reject"
    EDIT = "edit"


CHOICES = (("decision", tuple(Decision)), ("status", tuple(Status)))
"""The words from which the cells of some columns are to be chosen."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A concept that an editor took in.

    Attributes:
        line: row of the review.
        source_terms: in the source language.
        terms: text, status and language of each rendering, the preferred one first.
    """

    line: int
    source_terms: tuple[str, ...]
    terms: tuple[tuple[str, Status, str], ...]


def review_rows(
    candidates: Sequence[Candidate], documents: Sequence[Document]
) -> Iterator[tuple[str, ...]]:
    """The rows of the table, without its header."""
    labels = short_labels(documents)
    for rank, candidate in enumerate(candidates, 1):
        recommended_first = sorted(
            candidate.renderings, key=lambda one: one.text != candidate.recommended
        )
        for number, rendering in enumerate(recommended_first):
            yield (
                str(rank),
                "",
                SEPARATOR.join(candidate.source_terms),
                rendering.text,
                status_of(candidate, rendering).value,
                documents[rendering.places[0].document].language,
                str(len(rendering.places)),
                where(rendering, labels),
                candidate.verdict.value,
                candidate.reason if rendering.text == candidate.recommended else "",
                f"{candidate.strength:.2f}",
                example(candidate, rendering, documents),
                candidate.note if number == 0 else "",
            )


def status_of(candidate: Candidate, rendering: Rendering) -> Status:
    """What the termbase would say of a rendering if the candidate is accepted as it is."""
    if rendering.text == candidate.recommended:
        return Status.PREFERRED
    legitimate = candidate.verdict is Verdict.LEGITIMATE
    return Status.ADMITTED if legitimate else Status.DEPRECATED


def where(rendering: Rendering, labels: Sequence[str]) -> str:
    """How often each document has a rendering."""
    counts = [(label, rendering.count(number)) for number, label in enumerate(labels)]
    return SEPARATOR.join(f"{label} {count}" for label, count in counts if count)


def example(candidate: Candidate, rendering: Rendering, documents: Sequence[Document]) -> str:
    """The words around a rendering, where it stands beside the others."""
    places = dict(zip(candidate.renderings, candidate.examples, strict=True))
    place = places[rendering]
    text = documents[place.document].text
    start, end = max(0, place.span.start - _AROUND), place.span.end + _AROUND
    line = " ".join(visible(text[start:end]).split())
    before = "…" if start else ""
    return f"{before}{line}{'…' if end < len(text) else ''}"


def review_csv(rows: Iterable[Sequence[str]]) -> str:
    """The table as comma-separated values, safe to open in a spreadsheet."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([harmless(cell) for cell in row])
    return out.getvalue()


def read_review(raw: RawFile) -> tuple[Accepted, ...]:
    """Read a judged table, a workbook or comma-separated values.

    Raises:
        MalformedFileError: if it is no review, or says what cannot be understood.
        EncodingError: if it is not text.
    """
    rows = list(_workbook_rows(raw) if raw.data[:4] == b"PK\x03\x04" else _csv_rows(raw))
    concepts: dict[str, list[tuple[int, dict[str, str]]]] = {}
    for line, row in rows:
        if not row["rank"]:
            raise MalformedFileError("rank is empty; keep the numbers", path=raw.path, line=line)
        concepts.setdefault(row["rank"], []).append((line, row))
    found = (_accepted(raw, own) for own in concepts.values())
    return tuple(concept for concept in found if concept is not None)


def _workbook_rows(raw: RawFile) -> Iterator[tuple[int, dict[str, str]]]:
    from glossary.workbooks import read_workbook

    for _, rows in read_workbook(raw):
        if rows and set(NEEDED) <= set(rows[0].cells):
            columns = rows[0].cells
            for row in rows[1:]:
                cells = row.cells + ("",) * (len(columns) - len(row.cells))
                yield row.number, dict(zip(columns, cells, strict=False))
            return
    raise _no_review(raw)


def _csv_rows(raw: RawFile) -> Iterator[tuple[int, dict[str, str]]]:
    from corpus.decoding import decode

    reader = csv.reader(io.StringIO(decode(raw)[0], newline=""))
    try:
        columns = [cell.strip() for cell in next(reader, [])]
        if not set(NEEDED) <= set(columns):
            raise _no_review(raw)
        for cells in reader:
            if any(cells):
                plain = [cell[apostrophes(cell) :].strip() for cell in cells]
                plain += [""] * (len(columns) - len(plain))
                yield reader.line_num, dict(zip(columns, plain, strict=False))
    except csv.Error as error:
        raise MalformedFileError(
            f"is not a table that can be read: {error}", path=raw.path, line=reader.line_num
        ) from None


def _no_review(raw: RawFile) -> MalformedFileError:
    return MalformedFileError(
        f"is no review of candidates: its header needs {', '.join(NEEDED)}; write one with "
        "concord glossary discover -o review.xlsx",
        path=raw.path,
    )


def _accepted(raw: RawFile, rows: Sequence[tuple[int, dict[str, str]]]) -> Accepted | None:
    """What the rows of one concept say; nothing if it is not accepted."""
    decisions = [_decision(raw, line, row["decision"]) for line, row in rows]
    overall = decisions[0]
    terms: list[tuple[str, Status, str]] = []
    for number, ((line, row), decision) in enumerate(zip(rows, decisions, strict=True)):
        own = decision if number else overall
        taken = (own or overall) in (Decision.ACCEPT, Decision.EDIT)
        if number == 0 and overall is Decision.REJECT:
            taken = False
        if taken and row["term"]:
            status = _status(raw, line, row["status"])
            terms.append((row["term"], status, row.get("language") or "en"))
    if not terms:
        return None
    line, first = rows[0]
    _refuse_two_preferred(raw, line, terms)
    terms.sort(key=lambda term: list(Status).index(term[1]))
    source = tuple(
        part.strip() for part in first["source_terms"].replace("；", ";").split(";") if part.strip()
    )
    return Accepted(line, source, tuple(terms))


def _decision(raw: RawFile, line: int, cell: str) -> Decision | None:
    word = cell.strip().lower()
    if not word:
        return None
    if word not in list(Decision):
        raise MalformedFileError(
            f"decision is {cell!r}; write {', '.join(Decision)}, or nothing",
            path=raw.path,
            line=line,
        )
    return Decision(word)


def _status(raw: RawFile, line: int, cell: str) -> Status:
    word = cell.strip().lower()
    if word not in list(Status):
        raise MalformedFileError(
            f"status is {cell!r}; write {', '.join(Status)}", path=raw.path, line=line
        )
    return Status(word)


def _refuse_two_preferred(
    raw: RawFile, line: int, terms: Sequence[tuple[str, Status, str]]
) -> None:
    preferred = [text for text, status, _ in terms if status is Status.PREFERRED]
    if len(preferred) > 1:
        raise MalformedFileError(
            f"the concept prefers both {preferred[0]!r} and {preferred[1]!r}; prefer one",
            path=raw.path,
            line=line,
        )
