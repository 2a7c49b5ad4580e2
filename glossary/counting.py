"""What is in a termbase, in figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, fields

from glossary.termbase import Concept, Status, Term, Termbase, by_language

_NOT_COUNTED = ("id", "terms", "text", "language", "status", "line")


@dataclass(frozen=True, slots=True)
class LanguageCount:
    """The terms of one language.

    Attributes:
        language: BCP 47 code.
        by_status: number of terms that are preferred, admitted and deprecated.
        concepts: number of concepts with at least one term that may be used.
    """

    language: str
    by_status: tuple[int, ...]
    concepts: int


@dataclass(frozen=True, slots=True)
class FieldCount:
    """How often a field is filled, among all concepts or terms (`kind` says which)."""

    name: str
    kind: str
    filled: int
    of: int


@dataclass(frozen=True, slots=True)
class Counts:
    """Figures of a termbase; languages as they first appear, fields in the order of the types."""

    concepts: int
    terms: int
    languages: tuple[LanguageCount, ...]
    fields: tuple[FieldCount, ...]


def count(termbase: Termbase) -> Counts:
    """Count concepts, terms by language and status, and the fields that are filled at all."""
    terms = [term for concept in termbase.concepts for term in concept.terms]
    return Counts(
        concepts=len(termbase.concepts),
        terms=len(terms),
        languages=tuple(_languages(termbase)),
        fields=(*_filled(termbase.concepts, "concept"), *_filled(terms, "term")),
    )


def _languages(termbase: Termbase) -> Iterator[LanguageCount]:
    statuses: dict[str, Counter[Status]] = {}
    concepts: Counter[str] = Counter()
    for concept in termbase.concepts:
        for language, terms in by_language(concept).items():
            statuses.setdefault(language, Counter()).update(term.status for term in terms)
            concepts[language] += any(term.status.is_valid for term in terms)
    for language, counts in statuses.items():
        yield LanguageCount(
            language, tuple(counts[status] for status in Status), concepts[language]
        )


def _filled(items: list[Term] | tuple[Concept, ...], kind: str) -> list[FieldCount]:
    if not items:
        return []
    counted = [
        FieldCount(name, kind, sum(bool(getattr(item, name)) for item in items), len(items))
        for name in (field.name for field in fields(items[0]))
        if name not in _NOT_COUNTED
    ]
    return [field for field in counted if field.filled]
