"""Glossaries as comma-, semicolon- or tab-separated tables: one target term a row.

    concept_id,source_term,target_term,status,note
    harvest,收割,grain harvest,preferred,
    harvest,,crop cutting,deprecated,only in quotations

Rows of one concept share its id. The source term may be repeated or left empty; another source
term in a later row is a second name of the concept; a row without a target term only adds such
a name, and status, note and whatever else the row says are then those of the source term.

Further columns are optional. What is said of a concept may stand in any of its rows. Several
expressions in one cell are separated by "|"; "yes" switches something on.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.decoding import decode
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.formula_cells import apostrophes
from glossary.formats import TermbaseFormat
from glossary.formats._building import refusal
from glossary.formats._columns import COLUMNS, CONCEPT_COLUMNS, REQUIRED, SEPARATOR
from glossary.formats._csv_text import write
from glossary.formats._terms import Refuse, TermList, parse_language, parse_status, parse_word
from glossary.termbase import Concept, PartOfSpeech, Term, Termbase

_WHITE = re.compile(r"\s+")
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}

_Row = dict[str, str]


def _read(raw: RawFile) -> Termbase:
    text = decode(raw)[0].removeprefix("\ufeff")
    concepts: dict[str, _ConceptRows] = {}
    for line, row in _rows(raw, text):
        refuse = refusal(raw.path, line)
        name = row["concept_id"]
        if not name:
            refuse("concept_id is empty; give all rows of a concept the same id")
        concepts.setdefault(name, _ConceptRows(name, line)).add(row, line, refuse)
    if not concepts:
        raise MalformedFileError(
            "has a header and no terms; add a row for each term", path=raw.path
        )
    return Termbase(
        tuple(concept.complete() for concept in concepts.values()), raw.path, raw.sha256
    )


def _rows(raw: RawFile, text: str) -> Iterator[tuple[int, _Row]]:
    """Each row that is not blank as column and cell, with the line on which it starts."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(raw, text), strict=True)
    columns: tuple[str, ...] = ()
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                refuse = refusal(raw.path, line)
                if columns:
                    yield line, _row(columns, cells, refuse)
                else:
                    columns = _header(cells, refuse)
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


def _header(cells: list[str], refuse: Refuse) -> tuple[str, ...]:
    columns = tuple(_WHITE.sub("_", cell.strip().lower()) for cell in cells)
    missing = [name for name in REQUIRED if name not in columns]
    if missing:
        refuse(
            f"the header has no column {', '.join(missing)}; the first line must be "
            f"{','.join((*REQUIRED, 'note'))}"
        )
    twice = [name for name in COLUMNS if columns.count(name) > 1]
    if twice:
        refuse(f"the header has the column {twice[0]} twice; remove one")
    return columns


def _row(columns: tuple[str, ...], cells: list[str], refuse: Refuse) -> _Row:
    if len(cells) > len(columns):
        refuse(
            f"{len(cells)} cells under {len(columns)} columns; put a cell that holds the "
            "separator into quotation marks"
        )
    lacking = [name for name in columns[len(cells) :] if name in REQUIRED]
    if lacking:
        refuse(
            f"{len(cells)} cells under {len(columns)} columns: {lacking[0]} is missing; "
            "write an empty cell where there is nothing to say"
        )
    own = columns == COLUMNS  # of a table that Concord wrote, with every column
    return {
        name: cell[apostrophes(cell) if own else 0 :].strip()
        for name, cell in zip(columns, cells, strict=False)
    }


class _ConceptRows:
    """The rows of one concept, brought together."""

    def __init__(self, name: str, line: int) -> None:
        self._name = name
        self._line = line
        self._terms = TermList()
        self._said: dict[str, str] = {}
        self._do_not_translate = False

    def add(self, row: _Row, line: int, refuse: Refuse) -> None:
        source, target = row["source_term"], row["target_term"]
        if not source and not target:
            refuse("an empty term: fill in target_term, source_term or both")
        status = parse_status(row["status"], refuse)
        if source:
            language = parse_language(row.get("source_language") or "zh", refuse)
            if not target:
                named = Term(source, language, status, line=line)
                self._terms.add(_term(named, row, refuse), refuse)
            elif not self._terms.knows(source, language):
                self._terms.add(Term(source, language, line=line), refuse)
        if target:
            language = parse_language(row.get("target_language") or "en", refuse)
            named = Term(target, language, status, line=line)
            self._terms.add(_term(named, row, refuse), refuse)
        self._add_fields(row, refuse)

    def _add_fields(self, row: _Row, refuse: Refuse) -> None:
        self._do_not_translate |= _flag(row, "do_not_translate", refuse)
        for name in CONCEPT_COLUMNS:
            cell = row.get(name, "")
            if cell and self._said.setdefault(name, cell) != cell and name != "do_not_translate":
                refuse(f"{name} is {cell!r} here and {self._said[name]!r} above; keep one of them")

    def complete(self) -> Concept:
        said = self._said
        return Concept(
            id=self._name,
            terms=self._terms.terms,
            definition=said.get("definition", ""),
            note=said.get("concept_note", ""),
            domain=said.get("domain", ""),
            source=said.get("concept_source", ""),
            do_not_translate=self._do_not_translate,
            line=self._line,
        )


def _term(named: Term, row: _Row, refuse: Refuse) -> Term:
    """The term with all that its row says of it."""
    word = row.get("part_of_speech", "")
    return replace(
        named,
        note=row.get("note", ""),
        part_of_speech=parse_word(PartOfSpeech, word, "part of speech", refuse) if word else None,
        example=row.get("example", ""),
        source=row.get("term_source", ""),
        exact=_flag(row, "exact", refuse),
        except_in=_several(row.get("except_in", "")),
        only_near=_several(row.get("only_near", "")),
    )


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(SEPARATOR) if part.strip())


def _flag(row: _Row, column: str, refuse: Refuse) -> bool:
    word = row.get(column, "").lower()
    if word not in _FLAGS:
        refuse(f"{column} is {row[column]!r}; write yes, or leave the cell empty")
    return _FLAGS[word]


CSV = TermbaseFormat(
    name="csv",
    suffixes=(".csv", ".tsv", ".tab"),
    summary="table with concept_id, source_term, target_term, status and note",
    read=_read,
    write=write,
)
