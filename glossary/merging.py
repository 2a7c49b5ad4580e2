"""Several termbases made one; where they contradict each other, that is said and not settled."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from glossary.comparing import value_text
from glossary.termbase import Concept, Status, Term, Termbase, arranged

_WORDS_OF_CONCEPT = ("definition", "note", "domain", "source")
_WORDS_OF_TERM = ("note", "part_of_speech", "example", "source")


_MANY = 20
"""Concepts of one term that are looked at: which of more it is cannot be said anyway."""


class Prefer(StrEnum):
    """Whose word counts where termbases contradict each other."""

    FIRST = "first"
    LAST = "last"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two termbases that say different things of one concept.

    Attributes:
        concept: id of the concept in the merged termbase.
        what: what they differ in, for people.
        first: what the earlier one says.
        first_path: file of the earlier one.
        last: what the later one says.
        last_path: file of the later one.
    """

    concept: str
    what: str
    first: str
    first_path: str
    last: str
    last_path: str


@dataclass(frozen=True, slots=True)
class Merged:
    """The termbase in which all are joined, and where its parts contradicted each other."""

    termbase: Termbase
    conflicts: tuple[Conflict, ...]


def merge(
    termbases: Sequence[Termbase], *, prefer: Prefer = Prefer.FIRST, source: str | None = None
) -> Merged:
    """Join termbases concept by concept.

    Concepts are one that share an id or a term of the source language that may be used. What only
    one of them says is taken over; expressions that except a term are taken from both.

    Args:
        termbases: in order.
        prefer: whose word is taken where they differ; every such place is among the conflicts.
        source: code of the source language; without it, that of the first term of all.
    """
    if source is None:
        firsts = (t.language for base in termbases for c in base.concepts for t in c.terms)
        source = next(firsts, "")
    merging = _Merging(prefer, source)
    for termbase in termbases:
        for concept in termbase.concepts:
            merging.take(concept, termbase.path)
        merging.close()
    return Merged(Termbase(tuple(merging.concepts)), tuple(merging.conflicts))


class _Merging:
    """The concepts so far, by id and by source term."""

    def __init__(self, prefer: Prefer, source: str) -> None:
        self.concepts: list[Concept] = []
        self.conflicts: list[Conflict] = []
        self._paths: list[str] = []
        self._prefer = prefer
        self._source = source
        self._ids: dict[str, int] = {}
        self._terms: dict[str, list[int]] = {}
        self._waiting: list[tuple[int, Concept]] = []

    def take(self, concept: Concept, path: str) -> None:
        """Join a concept to the one that it is, or add it."""
        place = self._place_of(concept, path)
        if place is not None:
            joining = _Joining(self.concepts[place], concept, self._paths[place], path)
            self.concepts[place] = joining.joined(self._prefer)
            self.conflicts += joining.conflicts
            self._waiting.append((place, concept))
            return
        name, number = concept.id, 1
        while name in self._ids:
            number += 1
            name = f"{concept.id}-{number}"
        self.concepts.append(replace(concept, id=name))
        self._paths.append(path)
        self._ids[name] = len(self.concepts) - 1
        self._waiting.append((len(self.concepts) - 1, concept))

    def close(self) -> None:
        """End a termbase: its concepts are joined to those of others, and not to each other."""
        for place, concept in self._waiting:
            for word in sorted(self._words(concept)):
                places = self._terms.setdefault(word, [])
                if len(places) < _MANY and place not in places:
                    places.append(place)
        self._waiting = []

    def _place_of(self, concept: Concept, path: str) -> int | None:
        words = self._words(concept)
        same = self._ids.get(concept.id)
        if same is not None:
            others = self._words(self.concepts[same])
            if not words or not others or words & others:
                return same
            self._conflict(same, "source term", others, words, path)
        places = sorted({place for word in words for place in self._terms.get(word, ())})
        if len(places) > 1:
            names = {self.concepts[place].id for place in places}
            self._conflict(places[0], "the concept that it is", names, {concept.id}, path)
        if not places:
            return None
        return places[0 if self._prefer is Prefer.FIRST else -1]

    def _conflict(self, place: int, what: str, first: set[str], last: set[str], path: str) -> None:
        self.conflicts.append(
            Conflict(
                self.concepts[place].id,
                what,
                "; ".join(sorted(first)),
                self._paths[place],
                "; ".join(sorted(last)),
                path,
            )
        )

    def _words(self, concept: Concept) -> set[str]:
        return {
            _folded(term.text) for term in concept.in_language(self._source) if term.status.is_valid
        }


