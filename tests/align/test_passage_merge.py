"""Merging passages: no wide bead without links between its sides, whatever the order of files."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from align.passage_merge import Link, Passage, merge_links
from corpus.bitext import Relation
from corpus.span import Span

SPANS = (Span(0, 50), Span(100, 140), Span(104, 140), Span(200, 230))
RELATIONS = (Relation.SAME, Relation.PARTIAL, Relation.PARAPHRASE)


@st.composite
def links(draw: st.DrawFn) -> list[Link]:
    places = [Passage(number, span) for number in range(5) for span in SPANS]
    pairs = [(a, b) for a, b in combinations(places, 2) if a.document != b.document]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=18))
    return [
        Link(a, b, draw(st.integers(25, 100)) / 100, draw(st.sampled_from(RELATIONS)))
        for a, b in chosen
    ]


def same_place(first: Span, second: Span) -> bool:
    return first.start < second.end and second.start < first.end


def between(found: list[Link], first: Passage, second: Passage) -> list[Link]:
    wanted = {first.document: first.span, second.document: second.span}
    return [
        link
        for link in found
        if {link.left.document, link.right.document} == wanted.keys()
        and all(same_place(wanted[end.document], end.span) for end in (link.left, link.right))
    ]


@given(links())
def test_every_two_sides_of_a_bead_called_the_same_are_linked_as_the_same(
    found: list[Link],
) -> None:
    for passages, relation, _ in merge_links(found, rank=lambda number: number):
        for first, second in combinations(passages, 2):
            linked = between(found, first, second)
            if relation is Relation.SAME:
                assert any(link.relation is Relation.SAME for link in linked)


@given(links())
def test_each_side_of_a_wide_bead_is_linked_with_most_of_the_others(found: list[Link]) -> None:
    for passages, _, confidence in merge_links(found, rank=lambda number: number):
        assert len({passage.document for passage in passages}) == len(passages) >= 2
        assert 0 <= confidence <= 1
        for passage in passages:
            others = [other for other in passages if other is not passage]
            linked = [other for other in others if between(found, passage, other)]
            assert len(linked) > len(others) / 2 or len(others) == 1


@given(links(), st.permutations(range(5)))
def test_the_order_of_the_documents_changes_nothing(found: list[Link], order: list[int]) -> None:
    def renumber(passage: Passage) -> Passage:
        return Passage(order[passage.document], passage.span)

    renamed = [
        Link(renumber(link.left), renumber(link.right), link.confidence, link.relation)
        for link in found
    ]
    merged = merge_links(found, rank=lambda number: number)
    expected = [
        (sorted((order[p.document], p.span) for p in passages), relation, confidence)
        for passages, relation, confidence in merged
    ]
    actual = [
        (sorted((p.document, p.span) for p in passages), relation, confidence)
        for passages, relation, confidence in merge_links(renamed[::-1], rank=order.index)
    ]
    assert actual == expected


def chain(*confidences: float) -> list[Link]:
    places = [Passage(number, Span(0, 40)) for number in range(len(confidences) + 1)]
    return [
        Link(first, second, confidence, Relation.SAME)
        for first, second, confidence in zip(places, places[1:], confidences, strict=False)
    ]


def test_a_chain_is_not_one_passage() -> None:
    merged = merge_links(chain(0.9, 0.8, 0.7), rank=lambda number: number)
    assert sorted(len(passages) for passages, _, _ in merged) == [2, 2, 2]


def test_three_texts_that_agree_with_each_other_are_one_bead() -> None:
    closing = Link(Passage(0, Span(0, 40)), Passage(2, Span(0, 40)), 0.6, Relation.SAME)
    merged = merge_links([*chain(0.9, 0.8), closing], rank=lambda number: number)
    assert [(len(passages), relation) for passages, relation, _ in merged] == [(3, Relation.SAME)]


def test_the_best_partner_is_taken_and_not_the_first() -> None:
    here, first, second = (
        Passage(0, Span(0, 40)),
        Passage(1, Span(0, 40)),
        Passage(1, Span(90, 130)),
    )
    merged = merge_links(
        [Link(here, first, 0.6, Relation.SAME), Link(here, second, 0.9, Relation.SAME)],
        rank=lambda number: number,
    )
    assert merged[0][0] == (here, second)
    assert len(merged) == 2
