"""Search: which runs of clauses of two documents may say the same.

Only clauses are embedded at first. The vector of a run of clauses is composed as the mean of
their vectors, weighted by length, which is close enough to choose the runs that are worth
embedding. Anchors are the nearest clauses and sentences in both directions; round each anchor the
pair of runs is sought that shares the most.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from align.clauses import Clause
from align.encoders import Vectors
from align.passage_background import PRIOR_WEIGHT, Background, estimate_background
from align.passage_growth import best_growth
from align.passage_words import anchor_by_words
from corpus.document import Document
from corpus.span import Span

Floats = NDArray[np.float32]
Run = tuple[int, int]
"""Clauses `start` (included) to `end` (excluded) of one document."""

_BLOCK = 1024
_NEIGHBOURS = 5
RIVALS = slice(2, 8)
"""The third to eighth neighbours: near in topic, and almost never the same sentence."""
_ENOUGH = 2 * RIVALS.stop
"""In a text of fewer clauses than this the third nearest is among the worst, not the best."""
_FLOOR = 2.5
_PROMISING = 2.2
"""Deviations above the best wrong partners from which a pair of clauses is looked into."""
_SUPPORTED = 1.5
"""And from which a clause counts as supported by the other side."""
_TRUST = (0.0, 0.5)
_MOST_STEPS = 8


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One document of a pair, ready to be searched.

    Attributes:
        document: where the clauses come from.
        clauses: its clauses, in order.
        vectors: one a clause, shape (n, d), unit length, not centred.
        centred: the same without the mean, of unit length again.
        mean: what the document's clauses have in common: its topic and jargon; shape (d,).
        sums: running sums of vectors weighted by words, shape (n + 1, d).
        words: running sums of words, shape (n + 1,).
        breaks: for each clause the number of its section; no run crosses a section.
        limits: where each segment stands, by its id.
    """

    document: Document
    clauses: tuple[Clause, ...]
    vectors: Vectors
    centred: Floats
    mean: Floats
    sums: Floats
    words: Floats
    breaks: NDArray[np.int64]
    limits: dict[int, Span]


@dataclass(frozen=True, slots=True, order=True)
class Candidate:
    """Two runs that may say the same; `gain` is what the composed vectors promise."""

    gain: float
    left: Run
    right: Run


def make_side(document: Document, clauses: tuple[Clause, ...], vectors: Vectors) -> Side:
    """Gather what the search needs to know about one document."""
    words = np.array([clause.words for clause in clauses], dtype=np.float32)
    weighted = vectors * words[:, None]
    sums = np.zeros((len(clauses) + 1, vectors.shape[1]), dtype=np.float32)
    np.cumsum(weighted, axis=0, out=sums[1:])
    total = np.zeros(len(clauses) + 1, dtype=np.float32)
    np.cumsum(words, out=total[1:])
    # A document of a few clauses has no topic apart from what they say: the mean is shrunk.
    mean = vectors.sum(axis=0) / (len(clauses) + PRIOR_WEIGHT)
    limits = {segment.index: segment.span for segment in document.segments}
    sections = _sections(document, clauses)
    centred = centre(vectors, mean)
    return Side(document, clauses, vectors, centred, mean, sums, total, sections, limits)


def centre(vectors: Floats, mean: Floats) -> Floats:
    """Take the topic out of `vectors` of shape (n, d) and bring them to unit length."""
    shifted = vectors - mean
    lengths = np.linalg.norm(shifted, axis=1, keepdims=True)
    centred: Floats = shifted / np.maximum(lengths, 1e-9)
    return centred


def compose(side: Side, runs: list[Run]) -> Floats:
    """Centred vectors of runs, shape (len(runs), d), without embedding anything."""
    starts = np.fromiter((run[0] for run in runs), dtype=np.int64, count=len(runs))
    ends = np.fromiter((run[1] for run in runs), dtype=np.int64, count=len(runs))
    vectors = side.sums[ends] - side.sums[starts]
    vectors /= np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)
    return centre(vectors, side.mean)


def count_run_words(side: Side, run: Run) -> float:
    """Length of a run in words."""
    return float(side.words[run[1]] - side.words[run[0]])


