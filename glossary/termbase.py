"""`Termbase`: concepts and the terms that name them, in any number of languages."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
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


class PartOfSpeech(StrEnum):
    """Word class of a term, in the words of ISO 30042's basic dialect."""

    NOUN = "noun"
    VERB = "verb"
    ADJECTIVE = "adjective"
    ADVERB = "adverb"
    PROPER_NOUN = "properNoun"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Term:
    """One name of a concept in one language.

    Attributes:
        text: as it is to be written.
        language: BCP 47 code.
        status: whether it is to be used.
        note: for people.
        part_of_speech: None where nobody has said it.
        example: a sentence that uses the term.
        source: where the term is official, or who vouches for it.
        exact: whether only this very form counts: no inflection, these capitals, this hyphen.
        except_in: longer expressions of the same language; inside them the words do not name this
            concept ("productivity" in "total factor productivity").
        only_near: expressions of which one must stand in the same sentence for the words to name
            this concept; with none, they always do.
        line: 1-based line of its file, 0 where unknown; does not count when terms are compared.
    """

    text: str
    language: str
    status: Status = Status.PREFERRED
    note: str = ""
    part_of_speech: PartOfSpeech | None = None
    example: str = ""
    source: str = ""
    exact: bool = False
    except_in: tuple[str, ...] = ()
    only_near: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True, slots=True)
class Concept:
    """What several terms in several languages all mean.

    Attributes:
        id: unique in its termbase, stable.
        terms: in the order of the file.
        definition: for people.
        note: for people.
        domain: subject field.
        source: where the concept is defined.
        do_not_translate: whether translations keep the source term as it is written.
        line: 1-based line of its file, 0 where unknown; does not count when concepts are compared.
    """

    id: str
    terms: tuple[Term, ...]
    definition: str = ""
    note: str = ""
    domain: str = ""
    source: str = ""
    do_not_translate: bool = False
    line: int = field(default=0, compare=False)

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


def by_language(concept: Concept) -> dict[str, list[Term]]:
    """The terms of a concept by language, languages in the order in which they first appear."""
    groups: dict[str, list[Term]] = {}
    for term in concept.terms:
        groups.setdefault(term.language, []).append(term)
    return groups


def arranged(concept: Concept) -> Concept:
    """The same concept with its terms by language, and within a language by status.

    Languages keep the order in which they first appear, and so do terms of one status.
    """
    statuses = list(Status)
    return replace(
        concept,
        terms=tuple(
            term
            for terms in by_language(concept).values()
            for term in sorted(terms, key=lambda term: statuses.index(term.status))
        ),
    )


def speaks(term_language: str, language: str) -> bool:
    """Whether terms of one language are looked for in texts of another.

    Regions and scripts do not count ("en" serves "en-GB"); a text of unknown language ("und")
    may hold terms of any.
    """
    return language == "und" or _primary(term_language) == _primary(language)


def _primary(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()
