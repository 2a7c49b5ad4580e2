"""Every writer keeps the contract, whatever the texts hold; each format is what it claims to be."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import etree
from lxml import html as lxml_html
from syrupy.assertion import SnapshotAssertion

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Segment
from corpus.reading import read
from corpus.signature import Signature
from corpus.span import Span
from corpus.writers import Writer, writers

ROOT = Path(__file__).resolve().parents[2]
SIGNATURE = Signature("align", (("mode", "parallel"),), (("a.txt", "0" * 64),), "use", "1.0")
EVERY = pytest.mark.parametrize("writer", writers(), ids=lambda writer: writer.name)

SOURCE = ["全县粮食总产量达到52.3万吨。", "调研组走访了14个乡镇。", "附件略。"]
CAREFUL = ["Grain output reached 523,000 tonnes.", "The study group visited 14 townships."]
FREE = ["The grain harvest came to 523,000 tonnes.", "We went to fourteen towns."]
HOSTILE = [
    "<script>alert(1)</script><img src=x onerror=alert(2)>",
    "=cmd|' /C calc'!A0",
    "+1", "-1", "@SUM(A1)", "\t=1+1", "＝1",
    'a "quoted" & <b>bold</b>\ttab\r\nnewline',
    "\x1b[31mred\x1b[0m \x9b31m \x07",
    "\u202etxt.exe\u202c \u2066x\u2069 \u200b \u2028",
    "lone \ud800 surrogate \udfff",
    "]]> --> &amp; {{ 7*7 }} {% raw %}",
    "\ufffe\uffff\x00",
]  # fmt: skip


def document(path: str, language: str, texts: list[str]) -> Document:
    segments: list[Segment] = []
    at = 0
    for index, text in enumerate(texts):
        segments.append(Segment(index, Span(at, at + len(text)), text, language=language))
        at += len(text) + 1
    return Document(path, "\n".join(texts), language, "0" * 64, segments=tuple(segments))


def bitext(*documents: Document, rows: int | None = None) -> Bitext:
    """Segment by segment; what is left over stands alone."""
    length = max((len(document.segments) for document in documents), default=0)
    beads = []
    for row in range(length if rows is None else rows):
        spans = tuple(
            (document.segments[row].span,) if row < len(document.segments) else ()
            for document in documents
        )
        paired = sum(map(bool, spans)) > 1
        beads.append(
            Bead(
                tuple((row,) if side else () for side in spans),
                spans,
                Relation.SAME if paired else Relation.UNALIGNED,
                0.97 if paired else 0.8,
            )
        )
    return Bitext(documents, tuple(beads), "parallel", SIGNATURE, ("A note about the run.",))


@pytest.fixture
def three() -> Bitext:
    return bitext(
        document("work/source.zh.txt", "zh", SOURCE),
        document("work/careful.en.txt", "en", CAREFUL),
        document("work/free.en.txt", "en", FREE),
    )


@pytest.fixture
def hostile() -> Bitext:
    return bitext(document("<b>&\x1b\udc80.txt", "en", HOSTILE), document("=b.txt", "zh", HOSTILE))


EMPTY = bitext(document("a.txt", "en", CAREFUL), document("b.txt", "zh", SOURCE), rows=0)


@EVERY
def test_two_runs_give_the_same_text(writer: Writer, three: Bitext) -> None:
    assert writer.write(three) == writer.write(replace(three))


@EVERY
def test_the_text_is_writable_and_ends_with_a_newline(writer: Writer, hostile: Bitext) -> None:
    for texts in (hostile, EMPTY):
        text = writer.write(texts)
        text.encode("utf-8")
        assert text.endswith("\n")
        assert not text.startswith("\ufeff")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text)


@EVERY
def test_every_word_is_kept(writer: Writer, three: Bitext, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "400")
    text = writer.write(three)
    if writer.name == "html":
        text = "".join(lxml_html.document_fromstring(text.encode()).itertext())
    assert all(sentence in text for sentence in (*SOURCE[:2], *CAREFUL, *FREE))


@EVERY
def test_the_format_looks_as_it_did(
    writer: Writer, three: Bitext, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    if writer.name != "html":
        assert writer.write(three) == snapshot


def test_the_table_stacks_texts_where_columns_would_be_too_narrow(
    three: Bitext, snapshot: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    assert written("table", three) == snapshot


def written(name: str, texts: Bitext) -> str:
    return next(writer for writer in writers() if writer.name == name).write(texts)


@pytest.mark.parametrize("case", ["three", "hostile", "empty"])
def test_json_is_valid_and_lossless(case: str, request: pytest.FixtureRequest) -> None:
    texts = EMPTY if case == "empty" else request.getfixturevalue(case)
    schema = json.loads((ROOT / "docs/schema/alignment-1.schema.json").read_text("utf-8"))
    values = json.loads(written("json", texts))
    Draft202012Validator(schema).validate(values)
    for shown, given in zip(values["documents"], texts.documents, strict=True):
        assert [one["text"] for one in shown["segments"]] == [s.text for s in given.segments]
        for segment in shown["segments"]:
            assert given.text[segment["start"] : segment["end"]] == segment["text"]


def test_json_hides_nothing_from_a_terminal(hostile: Bitext) -> None:
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x1b]", written("json", hostile))


@EVERY
def test_what_moved_is_marked(writer: Writer, three: Bitext) -> None:
    first, *rest = three.beads
    moved = replace(three, beads=(replace(first, moved=True), *rest))
    before, after = writer.write(three), writer.write(moved)

    assert before != after
    assert "moved" in after


def test_the_mark_of_a_move_is_data_to_other_programs(three: Bitext) -> None:
    first, *rest = three.beads
    moved = replace(three, beads=(replace(first, moved=True), *rest))

    beads = json.loads(written("json", moved))["beads"]
    assert [bead["moved"] for bead in beads] == [True, *(False for _ in rest)]
    units = etree.fromstring(written("tmx", moved).encode()).findall("body/tu")
    marks = [[prop.text for prop in unit.findall("prop[@type='x-moved']")] for unit in units]
    assert marks[0] == ["yes"]
    assert not any(marks[1:])
    cells = [line.split("\t")[-1] for line in written("tsv", moved).splitlines()]
    assert cells == ["moved", "yes", *("no" for _ in rest)]


def test_no_cell_of_a_tsv_is_a_formula(hostile: Bitext) -> None:
    rows = [line.split("\t") for line in written("tsv", hostile).rstrip("\n").split("\n")]
    assert {len(row) for row in rows} == {5}
    assert len(rows) == 1 + len(hostile.beads)
    assert not any(re.match(r"\s*[=+\-@＝]", cell) for row in rows for cell in row)


@pytest.mark.parametrize("name", ["tsv", "tmx"])
def test_what_is_written_can_be_read_back(name: str, three: Bitext, tmp_path: Path) -> None:
    path = tmp_path / f"aligned.{name}"
    path.write_text(written(name, three), "utf-8")
    back = read(str(path))
    assert isinstance(back, Bitext)
    assert [document.language for document in back.documents] == ["zh", "en", "en"]
    pairs = [
        tuple(
            "".join(span.of(side.text) for span in spans)
            for side, spans in zip(back.documents, bead.spans, strict=True)
        )
        for bead in back.beads
        if len(bead.sides) > 1
    ]
    assert pairs == list(zip(SOURCE, CAREFUL, FREE, strict=False))


@pytest.mark.parametrize(
    "text",
    ["=1+1", "- a list item", "'=1+1", "''-x", "'quoted' words", "＠home", "'", "' @x", "+86 10"],
)
def test_a_cell_of_our_own_table_is_read_back_exactly(text: str, tmp_path: Path) -> None:
    path = tmp_path / "aligned.tsv"
    texts = bitext(document("a.txt", "en", [text]), document("b.txt", "zh", ["文"]))
    path.write_text(written("tsv", texts), "utf-8")
    back = read(str(path))
    assert isinstance(back, Bitext)
    (segment,) = back.documents[0].segments
    assert segment.text == text
    place = back.documents[0].locate(0)
    assert path.read_text("utf-8").split("\n")[place.line - 1][place.column - 1 :].startswith(text)


def test_an_apostrophe_in_a_table_from_elsewhere_stays(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    path.write_text("en\tzh\n'=1\t文\n", "utf-8")
    back = read(str(path))
    assert isinstance(back, Bitext)
    assert back.documents[0].text == "'=1"


def test_a_tmx_has_what_other_tools_demand(three: Bitext) -> None:
    root = etree.fromstring(written("tmx", three).encode())
    header = root.find("header")
    assert header is not None
    assert set(header.keys()) == {
        "creationtool", "creationtoolversion", "segtype", "o-tmf", "adminlang", "srclang",
        "datatype",
    }  # fmt: skip
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    tags = [[tuv.get(lang) for tuv in unit.iter("tuv")] for unit in root.iter("tu")]
    assert tags == [["zh", "en-x-careful", "en-x-free"]] * 2
    assert header.get("srclang") == "zh"
    assert "date" not in written("tmx", three)


@pytest.mark.parametrize(
    ("paths", "tags"),
    [
        (["a.txt", "b.txt"], ["en-x-a", "en-x-b"]),
        (["one/a.txt", "two/a.txt"], ["en-x-a", "en-x-a-2"]),
        (["版本一.txt", "版本二.txt"], ["en-x-text", "en-x-text-2"]),
        (["a-very-long-name_of_a_file.txt", "x.txt"], ["en-x-a-very-long-name", "en-x-x"]),
        (["internationalisation.txt", "x.txt"], ["en-x-internat-ionalisa-tion", "en-x-x"]),
    ],
)
def test_texts_of_one_language_get_tags_of_their_own(paths: list[str], tags: list[str]) -> None:
    texts = bitext(*(document(path, "en", CAREFUL) for path in paths))
    root = etree.fromstring(written("tmx", texts).encode())
    lang = "{http://www.w3.org/XML/1998/namespace}lang"
    unit = next(root.iter("tu"))
    assert [tuv.get(lang) for tuv in unit.iter("tuv")] == tags
    for tag in tags:
        assert all(len(part) <= 8 for part in tag.split("-"))


def test_a_page_is_inert(hostile: Bitext) -> None:
    page = lxml_html.document_fromstring(written("html", hostile).encode())
    assert not page.xpath("//script | //img | //@onerror | //link | //iframe | //@style")
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert "{{ 7*7 }}" in "".join(page.itertext())


def test_a_page_marks_the_words_that_differ(three: Bitext) -> None:
    page = lxml_html.document_fromstring(written("html", three).encode())
    rows = page.xpath("//div[@class='row same']")
    marked = [row.xpath(".//em/text()") for row in rows]
    assert marked[0] == ["output reached", "The", "harvest came to"]
    assert not rows[0].xpath(".//span[@lang='zh']//em")


def test_passages_leave_out_what_stands_alone(three: Bitext) -> None:
    passages = replace(three, mode="passages")
    assert SOURCE[2] in written("table", three)
    assert SOURCE[2] not in written("table", passages)
    assert SOURCE[2] not in written("html", passages)
