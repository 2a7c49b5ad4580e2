"""Groups of N texts that agree best with what every two of the texts say.

Each pair of texts has beads with probabilities. A partition of all texts into groups, in reading
order, is judged by every pair at once: for each sentence the probability of its beads, each as far
as the group agrees with it (the index of Tversky 1977, where a bead that reaches out of its group
counts more than a group that holds more than the bead: three texts that are cut at different places
share only the coarser groups). The best partition is found exactly among all places at which no
pair rules out a cut, as expected agreement is maximised in multiple alignment of sequences (Do et
al. 2005, ProbCons); so what a third text says decides where two are in doubt.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from align.pairwise import PairBead

Range = tuple[int, int]
Cut = tuple[int, ...]
"""For each text, the sentences before the cut."""

_GROUP_EXCESS = 0.3
"""What a sentence counts that the group has and the bead lacks; the other way about it is 1.

To this comes the probability that nothing renders it: such a sentence should stand alone.
"""
_FLOOR = 0.1
"""Added to agreement before its logarithm is taken, so that no single pair forbids a group."""
_LEAST_ALONE = 0.001
"""That nothing renders a sentence: the aligner drops what is less probable, but nothing is 0."""
_LEAST_CUTS = (0.02, 0.05, 0.1, 0.2, 0.5)
"""Least probability of a cut in every pair: the first that leaves few enough to search."""
_CUTS_PER_SENTENCE = 6
_LONGEST = 8


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """What the alignment of two texts says, `first` < `second` being their numbers.

    Attributes:
        candidates: all plausible beads.
    """

    first: int
    second: int
    candidates: tuple[PairBead, ...]


class PairAgreement:
    """How well ranges of two texts agree with the beads of the two."""

    def __init__(self, pair: PairEvidence, sizes: Sequence[int]) -> None:
        self.first, self.second = pair.first, pair.second
        lengths = sizes[pair.first], sizes[pair.second]
        self._alone = tuple([_LEAST_ALONE] * length for length in lengths)
        self._sure_alone = tuple([0.0] * length for length in lengths)
        self._beads: tuple[list[list[PairBead]], ...] = tuple(
            [[] for _ in range(length)] for length in lengths
        )
        for bead in pair.candidates:
            for side, (start, end) in enumerate((bead.source, bead.target)):
                if bead.is_null and start < end:
                    self._alone[side][start] += bead.posterior
                    self._sure_alone[side][start] = bead.confidence
                elif not bead.is_null:
                    for sentence in range(start, end):
                        self._beads[side][sentence].append(bead)
        self._known: dict[tuple[Range, Range], float] = {}

    def score(self, left: Range, right: Range) -> float:
        """Logarithm of the mean agreement of a sentence, times the number of sentences."""
        found = self._known.get((left, right))
        if found is None:
            count = left[1] - left[0] + right[1] - right[0]
            mean = self._total(left, right) / count if count else 1.0
            found = self._known[left, right] = count * math.log(_FLOOR + min(1.0, mean))
        return found

    def confidence(self, left: Range, right: Range) -> float | None:
        """How sure it is that no sentence belongs outside, or None where there is none.

        These are calibrated figures: the mean over the sentences of what is known of beads that lie
        within, and of a side that stands alone, that nothing renders its sentences.
        """
        sides = left, right
        values: list[float] = []
        for side, (start, end) in enumerate(sides):
            other = sides[1 - side]
            for sentence in range(start, end):
                if other[0] == other[1]:
                    values.append(self._sure_alone[side][sentence])
                    continue
                inside = sum(
                    bead.confidence
                    for bead in self._beads[side][sentence]
                    if _shared(bead.source, left) == bead.source
                    and _shared(bead.target, right) == bead.target
                )
                values.append(min(1.0, inside))
        return sum(values) / len(values) if values else None

    def _total(self, left: Range, right: Range) -> float:
        if left[0] == left[1]:
            return sum(self._alone[1][slice(*right)])
        if right[0] == right[1]:
            return sum(self._alone[0][slice(*left)])
        count = left[1] - left[0] + right[1] - right[0]
        alone = sum(self._alone[0][slice(*left)]) + sum(self._alone[1][slice(*right)])
        total = 0.0
        for sentence in range(*left):
            for bead in self._beads[0][sentence]:
                if sentence != max(left[0], bead.source[0]):
                    continue
                ours, theirs = _shared(bead.source, left), _shared(bead.target, right)
                if ours[0] >= ours[1] or theirs[0] >= theirs[1]:
                    continue
                shared = ours[1] - ours[0] + theirs[1] - theirs[0]
                size = bead.source[1] - bead.source[0] + bead.target[1] - bead.target[0]
                excess = _GROUP_EXCESS * (count - shared) + alone
                excess -= sum(self._alone[0][slice(*ours)])
                excess -= sum(self._alone[1][slice(*theirs)])
                total += bead.posterior * shared * shared / (size + excess)
        return total


def most_agreeing(
    sizes: Sequence[int],
    evidence: Sequence[PairEvidence],
    pairs: Sequence[PairAgreement],
    known: Sequence[Sequence[Range]],
) -> list[tuple[Range, ...]]:
    """The partition that agrees best with all pairs.

    Args:
        sizes: sentences of each text.
        evidence: one for every pair of texts.
        pairs: the same, ready to be asked.
        known: a partition in reading order; all its cuts are allowed.

    Returns:
        In reading order, for every group its range of each text.
    """
    cuts = _possible_cuts(sizes, evidence, known)
    firsts = [cut[0] for cut in cuts]
    best = [-math.inf] * len(cuts)
    back = [0] * len(cuts)
    best[0] = 0.0
    for here, cut in enumerate(cuts):
        if best[here] == -math.inf:
            continue
        for there in range(here + 1, bisect_right(firsts, cut[0] + _LONGEST)):
            if not _is_group(cut, cuts[there]):
                continue
            ranges = tuple(zip(cut, cuts[there], strict=True))
            total = best[here] + sum(
                pair.score(ranges[pair.first], ranges[pair.second]) for pair in pairs
            )
            if total > best[there]:
                best[there], back[there] = total, here
    path = [len(cuts) - 1]
    while path[-1]:
        path.append(back[path[-1]])
    return [
        tuple(zip(cuts[start], cuts[end], strict=True)) for start, end in pairwise(reversed(path))
    ]


def _shared(one: Range, other: Range) -> Range:
    return max(one[0], other[0]), min(one[1], other[1])


def _is_group(start: Cut, end: Cut) -> bool:
    """Whether what lies between two cuts is one group: of several texts, or a sentence alone."""
    texts = sentences = 0
    for low, high in zip(start, end, strict=True):
        if not low <= high <= low + _LONGEST:
            return False
        texts += low < high
        sentences += high - low
    return texts > 1 or sentences == 1


def _possible_cuts(
    sizes: Sequence[int], evidence: Sequence[PairEvidence], known: Sequence[Sequence[Range]]
) -> list[Cut]:
    """Places at which no pair of texts rules out a cut, and those of a partition; sorted."""
    cuts = {tuple(0 for _ in sizes)}
    for ranges in known:
        last = tuple(end for _, end in ranges)
        cuts.add(last)
        texts = [text for text, (start, end) in enumerate(ranges) if start < end]
        if len(texts) == 1:
            before, after = last[: texts[0]], last[texts[0] + 1 :]
            cuts |= {(*before, place, *after) for place in range(*ranges[texts[0]])}
    most = _CUTS_PER_SENTENCE * sum(sizes)
    for least in _LEAST_CUTS:
        found = _joint_cuts(sizes, evidence, least, most)
        if found is not None:
            return sorted(cuts.union(found))
    return sorted(cuts)


def _joint_cuts(
    sizes: Sequence[int], evidence: Sequence[PairEvidence], least: float, most: int
) -> list[Cut] | None:
    """Cuts through all texts that are likely enough in every pair; None if there are too many."""
    beyond: dict[tuple[int, int], dict[int, set[int]]] = {}
    for pair in evidence:
        likely: dict[Range, float] = defaultdict(float)
        for bead in pair.candidates:
            likely[bead.source[0], bead.target[0]] += bead.posterior
        likely[0, 0] = likely[sizes[pair.first], sizes[pair.second]] = 1.0
        partners: dict[int, set[int]] = defaultdict(set)
        for (place, other), probability in likely.items():
            if probability >= least:
                partners[place].add(other)
        beyond[pair.first, pair.second] = partners
    cuts: list[Cut] = [(place,) for place in range(sizes[0] + 1)]
    for text in range(1, len(sizes)):
        cuts = [
            (*cut, place)
            for cut in cuts
            for place in set.intersection(*(beyond[k, text][cut[k]] for k in range(text)))
        ]
        if len(cuts) > most:
            return None
    return cuts
