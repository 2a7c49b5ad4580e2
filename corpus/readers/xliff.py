"""XLIFF 1.2, with the segmentation of `seg-source` where a program such as Trados writes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.bitext import Bitext
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.language_tags import reduce_tag, spell_tag
from corpus.readers import Reader
from corpus.readers._bilingual import Row, build_bitext, name_columns
from corpus.xml_input import (
    begins_with,
    inner_text,
    line_of,
    line_of_words,
    local_name,
    open_xml,
    tidy,
)

if TYPE_CHECKING:
    from lxml.etree import _Element

_CODES = frozenset({"bpt", "ept", "it", "ph", "bx", "ex", "x"})
"""Elements that hold or stand for native codes; `g` and `mrk` hold words."""

_VERSION_2 = re.compile(r"<(?:\w+:)?xliff\b[^>]*\bversion\s*=\s*[\"']2")


def _read(raw: RawFile) -> Bitext:
    """Read source and target; a unit without a target has an empty side."""
    xml = open_xml(raw)
    if _VERSION_2.search(xml.text, 0, 8192):
        raise MalformedFileError("is XLIFF 2; export it as XLIFF 1.2", path=raw.path)
    rows: list[Row] = []
    languages: tuple[str, str] | None = None
    for element in xml.iterate("trans-unit"):
        languages = languages or _languages(element)
        if element.get("translate", "yes") != "no":
            rows += _rows(element, raw.path, len(rows) + 1)
    if languages is None:
        raise MalformedFileError("is not XLIFF 1.2, or has no <trans-unit> in it", path=raw.path)
    return build_bitext(
        raw,
        format_name=READER.name,
        encoding=xml.encoding,
        columns=name_columns(
            (spell_tag(code) or side, reduce_tag(code))
            for code, side in zip(languages, ("source", "target"), strict=True)
        ),
        rows=rows,
    )


def _languages(element: _Element) -> tuple[str, str]:
    """Of source and target, as the <file> around the unit says."""
    for ancestor in element.iterancestors():
        if local_name(ancestor) == "file":
            return ancestor.get("source-language", ""), ancestor.get("target-language", "")
    return "", ""


def _rows(element: _Element, path: str, number: int) -> Iterator[Row]:
    unit = element.get("id", "").strip() or str(number)
    sides: dict[str, _Element] = {}
    for child in element:
        sides.setdefault(local_name(child), child)
    if "source" not in sides:
        raise MalformedFileError(
            "a <trans-unit> has no <source>", path=path, line=line_of(element), unit=unit
        )
    target = sides.get("target")
    sources = _segments(sides.get("seg-source"), path)
    targets = _segments(target, path)
    if sources and (targets or target is None or not _words(target, path)):
        for mid, (line, text) in sources.items():
            name = f"{unit}:{mid}" if len(sources) > 1 else unit
            target_line, words = targets.get(mid, (line, ""))
            yield Row(name, line, (text, words), ((line, 1), (target_line, 1)))
        return
    both = [sides["source"], *([] if target is None else [target])]
    places = [(line_of_words(side), 1) for side in both]
    yield Row(unit, line_of(element), [_words(side, path) for side in both], places)


def _segments(element: _Element | None, path: str) -> dict[str, tuple[int, str]]:
    """Line and words of the `<mrk mtype="seg">` in a side, by `mid`."""
    found: dict[str, tuple[int, str]] = {}
    if element is None:
        return found
    for mark in element.iter("{*}mrk"):
        if mark.get("mtype") == "seg":
            found.setdefault(mark.get("mid", ""), (line_of_words(mark), _words(mark, path)))
    return found


def _words(element: _Element, path: str) -> str:
    return tidy(inner_text(element, path, codes=_CODES))


def _sniff(first_bytes: bytes) -> bool:
    return begins_with(first_bytes, "xliff")


READER = Reader(
    name="xliff",
    suffixes=(".xlf", ".xliff", ".sdlxliff", ".mqxliff"),
    summary="XLIFF 1.2 (also Trados .sdlxliff), source and target",
    read=_read,
    bilingual=True,
    sniff=_sniff,
)
