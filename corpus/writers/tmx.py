"""TMX 1.4b: a translation memory for any translation tool.

The format is that of the Localization Industry Standards Association (LISA, 2005). No document
type is named, since careful readers refuse to load one, and no date, so that the same alignment
gives the same bytes. What stands alone in one text is no translation and is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import PurePath
from typing import TYPE_CHECKING

from corpus.bitext import Bead, Bitext
from corpus.document import Document
from corpus.language_tags import spell_tag
from corpus.tmx_elements import XML_LANG, add_property, header_attributes
from corpus.writers import Writer
from corpus.xml_output import xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

_SPACES = re.compile(r"[\s\x85\u2028\u2029]+")


def _write(bitext: Bitext) -> str:
    from lxml import etree

    tags = _tags(bitext.documents)
    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(
        root,
        "header",
        header_attributes(
            source=tags[0] if tags else "und",
            segments="phrase" if bitext.mode == "passages" else "sentence",
            origin="concord.alignment/1",
            tool_version=bitext.signature.version,
        ),
    )
    for tag, document in zip(tags, bitext.documents, strict=True):
        add_property(header, "document", _text(f"{tag}: {document.label}"))
    body = etree.SubElement(root, "body")
    for bead in bitext.beads:
        if len(bead.sides) > 1:
            _unit(body, bitext, bead, tags)
    etree.indent(root, space=" ")
    text = etree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{text}\n'


def _unit(body: _Element, bitext: Bitext, bead: Bead, tags: tuple[str, ...]) -> None:
    from lxml import etree

    unit = etree.SubElement(body, "tu")
    first = bead.sides[0]
    location = bitext.documents[first].locate(bead.spans[first][0].start)
    if location.unit is not None:
        unit.set("tuid", _text(location.unit))
    add_property(unit, "relation", bead.relation.value)
    add_property(unit, "confidence", f"{bead.confidence:.4f}")
    if bead.moved:
        add_property(unit, "moved", "yes")
    for side in bead.sides:
        variant = etree.SubElement(unit, "tuv", {XML_LANG: tags[side]})
        words = " ".join(span.of(bitext.documents[side].text) for span in bead.spans[side])
        etree.SubElement(variant, "seg").text = _text(words)


def _text(words: str) -> str:
    """On one line, with what does not belong into XML 1.0 shown as U+FFFD."""
    return xml_text(_SPACES.sub(" ", words)).strip()


def _tags(documents: tuple[Document, ...]) -> tuple[str, ...]:
    """A language tag of its own for each document (BCP 47).

    Documents that share a language get a private-use subtag after their file: many tools keep
    one variant a language and would lose all others.
    """
    plain = [spell_tag(document.language) for document in documents]
    shared = Counter(plain)
    tags: list[str] = []
    for tag, document in zip(plain, documents, strict=True):
        own = tag if shared[tag] == 1 else f"{tag}-x-{_subtags(document)}"
        number = 1
        unique = own
        while unique in tags:
            number += 1
            unique = f"{own if '-x-' in own else own + '-x'}-{number}"
        tags.append(unique)
    return tuple(tags)


def _subtags(document: Document) -> str:
    """The file's name, or the side's, in letters and digits, at most eight to a subtag."""
    name = document.name or PurePath(document.path).name.split(".")[0]
    parts = re.findall(r"[a-z0-9]{1,8}", name.lower())
    return "-".join(parts[:4]) or "text"


TMX = Writer(
    name="tmx",
    suffix=".tmx",
    summary="translation memory (TMX 1.4b) for any translation tool",
    write=_write,
)
