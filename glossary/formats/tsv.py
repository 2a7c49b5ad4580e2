"""Two columns and a comment, separated by tabs: what every translation tool can import.

    zh	en	note
    数据要素	data factor	in the economic sense

The first row may name the languages, as ours does; without it they are told from the words. Rows
with the same source term are one concept: its first target is preferred, the others are admitted.
A deprecated term cannot be marked as such and is left out, since it would be proposed to
translators; so is a term without a partner. Lines that begin with "# " are comments, as in the
glossaries of OmegaT.
"""

from __future__ import annotations

from collections.abc import Iterator

from corpus.decoding import decode
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.language import detect_language
from corpus.line_ends import LINE_END
from glossary.formats import TermbaseFormat, WrittenTermbase
from glossary.formats._losses import with_losses
from glossary.formats._pairs import (
    Pair,
    Row,
    cell,
    concepts_of,
    named_languages,
    pairs_of,
    pairs_of_rows,
    two_languages,
)
from glossary.termbase import Termbase


def _read(raw: RawFile) -> Termbase:
    text = decode(raw)[0].removeprefix("\ufeff")
    rows = list(_rows(text))
    languages = named_languages(rows[0][1]) if rows else None
    if languages is None:
        languages = _languages_of_words(rows, raw.path)
    else:
        del rows[0]
    concepts = concepts_of(pairs_of_rows(rows, languages, path=raw.path), path=raw.path)
    if not concepts:
        raise MalformedFileError(
            "has no terms; write a source term, a tab and a target term a line", path=raw.path
        )
    return Termbase(concepts, raw.path, raw.sha256)


def _rows(text: str) -> Iterator[Row]:
    for number, line in enumerate(LINE_END.split(text), 1):
        if line.strip() and not line.startswith("# "):
            yield number, [cell.strip() for cell in line.split("\t")]


def _languages_of_words(rows: list[Row], path: str) -> tuple[str, str]:
    """The languages of the columns; what stands beside Chinese is English, as in our tables."""
    found = [
        detect_language("\n".join(cells[place] for _, cells in rows if len(cells) > place))
        for place in (0, 1)
    ]
    source, target = (
        "en" if language == "und" and "zh" in found else language for language in found
    )
    if rows and "und" in (source, target):
        raise MalformedFileError(
            "its languages cannot be told from so few words; name them in the first row, "
            "such as zh, a tab, and en",
            path=path,
            line=rows[0][0],
        )
    return source, target


def _write(termbase: Termbase) -> WrittenTermbase:
    languages = two_languages(termbase)
    rows = [
        _cells(pair)
        for concept in termbase.concepts
        for pair in pairs_of(concept, languages, deprecated=False)
        if pair.source and pair.target
    ]
    # A row that begins like a comment cannot be written.
    lines = ["\t".join(row) for row in rows if not row[0].startswith("# ")]
    head = "\t".join((*languages, "note"))
    return with_losses(
        ("\n".join([head, *lines]) + "\n").encode(),
        termbase,
        _read,
        suffix=".tsv",
        empty=not lines,
    )


def _cells(pair: Pair) -> tuple[str, str, str]:
    source, target = pair.source, pair.target
    said = target or source
    return (
        cell(source.text if source else ""),
        cell(target.text if target else ""),
        cell(said.note if said else ""),
    )


def _sniff(first_bytes: bytes) -> bool:
    """Whether the first row is not that of a table with named columns."""
    codec = "utf-16" if b"\0" in first_bytes[:200] else "utf-8"
    head = first_bytes.decode(codec, "ignore").lstrip("\ufeff \r\n").partition("\n")[0]
    return "\t" in head and "concept" not in head.lower() and not head.startswith("#UTX")


TSV = TermbaseFormat(
    name="tsv",
    suffixes=(".tsv", ".txt", ".tab", ".utf8"),
    summary="two columns and a comment, tab-separated, for OmegaT and most other tools",
    read=_read,
    write=_write,
    sniff=_sniff,
)
