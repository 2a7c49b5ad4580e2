"""Three or more renderings at once: pairwise alignments merged into beads of N columns.

Sentences of all texts are clustered: whoever is surest is joined first (as in Kruskal's algorithm),
two clusters only if the sentences of the one are, on average over the texts that both could share,
more likely than not to render those of the other, and only if the order of no text is broken. So a
link that two witnesses contradict is not believed, and every pair of columns is consistent with
every other. Then the groups are chosen that agree best with all pairs, among those with cuts that
the clusters have or no pair rules out (`align.agreement`). Nothing depends on the order of the
files, as the caller hands the texts over in an order that is their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from align.agreement import PairAgreement, PairEvidence, most_agreeing

Item = tuple[int, int]
"""Text and sentence."""

_LEAST_SUPPORT = 0.4
_LEAST_LINK = 0.25
_LOOK_AROUND = 40
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class WideBead:
    """Sentences of N texts that render each other: one half-open range a text, may be empty."""

    ranges: tuple[tuple[int, int], ...]
    confidence: float

    @property
    def is_null(self) -> bool:
        """Whether only one text has sentences here."""
        return sum(start < end for start, end in self.ranges) < 2


def merge(sizes: Sequence[int], evidence: Sequence[PairEvidence]) -> tuple[WideBead, ...]:
    """Merge the alignments of all pairs of texts into one of N columns.

    Args:
        sizes: sentences of each text.
        evidence: one for every pair of texts.

    Returns:
        Beads in reading order; every sentence stands in exactly one, and the ranges of a column
        rise from bead to bead.
    """
    links = _links(evidence)
    clusters = _Clusters(sizes, links)
    wanted = [
        (-round(sure, 9), left, right)
        for (left, right), sure in links.items()
        if sure >= _LEAST_LINK
    ]
    wanted.sort()
    for _ in range(2):
        for _, left, right in wanted:
            clusters.join(left, right)
    pairs = [PairAgreement(pair, sizes) for pair in evidence]
    clustered = _in_order(clusters.groups(), sizes)
    agreed = [
        {text: (start, end) for text, (start, end) in enumerate(ranges) if start < end}
        for ranges in most_agreeing(sizes, evidence, pairs, clustered)
    ]
    return tuple(
        WideBead(ranges, _confidence(ranges, pairs)) for ranges in _in_order(agreed, sizes)
    )


def _links(evidence: Sequence[PairEvidence]) -> dict[tuple[Item, Item], float]:
    """Probability that two sentences stand in the same bead."""
    links: dict[tuple[Item, Item], float] = {}
    for pair in evidence:
        for bead in pair.candidates:
            for i in range(*bead.source):
                for j in range(*bead.target):
                    key = ((pair.first, i), (pair.second, j))
                    links[key] = min(1.0, links.get(key, 0.0) + bead.posterior)
    return links


class _Clusters:
    """A growing partition of all sentences that keeps the order of every text."""

    def __init__(self, sizes: Sequence[int], links: Mapping[tuple[Item, Item], float]) -> None:
        self._links = links
        self._of = [list(range(size)) for size in sizes]
        self._ranges: list[dict[int, tuple[int, int]]] = []
        for text, size in enumerate(sizes):
            for sentence in range(size):
                self._of[text][sentence] = len(self._ranges)
                self._ranges.append({text: (sentence, sentence + 1)})

    def groups(self) -> list[dict[int, tuple[int, int]]]:
        """The clusters: for each, the range of every text that it has sentences of."""
        alive = {number for row in self._of for number in row}
        return [self._ranges[number] for number in sorted(alive)]

    def join(self, left: Item, right: Item) -> None:
        """Join the clusters of two sentences if the evidence and the order allow it."""
        a, b = self._of[left[0]][left[1]], self._of[right[0]][right[1]]
        if a == b:
            return
        first, second = self._ranges[a], self._ranges[b]
        if self._support(first, second) < _LEAST_SUPPORT:
            return
        union = self._union(first, second)
        if union is None or not self._keeps_order(union, (a, b)):
            return
        number = len(self._ranges)
        self._ranges.append(union)
        for text, (start, end) in union.items():
            self._of[text][start:end] = [number] * (end - start)

    def _support(
        self, first: Mapping[int, tuple[int, int]], second: Mapping[int, tuple[int, int]]
    ) -> float:
        """How sure the texts are that the two belong together, the best sentence each, averaged.

        Where both have sentences of a text, these stand beside each other and render different
        things; so of two such texts nothing is asked, as long as there is another to ask.
        """
        both = first.keys() & second.keys()
        settled = both if first.keys() ^ second.keys() else frozenset()
        total, count = 0.0, 0
        for text, (start, end) in first.items():
            for other, (low, high) in second.items():
                if text == other or (text in settled and other in settled):
                    continue
                total += max(
                    self._link((text, i), (other, j))
                    for i in range(start, end)
                    for j in range(low, high)
                )
                count += 1
        return total / count if count else 0.0

    def _link(self, left: Item, right: Item) -> float:
        return self._links.get((left, right) if left < right else (right, left), 0.0)

    @staticmethod
    def _union(
        first: Mapping[int, tuple[int, int]], second: Mapping[int, tuple[int, int]]
    ) -> dict[int, tuple[int, int]] | None:
        """Both together, or None if a text's sentences would not be consecutive."""
        union = dict(first)
        for text, (start, end) in second.items():
            if text not in union:
                union[text] = (start, end)
                continue
            low, high = union[text]
            if high != start and end != low:
                return None
            if max(high, end) - min(low, start) > _LONGEST:
                return None
            union[text] = (min(low, start), max(high, end))
        return union

    def _keeps_order(self, union: Mapping[int, tuple[int, int]], without: tuple[int, int]) -> bool:
        """Whether the nearest clusters that share two texts with the union do not cross it."""
        for text, (start, end) in union.items():
            row = self._of[text]
            before = range(start - 1, max(-1, start - 1 - _LOOK_AROUND), -1)
            after = range(end, min(len(row), end + _LOOK_AROUND))
            for positions, earlier in ((before, True), (after, False)):
                open_texts = set(union) - {text}
                for position in positions:
                    if not open_texts:
                        break
                    number = row[position]
                    if number in without:
                        continue
                    ranges = self._ranges[number]
                    for other in sorted(open_texts & set(ranges)):
                        open_texts.discard(other)
                        crossing = (
                            ranges[other][1] > union[other][0]
                            if earlier
                            else ranges[other][0] < union[other][1]
                        )
                        if crossing:
                            return False
        return True


