"""Taking accepted candidates into a termbase: what is there stays, what contradicts it is told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from glossary.review import Accepted
from glossary.termbase import Concept, Status, Term, Termbase, speaks

_NOT_IN_IDS = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Taken:
    """A termbase with what was accepted.

    Attributes:
        termbase: the old concepts, some with more terms, then the new ones.
        added: ids of the new concepts.
        extended: ids of the old concepts that got terms.
        conflicts: what the termbase and the review say differently, a line each.
    """

    termbase: Termbase
    added: tuple[str, ...]
    extended: tuple[str, ...]
    conflicts: tuple[str, ...]


def accept(termbase: Termbase, accepted: Sequence[Accepted], *, source_language: str) -> Taken:
    """Add accepted concepts to a termbase.

    A concept that has the source term, or else one of the terms, gets the terms that it lacks.

    Args:
        termbase: stays as it is, but for what is added.
        accepted: what an editor took in.
        source_language: BCP 47 code of the source terms.
    """
    concepts = {concept.id: concept for concept in termbase.concepts}
    old = set(concepts)
    extended: list[str] = []
    conflicts: list[str] = []
    for one in accepted:
        concept = _same_concept(concepts.values(), one, source_language)
        if concept is None:
            made = _new_concept(one, source_language, concepts)
            concepts[made.id] = made
            conflicts += _elsewhere(made, concepts.values())
            continue
        more, disagreements = _extended(concept, one, source_language)
        conflicts += disagreements
        if more != concept:
            concepts[concept.id] = more
            extended += [concept.id] if concept.id in old and concept.id not in extended else []
    return Taken(
        replace(termbase, concepts=tuple(concepts.values())),
        tuple(name for name in concepts if name not in old),
        tuple(extended),
        tuple(conflicts),
    )


def _same_concept(
    concepts: Iterable[Concept], one: Accepted, source_language: str
) -> Concept | None:
    """The concept of the same source term; without source terms, that of the same term."""
    listed = list(concepts)
    for concept in listed:
        own = {term.text for term in concept.in_language(source_language)}
        if own.intersection(one.source_terms):
            return concept
    wanted = {(_folded(text), language) for text, _, language in one.terms}
    for concept in listed:
        has_source = bool(concept.in_language(source_language))
        if one.source_terms and has_source:
            continue
        if any(
            _folded(term.text) == text and speaks(term.language, language)
            for term in concept.terms
            for text, language in wanted
        ):
            return concept
    return None


def _new_concept(one: Accepted, source_language: str, taken: dict[str, Concept]) -> Concept:
    base = _NOT_IN_IDS.sub("-", one.terms[0][0].casefold()).strip("-") or "concept"
    name = base
    number = 2
    while name in taken:
        name = f"{base}-{number}"
        number += 1
    sources = _source_terms(one.source_terms, source_language, preferred=True)
    terms = tuple(Term(text, language, status) for text, status, language in one.terms)
    return Concept(name, sources + terms)


def _extended(concept: Concept, one: Accepted, source_language: str) -> tuple[Concept, list[str]]:
    """The concept with the terms that it lacks, and what it says differently."""
    conflicts: list[str] = []
    terms = list(concept.terms)
    texts = {term.text for term in concept.in_language(source_language)}
    new = [text for text in one.source_terms if text not in texts]
    terms += _source_terms(new, source_language, preferred=not texts)
    for text, status, language in one.terms:
        own = [
            term
            for term in concept.terms
            if _folded(term.text) == _folded(text) and speaks(term.language, language)
        ]
        if own:
            if own[0].status is not status:
                conflicts.append(
                    f"{concept.id}: {text!r} stays {own[0].status}; the review says {status}"
                )
            continue
        preferred = concept.in_language(language, Status.PREFERRED)
        gives_way = status is Status.PREFERRED and bool(preferred)
        if gives_way:
            conflicts.append(
                f"{concept.id}: {preferred[0].text!r} stays preferred; "
                f"{text!r}, which the review prefers, is added as admitted"
            )
        terms.append(Term(text, language, Status.ADMITTED if gives_way else status))
    return replace(concept, terms=tuple(terms)), conflicts


def _source_terms(texts: Sequence[str], language: str, *, preferred: bool) -> tuple[Term, ...]:
    """Terms of the source, of which a concept prefers one at most."""
    return tuple(
        Term(text, language, Status.ADMITTED if number or not preferred else Status.PREFERRED)
        for number, text in enumerate(texts)
    )


def _elsewhere(made: Concept, concepts: Iterable[Concept]) -> list[str]:
    """Where another concept says something else of the terms of a new one."""
    return [
        f"{made.id}: {term.text!r} is {term.status} here and {other.status} in {concept.id}"
        for concept in concepts
        if concept.id != made.id
        for term in made.terms
        for other in concept.terms
        if _folded(other.text) == _folded(term.text)
        and speaks(other.language, term.language)
        and other.status.is_valid != term.status.is_valid
    ]


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
