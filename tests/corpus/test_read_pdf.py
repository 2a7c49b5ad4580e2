"""PDF: pages, their lines, and files without text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from corpus.document import Document
from corpus.errors import UnreadableFileError
from corpus.files import RawFile
from corpus.readers import readers

PDF = next(reader for reader in readers() if reader.name == "pdf")
SAMPLE = Path(__file__).parent / "data" / "readers" / "pdf" / "sample.pdf"


def saved(writer: PdfWriter) -> RawFile:
    buffer = BytesIO()
    writer.write(buffer)
    return RawFile("a.pdf", buffer.getvalue())


def test_pages_are_parted_by_form_feeds_and_named() -> None:
    document = PDF.read(RawFile("a.pdf", SAMPLE.read_bytes()))
    assert isinstance(document, Document)
    first, second = document.text.split("\f")
    assert " ".join(first.split()) == "A short note The harbour master reported 42 ships."
    assert " ".join(second.split()) == "The lighthouse was repaired in 2019."
    place = document.locate(document.text.index("repaired"))
    assert (place.label, place.line, place.column) == ("page 2", 2, 1)


def test_ligatures_are_letters() -> None:
    document = PDF.read(RawFile("a.pdf", page("/ff/fi/fl/ffi/ffl", rb"\001\002\003\004\005")))
    assert isinstance(document, Document)
    assert document.text.strip() == "fffiflffiffl"


def page(glyphs: str, codes: bytes) -> bytes:
    """A PDF of one page, with these glyphs for the codes from 1 on."""
    stream = b"BT /F 12 Tf 72 72 Td (" + codes + b") Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding<</Type/Encoding"
        b"/Differences[1 %s]>>>>" % glyphs.encode(),
        b"<</Font<</F 5 0 R>>>>",
    ]
    body, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(body))
        body += b"%d 0 obj%s endobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return body + (
        b"xref\n0 7\n0000000000 65535 f \n%strailer<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
        % (table, len(body))
    )


def test_a_password_is_asked_for() -> None:
    writer = PdfWriter(clone_from=PdfReader(SAMPLE))
    writer.encrypt("secret", algorithm="RC4-128")
    with pytest.raises(UnreadableFileError, match="password"):
        PDF.read(saved(writer))


def test_a_file_that_only_forbids_printing_is_read() -> None:
    writer = PdfWriter(clone_from=PdfReader(SAMPLE))
    writer.encrypt("", owner_password="owner", algorithm="RC4-128")
    document = PDF.read(saved(writer))
    assert isinstance(document, Document)
    assert "harbour master" in document.text


def test_pages_without_text_are_images() -> None:
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    with pytest.raises(UnreadableFileError, match="OCR"):
        PDF.read(saved(writer))
