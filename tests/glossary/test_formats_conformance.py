"""Every termbase format: nothing is lost unsaid, and no file makes it do anything but its work.

A format that is dropped into the folder is tested by this file on the same day; what it may lose
of the example stands in data/exchange/losses.toml.
"""

from __future__ import annotations

import tomllib
from contextlib import suppress
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.errors import InputError
from corpus.files import RawFile
from glossary.formats import TermbaseFormat, WrittenTermbase, termbase_formats
from glossary.reading import read_termbase
from glossary.termbase import Concept, PartOfSpeech, Status, Term, Termbase, arranged

DATA = Path(__file__).parent / "data" / "exchange"
LOSSES = tomllib.loads((DATA / "losses.toml").read_text("utf-8"))
FORMATS = termbase_formats()
WRITTEN = [kind for kind in FORMATS if kind.write is not None]
TEXT = [kind for kind in WRITTEN if kind.name != "xlsx"]
XML = [kind for kind in FORMATS if kind.name in ("tmx", "tbx", "tbx2")]
each = pytest.mark.parametrize("kind", FORMATS, ids=lambda kind: kind.name)
each_written = pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.name)
each_text = pytest.mark.parametrize("kind", TEXT, ids=lambda kind: kind.name)
each_xml = pytest.mark.parametrize("kind", XML, ids=lambda kind: kind.name)


@pytest.fixture(scope="module")
def orchard() -> Termbase:
    return read_termbase(str(DATA / "orchard.toml"))


def write(kind: TermbaseFormat, termbase: Termbase) -> WrittenTermbase:
    assert kind.write is not None
    return kind.write(termbase)


def read(kind: TermbaseFormat, data: bytes) -> Termbase:
    return kind.read(RawFile(f"terms{kind.suffixes[0]}", data))


def alike(concept: Concept) -> Concept:
    """The concept with its languages by name: which of them comes first is no information."""
    terms = sorted(arranged(concept).terms, key=lambda term: term.language)
    return replace(concept, terms=tuple(terms))


# Words of letters, with what XML, tables and spreadsheets take for their own.
_LETTERS = st.sampled_from("abcdeßéñ数据要素生产力かЖ")
_ODD = st.sampled_from("&<>\"'#=+-@;,|\\/ %[]{}_x0041_\u00a0\u3000\u200b\U0001f333")
_WORDS = st.text(st.one_of(_LETTERS, _LETTERS, _ODD), min_size=1, max_size=12).map(
    lambda text: " ".join(f"{text}a".split())
)
_PROSE = st.one_of(
    st.just(""),
    st.text(st.one_of(_LETTERS, _ODD, st.sampled_from("\n\t\r\x01\x85\u2028\ufffe")), max_size=20),
)
_LISTS = st.lists(_WORDS.filter(lambda word: "|" not in word), max_size=2).map(tuple)
_TERMS = st.builds(
    Term,
    text=_WORDS,
    language=st.sampled_from(["zh", "en", "de-CH", "zh-Hant"]),
    status=st.sampled_from(Status),
    note=_PROSE,
    part_of_speech=st.sampled_from([None, *PartOfSpeech]),
    example=_PROSE,
    source=_PROSE,
    exact=st.booleans(),
    except_in=_LISTS,
    only_near=_LISTS,
)
_CONCEPTS = st.builds(
    Concept,
    id=_WORDS,
    terms=st.lists(
        _TERMS, max_size=5, unique_by=lambda term: (term.language, term.text.casefold())
    ).map(tuple),
    definition=_PROSE,
    note=_PROSE,
    domain=_PROSE,
    source=_PROSE,
    do_not_translate=st.booleans(),
)
TERMBASES = st.lists(_CONCEPTS, max_size=4, unique_by=lambda concept: concept.id).map(
    lambda concepts: Termbase(tuple(map(alike, concepts)))
)


@each_written
def test_the_losses_of_the_example_are_those_expected(
    kind: TermbaseFormat, orchard: Termbase
) -> None:
    written = write(kind, orchard)
    assert list(written.losses) == LOSSES[kind.name]
    back = read(kind, written.data)
    if not written.losses:
        assert tuple(map(alike, back.concepts)) == tuple(map(alike, orchard.concepts))


@each_written
@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(termbase=TERMBASES)
def test_what_is_not_read_back_is_listed(kind: TermbaseFormat, termbase: Termbase) -> None:
    written = write(kind, termbase)
    try:
        back = read(kind, written.data)
    except InputError:
        # Only a file without terms is refused; then all of them are among the losses.
        back = Termbase(())
        assert len(written.losses) >= len(termbase.concepts)
    kept = {concept.id: alike(concept) for concept in back.concepts}
    for concept in termbase.concepts:
        said = [line for line in written.losses if line.startswith(f"{concept.id}: ")]
        other = kept.get(concept.id)
        if other != concept and not said:
            pytest.fail(f"{concept!r} became {other!r}, and nothing was said")
        if other is not None and not any("left out" in line for line in said):
            for name in (field.name for field in fields(Concept) if field.name not in _APART):
                if getattr(concept, name) != getattr(other, name):
                    assert any(f"{name}: " in line for line in said), name
    if not written.losses:
        assert tuple(map(alike, back.concepts)) == termbase.concepts


_APART = ("id", "terms", "line")


@each_written
def test_the_same_termbase_gives_the_same_bytes(kind: TermbaseFormat, orchard: Termbase) -> None:
    assert write(kind, orchard).data == write(kind, orchard).data


