"""The text of a web page, one paragraph a line, tied to the file chunk by chunk."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

from corpus.document import Anchor, Block, Kind
from corpus.line_ends import LINE_END, line_starts
from corpus.readers._html_content import Content, find_content
from corpus.readers._html_tokens import Text
from corpus.readers._html_tree import BLOCKS, Node, build_tree
from corpus.span import Span

_PIECE = re.compile(
    r"[ \t\n\f\r]+"
    r"|&(?:#[0-9]{1,7};?|#[xX][0-9a-fA-F]{1,6};?|[A-Za-z][A-Za-z0-9]{0,31};?)"
    r"|[^ \t\n\f\r&]+(?: [^ \t\n\f\r&]+)*"
    r"|&"
)
_WHITE = " \t\n\f\r"
_WIDE = re.compile("[\u2e80-\u9fff\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60]")
_STOPS = frozenset(".!?:;。！？：；…”’\"'」』)）")
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_NUMBER = re.compile(r"\[?(\d{1,4})\]?")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


@dataclass(frozen=True, slots=True)
class PageText:
    """What `extract` makes of a page; offsets as in `Document`."""

    text: str
    blocks: tuple[Block, ...]
    anchors: tuple[Anchor, ...]


def extract(source: str) -> PageText:
    """The main content of the page in `source`."""
    nodes = build_tree(source)
    content = find_content(nodes, source)
    writer = _Writer(source, content)
    if content.title is not None:
        writer.write(content.title)
    writer.write(content.root)
    return PageText("".join(writer.parts), tuple(writer.blocks), tuple(writer.anchors()))


@dataclass(slots=True)
class _Writer:
    """Appends to the text and remembers from where in the file each chunk came."""

    source: str
    content: Content
    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    # text offset and file offset of the first code point of each chunk
    chunks: list[tuple[int, int]] = field(default_factory=list)
    block_start: int = 0
    kind: Kind | None = None
    next_in_file: int = -1
    space: str = ""
    has_title: bool = False

    def write(self, root: Node) -> None:
        """Write the elements under `root`, which may be nested as deep as they like."""
        tasks: list[Node | Text | None] = [root]
        inside: list[Node] = []
        while tasks:
            task = tasks.pop()
            if task is None:
                self._leave(inside.pop())
            elif isinstance(task, Text):
                self._write_text(task, preformatted=_has(inside, "pre"))
            elif task not in self.content.dropped or task is root:
                if task.name == "br":
                    self._break_line(in_heading=self.kind in (Kind.TITLE, Kind.HEADING))
                elif not self._write_special(task, inside):
                    self._enter(task)
                    inside.append(task)
                    tasks.append(None)
                    tasks.extend(reversed(task.children))
        self._end_block()

    def anchors(self) -> Iterator[Anchor]:
        """One anchor a chunk, with its line and column in the file."""
        starts = line_starts(self.source)
        for offset, at in self.chunks:
            line = bisect_right(starts, at)
            yield Anchor(offset, line, at - starts[line - 1] + 1)

    def _enter(self, node: Node) -> None:
        if node.name not in BLOCKS:
            return
        self._end_block()
        if node.name == "h1" and not self.has_title:
            self.kind, self.has_title = Kind.TITLE, True
        elif node.name in _HEADINGS:
            self.kind = Kind.HEADING
        elif node.name == "li":
            self.kind = Kind.LIST_ITEM

    def _leave(self, node: Node) -> None:
        if node.name in BLOCKS:
            self._end_block()
            in_item = any(above.name == "li" for above in node.ancestors())
            self.kind = Kind.LIST_ITEM if in_item else None

    def _write_special(self, node: Node, inside: list[Node]) -> bool:
        """Code is left out, and a raised number does not run into the word before it."""
        if node.name == "code" and inside and inside[-1].name == "pre":
            return True
        if node.name != "sup":
            return False
        texts = list(_texts(node))
        words = "".join(self.source[text.start : text.end] for text in texts).strip(_WHITE)
        number = _NUMBER.fullmatch(words)
        if number is None:
            return False
        refers = any(isinstance(child, Node) and child.name == "a" for child in node.children)
        refers = refers or words.startswith("[") or "href" in _link_attributes(inside)
        shown = f"[{number[1]}]" if refers else number[1].translate(_SUPERSCRIPT)
        self._append(shown, texts[0].start)
        self.next_in_file = -1
        return True

    def _write_text(self, text: Text, *, preformatted: bool) -> None:
        for match in _PIECE.finditer(self.source, text.start, text.end):
            piece = match.group()
            if piece[0] not in _WHITE:
                self._append(unescape(piece) if piece[0] == "&" else piece, match.start())
                if piece[0] == "&":
                    self.next_in_file = -1
            elif preformatted and LINE_END.search(piece):
                self._end_block()
            elif not self.space or (self.space == " " and LINE_END.search(piece)):
                self.space = "\n" if LINE_END.search(piece) else " "

    def _append(self, words: str, at: int) -> None:
        if self.space and self.length > self.block_start:
            # a single space is a space in the file too, and keeps the chunk in one piece
            self.next_in_file = self.next_in_file + 1 if self.space == " " else -1
            if self.space == " " or not self._is_wide_join(words):
                self.parts.append(" ")
                self.length += 1
        self.space = ""
        if at != self.next_in_file or self.length == self.block_start:
            self.chunks.append((self.length, at))
        self.parts.append(words)
        self.length += len(words)
        self.next_in_file = at + len(words)

    def _is_wide_join(self, words: str) -> bool:
        """A line break between two ideographs is no space (CSS Text 3, section 4.1.3)."""
        return bool(_WIDE.match(words) and _WIDE.match(self.parts[-1][-1]))

    def _break_line(self, *, in_heading: bool) -> None:
        """A line break ends a paragraph after a full stop, or when it is the second."""
        if self.length == self.block_start:
            return
        if not in_heading and (self.space == "<br>" or self.parts[-1][-1] in _STOPS):
            kind = self.kind
            self._end_block()
            self.kind = kind
        else:
            self.space = "<br>"

    def _end_block(self) -> None:
        self.space = ""
        if self.length > self.block_start:
            self.blocks.append(Block(Span(self.block_start, self.length), self.kind))
            self.parts.append("\n")
            self.length += 1
            self.block_start = self.length
        self.next_in_file = -1


def _texts(node: Node) -> Iterator[Text]:
    tasks: list[Node | Text] = [node]
    while tasks:
        task = tasks.pop()
        if isinstance(task, Text):
            yield task
        else:
            tasks.extend(reversed(task.children))


def _has(inside: list[Node], name: str) -> bool:
    return any(node.name == name for node in inside)


def _link_attributes(inside: list[Node]) -> set[str]:
    return {name for node in inside[-2:] if node.name == "a" for name in node.attributes}
