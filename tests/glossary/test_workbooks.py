"""Workbooks: what they show to people, and those made to do harm."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from corpus.errors import InputError, MalformedFileError, UnreadableFileError
from corpus.files import RawFile
from glossary.formats import termbase_formats
from glossary.termbase import Concept, Status, Term, Termbase
from glossary.workbooks import MAX_CELL, Sheet, read_workbook, write_workbook

HEADER = ("concept_id", "source_term", "target_term", "status", "note")
SHEET = Sheet("Terms", HEADER, (("mill", "水磨", "water mill", "preferred", "=1+1"),))
[XLSX] = [kind for kind in termbase_formats() if kind.name == "xlsx"]


def rows(data: bytes) -> list[tuple[str, list[tuple[str, ...]]]]:
    return [
        (name, [row.cells for row in listed])
        for name, listed in read_workbook(RawFile("w.xlsx", data))
    ]


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one of its files changed."""
    out = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            content = old.read(info.filename)
            new.writestr(info.filename, change(content) if info.filename == name else content)
    return out.getvalue()


def test_what_is_written_is_read() -> None:
    other = Sheet("Second", ("a",), (("",), ("x\ny",)))
    assert rows(write_workbook([SHEET, other])) == [
        ("Terms", [HEADER, *SHEET.rows]),
        ("Second", [("a",), ("x\ny",)]),
    ]


def test_the_header_stays_in_view_and_filters() -> None:
    data = write_workbook([Sheet("T", HEADER, SHEET.rows, (("status", tuple(Status)),))])
    page = load_workbook(BytesIO(data)).worksheets[0]
    assert page.freeze_panes == "A2"
    assert page.auto_filter.ref == "A1:E2"
    assert [rule.formula1 for rule in page.data_validations.dataValidation] == [
        '"preferred,admitted,deprecated"'
    ]


def test_no_cell_is_a_formula_a_link_or_a_number() -> None:
    cells = ("=1+1", "http://nowhere.example", "12", "@x", "{=1}")
    data = write_workbook([Sheet("T", HEADER, (cells,))])
    page = load_workbook(BytesIO(data)).worksheets[0]
    assert [cell.data_type for cell in page[2]] == ["s"] * 5
    assert [cell.value for cell in page[2]] == list(cells)
    assert all(cell.hyperlink is None for cell in page[2])


def test_cells_that_the_format_cannot_hold() -> None:
    long = "水" * (MAX_CELL + 5)
    assert rows(write_workbook([Sheet("T", ("a",), ((long,), ("a\x01b",)))]))[0][1][1:] == [
        (long[:MAX_CELL],),
        ("a\ufffdb",),
    ]
    concept = Concept("mill", (Term("水磨", "zh"), Term("mill", "en", note=long)))
    assert XLSX.write is not None
    written = XLSX.write(Termbase((concept,)))
    assert len(written.losses) == 1
    assert written.losses[0].startswith("mill: mill (en): note: '水水")


def test_a_workbook_of_somebody_else() -> None:
    book = Workbook()
    book.active.append(["about this file"])
    page = book.create_sheet("Glossary")
    page.append([None])
    page.append(["Concept ID", "Source term", "Target term", "Status", None, "x"])
    page.append([7, "水磨", " water mill ", "Preferred", None, True])
    page.append([7.0, None, "mill", "admitted"])
    out = BytesIO()
    book.save(out)
    [concept] = XLSX.read(RawFile("w.xlsx", out.getvalue())).concepts
    assert concept == Concept(
        "7", (Term("水磨", "zh"), Term("water mill", "en"), Term("mill", "en", Status.ADMITTED))
    )
    assert [term.line for term in concept.terms] == [3, 3, 4]


SHEET1 = "xl/worksheets/sheet1.xml"
DOCTYPE = b'<!DOCTYPE w [<!ENTITY a "b">]><worksheet'
STRINGS = '<?xml version="1.0"?><!DOCTYPE s [<!ENTITY a "b">]><sst>&a;</sst>'
HOSTILE = {
    "entities": (SHEET1, lambda data: data.replace(b"<worksheet", DOCTYPE, 1)),
    "entities in UTF-16": ("xl/sharedStrings.xml", lambda data: STRINGS.encode("utf-16")),
    "a bomb": (SHEET1, lambda data: b" " * (33 << 20)),
    "broken XML": (SHEET1, lambda data: data[: len(data) // 2]),
    "no sheet": ("xl/workbook.xml", lambda data: b"<workbook/>"),
    "a string that is not there": (SHEET1, lambda data: data.replace(b"<v>1<", b"<v>99999<")),
    "no number": (SHEET1, lambda data: data.replace(b"<v>1<", b"<v>one<")),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_harmful_workbooks_are_refused(name: str) -> None:
    part, change = HOSTILE[name]
    data = with_part(write_workbook([SHEET]), part, change)
    with pytest.raises(InputError):
        XLSX.read(RawFile("w.xlsx", data))


def test_many_parts_that_each_are_small_are_too_much_together(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("glossary.workbooks.MAX_BYTES", 1 << 20)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for number in range(5):
            package.writestr(f"xl/part{number}.bin", b"\0" * (1 << 20))
    with pytest.raises(UnreadableFileError, match="unpacks to 5 MiB; the limit is 4 MiB"):
        rows(out.getvalue())


@pytest.mark.parametrize(
    ("row", "cell"),
    [(b"99999999999", b"A99999999999"), (b"2", b"ZZZZZ2")],
    ids=["too far down", "too far right"],
)
def test_a_cell_where_none_can_be(row: bytes, cell: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("glossary.workbooks.MAX_ROWS", 10_000)
    data = with_part(
        write_workbook([SHEET]),
        SHEET1,
        lambda d: d.replace(b'<row r="2"', b'<row r="%b"' % row).replace(b'"A2"', b'"%b"' % cell),
    )
    with pytest.raises(MalformedFileError):
        XLSX.read(RawFile("w.xlsx", data))
