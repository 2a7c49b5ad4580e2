"""Clauses on the wrong side of a cut."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from align.clause_evidence import clauses_across, cut_into_clauses
from align.encoders import Vectors
from align.monotone import Beads, lattice
from align.pairwise import make_side


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("It rained.", ["It rained."]),
        (
            "When the rain had stopped, we walked down to the river; nobody was there.",
            ["When the rain had stopped,", "we walked down to the river; nobody was there."],
        ),
        ("The price rose to 1,250,000 at 10:30 that day.", None),
        (
            "雨停了以后我们走到河边，那里一个人也没有。",
            ["雨停了以后我们走到河边，", "那里一个人也没有。"],
        ),
        ("好，好，好，走吧。", ["好， 好， 好， 走吧。"]),
        ("Yes, of course, no, never, and so on.", None),
        ("", []),
    ],
)
def test_clauses(text: str, clauses: list[str] | None) -> None:
    assert cut_into_clauses(text) == ([text] if clauses is None else clauses)


@given(st.text(alphabet="abc ,.;:，。？！—”\n", max_size=80))
def test_clauses_hold_the_whole_sentence(text: str) -> None:
    pieces = cut_into_clauses(text)
    assert re.sub(r"\s", "", "".join(pieces)) == re.sub(r"\s", "", text)
    assert all(piece.strip() for piece in pieces)


class Words:
    """An encoder that adds up random directions of words."""

    signature = "words"
    dimension = 64

    def __init__(self) -> None:
        self.seen: list[str] = []

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.seen += texts
        rows = []
        for text in texts:
            row = np.zeros(self.dimension)
            for word in re.findall(r"\w+", text):
                random = np.random.default_rng(zlib.crc32(word.encode()))
                row += random.normal(size=self.dimension)
            rows.append(row / max(float(np.linalg.norm(row)), 1e-9))
        return np.array(rows, dtype=np.float32)


SOURCE = [
    "market harbour village",
    "doctor hospital patient nurse, and teacher school pupil lesson",
    "winter forest railway",
    "budget council minister",
]
TARGET = [
    "market harbour village",
    "doctor hospital patient nurse",
    "teacher school pupil lesson winter forest railway",
    "budget council minister",
]


def measure(doubt: float) -> tuple[dict[tuple[int, ...], float], Words]:
    """The largest evidence for each bead of a path of single sentences, in doubt at its cuts."""
    encoder = Words()
    source, target = (
        make_side(texts, encoder.encode(texts), language="en") for texts in (SOURCE, TARGET)
    )
    encoder.seen.clear()
    rows = [(k, k + 1, k, k + 1) for k in range(4)]
    beads = Beads(*(np.array(column, dtype=np.int64) for column in zip(*rows, strict=True)))
    columns = clauses_across(
        source,
        target,
        beads,
        lattice(beads, (4, 4)),
        np.full(4, doubt),
        encoder=encoder,
        spread=0.1,
    )
    return dict(zip(rows, columns[:, 0].tolist(), strict=True)), encoder


def test_a_clause_that_belongs_behind_the_cut_speaks_against_it() -> None:
    largest, encoder = measure(0.5)
    torn, whole = largest[1, 2, 1, 2], largest[0, 1, 0, 1]
    assert torn > 1
    assert torn > whole
    assert largest[2, 3, 2, 3] > largest[3, 4, 3, 4]
    assert set(encoder.seen) == {
        "doctor hospital patient nurse,",
        "and teacher school pupil lesson",
    }


@pytest.mark.parametrize("doubt", [0.0, 0.01, 0.99, 1.0])
def test_nothing_is_embedded_where_nothing_is_in_doubt(doubt: float) -> None:
    largest, encoder = measure(doubt)
    assert set(largest.values()) == {0.0}
    assert encoder.seen == []
