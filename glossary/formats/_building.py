"""From what a foreign file says to concepts: terms checked, statuses settled, ids unique."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import NoReturn

from corpus.errors import MalformedFileError
from corpus.language_tags import spell_tag
from glossary.formats._terms import Refuse, TermList, parse_language
from glossary.termbase import Concept, PartOfSpeech, Status, Term, arranged

_INDENT = re.compile(r"[ \t]*(?:\r\n|\n|\r)[ \t]+")
_WHITE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """A term without line breaks and without white space around it."""
    return _WHITE.sub(" ", text).strip()


def prose(text: str) -> str:
    """A note or definition without the breaks and indents that pretty printing put into it."""
    return _INDENT.sub(" ", text).strip()


def refusal(path: str, line: int) -> Refuse:
    """What refuses a file for what stands in a line of it."""

    def refuse(message: str) -> NoReturn:
        raise MalformedFileError(message, path=path, line=line or None)

    return refuse


def language_of(code: str, *, path: str, line: int) -> str:
    """A language code in the spelling of BCP 47: "EN_us" is en-US.

    Raises:
        MalformedFileError: if it is none.
    """
    return parse_language(spell_tag(code.replace("_", "-")), refusal(path, line))


def known_part(word: str) -> PartOfSpeech | None:
    """The word class of this name, whatever its capitals; None for others and for ""."""
    return next((part for part in PartOfSpeech if part.lower() == word.strip().lower()), None)


def known_status(word: str) -> Status | None:
    """The status of this name, whatever its capitals; None for others and for ""."""
    return next((status for status in Status if status == word.strip().lower()), None)


def settled_terms(listed: Iterable[tuple[Term, Status | None]], *, path: str) -> tuple[Term, ...]:
    """The terms of one concept, checked and arranged.

    Where the file says no status, the first term of a language is preferred, unless another one
    is; further ones are admitted.

    Raises:
        MalformedFileError: if a term is a sentence, has no letter, or has two statuses.
    """
    pairs = list(listed)
    has_preferred = {term.language for term, status in pairs if status is Status.PREFERRED}
    terms = TermList()
    for term, given in pairs:
        guess = Status.ADMITTED if term.language in has_preferred else Status.PREFERRED
        status = given or guess
        if status is Status.PREFERRED:
            has_preferred.add(term.language)
        terms.add(replace(term, status=status), refusal(path, term.line))
    return arranged(Concept("", terms.terms)).terms


def with_unique_ids(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    """The concepts, numbered where the file gives no id, and where it gives one again: "x-2"."""
    listed = list(concepts)
    given = {concept.id for concept in listed}
    used: set[str] = set()
    counts: dict[str, int] = {}
    unique: list[Concept] = []
    for place, concept in enumerate(listed, 1):
        name = stem = concept.id or str(place)
        while name in used or (name != concept.id and name in given):
            counts[stem] = counts.get(stem, 1) + 1
            name = f"{stem}-{counts[stem]}"
        used.add(name)
        unique.append(concept if name == concept.id else replace(concept, id=name))
    return tuple(unique)
