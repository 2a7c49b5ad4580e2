"""The glossary file that people write and compare: TOML, a table for each concept.

    schema = "concord.termbase/1"

    [concept.data-factor]
    domain = "data economy"
    zh.preferred = "数据要素"
    en.preferred = "data factor"
    en.admitted = ["data factor of production", "data as a factor"]
    en.deprecated = "data element"

    [concept.productive-forces]
    zh.preferred = "生产力"
    en.preferred = "productive forces"

    [[concept.productive-forces.en.deprecated]]
    text = "productivity"
    note = "a ratio, and not the forces themselves"
    except-in = ["total factor productivity", "labour productivity"]

One line holds the terms of one language and status: a text, a list of texts, or, where there is
more to say of a term, a table with `text`. A concept may have `definition`, `domain`, `note`,
`source` and `do-not-translate`; a term `note`, `part-of-speech`, `example`, `source`, `exact`,
`except-in` and `only-near`. An unknown key is an error, since a misspelt one would be a rule that
nobody follows.

Within a concept languages stand in the order in which they first appear, and within a language
the preferred terms before the admitted before the deprecated ones: `arranged` of the termbase.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import NoReturn

from corpus.decoding import decode
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from glossary.formats import TermbaseFormat
from glossary.formats._terms import Refuse, TermList, parse_language, parse_word
from glossary.formats._toml_keys import (
    CONCEPT_KEYS,
    SCHEMA,
    STATUSES,
    TERM_KEYS,
    Path,
    key_lines,
)
from glossary.formats._toml_text import write
from glossary.termbase import Concept, PartOfSpeech, Status, Term, Termbase

_Table = Mapping[str, object]

# A key of so many parts takes memory that grows with their square; no glossary has one.
_LONG_KEY = re.compile(
    r"""(?<![\w-])(?:(?:[\w-]+|"(?:[^"\\\r\n]|\\.)*"|'[^'\r\n]*')[ \t]*\.[ \t]*){64}"""
)


def _read(raw: RawFile) -> Termbase:
    text = decode(raw)[0].removeprefix("\ufeff")
    tables = _parse(raw, text)
    reader = _Reader(raw.path, text)
    return Termbase(tuple(reader.concepts(tables)), raw.path, raw.sha256)


def _parse(raw: RawFile, text: str) -> dict[str, object]:
    if _LONG_KEY.search(text):
        raise MalformedFileError("has a key of more than 64 parts", path=raw.path)
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # a number too long is a plain ValueError
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)", str(error))
        line = int(place[1] or text.rstrip().count("\n") + 1) if place else None
        reason = "tables nested too deeply" if isinstance(error, RecursionError) else str(error)
        if place:
            reason = reason.removesuffix(place[0])
        raise MalformedFileError(
            f"is not TOML: {reason}; see https://toml.io for the rules",
            path=raw.path,
            line=line,
        ) from None


