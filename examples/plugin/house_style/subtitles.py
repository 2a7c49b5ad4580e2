"""A reader: SubRip subtitles, each cue a paragraph that knows its line in the file."""

from __future__ import annotations

import re

from corpus.decoding import decode
from corpus.document import Anchor, Block, Document
from corpus.files import RawFile
from corpus.readers import Reader
from corpus.span import Span

_CUE = re.compile(r"\d+\n[\d:,]+ --> [\d:,]+[^\n]*\n(?P<words>(?:[^\n]+\n?)+)")


def _read(raw: RawFile) -> Document:
    text, encoding = decode(raw)
    text = text.replace("\r\n", "\n")
    pieces: list[str] = []
    blocks: list[Block] = []
    anchors: list[Anchor] = []
    at = 0
    for cue in _CUE.finditer(text):
        words = " ".join(cue["words"].split())
        blocks.append(Block(Span(at, at + len(words))))
        anchors.append(Anchor(at, text.count("\n", 0, cue.start("words")) + 1))
        pieces.append(words)
        at += len(words) + 1
    return Document(
        raw.path, "\n".join(pieces), sha256=raw.sha256, format="subtitles", encoding=encoding,
        blocks=tuple(blocks), anchors=tuple(anchors),
    )  # fmt: skip


READER = Reader(
    name="subtitles",
    suffixes=(".srt",),
    summary="SubRip subtitles, one paragraph a cue",
    read=_read,
)
