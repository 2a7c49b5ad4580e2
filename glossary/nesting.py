"""Terms inside other terms, compared as the matching compares them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from glossary.characters import is_unspaced
from glossary.english import singular
from glossary.termbase import Concept, Term, Termbase, speaks
from glossary.tokens import word_key, words

Pieces = tuple[str, ...]
"""A term in pieces that no longer term divides: words without their endings, or characters."""

_LONGEST = 60
"""Pieces of a term that are looked into; the number of its parts grows with their square."""


def pieces_of(term: Term) -> Pieces:
    """The words of a term in the singular, or its characters where the script has no spaces.

    Capitals, hyphens, the width of spaces and British or American spelling make no difference.
    """
    if is_unspaced(term.text):
        return tuple(word_key(character) for character in term.text if not character.isspace())
    keys = tuple(word.key for word in words(term.text))
    return tuple(map(singular, keys)) if speaks(term.language, "en") else keys


def holds(outer: Pieces, inner: Pieces) -> bool:
    """Whether `inner` stands somewhere in `outer`, or is the same."""
    size = len(inner)
    return bool(inner) and any(
        outer[start : start + size] == inner for start in range(len(outer) - size + 1)
    )


def nested_deprecated(termbase: Termbase) -> Iterator[tuple[Concept, Term, Concept, Term]]:
    """Terms that may be used and contain a term that is deprecated for what they mean.

    "Data element market" contains "data element", and 数据要素市场 contains 数据要素: so the one is
    what the other forbids. "Total factor productivity" contains "productivity" as well, but its
    source does not contain that of the concept for which productivity is wrong. Where there is no
    other language to tell, the words alone decide.

    Yields:
        The longer term with its concept, then the deprecated one with its own.
    """
    uses = [(concept, term) for concept in termbase.concepts for term in concept.terms]
    deprecated: dict[tuple[str, Pieces], list[tuple[Concept, Term]]] = {}
    for concept, term in uses:
        if not term.status.is_valid:
            deprecated.setdefault((term.language, pieces_of(term)), []).append((concept, term))
    longest = max((len(pieces) for _, pieces in deprecated), default=0)
    for concept, term in uses:
        if term.status.is_valid:
            for part in _parts(pieces_of(term), longest):
                for other, inner in deprecated.get((term.language, part), ()):
                    if _conflict(concept, term, other, inner):
                        yield concept, term, other, inner


def _parts(pieces: Pieces, longest: int) -> Iterator[Pieces]:
    """All shorter runs of pieces, each once."""
    ends = range(min(len(pieces), _LONGEST) + 1)
    runs = (
        pieces[start:end]
        for start, end in combinations(ends, 2)
        if end - start <= longest and end - start < len(pieces)
    )
    yield from dict.fromkeys(runs)


def _conflict(concept: Concept, term: Term, other: Concept, inner: Term) -> bool:
    if inner.only_near or inner.exact:
        return False
    own, pieces = pieces_of(term), pieces_of(inner)
    for expression in inner.except_in:
        excepted = pieces_of(Term(expression, inner.language))
        if holds(own, excepted) and holds(excepted, pieces):
            return False
    if concept is other:
        return True
    longer = _in_other_languages(concept, term.language)
    shorter = _in_other_languages(other, term.language)
    common = {language for language, _ in longer} & {language for language, _ in shorter}
    if not common:
        return True
    return any(
        language == same and holds(outer, within)
        for language, outer in longer
        for same, within in shorter
    )


def _in_other_languages(concept: Concept, language: str) -> set[tuple[str, Pieces]]:
    return {
        (term.language, pieces_of(term))
        for term in concept.terms
        if term.language != language and term.status.is_valid
    }
