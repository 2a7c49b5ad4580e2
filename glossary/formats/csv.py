"""Glossaries as comma-, semicolon- or tab-separated tables: one target term a row.

    concept_id,source_term,target_term,status,note
    harvest,收割,grain harvest,preferred,
    harvest,,crop cutting,deprecated,only in quotations

Rows of one concept share its id. The source term may be repeated or left empty; another source
term in a later row is a second name of the concept; a row without a target term only adds such
a name, and its status is then that of the source term.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator

from corpus.decoding import decode
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from glossary.formats import TermbaseFormat
from glossary.termbase import Concept, Status, Term, Termbase

REQUIRED = ("concept_id", "source_term", "target_term", "status")
OPTIONAL = ("note", "source_language", "target_language")
MAX_TERM = 200
"""Code points. What is longer is a sentence, and makes matching slow."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_WHITE = re.compile(r"\s+")

_Terms = dict[tuple[str, str], Term]


def _read(raw: RawFile) -> Termbase:
    text = decode(raw)[0].removeprefix("\ufeff")
    concepts: dict[str, _Terms] = {}
    for line, row in _rows(raw, text):
        _add(concepts, row, raw.path, line)
    if not concepts:
        raise MalformedFileError(
            "has a header and no terms; add a row for each term", path=raw.path
        )
    return Termbase(
        tuple(Concept(name, tuple(terms.values())) for name, terms in concepts.items()),
        raw.path,
        raw.sha256,
    )


def _rows(raw: RawFile, text: str) -> Iterator[tuple[int, dict[str, str]]]:
    """Each row that is not blank as column and cell, with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(raw, text), strict=True)
    columns: tuple[str, ...] = ()
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if columns:
                    yield line, _row(columns, cells, raw.path, line)
                else:
                    columns = _header(cells, raw.path, line)
            line = reader.line_num + 1
    except csv.Error as error:
        raise MalformedFileError(
            f"not a valid table: {error}; a cell with quotation marks is written in quotation "
            "marks, and those inside it twice",
            path=raw.path,
            line=line,
        ) from None
    if not columns:
        raise MalformedFileError(f"is blank; start it with {','.join(REQUIRED)}", path=raw.path)


def _delimiter(raw: RawFile, text: str) -> str:
    if raw.suffix in (".tsv", ".tab"):
        return "\t"
    header = text.lstrip().partition("\n")[0]
    return max(",\t;", key=header.count)


def _header(cells: list[str], path: str, line: int) -> tuple[str, ...]:
    columns = tuple(_WHITE.sub("_", cell.strip().lower()) for cell in cells)
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        raise MalformedFileError(
            f"the header has no column {', '.join(missing)}; the first line must be "
            f"{','.join((*REQUIRED, 'note'))}",
            path=path,
            line=line,
        )
    twice = [name for name in (*REQUIRED, *OPTIONAL) if columns.count(name) > 1]
    if twice:
        raise MalformedFileError(
            f"the header has the column {twice[0]} twice; remove one", path=path, line=line
        )
    return columns


def _row(columns: tuple[str, ...], cells: list[str], path: str, line: int) -> dict[str, str]:
    if len(cells) > len(columns):
        raise MalformedFileError(
            f"{len(cells)} cells under {len(columns)} columns; put a cell that holds the "
            "separator into quotation marks",
            path=path,
            line=line,
        )
    lacking = [name for name in columns[len(cells) :] if name in REQUIRED]
    if lacking:
        raise MalformedFileError(
            f"{len(cells)} cells under {len(columns)} columns: {lacking[0]} is missing; "
            "write an empty cell where there is nothing to say",
            path=path,
            line=line,
        )
    return {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}


def _add(concepts: dict[str, _Terms], row: dict[str, str], path: str, line: int) -> None:
    name = row["concept_id"]
    if not name:
        raise MalformedFileError(
            "concept_id is empty; give all rows of a concept the same id", path=path, line=line
        )
    source, target = row["source_term"], row["target_term"]
    if not source and not target:
        raise MalformedFileError(
            "an empty term: fill in target_term, source_term or both", path=path, line=line
        )
    status = _status(row["status"], path, line)
    terms = concepts.setdefault(name, {})
    if source:
        language = _language(row.get("source_language") or "zh", path, line)
        known = (language, _folded(source)) in terms
        own = Status.PREFERRED if target else status
        if not (known and target):
            _put(
                terms,
                Term(source, language, own, "" if target else row.get("note", "")),
                path,
                line,
            )
    if target:
        language = _language(row.get("target_language") or "en", path, line)
        _put(terms, Term(target, language, status, row.get("note", "")), path, line)


def _put(terms: _Terms, term: Term, path: str, line: int) -> None:
    if len(term.text) > MAX_TERM:
        raise MalformedFileError(
            f"a term of {len(term.text)} characters; the limit is {MAX_TERM}: list terms, "
            "not sentences",
            path=path,
            line=line,
        )
    if not any(character.isalnum() for character in term.text):
        raise MalformedFileError(
            f"the term {term.text!r} has no letter or digit; correct or remove it",
            path=path,
            line=line,
        )
    key = (term.language, _folded(term.text))
    before = terms.setdefault(key, term)
    if before.status is not term.status:
        raise MalformedFileError(
            f"{term.text!r} is {term.status} here and {before.status} above in the same "
            "concept; keep one of the two rows",
            path=path,
            line=line,
        )


def _status(cell: str, path: str, line: int) -> Status:
    """An empty cell says nothing against the term: it is preferred."""
    try:
        return Status(cell.lower() or Status.PREFERRED)
    except ValueError:
        raise MalformedFileError(
            f"unknown status {cell!r}; write preferred, admitted or deprecated",
            path=path,
            line=line,
        ) from None


def _language(cell: str, path: str, line: int) -> str:
    code = cell.replace("_", "-")
    if not _LANGUAGE.fullmatch(code):
        raise MalformedFileError(
            f"{cell!r} is no language code; write it as in BCP 47, such as en or zh-Hant",
            path=path,
            line=line,
        )
    return code


def _folded(text: str) -> str:
    return _WHITE.sub(" ", text.strip()).casefold()


CSV = TermbaseFormat(
    name="csv",
    suffixes=(".csv", ".tsv", ".tab"),
    summary="table with concept_id, source_term, target_term, status and note",
    read=_read,
)
