"""TMX 1.4b: a glossary as a translation memory, which every translation tool imports.

A unit pairs one term of each language, since many importers keep one variant a language only:
the first unit of a concept holds its first term of each language, and every further term has a
unit of its own beside the first terms of the others. What a memory must not propose, the
deprecated terms, stands in a property of the unit. Further fields are properties too (types that
begin with `x-`), which other tools keep and do not read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.tmx_elements import CODES, XML_LANG, add_property, header_attributes
from corpus.xml_input import inner_text, line_of, line_of_words, local_name, open_xml
from corpus.xml_output import write_xml, xml_text
from glossary.formats import TermbaseFormat, WrittenTermbase
from glossary.formats._building import (
    known_part,
    known_status,
    language_of,
    one_line,
    prose,
    settled_terms,
    with_unique_ids,
)
from glossary.formats._losses import with_losses
from glossary.termbase import Concept, Status, Term, Termbase, by_language

if TYPE_CHECKING:
    from lxml.etree import _Element

_YES = "yes"
_CONCEPT_WORDS = ("definition", "domain", "source")
_TERM_WORDS = ("example", "source")

_Properties = dict[str, list[str]]


@dataclass(slots=True)
class _Entry:
    """A concept while its units are read."""

    concept: Concept
    terms: list[tuple[Term, Status | None]] = field(default_factory=list)
    deprecated: list[tuple[Term, Status | None]] = field(default_factory=list)


def _read(raw: RawFile) -> Termbase:
    xml = open_xml(raw)
    entries: list[_Entry] = []
    by_id: dict[str, _Entry] = {}
    for number, unit in enumerate(xml.iterate("tu"), 1):
        name = unit.get("tuid", "").strip() or str(number)
        properties = _properties(unit)
        own = properties.get("concept", [""])[0]
        entry = by_id.get(own) if own else None
        if entry is None:
            entry = _Entry(_concept(unit, own or name, properties, raw.path))
            entry.deprecated = [(term, term.status) for term in _deprecated(unit, raw.path)]
            entries.append(entry)
            if own:
                by_id[own] = entry
        _add_terms(entry, unit, raw.path, name)
    if not entries:
        raise MalformedFileError("is not a TMX file, or has no <tu> in it", path=raw.path)
    concepts = (
        replace(
            entry.concept, terms=settled_terms([*entry.terms, *entry.deprecated], path=raw.path)
        )
        for entry in entries
    )
    return Termbase(with_unique_ids(concepts), raw.path, raw.sha256)


def _properties(element: _Element) -> _Properties:
    """What our own properties of an element say; those without a language of their own."""
    found: _Properties = {}
    for child in element:
        if local_name(child) == "prop" and child.get(XML_LANG) is None:
            name = child.get("type", "").removeprefix("x-")
            found.setdefault(name, []).append(prose(child.text or ""))
    return found


def _note(element: _Element, path: str) -> str:
    notes = (prose(inner_text(child, path)) for child in element if local_name(child) == "note")
    return "\n".join(filter(None, notes))


def _concept(unit: _Element, name: str, properties: _Properties, path: str) -> Concept:
    words = {key: "\n".join(properties.get(key, ())) for key in _CONCEPT_WORDS}
    return Concept(
        name,
        (),
        **words,
        note=_note(unit, path),
        do_not_translate=_YES in properties.get("do-not-translate", ()),
        line=line_of(unit),
    )


def _deprecated(unit: _Element, path: str) -> Iterator[Term]:
    for child in unit:
        if local_name(child) == "prop" and child.get("type") == "x-deprecated":
            line = line_of(child)
            language = language_of(child.get(XML_LANG, ""), path=path, line=line)
            yield Term(one_line(child.text or ""), language, Status.DEPRECATED, line=line)


def _add_terms(entry: _Entry, unit: _Element, path: str, name: str) -> None:
    known = {(term.language, term.text) for term, _ in entry.terms}
    for variant in unit:
        if local_name(variant) != "tuv":
            continue
        term, status = _term(variant, path, name)
        if (term.language, term.text) not in known:
            known.add((term.language, term.text))
            entry.terms.append((term, status))


def _term(variant: _Element, path: str, name: str) -> tuple[Term, Status | None]:
    line = line_of(variant)
    code = variant.get(XML_LANG) or variant.get("lang") or ""
    if not code.strip():
        raise MalformedFileError("a <tuv> has no xml:lang", path=path, line=line, unit=name)
    segments = [child for child in variant if local_name(child) == "seg"]
    words = " ".join(inner_text(segment, path, codes=CODES) for segment in segments)
    properties = _properties(variant)
    term = Term(
        one_line(words),
        language_of(code, path=path, line=line),
        note=_note(variant, path),
        part_of_speech=known_part(properties.get("part-of-speech", [""])[0]),
        exact=_YES in properties.get("exact", ()),
        line=line_of_words(segments[0]) if segments else line,
        example="\n".join(properties.get("example", ())),
        source="\n".join(properties.get("source", ())),
        except_in=tuple(properties.get("except-in", ())),
        only_near=tuple(properties.get("only-near", ())),
    )
    return term, known_status(properties.get("status", [""])[0])


def _write(termbase: Termbase) -> WrittenTermbase:
    from lxml import etree

    terms = [term for concept in termbase.concepts for term in concept.terms]
    ordered = dict.fromkeys(term.language for term in terms)
    languages = {language: place for place, language in enumerate(ordered)}
    source = next(iter(languages), "und")
    header = etree.Element(
        "header", header_attributes(source=source, segments="phrase", origin="concord.glossary/1")
    )
    units = (unit for concept in termbase.concepts for unit in _units(concept, languages))
    data = write_xml((("tmx", {"version": "1.4"}), ("body", {})), units, head=(1, header))
    return with_losses(
        data, termbase, _read, suffix=".tmx", empty=not any(term.status.is_valid for term in terms)
    )


def _units(concept: Concept, languages: Mapping[str, int]) -> Iterator[_Element]:
    """A unit for the first terms of the concept, and one for every further term.

    Languages stand in the order of their places, the source of the memory first.
    """
    groups = sorted(by_language(concept).items(), key=lambda group: languages[group[0]])
    usable = ([term for term in terms if term.status.is_valid] for _, terms in groups)
    spoken = [terms for terms in usable if terms]
    if not spoken:
        return
    source = next(iter(languages))
    yield _unit(concept, [terms[0] for terms in spoken], source, number=1)
    number = 1
    for place, terms in enumerate(spoken):
        for term in terms[1:]:
            number += 1
            pairs = [term if at == place else others[0] for at, others in enumerate(spoken)]
            yield _unit(concept, pairs, source, number=number, told=term)


def _unit(
    concept: Concept, terms: Sequence[Term], source: str, *, number: int, told: Term | None = None
) -> _Element:
    """One unit; `told` is the term whose fields it holds, where those of the others are known."""
    from lxml import etree

    name = xml_text(concept.id)
    unit = etree.Element("tu", tuid=name if number == 1 else f"{name}#{number}")
    if terms[0].language != source:
        unit.set("srclang", terms[0].language)
    if number == 1:
        _describe(unit, concept)
    add_property(unit, "concept", concept.id)
    if number == 1:
        _add_properties(unit, concept, _CONCEPT_WORDS)
        if concept.do_not_translate:
            add_property(unit, "do-not-translate", _YES)
        for term in concept.terms:
            if not term.status.is_valid:
                add_property(unit, "deprecated", term.text, language=term.language)
    for term in terms:
        variant = etree.SubElement(unit, "tuv", {XML_LANG: term.language})
        if told is None or term is told:
            _tell(variant, term)
        etree.SubElement(variant, "seg").text = xml_text(term.text)
    return unit


def _tell(variant: _Element, term: Term) -> None:
    _describe(variant, term)
    add_property(variant, "status", term.status)
    if term.part_of_speech is not None:
        add_property(variant, "part-of-speech", term.part_of_speech)
    _add_properties(variant, term, _TERM_WORDS)
    if term.exact:
        add_property(variant, "exact", _YES)
    for name, values in (("except-in", term.except_in), ("only-near", term.only_near)):
        for value in values:
            add_property(variant, name, value)


def _describe(element: _Element, item: Concept | Term) -> None:
    from lxml import etree

    if item.note:
        etree.SubElement(element, "note").text = xml_text(item.note)


def _add_properties(element: _Element, item: Concept | Term, names: Iterable[str]) -> None:
    for name in names:
        if value := getattr(item, name):
            add_property(element, name, value)


TMX = TermbaseFormat(
    name="tmx",
    suffixes=(".tmx",),
    summary="translation memory (TMX 1.4b), a unit for every pair of terms",
    read=_read,
    write=_write,
)
