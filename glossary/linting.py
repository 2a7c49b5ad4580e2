"""What is wrong with a glossary: contradictions, gaps, and text that came in damaged.

Each problem is worded once, when it is found, and knows its line where the format has lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from corpus.language import script_family
from glossary.characters import is_unspaced
from glossary.damaged_text import hidden_characters, markup, mended, mixed_words
from glossary.nesting import Pieces, holds, nested_deprecated, pieces_of
from glossary.termbase import Concept, Status, Term, Termbase, by_language

_SEPARATORS = (";", "；", " / ", "|")


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong.

    Attributes:
        rule: kebab-case, names the defect.
        concept: id of the concept.
        message: what is wrong, and what to do about it.
        line: 1-based line of the file; 0 where unknown.
    """

    rule: str
    concept: str
    message: str
    line: int = 0


def lint(termbase: Termbase) -> tuple[Problem, ...]:
    """List the problems of a termbase, in the order of its lines."""
    source = next((term.language for c in termbase.concepts for term in c.terms), "")
    common = _common_languages(termbase)
    problems: list[Problem] = []
    for concept in termbase.concepts:
        problems += _in_concept(concept, common)
        for term in concept.terms:
            problems += _in_text(concept, term)
            problems += _in_conditions(concept, term)
    problems += _between_concepts(termbase, source)
    problems += _nested(termbase)
    return tuple(sorted(problems, key=lambda problem: problem.line))


def _named(term: Term) -> str:
    return f"{term.text} ({term.language})"


def _common_languages(termbase: Termbase) -> tuple[str, ...]:
    """The languages in which more than half of the concepts have a term that may be used."""
    counts = Counter(
        language
        for concept in termbase.concepts
        for language in {term.language for term in concept.terms if term.status.is_valid}
    )
    order = dict.fromkeys(term.language for c in termbase.concepts for term in c.terms)
    return tuple(language for language in order if counts[language] * 2 > len(termbase.concepts))


def _in_concept(concept: Concept, common: Iterable[str]) -> Iterator[Problem]:
    def problem(rule: str, message: str, line: int = 0) -> Problem:
        return Problem(rule, concept.id, message, line or concept.line)

    if not concept.terms:
        yield problem("no-terms", "has no terms; add some, or remove it")
        return
    for language, terms in by_language(concept).items():
        preferred = [term for term in terms if term.status is Status.PREFERRED]
        for further in preferred[1:]:
            yield problem(
                "two-preferred",
                f"{_named(further)} is preferred beside {preferred[0].text}; "
                "make one of them admitted",
                further.line,
            )
        if not any(term.status.is_valid for term in terms) and not concept.valid_in(language):
            yield problem(
                "no-replacement",
                f"{_named(terms[0])} is deprecated, and nothing is said of what to write "
                "instead; add a preferred term",
                terms[0].line,
            )
        yield from _same_words(concept, terms)
    if not concept.do_not_translate:
        for language in common:
            if not concept.in_language(language):
                yield problem(
                    "missing-language", f"has no term in {language}, as most concepts have"
                )


def _same_words(concept: Concept, terms: Iterable[Term]) -> Iterator[Problem]:
    """Terms of one language and status that the matching takes for one.

    Where the status differs, the matching keeps to the spelling: a plural may be deprecated.
    """
    seen: dict[tuple[Status, Pieces], Term] = {}
    for term in terms:
        before = seen.setdefault((term.status, pieces_of(term)), term)
        if before is not term and not (term.exact or before.exact):
            yield Problem(
                "duplicate-term",
                concept.id,
                f"{_named(term)} is found wherever {before.text} is; keep one of them",
                term.line,
            )


def _in_text(concept: Concept, term: Term) -> Iterator[Problem]:
    def problem(rule: str, message: str) -> Problem:
        return Problem(rule, concept.id, message, term.line or concept.line)

    repaired = mended(term.text)
    if repaired is not None:
        hint = f"it may be {repaired}" if "\ufffd" not in repaired else "characters are lost"
        yield problem("damaged-text", f"{_named(term)} was read in the wrong encoding; {hint}")
    if hidden := hidden_characters(term.text):
        yield problem("hidden-character", f"{_named(term)} holds {', '.join(hidden)}; remove it")
    for word in mixed_words(term.text):
        yield problem(
            "mixed-alphabets", f"{word!r} in {_named(term)} mixes letters of several alphabets"
        )
    for sign in markup(term.text):
        yield problem("markup", f"{_named(term)} holds {sign!r}; write the plain words")
    if script_family(term.language) == "Latin" and is_unspaced(term.text) and repaired is None:
        yield problem("wrong-script", f"{_named(term)} is not in the script of its language")
    for separator in _SEPARATORS:
        if separator in term.text and "&" not in term.text:
            yield problem(
                "several-terms",
                f"{_named(term)} seems to be several terms; give each an entry of its own",
            )
            break


def _in_conditions(concept: Concept, term: Term) -> Iterator[Problem]:
    def problem(message: str) -> Problem:
        return Problem("dead-condition", concept.id, message, term.line or concept.line)

    own = pieces_of(term)
    for expression in term.except_in:
        longer = pieces_of(Term(expression, term.language))
        if longer == own:
            yield problem(
                f"{_named(term)} is never found, since {expression!r} excepts it everywhere"
            )
        elif not holds(longer, own):
            yield problem(
                f"{_named(term)}: the exception {expression!r} does not contain the term, "
                "and so excepts nothing; remove it"
            )
    for expression in term.only_near:
        if holds(own, pieces_of(Term(expression, term.language))):
            yield problem(
                f"{_named(term)}: {expression!r} is part of the term, and so always near it; "
                "remove the condition or name other words"
            )


def _between_concepts(termbase: Termbase, source: str) -> Iterator[Problem]:
    """The same term in two concepts: as source of both, or right here and wrong there."""
    users: dict[tuple[str, Pieces], dict[tuple[int, bool], tuple[Concept, Term]]] = {}
    for place, concept in enumerate(termbase.concepts):
        for term in concept.terms:
            uses = users.setdefault((term.language, pieces_of(term)), {})
            uses.setdefault((place, term.status.is_valid), (concept, term))
    for (language, _), uses in users.items():
        free = [use for use in uses.values() if not (use[1].only_near or use[1].except_in)]
        right = [use for use in free if use[1].status.is_valid]
        wrong = [use for use in free if not use[1].status.is_valid]
        if language == source:
            for concept, term in right[1:]:
                yield Problem(
                    "duplicate-concept",
                    concept.id,
                    f"{_named(term)} already names the concept {right[0][0].id}; join the two, "
                    "or say with only-near where each is meant",
                    term.line or concept.line,
                )
        for concept, term in wrong:
            for other, same in (use for use in right if use[0] is not concept):
                yield Problem(
                    "contradictory-status",
                    concept.id,
                    f"{_named(term)} is deprecated here and {same.status} in {other.id}; say with "
                    "except-in or only-near where it is wrong",
                    term.line or concept.line,
                )
                break


def _nested(termbase: Termbase) -> Iterator[Problem]:
    for concept, term, inner_concept, inner in nested_deprecated(termbase):
        yield Problem(
            "nested-conflict",
            concept.id,
            f"{_named(term)} is {term.status} and contains {inner.text}, which is deprecated in "
            f"{inner_concept.id}; change one of them, or except {term.text!r} there",
            term.line or concept.line,
        )
