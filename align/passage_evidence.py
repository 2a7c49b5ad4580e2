"""Evidence: what speaks for and against two passages rendering the same sentence.

Everything is measured against the pair of documents at hand: similarity in units of what the best
wrong partners reach, words by how rare they are in these documents. So jargon that both documents
are full of counts for little, and the same weights serve every encoder.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.clauses import Clause, balance_span, plain_text
from align.encoders import Encoder
from align.passage_background import Background
from align.passage_search import (
    RIVALS,
    Candidate,
    Floats,
    Run,
    Side,
    centre,
    compose,
    count_run_words,
    differ,
    sentences,
    single_clauses,
    support_clauses,
)
from align.passage_words import Rarity, compare_words, contradict
from corpus.span import Span

_CHANCE = 2.0
_EMPTY_WORDS = 3.0
_NEVER = -1.0
_NOTHING = 0.0
"""Cosine of what has nothing in common, once the topic is taken out."""
_USUAL_RIVAL = 1.0
"""The nearest rival is taken to be this near, in deviations, where a short text shows no nearer."""
_LEADS = (-2.0, 3.0)
_NEIGHBOURS = (0.0, 4.0)
"""Beyond these, in deviations, more of the same evidence says nothing more."""
_FIRM = 6.0
"""Strength beyond which a companion says nothing more."""
_BLOCK = 256


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one candidate.

    Attributes:
        similarity: cosine of the two passages, in deviations above the best wrong partners.
        support: cosine of the clauses to their best counterparts, the mean of the less supported
            side, in deviations.
        weakest: the same of the least supported clause of either side.
        margin: the lesser of similarity and support, above the nearest rivals of these two
            passages on both sides.
        lead: how far the similarity exceeds that of the nearest other sentence, the mean of both
            directions, in deviations: the best partner, or one of several as good?
        neighbours: similarity of the clauses before, or after, both passages: the better of the
            two, in deviations; 0 if neither resembles its counterpart.
        information: how much the passages have in common: the nats of their shared words; if
            the languages differ, half of those of the poorer side.
        wording: the weight of the shared words as a part of that of all words, 0..1.
        words: length of the shorter passage.
        imbalance: absolute logarithm of the ratio of lengths, beyond what these documents show.
        crosslingual: whether the languages differ.
        contradicted: whether both have numbers that the other lacks, within one language.
        chain: strength of the best candidate just before or after on both sides, 0 if none.
    """

    similarity: float
    support: float
    weakest: float
    margin: float
    lead: float
    neighbours: float
    information: float
    wording: float
    words: float
    imbalance: float
    crosslingual: bool
    contradicted: bool
    chain: float = 0.0

    @property
    def strength(self) -> float:
        """All in one number: how far agreement exceeds chance, times how much is shared.

        Evidence grows with the root of what is shared, as the error of a mean falls with it. The
        first three words count for nothing: every text says "at the same time" somewhere.
        """
        excess = min(self.similarity, self.support) - _CHANCE + self.margin
        return math.sqrt(max(0.0, excess * math.sqrt(self.information) * self.substance))

    @property
    def substance(self) -> float:
        """The part of the words that is more than a set phrase, 0..1."""
        return max(0.0, 1.0 - _EMPTY_WORDS / max(self.words, 1.0))

    def as_row(self) -> NDArray[np.float64]:
        """What the model weighs, in the order of `align.passage_model.FEATURES`."""
        return np.array(
            [
                self.strength,
                self.lead * self.substance,
                self.neighbours * self.substance,
                min(self.chain, _FIRM),
                self.wording * (not self.crosslingual),
                self.substance,
                float(self.contradicted),
                float(self.crosslingual),
            ]
        )


def run_span(side: Side, run: Run) -> Span:
    """Where a run of clauses stands, with the brackets and quotation marks that belong to it."""
    first, last = side.clauses[run[0]], side.clauses[run[1] - 1]
    limits = Span(side.limits[first.segment].start, side.limits[last.segment].end)
    return balance_span(side.document.text, Span(first.span.start, last.span.end), limits)


