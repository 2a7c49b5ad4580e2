"""What a trie of terms holds: a term of a concept, and the spellings in which it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import NamedTuple
from unicodedata import normalize

from glossary.termbase import Concept, Term
from glossary.tokens import words

ACRONYM = 5
"""Letters that an acronym has at most."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One way in which a term may stand in a text.

    Attributes:
        concept: that the term names.
        term: as the termbase has it.
        capitals: how many an acronym needs; 0 for any other term.
        length: words of the term.
        sure: False for another order of the words, or without its commas.
    """

    concept: Concept
    term: Term
    capitals: int = 0
    length: int = 1
    sure: bool = True

    def fits(self, surface: str) -> bool:
        """Whether the words have the capitals that an acronym needs, the form of an exact term."""
        if self.term.exact:
            return unbroken(surface) == unbroken(self.term.text)
        if not self.capitals:
            return True
        return sum(map(str.isupper, normalize("NFKC", surface))) >= self.capitals


class Found(NamedTuple):
    """A place where terms may stand.

    Attributes:
        start: first code point.
        end: after the last code point.
        sure: whether it surely is what the entries name.
        entries: of one spelling; several where concepts share it.
    """

    start: int
    end: int
    sure: bool
    entries: tuple[Entry, ...]


def entry_of(concept: Concept, term: Term) -> Entry:
    """The entry of a term as it is listed."""
    return Entry(concept, term, _capitals(term.text), sum(1 for _ in words(term.text)))


def closest(entries: Sequence[Entry], surface: str) -> tuple[Entry, ...]:
    """Of the terms of each concept the one that is written most like the words of a text.

    Where the plural is deprecated and the singular admitted, the number of the words decides; of
    terms that are as like and differ in status one of each is left.
    """
    if len(entries) == 1:  # most often, and hashing a concept takes its time
        return tuple(entries)
    listed = tuple(dict.fromkeys(entries))
    by_concept: dict[str, list[Entry]] = {}
    for entry in listed:
        by_concept.setdefault(entry.concept.id, []).append(entry)
    kept: list[Entry] = []
    for group in by_concept.values():
        likeness = [_likeness(entry.term.text, surface) for entry in group]
        alike = [e for e, like in zip(group, likeness, strict=True) if like == max(likeness)]
        kept += {entry.term.status: entry for entry in reversed(alike)}.values()
    return tuple(entry for entry in listed if entry in kept)


def unbroken(text: str) -> str:
    """The text with single spaces for whatever white space it has."""
    return " ".join(text.split())


def keys_of(text: str) -> Sequence[str]:
    """The keys of the words of a term, in order; the dot that ends an acronym is none of them."""
    keys = [word.key for word in words(text)]
    ends_in_dot = len(keys) > 1 and keys[-1] == "." and "." in keys[-2]
    return keys[:-1] if ends_in_dot else keys


def _likeness(term: str, surface: str) -> tuple[int, int]:
    """How much two spellings are alike; what they begin with tells programme from program."""
    term, surface = unbroken(term), unbroken(surface)
    if term == surface:
        return 3, 0
    if term.casefold() == surface.casefold():
        return 2, 0
    pairs = zip(term.casefold(), surface.casefold(), strict=False)
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return int(keys_of(term) == keys_of(surface)), 2 * shared - len(term)


def _capitals(term: str) -> int:
    """How many capitals an acronym has; 0 for any other term, which case does not change.

    An acronym is not the word that is spelled like it: "IT" is not "it".
    """
    letters = "".join(filter(str.isalpha, normalize("NFKC", term)))
    short = len(letters) <= ACRONYM and letters.isascii() and letters.isupper()
    return len(letters) if short else 0
