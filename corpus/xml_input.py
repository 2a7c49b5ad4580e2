"""XML from strangers: no entities of their own, no DTD, no network, limits on size and depth.

The file is decoded here and not by the XML library: so every encoding that `corpus.decoding` knows
is readable whatever the XML declaration claims, and the prolog can be inspected before a parser
sees it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, cast

from corpus.decoding import decode
from corpus.errors import EncodingError, MalformedFileError
from corpus.files import RawFile
from corpus.line_ends import LINE_END

if TYPE_CHECKING:
    from lxml import etree
    from lxml.etree import _Element

_DECLARATION = re.compile(r"\s*<\?xml\s[^>]*?\?>")
_DECLARED = re.compile(rb"""<\?xml\s[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_LEGACY = re.compile(rb"gb|big5|shift|sjis|euc|iso-?8859|windows-|cp\d|latin|koi8", re.IGNORECASE)
_MISC = re.compile(r"\s*(?:<!--.*?-->|<\?.*?\?>)|\s+", re.DOTALL)
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^\[>\"']*(?:(?:\"[^\"]*\"|'[^']*')[^\[>\"']*)*", re.IGNORECASE)
_XML_SPACE = " \t\r\n"


@dataclass(frozen=True, slots=True)
class XmlText:
    """A decoded XML file whose prolog has been found harmless."""

    path: str
    text: str
    encoding: str

    def iterate(self, *names: str) -> Iterator[_Element]:
        """Yield the elements of these local names when they are complete, then forget them.

        What an element holds is there while it is handled; afterwards it is emptied and its
        elder siblings are dropped, so that memory does not grow with the file.

        Raises:
            MalformedFileError: at the line where the XML is broken or too deep.
        """
        from lxml import etree

        events = etree.iterparse(
            BytesIO(self.text.encode("utf-8", "surrogatepass")),
            events=("end",),
            tag=[f"{{*}}{name}" for name in names],
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            for _, element in events:
                yield element
                _forget(element)
        except etree.XMLSyntaxError as error:
            raise _malformed(self.path, error, events.error_log) from None

    def root(self) -> _Element:
        """Parse the whole file at once.

        Raises:
            MalformedFileError: at the line where the XML is broken or too deep.
        """
        from lxml import etree

        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(self.text.encode("utf-8", "surrogatepass"), parser)
        except etree.XMLSyntaxError as error:
            raise _malformed(self.path, error, parser.error_log) from None


def open_xml(raw: RawFile) -> XmlText:
    """Decode an XML file and inspect its prolog.

    A plain document type (`<!DOCTYPE tmx SYSTEM "tmx14.dtd">`) is allowed and never fetched.

    Raises:
        EncodingError, UnreadableFileError: as `corpus.decoding.decode`.
        MalformedFileError: if the document type has an internal subset, in which entities
            would be declared.
    """
    text, encoding = _decode_declared(raw) or decode(raw)
    declaration = _DECLARATION.match(text)
    start = declaration.end() if declaration else 0
    _inspect_prolog(raw.path, text, start)
    newlines = len(LINE_END.findall(text, 0, start))
    # Lone CRs end a line for an editor, and so for us; to the XML library only LF does.
    body = LINE_END.sub("\n", text[start:]) if "\r" in text else text[start:]
    return XmlText(raw.path, "\n" * newlines + body, encoding)


def local_name(element: _Element) -> str:
    """The element's name without its namespace, lower case; "" for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""


def line_of(element: _Element) -> int:
    """The 1-based line of the element's start tag."""
    return cast("int | None", element.sourceline) or 1


def line_of_words(element: _Element) -> int:
    """The 1-based line on which an element's words begin: pretty printing may put breaks before."""
    text = element.text or ""
    before = len(text) - len(text.lstrip(_XML_SPACE)) if text.strip(_XML_SPACE) else 0
    return line_of(element) + text.count("\n", 0, before)


def inner_text(element: _Element, path: str, *, codes: frozenset[str] = frozenset()) -> str:
    """The words in an element, those of nested elements included, save the elements in `codes`.

    Raises:
        MalformedFileError: at a reference to an entity, which would be lost.
    """
    parts = [element.text or ""]
    for child in element:
        if not isinstance(child.tag, str):
            raise MalformedFileError(
                f"refers to the entity {child.text}, which is not read; write the character itself",
                path=path,
                line=line_of(element),
            )
        if local_name(child) not in codes:
            parts.append(inner_text(child, path, codes=codes))
        parts.append(child.tail or "")
    return "".join(parts)


def begins_with(first_bytes: bytes, name: str) -> bool:
    """Whether a file's first bytes are XML (in UTF-8 or UTF-16) with the root element `name`."""
    if first_bytes.startswith((codecs.BOM_UTF16_LE, b"<\0")):
        head = first_bytes[:8192].decode("utf-16-le", "ignore")
    elif first_bytes.startswith((codecs.BOM_UTF16_BE, b"\0<")):
        head = first_bytes[:8192].decode("utf-16-be", "ignore")
    else:
        head = first_bytes[:8192].decode("utf-8", "ignore")
    head = head.removeprefix("\ufeff")
    at = _skip_prolog(head, 0)
    doctype = _DOCTYPE.match(head, at)
    if doctype:
        at = _skip_prolog(head, doctype.end() + 1)
    return re.match(rf"<(?:\w+:)?{name}[\s>/]", head[at:]) is not None


def tidy(text: str) -> str:
    """A segment without the line breaks and indents that pretty printing put around it."""
    stripped = text.strip(_XML_SPACE)
    if not stripped:
        return ""
    start = text.index(stripped)
    before, after = text[:start], text[start + len(stripped) :]
    return ("" if "\n" in before else before) + stripped + ("" if "\n" in after else after)


def _decode_declared(raw: RawFile) -> tuple[str, str] | None:
    """By the legacy encoding that the declaration names, unless the bytes are plainly UTF-8."""
    match = _DECLARED.match(raw.data[:400].lstrip())
    if match is None or not _LEGACY.match(match[1]):
        return None
    try:
        name = codecs.lookup(match[1].decode("ascii")).name
    except LookupError:
        return None
    if _is_utf8(raw.data):
        return None
    if name in ("gb2312", "gbk"):
        name = "gb18030"
    try:
        return raw.data.decode(name), name
    except UnicodeDecodeError as error:
        raise EncodingError(
            f"says that it is {name.upper()}, but byte {error.start} is not valid in it",
            path=raw.path,
        ) from None


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _skip_prolog(text: str, at: int) -> int:
    while match := _MISC.match(text, at):
        at = match.end()
    return at


def _inspect_prolog(path: str, text: str, start: int) -> None:
    at = _skip_prolog(text, start)
    doctype = _DOCTYPE.match(text, at)
    if doctype and text[doctype.end() : doctype.end() + 1] == "[":
        raise MalformedFileError(
            "its DOCTYPE declares entities or rules of its own, which are not read; "
            "remove the part in square brackets",
            path=path,
            line=1 + len(LINE_END.findall(text, 0, doctype.end())),
        )


def _malformed(
    path: str, error: etree.XMLSyntaxError, log: Iterable[etree._LogEntry]
) -> MalformedFileError:
    first = next((entry for entry in log if entry.level_name in ("ERROR", "FATAL")), None)
    message = first.message if first else error.msg or "no elements in it"
    line = first.line if first else error.lineno
    message = message.partition(", use XML_PARSE_HUGE")[0].strip()
    return MalformedFileError(f"is not well-formed XML: {message}", path=path, line=line or None)


def _forget(element: _Element) -> None:
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