@each_written
def test_a_termbase_without_concepts_can_be_written(kind: TermbaseFormat) -> None:
    written = write(kind, Termbase(()))
    assert written.losses == ()
    assert written.data


@each_written
def test_a_concept_without_terms_is_kept_or_listed(kind: TermbaseFormat) -> None:
    full = Concept("full", (Term("锯", "zh"), Term("saw", "en")))
    written = write(kind, Termbase((Concept("bare", ()), full)))
    kept = {concept.id for concept in read(kind, written.data).concepts}
    assert "bare" in kept or any(line.startswith("bare: ") for line in written.losses)


@each_text
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_read(kind: TermbaseFormat, encoding: str, orchard: Termbase) -> None:
    text = write(kind, orchard).data.decode()
    text = text.replace('encoding="UTF-8"', 'encoding="UTF-16"' if "16" in encoding else "")
    mark = "" if encoding in ("utf-8-sig", "utf-16") else "\ufeff"
    other = read(kind, (mark + text).encode(encoding))
    assert other.concepts == read(kind, text.encode()).concepts


@each_text
def test_ends_of_lines_do_not_matter(kind: TermbaseFormat, orchard: Termbase) -> None:
    data = write(kind, orchard).data.replace(b"\r\n", b"\n")
    assert read(kind, data.replace(b"\n", b"\r\n")).concepts == read(kind, data).concepts


@each_written
def test_lines_are_those_of_the_file(kind: TermbaseFormat, orchard: Termbase) -> None:
    data = write(kind, orchard).data
    for concept in read(kind, data).concepts:
        assert concept.line > 0
        for term in concept.terms:
            assert term.line >= concept.line
            if kind in TEXT:
                lines = data.decode().splitlines()[term.line - 1 : term.line + 1]
                assert any(term.text in line for line in lines)


HOSTILE = {
    "nothing": b"",
    "white space": b" \n\t\n",
    "zeros": b"\0" * 100,
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "noise": bytes(range(256)) * 4,
    "an archive": b"PK\x03\x04" + b"x" * 200,
    "broken UTF-8": ("水权与土地。" * 50).encode()[:-1] + b"\ttoo\n",
    "half a surrogate": b"\xff\xfe\x00\xd8",
    "many brackets": b"[" * 100_000,
    "many elements": b"<a>" * 100_000,
    "one long line": b"x" * 1_000_000,
    "many quotes": b'"' * 100_001,
}


@each
@pytest.mark.parametrize("name", HOSTILE)
def test_what_is_no_glossary_is_refused(kind: TermbaseFormat, name: str) -> None:
    with pytest.raises(InputError):
        read(kind, HOSTILE[name])


@each_written
@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(cut=st.floats(0, 1), put=st.binary(max_size=6))
def test_a_damaged_file_is_read_or_refused(
    kind: TermbaseFormat, cut: float, put: bytes, orchard: Termbase
) -> None:
    data = write(kind, orchard).data
    at = int(cut * len(data))
    for damaged in (data[:at], data[:at] + put + data[at + len(put) :]):
        with suppress(InputError):
            # Only a file of our own may be empty: `concord glossary init` writes such a one.
            assert read(kind, damaged).concepts or b"[concept." not in damaged


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;"><!ENTITY c "&b;&b;&b;">'
    '<!ENTITY e SYSTEM "file:///etc/passwd">]>'
)


@each_xml
def test_entities_and_rules_of_its_own_are_refused(kind: TermbaseFormat, orchard: Termbase) -> None:
    head, _, body = write(kind, orchard).data.decode().partition("\n")
    with pytest.raises(InputError, match="DOCTYPE"):
        read(kind, f"{head}\n{LAUGHS}{body}".encode())


@each_xml
def test_a_plain_document_type_is_not_fetched(kind: TermbaseFormat, orchard: Termbase) -> None:
    head, _, body = write(kind, orchard).data.decode().partition("\n")
    said = '<!DOCTYPE tmx SYSTEM "http://nowhere.example/tmx14.dtd">'
    assert (
        read(kind, f"{head}\n{said}\n{body}".encode()).concepts
        == read(kind, f"{head}\n{body}".encode()).concepts
    )


@each_xml
def test_deep_elements_are_refused(kind: TermbaseFormat, orchard: Termbase) -> None:
    deep = "<hi>" * 5_000 + "x" + "</hi>" * 5_000
    with pytest.raises(InputError):
        read(kind, write(kind, orchard).data.decode().replace("嫁接", deep).encode())


@each_written
def test_two_hundred_concepts_come_back(kind: TermbaseFormat) -> None:
    concepts = tuple(
        Concept(f"c{number}", (Term(f"术语{number}", "zh"), Term(f"term {number}", "en")))
        for number in range(200)
    )
    written = write(kind, Termbase(concepts))
    back = read(kind, written.data).concepts
    assert [concept.terms for concept in back] == [concept.terms for concept in concepts]


@each_written
def test_no_cell_is_a_formula(kind: TermbaseFormat) -> None:
    bad = '=HYPERLINK("http://nowhere.example")'
    written = write(kind, Termbase((Concept("c", (Term(bad, "zh"), Term("@sum a", "en"))),)))
    if kind.name in ("csv", "tsv", "utx"):
        for line in written.data.decode().splitlines():
            assert not any(cell.strip('"').startswith(("=", "@")) for cell in line.split("\t"))
            assert not any(cell.strip('"').startswith(("=", "@")) for cell in line.split(","))
