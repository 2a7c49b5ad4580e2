"""Glossaries as pairs of terms in two languages, a pair a row: what UTX and plain tables share.

The first usable term of the source language stands beside every term of the target language, and
every further source term beside the first usable target term; rows of one concept are brought
together again by its id, or without one by the source term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.errors import MalformedFileError
from corpus.formula_cells import harmless
from corpus.language_tags import reduce_tag, spell_tag
from glossary.formats._building import one_line, settled_terms, with_unique_ids
from glossary.termbase import Concept, Status, Term, Termbase, arranged

_BREAKS = re.compile(r"[\t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


Row = tuple[int, Sequence[str]]
"""The 1-based line of a row, and its cells."""


@dataclass(frozen=True, slots=True)
class Pair:
    """One row.

    Attributes:
        source: term of the source language, or None.
        target: term of the target language, or None.
        status: what the row says of the target, or of the source where the target was said before.
        concept: id of the concept, or "".
        line: 1-based line of the file.
    """

    source: Term | None
    target: Term | None
    status: Status | None = None
    concept: str = ""
    line: int = 0


def two_languages(termbase: Termbase) -> tuple[str, str]:
    """The first two languages of a termbase; "und" where it has fewer."""
    found = dict.fromkeys(term.language for concept in termbase.concepts for term in concept.terms)
    first, second, *_ = (*found, "und", "und")
    return first, second


def pairs_of(concept: Concept, languages: tuple[str, str], *, deprecated: bool) -> Iterator[Pair]:
    """The rows for a concept.

    Args:
        concept: whose terms of other languages have no place in the rows.
        languages: of source and target.
        deprecated: whether there are rows for deprecated terms too.
    """
    sources, targets = (
        [
            term
            for term in arranged(concept).terms
            if term.language == language and (deprecated or term.status.is_valid)
        ]
        for language in languages
    )
    source = sources[0] if sources else None
    for target in targets:
        yield Pair(source, target, target.status, concept.id)
    for further in sources[1:] if targets else sources:
        yield Pair(further, targets[0] if targets else None, further.status, concept.id)


def concepts_of(pairs: Iterable[Pair], *, path: str) -> tuple[Concept, ...]:
    """The concepts that rows make up.

    Raises:
        MalformedFileError: if a term is a sentence, has no letter, or has two statuses.
    """
    groups: dict[str | int, _Group] = {}
    for number, pair in enumerate(pairs):
        key: str | int = pair.concept or (f"\0{pair.source.text}" if pair.source else number)
        groups.setdefault(key, _Group(pair.concept, pair.line)).add(pair)
    return with_unique_ids(
        Concept(group.name, settled_terms(group.listed, path=path), line=group.line)
        for group in groups.values()
    )


def named_languages(cells: Sequence[str]) -> tuple[str, str] | None:
    """The languages that a header row names, by code or by name; None if it is no header."""
    found = [_language(cell) for cell in cells[:2]]
    return (found[0], found[1]) if len(found) == 2 and "und" not in found else None


def _language(cell: str) -> str:
    reduced = reduce_tag(cell)
    tag = spell_tag(cell.replace("_", "-"))
    return tag if tag.partition("-")[0] == reduced.partition("-")[0] else reduced


def pairs_of_rows(rows: Iterable[Row], languages: tuple[str, str], *, path: str) -> Iterator[Pair]:
    """The pairs in rows of a source term, a target term, and notes.

    Raises:
        MalformedFileError: at a row of one cell.
    """
    for line, cells in rows:
        if len(cells) < 2:
            raise MalformedFileError(
                "has no tab in it; write a source term, a tab and a target term",
                path=path,
                line=line,
            )
        note = "\n".join(filter(None, cells[2:]))
        source, target = (one_line(text) for text in cells[:2])
        if source or target:
            yield Pair(
                Term(source, languages[0], note="" if target else note, line=line)
                if source
                else None,
                Term(target, languages[1], note=note, line=line) if target else None,
                line=line,
            )


def cell(text: str) -> str:
    """A text as a cell of a table without quotation: on one line, and never a formula."""
    return harmless(_UNWRITABLE.sub("\ufffd", _BREAKS.sub(" ", text)).strip())


@dataclass(slots=True)
class _Group:
    """The rows of one concept."""

    name: str
    line: int
    listed: list[tuple[Term, Status | None]] = field(default_factory=list)
    known: set[tuple[str, str]] = field(default_factory=set)

    def add(self, pair: Pair) -> None:
        """Take what is new in a row; its status is that of the target, if that is new."""
        new_target = self._is_new(pair.target)
        if pair.source is not None and self._is_new(pair.source):
            self._list(pair.source, None if new_target else pair.status)
        if pair.target is not None and new_target:
            self._list(pair.target, pair.status)

    def _is_new(self, term: Term | None) -> bool:
        return term is not None and (term.language, term.text) not in self.known

    def _list(self, term: Term, status: Status | None) -> None:
        self.known.add((term.language, term.text))
        self.listed.append((term, status))
