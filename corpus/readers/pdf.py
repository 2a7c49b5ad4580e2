"""PDF: the text of its pages as it can be extracted, a form feed between two pages."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import TYPE_CHECKING

from corpus.document import Anchor, Document
from corpus.errors import MalformedFileError, UnreadableFileError
from corpus.files import MAX_BYTES, RawFile
from corpus.line_ends import line_starts
from corpus.readers import Reader

if TYPE_CHECKING:
    from pypdf import PdfReader

_MAX_PAGES = 5_000
_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl"}
    | {"\ufb05": "st", "\ufb06": "st"}
)
"""One glyph for several letters: a matter of the font, in which no word would be found again."""

_SURROGATE = re.compile("[\ud800-\udfff]")


def _read(raw: RawFile) -> Document:
    """Lines are counted on each page, and the anchors' label names the page."""
    pages = _extract(raw)
    if not any(page.strip() for page in pages):
        raise UnreadableFileError(
            "has no text in it, only images; run it through text recognition (OCR) first",
            path=raw.path,
        )
    anchors: list[Anchor] = []
    at = 0
    for number, page in enumerate(pages, start=1):
        starts = line_starts(page)
        anchors += [
            Anchor(at + start, line, label=f"page {number}")
            for line, start in enumerate(starts, start=1)
        ]
        at += len(page) + 1
    return Document(
        raw.path,
        "\f".join(pages),
        sha256=raw.sha256,
        format=READER.name,
        anchors=tuple(anchors),
    )


def _extract(raw: RawFile) -> list[str]:
    from pypdf import PdfReader

    try:
        with _silence("pypdf"):
            reader = PdfReader(BytesIO(raw.data))
            if reader.is_encrypted and not reader.decrypt(""):
                raise UnreadableFileError(
                    "is protected with a password; save it without", path=raw.path
                )
            return list(_pages(reader, raw.path))
    except UnreadableFileError:
        raise
    except Exception as error:  # pypdf lets many kinds escape from broken files
        reason = str(error).strip() or type(error).__name__
        raise MalformedFileError(
            f"is not a PDF that can be read: {reason}", path=raw.path
        ) from None


def _pages(reader: PdfReader, path: str) -> Iterator[str]:
    count = len(reader.pages)
    if count > _MAX_PAGES:
        raise UnreadableFileError(f"has {count} pages; the limit is {_MAX_PAGES}", path=path)
    size = 0
    for page in reader.pages:
        # Half of a character pair is no character; a form feed would look like a page's end.
        text = _SURROGATE.sub("\ufffd", page.extract_text()).replace("\f", "\n")
        text = text.translate(_LIGATURES)
        size += len(text)
        if size > MAX_BYTES:
            raise UnreadableFileError("unpacks to more text than can be read", path=path)
        yield text


@contextmanager
def _silence(name: str) -> Iterator[None]:
    """Keep a library's warnings off the user's screen; what matters becomes an error."""
    logger = logging.getLogger(name)
    level = logger.level
    logger.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        logger.setLevel(level)


def _sniff(first_bytes: bytes) -> bool:
    return first_bytes.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"%PDF-")


READER = Reader(
    name="pdf",
    suffixes=(".pdf",),
    summary="the text of PDF files, page by page",
    read=_read,
    sniff=_sniff,
)
