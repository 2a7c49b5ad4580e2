"""Markdown: the document is the file; its blocks are the paragraphs, and mark-up is no content."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from corpus.decoding import decode
from corpus.document import Block, Document, Kind
from corpus.files import RawFile
from corpus.readers import Reader
from corpus.readers._markdown_inline import find_markup
from corpus.span import Span

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|$)")
_FRONT_MATTER = re.compile(r"(---|\+\+\+)[ \t]*")
_QUOTE = re.compile(r" {0,3}>[ \t]?")
_FENCE = re.compile(r"[ \t]*(`{3,}(?=[^`]*$)|~{3,})")
_HEADING = re.compile(r" {0,3}(#{1,6})(?:[ \t]+(?P<text>.*?))??(?:[ \t]+#+)?[ \t]*")
_SETEXT = re.compile(r" {0,3}(=+|-{2,})[ \t]*")
_RULE = re.compile(r" {0,3}(?:(?:\*[ \t]*){3,}|(?:-[ \t]*){3,}|(?:_[ \t]*){3,})")
_ITEM = re.compile(r"[ \t]*(?:[-+*]|(?P<number>\d{1,9})[.)])(?:[ \t]+(?:\[[ xX]\][ \t]+)?|$)")
_DEFINITION = re.compile(r" {0,3}\[(?P<note>\^)?[^\[\]]+\]:[ \t]*")
_RAW_HTML = re.compile(r" {0,3}<(script|style|pre|textarea)\b", re.IGNORECASE)
_COMMENT = re.compile(r"[ \t]*<!--")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*")
_CELL = re.compile(r"(?:\\.|[^\\|])+")
_TAGS = re.compile(r"(?:\s|<!--.*?-->|</?[A-Za-z][^<>]*+>|!\[[^\[\]]*+\]\([^()\s]*+\))*")


def _read(raw: RawFile) -> Document:
    text, encoding = decode(raw)
    blocks = _Parser(text).parse()
    markup = [
        span for block in blocks if block.kind is not Kind.METADATA
        for span in find_markup(text, block.span)
    ]  # fmt: skip
    return Document(
        raw.path,
        text,
        sha256=raw.sha256,
        format=READER.name,
        encoding=encoding,
        blocks=tuple(blocks),
        markup=tuple(markup),
    )


@dataclass(slots=True)
class _Parser:
    """Goes through the lines once; `first` and `last` bound the paragraph that is open."""

    text: str
    blocks: list[Block] = field(default_factory=list)
    lines: list[tuple[int, int]] = field(default_factory=list)
    first: int = -1
    last: int = -1
    kind: Kind | None = None
    in_list: bool = False
    has_title: bool = False

    def parse(self) -> list[Block]:
        """The blocks of the text, in order."""
        self.lines = [match.span(1) for match in _LINE.finditer(self.text)]
        number = self._skip_front_matter()
        while number < len(self.lines):
            number = self._take_line(number)
        self._close()
        return self.blocks

    def _skip_front_matter(self) -> int:
        opening = _FRONT_MATTER.fullmatch(self.text, *self.lines[0])
        if opening is None:
            return 0
        closings = {opening[1], "..."} if opening[1] == "---" else {opening[1]}
        for number, (start, end) in enumerate(self.lines[1:], start=1):
            if self.text[start:end].rstrip() in closings:
                self._add(self.lines[1][0], self.lines[number - 1][1], Kind.METADATA)
                return number + 1
        return 0

    def _take_line(self, number: int) -> int:
        """Understand a line and say which is the next to look at."""
        start, end = self.lines[number]
        quoted = False
        while quote := _QUOTE.match(self.text, start, end):
            start, quoted = quote.end(), True
        if not self.text[start:end].strip():
            self._close()
            return number + 1
        skipped = self._skip_code(number, start, end)
        if skipped > number:
            self._close()
            return skipped
        if self._take_heading(start, end) or self._take_definition(start, end):
            return number + 1
        item = _ITEM.match(self.text, start, end)
        if item and (self.first < 0 or self.in_list or item["number"] in (None, "1")):
            self._close()
            self.in_list, self.kind = True, Kind.LIST_ITEM
            self._extend(item.end(), end)
        elif self.first < 0 and (after := self._take_table(number)):
            return after
        else:
            if self.first < 0:
                indented = self.text.startswith((" ", "\t"), start)
                self.in_list = self.in_list and indented
                self.kind = Kind.LIST_ITEM if self.in_list and not quoted else None
            self._extend(start, end)
        return number + 1

    def _skip_code(self, number: int, start: int, end: int) -> int:
        """The line after a code block, comment or raw HTML that begins here; else `number`."""
        fence = _FENCE.match(self.text, start, end)
        if fence:
            closing = re.compile(rf"[ \t>]*{re.escape(fence[1][0])}{{{len(fence[1])},}}[ \t]*")
            return self._after(number + 1, closing)
        if self.first >= 0:
            return number
        raw = _RAW_HTML.match(self.text, start, end)
        if raw:
            return self._after(number, re.compile(rf".*</{raw[1]}>.*", re.IGNORECASE))
        if _COMMENT.match(self.text, start, end):
            closing_at = self.text.find("-->", start)
            if closing_at < 0:
                return len(self.lines)
            if closing_at >= end:
                return self._after(number, re.compile(r".*-->.*"))
        code = not self.in_list and re.compile(r" {4}| {0,3}\t").match(self.text, start, end)
        return number + 1 if code else number

    def _after(self, number: int, closing: re.Pattern[str]) -> int:
        while number < len(self.lines):
            if closing.fullmatch(self.text, *self.lines[number]):
                return number + 1
            number += 1
        return number

    def _take_heading(self, start: int, end: int) -> bool:
        heading = _HEADING.fullmatch(self.text, start, end)
        if heading:
            self._close()
            self.in_list = False
            if heading["text"]:
                self._add(*heading.span("text"), self._heading_kind(len(heading[1])))
            return True
        underline = _SETEXT.fullmatch(self.text, start, end)
        if underline and self.first >= 0 and self.kind is None:
            self._add(self.first, self.last, self._heading_kind(1 + (underline[1][0] == "-")))
            self.first = -1
            return True
        if _RULE.fullmatch(self.text, start, end):
            self._close()
            self.in_list = False
            return True
        return False

    def _heading_kind(self, level: int) -> Kind:
        if level == 1 and not self.has_title:
            self.has_title = True
            return Kind.TITLE
        return Kind.HEADING

    def _take_definition(self, start: int, end: int) -> bool:
        """The target of a reference is no content; the text of a footnote is."""
        definition = _DEFINITION.match(self.text, start, end)
        if definition is None or (self.first >= 0 and not definition["note"]):
            return False
        self._close()
        if definition["note"]:
            self.kind = None
            self._extend(definition.end(), end)
        return True

    def _take_table(self, number: int) -> int:
        """The line after the table that begins here, its cells taken; 0 if there is none."""
        if number + 1 >= len(self.lines) or "|" not in self.text[slice(*self.lines[number])]:
            return 0
        rule = self.text[slice(*self.lines[number + 1])]
        if "|" not in rule or not _TABLE_RULE.fullmatch(rule):
            return 0
        self.kind = None
        row = number
        while row < len(self.lines) and "|" in self.text[slice(*self.lines[row])]:
            if row != number + 1:
                for cell in _CELL.finditer(self.text, *self.lines[row]):
                    self._add(*cell.span(), None)
            row += 1
        return row

    def _extend(self, start: int, end: int) -> None:
        if self.first < 0:
            self.first = start
        self.last = end

    def _close(self) -> None:
        if self.first >= 0:
            self._add(self.first, self.last, self.kind)
        self.first = -1

    def _add(self, start: int, end: int, kind: Kind | None) -> None:
        """Add a block without the white space around it, unless nothing but mark-up is in it."""
        words = self.text[start:end]
        end -= len(words) - len(words.rstrip())
        start += len(words) - len(words.lstrip())
        if start < end and not _TAGS.fullmatch(self.text, start, end):
            self.blocks.append(Block(Span(start, end), kind))


READER = Reader(
    name="markdown",
    suffixes=(".md", ".markdown", ".mdown", ".mkd"),
    summary="Markdown: headings, paragraphs, list items; code, comments and targets left out",
    read=_read,
)
