"""What every glossary file is held to, whatever its format."""

from __future__ import annotations

import re
from collections.abc import Callable
from enum import StrEnum
from typing import NoReturn, TypeVar

from glossary.termbase import Status, Term

MAX_TERM = 200
"""Code points. What is longer is a sentence, and makes matching slow."""

_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")
_WHITE = re.compile(r"\s+")

Word = TypeVar("Word", bound=StrEnum)
Refuse = Callable[[str], NoReturn]
"""Raises the `MalformedFileError` with a message; knows the file and the line."""


class TermList:
    """The terms of one concept as a file lists them; a term that is listed twice is kept once."""

    def __init__(self) -> None:
        self._terms: dict[tuple[str, str], Term] = {}

    def knows(self, text: str, language: str) -> bool:
        """Whether such a term has been listed; case and width of spaces are no difference."""
        return (language, _folded(text)) in self._terms

    def add(self, term: Term, refuse: Refuse) -> None:
        """List a term; refuse a sentence, a term without letters, one with two statuses."""
        if len(term.text) > MAX_TERM:
            refuse(
                f"a term of {len(term.text)} characters; the limit is {MAX_TERM}: list terms, "
                "not sentences"
            )
        if not any(character.isalnum() for character in term.text):
            refuse(f"the term {term.text!r} has no letter or digit; correct or remove it")
        before = self._terms.setdefault((term.language, _folded(term.text)), term)
        if before.status is not term.status:
            refuse(
                f"{term.text!r} is {term.status} here and {before.status} above in the same "
                "concept; keep one of the two"
            )

    @property
    def terms(self) -> tuple[Term, ...]:
        """All that was listed, in order."""
        return tuple(self._terms.values())


def parse_language(code: str, refuse: Refuse) -> str:
    """A language code as in BCP 47, with hyphens."""
    tag = code.replace("_", "-")
    if not _LANGUAGE.fullmatch(tag):
        refuse(f"{code!r} is no language code; write it as in BCP 47, such as en or zh-Hant")
    return tag


def parse_status(word: str, refuse: Refuse) -> Status:
    """A status by its name; nothing said is nothing against the term: it is preferred."""
    return parse_word(Status, word or Status.PREFERRED, "status", refuse)


def parse_word(kind: type[Word], word: str, what: str, refuse: Refuse) -> Word:
    """One word of a closed list, in whatever capitals; a refusal shows the list."""
    found = next((known for known in kind if known.lower() == word.lower()), None)
    if found is not None:
        return found
    *others, last = kind
    return refuse(f"unknown {what} {word!r}; write {', '.join(others)} or {last}")


def _folded(text: str) -> str:
    return _WHITE.sub(" ", text.strip()).casefold()
