"""Extent: how far a passage runs on that was found by the part of it that agrees best."""

from __future__ import annotations

from align.passage_background import Background
from align.passage_search import Candidate, Run, Side, compose

_CONTINUED = 3.2
"""Deviations above the best wrong partners from which a passage runs on into a pair of clauses."""
_LIKELY = 0.5
"""Candidates of this probability are joined to those that they meet."""
_ADDED = ((1, 1), (1, 2), (2, 1))
"""How many clauses of either side a passage may run on by at once."""
_QUOTES = '"“”«»„‟「」『』'


def extend(
    left: Side, right: Side, chances: dict[Candidate, float], background: Background
) -> dict[Candidate, float]:
    """Let passages run on for as long as both documents do, and join those that meet.

    A passage that continues in the same order on both sides is one passage, however many commas
    the two translators set in it.

    Args:
        left: one document.
        right: the other.
        chances: candidates with their probabilities; none of them overlap on both sides.
        background: what the similarity of what is added is measured by.

    Returns:
        what became of the candidates, each as probable as the surest of those that it takes in.
    """
    least = background.mean + _CONTINUED * background.deviation
    likely = [candidate for candidate, chance in chances.items() if chance >= _LIKELY]
    starts = {(other.left[0], other.right[0]): other for other in likely}
    ends = {(other.left[1], other.right[1]): other for other in likely}
    extended: dict[Candidate, float] = {}
    for candidate, chance in chances.items():
        runs = candidate.left, candidate.right
        surest = chance
        while True:
            (a, b), (c, d) = runs
            joined = [
                other
                for other in (starts.get((b, d)), ends.get((a, c)))
                if other
                and _same_section(left, runs[0], other.left)
                and _same_section(right, runs[1], other.right)
            ]
            surest = max([surest, *(chances[other] for other in joined)])
            added = joined[0] if joined else None
            more = (
                _with(runs, (added.left, added.right))
                if added
                else _added(left, right, *runs, least=least)
            )
            if more is None or (left is right and more[0][1] > more[1][0]):
                break
            runs = more
        whole = Candidate(candidate.gain, *runs)
        extended[whole] = max(surest, extended.get(whole, 0.0))
    return extended


def _with(runs: tuple[Run, Run], others: tuple[Run, Run]) -> tuple[Run, Run]:
    (a, b), (c, d) = runs
    (p, q), (r, s) = others
    return (min(a, p), max(b, q)), (min(c, r), max(d, s))


def _added(
    left: Side, right: Side, left_run: Run, right_run: Run, *, least: float
) -> tuple[Run, Run] | None:
    """The runs with what follows, or precedes, both of them, if it agrees."""
    (a, b), (c, d) = left_run, right_run
    best: tuple[float, Run, Run] | None = None
    for p, q in _ADDED:
        for lefts, rights in (((b, b + p), (d, d + q)), ((a - p, a), (c - q, c))):
            if not (
                _same_section(left, left_run, lefts)
                and _same_section(right, right_run, rights)
                and _quoted(left, left_run, lefts) == _quoted(right, right_run, rights)
            ):
                continue
            cosine = float(compose(left, [lefts])[0] @ compose(right, [rights])[0])
            if cosine >= least and (best is None or cosine > best[0]):
                best = cosine, lefts, rights
    if best is None:
        return None
    return _with((left_run, right_run), best[1:])


def _same_section(side: Side, run: Run, added: Run) -> bool:
    return (
        added[0] >= 0
        and added[1] <= len(side.clauses)
        and side.breaks[added[0]] == side.breaks[added[1] - 1] == side.breaks[run[0]]
    )


def _quoted(side: Side, run: Run, added: Run) -> bool:
    """Whether a quotation begins or ends in what is added to a run, or before it.

    Where only one of two texts has a quotation mark, somebody else goes on to speak.
    """
    clauses = side.clauses
    if added[0] >= run[1]:
        start, end = clauses[run[1] - 1].span.end, clauses[added[1] - 1].span.end
    else:
        start, end = clauses[added[0]].span.start, clauses[run[0]].span.start
    return any(mark in side.document.text[start:end] for mark in _QUOTES)
