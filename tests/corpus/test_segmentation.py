"""Sentences, lines and paragraphs: golden files for the rules, properties for the promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Block, Document, Kind, Unit
from corpus.errors import UsageError
from corpus.reading import read
from corpus.segmentation import WAYS, segment
from corpus.span import Span

DATA = Path(__file__).parent / "data" / "segmentation"


def _cases() -> list[object]:
    cases: list[object] = []
    for name in ("en", "zh", "other"):
        for number, line in enumerate((DATA / f"{name}.txt").read_text("utf-8").splitlines(), 1):
            if not line or line.startswith("#"):
                continue
            known = line.startswith("! ")
            row = line.removeprefix("! ")
            language, _, case = row.partition("\t") if name == "other" else (name, "", row)
            marks = [pytest.mark.xfail(strict=True)] if known else []
            cases.append(pytest.param(language, case, id=f"{name}:{number}", marks=marks))
    return cases


@pytest.mark.parametrize(("language", "case"), _cases())
def test_golden_sentences(language: str, case: str) -> None:
    wanted = case.replace("\\n", "\n").split("‖")
    text = "".join(wanted)
    # One block: the case is about sentences, whatever its structure would be in a document.
    whole = (Block(Span(0, len(text))),)
    document = segment(Document("case.txt", text, language, blocks=whole))
    assert [part.text for part in document.segments] == [sentence.strip() for sentence in wanted]


def test_an_unknown_way_is_a_usage_error() -> None:
    with pytest.raises(UsageError, match="words"):
        segment(Document("x.txt", "One. Two."), by="words")


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_lines_are_numbered_like_the_file(newline: str) -> None:
    text = newline.join(["One. Two.", "", "  Three", ""])
    document = segment(Document("x.txt", text, "en"), by="lines")
    assert [part.text for part in document.segments] == ["One. Two.", "", "  Three"]
    for part in document.segments:
        assert document.locate(part.span.start).line == part.index + 1


def test_paragraphs_are_whole() -> None:
    text = "One. Two.\r\n\r\nThree? Four.\r\nFive."
    document = segment(Document("x.txt", text, "en"), by="paragraphs")
    assert [part.text for part in document.segments] == ["One. Two.", "Three? Four.", "Five."]
    assert [part.paragraph for part in document.segments] == [0, 1, 2]


@pytest.mark.parametrize("by", WAYS)
def test_units_stay_segments(by: str) -> None:
    text = "One. Two.\nThree."
    units = (Unit("a", Span(0, 9), 4), Unit("b", Span(10, 16), 9))
    document = segment(Document("x.tmx", text, "en", units=units), by=by)
    assert [part.text for part in document.segments] == ["One. Two.", "Three."]


def test_segments_take_the_language_of_their_script() -> None:
    text = (
        "The sign was old.\n\n禁止入内。\n\nNobody could read it.\n\nОсторожно, злая собака.\n\nOK."
    )
    document = segment(Document("x.txt", text, "en"))
    assert [part.language for part in document.segments] == ["en", "zh", "en", "ru", "en"]


def test_an_unknown_language_is_found() -> None:
    document = segment(Document("x.txt", "Der Hafen ist alt. Am 3. Mai wird er geschlossen."))
    assert [part.text for part in document.segments] == [
        "Der Hafen ist alt.",
        "Am 3. Mai wird er geschlossen.",
    ]
    assert {part.language for part in document.segments} == {"de"}


@pytest.mark.parametrize("text", ["", " ", "\n\n\n", "\ufeff", "\x00", "\f"])
def test_next_to_nothing(text: str) -> None:
    for by in ("sentences", "paragraphs"):
        assert len(segment(Document("x.txt", text), by=by).segments) <= 1


# Texts in which every rule has something to bite on.
PIECES = st.sampled_from(
    [
        *"\n\r\f\t .!?…。！？；：，、“”‘’「」《》（）()[]\"'-—•*#",
        *"0123456789①²aAzZiI数据要素的说",
        "\n\n", "\r\n", "...", "……", "Dr. ", "U.S. ", "etc. ", "No. 5 ", "[1]", "（一）", "1. ",
        "The well ", "water ", " (水井)", "——", "他说：“好。”", "Source: ", "责任编辑：",
        "\u2028", "\x85",
    ]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=60).map("".join) | st.text(max_size=200)
LANGUAGES = st.sampled_from(["und", "en", "zh", "de", "ja", "fr", "el", "xx"])


@settings(max_examples=250, deadline=None)
@given(TEXTS, LANGUAGES, st.sampled_from(WAYS))
def test_spans_hold_in_any_text(text: str, language: str, by: str) -> None:
    document = segment(Document("x.txt", text, language), by=by)
    end = 0
    for number, part in enumerate(document.segments):
        assert part.index == number
        assert part.text == text[part.span.start : part.span.end]
        assert part.span.start >= end
        assert not text[end : part.span.start].strip()
        end = part.span.end
        if by != "lines":
            assert part.text == part.text.strip() != ""
        at = part.span.start
        for mark in part.marks:
            assert part.span.contains(mark.span)
            assert mark.span.start >= at
            assert mark.explains is None or mark.explains.end <= mark.span.start
            assert mark.content is None or mark.span.contains(mark.content)
            at = mark.span.end
        assert isinstance(part.plain, str)
    assert not text[end:].strip()
    paragraphs = [part.paragraph for part in document.segments]
    assert paragraphs == sorted(paragraphs)


@settings(max_examples=100, deadline=None)
@given(TEXTS, LANGUAGES, st.sampled_from(WAYS))
def test_segmenting_twice_changes_nothing(text: str, language: str, by: str) -> None:
    once = segment(Document("x.txt", text, language), by=by)
    assert segment(once, by=by) == once


@settings(max_examples=100, deadline=None)
@given(TEXTS, st.sampled_from(["en", "zh"]))
def test_lines_count_as_in_locate(text: str, language: str) -> None:
    document = segment(Document("x.txt", text, language), by="lines")
    for part in document.segments:
        assert document.locate(part.span.start).line == part.index + 1


HOSTILE = [
    "(", "（", "[", "“", '"', "。", ".", "...", "…", "? ", "! ", "1. ", "a.b.", "A. ", " .", "[1]",
    "”", "）。", "①", "²", "x\n", "\f", "-", "— ",
    "word ", "数", "数 (", "等……", "Dr. ", "“a.” ", "…… ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_repetition_is_survived(piece: str, language: str) -> None:
    # A pattern that backtracks would not come back from this in the life of the test run.
    text = piece * (60_000 // len(piece))
    document = segment(Document("x.txt", text, language))
    covered = sum(len("".join(part.text.split())) for part in document.segments)
    assert covered == len("".join(text.split()))


def test_kinds_of_content() -> None:
    text = "The port\n\nThe port is old, and it will be closed in May.\n\nEditor: Jon Vale"
    kinds = [part.kind for part in segment(Document("x.txt", text, "en")).segments]
    assert kinds == [Kind.TITLE, Kind.SENTENCE, Kind.BOILERPLATE]
    assert [kind.is_content for kind in kinds] == [True, True, False]


def test_mark_up_stays_in_the_text_and_out_of_what_is_compared(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("The [Bureau](https://example.org/a.b) opened. **It works.** See `x`.\n")
    segments = segment(read(str(page))).segments
    assert [one.text for one in segments] == [
        "The [Bureau](https://example.org/a.b) opened.",
        "**It works.**",
        "See `x`.",
    ]
    assert [one.plain for one in segments] == ["The Bureau opened.", "It works.", "See x."]
