"""Evidence: what speaks for and against two passages rendering the same sentence.

Everything is measured against the pair of documents at hand: similarity in units of what the best
wrong partners reach, words by how rare they are in these documents. So jargon that both documents
are full of counts for little, and the same weights serve every encoder.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass

import numpy as np
from numpy.typing import NDArray

from align.clauses import Clause, plain_text
from align.encoders import Encoder
from align.passage_search import (
    Background,
    Candidate,
    Floats,
    Run,
    Side,
    centre,
    compose,
    count_run_words,
    support_clauses,
)
from corpus.document import Document
from corpus.span import Span

_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_]+")
_STEM = 5
"""Words are compared by their first letters, which is enough to equate inflected forms."""
_RIVALS = 4


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of one candidate; the names are those of the weights file.

    Attributes:
        similarity: cosine of the two passages, in deviations above the best wrong partners.
        margin: the lesser of similarity and support, above the nearest rivals of these two passages
            on both sides.
        support: similarity of the clauses to their best counterparts, the less supported side's
            mean, in deviations.
        weakest: the same of the least supported clause of either side.
        wording: shared words weighted by rarity, as a part of all words, 0..1.
        containment: the same as a part of the shorter passage's words.
        rare: weight of the shared words, in nats, damped.
        order: part of the shared words that stand in the same order, 0..1.
        length: logarithm of the shorter passage's words.
        imbalance: absolute logarithm of the ratio of lengths, beyond what these documents show.
        crosslingual: 1 if the languages differ, so that the wording says nothing.
    """

    similarity: float
    margin: float
    support: float
    weakest: float
    wording: float
    containment: float
    rare: float
    order: float
    length: float
    imbalance: float
    crosslingual: float

    def as_row(self) -> NDArray[np.float64]:
        """The values in the order of the fields."""
        return np.array(astuple(self), dtype=np.float64)


