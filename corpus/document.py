"""The nouns of a text: `Document`, `Segment`, and what a segment is and contains.

A `Document` carries the text exactly as the reader gave it; whatever is later said about it is
said in code-point spans of that text, so nothing is ever searched for again.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from corpus.line_ends import LINE_END, line_starts
from corpus.span import Location, Span

_SPACES = re.compile(r"\s+")


class Kind(StrEnum):
    """What a segment is in the structure of its document."""

    TITLE = "title"
    HEADING = "heading"
    RUN_IN_HEADING = "run-in-heading"
    BYLINE = "byline"
    LIST_ITEM = "list-item"
    SENTENCE = "sentence"
    METADATA = "metadata"
    BOILERPLATE = "boilerplate"
    FRAGMENT = "fragment"

    @property
    def is_content(self) -> bool:
        """Whether segments of this kind are embedded, aligned and compared."""
        return self not in (Kind.METADATA, Kind.BOILERPLATE)


class MarkKind(StrEnum):
    """What a marked stretch inside a segment is. None of them is part of the sentence proper."""

    FOOTNOTE = "footnote"
    GLOSS = "gloss"
    PAGE_BREAK = "page-break"
    MARKUP = "markup"


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch inside a segment that is kept in the text and left out of comparisons.

    Attributes:
        kind: footnote marker, gloss in another language, or page break.
        span: what is left out, brackets and the space before it included.
        explains: for a gloss the words before it that it explains, as far as can be told.
        content: for a gloss the foreign words between the brackets.
    """

    kind: MarkKind
    span: Span
    explains: Span | None = None
    content: Span | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a document that is aligned as one: usually a sentence.

    Attributes:
        index: position among the document's segments, from 0; the id in all outputs.
        span: where it stands; `document.text[span.start:span.end] == text`.
        text: its words as they stand, marks included.
        kind: what it is.
        paragraph: number of its paragraph in the document, from 0.
        language: BCP 47 code.
        marks: footnote markers, glosses and page breaks inside it, in order, in document offsets.
    """

    index: int
    span: Span
    text: str
    kind: Kind = Kind.SENTENCE
    paragraph: int = 0
    language: str = "und"
    marks: tuple[Mark, ...] = ()

    @property
    def plain(self) -> str:
        """The words to embed and compare: without marks, white space folded."""
        if not self.marks:
            return _SPACES.sub(" ", self.text).strip()
        pieces: list[str] = []
        at = self.span.start
        for mark in self.marks:
            pieces.append(self.text[at - self.span.start : mark.span.start - self.span.start])
            if mark.kind is MarkKind.PAGE_BREAK:
                pieces.append(" ")
            at = mark.span.end
        pieces.append(self.text[at - self.span.start :])
        return _SPACES.sub(" ", "".join(pieces)).strip()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as the reader saw it; `kind` is what the file's own mark-up says, if it does."""

    span: Span
    kind: Kind | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A fixed point between a text and its file: `offset` stands at `line`, `column` (1-based)."""

    offset: int
    line: int
    column: int = 1
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    """One language's side of a translation unit in a bilingual file.

    Attributes:
        id: the file's own, or its number from 1.
        span: its text, in the document's.
        line: 1-based line on which that text begins.
        column: 1-based column at which it begins; 1 also where the format does not tell (XML).
    """

    id: str
    span: Span
    line: int
    column: int = 1


@dataclass(frozen=True, slots=True)
class Document:
    """One text in one language.

    Attributes:
        path: the file as the user named it.
        text: its text. For text files, the decoded file to the last character (no newline is
            changed); for other formats, the extracted paragraphs, one a line.
        language: BCP 47 code ("en", "zh"), "und" if unknown.
        sha256: of the file's bytes, in hexadecimal.
        format: name of the reader.
        encoding: of the file, where it is text.
        blocks: paragraphs, where the format marks them; empty means: find them in the text.
        markup: stretches inside blocks that are the file's mark-up and not its words (the target
            of a link, the asterisks around bold), in order; the segmenter makes marks of them.
        anchors: fixed points of text and file, in order; empty means: the text is the file.
        units: translation units, for one side of a bilingual file.
        name: what to call this side when a file has several ("zh", "en 2"); else "".
        segments: filled by `corpus.segment`.
    """

    path: str
    text: str
    language: str = "und"
    sha256: str = ""
    format: str = "text"
    encoding: str = "utf-8"
    blocks: tuple[Block, ...] = ()
    markup: tuple[Span, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    units: tuple[Unit, ...] = ()
    name: str = ""
    segments: tuple[Segment, ...] = ()

    @property
    def label(self) -> str:
        """The path, with the side's name where the file has several."""
        return f"{self.path} [{self.name}]" if self.name else self.path

    def locate(self, offset: int) -> Location:
        """Say where in the file the code point `offset` of the text stands.

        Raises:
            IndexError: if `offset` is outside 0..len(text).
        """
        if not 0 <= offset <= len(self.text):
            raise IndexError(f"offset {offset} is outside the {len(self.text)} code points")
        if self.units:
            unit = self.units[max(0, bisect_right(self.units, offset, key=_unit_start) - 1)]
            return _locate_in_unit(self.text, unit, offset)
        if self.anchors:
            # A search by key: hashing a hundred thousand anchors for a cache costs more.
            number = bisect_right(self.anchors, offset, key=_anchor_offset) - 1
            anchor = self.anchors[max(0, number)]
            column = anchor.column + max(0, offset - anchor.offset)
            return Location(anchor.line, column, None, offset, anchor.label)
        starts = _line_starts(self.text)
        line = bisect_right(starts, offset) - 1
        return Location(line + 1, offset - starts[line] + 1, None, offset)


@lru_cache(maxsize=64)
def _line_starts(text: str) -> tuple[int, ...]:
    """Offsets of the lines' first code points; a line ends with LF, CR LF or CR."""
    return line_starts(text)


def _locate_in_unit(text: str, unit: Unit, offset: int) -> Location:
    """A cell may go on over several lines."""
    within = offset - unit.span.start
    breaks = [match.end() for match in LINE_END.finditer(text, unit.span.start, offset)]
    column = offset - breaks[-1] + 1 if breaks else unit.column + within
    return Location(unit.line + len(breaks), column, unit.id, within)


def _unit_start(unit: Unit) -> int:
    return unit.span.start


def _anchor_offset(anchor: Anchor) -> int:
    return anchor.offset
