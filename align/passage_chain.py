"""Chains: candidates that follow each other in both documents speak for each other.

Who copies one clause copies the next as well, be it in other words. A candidate with another one
just before or after it, in the same order on both sides, is far more likely than one that stands
alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from align.passage_evidence import Evidence
from align.passage_search import Candidate, keep_best

_GAP = 3
"""Clauses that may lie between two candidates of one chain, on either side."""


def link_chains(candidates: Sequence[Candidate], evidence: Sequence[Evidence]) -> list[Evidence]:
    """Add to the evidence of each candidate how strong the best of those beside it is.

    Args:
        candidates: of one pair of documents; they may overlap.
        evidence: of each of them.

    Returns:
        the evidence with `chain` set: the strength of the strongest candidate, among those that
        are not beaten by one that they overlap, that stands beside it on both sides.
    """
    own = {candidate: seen.strength for candidate, seen in zip(candidates, evidence, strict=True)}
    companions = keep_best(sorted(own, key=lambda candidate: (-own[candidate], candidate)))
    starting: dict[int, list[Candidate]] = defaultdict(list)
    ending: dict[int, list[Candidate]] = defaultdict(list)
    for companion in companions:
        starting[companion.left[0]].append(companion)
        ending[companion.left[1]].append(companion)
    return [
        replace(
            seen,
            chain=max((own[other] for other in _beside(candidate, starting, ending)), default=0.0),
        )
        for candidate, seen in zip(candidates, evidence, strict=True)
    ]


def _beside(
    candidate: Candidate,
    starting: dict[int, list[Candidate]],
    ending: dict[int, list[Candidate]],
) -> Iterator[Candidate]:
    """Those that begin soon after a candidate ends on both sides, or end soon before it begins."""
    for gap in range(_GAP + 1):
        for other in starting.get(candidate.left[1] + gap, ()):
            if 0 <= other.right[0] - candidate.right[1] <= _GAP:
                yield other
        for other in ending.get(candidate.left[0] - gap, ()):
            if 0 <= candidate.right[0] - other.right[1] <= _GAP:
                yield other
