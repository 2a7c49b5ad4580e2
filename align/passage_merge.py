"""Merging: pairs of passages into groups with at most one passage a document.

Links are taken surest first. One that touches a group joins it only if every passage of the joined
group is linked with more than half of the others, so that no chain of weak likenesses is taken for
one passage; a link that cannot join stays a pair. What a group becomes depends on the links alone,
not on the order of the documents.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import combinations

from corpus.bitext import Relation
from corpus.span import Span

_LIKELY = 0.5
"""Links that are less likely than not bring no group together: each is a pair of its own."""
_SAME_SPAN = 0.5
"""Two spans are taken for one passage if they share this part of what they cover together."""
_HOLDS = 0.5
"""Each passage of a group is linked with more than this part of the others."""


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


@dataclass(slots=True, eq=False)
class _Group:
    """What is merged so far: one span a document, and the links that hold it together."""

    spans: dict[int, Span]
    links: list[Link]


@dataclass(slots=True)
class _Index:
    """Links by the two documents that they join, the lesser number first."""

    links: dict[tuple[int, int], list[Link]] = field(default_factory=lambda: defaultdict(list))

    def add(self, link: Link) -> None:
        low, high = sorted((link.left.document, link.right.document))
        self.links[low, high].append(link)

    def between(self, spans: dict[int, Span], first: int, second: int) -> Link | None:
        """The surest link of the passages that two documents have in a group."""
        low, high = sorted((first, second))
        found = [link for link in self.links.get((low, high), ()) if _holds(spans, link)]
        return max(found, key=lambda link: link.confidence, default=None)


def merge_links(
    links: Iterable[Link], *, rank: Callable[[int], int]
) -> list[tuple[tuple[Passage, ...], Relation, float]]:
    """Join links that share a passage, the surest first.

    Args:
        links: in any order.
        rank: of a document, the same however the documents were given; it settles ties, so that
            the result does not depend on their order.

    Returns:
        for each group its passages, at most one a document; the relation, which is `same` only if
        every two of them are linked as the same; and the mean confidence over every two, where
        those without a link count as 0.
    """
    ordered = sorted(links, key=lambda link: _precedence(link, rank))
    index = _Index()
    for link in ordered:
        index.add(link)
    groups: list[_Group] = []
    pairs: list[_Group] = []
    for link in ordered:
        if any(_holds(group.spans, link) for group in groups):
            continue
        if link.confidence < _LIKELY or not _place(link, groups, index):
            pairs.append(_Group(_ends(link), [link]))
    return [_close(group, index) for group in groups + pairs]


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


def _holds(spans: dict[int, Span], link: Link) -> bool:
    """Whether both passages of a link are among `spans`."""
    return all(
        number in spans and _is_same(spans[number], span) for number, span in _ends(link).items()
    )


def _place(link: Link, groups: list[_Group], index: _Index) -> bool:
    """Add a link to the groups that it touches, or make it one; say whether that could be done."""
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
        if not _agree(joined.spans, group.spans):
            continue
        united = _unite(joined.spans, group.spans)
        if _is_held_together(united, index):
            joined = _Group(united, joined.links + group.links)
            taken.append(group)
    if touched and not taken:
        return False
    groups[:] = [group for group in groups if group not in taken]
    groups.append(joined)
    return True


def _agree(first: dict[int, Span], second: dict[int, Span]) -> bool:
    """Whether no document would get two different passages."""
    return all(_is_same(first[number], second[number]) for number in first if number in second)


def _is_held_together(spans: dict[int, Span], index: _Index) -> bool:
    """Whether each passage is linked with more than half of the others."""
    linked: dict[int, int] = dict.fromkeys(spans, 0)
    for first, second in combinations(sorted(spans), 2):
        link = index.between(spans, first, second)
        if link is not None and link.confidence >= _LIKELY:
            linked[first] += 1
            linked[second] += 1
    return all(count > _HOLDS * (len(spans) - 1) for count in linked.values())


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


def _close(group: _Group, index: _Index) -> tuple[tuple[Passage, ...], Relation, float]:
    passages = tuple(Passage(number, group.spans[number]) for number in sorted(group.spans))
    if len(passages) == 2:
        link = group.links[0]
        return passages, link.relation, link.confidence
    between = [
        index.between(group.spans, first, second)
        for first, second in combinations(sorted(group.spans), 2)
    ]
    relations = {link.relation if link else Relation.PARTIAL for link in between}
    relation = Relation.SAME
    for weaker in (Relation.PARTIAL, Relation.PARAPHRASE):
        if weaker in relations:
            relation = weaker
    confidence = math.fsum(link.confidence for link in between if link) / len(between)
    return passages, relation, confidence
