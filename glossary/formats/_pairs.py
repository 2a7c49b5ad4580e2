"""Glossaries as pairs of terms in two languages, a pair a row: what UTX and plain tables share.

The first usable term of the source language stands beside every term of the target language, and
every further source term beside the first usable target term; rows of one concept are brought
together again by its id, or without one by the source term.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.formula_cells import harmless
from glossary.formats._building import settled_terms, with_unique_ids
from glossary.termbase import Concept, Status, Term, Termbase, arranged

_BREAKS = re.compile(r"[\t\r\n\f\v\x1c-\x1e\x85\u2028\u2029]+")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


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
    groups: dict[str | int, list[tuple[Term, Status | None]]] = {}
    heads: dict[str | int, tuple[str, int]] = {}
    for number, pair in enumerate(pairs):
        key: str | int = pair.concept or (f"\0{pair.source.text}" if pair.source else number)
        heads.setdefault(key, (pair.concept, pair.line))
        _add(groups.setdefault(key, []), pair)
    return with_unique_ids(
        Concept(name, settled_terms(groups[key], path=path), line=line)
        for key, (name, line) in heads.items()
    )


def cell(text: str) -> str:
    """A text as a cell of a table without quotation: on one line, and never a formula."""
    return harmless(_UNWRITABLE.sub("\ufffd", _BREAKS.sub(" ", text)).strip())


def _add(listed: list[tuple[Term, Status | None]], pair: Pair) -> None:
    known = {(term.language, term.text) for term, _ in listed}
    source, target = pair.source, pair.target
    said = pair.status
    new_target = target is not None and (target.language, target.text) not in known
    if source is not None and (source.language, source.text) not in known:
        listed.append((source, None if target is not None and new_target else said))
    if target is not None and new_target:
        listed.append((target, said))
