"""Clauses: where a passage may begin and end."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.clauses import balance_span, count_words, split_clauses
from corpus.document import Document
from corpus.segmentation import segment
from corpus.span import Span

CUTS = [
    (
        "en",
        "Furthermore, the weir must be mended before the thaw.",
        ["the weir must be mended before the thaw"],
    ),
    (
        "en",
        'The mayor said: "Every weir must be mended before the thaw."',
        ["Every weir must be mended before the thaw"],
    ),
    (
        "en",
        'They called the "old weir" a danger to every boat on the river.',
        ['They called the "old weir" a danger to every boat on the river'],
    ),
    (
        "en",
        'The clerk wrote that "every weir must be mended before the thaw" and went home early.',
        [
            "The clerk wrote that",
            "every weir must be mended before the thaw",
            "and went home early",
        ],
    ),
    (
        "en",
        "Boats, carts, mules and men were sent to mend the weir.",
        ["Boats, carts, mules and men were sent to mend the weir"],
    ),
    ("zh", "此外，每座堤坝都必须在解冻之前修好。", ["每座堤坝都必须在解冻之前修好"]),
    ("en", "However", ["However"]),
]

BALANCED = [
    ("the river (河) and more", "the river (河", "the river (河)"),
    ("a place “of the old kind.” Then", "a place “of the old kind", "a place “of the old kind.”"),
    ('care of "good rivers" is', 'care of "good rivers', 'care of "good rivers"'),
    ('use "good rivers" well', 'good rivers" well', '"good rivers" well'),
    ("先修“旧堤”，再", "先修“旧堤", "先修“旧堤”"),
    ("mend (as the mayor said) the weir", "mend (as the", "mend (as the mayor said)"),
    ("it's the miller's weir", "it's the miller's", "it's the miller's"),
    ("plain words here", "plain words", "plain words"),
]


@pytest.mark.parametrize(("language", "text", "clauses"), CUTS, ids=[cut[1] for cut in CUTS])
def test_clauses_are_what_is_said(language: str, text: str, clauses: list[str]) -> None:
    document = segment(Document(path="a.txt", text=text, language=language))
    assert [clause.span.of(text) for clause in split_clauses(document)] == clauses


@pytest.mark.parametrize(("text", "inside", "whole"), BALANCED, ids=[case[1] for case in BALANCED])
def test_a_span_takes_in_the_marks_that_belong_to_it(text: str, inside: str, whole: str) -> None:
    start = text.index(inside)
    span = Span(start, start + len(inside))
    assert balance_span(text, span, Span(0, len(text))).of(text) == whole


@given(st.text(alphabet='ab ()“”"（）.,\n', max_size=40), st.data())
def test_balancing_only_adds_and_stays_inside(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    limits = Span(data.draw(st.integers(0, start)), data.draw(st.integers(end, len(text))))
    span = Span(start, end)
    balanced = balance_span(text, span, limits)
    assert balanced.contains(span)
    assert limits.contains(balanced)
    assert balance_span(text, balanced, limits).contains(balanced)


@given(st.text(alphabet="abcdefgh ,;.\"“”'()汉字，。", max_size=120))
def test_clauses_are_in_order_and_carry_their_words(text: str) -> None:
    document = segment(Document(path="a.txt", text=text, language="en"))
    clauses = split_clauses(document)
    assert [clause.index for clause in clauses] == list(range(len(clauses)))
    for before, after in pairwise(clauses):
        assert before.span.end <= after.span.start
    for clause in clauses:
        assert clause.words == count_words(clause.text) > 0
