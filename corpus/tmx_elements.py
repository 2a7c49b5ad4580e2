"""The parts of TMX 1.4b that reading and writing, of bitexts and of glossaries, share.

The format is that of the Localization Industry Standards Association (LISA, 2005).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.signature import version
from corpus.xml_output import xml_text

if TYPE_CHECKING:
    from lxml.etree import _Element

XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

CODES = frozenset({"bpt", "ept", "it", "ph", "ut"})
"""Elements that hold the native codes of another program; `hi` and `sub`… hold words."""


def header_attributes(
    *, source: str, segments: str, origin: str, tool_version: str = ""
) -> dict[str, str]:
    """The seven attributes that the document type demands of a header.

    Args:
        source: language tag of the source.
        segments: what a unit is: sentence or phrase.
        origin: name of the format that the units come from.
        tool_version: of Concord, where it is not the running one.
    """
    return {
        "creationtool": "Concord",
        "creationtoolversion": tool_version or version(),
        "segtype": segments,
        "o-tmf": origin,
        "adminlang": "en",
        "srclang": source,
        "datatype": "plaintext",
    }


def add_property(parent: _Element, name: str, value: str, *, language: str = "") -> None:
    """A `prop` of a type of our own, which other tools keep and do not read."""
    from lxml import etree

    element = etree.SubElement(parent, "prop", type=f"x-{name}")
    if language:
        element.set(XML_LANG, language)
    element.text = xml_text(value)