def run_text(side: Side, run: Run) -> str:
    """The words of a run, without footnote marks and glosses."""
    first, last = side.clauses[run[0]], side.clauses[run[1] - 1]
    if first is last:
        return first.text
    segments = side.document.segments
    touched = [segment for segment in segments if first.segment <= segment.index <= last.segment]
    marks = [mark for segment in touched for mark in segment.marks]
    return plain_text(side.document.text, Span(first.span.start, last.span.end), marks)


def weigh_evidence(
    left: Side,
    right: Side,
    candidates: Sequence[Candidate],
    *,
    background: Background,
    rarity: Rarity,
    encoder: Encoder | None = None,
) -> list[Evidence]:
    """Gather the evidence of each candidate, in the order given.

    With an encoder the candidates are embedded as they stand; without one their vectors are
    composed from those of their clauses, which is enough to tell which are worth embedding.
    """
    if not candidates:
        return []
    left_vectors = _embed(left, [candidate.left for candidate in candidates], encoder)
    right_vectors = _embed(right, [candidate.right for candidate in candidates], encoder)
    cosines = np.einsum("ij,ij->i", left_vectors, right_vectors)
    foreign = differ(left, right)
    # Within one document the other passage of a pair is no rival either.
    within = left is right
    lefts = [[c.left, c.right] if within else [c.left] for c in candidates]
    rights = lefts if within else [[c.right] for c in candidates]
    right_rivals = _rivals(left_vectors, right_vectors, right, rights, foreign=foreign)
    left_rivals = _rivals(right_vectors, left_vectors, left, lefts, foreign=foreign)
    usual = math.log(
        max(1.0, float(np.mean([c.words for c in left.clauses])))
        / max(1.0, float(np.mean([c.words for c in right.clauses])))
    )
    found: list[Evidence] = []
    for at, candidate in enumerate(candidates):
        cosine = float(cosines[at])
        nearest = (float(right_rivals[0][at]) + float(left_rivals[0][at])) / 2
        rival = (float(right_rivals[1][at]) + float(left_rivals[1][at])) / 2
        support, weakest = _support(left, right, candidate)
        lengths = count_run_words(left, candidate.left), count_run_words(right, candidate.right)
        texts = run_text(left, candidate.left), run_text(right, candidate.right)
        information, wording, own_words = compare_words(
            texts,
            rarity,
            languages=(left.document.language, right.document.language),
            foreign=foreign,
        )
        ratio = math.log(max(lengths[0], 0.5) / max(lengths[1], 0.5))
        found.append(
            Evidence(
                similarity=background.standardise(cosine),
                support=background.standardise(support),
                weakest=background.standardise(weakest),
                margin=(min(cosine, support) - rival) / background.deviation,
                lead=_clip(
                    background.standardise(cosine)
                    - max(background.standardise(nearest), _USUAL_RIVAL),
                    _LEADS,
                ),
                neighbours=_clip(
                    background.standardise(_compare_neighbours(left, right, candidate)),
                    _NEIGHBOURS,
                ),
                information=information,
                wording=wording,
                words=own_words,
                imbalance=abs(ratio - usual * foreign),
                crosslingual=foreign,
                contradicted=not foreign and contradict(texts),
            )
        )
    return found


def _embed(side: Side, runs: list[Run], encoder: Encoder | None) -> Floats:
    """Centred vectors of runs, each text embedded once."""
    if encoder is None:
        return compose(side, runs)
    texts = {run: run_text(side, run) for run in dict.fromkeys(runs)}
    single = [run for run in texts if run[1] - run[0] == 1]
    vectors = {run: side.vectors[run[0]] for run in single}
    longer = [run for run in texts if run[1] - run[0] > 1]
    if longer:
        embedded = encoder.encode([texts[run] for run in longer])
        vectors.update(zip(longer, embedded, strict=True))
    return centre(np.stack([vectors[run] for run in runs]).astype(np.float32), side.mean)