class Rarity:
    """How much a word says, from the sentences in which it stands (inverse document frequency)."""

    def __init__(self, documents: Iterable[Document]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for document in documents:
            for segment in document.segments:
                if segment.kind.is_content:
                    counts.update(set(list_words(segment.plain)))
                    total += 1
        self._counts = counts
        self._total = total

    def weigh(self, word: str) -> float:
        """Information of `word` in nats; about 0 for a word that stands in every sentence."""
        return math.log((self._total + 1.0) / (self._counts[word] + 0.5))


def list_words(text: str) -> list[str]:
    """Words of `text` in order, folded and cut to their stems."""
    return [word[:_STEM] for word in _WORD.findall(text.lower())]


def run_span(side: Side, run: Run) -> Span:
    """Where a run of clauses stands."""
    return Span(side.clauses[run[0]].span.start, side.clauses[run[1] - 1].span.end)


def run_text(side: Side, run: Run) -> str:
    """The words of a run, without footnote marks and glosses."""
    first, last = side.clauses[run[0]], side.clauses[run[1] - 1]
    if first is last:
        return first.text
    segments = side.document.segments
    touched = [segment for segment in segments if first.segment <= segment.index <= last.segment]
    marks = [mark for segment in touched for mark in segment.marks]
    return plain_text(side.document.text, run_span(side, run), marks)


def weigh_evidence(
    left: Side,
    right: Side,
    candidates: Sequence[Candidate],
    *,
    background: Background,
    rarity: Rarity,
    encoder: Encoder,
) -> list[Evidence]:
    """Embed the candidates and gather the evidence of each, in the order given."""
    if not candidates:
        return []
    left_vectors = _embed(left, [candidate.left for candidate in candidates], encoder)
    right_vectors = _embed(right, [candidate.right for candidate in candidates], encoder)
    cosines = np.einsum("ij,ij->i", left_vectors, right_vectors)
    right_rivals = _rivals(left_vectors, right, [candidate.right for candidate in candidates])
    left_rivals = _rivals(right_vectors, left, [candidate.left for candidate in candidates])
    usual = math.log(
        max(1.0, float(np.mean([c.words for c in left.clauses])))
        / max(1.0, float(np.mean([c.words for c in right.clauses])))
    )
    found: list[Evidence] = []
    for at, candidate in enumerate(candidates):
        cosine = float(cosines[at])
        rival = (float(right_rivals[at]) + float(left_rivals[at])) / 2
        support, weakest = _support(left, right, candidate)
        lengths = count_run_words(left, candidate.left), count_run_words(right, candidate.right)
        words = list_words(run_text(left, candidate.left))
        others = list_words(run_text(right, candidate.right))
        foreign = _differ(left, right)
        wording, containment, rare, order = (
            (0.0, 0.0, 0.0, 0.0) if foreign else _compare_words(words, others, rarity)
        )
        found.append(
            Evidence(
                similarity=background.standardise(cosine),
                margin=(min(cosine, support) - rival) / background.deviation,
                support=background.standardise(support),
                weakest=background.standardise(weakest),
                wording=wording,
                containment=containment,
                rare=rare,
                order=order,
                length=math.log(max(1.0, min(lengths))),
                imbalance=abs(
                    math.log(max(lengths[0], 0.5) / max(lengths[1], 0.5)) - usual * foreign
                ),
                crosslingual=float(foreign),
            )
        )
    return found


def _embed(side: Side, runs: list[Run], encoder: Encoder) -> Floats:
    """Centred vectors of runs, each text embedded once."""
    texts = {run: run_text(side, run) for run in dict.fromkeys(runs)}
    single = [run for run in texts if run[1] - run[0] == 1]
    vectors = {run: side.vectors[run[0]] for run in single}
    longer = [run for run in texts if run[1] - run[0] > 1]
    if longer:
        embedded = encoder.encode([texts[run] for run in longer])
        vectors.update(zip(longer, embedded, strict=True))
    return centre(np.stack([vectors[run] for run in runs]).astype(np.float32), side.mean)


def _rivals(queries: Floats, side: Side, own: list[Run]) -> Floats:
    """Mean cosine of each query's nearest clauses that are no part of its own partner."""
    keys = compose(side, [(at, at + 1) for at in range(len(side.clauses))])
    means = np.zeros(len(queries), dtype=np.float32)
    for at, (query, run) in enumerate(zip(queries, own, strict=True)):
        cosines = keys @ query
        cosines[run[0] : run[1]] = -1.0
        count = min(_RIVALS, len(cosines) - (run[1] - run[0]))
        if count:
            means[at] = np.sort(cosines)[-count:].mean()
    return means


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


def _differ(left: Side, right: Side) -> bool:
    """Whether the two documents are in different languages."""
    first, second = (side.document.language.split("-")[0] for side in (left, right))
    return first != second and "und" not in (first, second)


def _compare_words(
    words: list[str], others: list[str], rarity: Rarity
) -> tuple[float, float, float, float]:
    """Wording, containment, rare and order, as `Evidence` says."""
    shared = Counter(words) & Counter(others)
    common = sum(rarity.weigh(word) * count for word, count in shared.items())
    left = sum(rarity.weigh(word) for word in words)
    right = sum(rarity.weigh(word) for word in others)
    if not words or not others or min(left, right) <= 0:
        return 0.0, 0.0, 0.0, 0.0
    order = 0.0
    if shared:
        order = _longest_common(words, others) / shared.total()
    return 2 * common / (left + right), common / min(left, right), math.log1p(common), order


def _longest_common(words: list[str], others: list[str]) -> int:
    """Length of the longest common subsequence."""
    row = [0] * (len(others) + 1)
    for word in words:
        diagonal = 0
        for at, other in enumerate(others, start=1):
            above = row[at]
            row[at] = diagonal + 1 if word == other else max(above, row[at - 1])
            diagonal = above
    return row[-1]


def touched_segments(clauses: Sequence[Clause]) -> tuple[int, ...]:
    """Ids of the segments that the clauses are parts of, in order."""
    return tuple(dict.fromkeys(clause.segment for clause in clauses))
