"""Writing TBX-Basic in the style DCA, version 3 (ISO 30042:2019) and 2 (ISO 30042:2008).

Both hold the same categories; the elements are named differently, and version 3 has no proper
nouns. What TBX-Basic has no category for is left out and listed as lost.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.tmx_elements import XML_LANG
from corpus.xml_output import write_xml, xml_text
from glossary.formats import WrittenTermbase
from glossary.formats._losses import with_losses
from glossary.formats._tbx_reading import read_tbx
from glossary.termbase import Concept, PartOfSpeech, Status, Term, Termbase, by_language

if TYPE_CHECKING:
    from lxml.etree import _Element

_STATUS_NAMES = {
    Status.PREFERRED: "preferredTerm-admn-sts",
    Status.ADMITTED: "admittedTerm-admn-sts",
    Status.DEPRECATED: "deprecatedTerm-admn-sts",
}

# What every edition of XML 1.0 allows in names, of the scripts that glossaries use; the fourth
# edition, which many programs follow, knows no later characters than those of Unicode 2.0.
_START = (
    "A-Z_a-z\xc0-\xd6\xd8-\xf6\xf8-\xff\u03a3-\u03ce\u0410-\u044f\u3041-\u3094\u30a1-\u30fa"
    "\u4e00-\u9fa5\uac00-\ud7a3"
)
_NOT_IN_NAME = re.compile(rf"^[^{_START}]|[^{_START}\-.0-9]|_(?=x[0-9A-Fa-f]{{4,6}}_)")


@dataclass(frozen=True, slots=True)
class Version:
    """How one version of TBX names its elements, from the root to the term.

    Attributes:
        root: name of the root.
        attributes: of the root, besides its language.
        namespace: of all elements.
        header: name of the header.
        entry: name of a concept's element.
        language: name of that of a language in it.
        term: name of that of a term in that.
        constraints: file in which the dialect is defined, which the header names.
        parts: word classes that the dialect knows; others are written as those.
    """

    root: str
    attributes: tuple[tuple[str, str], ...]
    namespace: str | None
    header: str
    entry: str
    language: str
    term: str
    constraints: str
    parts: tuple[tuple[PartOfSpeech, PartOfSpeech], ...] = ()


VERSION_3 = Version(
    root="tbx",
    attributes=(("type", "TBX-Basic"), ("style", "dca")),
    namespace="urn:iso:std:iso:30042:ed-2",
    header="tbxHeader",
    entry="conceptEntry",
    language="langSec",
    term="termSec",
    constraints="",
    parts=((PartOfSpeech.PROPER_NOUN, PartOfSpeech.NOUN),),
)
VERSION_2 = Version(
    root="martif",
    attributes=(("type", "TBX-Basic"),),
    namespace=None,
    header="martifHeader",
    entry="termEntry",
    language="langSet",
    term="tig",
    constraints="TBXBasicXCSV02.xcs",
)


def write_tbx(termbase: Termbase, *, version: Version) -> WrittenTermbase:
    """Write a TBX file, with a list of what TBX-Basic cannot carry."""
    languages = [term.language for concept in termbase.concepts for term in concept.terms]
    attributes = {**dict(version.attributes), XML_LANG: next(iter(languages), "en")}
    entries = (_entry(concept, version) for concept in termbase.concepts if concept.terms)
    data = write_xml(
        ((version.root, attributes), ("text", {}), ("body", {})),
        entries,
        namespace=version.namespace,
        head=(1, _header(version)),
    )
    return with_losses(data, termbase, read_tbx, suffix=".tbx", empty=not languages)


def encode_id(name: str) -> str:
    """An id as an XML name: what may not stand in one becomes `_x0031_`, as other programs do."""
    return _NOT_IN_NAME.sub(lambda match: f"_x{ord(match[0]):04X}_", name)


def _header(version: Version) -> _Element:
    from lxml import etree

    header = etree.Element(version.header)
    file = etree.SubElement(header, "fileDesc")
    title = etree.SubElement(file, "titleStmt")
    etree.SubElement(title, "title").text = "Glossary"
    source = etree.SubElement(file, "sourceDesc")
    etree.SubElement(source, "p").text = "Written by Concord from a glossary"
    if version.constraints:
        encoding = etree.SubElement(header, "encodingDesc")
        etree.SubElement(encoding, "p", type="XCSURI").text = version.constraints
    return header


def _entry(concept: Concept, version: Version) -> _Element:
    from lxml import etree

    entry = etree.Element(version.entry, id=encode_id(concept.id))
    if concept.domain:
        _typed(entry, "descrip", "subjectField", concept.domain)
    if concept.definition:
        group = etree.SubElement(entry, "descripGrp")
        _typed(group, "descrip", "definition", concept.definition)
        if concept.source:
            _typed(group, "admin", "source", concept.source)
    elif concept.source:
        _typed(entry, "admin", "source", concept.source)
    _note(entry, concept.note)
    for language, terms in by_language(concept).items():
        section = etree.SubElement(entry, version.language, {XML_LANG: language})
        for term in terms:
            _term(etree.SubElement(section, version.term), term, version)
    return entry


def _term(section: _Element, term: Term, version: Version) -> None:
    from lxml import etree

    etree.SubElement(section, "term").text = xml_text(term.text)
    if term.part_of_speech is not None:
        part = dict(version.parts).get(term.part_of_speech, term.part_of_speech)
        _typed(section, "termNote", "partOfSpeech", part)
    _typed(section, "termNote", "administrativeStatus", _STATUS_NAMES[term.status])
    if term.example:
        _typed(section, "descrip", "context", term.example)
    if term.source:
        _typed(section, "admin", "source", term.source)
    _note(section, term.note)


def _typed(parent: _Element, name: str, category: str, text: str) -> None:
    from lxml import etree

    etree.SubElement(parent, name, type=category).text = xml_text(text)


def _note(parent: _Element, text: str) -> None:
    from lxml import etree

    if text:
        etree.SubElement(parent, "note").text = xml_text(text)
