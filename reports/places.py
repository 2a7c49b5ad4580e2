"""Places in files, as the formats for other programs write them."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.display import visible
from corpus.document import Document
from corpus.span import Span


@dataclass(frozen=True, slots=True)
class Region:
    """Where a span stands in its file: 1-based, columns in code points, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def region(document: Document, span: Span) -> Region:
    """The lines and columns of a span."""
    start, end = document.locate(span.start), document.locate(span.end)
    return Region(start.line, start.column, end.line, end.column)


def path_of(document: Document) -> str:
    """The path as the user named it, with the slashes of a repository, safe to print."""
    return visible(document.path.replace("\\", "/").removeprefix("./"))


def is_its_own_text(document: Document) -> bool:
    """Whether the text is the file, so that an offset in the one is an offset in the other."""
    return not document.units and not document.anchors
