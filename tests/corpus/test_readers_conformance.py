"""What every reader must keep to; a new one is held to it on the day that it is dropped in.

A reader's samples lie in `data/readers/<name>/sample.*`. Beside a sample, `sample.words.tsv` lists
words of it and where they stand: word, line, column (may be empty), unit (may be missing).
"""

from __future__ import annotations

import itertools
import random
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from corpus.bitext import Bitext, Relation
from corpus.document import Document
from corpus.errors import ConcordError, InputError
from corpus.files import RawFile
from corpus.readers import Reader, readers
from corpus.reading import read

DATA = Path(__file__).parent / "data" / "readers"
READERS = readers()
SAMPLES = [
    (reader, path)
    for reader in READERS
    for path in sorted((DATA / reader.name).glob("sample.*"))
    if not path.name.endswith(".words.tsv")
]
TEXTUAL = [
    (reader, path)
    for reader, path in SAMPLES
    if b"\0" not in path.read_bytes() and not path.read_bytes().startswith(b"%PDF")
]

ENTITY_BOMB = (
    b'<?xml version="1.0"?>\n<!DOCTYPE %s [\n<!ENTITY a "ha">\n'
    + b"".join(
        b'<!ENTITY %c "%s">\n' % (letter + 1, b"&%c;" % letter * 10)
        for letter in range(ord("a"), ord("k"))
    )
    + b"]>\n<%s><body>&k;</body></%s>"
)
HOSTILE = {
    "white space": b" \n\t \r\n",
    "byte-order mark": b"\xef\xbb\xbf",
    "zero bytes": bytes(64),
    "one bad byte": b"\xff",
    "half a character": "港".encode()[:2],
    "control characters": b"one\x01two\x08three \x1b[31mred\x7f and more words in this line\n",
    "noise": random.Random(7).randbytes(4096),
    "noise without zeros": random.Random(8).randbytes(4096).replace(b"\0", b"z"),
    "PNG": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
    "ZIP": b"PK\x03\x04\x14\0\0\0\x08\0",
    "PDF head": b"%PDF-1.7\n1 0 obj\n<<",
    "ELF": b"\x7fELF\x02\x01\x01\0",
    "entity bomb in TMX": ENTITY_BOMB % (b"tmx", b"tmx", b"tmx"),
    "entity bomb in XLIFF": ENTITY_BOMB % (b"xliff", b"xliff", b"xliff"),
    "entity bomb in HTML": ENTITY_BOMB % (b"html", b"html", b"html"),
    "external entity": b'<!DOCTYPE tmx [<!ENTITY x SYSTEM "file:///etc/hostname">]><tmx>&x;</tmx>',
    "unknown entity": b'<!DOCTYPE tmx SYSTEM "t.dtd"><tmx><body><tu><tuv xml:lang="en"><seg>a&x;'
    b'</seg></tuv><tuv xml:lang="zh"><seg>b</seg></tuv></tu></body></tmx>',
    "deep tags": b"<tmx>" + b"<b>" * 5000 + b"x" + b"</b>" * 5000 + b"</tmx>",
    "deep divisions": b"<html>" + b"<div>" * 5000 + b"x" + b"</div>" * 5000,
    "deep quotes": b"> " * 5000 + b"x\n",
    "deep lists": b"".join(b"  " * depth + b"- x\n" for depth in range(500)),
    "open quotation mark": b'zh,en\n"a,b\n',
    "lone surrogate": "<tmx>\ud800</tmx>".encode("utf-8", "surrogatepass"),
}


def sides(result: Document | Bitext) -> tuple[Document, ...]:
    return result.documents if isinstance(result, Bitext) else (result,)


