"""Merging: pairs of passages into groups with at most one passage a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from corpus.bitext import Relation
from corpus.span import Span

_LIKELY = 0.5
"""Links that are less likely than not hold no group together: each is a pair of its own."""
_SAME_SPAN = 0.5
"""Two spans are taken for one passage if they share this part of what they cover together."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of one document, which is known by its number."""

    document: int
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """Two passages of different documents that are taken to say the same."""

    left: Passage
    right: Passage
    confidence: float
    relation: Relation


@dataclass(slots=True)
class _Group:
    """What is merged so far: one span a document, and the links that hold it together."""

    spans: dict[int, Span]
    links: list[Link]


def merge_links(
    links: Iterable[Link], *, rank: Callable[[int], int]
) -> list[tuple[tuple[Passage, ...], Relation, float]]:
    """Join links that share a passage, the surest first.

    Args:
        links: in any order.
        rank: of a document, the same however the documents were given; it settles ties, so that
            the result does not depend on their order.

    Returns:
        for each group its passages, at most one a document, the relation that all of its links
        allow, and the mean confidence of its links.
    """
    groups: list[_Group] = []
    doubtful: list[_Group] = []
    for link in sorted(links, key=lambda link: _precedence(link, rank)):
        if link.confidence >= _LIKELY:
            _place(link, groups)
        elif not any(_holds(group, link) for group in groups):
            doubtful.append(_Group(_ends(link), [link]))
    return [_close(group) for group in groups + doubtful]


def _precedence(link: Link, rank: Callable[[int], int]) -> tuple[float | int, ...]:
    left, right = sorted((link.left, link.right), key=lambda end: rank(end.document))
    return (
        -link.confidence,
        rank(left.document),
        left.span.start,
        left.span.end,
        rank(right.document),
        right.span.start,
        right.span.end,
    )


def _ends(link: Link) -> dict[int, Span]:
    return {link.left.document: link.left.span, link.right.document: link.right.span}


def _holds(group: _Group, link: Link) -> bool:
    """Whether both passages of a link are in a group already."""
    return all(
        number in group.spans and _is_same(group.spans[number], span)
        for number, span in _ends(link).items()
    )


def _place(link: Link, groups: list[_Group]) -> None:
    """Add a link to the groups that it touches, joining two if they do not contradict."""
    ends = _ends(link)
    touched = [
        group
        for group in groups
        if any(
            number in group.spans and _is_same(group.spans[number], span)
            for number, span in ends.items()
        )
    ]
    joined = _Group(dict(ends), [link])
    taken: list[_Group] = []
    for group in touched:
        if _agree(joined.spans, group.spans):
            joined = _Group(_unite(joined.spans, group.spans), joined.links + group.links)
            taken.append(group)
    groups[:] = [group for group in groups if not any(group is other for other in taken)]
    groups.append(joined)


def _agree(first: dict[int, Span], second: dict[int, Span]) -> bool:
    """Whether no document would get two different passages."""
    return all(_is_same(first[number], second[number]) for number in first if number in second)


def _unite(first: dict[int, Span], second: dict[int, Span]) -> dict[int, Span]:
    united = dict(first)
    for number, span in second.items():
        own = united.get(number, span)
        united[number] = Span(min(own.start, span.start), max(own.end, span.end))
    return united


def _is_same(first: Span, second: Span) -> bool:
    shared = min(first.end, second.end) - max(first.start, second.start)
    covered = max(first.end, second.end) - min(first.start, second.start)
    return covered > 0 and shared / covered >= _SAME_SPAN


def _close(group: _Group) -> tuple[tuple[Passage, ...], Relation, float]:
    passages = tuple(Passage(number, group.spans[number]) for number in sorted(group.spans))
    relations = {link.relation for link in group.links}
    relation = Relation.SAME
    for weaker in (Relation.PARTIAL, Relation.PARAPHRASE):
        if weaker in relations:
            relation = weaker
            break
    confidence = sum(link.confidence for link in group.links) / len(group.links)
    return passages, relation, confidence
