"""What the styles of a Word document say that a paragraph is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from corpus.document import Kind
from corpus.xml_input import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_BODY_LEVEL = 9
"""The outline level that Word gives to text (ECMA-376, 17.3.1.20); 0 to 8 are headings."""

_MAX_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: its English name in lower case, and what it says itself."""

    name: str
    based_on: str = ""
    outline_level: int | None = None
    numbered: bool | None = None


def read_styles(root: _Element) -> dict[str, Style]:
    """The paragraph styles of `word/styles.xml`, by their id."""
    styles: dict[str, Style] = {}
    for element in root:
        if local_name(element) != "style" or attribute(element, "type") != "paragraph":
            continue
        name = child(element, "name")
        based_on = child(element, "basedOn")
        outline_level, numbered = _own_marks(child(element, "pPr"))
        styles[attribute(element, "styleId")] = Style(
            name=attribute(name, "val").lower(),
            based_on=attribute(based_on, "val"),
            outline_level=outline_level,
            numbered=numbered,
        )
    return styles


def paragraph_kind(paragraph: _Element, styles: Mapping[str, Style]) -> Kind | None:
    """Title, heading, list item or table of contents, by its own marks or those of its style."""
    properties = child(paragraph, "pPr")
    outline_level, numbered = _own_marks(properties)
    style_id = "" if properties is None else attribute(child(properties, "pStyle"), "val")
    for _ in range(_MAX_CHAIN):  # styles may be based on one another in a circle
        style = styles.get(style_id)
        if style is None:
            break
        if style.name == "title":
            return Kind.TITLE
        if style.name.startswith("toc "):
            return Kind.METADATA
        if style.name.startswith("list"):
            numbered = True if numbered is None else numbered
        outline_level = style.outline_level if outline_level is None else outline_level
        if outline_level is None and style.name.startswith("heading "):
            outline_level = 0
        numbered = style.numbered if numbered is None else numbered
        style_id = style.based_on
    if outline_level is not None and outline_level < _BODY_LEVEL:
        return Kind.HEADING
    return Kind.LIST_ITEM if numbered else None


def child(element: _Element | None, name: str) -> _Element | None:
    """The first child of that local name."""
    if element is None:
        return None
    return next((each for each in element if local_name(each) == name.lower()), None)


def attribute(element: _Element | None, name: str) -> str:
    """The value of an attribute, in whatever namespace it is; "" if there is none."""
    if element is None:
        return ""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def _own_marks(properties: _Element | None) -> tuple[int | None, bool | None]:
    """Outline level and numbering as stated here; None where nothing is."""
    level = attribute(child(properties, "outlineLvl"), "val")
    numbering = child(properties, "numPr")
    numbered = None
    if numbering is not None:
        numbered = attribute(child(numbering, "numId"), "val") != "0"
    return int(level) if level.isdecimal() else None, numbered
