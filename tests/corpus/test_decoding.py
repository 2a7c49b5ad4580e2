"""Which encoding a file is in, by a table of texts; and what is refused instead of guessed."""

from __future__ import annotations

import bz2
import codecs
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decoding import decode
from corpus.errors import EncodingError, InputError, UnreadableFileError
from corpus.files import RawFile

ROWS = [
    tuple(line.split("\t"))
    for line in (Path(__file__).parent / "data" / "encodings.tsv")
    .read_text(encoding="utf-8")
    .splitlines()
]

BINARY = [
    (b"\x89PNG\r\n\x1a\n\0\0", "a PNG image"),
    (b"PK\x03\x04abc", "a ZIP archive"),
    (b"\x7fELF\x02\x01", "an ELF program"),
    (b"%PDF-1.7\n", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "save it as .docx"),
    (b"{\\rtf1 hello}", "save it as .docx"),
    (b"RIFF\0\0\0\0WAVEfmt ", "a recording"),
    (b"ID3\x04\0\0\0\0", "an MP3 recording"),
    (bz2.compress(b"hello"), "a bzip2 archive"),
    (b"abc\0def and more", "zero byte at offset 3"),
    (b"\x01\x02\x03\x04", "control codes"),
]

CHINESE = "数据要素市场化配置改革是一项系统工程。".encode()

BROKEN = [
    # bytes, line, offset of the bad byte
    (CHINESE[:9] + b"\xff" + CHINESE[9:], 1, 9),
    (CHINESE + b"\r\n" + CHINESE + b"\r" + b"\xe4\xb8", 3, 2 * len(CHINESE) + 3),
    ("It’s “quoted” here.\nand ".encode() + b"\x92 there", 2, 30),
    (b"\xef\xbb\xbfplain\n\xff", 2, 9),
]


@pytest.mark.parametrize(("encoding", "text"), ROWS)
def test_encoding_is_recognised(encoding: str, text: str) -> None:
    assert decode(RawFile("a.txt", text.encode(encoding))) == (text, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_byte_order_mark_decides_and_is_no_text(encoding: str) -> None:
    data = ("\ufeff" + "港口 harbour").encode(encoding)
    text, name = decode(RawFile("a.txt", data))
    assert text == "港口 harbour"
    assert name == ("utf-8-sig" if encoding == "utf-8" else encoding)


@pytest.mark.parametrize(("data", "message"), BINARY, ids=[message for _, message in BINARY])
def test_binary_is_refused_by_its_name(data: bytes, message: str) -> None:
    with pytest.raises(EncodingError, match=message):
        decode(RawFile("a.txt", data))


@pytest.mark.parametrize(("data", "line", "offset"), BROKEN)
def test_broken_utf8_is_refused_with_its_place(data: bytes, line: int, offset: int) -> None:
    with pytest.raises(EncodingError, match=f"byte {offset} ") as caught:
        decode(RawFile("a.txt", data))
    assert caught.value.line == line


@pytest.mark.parametrize(
    "data", [b" ", b"\r\n\t", codecs.BOM_UTF8, "\ufeff \n".encode("utf-16-le")]
)
def test_white_space_is_no_text(data: bytes) -> None:
    with pytest.raises(UnreadableFileError, match="has no text"):
        decode(RawFile("a.txt", data))


def test_newlines_stay_as_they_are() -> None:
    text = "one\r\ntwo\rthree\nfour\u2028five"
    assert decode(RawFile("a.txt", text.encode()))[0] == text


@given(st.text(min_size=1).filter(lambda text: text.isprintable() and text.strip()))
def test_utf8_comes_back(text: str) -> None:
    result, name = decode(RawFile("a.txt", b"text " + text.encode()))
    assert result == f"text {text}"
    assert name == "utf-8"


@given(st.binary(min_size=1, max_size=200))
def test_no_character_is_ever_made_up(data: bytes) -> None:
    try:
        text, name = decode(RawFile("a.txt", data))
    except InputError:
        return
    assert data.decode(name).removeprefix("\ufeff") == text