def _rivals(
    queries: Floats, partners: Floats, side: Side, own: list[list[Run]], *, foreign: bool
) -> tuple[Floats, Floats]:
    """Cosines of the sentences most like each query, its own partner left out.

    A sentence counts with whichever is most like the query, the whole of it or one clause. If the
    nearest is more like the partner than the query is, it repeats the partner and is no rival, but
    only one: what a document says again and again is a set phrase. (Between languages a repeat
    cannot be told, for there everything in one language is more alike.)

    Returns:
        for each query the nearest sentence, and the mean of the third to eighth: the very nearest
        are passed over there, for a document may well say the same thing twice.
    """
    runs = sorted({*single_clauses(side), *sentences(side)})
    keys = compose(side, runs)
    starts = np.array([run[0] for run in runs])
    ends = np.array([run[1] for run in runs])
    segments = np.array([side.clauses[start].segment for start in starts])
    firsts = np.flatnonzero(np.diff(segments, prepend=segments[0] - 1))
    nearest = np.zeros(len(queries), dtype=np.float32)
    means = np.zeros(len(queries), dtype=np.float32)
    for at in range(0, len(queries), _BLOCK):
        block = slice(at, at + _BLOCK)
        cosines = queries[block] @ keys.T
        for place, taken in enumerate(own[block]):
            for start, end in taken:
                cosines[place, (starts < end) & (ends > start)] = _NEVER
        best = np.maximum.reduceat(cosines, firsts, axis=1)
        if not foreign:
            agreement = np.einsum("ij,ij->i", queries[block], partners[block])
            repeats = np.maximum.reduceat(partners[block] @ keys.T, firsts, axis=1)
            rows, first = np.arange(len(best)), best.argmax(axis=1)
            twice = repeats[rows, first] >= agreement
            best[rows[twice], first[twice]] = _NEVER
        depth = min(best.shape[1], RIVALS.stop)
        top = -np.sort(np.partition(-best, depth - 1, axis=1)[:, :depth], axis=1)
        top = np.maximum(top, _NOTHING)
        nearest[block] = top[:, 0]
        means[block] = (top[:, RIVALS] if depth > RIVALS.start else top[:, :1]).mean(axis=1)
    return nearest, means


def _support(left: Side, right: Side, candidate: Candidate) -> tuple[float, float]:
    """How well the clauses of each side are supported by clauses, or all, of the other.

    Returns:
        the less supported side's mean weighted by words, and the least supported clause, both
        as cosines.
    """
    forth, back = support_clauses(left, right, candidate.left, candidate.right)
    left_words = [left.clauses[at].words for at in range(*candidate.left)]
    right_words = [right.clauses[at].words for at in range(*candidate.right)]
    means = np.average(forth, weights=left_words), np.average(back, weights=right_words)
    return float(min(means)), float(min(forth.min(), back.min()))


def _compare_neighbours(left: Side, right: Side, candidate: Candidate) -> float:
    """The better cosine of the two clauses before, and of the two after, the passages."""
    found = [_NEVER]
    for beside, other in (
        (candidate.left[0] - 1, candidate.right[0] - 1),
        (candidate.left[1], candidate.right[1]),
    ):
        if 0 <= beside < len(left.clauses) and 0 <= other < len(right.clauses):
            found.append(float(left.centred[beside] @ right.centred[other]))
    return max(found)


def _clip(value: float, limits: tuple[float, float]) -> float:
    return min(max(value, limits[0]), limits[1])


def clauses_in(side: Side, span: Span) -> tuple[Clause, ...]:
    """The clauses that share a code point with `span`, in order."""
    first = bisect_right(side.clauses, span.start, key=lambda clause: clause.span.end)
    last = bisect_left(side.clauses, span.end, key=lambda clause: clause.span.start)
    return side.clauses[first:last]


def touched_segments(clauses: Sequence[Clause]) -> tuple[int, ...]:
    """Ids of the segments that the clauses are parts of, in order."""
    return tuple(dict.fromkeys(clause.segment for clause in clauses))
