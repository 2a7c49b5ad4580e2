"""Spans: what they cover, and sets of them that do not overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.span import DisjointSpans, Span

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1]))


def test_a_span_that_ends_before_it_begins_is_refused() -> None:
    with pytest.raises(ValueError, match="not a span"):
        Span(3, 2)


@given(SPANS, SPANS)
def test_two_spans_overlap_if_they_share_a_code_point(one: Span, other: Span) -> None:
    shared = set(range(one.start, one.end)) & set(range(other.start, other.end))
    assert one.overlaps(other) is bool(shared)
    assert one.contains(other) is (shared == set(range(other.start, other.end)))
    assert one.of("x" * 99) == "x" * len(one)
    assert one.shifted(2) == Span(one.start + 2, one.end + 2)


@given(st.lists(SPANS))
def test_only_what_overlaps_nothing_is_added(spans: list[Span]) -> None:
    kept = DisjointSpans()
    added: list[Span] = []
    for span in spans:
        free = not any(span.overlaps(other) for other in added)
        assert kept.add(span) is free
        if free:
            added.append(span)
