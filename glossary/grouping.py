"""From pairs of phrases to groups: all the names of one concept."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, product

from glossary.pair_evidence import Pair, PairEvidence
from glossary.phrases import Phrase

MOST_FORMS = 8

_STRONG = 0.15
_LEAST_MEAN = 0.25
"""Mean strength between two groups, as a part of their best pair's, before they become one."""

_LEAST_MEAN_WEAK = 0.6
"""The same if that pair is not strong."""

_WEAK = 0.04
"""Strength below which two phrases make a group of their own, and add to no other."""

_SECOND = 0.3
"""What the strength of such a pair counts, since its phrases have found better company."""

_MORE_PAIRS = 2
"""Pairs besides its group in which a phrase is shown."""

_LEAST_OF_BEST = 0.15
"""Strength of a pair, as a part of the best pair's, before it adds to its group."""


class _Cluster:
    """Names that hang together, and the strength of the best pair among them."""

    def __init__(self, forms: list[Phrase], best: float) -> None:
        self.forms = forms
        self.best = best


def group_names(pairs: Sequence[PairEvidence]) -> list[tuple[tuple[Phrase, ...], float]]:
    """Join the strongest pairs first, as long as all of a group hang together (average link).

    Returns:
        The forms of each group, sorted, and the strength of its best pair.
    """
    strength = {evidence.forms: round(evidence.strength, 6) for evidence in pairs}
    clusters: dict[Phrase, _Cluster] = {}
    for forms in sorted(strength, key=lambda forms: (-strength[forms], forms)):
        left, right = (clusters.get(form) or _Cluster([form], 0.0) for form in forms)
        if left is right or len(left.forms) + len(right.forms) > MOST_FORMS:
            continue
        cross = list(product(left.forms, right.forms))
        best = max(left.best, right.best)
        if not _belong(strength[forms], best, cross, strength):
            continue
        joined = _Cluster(sorted(left.forms + right.forms), max(strength[forms], best))
        for form in joined.forms:
            clusters[form] = joined
    found = {id(cluster): cluster for cluster in clusters.values()}
    groups = [(tuple(cluster.forms), cluster.best) for cluster in found.values()]
    return groups + _left_over(strength, groups)


def _left_over(
    strength: Mapping[Pair, float], groups: Sequence[tuple[tuple[Phrase, ...], float]]
) -> list[tuple[tuple[Phrase, ...], float]]:
    """The weak pairs of which one phrase is in another group: the phrase may mean two things."""
    together = {pair for forms, _ in groups for pair in combinations(forms, 2)}
    paired: Counter[Phrase] = Counter()
    found: list[tuple[tuple[Phrase, ...], float]] = []
    for pair in sorted(strength, key=lambda pair: (-strength[pair], pair)):
        if strength[pair] >= _WEAK or pair in together:
            continue
        if max(paired[form] for form in pair) < _MORE_PAIRS:
            paired.update(pair)
            found.append((pair, strength[pair] * _SECOND))
    return found


def _belong(own: float, best: float, cross: Sequence[Pair], strength: Mapping[Pair, float]) -> bool:
    """Whether a pair of this strength may join two groups, the stronger of which has that best."""
    if own < max(_LEAST_OF_BEST * best, _WEAK if best else 0.0):
        return False
    least = _LEAST_MEAN if own >= _STRONG else _LEAST_MEAN_WEAK
    return _mean(cross, strength) >= least * own


def _mean(cross: Sequence[Pair], values: Mapping[Pair, float]) -> float:
    return math.fsum(values.get((min(pair), max(pair)), 0.0) for pair in cross) / len(cross)
