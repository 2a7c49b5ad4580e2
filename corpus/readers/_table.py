"""Tables of translations: what the header row says of the columns, and the rows under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.bitext import Bitext
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.language_tags import reduce_tag, spell_tag
from corpus.readers._bilingual import Row, build_bitext, name_columns

_ID_HEADERS = frozenset(
    {"id", "tuid", "key", "unit", "segment", "no.", "nr", "#", "number", "编号"}
)
_SIDE_HEADERS = re.compile(
    r"(?:source|target|translation|rendering|original|原文|译文)(?: ?(?:text|\d+))?", re.IGNORECASE
)
_LEADING_TAG = re.compile(r"([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)(?:\s*[:(\[/].*|\s+.*)?")


@dataclass(frozen=True, slots=True)
class Header:
    """Which cells of a row are text, in which language, and which is the unit's id.

    Attributes:
        names: of the text columns, as the header has them.
        languages: of the text columns, "und" where the header says only "target".
        cells: positions of the text columns.
        id_cell: position of the id, or None: units are numbered from 1.
        width: number of cells in every row.
    """

    names: tuple[str, ...]
    languages: tuple[str, ...]
    cells: tuple[int, ...]
    id_cell: int | None
    width: int


def parse_header(cells: Sequence[str], *, path: str) -> Header:
    """Understand a header row: `id`, languages as codes or names, and columns to leave alone.

    A column `id` is the unit's id, not Indonesian: that is `ind` or `id-ID`.

    Raises:
        MalformedFileError: if fewer than two columns are named after a language.
    """
    texts: list[tuple[int, str, str]] = []
    id_cell = None
    for number, cell in enumerate(cells):
        name = cell.strip()
        if name.lower() in _ID_HEADERS:
            id_cell = number if id_cell is None else id_cell
            continue
        language = _header_language(name)
        if language is not None:
            tag = spell_tag(name)
            texts.append((number, tag, language))
    if len(texts) < 2:
        shown = ", ".join(repr(cell.strip()[:20]) for cell in cells[:6])
        raise MalformedFileError(
            "the first row must name the language of two columns or more, "
            f"such as zh and en; it has {shown}",
            path=path,
            line=1,
        )
    return Header(
        names=tuple(name for _, name, _ in texts),
        languages=tuple(language for _, _, language in texts),
        cells=tuple(number for number, _, _ in texts),
        id_cell=id_cell,
        width=len(cells),
    )


def read_table(
    raw: RawFile, lines: Iterable[tuple[int, Sequence[str]]], *, format_name: str, encoding: str
) -> Bitext:
    """Make the bitext of a table, given as (1-based line, cells), the header first.

    Raises:
        MalformedFileError: at the line whose cells are fewer or more than the header's.
    """
    header: Header | None = None
    rows: list[Row] = []
    for line, cells in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = parse_header(cells, path=raw.path)
            continue
        if len(cells) != header.width:
            raise MalformedFileError(
                f"the row has {len(cells)} cells where the header has {header.width}",
                path=raw.path,
                line=line,
            )
        unit = "" if header.id_cell is None else cells[header.id_cell].strip()
        texts = [cells[number] for number in header.cells]
        rows.append(Row(unit or str(len(rows) + 1), line, texts))
    if header is None or not rows:
        raise MalformedFileError("has no rows under its header", path=raw.path)
    return build_bitext(
        raw,
        format_name=format_name,
        encoding=encoding,
        columns=name_columns(zip(header.names, header.languages, strict=True)),
        rows=rows,
    )


def _header_language(name: str) -> str | None:
    """The language a header names ("zh-CN", "Chinese", "en (careful)"), "und" for "target"."""
    if _SIDE_HEADERS.fullmatch(name):
        return "und"
    whole = reduce_tag(name)
    if whole != "und":
        return whole
    match = _LEADING_TAG.fullmatch(name)
    if match is not None:
        language = reduce_tag(match[1])
        return None if language == "und" else language
    first = reduce_tag(re.split(r"[\s:(\[/]", name, maxsplit=1)[0])
    return None if first == "und" else first
