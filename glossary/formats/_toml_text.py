"""Writing a glossary as TOML: the same termbase always gives the same lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from glossary.formats import WrittenTermbase
from glossary.formats._toml_keys import SCHEMA
from glossary.termbase import Concept, Term, Termbase, arranged

_WIDTH = 100
"""Columns. A line that would be longer is divided."""

_ESCAPES = {
    '"': '\\"',
    "\\": "\\\\",
    "\b": "\\b",
    "\t": "\\t",
    "\n": "\\n",
    "\f": "\\f",
    "\r": "\\r",
}

_Value = str | bool | tuple[str, ...]


def write(termbase: Termbase) -> WrittenTermbase:
    """The termbase as a file, its terms arranged; nothing is lost."""
    head = f'schema = "{SCHEMA}"\n'
    parts = [head, *(concept_text(concept) for concept in termbase.concepts)]
    return WrittenTermbase("\n".join(parts).encode())


def concept_text(concept: Concept) -> str:
    """The lines of one concept: they may be put at the end of any glossary in TOML."""
    return "\n".join(_concept_lines(arranged(concept))) + "\n"


def _concept_lines(concept: Concept) -> Iterator[str]:
    yield f"[concept.{_key(concept.id)}]"
    yield from field_lines(concept)
    in_tables = False  # after a table of its own nothing can be added to the concept's table
    for _, group in groupby(concept.terms, key=lambda term: (term.language, term.status.value)):
        terms = tuple(group)
        lines = group_lines(terms)
        in_tables = in_tables or any(len(line) > _WIDTH for line in lines)
        if in_tables:
            for term in terms:
                yield ""
                yield from table_lines(concept, term)
        else:
            yield from lines


def field_lines(concept: Concept) -> list[str]:
    """A line for each thing that is said of the concept itself."""
    fields: tuple[tuple[str, _Value], ...] = (
        ("definition", concept.definition),
        ("domain", concept.domain),
        ("note", concept.note),
        ("source", concept.source),
        ("do-not-translate", concept.do_not_translate),
    )
    return [f"{key} = {_value(value)}" for key, value in fields if value]


def table_lines(concept: Concept, term: Term) -> list[str]:
    """A table of its own for a term."""
    name = f"concept.{_key(concept.id)}.{_key(term.language)}.{term.status.value}"
    return [f"[[{name}]]", *(f"{key} = {_value(value)}" for key, value in _fields(term))]


def group_lines(terms: Sequence[Term]) -> list[str]:
    """The terms of one language and status, on one line or on one line each."""
    start = f"{_key(terms[0].language)}.{terms[0].status.value} = "
    items = [_item(term) for term in terms]
    if len(items) == 1:
        return [start + items[0]]
    line = f"{start}[{', '.join(items)}]"
    if len(line) <= _WIDTH:
        return [line]
    return [f"{start}[", *(f"  {item}," for item in items), "]"]


def _item(term: Term) -> str:
    fields = _fields(term)
    if len(fields) == 1:
        return _value(term.text)
    return "{ " + ", ".join(f"{key} = {_value(value)}" for key, value in fields) + " }"


def _fields(term: Term) -> list[tuple[str, _Value]]:
    fields: tuple[tuple[str, _Value], ...] = (
        ("text", term.text),
        ("note", term.note),
        ("part-of-speech", term.part_of_speech.value if term.part_of_speech else ""),
        ("example", term.example),
        ("source", term.source),
        ("exact", term.exact),
        ("except-in", term.except_in),
        ("only-near", term.only_near),
    )
    return [(key, value) for key, value in fields if value]


def _value(value: _Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return '"' + "".join(map(_character, value)) + '"'
    return "[" + ", ".join(map(_value, value)) + "]"


def _key(name: str) -> str:
    bare = name.isascii() and bool(name) and all(c.isalnum() or c in "-_" for c in name)
    return name if bare else _value(name)


def _character(character: str) -> str:
    """As it is, if an editor shows it; no-break spaces and the like become visible."""
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character.isprintable():
        return character
    code = ord(character)
    return f"\\u{code:04X}" if code < 0x10000 else f"\\U{code:08X}"
