"""Lines put into a glossary in TOML, between those that are there."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.files import RawFile
from glossary.formats._toml_text import concept_text, field_lines, group_lines, table_lines
from glossary.termbase import Concept, Term, Termbase


def with_tables_for(
    text: str, before: Termbase, old: Concept | None, new: Concept, raw: RawFile
) -> Iterator[str]:
    """Texts in which the concept `new` may stand where `old` did, the best first.

    Whether a text says what it should is for the caller to find out.

    Args:
        text: of the file.
        before: what it says.
        old: the concept as it is there; None if it is new.
        new: the same with one term or some words more.
        raw: the file.
    """
    end = "\r\n" if "\r\n" in text else "\n"
    lines = text.replace("\r\n", "\n").split("\n")
    edited = _with_concept(lines, before, new) if old is None else _grown(lines, before, old, new)
    for attempt in edited:
        yield end.join(attempt)


def _with_concept(lines: list[str], before: Termbase, new: Concept) -> Iterator[list[str]]:
    block = concept_text(new).rstrip("\n").split("\n")
    ids = [concept.id for concept in before.concepts]
    if ids == sorted(ids):
        for concept in before.concepts:
            if concept.id > new.id:
                at = _head(lines, concept.line - 1)
                gap = [""] if at and lines[at - 1].strip() else []
                yield [*lines[:at], *gap, *block, "", *lines[at:]]
                break
    at = len(lines)
    while at and not lines[at - 1].strip():
        at -= 1
    yield [*lines[:at], "", *block, ""]


def _grown(lines: list[str], before: Termbase, old: Concept, new: Concept) -> Iterator[list[str]]:
    start = old.line - 1
    following = [c.line - 1 for c in before.concepts if c.line > old.line]
    end = _head(lines, min(following)) if following else len(lines)
    while end > start and not lines[end - 1].strip():
        end -= 1
    known = {(term.language, term.text) for term in old.terms}
    added = [term for term in new.terms if (term.language, term.text) not in known]
    if not added:
        words = [line for line in field_lines(new) if line not in field_lines(old)]
        yield [*lines[: start + 1], *words, *lines[start + 1 :]]
        return
    [term] = added
    yield from _with_term(lines, start, end, new, term)


def _with_term(
    lines: list[str], start: int, end: int, new: Concept, term: Term
) -> Iterator[list[str]]:
    same = [t for t in new.terms if (t.language, t.status) == (term.language, term.status)]
    key = group_lines([term])[0].partition(" = ")[0]
    head = next((at for at in range(start + 1, end) if lines[at].lstrip().startswith("[")), end)
    while head > start + 1 and not lines[head - 1].strip():
        head -= 1
    for at in range(start + 1, head):
        if lines[at].partition("=")[0].replace(" ", "") == key:
            stop = at + 1
            if lines[at].rstrip().endswith("["):
                stop = next((n + 1 for n in range(at, head) if lines[n].strip() == "]"), stop)
            if "#" not in "".join(lines[at:stop]):
                yield [*lines[:at], *group_lines(same), *lines[stop:]]
    language = key.partition(".")[0]
    own = [at for at in range(start + 1, head) if lines[at].lstrip().startswith(f"{language}.")]
    for at in (*(place + 1 for place in own[-1:]), head):
        yield [*lines[:at], *group_lines([term]), *lines[at:]]
    yield [*lines[:end], "", *table_lines(new, term), *lines[end:]]


def _head(lines: list[str], at: int) -> int:
    """The first line of what belongs to a table: the comments right above it."""
    while at and lines[at - 1].lstrip().startswith("#"):
        at -= 1
    return at