class _Joining:
    """Two concepts that are one."""

    def __init__(self, first: Concept, last: Concept, first_path: str, last_path: str) -> None:
        self.conflicts: list[Conflict] = []
        self._first = first
        self._last = last
        self._paths = first_path, last_path

    def joined(self, prefer: Prefer) -> Concept:
        words: dict[str, Any] = {
            name: self._chosen(name, getattr(self._first, name), getattr(self._last, name), prefer)
            for name in _WORDS_OF_CONCEPT
        }
        terms = self._terms(prefer)
        return arranged(
            replace(
                self._first,
                terms=self._one_preferred(terms, prefer),
                do_not_translate=self._first.do_not_translate or self._last.do_not_translate,
                **words,
            )
        )

    def _terms(self, prefer: Prefer) -> tuple[Term, ...]:
        terms = {(term.language, _folded(term.text)): term for term in self._first.terms}
        for term in self._last.terms:
            key = (term.language, _folded(term.text))
            before = terms.get(key)
            terms[key] = term if before is None else self._term(before, term, prefer)
        return tuple(terms.values())

    def _term(self, first: Term, last: Term, prefer: Prefer) -> Term:
        label = f"{first.text} ({first.language}): "
        said: dict[str, Any] = {
            name: self._chosen(label + name, getattr(first, name), getattr(last, name), prefer)
            for name in ("status", *_WORDS_OF_TERM)
        }
        near = (first.only_near, last.only_near)
        if all(near):
            said["only_near"] = tuple(dict.fromkeys((*near[0], *near[1])))
        elif any(near):
            # Without the condition the term always counts: that is no gap to be filled.
            chosen = self._differing(label + "only_near", *near, prefer)
            said["only_near"] = chosen
        return replace(
            first,
            except_in=tuple(dict.fromkeys((*first.except_in, *last.except_in))),
            exact=first.exact or last.exact,
            **said,
        )

    def _one_preferred(self, terms: tuple[Term, ...], prefer: Prefer) -> tuple[Term, ...]:
        """Where each had its own preferred term, the other one becomes admitted."""
        settled = list(terms)
        for language in dict.fromkeys(term.language for term in terms):
            first, last = (
                tuple(t.text for t in side.terms if t.language == language and _is_preferred(t))
                for side in (self._first, self._last)
            )
            now = [t for t in settled if t.language == language and _is_preferred(t)]
            if len(now) <= max(len(first), len(last)):
                continue
            kept = self._differing(f"preferred term ({language})", first, last, prefer)
            settled = [
                replace(term, status=Status.ADMITTED)
                if term in now and term.text not in kept
                else term
                for term in settled
            ]
        return tuple(settled)

    def _chosen(self, what: str, first: Any, last: Any, prefer: Prefer) -> Any:
        """What one of them says; what the preferred one says where both do."""
        if not first or not last or first == last:
            return first or last
        return self._differing(what, first, last, prefer)

    def _differing(self, what: str, first: Any, last: Any, prefer: Prefer) -> Any:
        values = (value_text(first), value_text(last))
        self.conflicts.append(
            Conflict(self._first.id, what, values[0], self._paths[0], values[1], self._paths[1])
        )
        return first if prefer is Prefer.FIRST else last


def _is_preferred(term: Term) -> bool:
    return term.status is Status.PREFERRED


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()
