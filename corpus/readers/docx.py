"""Word documents: paragraphs, tables, text boxes and notes, one paragraph a line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.document import Anchor, Block, Document
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.readers import Reader
from corpus.span import Span

if TYPE_CHECKING:
    from corpus.readers._docx_text import Paragraph
    from corpus.zip_input import Package

_BODY = "word/document.xml"
_STYLES = "word/styles.xml"
_NOTES = (("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml"))


def _read(raw: RawFile) -> Document:
    """Lines of the text are paragraphs, empty ones included; anchors give their numbers."""
    from corpus.zip_input import Package

    package = Package(raw)
    if _BODY not in package:
        raise MalformedFileError(f"is not a Word document: it has no {_BODY}", path=raw.path)
    lines: list[str] = []
    blocks: list[Block] = []
    anchors: list[Anchor] = []
    at = 0
    for number, paragraph in enumerate(_paragraphs(package), start=1):
        column = 1
        label = paragraph.label or f"paragraph {number}"
        for line in paragraph.lines:
            anchors.append(Anchor(at, number, column, label))
            if line.strip():
                blocks.append(Block(Span(at, at + len(line)), paragraph.kind))
            lines.append(line)
            at += len(line) + 1
            column += len(line) + 1
    return Document(
        raw.path,
        "\n".join(lines),
        sha256=raw.sha256,
        format=READER.name,
        blocks=tuple(blocks),
        anchors=tuple(anchors),
    )


def _paragraphs(package: Package) -> Iterator[Paragraph]:
    from corpus.readers._docx_styles import read_styles
    from corpus.readers._docx_text import NoteNumbers, body_paragraphs, note_paragraphs
    from corpus.xml_input import open_xml

    styles = {}
    if _STYLES in package:
        styles = read_styles(open_xml(package.read(_STYLES)).root())
    notes = NoteNumbers()
    yield from body_paragraphs(open_xml(package.read(_BODY)).root(), styles, notes)
    for sort, part in _NOTES:
        if part in package:
            yield from note_paragraphs(open_xml(package.read(part)).root(), sort, styles, notes)


def _sniff(first_bytes: bytes) -> bool:
    return first_bytes.startswith(b"PK\x03\x04") and _BODY.encode() in first_bytes


READER = Reader(
    name="docx",
    suffixes=(".docx", ".docm"),
    summary="Word documents: paragraphs, headings, lists, tables and notes",
    read=_read,
    sniff=_sniff,
)
