"""`Termbase`: concepts and the terms that name them, in any number of languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What the termbase says of a term, in the words of ISO 30042's basic dialect."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a concept in one language."""

    text: str
    language: str
    status: Status = Status.PREFERRED
    note: str = ""


@dataclass(frozen=True, slots=True)
class Concept:
    """What several terms in several languages all mean."""

    id: str
    terms: tuple[Term, ...]

    def in_language(self, language: str, *statuses: Status) -> tuple[Term, ...]:
        """The terms of one language, in order; of the given statuses only, if any are given."""
        return tuple(
            term
            for term in self.terms
            if term.language == language and (not statuses or term.status in statuses)
        )


@dataclass(frozen=True, slots=True)
class Termbase:
    """Concepts, in the order of their file."""

    concepts: tuple[Concept, ...]
    path: str = ""
    sha256: str = ""
