"""Anchors of the user and numbered headings: what is read, what is refused, what is held."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.anchors import read_anchors
from align.headings import match_headings, read_label
from align.similarity import band, pin
from corpus.document import Document
from corpus.errors import InputError
from corpus.segmentation import segment

LEFT = "The mill stands by the river.\n\nIt grinds rye.\n42\nNobody lives there now.\n"
RIGHT = "A mill by a river.\nRye is ground in it.\nRye is dear.\n42\nIt stands empty.\n"


@pytest.fixture
def texts() -> tuple[Document, Document]:
    left = segment(Document("notes/left.txt", LEFT, "en"), by="lines")
    right = segment(Document("right.txt", RIGHT, "en"), by="lines")
    return left, right


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("left.txt\tright.txt\n1\t1\n", [(0, 0)]),
        ("notes/left.txt\tright.txt\n#3\t#2\n5\t5\n", [(2, 1), (4, 4)]),
        ("right.txt\tleft.txt\n5\t5\n1\t1\n", [(4, 4), (0, 0)]),
        ("left.txt\tright.txt\nIt grinds rye.\tRye is ground\n", [(2, 1)]),
        ('left.txt\tright.txt\r\n"42"\t"42"\r\n', [(3, 3)]),
        ("left.txt\tright.txt\n1\t1\n1\t1\n", [(0, 0), (0, 0)]),
    ],
    ids=["lines", "segments", "columns in any order", "words", "quoted", "said twice"],
)
def test_places_are_found(
    rows: str, expected: list[tuple[int, int]], texts: tuple[Document, Document], tmp_path: Path
) -> None:
    path = tmp_path / "anchors.tsv"
    path.write_bytes(rows.encode())

    assert [anchor.segments for anchor in read_anchors(str(path), texts)] == expected


@pytest.mark.parametrize(
    ("rows", "line", "says"),
    [
        ("left.txt\tother.txt\n1\t1\n", 1, "none of the files"),
        ("left.txt\n1\n", 1, "two files or more"),
        ("left.txt\tleft.txt\n1\t1\n", 1, "two files or more"),
        ("left.txt\tright.txt\n1\t9\n", 2, "no line 9 in right.txt; it has 5 lines"),
        ("left.txt\tright.txt\n1\t0\n", 2, "no line 0"),
        ("left.txt\tright.txt\n#9\t1\n", 2, "no segment 9"),
        ("left.txt\tright.txt\n2\t1\n", 2, "empty"),
        ("left.txt\tright.txt\n1\t\n", 2, "two files or more"),
        ("left.txt\tright.txt\n1\t1\t1\n", 2, "3 cells"),
        ("left.txt\tright.txt\n1\tRye is\n", 2, "2 segments"),
        ("left.txt\tright.txt\n1\tWheat\n", 2, "no segment of right.txt begins with 'Wheat'"),
        ("left.txt\tright.txt\n1\t4\n\n5\t1\n", 4, "that of line 2 cross"),
        ("left.txt\tright.txt\n1\t4\n1\t1\n", 3, "cross"),
        ("left.txt\tright.txt\n", None, "no row"),
        ("\n\n", None, "no text"),
    ],
)
def test_wrong_anchors_are_refused(
    rows: str, line: int | None, says: str, texts: tuple[Document, Document], tmp_path: Path
) -> None:
    path = tmp_path / "anchors.tsv"
    path.write_text(rows, encoding="utf-8")

    with pytest.raises(InputError, match=says) as caught:
        read_anchors(str(path), texts)
    assert caught.value.line == line


@given(
    n=st.integers(1, 60),
    m=st.integers(1, 60),
    data=st.data(),
)
def test_every_path_through_a_pinned_band_joins_the_pins(
    n: int, m: int, data: st.DataObject
) -> None:
    size = data.draw(st.integers(0, min(n, m, 6)))
    left = sorted(data.draw(st.sets(st.integers(0, n - 1), min_size=size, max_size=size)))
    right = sorted(data.draw(st.sets(st.integers(0, m - 1), min_size=size, max_size=size)))
    pins = np.array(list(zip(left, right, strict=True)), dtype=np.int64).reshape(-1, 2)
    pinned = pin(band(n, m, np.zeros((0, 2), np.int64)), pins)

    assert pinned.low[0] == 0
    assert pinned.high[-1] == m
    assert (pinned.low <= pinned.high).all()
    assert (np.diff(pinned.low) >= 0).all()
    assert (np.diff(pinned.high) >= 0).all()
    for i, j in pins.tolist():
        assert pinned.low[i] <= j == pinned.high[i]
        assert pinned.low[i + 1] == j + 1 <= pinned.high[i + 1]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1. Fields", (1,)),
        ("2.3 Meadows", (2, 3)),
        ("第十二条 经费", (12,)),
        ("第3章", (3,)),
        ("Article 7", (7,)),
        ("Kapitel 4 Wiesen", (4,)),
        ("§ 5 Fristen", (5,)),
        ("（二）水利", (2,)),
        ("(II) Water", (2,)),
        ("(14) Water", (14,)),
        ("二十三、道路", (23,)),
        ("IV. Roads", (4,)),
        ("iv) roads", (4,)),
    ],
)
def test_labels_are_read(text: str, number: tuple[int, ...]) -> None:
    label = read_label(text)
    assert label is not None
    assert label[1] == number


@pytest.mark.parametrize(
    "text",
    [
        "1998 was wet.",
        "3 men came.",
        "I came.",
        "百姓安居",
        "Part of it",
        "3.5% more",
        "Mix. Stir.",
    ],
)
def test_sentences_are_no_labels(text: str) -> None:
    assert read_label(text) is None


NONE = np.zeros((0, 2), dtype=np.int64)


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        (
            ["一、水", None, "二、路", None],
            ["Water", "(I) W", None, "(II) R"],
            [(0, 1), (2, 3)],
        ),
        (["第一条", None, "第二条"], ["Article 1", "Article 2"], [(0, 0), (2, 1)]),
        (
            ["1. A", "2. B", "3. C", "4. D"],
            ["1) A", "2) B", "4) D"],
            [(0, 0), (1, 1), (3, 2)],
        ),
        (["1. A", "2. B", "3. C", "4. D"], ["1) A", "9) D"], []),
        (["1. A"], ["(1) A"], []),
        (["1. A", "2. B", "1. C", "2. D"], ["1. A", "2. B"], []),
        (
            ["1. A", "2. B", "1. C", "2. D"],
            ["a", "I. A", "II. B", "I. C", "II. D"],
            [(0, 1), (1, 2), (2, 3), (3, 4)],
        ),
        (["2. B", "1. A"], ["1. A", "2. B"], [(1, 0)]),
    ],
)
def test_headings_that_count_alike_are_paired(
    first: list[str | None], second: list[str | None], expected: list[tuple[int, int]]
) -> None:
    found = [tuple(pair) for pair in match_headings(first, second, NONE).tolist()]
    if first[0] == "2. B":  # out of order: one of the two at most
        assert len(found) == 1
    else:
        assert found == expected


def test_headings_that_the_sentences_contradict_are_no_fixed_points() -> None:
    first = [None] * 20 + ["1. A", "2. B"]
    second = ["1. A", "2. B"] + [None] * 20
    links = np.array([(k, k + 2) for k in range(20)], dtype=np.int64)

    assert len(match_headings(first, second, links)) == 0
