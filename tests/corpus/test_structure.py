"""The structure of documents: kinds, marks, page breaks, through `segment`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.document import Block, Document, Kind, MarkKind
from corpus.segmentation import segment
from corpus.span import Span

DATA = Path(__file__).parent / "data" / "structure"


@dataclass(frozen=True)
class Case:
    name: str
    language: str
    known_failure: bool
    text: str
    segments: tuple[tuple[str, str], ...]


def _read(path: Path) -> list[Case]:
    cases: list[Case] = []
    for chunk in re.split(r"(?m)^## ", path.read_text(encoding="utf-8"))[1:]:
        head, *rows = [row for row in chunk.split("\n") if row and not row.startswith("#")]
        name, _, language = head.rpartition(" ")
        text = ""
        segments: list[tuple[str, str]] = []
        for row in rows:
            kind, words = row.split("\t", 1)
            words = words.replace("\\n", "\n")
            same = "" if language in ("zh", "ja") else " "
            text += {"+": same, "-": "\n"}.get(kind[0], "\n\n") if text else ""
            text += words
            segments.append((kind.lstrip("+-"), words))
        cases.append(Case(name.lstrip("!"), language, name.startswith("!"), text, tuple(segments)))
    return cases


CASES = _read(DATA / "cases.txt")


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(
            case, id=case.name, marks=[pytest.mark.xfail(strict=True)] if case.known_failure else []
        )
        for case in CASES
    ],
)
def test_kinds(case: Case) -> None:
    document = segment(Document("case.txt", case.text, case.language))
    assert tuple((part.kind.value, part.text) for part in document.segments) == case.segments


def _marks() -> list[tuple[str, str, str, str]]:
    rows: list[tuple[str, str, str, str]] = []
    for line in (DATA / "marks.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, marked, kinds, explained = line.split("\t")
            rows.append((language, marked, kinds, explained))
    return rows


@pytest.mark.parametrize(("language", "marked", "kinds", "explained"), _marks())
def test_marks(language: str, marked: str, kinds: str, explained: str) -> None:
    text = marked.replace("{", "").replace("}", "")
    document = segment(Document("x.txt", text, language))
    marks = [mark for part in document.segments for mark in part.marks]
    shown = marked
    assert [mark.kind.value for mark in marks] == kinds.split(), marks
    spans = []
    at = 0
    for inside in re.finditer(r"\{([^{}]*)\}", shown):
        start = inside.start() - at
        spans.append(Span(start, start + len(inside[1])))
        at += 2
    assert [mark.span for mark in marks] == spans
    found = [mark.explains.of(text) if mark.explains else "-" for mark in marks]
    wanted = explained.split("|")
    assert [words for words, mark in zip(found, marks, strict=True) if mark.content] == [
        words for words in wanted if words
    ]


def test_the_content_of_a_gloss_stands_between_its_brackets() -> None:
    text = "This is a well (水井) of the old kind."
    (mark,) = segment(Document("x.txt", text, "en")).segments[0].marks
    assert mark.kind is MarkKind.GLOSS
    assert mark.content is not None
    assert mark.content.of(text) == "水井"
    assert mark.span.of(text) == " (水井)"


def test_plain_words_leave_marks_out() -> None:
    text = "The well (水井) is deep [2], and it was closed by the\n\n7\n\ncouncil of the old town."
    (only,) = segment(Document("x.txt", text, "en")).segments
    assert only.plain == "The well is deep, and it was closed by the council of the old town."


def test_kinds_that_the_reader_gave_are_kept() -> None:
    text = "The wells\nThey are deep. They are old.\nTap here"
    blocks = (
        Block(Span(0, 9), Kind.HEADING),
        Block(Span(10, 38)),
        Block(Span(39, 47), Kind.BOILERPLATE),
    )
    document = segment(Document("x.docx", text, "en", blocks=blocks))
    assert [(part.kind, part.text, part.paragraph) for part in document.segments] == [
        (Kind.HEADING, "The wells", 0),
        (Kind.SENTENCE, "They are deep.", 1),
        (Kind.SENTENCE, "They are old.", 1),
        (Kind.BOILERPLATE, "Tap here", 2),
    ]


MONTHS = ("March", "April", "May", "June", "July")


def test_running_headers_between_pages_are_not_content() -> None:
    pages = [
        f"Harbour Gazette, page {number}\nThe ice came in {month}, and the port was shut by noon.\n"
        for number, month in enumerate(MONTHS, 1)
    ]
    text = "\f".join(pages)
    document = segment(Document("x.pdf", text, "en"))
    assert [part.kind for part in document.segments] == [Kind.METADATA, Kind.SENTENCE] * 5


def test_a_running_header_inside_a_cut_sentence_is_part_of_the_break() -> None:
    pages = [
        f"Harbour Gazette, page {number}\n"
        f"ice came in {month}, and the wide old port was shut by the\n"
        for number, month in enumerate(MONTHS, 1)
    ]
    text = "\f".join(pages).rstrip() + " mayor."
    document = segment(Document("x.pdf", text, "en"))
    marks = [mark for part in document.segments for mark in part.marks]
    assert [mark.kind for mark in marks] == [MarkKind.PAGE_BREAK] * 4
    assert all("Gazette" in mark.span.of(text) for mark in marks)
    assert document.segments[-1].plain.startswith(
        "ice came in March, and the wide old port was shut"
    )
    assert "Gazette" not in document.segments[-1].plain