def search_pair(left: Side, right: Side) -> tuple[list[Candidate], Background]:
    """Find pairs of runs that may say the same, best first, and what chance looks like here.

    If both sides are one and the same, what it says twice is found: the earlier run on the left.
    Memory is bounded by blocks of rows; time grows with the product of the clauses.
    """
    if not left.clauses or not right.clauses:
        return [], estimate_background([], clauses=0)
    anchors: dict[tuple[Run, Run], float] = {}
    rivals: list[Floats] = []
    for left_runs, right_runs in (
        (single_clauses(left), single_clauses(right)),
        (sentences(left), sentences(right)),
        (sentences(left), single_clauses(right)),
        (single_clauses(left), sentences(right)),
    ):
        left_vectors, right_vectors = compose(left, left_runs), compose(right, right_runs)
        # Within one document nothing is its own neighbour.
        own = (left_runs, right_runs) if left is right else None
        for row, near, cosines in _nearest(left_vectors, right_vectors, own):
            if len(right_runs) >= _ENOUGH:
                rivals.append(cosines[RIVALS])
            for at, cosine in zip(near, cosines.tolist(), strict=False):
                anchors[left_runs[row], right_runs[at]] = cosine
        own = (right_runs, left_runs) if left is right else None
        for row, near, cosines in _nearest(right_vectors, left_vectors, own):
            if len(left_runs) >= _ENOUGH:
                rivals.append(cosines[RIVALS])
            for at, cosine in zip(near, cosines.tolist(), strict=False):
                anchors[left_runs[at], right_runs[row]] = cosine
    background = estimate_background(rivals, clauses=min(len(left.clauses), len(right.clauses)))
    worded = set(() if differ(left, right) else anchor_by_words(left, right))
    promising = sorted(
        anchor
        for anchor in anchors.keys() | worded
        if (anchor in worded or background.standardise(anchors[anchor]) >= _PROMISING)
        and (left is not right or _precedes(*anchor))
    )
    least = background.mean + _SUPPORTED * background.deviation
    # What an anchor grows into may lose it again, so that it stays a candidate as it is.
    found = {Candidate(0.0, *anchor) for anchor in promising}
    for trust in _TRUST:
        grower = _Grower(left, right, background, trust)
        grown = {grower.grow(anchor) for anchor in promising}
        best = keep_best(sorted(grown, reverse=True))
        found.update(
            _trim(left, right, candidate, least=least)
            for candidate in best
            if candidate.gain > 0
            and (left is not right or _precedes(candidate.left, candidate.right))
        )
    return sorted(found, reverse=True), background


def differ(left: Side, right: Side) -> bool:
    """Whether the two documents are in different languages."""
    first, second = (side.document.language.split("-")[0] for side in (left, right))
    return first != second and "und" not in (first, second)


def _precedes(first: Run, second: Run) -> bool:
    return first[1] <= second[0]


def _sections(document: Document, clauses: tuple[Clause, ...]) -> NDArray[np.int64]:
    """Numbers of the stretches that runs may not leave: paragraphs; a heading stands alone."""
    paragraph = {segment.index: segment.paragraph for segment in document.segments}
    numbers = np.zeros(len(clauses), dtype=np.int64)
    for at, (before, clause) in enumerate(pairwise(clauses), start=1):
        new = (
            before.standalone
            or clause.standalone
            or paragraph[before.segment] != paragraph[clause.segment]
        )
        numbers[at] = numbers[at - 1] + int(new)
    return numbers


def single_clauses(side: Side) -> list[Run]:
    """Every clause as a run."""
    return [(at, at + 1) for at in range(len(side.clauses))]


def sentences(side: Side) -> list[Run]:
    """Every segment as a run."""
    runs: list[Run] = []
    start = 0
    for at in range(1, len(side.clauses) + 1):
        if at == len(side.clauses) or side.clauses[at].segment != side.clauses[start].segment:
            runs.append((start, at))
            start = at
    return runs


def _nearest(
    queries: Floats, keys: Floats, own: tuple[list[Run], list[Run]] | None
) -> Iterator[tuple[int, list[int], Floats]]:
    """For each query its nearest keys and the cosines of these and more, block by block.

    With `own`, the runs that the queries and the keys stand for, those that overlap are no
    neighbours.
    """
    depth = min(len(keys), RIVALS.stop)
    for start in range(0, len(queries), _BLOCK):
        cosines = queries[start : start + _BLOCK] @ keys.T
        if own is not None:
            (starts, ends), (others, limits) = (np.array(runs).T for runs in own)
            block = slice(start, start + _BLOCK)
            overlap = (starts[block, None] < limits) & (others < ends[block, None])
            cosines[overlap] = -1.0
        best = np.argpartition(-cosines, depth - 1, axis=1)[:, :depth]
        order = np.argsort(-np.take_along_axis(cosines, best, axis=1), axis=1, kind="stable")
        best = np.take_along_axis(best, order, axis=1)
        values = np.take_along_axis(cosines, best, axis=1)
        for row in range(len(best)):
            yield start + row, best[row, :_NEIGHBOURS].tolist(), values[row]


