"""Tables of translations: what the header row says of the columns, and the rows under it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.bitext import Bitext
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.formula_cells import apostrophes, is_own
from corpus.language_tags import reduce_tag, spell_tag
from corpus.readers._bilingual import Row, build_bitext, name_columns

_ID_HEADERS = frozenset(
    {"id", "tuid", "key", "unit", "segment", "no.", "nr", "#", "number", "编号"}
)
_SIDE_HEADERS = re.compile(
    r"(?:source|target|translation|rendering|original|原文|译文)(?: ?(?:text|\d+))?", re.IGNORECASE
)
_LEADING_TAG = re.compile(r"([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)(?:\s*[:(\[/].*|\s+.*)?")


Line = tuple[int, Sequence[str], Sequence[tuple[int, int]]]
"""The 1-based line on which a row begins, its cells, and line and column where each begins."""


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


def read_table(raw: RawFile, lines: Iterable[Line], *, format_name: str, encoding: str) -> Bitext:
    """Make the bitext of a table, the header first.

    Raises:
        MalformedFileError: at the line whose cells are fewer or more than the header's.
    """
    header: Header | None = None
    rows: list[Row] = []
    own = False
    for line, cells, places in lines:
        if not any(cell.strip() for cell in cells):
            continue
        if header is None:
            header = parse_header(cells, path=raw.path)
            own = is_own(cells)
            continue
        if len(cells) != header.width:
            raise MalformedFileError(
                f"the row has {len(cells)} cells where the header has {header.width}",
                path=raw.path,
                line=line,
            )
        unit = "" if header.id_cell is None else cells[header.id_cell].strip()
        rows.append(_row(unit or str(len(rows) + 1), line, header, cells, places, own=own))
    if header is None or not rows:
        raise MalformedFileError("has no rows under its header", path=raw.path)
    return build_bitext(
        raw,
        format_name=format_name,
        encoding=encoding,
        columns=name_columns(zip(header.names, header.languages, strict=True)),
        rows=rows,
    )


def _row(
    unit: str,
    line: int,
    header: Header,
    cells: Sequence[str],
    places: Sequence[tuple[int, int]],
    *,
    own: bool,
) -> Row:
    texts, begins = [], []
    for number in header.cells:
        added = apostrophes(cells[number]) if own else 0
        texts.append(cells[number][added:])
        begins.append((places[number][0], places[number][1] + added))
    return Row(unit, line, texts, begins)


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
