"""Tables of terms, a target term a row: what their rows mean, whatever file they stand in."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from corpus.errors import MalformedFileError
from glossary.formats._building import refusal
from glossary.formats._columns import COLUMNS, CONCEPT_COLUMNS, REQUIRED, SEPARATOR
from glossary.formats._pairs import Row, concepts_of, named_languages, pairs_of_rows
from glossary.formats._terms import Refuse, TermList, parse_language, parse_status, parse_word
from glossary.termbase import Concept, PartOfSpeech, Term

_WHITE = re.compile(r"\s+")
_FLAGS = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False, "": False}

TableRow = dict[str, str]
"""A row: cells by the names of their columns."""

Meant = Callable[[Sequence[str], tuple[str, ...]], Sequence[str]]


def parse_header(cells: Sequence[str], refuse: Refuse) -> tuple[str, ...]:
    """The names of the columns, in lower case; refuses a header without the required ones."""
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


def parse_row(columns: tuple[str, ...], cells: Sequence[str], refuse: Refuse) -> TableRow:
    """The cells of a row by the names of their columns, white space around them taken away."""
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
    return {name: cell.strip() for name, cell in zip(columns, cells, strict=False)}


def concepts_of_table(
    rows: Iterable[Row], *, path: str, meant: Meant = lambda cells, _: cells
) -> tuple[Concept, ...]:
    """The concepts of a table: the first of its rows, none of which is blank, is the header.

    A header that begins with two languages heads a plain list of pairs; notes may follow.

    Args:
        rows: the line of each, and its cells.
        path: of the file.
        meant: gives the cells of a row as they are meant, from those that stand there and the
            columns.

    Raises:
        MalformedFileError: at a row that breaks the rules, and where there is none.
    """
    listed = iter(rows)
    line, head = next(listed, (1, ()))
    if not head:
        raise MalformedFileError(f"is blank; start it with {','.join(REQUIRED)}", path=path)
    languages = named_languages(head)
    if languages is None:
        columns = parse_header(head, refusal(path, line))
        return concepts_of_rows(
            (
                (line, parse_row(columns, meant(cells, columns), refusal(path, line)))
                for line, cells in listed
            ),
            path=path,
        )
    padded = ((line, [*cells, ""]) for line, cells in listed)
    concepts = concepts_of(pairs_of_rows(padded, languages, path=path), path=path)
    if not concepts:
        raise MalformedFileError("has a header and no terms; add a row for each term", path=path)
    return concepts


def concepts_of_rows(rows: Iterable[tuple[int, TableRow]], *, path: str) -> tuple[Concept, ...]:
    """The concepts that the rows of a table make up, each given with its line.

    Raises:
        MalformedFileError: at a row that breaks the rules, and where there is none.
    """
    concepts: dict[str, _ConceptRows] = {}
    for line, row in rows:
        refuse = refusal(path, line)
        name = row["concept_id"]
        if not name:
            refuse("concept_id is empty; give all rows of a concept the same id")
        concepts.setdefault(name, _ConceptRows(name, line)).add(row, line, refuse)
    if not concepts:
        raise MalformedFileError("has a header and no terms; add a row for each term", path=path)
    return tuple(concept.complete() for concept in concepts.values())


class _ConceptRows:
    """The rows of one concept, brought together."""

    def __init__(self, name: str, line: int) -> None:
        self._name = name
        self._line = line
        self._terms = TermList()
        self._said: dict[str, str] = {}
        self._do_not_translate = False

    def add(self, row: TableRow, line: int, refuse: Refuse) -> None:
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

    def _add_fields(self, row: TableRow, refuse: Refuse) -> None:
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


def _term(named: Term, row: TableRow, refuse: Refuse) -> Term:
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


def _flag(row: TableRow, column: str, refuse: Refuse) -> bool:
    word = row.get(column, "").lower()
    if word not in _FLAGS:
        refuse(f"{column} is {row[column]!r}; write yes, or leave the cell empty")
    return _FLAGS[word]