class _Reader:
    """Tables to concepts; knows the text, to name the line of whatever is wrong."""

    def __init__(self, path: str, text: str) -> None:
        self._path = path
        self._lines = key_lines(text)

    def concepts(self, tables: _Table) -> Iterator[Concept]:
        if tables.get("schema") != SCHEMA:
            said = tables.get("schema")
            problem = "does not say what it is" if said is None else f"has the schema {said!r}"
            self._refuse(f'{problem}; write schema = "{SCHEMA}" at its top', ("schema",))
        for key in tables:
            if key not in ("schema", "concept"):
                self._refuse_key(key, ("schema", "concept"), (key,), "of a glossary")
        listed = tables.get("concept", {})
        if not isinstance(listed, dict):
            self._refuse("write [concept.name], the name of a concept in it", ("concept",))
        for name, table in listed.items():
            yield self._concept(name, table, ("concept", name))

    def _concept(self, name: str, table: object, at: Path) -> Concept:
        if not name.strip():
            self._refuse("a concept needs a name that is not empty", at)
        if not isinstance(table, dict):
            self._refuse(f"write [concept.{name}], and its terms below", at)
        terms = TermList()
        for key, value in table.items():
            if key in CONCEPT_KEYS:
                continue
            if not isinstance(value, dict):
                self._refuse_key(key, (*CONCEPT_KEYS, *self._languages(table)), (*at, key))
            language = parse_language(key, self._refusing((*at, key)))
            self._add_language(terms, language, value, (*at, key))
        return Concept(
            id=name,
            terms=terms.terms,
            definition=self._string(table, "definition", at),
            note=self._string(table, "note", at),
            domain=self._string(table, "domain", at),
            source=self._string(table, "source", at),
            do_not_translate=self._flag(table, "do-not-translate", at),
            line=self._line(at),
        )

    def _languages(self, table: _Table) -> list[str]:
        return [f"{key}.preferred" for key, value in table.items() if isinstance(value, dict)]

    def _add_language(self, terms: TermList, language: str, table: _Table, at: Path) -> None:
        for key in table:
            if key not in STATUSES:
                self._refuse_key(key, STATUSES, (*at, key), f"of a language ({language})")
        for status in Status:
            if status in table:
                where = (*at, status.value)
                for term in self._terms(language, status, table[status], where):
                    terms.add(term, self._refusing(where))

    def _terms(self, language: str, status: Status, value: object, at: Path) -> Iterator[Term]:
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            where = (*at, number) if isinstance(value, list) else at
            if isinstance(item, str):
                yield Term(item.strip(), language, status, line=self._line(where))
            elif isinstance(item, dict):
                yield self._term(language, status, item, where)
            else:
                self._refuse("a term is a text in quotation marks", where)

    def _term(self, language: str, status: Status, table: _Table, at: Path) -> Term:
        for key in table:
            if key not in TERM_KEYS:
                self._refuse_key(key, TERM_KEYS, (*at, key), "of a term")
        text = self._string(table, "text", at).strip()
        if not text:
            self._refuse("a term needs its text", at)
        word = self._string(table, "part-of-speech", at)
        refuse = self._refusing((*at, "part-of-speech"))
        return Term(
            text=text,
            language=language,
            status=status,
            note=self._string(table, "note", at),
            part_of_speech=parse_word(PartOfSpeech, word, "part of speech", refuse)
            if word
            else None,
            example=self._string(table, "example", at),
            source=self._string(table, "source", at),
            exact=self._flag(table, "exact", at),
            except_in=self._strings(table, "except-in", at),
            only_near=self._strings(table, "only-near", at),
            line=self._line(at),
        )

    def _string(self, table: _Table, key: str, at: Path) -> str:
        value = table.get(key, "")
        if not isinstance(value, str):
            self._refuse(f"{key} is a text in quotation marks", (*at, key))
        return value

    def _flag(self, table: _Table, key: str, at: Path) -> bool:
        value = table.get(key, False)
        if not isinstance(value, bool):
            self._refuse(f"{key} is true or false", (*at, key))
        return value

    def _strings(self, table: _Table, key: str, at: Path) -> tuple[str, ...]:
        value = table.get(key, [])
        items = [value] if isinstance(value, str) else value
        if not isinstance(items, list) or not all(
            isinstance(item, str) and any(map(str.isalnum, item)) for item in items
        ):
            self._refuse(f"{key} is a list of expressions in quotation marks", (*at, key))
        return tuple(item.strip() for item in items)

    def _refuse_key(
        self, key: str, known: tuple[str, ...], at: Path, what: str = "of a concept"
    ) -> NoReturn:
        near = get_close_matches(key, known, 1)
        hint = f"did you mean {near[0]}?" if near else f"known are {', '.join(known)}"
        self._refuse(f"{key!r} is not a key {what}; {hint}", at)

    def _refusing(self, at: Path) -> Refuse:
        return lambda message: self._refuse(message, at)

    def _refuse(self, message: str, at: Path) -> NoReturn:
        raise MalformedFileError(message, path=self._path, line=self._line(at) or None)

    def _line(self, at: Path) -> int:
        """Where something stands, or what it stands in; 0 for what is missing altogether."""
        while at and at not in self._lines:
            at = at[:-1]
        return self._lines.get(at, 0)


TOML = TermbaseFormat(
    name="toml",
    suffixes=(".toml",),
    summary="Concord's own: a table a concept, a line a language and status; carries everything",
    read=_read,
    write=write,
)