class _Grower:
    """Moves the ends of anchors to where two documents share the most.

    Attributes:
        trust: 0..1, how far the similarity of the wholes may make up for that of the clauses:
            translators do not put their commas in the same places.
    """

    def __init__(self, left: Side, right: Side, background: Background, trust: float) -> None:
        self._left, self._right = left, right
        self._means = np.stack([left.mean, right.mean]).T
        # Long runs resemble each other by their topic alone: the clauses must agree as well.
        least = background.mean + _FLOOR * background.deviation
        gram = self._means.T @ self._means
        self._constants = np.array([gram[0, 0], gram[0, 1], gram[1, 1], least, trust])
        self._steps: dict[tuple[Run, Run], Candidate] = {}

    def grow(self, anchor: tuple[Run, Run]) -> Candidate:
        """The pair of runs round an anchor that gains the most."""
        best = Candidate(-np.inf, *anchor)
        for _ in range(_MOST_STEPS):
            key = (best.left, best.right)
            if key not in self._steps:  # anchors of one passage meet on the way
                self._steps[key] = self._step(key)
            step = self._steps[key]
            overlaps = self._left is self._right and not _precedes(step.left, step.right)
            if step.gain <= best.gain or overlaps:
                break
            best = self._steps[key]
        return best

    def _step(self, runs: tuple[Run, Run]) -> Candidate:
        """The best pair of runs whose ends lie near those of `runs`."""
        left, right = self._left, self._right
        left_runs, right_runs = _variants(left, runs[0]), _variants(right, runs[1])
        (a, b), (c, d) = _hull(left_runs), _hull(right_runs)
        lefts, rights = left.vectors[a:b], right.vectors[c:d]
        gain, row, column = best_growth(
            np.array(left_runs) - a,
            np.array(right_runs) - c,
            lefts @ rights.T,
            lefts @ lefts.T,
            rights @ rights.T,
            np.diff(left.words[a : b + 1]),
            np.diff(right.words[c : d + 1]),
            lefts @ self._means,
            rights @ self._means,
            _span_sentences(left, left_runs),
            _span_sentences(right, right_runs),
            self._constants,
        )
        return Candidate(round(float(gain), 6), left_runs[row], right_runs[column])


def _trim(left: Side, right: Side, candidate: Candidate, *, least: float) -> Candidate:
    """Take off end clauses that nothing on the other side supports with a cosine of `least`."""
    for _ in range(8):
        forth, back = support_clauses(left, right, candidate.left, candidate.right)
        shorter = Candidate(
            candidate.gain,
            _drop_ends(candidate.left, forth, least),
            _drop_ends(candidate.right, back, least),
        )
        if shorter == candidate:
            break
        candidate = shorter
    return candidate


def _drop_ends(run: Run, support: Floats, least: float) -> Run:
    start, end = run
    while end - start > 1 and support[start - run[0]] < least:
        start += 1
    while end - start > 1 and support[end - 1 - run[0]] < least:
        end -= 1
    return start, end


def support_clauses(
    left: Side, right: Side, left_run: Run, right_run: Run
) -> tuple[Floats, Floats]:
    """Cosine of each clause of a run to its best counterpart: a clause, or all, of the other run.

    Returns:
        one value a clause of the left run, and one a clause of the right run.
    """
    cosines = _with_whole(left, left_run) @ _with_whole(right, right_run).T
    forth: Floats = cosines[: left_run[1] - left_run[0]].max(axis=1)
    back: Floats = cosines[:, : right_run[1] - right_run[0]].max(axis=0)
    return forth, back


def _with_whole(side: Side, run: Run) -> Floats:
    """Centred vectors of the clauses of a run, and, if they are several, of the run."""
    parts = side.centred[slice(*run)]
    return parts if len(parts) == 1 else np.vstack([parts, compose(side, [run])])


def _hull(runs: list[Run]) -> Run:
    return min(run[0] for run in runs), max(run[1] for run in runs)


def _span_sentences(side: Side, runs: list[Run]) -> NDArray[np.bool_]:
    """Which of the runs take in clauses of more than one sentence."""
    clauses = side.clauses
    return np.array([clauses[a].segment != clauses[b - 1].segment for a, b in runs])


def _variants(side: Side, run: Run) -> list[Run]:
    """Runs whose ends lie at most two clauses from those of `run`, inside its section."""
    start, end = run
    section = side.breaks[start]
    starts = [
        at for at in range(max(0, start - 2), min(end, start + 3)) if side.breaks[at] == section
    ]
    ends = [
        at
        for at in range(max(start + 1, end - 2), min(len(side.clauses), end + 2) + 1)
        if side.breaks[at - 1] == section
    ]
    return [(first, last) for first in starts for last in ends if first < last]


def keep_best(candidates: list[Candidate]) -> list[Candidate]:
    """Drop what overlaps a better candidate on both sides."""
    kept: list[Candidate] = []
    by_clause: dict[int, list[Candidate]] = {}
    for candidate in candidates:
        near = {other for at in range(*candidate.left) for other in by_clause.get(at, ())}
        if any(_overlap(other.right, candidate.right) for other in near):
            continue
        kept.append(candidate)
        for at in range(*candidate.left):
            by_clause.setdefault(at, []).append(candidate)
    return kept


def _overlap(first: Run, second: Run) -> bool:
    return first[0] < second[1] and second[0] < first[1]