def assert_invariants(reader: Reader, result: Document | Bitext) -> None:
    assert isinstance(result, Bitext) == reader.bilingual
    for document in sides(result):
        text = document.text
        assert document.format == reader.name
        assert re.fullmatch("[0-9a-f]{64}", document.sha256)
        text.encode("utf-8")
        for block in document.blocks:
            assert block.span.of(text).strip()
            assert block.span.end <= len(text)
        for first, second in itertools.pairwise(document.blocks):
            assert first.span.end <= second.span.start
        for first, second in itertools.pairwise(document.markup):
            assert first.end <= second.start
        assert all(
            any(block.span.contains(span) for block in document.blocks) for span in document.markup
        )
        offsets = [anchor.offset for anchor in document.anchors]
        assert offsets == sorted(offsets)
        assert all(anchor.line >= 1 and anchor.column >= 1 for anchor in document.anchors)
        for segment in document.segments:
            assert segment.span.of(text) == segment.text
        for offset in {0, len(text) // 2, len(text)}:
            location = document.locate(offset)
            assert location.line >= 1
            assert location.column >= 1
    if isinstance(result, Bitext):
        assert_beads(result)


def assert_beads(bitext: Bitext) -> None:
    names = [document.name for document in bitext.documents]
    assert len(set(names)) == len(names) >= 1
    assert bitext.mode == "units"
    assert bitext.signature.inputs == ((bitext.documents[0].path, bitext.documents[0].sha256),)
    for document in bitext.documents:
        assert len(document.units) == len(document.segments) == len(bitext.beads)
        for index, (unit, segment) in enumerate(
            zip(document.units, document.segments, strict=True)
        ):
            assert segment.index == index
            assert segment.span == unit.span
    for index, bead in enumerate(bitext.beads):
        assert len(bead.segments) == len(bead.spans) == len(bitext.documents)
        for document, ids, spans in zip(bitext.documents, bead.segments, bead.spans, strict=True):
            has_text = bool(document.segments[index].text.strip())
            assert ids == ((index,) if has_text else ())
            assert spans == ((document.segments[index].span,) if has_text else ())
        assert bead.relation is (Relation.SAME if len(bead.sides) > 1 else Relation.UNALIGNED)


def each(pairs: list[tuple[Reader, Path]]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize(
        ("reader", "path"), pairs, ids=[f"{reader.name}:{path.name}" for reader, path in pairs]
    )


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_reader_is_described_and_has_a_sample(reader: Reader) -> None:
    assert re.fullmatch("[a-z0-9]+", reader.name)
    assert reader.suffixes
    assert all(re.fullmatch(r"\.[a-z0-9]+", suffix) for suffix in reader.suffixes)
    assert reader.summary
    assert "\n" not in reader.summary
    assert any(known is reader for known, _ in SAMPLES)


def test_no_suffix_belongs_to_two_readers() -> None:
    suffixes = [suffix for reader in READERS for suffix in reader.suffixes]
    assert len(set(suffixes)) == len(suffixes)


@each(SAMPLES)
def test_sample_is_read_and_found_again(reader: Reader, path: Path) -> None:
    result = reader.read(RawFile("sample", path.read_bytes()))
    assert_invariants(reader, result)
    words = path.with_name("sample.words.tsv").read_text(encoding="utf-8").splitlines()
    assert len(words) >= 2
    for row in words:
        word, line, column, unit = (*row.split("\t"), "", "")[:4]
        document = next(side for side in sides(result) if word in side.text)
        assert document.text.count(word) == 1, word
        location = document.locate(document.text.index(word))
        assert location.line == int(line), word
        if column:
            assert location.column == int(column), word
        assert (location.unit or "") == unit, word


@each(SAMPLES)
def test_reading_twice_gives_the_same(reader: Reader, path: Path) -> None:
    raw = RawFile("sample", path.read_bytes())
    assert reader.read(raw) == reader.read(raw)


@each(SAMPLES)
def test_the_sample_is_recognised_by_its_name(reader: Reader, path: Path) -> None:
    result = read(str(path))
    assert {document.format for document in sides(result)} == {reader.name}
    assert {document.path for document in sides(result)} == {str(path)}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16-le", "utf-16-be", "gb18030"])
@each(TEXTUAL)
def test_encoding_changes_nothing(reader: Reader, path: Path, encoding: str) -> None:
    plain = path.read_text(encoding="utf-8")
    mark = "\ufeff" if encoding.startswith("utf-16") else ""
    expected = reader.read(RawFile("sample", plain.encode()))
    result = reader.read(RawFile("sample", (mark + plain).encode(encoding)))
    for side, other in zip(sides(result), sides(expected), strict=True):
        assert side.encoding == encoding
        assert side.text == other.text
        assert (side.blocks, side.anchors, side.units) == (
            other.blocks,
            other.anchors,
            other.units,
        )


@pytest.mark.parametrize("newline", ["\r\n", "\r"])
@each(TEXTUAL)
def test_lines_are_counted_whatever_ends_them(reader: Reader, path: Path, newline: str) -> None:
    data = path.read_bytes().replace(b"\n", newline.encode())
    result = reader.read(RawFile("sample", data))
    assert_invariants(reader, result)
    for row in path.with_name("sample.words.tsv").read_text(encoding="utf-8").splitlines():
        word, line = row.split("\t")[:2]
        document = next(side for side in sides(result) if word in side.text)
        assert document.locate(document.text.index(word)).line == int(line)


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_hostile_bytes_are_refused_or_read(reader: Reader, data: bytes) -> None:
    read_or_refuse(reader, data)


@each(SAMPLES)
def test_a_file_cut_off_anywhere_is_refused_or_read(reader: Reader, path: Path) -> None:
    data = path.read_bytes()
    for end in range(1, len(data), max(1, len(data) // 60)):
        read_or_refuse(reader, data[:end])


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.name)
def test_a_file_of_white_space_has_no_text(reader: Reader) -> None:
    with pytest.raises(InputError):
        reader.read(RawFile("blank", b" \n\n \t"))


@each(SAMPLES)
@settings(
    max_examples=40,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(data=st.data())
def test_damage_is_refused_or_read(reader: Reader, path: Path, data: st.DataObject) -> None:
    damaged = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(damaged) - 1))
        patch = data.draw(st.sampled_from([b"<", b">", b"\0", b'"', b"&x;", b"\xff", b"\n", b""]))
        damaged[at : at + 1] = patch
    read_or_refuse(reader, bytes(damaged))


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    data=st.one_of(
        st.binary(max_size=400),
        st.text(max_size=200).map(lambda text: text.encode("utf-8")),
        st.text("<>/!-[]()*_`#|=\"'& \n\tap港", max_size=200).map(str.encode),
    ),
    suffix=st.sampled_from(["", ".xyz", *(reader.suffixes[0] for reader in READERS)]),
)
def test_any_bytes_in_any_file(tmp_path: Path, data: bytes, suffix: str) -> None:
    path = tmp_path / f"any{suffix}"
    path.write_bytes(data)
    try:
        result = read(str(path))
    except ConcordError as error:
        assert_says(error, str(path))
    else:
        format_name = sides(result)[0].format
        assert_invariants(next(each for each in READERS if each.name == format_name), result)


def read_or_refuse(reader: Reader, data: bytes) -> None:
    """Anything but a `ConcordError` or a result that keeps its promises fails the test."""
    try:
        result = reader.read(RawFile("hostile", data))
    except InputError as error:
        assert_says(error, "hostile")
    else:
        assert_invariants(reader, result)


def assert_says(error: ConcordError, path: str) -> None:
    """The message names the file and stays a sentence."""
    assert str(error).startswith(path)
    assert len(str(error).removeprefix(path)) < 400
