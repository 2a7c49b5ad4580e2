"""Groups of three texts: every pair has its say, and together they are a partition in order."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.agreement import PairEvidence
from align.pairwise import PairBead
from align.renderings import WideBead, merge

Rows = list[tuple[tuple[int, int], ...]]
Spoken = tuple[tuple[int, int], tuple[int, int], float]
"""Sentences of two texts and the probability that they render each other."""


def says(first: int, second: int, *beads: Spoken) -> PairEvidence:
    return PairEvidence(
        first, second, tuple(PairBead(left, right, sure, sure) for left, right, sure in beads)
    )


def rows(found: tuple[WideBead, ...]) -> Rows:
    return [bead.ranges for bead in found]


SURE_OF_THE_THIRD = (
    says(0, 2, ((0, 1), (0, 1), 1.0), ((1, 2), (1, 2), 1.0)),
    says(1, 2, ((0, 1), (0, 1), 0.9), ((1, 3), (1, 2), 0.9), ((0, 2), (0, 1), 0.1)),
)


@pytest.mark.parametrize("share", [0.45, 0.55, 0.65])
def test_a_third_text_decides_where_two_are_in_doubt(share: float) -> None:
    early, late = (
        (((0, 1), (0, 2), share), ((1, 2), (2, 3), share)),
        (
            ((0, 1), (0, 1), 1 - share),
            ((1, 2), (1, 3), 1 - share),
        ),
    )

    found = merge([2, 3, 2], [says(0, 1, *early, *late), *SURE_OF_THE_THIRD])

    assert rows(found) == [((0, 1), (0, 1), (0, 1)), ((1, 2), (1, 3), (1, 2))]


def test_texts_cut_at_different_places_share_the_coarser_group_and_are_sure_of_it() -> None:
    found = merge(
        [2, 2, 1],
        [
            says(0, 1, ((0, 1), (0, 1), 0.9), ((1, 2), (1, 2), 0.9)),
            says(0, 2, ((0, 2), (0, 1), 0.9)),
            says(1, 2, ((0, 2), (0, 1), 0.9)),
        ],
    )

    assert rows(found) == [((0, 2), (0, 2), (0, 1))]
    assert found[0].confidence == pytest.approx(0.9)


@pytest.mark.parametrize(("alone", "groups"), [(0.9, 3), (0.6, 3), (0.2, 2)])
def test_a_sentence_that_probably_nothing_renders_stands_alone(alone: float, groups: int) -> None:
    def heard(first: int, second: int) -> PairEvidence:
        return says(
            first,
            second,
            ((0, 1), (0, 1), 1.0),
            ((1, 2), (1, 1), alone),
            ((2, 3), (1, 2), alone),
            ((1, 3), (1, 2), 1 - alone),
        )

    found = merge(
        [3, 2, 2],
        [heard(0, 1), heard(0, 2), says(1, 2, ((0, 1), (0, 1), 1.0), ((1, 2), (1, 2), 1.0))],
    )

    assert len(found) == groups
    assert (((1, 2), (1, 1), (1, 1)) in rows(found)) == (groups == 3)


def test_pairs_that_know_nothing_leave_every_sentence_alone() -> None:
    found = merge([2, 1, 3], [says(0, 1), says(0, 2), says(1, 2)])

    assert len(found) == 6
    assert all(bead.is_null and bead.confidence == 0 for bead in found)


@st.composite
def anything(draw: st.DrawFn) -> tuple[list[int], list[PairEvidence]]:
    sizes = draw(st.lists(st.integers(1, 6), min_size=3, max_size=4))

    def part(size: int) -> st.SearchStrategy[tuple[int, int]]:
        return st.tuples(st.integers(0, size - 1), st.integers(1, 2)).map(
            lambda at: (at[0], min(size, at[0] + at[1]))
        )

    evidence = []
    for first, second in combinations(range(len(sizes)), 2):
        bead = st.tuples(part(sizes[first]), part(sizes[second]), st.floats(0.01, 1))
        evidence.append(says(first, second, *draw(st.lists(bead, max_size=8))))
    return sizes, evidence


@settings(max_examples=150, deadline=None)
@given(anything())
def test_whatever_the_pairs_say_the_groups_are_a_partition_in_order(
    case: tuple[list[int], list[PairEvidence]],
) -> None:
    sizes, evidence = case

    found = merge(sizes, evidence)

    for text, size in enumerate(sizes):
        assert [k for bead in found for k in range(*bead.ranges[text])] == list(range(size))
    assert all(0 <= bead.confidence <= 1 for bead in found)
    assert all(any(start < end for start, end in bead.ranges) for bead in found)
