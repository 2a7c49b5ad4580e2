"""`Termbase`: concepts and the terms that name them, in any number of languages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Status(StrEnum):
    """What the termbase says of a term, in the words of ISO 30042's basic dialect."""

    PREFERRED = "preferred"
    ADMITTED = "admitted"
    DEPRECATED = "deprecated"

    @property
    def is_valid(self) -> bool:
        """Whether a text may use the term."""
        return self is not Status.DEPRECATED


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a concept in one language.

    Attributes:
        text: as it is to be written.
        language: BCP 47 code.
        status: whether it is to be used.
        note: for people.
    """

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
            if speaks(term.language, language) and (not statuses or term.status in statuses)
        )

    def valid_in(self, language: str) -> tuple[Term, ...]:
        """The terms that a text in `language` may use, the preferred ones first."""
        preferred = self.in_language(language, Status.PREFERRED)
        return preferred + self.in_language(language, Status.ADMITTED)


@dataclass(frozen=True, slots=True)
class Termbase:
    """Concepts, in the order of their file."""

    concepts: tuple[Concept, ...]
    path: str = ""
    sha256: str = ""


def speaks(term_language: str, language: str) -> bool:
    """Whether terms of one language are looked for in texts of another.

    Regions and scripts do not count ("en" serves "en-GB"); a text of unknown language ("und")
    may hold terms of any.
    """
    return language == "und" or _primary(term_language) == _primary(language)


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
