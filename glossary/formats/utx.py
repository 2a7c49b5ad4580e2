"""UTX, the tab-separated glossaries of the Asia-Pacific Association for Machine Translation.

    #UTX 1.20; zh/en; copyright: not stated; license: not stated
    #src	tgt	src:pos	tgt:pos	term status	src:comment	tgt:comment	concept ID
    数据要素	data factor	noun	noun	approved			data-factor

A term is approved (for us preferred), provisional (admitted), non-standard or forbidden (both
deprecated). The header has no date, so that the same glossary gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from corpus.decoding import decode
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.line_ends import LINE_END
from glossary.formats import TermbaseFormat, WrittenTermbase
from glossary.formats._building import known_part, language_of, one_line
from glossary.formats._losses import with_losses
from glossary.formats._pairs import Pair, cell, concepts_of, pairs_of, two_languages
from glossary.termbase import Status, Term, Termbase

_COLUMNS = (
    "src", "tgt", "src:pos", "tgt:pos", "term status", "src:comment", "tgt:comment", "concept ID",
)  # fmt: skip
_WORDS = {
    Status.PREFERRED: "approved",
    Status.ADMITTED: "provisional",
    Status.DEPRECATED: "forbidden",
}
_STATUSES = {
    **{word: status for status, word in _WORDS.items()},
    "non-standard": Status.DEPRECATED,
    "rejected": Status.DEPRECATED,
    "obsolete": Status.DEPRECATED,
}

_Row = Mapping[str, str]


def _read(raw: RawFile) -> Termbase:
    text = decode(raw)[0].removeprefix("\ufeff")
    lines = LINE_END.split(text)
    languages = _languages(lines[0], raw.path)
    concepts = concepts_of(_pairs(lines, languages, raw.path), path=raw.path)
    if not concepts:
        raise MalformedFileError(
            "has a header and no terms; add a row for each term", path=raw.path
        )
    return Termbase(concepts, raw.path, raw.sha256)


def _languages(first: str, path: str) -> tuple[str, str]:
    """The source and target language that the first line states, such as `en-US/ja-JP`."""
    fields = [field.strip() for field in first.split("\t", maxsplit=1)[0].split(";")]
    if not first.upper().startswith("#UTX") or len(fields) < 2:
        raise MalformedFileError(
            "is not a UTX file; its first line must be such as '#UTX 1.20; en/ja; …'",
            path=path,
            line=1,
        )
    source, slash, target = fields[1].partition("/")
    return (
        language_of(source.strip(), path=path, line=1),
        language_of(target.strip(), path=path, line=1) if slash and target.strip() else "und",
    )


def _pairs(lines: list[str], languages: tuple[str, str], path: str) -> Iterator[Pair]:
    columns: tuple[str, ...] = ()
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            names = tuple(name.strip().lower() for name in line[1:].split("\t"))
            if not columns and names[0] == "src":
                columns = names
            continue
        if not line.strip():
            continue
        if not columns:
            raise MalformedFileError(
                "a term before the line with the names of the columns; "
                "write '#src', 'tgt' and so on above it, separated by tabs",
                path=path,
                line=number,
            )
        cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > len(columns) and any(cells[len(columns) :]):
            raise MalformedFileError(
                f"{len(cells)} cells under {len(columns)} columns", path=path, line=number
            )
        yield _pair(dict(zip(columns, cells, strict=False)), languages, number)


def _pair(row: _Row, languages: tuple[str, str], line: int) -> Pair:
    source = _term(row, "src", languages[0], line)
    target = _term(row, "tgt", languages[1], line)
    return Pair(
        source,
        target,
        _STATUSES.get(_unless_dash(row.get("term status", "")).lower()),
        _unless_dash(row.get("concept id", "")),
        line,
    )


def _term(row: _Row, side: str, language: str, line: int) -> Term | None:
    text = one_line(row.get(side, ""))
    if not text or text == "-":
        return None
    own = [row.get(f"{side}:comment", "")]
    if side == "tgt" or not row.get("tgt"):
        own.append(row.get("comment", ""))
    return Term(
        text,
        language,
        note="\n".join(filter(None, map(_unless_dash, own))),
        part_of_speech=known_part(row.get(f"{side}:pos", "")),
        line=line,
    )


def _unless_dash(text: str) -> str:
    """A cell's text; a dash alone says that there is none."""
    return "" if text == "-" else text


def _write(termbase: Termbase) -> WrittenTermbase:
    languages = two_languages(termbase)
    rows = [
        _cells(pair)
        for concept in termbase.concepts
        for pair in pairs_of(concept, languages, deprecated=True)
    ]
    head = [
        f"#UTX 1.20; {'/'.join(languages)}; copyright: not stated; license: not stated",
        "#" + "\t".join(_COLUMNS),
    ]
    # A row that begins like a comment cannot be written.
    lines = [*head, *("\t".join(row) for row in rows if not row[0].startswith("#"))]
    return with_losses(
        ("\r\n".join(lines) + "\r\n").encode(),
        termbase,
        _read,
        suffix=".utx",
        empty=len(lines) == len(head),
    )


def _cells(pair: Pair) -> tuple[str, ...]:
    source, target = pair.source, pair.target
    return tuple(
        cell(text)
        for text in (
            source.text if source else "",
            target.text if target else "",
            (source and source.part_of_speech) or "",
            (target and target.part_of_speech) or "",
            _WORDS[pair.status] if pair.status else "",
            source.note if source else "",
            target.note if target else "",
            pair.concept,
        )
    )


def _sniff(first_bytes: bytes) -> bool:
    return first_bytes.replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe").startswith(b"#UTX")


UTX = TermbaseFormat(
    name="utx",
    suffixes=(".utx", ".txt", ".tsv"),
    summary="UTX 1.20: a pair of terms a row, with word class, status and comment",
    read=_read,
    write=_write,
    sniff=_sniff,
)
