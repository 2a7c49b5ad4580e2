"""From concepts to the rows of a table, for every format that is one."""

from __future__ import annotations

from collections.abc import Iterator

from glossary.formats._columns import COLUMNS, REQUIRED, SEPARATOR
from glossary.formats._table_rows import TableRow
from glossary.termbase import Concept, Status, Term, Termbase, arranged


def table_rows(termbase: Termbase) -> list[TableRow]:
    """The rows for a termbase; a concept without terms has none.

    The first term of a concept is its source term; it shares a row with the first target term
    where nothing is said of it.
    """
    return [row for concept in termbase.concepts for row in _rows(arranged(concept))]


def used_columns(rows: list[TableRow]) -> list[str]:
    """The columns that a table of these rows needs."""
    used = {*REQUIRED, "note", *(name for row in rows for name, cell in row.items() if cell)}
    return [name for name in COLUMNS if name in used]


def _rows(concept: Concept) -> Iterator[TableRow]:
    if not concept.terms:
        return
    first, *others = concept.terms
    rows = []
    if others and _is_plain(first) and others[0].language != first.language:
        rows.append({**_target(others.pop(0)), **_source_cells(first)})
    else:
        rows.append({**_said(first), **_source_cells(first)})
    rows += (row_of_term(term, first.language) for term in others)
    rows[0] |= {
        "definition": concept.definition,
        "domain": concept.domain,
        "concept_note": concept.note,
        "concept_source": concept.source,
        "do_not_translate": "yes" if concept.do_not_translate else "",
    }
    for row in rows:
        yield {"concept_id": concept.id, **row}


def row_of_term(term: Term, source: str) -> TableRow:
    """A row that adds one term to a concept whose source terms are in the language `source`."""
    if term.language == source:
        return {**_said(term), **_source_cells(term)}
    return _target(term)


def _is_plain(term: Term) -> bool:
    """Whether the termbase says no more of a term than that it is right."""
    return term == Term(term.text, term.language, Status.PREFERRED)


def _source_cells(term: Term) -> TableRow:
    return {
        "source_term": term.text,
        "source_language": "" if term.language == "zh" else term.language,
    }


def _target(term: Term) -> TableRow:
    language = "" if term.language == "en" else term.language
    return {"target_term": term.text, **_said(term), "target_language": language}


def _said(term: Term) -> TableRow:
    return {
        "status": term.status.value,
        "note": term.note,
        "part_of_speech": term.part_of_speech.value if term.part_of_speech else "",
        "example": term.example,
        "term_source": term.source,
        "exact": "yes" if term.exact else "",
        "except_in": SEPARATOR.join(term.except_in),
        "only_near": SEPARATOR.join(term.only_near),
    }
