"""Anchors from the user: places in several texts that must stand in one bead.

The file is a table separated by tabs. Its first row names files as on the command line; every other
row ties one place of each file, or of some of them, together. A cell holds

    12        the segment that begins on line 12, or on which line 12 stands
    #12       segment 12, counted from 1 as in `--format json` plus one
    words     the segment with exactly these words, or the only one that begins with them
    "12"      the same for words that look like a number

and may be empty where a file has no part in the row.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import PurePath

from corpus.decoding import decode
from corpus.document import Document, Segment
from corpus.errors import MalformedFileError
from corpus.files import read_file
from corpus.line_ends import LINE_END

_LARGEST = 8 * 1024 * 1024
_PLACE = re.compile(r"(#?)(\d{1,9})")
_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Anchor:
    """One row: for each document the index of a segment, or None."""

    segments: tuple[int | None, ...]
    line: int


def read_anchors(path: str, documents: Sequence[Document]) -> tuple[Anchor, ...]:
    """Read a file of anchors.

    Args:
        path: the file.
        documents: with their segments.

    Returns:
        The rows, ascending in every document.

    Raises:
        UnreadableFileError: if the file cannot be read or is empty.
        MalformedFileError: at the row that names an unknown file or a place that is not there, ties
            fewer than two, or crosses another.
    """
    text, _ = decode(read_file(path, max_bytes=_LARGEST))
    rows = [
        (number, [cell.strip() for cell in line.split("\t")])
        for number, line in enumerate(LINE_END.split(text), start=1)
        if line.strip()
    ]
    columns = _columns(path, rows[0], documents)
    anchors = [
        _anchor(path, line, cells, columns=columns, documents=documents) for line, cells in rows[1:]
    ]
    if not anchors:
        raise MalformedFileError("has no row under the names of the files", path=path)
    _refuse_crossing(path, anchors, documents)
    return tuple(anchors)


def _columns(
    path: str, head: tuple[int, Sequence[str]], documents: Sequence[Document]
) -> list[int]:
    """For each column the number of its document."""
    line, names = head
    columns = []
    for name in names:
        found = [k for k, document in enumerate(documents) if document.path == name]
        if not found:
            found = [
                k for k, document in enumerate(documents) if PurePath(document.path).name == name
            ]
        if len(found) != 1:
            known = ", ".join(document.path for document in documents)
            what = "is none of the files to align" if not found else "names several files"
            raise MalformedFileError(f"{name!r} {what}: {known}", path=path, line=line)
        columns += found
    if len(columns) < 2 or len(set(columns)) < len(columns):
        raise MalformedFileError(
            "the first row must name two files or more, separated by tabs, each once",
            path=path,
            line=line,
        )
    return columns


def _anchor(
    path: str,
    line: int,
    cells: Sequence[str],
    *,
    columns: Sequence[int],
    documents: Sequence[Document],
) -> Anchor:
    if len(cells) > len(columns):
        raise MalformedFileError(
            f"the row has {len(cells)} cells where the first row names {len(columns)} files",
            path=path,
            line=line,
        )
    segments: list[int | None] = [None] * len(documents)
    for cell, column in zip(cells, columns, strict=False):
        if cell:
            try:
                segments[column] = _find(cell, documents[column]).index
            except LookupError as error:
                raise MalformedFileError(str(error.args[0]), path=path, line=line) from None
    if sum(segment is not None for segment in segments) < 2:
        raise MalformedFileError("the row must tie two files or more", path=path, line=line)
    return Anchor(tuple(segments), line)


def _find(cell: str, document: Document) -> Segment:
    """The segment that a cell means; LookupError with a sentence that says why there is none."""
    place = _PLACE.fullmatch(cell)
    if place is None:
        return _with_words(cell, document)
    number = int(place[2])
    if place[1]:
        if not 1 <= number <= len(document.segments):
            raise LookupError(
                f"there is no segment {number} in {document.path}; it has "
                f"{len(document.segments):,} segments"
            )
        found = document.segments[number - 1]
    else:
        found = _on_line(number, document)
    if not (found.kind.is_content and found.plain):
        raise LookupError(
            f"{cell} of {document.path} is not aligned, as it is "
            f"{found.kind.value if found.plain else 'empty'}"
        )
    return found


def _on_line(line: int, document: Document) -> Segment:
    last = document.locate(len(document.text.rstrip())).line
    if not 1 <= line <= last:
        raise LookupError(f"there is no line {line} in {document.path}; it has {last:,} lines")
    around = None
    for segment in document.segments:
        first = document.locate(segment.span.start).line
        if first == line:
            return segment
        if first > line:
            break
        if document.locate(max(segment.span.start, segment.span.end - 1)).line >= line:
            around = segment
    if around is None:
        raise LookupError(f"line {line} of {document.path} is empty")
    return around


def _with_words(cell: str, document: Document) -> Segment:
    words = " ".join((cell[1:-1] if re.fullmatch(r'".+"', cell) else cell).split())
    content = [part for part in document.segments if part.kind.is_content]
    found = [part for part in content if part.plain == words]
    found = found or [part for part in content if part.plain.startswith(words)]
    if len(found) == 1:
        return found[0]
    shown = words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…"
    if not found:
        raise LookupError(f"no segment of {document.path} begins with {shown!r}")
    lines = ", ".join(str(document.locate(part.span.start).line) for part in found[:3])
    more = ", …" if len(found) > 3 else ""
    raise LookupError(
        f"{len(found)} segments of {document.path} begin with {shown!r} (lines {lines}{more}); "
        "give the line"
    )


def _refuse_crossing(path: str, anchors: Sequence[Anchor], documents: Sequence[Document]) -> None:
    for one, other in combinations(range(len(documents)), 2):
        pairs = sorted(
            (left, right, anchor.line)
            for anchor in anchors
            if (left := anchor.segments[one]) is not None
            and (right := anchor.segments[other]) is not None
        )
        for before, after in pairwise(pairs):
            if before[:2] == after[:2]:
                continue
            if before[0] == after[0] or before[1] >= after[1]:
                raise MalformedFileError(
                    f"the row and that of line {min(before[2], after[2])} cross: their places in "
                    f"{documents[one].path} and {documents[other].path} are not in the same order",
                    path=path,
                    line=max(before[2], after[2]),
                )