def _in_order(
    groups: Sequence[Mapping[int, tuple[int, int]]], sizes: Sequence[int]
) -> list[tuple[tuple[int, int], ...]]:
    """Put clusters in reading order; one that stands in a circle is taken apart."""
    waiting = [dict(group) for group in groups]
    at = [0] * len(sizes)
    holder: dict[Item, int] = {}
    for number, group in enumerate(waiting):
        for text, (start, _) in group.items():
            holder[text, start] = number
    ordered: list[tuple[tuple[int, int], ...]] = []

    def ready() -> list[int]:
        heads = {holder[text, at[text]] for text in range(len(sizes)) if at[text] < sizes[text]}
        return [
            number
            for number in heads
            if all(at[text] == start for text, (start, _) in waiting[number].items())
        ]

    def place(number: int) -> tuple[float, ...]:
        shares = [start / sizes[text] for text, (start, _) in waiting[number].items()]
        alone = len(shares) == 1
        return (not alone, sum(shares) / len(shares), *sorted(waiting[number]))

    while any(at[text] < sizes[text] for text in range(len(sizes))):
        free = ready()
        if not free:
            _split_one(waiting, holder, at, sizes)
            continue
        number = min(free, key=place)
        group = waiting[number]
        ranges = tuple(group.get(text, (at[text], at[text])) for text in range(len(sizes)))
        for text, (_, end) in group.items():
            at[text] = end
        ordered.append(ranges)
    return ordered


def _split_one(
    waiting: list[dict[int, tuple[int, int]]],
    holder: dict[Item, int],
    at: Sequence[int],
    sizes: Sequence[int],
) -> None:
    """Take the column that blocks a circle out of the smallest cluster at the front."""
    heads = sorted(
        {holder[text, at[text]] for text in range(len(sizes)) if at[text] < sizes[text]},
        key=lambda number: (len(waiting[number]), sorted(waiting[number].items())),
    )
    number = heads[0]
    group = waiting[number]
    text = min(text for text, (start, _) in group.items() if at[text] == start)
    holder[text, group[text][0]] = len(waiting)
    waiting.append({text: group.pop(text)})


def _confidence(ranges: Sequence[tuple[int, int]], pairs: Iterable[PairAgreement]) -> float:
    """Mean over the pairs of texts of how sure the pair is of its two columns."""
    found = (pair.confidence(ranges[pair.first], ranges[pair.second]) for pair in pairs)
    values = [value for value in found if value is not None]
    return sum(values) / len(values) if values else 1.0
