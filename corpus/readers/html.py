"""Web pages: the main content, without navigation, advertising and scripts."""

from __future__ import annotations

import re
from codecs import lookup

from corpus.decoding import decode
from corpus.document import Document
from corpus.errors import EncodingError, UnreadableFileError
from corpus.files import RawFile
from corpus.readers import Reader

_DECLARED = re.compile(
    rb"""<meta\b[^>]{0,300}?charset\s*=\s*["']?\s*([A-Za-z0-9._-]{1,40})""", re.IGNORECASE
)
_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGES = {"gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
"""As the WHATWG Encoding standard has it: what browsers mean by these names."""


def _read(raw: RawFile) -> Document:
    from corpus.readers._html_text import extract

    source, encoding = _decode(raw)
    page = extract(source)
    if not page.blocks:
        raise UnreadableFileError("has no text outside of its mark-up", path=raw.path)
    return Document(
        raw.path,
        page.text,
        sha256=raw.sha256,
        format=READER.name,
        encoding=encoding,
        blocks=page.blocks,
        anchors=page.anchors,
    )


def _decode(raw: RawFile) -> tuple[str, str]:
    """By the `<meta charset>`, where the bytes bear it out; else as any text."""
    match = _DECLARED.search(raw.data, 0, 4096)
    if match is not None:
        try:
            name = lookup(match[1].decode("ascii")).name
            name = _PAGES.get(name, name)
            if not name.startswith("utf"):
                raw.data.decode("utf-8")
        except UnicodeDecodeError:
            try:
                return raw.data.decode(name), name
            except UnicodeDecodeError as error:
                raise EncodingError(
                    f"says that it is {name.upper()}, but byte {error.start} is not valid in it",
                    path=raw.path,
                ) from None
        except LookupError:
            pass
    return decode(raw)


def _sniff(first_bytes: bytes) -> bool:
    return _BEGINS.match(first_bytes) is not None


READER = Reader(
    name="html",
    suffixes=(".html", ".htm", ".xhtml"),
    summary="web pages: headings, paragraphs and list items of the main content",
    read=_read,
    sniff=_sniff,
)
