"""What differs between two termbases: concepts and terms that came, went or changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from enum import StrEnum

from glossary.termbase import Concept, Status, Term, Termbase

_APART = {"id", "terms", "line", "text", "language"}
_CONCEPT_FIELDS = tuple(field.name for field in fields(Concept) if field.name not in _APART)
_TERM_FIELDS = tuple(field.name for field in fields(Term) if field.name not in _APART)

_Name = tuple[str, str, int]
"""A term within its concept: language, text, and which of several such it is, from 0."""


class Difference(StrEnum):
    """What happened to a concept, a term or a field."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference.

    Attributes:
        difference: what happened.
        concept: id of the concept, as the first termbase has it if it has it.
        term: text of the term, or "" where the concept itself is meant.
        language: of the term, or "".
        field: which field changed; "" where a concept or term was added or removed.
        before: the field's value in the first termbase, as text.
        after: the field's value in the second.
    """

    difference: Difference
    concept: str
    term: str = ""
    language: str = ""
    field: str = ""
    before: str = ""
    after: str = ""


def compare(before: Termbase, after: Termbase) -> tuple[Change, ...]:
    """List the differences, in the order of the first termbase, additions last.

    Concepts belong together that share an id; among the others, those that share most terms.
    Within a concept a term is known by its language and its very text. The order counts among
    terms of one language and status only, and that of concepts not at all.
    """
    partners = _partners(before.concepts, after.concepts)
    changes: list[Change] = []
    for number, concept in enumerate(before.concepts):
        if number in partners:
            changes += _in_concept(concept, after.concepts[partners[number]])
        else:
            changes.append(Change(Difference.REMOVED, concept.id))
    met = set(partners.values())
    changes += (
        Change(Difference.ADDED, concept.id)
        for number, concept in enumerate(after.concepts)
        if number not in met
    )
    return tuple(changes)


def value_text(value: object) -> str:
    """A field's value for people: flags as yes, lists with semicolons, "" where empty."""
    if isinstance(value, bool):
        return "yes" if value else ""
    if isinstance(value, tuple):
        return "; ".join(value)
    return "" if value is None else str(value)


def _partners(before: tuple[Concept, ...], after: tuple[Concept, ...]) -> dict[int, int]:
    """Which concept of `after` is which of `before`, by their places."""
    places = {concept.id: place for place, concept in reversed(list(enumerate(after)))}
    pairs: dict[int, int] = {}
    for place, concept in enumerate(before):
        other = places.pop(concept.id, None)
        if other is not None:
            pairs[place] = other
    taken = set(pairs.values())
    holders: dict[tuple[str, str], list[int]] = {}
    for place, concept in enumerate(after):
        if place not in taken:
            for key in _keys(concept):
                holders.setdefault(key, []).append(place)
    for place, concept in enumerate(before):
        if place not in pairs:
            other = _most_alike(concept, holders, taken)
            if other is not None:
                pairs[place] = other
                taken.add(other)
    return pairs


def _keys(concept: Concept) -> set[tuple[str, str]]:
    return {(term.language, term.text) for term in concept.terms}


def _most_alike(
    concept: Concept, holders: Mapping[tuple[str, str], list[int]], taken: set[int]
) -> int | None:
    shared: Counter[int] = Counter()
    for key in sorted(_keys(concept)):
        # A term of very many concepts says little; looking at all of them would not be linear.
        shared.update(place for place in holders.get(key, ())[:20] if place not in taken)
    return min(shared, key=lambda place: (-shared[place], place), default=None)


def _in_concept(before: Concept, after: Concept) -> Iterator[Change]:
    if before.id != after.id:
        yield Change(Difference.CHANGED, before.id, field="id", before=before.id, after=after.id)
    for name in _CONCEPT_FIELDS:
        old, new = value_text(getattr(before, name)), value_text(getattr(after, name))
        if old != new:
            yield Change(Difference.CHANGED, before.id, field=name, before=old, after=new)
    olds, news = _named(before.terms), _named(after.terms)
    for key, term in olds.items():
        if key in news:
            yield from _in_term(before.id, term, news[key])
        else:
            yield Change(Difference.REMOVED, before.id, term.text, term.language)
    for key, term in news.items():
        if key not in olds:
            yield Change(Difference.ADDED, before.id, term.text, term.language)
    yield from _in_order(before.id, olds, news)


def _named(terms: Iterable[Term]) -> dict[_Name, Term]:
    counts: Counter[tuple[str, str]] = Counter()
    named: dict[_Name, Term] = {}
    for term in terms:
        key = (term.language, term.text)
        named[*key, counts[key]] = term
        counts[key] += 1
    return named


def _in_term(concept: str, before: Term, after: Term) -> Iterator[Change]:
    for name in _TERM_FIELDS:
        old, new = value_text(getattr(before, name)), value_text(getattr(after, name))
        if old != new:
            yield Change(Difference.CHANGED, concept, before.text, before.language, name, old, new)


def _in_order(
    concept: str, olds: Mapping[_Name, Term], news: Mapping[_Name, Term]
) -> Iterator[Change]:
    """Where terms of one language and status stand in another order."""
    groups: dict[tuple[str, Status], list[_Name]] = {}
    for key, term in olds.items():
        if key in news and news[key].status is term.status:
            groups.setdefault((term.language, term.status), []).append(key)
    ranks = {key: rank for rank, key in enumerate(news)}
    for (language, _), keys in groups.items():
        ordered = sorted(keys, key=ranks.__getitem__)
        if ordered != keys:
            yield Change(
                Difference.CHANGED,
                concept,
                language=language,
                field="order",
                before="; ".join(text for _, text, _ in keys),
                after="; ".join(text for _, text, _ in ordered),
            )
