"""XML 1.0 to be read by others: characters that it may hold, and files of any length."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree
    from lxml.etree import _Element

_XML = "{http://www.w3.org/XML/1998/namespace}"

# Controls that XML 1.0 may hold, the C1 set among them, are left out: other tools stumble over
# them (XML 1.0, section 2.2, discourages them too).
_NOT_XML = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with every character that does not belong into XML shown as U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)


def write_xml(
    outside: Sequence[tuple[str, Mapping[str, str]]],
    elements: Iterable[_Element],
    *,
    namespace: str | None = None,
    head: tuple[int, _Element] | None = None,
) -> bytes:
    """Write a long XML file element by element, so that it never stands in memory as a tree.

    Args:
        outside: names and attributes of the elements that hold all others, the root first.
        elements: what the innermost of these holds, without a namespace of their own.
        namespace: of the whole file.
        head: the depth, from 1 for the root's child, at which a header comes first; and the header.

    Returns:
        UTF-8 without a byte-order mark, indented by one space a level.
    """
    from lxml import etree

    buffer = BytesIO()
    with etree.xmlfile(buffer, encoding="utf-8") as file, ExitStack() as opened:
        for depth, (name, attributes) in enumerate(outside):
            file.write("\n" + " " * depth if depth else "")
            # What stands inside takes the root's namespace when the file is read.
            named = f"{{{namespace}}}{name}" if namespace and not depth else name
            spaces = {None: namespace} if namespace and not depth else None
            # The incremental writer would make up a prefix for the namespace of xml:lang.
            plain = {key.replace(_XML, "xml:"): value for key, value in attributes.items()}
            opened.enter_context(file.element(named, plain, nsmap=spaces))
            opened.callback(file.write, "\n" + " " * depth)
            if head is not None and head[0] == depth + 1:
                _write_indented(file, head[1], depth + 1)
        for element in elements:
            _write_indented(file, element, len(outside))
    return b'<?xml version="1.0" encoding="UTF-8"?>\n' + buffer.getvalue() + b"\n"


def _write_indented(file: etree._IncrementalFileWriter, element: _Element, depth: int) -> None:
    from lxml import etree

    etree.indent(element, space=" ", level=depth)
    file.write("\n" + " " * depth)
    file.write(element, with_tail=False)
