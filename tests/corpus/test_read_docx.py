"""Word documents made with python-docx, so that what is read is what Word writes."""

from __future__ import annotations

from io import BytesIO

import docx
import pytest
from docx.document import Document as WordDocument
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from corpus.document import Document, Kind
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.readers import readers

DOCX = next(reader for reader in readers() if reader.name == "docx")


def load(word: WordDocument) -> Document:
    buffer = BytesIO()
    word.save(buffer)
    result = DOCX.read(RawFile("a.docx", buffer.getvalue()))
    assert isinstance(result, Document)
    return result


def append(word: WordDocument, paragraph_xml: str) -> None:
    body = word.element.body
    body.insert(len(body) - 1, parse_xml(f"<w:p {nsdecls('w')}>{paragraph_xml}</w:p>"))


def run(text: str, properties: str = "") -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{text}</w:t></w:r>'


def test_paragraphs_keep_their_order_number_and_kind() -> None:
    word = docx.Document()
    word.add_heading("Tides", 0)
    word.add_heading("First part", 1)
    word.add_paragraph("The harbour ").add_run("office").bold = True
    word.add_paragraph("")
    word.add_paragraph("lantern", style="List Bullet")
    word.add_paragraph("lamp", style="List Number 2")
    table = word.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "bell", "buoy"
    word.add_paragraph("The end.")
    document = load(word)
    assert [
        (block.span.of(document.text), block.kind, document.locate(block.span.start).line)
        for block in document.blocks
    ] == [
        ("Tides", Kind.TITLE, 1),
        ("First part", Kind.HEADING, 2),
        ("The harbour office", None, 3),
        ("lantern", Kind.LIST_ITEM, 5),
        ("lamp", Kind.LIST_ITEM, 6),
        ("bell", None, 7),
        ("buoy", None, 8),
        ("The end.", None, 9),
    ]
    assert document.locate(document.text.index("office")).column == 13
    assert document.locate(document.text.index("lamp")).label == "paragraph 6"


PARAGRAPHS = [
    # a paragraph's content, its text
    (f"{run('kept ')}<w:del w:id='1'><w:r><w:delText>gone</w:delText></w:r></w:del>", "kept "),
    (f"<w:ins w:id='1'>{run('new')}</w:ins>", "new"),
    (
        f"<w:moveFrom w:id='1'>{run('old')}</w:moveFrom><w:moveTo w:id='2'>{run('x')}</w:moveTo>",
        "x",
    ),
    (f"<w:hyperlink>{run('link')}</w:hyperlink>", "link"),
    (f"<w:r><w:t>a</w:t><w:tab/><w:noBreakHyphen/></w:r>{run('b')}", "a\t\u2011b"),
    (f"{run('hidden', '<w:rPr><w:vanish/></w:rPr>')}{run('shown')}", "shown"),
    (f"<w:r><w:instrText>PAGE</w:instrText></w:r>{run('7')}", "7"),
    (f"<w:sdt><w:sdtContent>{run('control')}</w:sdtContent></w:sdt>", "control"),
    (f"{run('one')}<w:r><w:br/></w:r>{run('two')}", "one\ntwo"),
]


@pytest.mark.parametrize(("xml", "text"), PARAGRAPHS)
def test_text_of_a_paragraph(xml: str, text: str) -> None:
    word = docx.Document()
    append(word, xml)
    assert load(word).text == text


def test_lines_of_one_paragraph_have_its_number() -> None:
    word = docx.Document()
    append(word, f"{run('upper')}<w:r><w:br/></w:r>{run('lower')}")
    word.add_paragraph("next")
    document = load(word)
    places = [document.locate(document.text.index(each)) for each in ("upper", "lower", "next")]
    assert [(place.line, place.column) for place in places] == [(1, 1), (1, 7), (2, 1)]


def test_outline_level_makes_a_heading_and_contents_are_metadata() -> None:
    word = docx.Document()
    append(word, f"<w:pPr><w:outlineLvl w:val='1'/></w:pPr>{run('head')}")
    append(word, f"<w:pPr><w:numPr><w:numId w:val='3'/></w:numPr></w:pPr>{run('item')}")
    append(word, f"<w:pPr><w:numPr><w:numId w:val='0'/></w:numPr></w:pPr>{run('plain')}")
    word.styles.add_style("toc 1", docx.enum.style.WD_STYLE_TYPE.PARAGRAPH)
    word.add_paragraph("Part one\t3", style="toc 1")
    kinds = [block.kind for block in load(word).blocks]
    assert kinds == [Kind.HEADING, Kind.LIST_ITEM, None, Kind.METADATA]


def test_a_package_that_is_no_word_document_is_refused() -> None:
    import zipfile

    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("xl/workbook.xml", "<workbook/>")
    with pytest.raises(MalformedFileError, match="not a Word document"):
        DOCX.read(RawFile("a.docx", buffer.getvalue()))


def test_a_level_that_is_no_number_is_none() -> None:
    word = docx.Document()
    append(word, '<w:pPr><w:outlineLvl w:val="²"/></w:pPr>' + run("The tide turned."))
    [block] = load(word).blocks
    assert block.kind is None
