"""Parts of a termbase."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.errors import UsageError
from glossary.termbase import Concept, Termbase


def in_languages(termbase: Termbase, languages: Sequence[str]) -> Termbase:
    """The termbase with the terms of these languages only, in this order.

    "en" stands for en-GB and en-US as well, "en-GB" for itself alone. Concepts of which no term
    is left are left out.

    Raises:
        UsageError: if the termbase has no term of one of the languages.
    """
    present = {term.language for concept in termbase.concepts for term in concept.terms}
    for language in languages:
        if not any(_means(language, other) for other in present):
            raise UsageError(
                f"--languages: no term is in {language!r}; the glossary has "
                f"{', '.join(sorted(present)) or 'no terms'}"
            )
    concepts = (_reduced(concept, languages) for concept in termbase.concepts)
    return replace(termbase, concepts=tuple(concept for concept in concepts if concept.terms))


def _reduced(concept: Concept, languages: Sequence[str]) -> Concept:
    terms = dict.fromkeys(
        term for language in languages for term in concept.terms if _means(language, term.language)
    )
    return replace(concept, terms=tuple(terms))


def _means(asked: str, language: str) -> bool:
    wanted, own = asked.replace("_", "-").lower(), language.replace("_", "-").lower()
    return own == wanted or own.startswith(f"{wanted}-")
