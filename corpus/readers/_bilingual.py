"""From the rows of a bilingual file to a `Bitext`: one document a column, one bead a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Segment, Unit
from corpus.errors import MalformedFileError, UnreadableFileError
from corpus.files import RawFile
from corpus.signature import sign
from corpus.span import Span

MAX_COLUMNS = 100
"""More languages or variants than this in one file are a mistake in the file."""

MAX_CELLS = 4_000_000
"""More than this, empty ones included, would fill the memory and no desk."""


@dataclass(frozen=True, slots=True)
class Column:
    """One side of a bilingual file.

    Attributes:
        name: what the file calls it; unique after `name_columns`.
        language: BCP 47 code, "und" if the file does not say.
    """

    name: str
    language: str


@dataclass(frozen=True, slots=True)
class Row:
    """One translation unit.

    Attributes:
        id: the file's own, or its number from 1.
        line: 1-based line in the file.
        texts: one a column; shorter rows lack the last columns; "" is a missing side.
        places: 1-based line and column at which each text begins, where known.
    """

    id: str
    line: int
    texts: Sequence[str]
    places: Sequence[tuple[int, int]] = ()


def name_columns(columns: Iterable[tuple[str, str]]) -> tuple[Column, ...]:
    """Columns of (name, language) with unique names: "en", "en 2", "en 3"."""
    named: list[Column] = []
    used: set[str] = set()
    for name, language in columns:
        unique, number = name, 1
        while unique in used:
            number += 1
            unique = f"{name} {number}"
        used.add(unique)
        named.append(Column(unique, language))
    return tuple(named)


def build_bitext(
    raw: RawFile, *, format_name: str, encoding: str, columns: Sequence[Column], rows: Sequence[Row]
) -> Bitext:
    """Make the bitext of a bilingual file.

    A side without text has an empty span and an empty segment, so that a segment's index is its
    unit's position everywhere; the bead leaves it out.

    Raises:
        UnreadableFileError: if no row has any text.
        MalformedFileError: if there are more columns or cells than any sane file has.
    """
    if len(columns) > MAX_COLUMNS or len(columns) * len(rows) > MAX_CELLS:
        raise MalformedFileError(
            f"has {len(columns)} columns in {len(rows)} units; "
            f"at most {MAX_COLUMNS} columns and {MAX_CELLS} cells are read",
            path=raw.path,
        )
    if not any(text.strip() for row in rows for text in row.texts):
        raise UnreadableFileError("has no text in any of its units", path=raw.path)
    sha256 = raw.sha256
    documents = tuple(
        _document(
            column,
            texts=[row.texts[number] if number < len(row.texts) else "" for row in rows],
            places=[
                row.places[number] if number < len(row.places) else (row.line, 1) for row in rows
            ],
            ids=[row.id for row in rows],
            file=Document(raw.path, "", sha256=sha256, format=format_name, encoding=encoding),
        )
        for number, column in enumerate(columns)
    )
    return Bitext(
        documents=documents,
        beads=tuple(_bead(documents, index) for index in range(len(rows))),
        mode="units",
        signature=sign("read", inputs=((raw.path, sha256),)),
    )


def _document(
    column: Column,
    *,
    texts: Sequence[str],
    places: Sequence[tuple[int, int]],
    ids: Sequence[str],
    file: Document,
) -> Document:
    units: list[Unit] = []
    segments: list[Segment] = []
    at = 0
    for index, (unit, text, place) in enumerate(zip(ids, texts, places, strict=True)):
        span = Span(at, at + len(text))
        units.append(Unit(unit, span, *place))
        segments.append(Segment(index, span, text, paragraph=index, language=column.language))
        at = span.end + 1
    return replace(
        file,
        text="\n".join(texts),
        language=column.language,
        units=tuple(units),
        name=column.name,
        segments=tuple(segments),
    )


def _bead(documents: Sequence[Document], index: int) -> Bead:
    sides = [document.segments[index] for document in documents]
    full = [bool(segment.text.strip()) for segment in sides]
    return Bead(
        segments=tuple((index,) if has else () for has in full),
        spans=tuple(
            (segment.span,) if has else () for segment, has in zip(sides, full, strict=True)
        ),
        relation=Relation.SAME if sum(full) > 1 else Relation.UNALIGNED,
        confidence=1.0,
    )
