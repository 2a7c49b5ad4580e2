"""Glossary tables: what is read from them, and what is said of faulty ones."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.errors import (
    InputError,
    MalformedFileError,
    UnknownFormatError,
    UnreadableFileError,
)
from corpus.files import RawFile
from glossary import read_termbase
from glossary.formats import termbase_formats
from glossary.termbase import Concept, Status, Term, Termbase

HEADER = "concept_id,source_term,target_term,status,note\n"


def parse(text: str | bytes, path: str = "g.csv") -> Termbase:
    data = text.encode() if isinstance(text, str) else text
    [kind] = [kind for kind in termbase_formats() if kind.name == "csv"]
    return kind.read(RawFile(path, data))


def test_rows_of_a_concept_are_brought_together() -> None:
    termbase = parse(
        HEADER
        + "c1,水权,water right,preferred,as in the law\n"
        + "c2,河长,river chief,preferred,\n"
        + "c1,,water permit,Deprecated,\n"
        + "c1,用水权,water-use right,admitted,\n"
    )
    assert termbase.concepts == (
        Concept(
            "c1",
            (
                Term("水权", "zh"),
                Term("water right", "en", Status.PREFERRED, "as in the law"),
                Term("water permit", "en", Status.DEPRECATED),
                Term("用水权", "zh"),
                Term("water-use right", "en", Status.ADMITTED),
            ),
        ),
        Concept("c2", (Term("河长", "zh"), Term("river chief", "en"))),
    )


def test_the_valid_terms_come_preferred_first() -> None:
    [concept] = parse(
        HEADER + "c,水权,water claim,admitted,\nc,,water right,preferred,\nc,,permit,deprecated,\n"
    ).concepts
    assert [term.text for term in concept.valid_in("en-GB")] == ["water right", "water claim"]
    assert [term.text for term in concept.in_language("zh")] == ["水权"]


@pytest.mark.parametrize(
    ("text", "path"),
    [
        (HEADER + "c,水权,water right,preferred,n\n", "g.csv"),
        ("\ufeff" + HEADER + "c,水权,water right,preferred,n\n", "g.csv"),
        (HEADER.replace(",", ";") + "c;水权;water right;preferred;n\n", "g.csv"),
        (HEADER.replace(",", "\t") + "c\t水权\twater right\tpreferred\tn\n", "g.tsv"),
        (HEADER.replace(",", "\t") + "c\t水权\twater right\tpreferred\tn\n", "g.csv"),
        (HEADER + '\r\n"c","水权","water right","preferred","n"\r\n\r\n', "g.csv"),
        ("Concept ID,Source term,Target term,Status,Note\nc,水权,water right,,n", "g.csv"),
        ("status,note,target_term,source_term,concept_id\n ,n,water right , 水权,c", "g.csv"),
    ],
)
def test_spellings_of_a_table(text: str, path: str) -> None:
    [concept] = parse(text, path).concepts
    assert concept == Concept("c", (Term("水权", "zh"), Term("water right", "en", note="n")))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(encoding: str) -> None:
    text = HEADER + "c,水权交易市场,water rights market,preferred,水权交易的市场，由政府建立\n"
    assert parse(text.encode(encoding)).concepts[0].terms[0].text == "水权交易市场"


def test_languages_of_their_own() -> None:
    header = "concept_id,source_term,target_term,status,source_language,target_language\n"
    [concept] = parse(header + "c,Wasserrecht,droit d'eau,preferred,de,fr_CH\n").concepts
    assert [(term.text, term.language) for term in concept.terms] == [
        ("Wasserrecht", "de"),
        ("droit d'eau", "fr-CH"),
    ]


def test_a_row_without_a_target_adds_a_source_term() -> None:
    [concept] = parse(HEADER + "c,水权,water right,preferred,\nc,水利权,,deprecated,old\n").concepts
    assert concept.terms[-1] == Term("水利权", "zh", Status.DEPRECATED, "old")


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("concept_id,source_term,target_term\nc,a,b\n", 1, "no column status"),
        ("status,note,concept_id,source_term,target_term,Status\n", 1, "status twice"),
        (
            HEADER + "c,水权,right,preferred,\nc,,permit,forbidden,\n",
            3,
            "unknown status 'forbidden'",
        ),
        (HEADER + "\nc,水权,,preferred,\nc,,,preferred,\n", 4, "an empty term"),
        (HEADER + ",水权,right,preferred,\n", 2, "concept_id is empty"),
        (HEADER + "c,水权,right,preferred,a,b\n", 2, "6 cells under 5 columns"),
        (HEADER + "c,水权,right\n", 2, "status is missing"),
        (HEADER + "c,水权,right,preferred,\nc,,Right,deprecated,\n", 3, "preferred above"),
        (HEADER + 'c,水权,"right"s,preferred,\n', 2, "not a valid table"),
        (HEADER + 'c,"水权\n,right,preferred,\n', 2, "not a valid table"),
        (HEADER + "c,水权,---,preferred,\n", 2, "no letter or digit"),
        (HEADER + f"c,水权,{'a' * 201},preferred,\n", 2, "the limit is 200"),
        (HEADER.replace("note", "target_language") + "c,水权,right,preferred,???\n", 2, "BCP 47"),
        (HEADER + 'c,水权,"a\nb",preferred,\nd,河,river,good,\n', 4, "unknown status"),
    ],
)
def test_faults_are_named_with_their_line(text: str, line: int, said: str) -> None:
    with pytest.raises(MalformedFileError, match=said) as caught:
        parse(text)
    assert caught.value.line == line


@pytest.mark.parametrize("text", [HEADER, ",,,\n"])
def test_a_table_without_terms_is_refused(text: str) -> None:
    with pytest.raises(MalformedFileError):
        parse(text)


def test_reading_by_path(tmp_path: Path) -> None:
    path = tmp_path / "terms.CSV"
    path.write_text(HEADER + "c,水权,water right,preferred,\n", encoding="utf-8")
    termbase = read_termbase(str(path))
    assert termbase.path == str(path)
    assert len(termbase.sha256) == 64
    other = tmp_path / "terms.docx"
    other.write_bytes(path.read_bytes())
    with pytest.raises(UnknownFormatError, match=r"\.csv"):
        read_termbase(str(other))
    with pytest.raises(UnreadableFileError):
        read_termbase(str(tmp_path / "none.csv"))


def test_a_short_row_may_leave_the_note_out() -> None:
    [concept] = parse(HEADER + "c,水权,right, preferred\n").concepts
    assert concept.terms[-1] == Term("right", "en")


@given(st.binary(max_size=80), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, with_header: bool) -> None:
    try:
        termbase = parse((HEADER.encode() if with_header else b"") + data)
    except InputError:
        return
    assert termbase.concepts
