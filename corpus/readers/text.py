"""Plain text: the document is the file."""

from __future__ import annotations

from corpus.decoding import decode
from corpus.document import Document
from corpus.files import RawFile
from corpus.readers import Reader


def _read(raw: RawFile) -> Document:
    text, encoding = decode(raw)
    return Document(raw.path, text, sha256=raw.sha256, format=READER.name, encoding=encoding)


READER = Reader(
    name="text",
    suffixes=(".txt", ".text"),
    summary="plain text in UTF-8, UTF-16, GB 18030 and other encodings",
    read=_read,
)
