"""Words that correspond: what is the same is explained away, the rest is left to each other."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.encoders import Vectors
from align.word_alignment import WordAligner


class Letters:
    """An encoder by which words are alike as far as they share runs of three letters."""

    signature = "letters/1"
    dimension = 64

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            framed = f" {text} "
            for at in range(len(framed) - 2):
                row[zlib.crc32(framed[at : at + 3].encode()) % self.dimension] += 1.0
        return rows / np.maximum(1e-9, np.linalg.norm(rows, axis=1, keepdims=True))


CASES = [
    ("the same", "river chief reports", "river chief reports", ["river=river", "chief=chief"]),
    ("another order", "supply water", "water supply", ["supply=supply", "water=water"]),
    ("made of one stem", "industry digitalization", "industry digitization",
     ["digitalization=digitization"]),
    ("one word left on each side", "users sell rights", "abstractors sell rights",
     ["users=abstractors"]),
    ("the heads of what is left", "old mill burns", "big factory burns", ["mill=factory"]),
]  # fmt: skip


@pytest.mark.parametrize(("left", "right", "wanted"), [c[1:] for c in CASES],
                         ids=[case[0] for case in CASES])  # fmt: skip
def test_words_that_correspond(left: str, right: str, wanted: list[str]) -> None:
    ours, theirs = left.split(), right.split()
    links = WordAligner(Letters()).link(ours, theirs)
    assert set(wanted) <= {f"{ours[a]}={theirs[b]}" for a, b in links}


def test_a_word_is_linked_once_where_it_stands_twice() -> None:
    links = WordAligner(Letters()).link(["water", "feeds", "water"], ["water"])
    assert links == [(0, 0)]


@pytest.mark.parametrize(("left", "right"), [([], ["word"]), (["word"], []), ([], [])])
def test_an_empty_side_has_no_links(left: list[str], right: list[str]) -> None:
    assert WordAligner(Letters()).link(left, right) == []


def test_a_long_stretch_without_a_link_is_left_alone() -> None:
    left = ["start", "aaaa", "bbbb", "cccc", "dddd", "end"]
    right = ["start", "wwww", "xxxx", "yyyy", "zzzz", "end"]
    assert WordAligner(Letters()).link(left, right) == [(0, 0), (5, 5)]


def test_closeness_is_the_cosine_and_empty_for_nothing() -> None:
    aligner = WordAligner(Letters())
    same, other = aligner.closeness([("river", "river"), ("river", "xylophone")])
    assert same == pytest.approx(1.0)
    assert other < 0.3
    assert aligner.closeness([]) == []


WORDS = st.lists(st.sampled_from(["river", "rivers", "chief", "head", "water", "right"]))


@settings(max_examples=60, deadline=None)
@given(WORDS, WORDS)
def test_links_are_one_to_one_and_inside(left: list[str], right: list[str]) -> None:
    links = WordAligner(Letters()).link(left, right)
    assert links == sorted(links)
    assert all(0 <= a < len(left) and 0 <= b < len(right) for a, b in links)
    assert len({a for a, _ in links}) == len({b for _, b in links}) == len(links)


@settings(max_examples=60, deadline=None)
@given(WORDS)
def test_a_sentence_corresponds_to_itself(words: list[str]) -> None:
    links = WordAligner(Letters()).link(words, words)
    assert {words[a] for a, _ in links} == {words[b] for _, b in links} == set(words)
    assert all(words[a] == words[b] for a, b in links)
