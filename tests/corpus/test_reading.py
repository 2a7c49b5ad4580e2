"""`read`: which reader is chosen, what it fills in, and what it says when it cannot."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest

from corpus.bitext import Bitext
from corpus.document import Document
from corpus.errors import (
    EncodingError,
    MalformedFileError,
    UnknownFormatError,
    UnreadableFileError,
    UsageError,
)
from corpus.readers import readers
from corpus.reading import read

DATA = Path(__file__).parent / "data" / "readers"

RECOGNISED = [
    # name, first bytes, format
    ("a.txt", b"plain words", "text"),
    ("a", b"plain words", "text"),
    ("a.unknown", b"plain words", "text"),
    ("A.TXT", b"plain words", "text"),
    ("a.md", b"# plain words", "markdown"),
    ("a.txt", b"# plain words", "text"),
    ("a.txt", b"<!DOCTYPE html><p>plain words</p>", "html"),
    ("a.txt", b"\xef\xbb\xbf\n<html><p>plain words</p>", "html"),
    ("a.md", b"<p>plain words</p> and more", "markdown"),
    ("a.txt", b"<p>plain words</p>", "text"),
    ("a.txt", b"how to write <!doctype html> in a page", "text"),
    ("a.tsv", b"zh\ten\n\xe6\xbd\xae\ttide\n", "tsv"),
    ("a.txt", b"zh\ten\n\xe6\xbd\xae\ttide\n", "text"),
    ("a.CSV", b"zh,en\n\xe6\xbd\xae,tide\n", "csv"),
]


@pytest.mark.parametrize(("name", "data", "format_name"), RECOGNISED)
def test_format_is_recognised(tmp_path: Path, name: str, data: bytes, format_name: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    result = read(str(path))
    first = result.documents[0] if isinstance(result, Bitext) else result
    assert first.format == format_name
    assert first.sha256 == sha256(data).hexdigest()
    assert first.path == str(path)


@pytest.mark.parametrize("format_name", ["docx", "pdf", "tmx", "xliff", "html"])
def test_content_proves_more_than_the_name(tmp_path: Path, format_name: str) -> None:
    sample = next(
        path for path in (DATA / format_name).iterdir() if not path.name.endswith(".words.tsv")
    )
    path = tmp_path / "misnamed.txt"
    path.write_bytes(sample.read_bytes())
    result = read(str(path))
    first = result.documents[0] if isinstance(result, Bitext) else result
    assert first.format == format_name


def test_the_format_that_is_asked_for_wins(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# Heading")
    document = read(str(path), format="text")
    assert isinstance(document, Document)
    assert document.format == "text"
    assert document.blocks == ()


def test_text_is_the_file_to_the_last_character(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("一\r\ntwo\rthree\n\n".encode())
    document = read(str(path))
    assert isinstance(document, Document)
    assert document.text == "一\r\ntwo\rthree\n\n"
    lines = [document.locate(document.text.index(word)).line for word in ("一", "two", "three")]
    assert lines == [1, 2, 3]


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("The harbour is open for all of the ships.", None, "en"),
        ("港口对所有的船只开放。", None, "zh"),
        ("港口对所有的船只开放。", "en", "en"),
        ("港口", "zh-CN", "zh"),
        ("港口", "zh-TW", "zh-Hant"),
        ("港口", "ENG", "en"),
        ("港口", "und", "und"),
    ],
)
def test_language_is_recognised_unless_given(
    tmp_path: Path, text: str, language: str | None, expected: str
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(text, encoding="utf-8")
    result = read(str(path), language=language)
    assert isinstance(result, Document)
    assert result.language == expected


def test_missing_languages_of_columns_are_recognised(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text(
        "source\ttarget\n港口对船只开放。\tThe harbour is open for the ships.\n", encoding="utf-8"
    )
    result = read(str(path))
    assert isinstance(result, Bitext)
    assert [side.language for side in result.documents] == ["zh", "en"]
    assert [side.segments[0].language for side in result.documents] == ["zh", "en"]


REFUSED = [
    ("a.txt", b"", UnreadableFileError, "is empty"),
    ("a.txt", b" \n ", UnreadableFileError, "has no text"),
    ("a.unknown", b" \n ", UnreadableFileError, "has no text"),
    ("a.md", b"\xef\xbb\xbf\n", UnreadableFileError, "has no text"),
    ("a.html", b"<html><script>x</script></html>", UnreadableFileError, "no text"),
    ("a.txt", b"\x89PNG\r\n\x1a\n", EncodingError, "PNG"),
    ("a.bin", b"\x89PNG\r\n\x1a\n", UnknownFormatError, "PNG.*csv, docx, html, markdown, pdf"),
    ("a.zip", b"PK\x03\x04\0\0", UnknownFormatError, "ZIP"),
    ("a", b"\x7fELF\0", UnknownFormatError, "ELF"),
    ("a.docx", b"not a package", MalformedFileError, "ZIP"),
    ("a.pdf", b"not a page", MalformedFileError, "not a PDF"),
    ("a.txt", b"%PDF-1.4\nbroken", MalformedFileError, "not a PDF"),
    ("a.txt", b"<?xml version='1.0'?><tmx>", MalformedFileError, "not well-formed"),
]


@pytest.mark.parametrize(("name", "data", "error", "message"), REFUSED)
def test_refusal_says_why(
    tmp_path: Path, name: str, data: bytes, error: type[Exception], message: str
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(error, match=message) as caught:
        read(str(path))
    assert type(caught.value) is error


def test_missing_file_directory_and_size_are_refused(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no such file"):
        read(str(tmp_path / "missing.txt"))
    with pytest.raises(UnreadableFileError, match="directory"):
        read(str(tmp_path))
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
    with pytest.raises(UnreadableFileError, match="50 MiB; the limit is 32 MiB"):
        read(str(huge))


def test_wrong_options_are_the_users_mistake(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("words")
    with pytest.raises(UsageError, match="no input format 'word'; there are csv, docx"):
        read(str(path), format="word")
    with pytest.raises(UsageError, match="not a language code"):
        read(str(path), language="klingonese")


def test_zip_bomb_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bomb.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * (40 * 1024 * 1024))
    assert path.stat().st_size < 100_000
    with pytest.raises(UnreadableFileError, match="unpacks to 40 MiB"):
        read(str(path))


def test_zip_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "liar.docx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b"<a>" + b" " * 1_000_000 + b"</a>")
    honest = (1_000_007).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(honest, (500).to_bytes(4, "little")))
    with pytest.raises(MalformedFileError, match="damaged"):
        read(str(path))


def test_readers_load_without_heavy_libraries() -> None:
    heavy = ["lxml", "pypdf", "docx", "charset_normalizer", "numpy", "torch"]
    code = (
        "import sys\nfrom corpus.readers import readers\nimport corpus.reading\nreaders()\n"
        f"print([name for name in {heavy} if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == "[]"


def test_bilingual_readers_are_those_that_give_a_bitext() -> None:
    bilingual = {reader.name for reader in readers() if reader.bilingual}
    assert bilingual == {"csv", "tmx", "tsv", "xliff"}
