"""TMX 1.1 to 1.4b: any number of languages, and of variants of one language, in a unit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.bitext import Bitext
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.language_tags import reduce_tag, spell_tag
from corpus.readers import Reader
from corpus.readers._bilingual import Row, build_bitext, name_columns
from corpus.tmx_elements import CODES, XML_LANG
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

_Words = tuple[str, int]
"""The words of a variant, and the 1-based line on which they begin."""

_Variant = tuple[str, int]
"""A language as `spell_tag` gives it, and which of its variants in the unit this is, from 0."""


def _read(raw: RawFile) -> Bitext:
    """Read a translation memory; its columns begin with the header's source language."""
    xml = open_xml(raw)
    source = ""
    units: list[tuple[str, int, dict[_Variant, _Words]]] = []
    seen: dict[_Variant, None] = {}
    for element in xml.iterate("header", "tu"):
        if local_name(element) == "header":
            source = element.get("srclang", "").strip()
            continue
        number = str(len(units) + 1)
        unit = element.get("tuid", "").strip() or number
        texts = dict(_variants(element, raw.path, unit))
        seen.update(dict.fromkeys(texts))
        units.append((unit, line_of(element), texts))
    if not units:
        raise MalformedFileError("is not a TMX file, or has no <tu> in it", path=raw.path)
    order = _order(list(seen), source)
    return build_bitext(
        raw,
        format_name=READER.name,
        encoding=xml.encoding,
        columns=name_columns((tag, reduce_tag(tag)) for tag, _ in order),
        rows=[
            _row(unit, line, [texts.get(variant, ("", line)) for variant in order])
            for unit, line, texts in units
        ],
    )


def _row(unit: str, line: int, sides: Sequence[_Words]) -> Row:
    return Row(unit, line, [words for words, _ in sides], [(begin, 1) for _, begin in sides])


def _variants(element: _Element, path: str, unit: str) -> Iterator[tuple[_Variant, _Words]]:
    counts: dict[str, int] = {}
    for tuv in element:
        if local_name(tuv) != "tuv":
            continue
        code = tuv.get(XML_LANG) or tuv.get("lang") or ""
        if not code.strip():
            raise MalformedFileError(
                "a <tuv> has no xml:lang", path=path, line=line_of(tuv), unit=unit
            )
        tag = spell_tag(code)
        number = counts.get(tag, 0)
        counts[tag] = number + 1
        segments = [child for child in tuv if local_name(child) == "seg"]
        words = " ".join(inner_text(segment, path, codes=CODES) for segment in segments)
        yield (tag, number), (tidy(words), line_of_words(segments[0] if segments else tuv))


def _order(variants: list[_Variant], source: str) -> list[_Variant]:
    """The source language first, the others as they came, a language's variants together."""
    firsts = list(dict.fromkeys(tag for tag, _ in variants))
    tag = spell_tag(source)
    if tag not in firsts:
        primary = tag.partition("-")[0]
        tag = next((first for first in firsts if first.partition("-")[0] == primary), "")
    rank = {first: number for number, first in enumerate(firsts)}
    return sorted(
        variants,
        key=lambda variant: (variant != (tag, 0), rank[variant[0]], variant[1]),
    )


def _sniff(first_bytes: bytes) -> bool:
    return begins_with(first_bytes, "tmx")


READER = Reader(
    name="tmx",
    suffixes=(".tmx",),
    summary="translation memory (TMX 1.1 to 1.4b), any number of languages and variants",
    read=_read,
    bilingual=True,
    sniff=_sniff,
)
