"""Paragraphs of a text: from its blocks, or found in its lines.

A text file may give one line to a paragraph, part paragraphs by blank lines, or wrap every line at
a column. Wrapping shows by its own rule: the first word of the next line would not have fitted.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from corpus.document import Document, Kind
from corpus.span import Span

# Line ends as `Document.locate` counts them, and what else parts paragraphs.
_LINE = re.compile(r"[^\n\r\f\v\x1c-\x1e\x85\u2028\u2029]+")
_WIDE = re.compile("[ᄀ-ᅟ⺀-꓏가-힣豈-﫿︰-﹏＀-｠￠-￦\U00020000-\U000323af]")
_MARKER = re.compile(
    r"[•●▪◦■□◆◇▶►‣⁃·*+–—―-]\s|[-—―]{2,}|"
    r"[(（\[]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlcIVXLC]{1,5}|[A-Za-z])[.)）\]、．](?:\s|(?=[^\W\d_a-z]))|"
    r"[(（]?[一二三四五六七八九十百]{1,4}[)）、．.]|第[一二三四五六七八九十百零〇\d]{1,5}[章节条款部篇编]|"
    r"#{1,6}\s|>\s?|\|"
)
_FINAL = re.compile(r"[.!?…。！？：:;；][\"'”’」』)）\]】»]*(?:\[\d+\])*$")
_NARROWEST = 40
_WIDEST = 140


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A stretch of text that holds whole sentences.

    Attributes:
        span: without white space at its ends.
        kind: what the reader or its structure says that it is; None for running text.
        breaks: page breaks inside it, where it was put together from pieces.
        new_page: whether a form feed stands before it.
    """

    span: Span
    kind: Kind | None = None
    breaks: tuple[Span, ...] = ()
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    follows: bool  # directly under another line
    new_page: bool


def find_paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs of a document, in order; see the module's docstring."""
    text = document.text
    if document.blocks:
        return _from_blocks(document)
    lines = _lines(text)
    if not _is_wrapped(text, lines):
        return [Paragraph(Span(line.start, line.end), new_page=line.new_page) for line in lines]
    return _join_wrapped(text, lines)


def begins_with_marker(text: str, start: int) -> bool:
    """Whether a list marker, a dash or a number of a heading stands at `start`."""
    return _MARKER.match(text, start) is not None


def _from_blocks(document: Document) -> list[Paragraph]:
    text = document.text
    paragraphs: list[Paragraph] = []
    for block in document.blocks:
        span = trimmed(text, block.span.start, block.span.end)
        if span is not None:
            page = "\f" in text[paragraphs[-1].span.end if paragraphs else 0 : span.start]
            paragraphs.append(Paragraph(span, block.kind, new_page=page))
    return paragraphs


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None if nothing is left."""
    piece = text[start:end]
    bare = piece.lstrip()
    if not bare:
        return None
    start += len(piece) - len(bare)
    return Span(start, start + len(bare.rstrip()))


def _lines(text: str) -> list[_Line]:
    lines: list[_Line] = []
    last = 0
    for found in _LINE.finditer(text):
        span = trimmed(text, found.start(), found.end())
        if span is None:
            continue
        gap = text[last : span.start]
        breaks = gap.count("\n") or gap.count("\r")
        new_page = "\f" in gap
        lines.append(_Line(span.start, span.end, bool(lines) and breaks == 1, new_page))
        last = span.end
    return lines


def _width(text: str) -> int:
    """In columns of a terminal: a Han character takes two."""
    return len(text) if text.isascii() else len(text) + len(_WIDE.findall(text))


def _is_wrapped(text: str, lines: list[_Line]) -> bool:
    """Whether the lines of this text were broken to fit a column."""
    full = [_width(text[line.start : line.end]) for line, after in pairwise(lines) if after.follows]
    if len(full) < 2:
        return False
    column = _column(full)
    if not _NARROWEST <= column <= _WIDEST:
        return False
    wraps = open_ends = continued = 0
    for (line, after), width in zip(_following(lines), full, strict=True):
        if not _fits(text, width, after, column):
            wraps += 1
            open_ends += not _FINAL.search(text, max(line.start, line.end - 12), line.end)
            continued += not text[after.start].isupper()
    return (
        wraps >= max(2, 0.5 * len(full)) and open_ends >= 0.5 * wraps and continued >= 0.4 * wraps
    )


def _column(widths: list[int]) -> int:
    """The width that all but the odd overlong line keep to."""
    return sorted(widths)[int(0.97 * (len(widths) - 1))]


def _following(lines: list[_Line]) -> list[tuple[_Line, _Line]]:
    return [pair for pair in pairwise(lines) if pair[1].follows]


def _fits(text: str, width: int, after: _Line, column: int) -> bool:
    """Whether the first word of the next line would have fitted on this one, with room to spare."""
    head = text[after.start : min(after.end, after.start + 40)]
    word = head[:1] if _WIDE.match(head) else head.split(None, 1)[0]
    return width + 1 + _width(word) <= 0.92 * column


def _join_wrapped(text: str, lines: list[_Line]) -> list[Paragraph]:
    pairs = _following(lines)
    column = _column([_width(text[line.start : line.end]) for line, _ in pairs])
    paragraphs: list[Paragraph] = []
    first = last = lines[0]
    for line in lines[1:]:
        joined = (
            line.follows
            and not line.new_page
            and not begins_with_marker(text, line.start)
            and not _fits(text, _width(text[last.start : last.end]), line, column)
        )
        if not joined:
            paragraphs.append(Paragraph(Span(first.start, last.end), new_page=first.new_page))
            first = line
        last = line
    paragraphs.append(Paragraph(Span(first.start, last.end), new_page=first.new_page))
    return paragraphs
