"""Extent: how far a passage runs on that was found by the part of it that agrees best."""

from __future__ import annotations

from align.passage_search import Background, Candidate, Run, Side, compose

_CONTINUED = 3.2
"""Deviations above the best wrong partners from which a passage runs on into a pair of clauses."""
_ADDED = ((1, 1), (1, 2), (2, 1))
"""How many clauses of either side a passage may run on by at once."""
_QUOTES = '"“”«»„‟「」『』'


def extend(
    left: Side, right: Side, candidates: list[Candidate], background: Background
) -> list[Candidate]:
    """Let passages run on for as long as both documents do, and join those that meet.

    A passage that continues in the same order on both sides is one passage, however many commas
    the two translators set in it.

    Args:
        left: one document.
        right: the other.
        candidates: none of which overlap on both sides.
        background: what the similarity of what is added is measured by.

    Returns:
        for each candidate, in the order given, what became of it.
    """
    least = background.mean + _CONTINUED * background.deviation
    starts = {(other.left[0], other.right[0]): other for other in candidates}
    extended: list[Candidate] = []
    for candidate in candidates:
        (a, b), (c, d) = candidate.left, candidate.right
        while True:
            follower = starts.get((b, d))
            if follower and left.breaks[b] == left.breaks[a] and right.breaks[d] == right.breaks[c]:
                b, d = follower.left[1], follower.right[1]
                continue
            added = _added(left, right, (a, b), (c, d), least=least)
            if added is None:
                break
            (a, b), (c, d) = added
        meets_itself = left is right and b > c
        runs = (candidate.left, candidate.right) if meets_itself else ((a, b), (c, d))
        extended.append(Candidate(candidate.gain, *runs))
    return extended


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
    _, lefts, rights = best
    return (min(a, lefts[0]), max(b, lefts[1])), (min(c, rights[0]), max(d, rights[1]))


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
