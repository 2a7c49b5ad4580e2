"""Reading TBX of any version and dialect (ISO 30042:2019, ISO 30042:2008, MARTIF).

The versions name the same things differently (`conceptEntry` and `termEntry`, `langSec` and
`langSet`, `termSec` and `tig` or `ntig`); in the style DCT a category is an element of its own and
not the `type` of a general one. What we have no field for is kept in the notes, with the name of
its category before it; who changed what and when, and pictures, are not read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.tmx_elements import XML_LANG
from corpus.xml_input import inner_text, line_of, line_of_words, local_name, open_xml
from glossary.formats._building import (
    known_part,
    language_of,
    one_line,
    prose,
    settled_terms,
    with_unique_ids,
)
from glossary.termbase import Concept, Status, Term, Termbase

if TYPE_CHECKING:
    from lxml.etree import _Element

_ENTRIES = ("conceptEntry", "termEntry")
_LANGUAGES = {"langsec", "langset"}
_TERMS = {"termsec", "tig", "ntig"}
_GROUPS = {"descripgrp", "admingrp", "termnotegrp", "termgrp"}
_TYPED = {"descrip", "admin", "termnote", "descripnote", "adminnote"}
_NOT_READ = {"transac", "transacgrp", "transacnote", "date", "ref", "xref", "term", "termcomplist"}
_ELSEWHERE = _LANGUAGES | _TERMS | _NOT_READ
_STATUSES = {
    "preferredterm": Status.PREFERRED,
    "preferred": Status.PREFERRED,
    "admittedterm": Status.ADMITTED,
    "admitted": Status.ADMITTED,
    "deprecatedterm": Status.DEPRECATED,
    "deprecated": Status.DEPRECATED,
    "supersededterm": Status.DEPRECATED,
    "superseded": Status.DEPRECATED,
    "forbidden": Status.DEPRECATED,
    "obsolete": Status.DEPRECATED,
}
_STATUS_CATEGORIES = ("administrativestatus", "normativeauthorization")
_ENCODED = re.compile(r"_x([0-9A-Fa-f]{4,6})_")


@dataclass(slots=True)
class _Said:
    """What stands at one level of an entry: texts by category, in the order of the file."""

    texts: dict[str, list[str]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)

    def add(self, category: str, text: str) -> None:
        key = category.lower()
        self.names.setdefault(key, category)
        if text and text not in self.texts.setdefault(key, []):
            self.texts[key].append(text)

    def take(self, *categories: str) -> str:
        """The texts of these categories, a line each, which then are no longer there."""
        return "\n".join(text for category in categories for text in self.texts.pop(category, ()))

    def rest(self) -> str:
        """What is left, each text with its category."""
        return "\n".join(
            f"{self.names[key]}: {text}" for key, texts in self.texts.items() for text in texts
        )


def read_tbx(raw: RawFile) -> Termbase:
    """Read a TBX file of version 2 or 3.

    Raises:
        EncodingError, UnreadableFileError: as `corpus.decoding.decode`.
        MalformedFileError: if it is no TBX, not well formed, or a term cannot be used.
    """
    xml = open_xml(raw)
    concepts = [_concept(entry, raw.path) for entry in xml.iterate(*_ENTRIES)]
    if not any(concept.terms for concept in concepts):
        raise MalformedFileError("is not a TBX file, or has no terms in it", path=raw.path)
    return Termbase(with_unique_ids(concepts), raw.path, raw.sha256)


def decode_id(name: str) -> str:
    """An id as it was before `encode_id` made an XML name of it."""

    def character(match: re.Match[str]) -> str:
        code = int(match[1], 16)
        usable = code <= 0x10FFFF and not 0xD800 <= code < 0xE000
        return chr(code) if usable else match[0]

    return _ENCODED.sub(character, name)


def _concept(entry: _Element, path: str) -> Concept:
    said = _Said()
    for child in entry:
        if local_name(child) in _LANGUAGES:
            # A definition is given for each language; we have one field for all of them.
            _gather(said, child, path)
    own = _Said()
    _gather(own, entry, path)
    for key, texts in said.texts.items():
        for text in texts:
            own.add(said.names[key], text)
    listed = [
        term for child in entry if local_name(child) in _LANGUAGES for term in _terms(child, path)
    ]
    return Concept(
        decode_id(entry.get("id", "").strip()),
        settled_terms(listed, path=path),
        definition=own.take("definition"),
        domain=own.take("subjectfield"),
        source=own.take("source", "definition/source"),
        do_not_translate=False,
        note="\n".join(filter(None, (own.take("note"), own.rest()))),
        line=line_of(entry),
    )


def _terms(section: _Element, path: str) -> Iterator[tuple[Term, Status | None]]:
    code = section.get(XML_LANG) or section.get("lang") or ""
    line = line_of(section)
    language = language_of(code, path=path, line=line)
    for child in section:
        if local_name(child) in _TERMS:
            yield _term(child, language, path)


def _term(section: _Element, language: str, path: str) -> tuple[Term, Status | None]:
    words = [element for element in section.iter() if local_name(element) == "term"]
    said = _Said()
    _gather(said, section, path)
    status = None
    for category in _STATUS_CATEGORIES:
        if category in said.texts:
            name = said.texts[category][0].lower()
            known = _STATUSES.get(name.removesuffix("-admn-sts"))
            if known is not None and status is None:
                status = known
                said.take(category)
    part = known_part((said.texts.get("partofspeech") or [""])[0])
    if part is not None:
        said.take("partofspeech")
    term = Term(
        one_line(inner_text(words[0], path)) if words else "",
        language,
        part_of_speech=part,
        example=said.take("context", "example", "usageexample"),
        source=said.take("source"),
        note="\n".join(filter(None, (said.take("note", "usagenote"), said.rest()))),
        line=line_of_words(words[0]) if words else line_of(section),
    )
    return term, status


def _gather(said: _Said, section: _Element, path: str) -> None:
    """Collect what is said at this level, groups included and sections below not."""
    for child in section:
        name = local_name(child)
        if name in _ELSEWHERE or not name:
            continue
        if name in _GROUPS:
            _gather_group(said, child, path)
        else:
            said.add(_category(child), prose(inner_text(child, path)))


def _gather_group(said: _Said, group: _Element, path: str) -> None:
    """The source in a group is that of its head: of the definition, or of the example."""
    head = ""
    for child in group:
        name = local_name(child)
        if name in _NOT_READ or not name:
            continue
        if name in _GROUPS:
            _gather_group(said, child, path)
            continue
        category = _category(child)
        if head and category.lower() in ("source", "note"):
            category = f"{head}/{category}"
        head = head or category
        said.add(category, prose(inner_text(child, path)))


def _category(element: _Element) -> str:
    """The data category of an element: its type, or in the style DCT its own name."""
    name = local_name(element)
    if name in _TYPED:
        return element.get("type", "").strip() or name
    if name == "note":
        return "note"
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else name
