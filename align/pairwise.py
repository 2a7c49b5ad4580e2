"""Two texts, one monotone alignment: coarse pass, vectors of doubtful spans, full model.

The coarse pass scores every bead of a band with span vectors that are composed of sentence vectors
(after Vecalign, Thompson and Koehn 2019) and keeps the plausible ones. A finer model, still with
composed vectors, says which of these are in doubt; only their spans are given to the encoder, as
whole stretches of text (as Bertalign does with all of them, Liu and Zhu 2022). The full model then
decides between all plausible beads.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

import numpy as np
from numpy.typing import NDArray

from align.bead_similarity import Spans, composed_spans, similarity_columns
from align.clause_evidence import clauses_across
from align.encoders import Encoder
from align.features import CLAUSE_COLUMNS, NAMES, describe, length_ratio, log_odds, measure
from align.monotone import Band, Beads, Floats, Inference, Ints, infer, keep_plausible, lattice
from align.moves import keep_pieces_apart
from align.sides import Side, read_surface
from align.similarity import (
    Neighbourhood,
    band,
    band_cosines,
    centre,
    chain,
    composed_norms,
    composed_sizes,
    corridor,
    pin,
    survey,
    unit,
)
from align.weights import Scores, Weights

PLAUSIBLE = 0.001
"""Least posterior in the coarse pass; below it a bead is not looked at again."""

DOUBTFUL = (0.1, 0.95)
"""Least and greatest posterior, with composed vectors, of beads whose stretches are given to the
encoder."""

_LARGE_BAND = 4000
_SMALL_BEAD = 3
_FAINT = 1e-6
"""Nodes of a band above which a first pass with beads of up to three sentences keeps all but those
with less than so much posterior."""

_NULL_ROUNDS = 2
FIRST_NULL_SHARE = 0.02
"""Of sentences left unaligned, before anything is known of the texts."""

_UNSPACED = ("zh", "ja")
"""Languages that put no space between sentences."""


@dataclass(frozen=True, slots=True)
class PairBead:
    """Sentences of two texts that render each other, as half-open ranges of positions.

    Attributes:
        source: first and one after the last sentence; equal when the side is empty.
        target: likewise.
        confidence: calibrated probability that exactly this bead is right.
        posterior: what the model gives it among all candidates; the beads that a sentence may
            stand in share 1 between them, which calibrated figures need not.
    """

    source: tuple[int, int]
    target: tuple[int, int]
    confidence: float
    posterior: float = 1.0

    @property
    def is_null(self) -> bool:
        """Whether one side is empty."""
        return self.source[0] == self.source[1] or self.target[0] == self.target[1]


@dataclass(frozen=True, slots=True)
class Problem:
    """Two texts with their plausible beads and the spans that these use.

    Attributes:
        source: one text.
        target: the other.
        around: what a survey of both says.
        links: positions among its anchors that rise on both sides.
        beads: the candidates.
        spans: the stretches that they use, on either side.
        described: features that need no vectors of stretches, shape (beads, features).
        similar: those that do, of the candidates with two sides, in order.
    """

    source: Side
    target: Side
    around: Neighbourhood
    links: Ints
    beads: Beads
    spans: tuple[Spans, Spans]
    described: Floats
    similar: Floats


@dataclass(frozen=True, slots=True)
class Sketch:
    """Two texts aligned with composed vectors alone: no stretch is given to the encoder.

    Attributes:
        problem: what there was to decide.
        inference: what was found.
        table: measured features.
    """

    problem: Problem
    inference: Inference
    table: Floats


def make_side(
    texts: Sequence[str],
    raw: NDArray[np.float32],
    *,
    language: str = "und",
    paragraphs: Sequence[int] | None = None,
    headings: Sequence[bool] | None = None,
) -> Side:
    """Prepare one text.

    Args:
        texts: sentences, none empty.
        raw: their vectors, shape (n, d), unit length.
        language: BCP 47 code.
        paragraphs: number of each sentence's paragraph, where paragraphs are known.
        headings: whether each is a heading, where that is known.
    """
    vectors, mean = centre(raw)
    count = len(texts)
    numbers = list(paragraphs) if paragraphs is not None else [0] * count
    ends = tuple(k + 1 < count and numbers[k] != numbers[k + 1] for k in range(count))
    if count and any(ends):
        ends = (*ends[:-1], True)
    if count > 1 and all(ends):
        ends = (False,) * count  # one sentence a line says nothing about paragraphs
    heads = tuple(headings) if headings is not None else (False,) * count
    surfaces = tuple(read_surface(text) for text in texts)
    return Side(tuple(texts), raw, vectors, mean, surfaces, ends, heads, language)


def propose(
    source: Side,
    target: Side,
    *,
    encoder: Encoder,
    weights: Weights,
    plausible: float = PLAUSIBLE,
    cuts: Ints | None = None,
    pins: Ints | None = None,
    around: Neighbourhood | None = None,
) -> Problem:
    """Find the plausible beads of two non-empty texts and the vectors of their spans.

    Args:
        source: one text.
        target: the other.
        encoder: for stretches in doubt.
        weights: what the aligner has learnt.
        plausible: least posterior in the coarse pass.
        cuts: places in the target that no bead may reach over.
        pins: sentence pairs that must stand in one bead, rising on both sides, shape (k, 2).
        around: what a survey of both texts says, where that is known already.
    """
    if around is None:
        around = survey(source.vectors, target.vectors)
    drawn = sketch(
        source, target, around, weights=weights, plausible=plausible, cuts=cuts, pins=pins
    )
    return refine(drawn, encoder, weights)


def sketch(
    source: Side,
    target: Side,
    around: Neighbourhood,
    *,
    weights: Weights,
    plausible: float = PLAUSIBLE,
    cuts: Ints | None = None,
    pins: Ints | None = None,
) -> Sketch:
    """Find the plausible beads of two non-empty texts and what composed vectors say of them."""
    links = chain(around.anchors, around.margins)
    beads = coarse_pass(
        source, target, around, links=links, weights=weights, plausible=plausible, pins=pins
    )
    if cuts is not None:
        beads = keep_pieces_apart(beads, cuts)
    problem = compose(source, target, beads, around, links)
    return Sketch(problem, *solve(problem, weights.composed))


def refine(drawn: Sketch, encoder: Encoder, weights: Weights) -> Problem:
    """A sketch's problem with what the encoder says of clauses and stretches in doubt."""
    problem = _with_clauses(drawn.problem, drawn.inference, encoder)
    return embed_doubtful(problem, encoder, weights)


def compose(
    source: Side, target: Side, beads: Beads, around: Neighbourhood, links: Ints
) -> Problem:
    """A problem whose stretches have composed vectors."""
    spans = (
        composed_spans(source, beads.source_start, beads.source_end),
        composed_spans(target, beads.target_start, beads.target_end),
    )
    described = describe(source, target, beads, anchors=around.anchors[links])
    two = np.flatnonzero(~beads.is_null)
    similar = similarity_columns(source, target, beads, spans, around, two=two)
    return Problem(source, target, around, links, beads, spans, described, similar)


def weigh_clauses(problem: Problem, encoder: Encoder, weights: Weights) -> Problem:
    """The same problem with what the clauses next to doubtful cuts say."""
    inference, _ = solve(problem, weights.composed)
    return _with_clauses(problem, inference, encoder)


def _with_clauses(problem: Problem, inference: Inference, encoder: Encoder) -> Problem:
    described = problem.described.copy()
    described[:, CLAUSE_COLUMNS] = clauses_across(
        problem.source,
        problem.target,
        problem.beads,
        lattice(problem.beads, (len(problem.source.texts), len(problem.target.texts))),
        inference.posterior,
        encoder=encoder,
        spread=problem.around.spread,
    )
    return replace(problem, described=described)


def embed_doubtful(problem: Problem, encoder: Encoder, weights: Weights) -> Problem:
    """The same problem with vectors from the encoder for the stretches of doubtful beads."""
    inference, _ = solve(problem, weights.composed)
    doubtful = (inference.posterior >= DOUBTFUL[0]) & (inference.posterior < DOUBTFUL[1])
    return embed(problem, doubtful, encoder)


def embed(problem: Problem, doubtful: NDArray[np.bool_], encoder: Encoder) -> Problem:
    """The same problem with vectors from the encoder for the stretches of some beads."""
    source, target = (
        embed_spans(side, spans, spans.index[doubtful], encoder)
        for side, spans in zip((problem.source, problem.target), problem.spans, strict=True)
    )
    two = np.flatnonzero(~problem.beads.is_null)
    fresh = np.zeros(len(two), dtype=bool)
    for before, after in zip(problem.spans, (source, target), strict=True):
        fresh |= (before.vectors != after.vectors).any(axis=1)[after.index[two]]
    similar = problem.similar.copy()
    similar[fresh] = similarity_columns(
        problem.source,
        problem.target,
        problem.beads,
        (source, target),
        problem.around,
        two=two[fresh],
    )
    return replace(problem, spans=(source, target), similar=similar)


def solve(problem: Problem, scores: Scores) -> tuple[Inference, Floats]:
    """Run the model; the share of unaligned sentences is estimated from its own posterior.

    Returns:
        What inference found, and the measured features.
    """
    size = (len(problem.source.texts), len(problem.target.texts))
    graph = lattice(problem.beads, size)
    table = measure(problem.described, problem.similar, problem.beads, null_share=FIRST_NULL_SHARE)
    inference = infer(graph, table @ scores.features, run_scores=scores.runs)
    for _ in range(_NULL_ROUNDS):
        expected = float(inference.posterior[graph.is_null].sum())
        set_null_share(table, graph.is_null, smoothed_share(expected, sum(size)))
        inference = infer(graph, table @ scores.features, run_scores=scores.runs)
    return inference, table


def smoothed_share(count: float, sentences: int) -> float:
    """Share of unaligned sentences, with twenty sentences' worth of belief in the usual one."""
    return (count + 20 * FIRST_NULL_SHARE) / (sentences + 20)


def set_null_share(table: Floats, is_null: NDArray[np.bool_], share: float) -> None:
    """Write the share of unaligned sentences, as log-odds, into the features of null beads."""
    table[is_null, NAMES.index("unaligned: share in the text")] = log_odds(share)


def coarse_pass(
    source: Side,
    target: Side,
    around: Neighbourhood,
    *,
    links: Ints,
    weights: Weights,
    plausible: float,
    pins: Ints | None = None,
) -> Beads:
    """Score every bead of the band with composed vectors; keep the plausible ones.

    Where the band is large, a first pass with small beads alone finds the part of it that counts.
    """
    where = band(len(source.texts), len(target.texts), around.anchors[links])
    if pins is not None:
        where = pin(where, pins)
    cosines = band_cosines(source.vectors, target.vectors, where)
    sentence_weights = tuple(np.sqrt(side.lengths) for side in (source, target))
    unit_length = max(1.0, float(np.median(target.lengths))) / 20
    ratio = length_ratio(source, target, around.anchors[links])
    coarse = weights.coarse
    parameters = np.array(
        [
            around.mean,
            around.spread,
            coarse["similarity"],
            coarse["similarity, per further sentence"],
            coarse["length ratio"],
        ]
    )
    best_s, best_t = _best_partner(where, cosines, around)
    nulls = tuple(
        coarse["unaligned"] + coarse["unaligned: best partner"] * best for best in (best_s, best_t)
    )
    keep = partial(
        keep_plausible,
        weights=(sentence_weights[0], sentence_weights[1]),
        norms=(
            composed_norms(source.vectors, sentence_weights[0]),
            composed_norms(target.vectors, sentence_weights[1]),
        ),
        nulls=(nulls[0], nulls[1]),
        sizes=(
            composed_sizes(source.lengths * ratio / unit_length),
            composed_sizes(target.lengths / unit_length),
        ),
        shape_scores=weights.shape_scores,
        parameters=parameters,
    )
    if len(cosines) > _LARGE_BAND:
        small = keep(where, similarity=cosines, threshold=_FAINT, largest=_SMALL_BEAD)
        where = corridor(where, small)
        cosines = band_cosines(source.vectors, target.vectors, where)
    return keep(where, similarity=cosines, threshold=plausible)


def _best_partner(where: Band, cosines: Floats, around: Neighbourhood) -> tuple[Floats, Floats]:
    """Standardised cosine of every sentence to its most similar one in the band."""
    from align.vector_kernels import best_in_band

    best_s, best_t = best_in_band(where.low, where.high, where.offsets, cosines, around.mean)
    return (
        np.asarray((best_s - around.mean) / around.spread),
        np.asarray((best_t - around.mean) / around.spread),
    )


def embed_spans(side: Side, spans: Spans, wanted: Ints, encoder: Encoder) -> Spans:
    """Stretches with vectors from the encoder where wanted; single sentences have theirs already.

    Args:
        side: the text.
        spans: its stretches, with composed vectors.
        wanted: positions of stretches; -1 stands for none.
        encoder: for their vectors.
    """
    chosen = np.unique(wanted[wanted >= 0])
    chosen = chosen[spans.end[chosen] - spans.start[chosen] > 1]
    if len(chosen) == 0:
        return spans
    joiner = "" if side.language.split("-")[0] in _UNSPACED else " "
    texts = [joiner.join(side.texts[spans.start[k] : spans.end[k]]) for k in chosen.tolist()]
    vectors = spans.vectors.copy()
    vectors[chosen] = unit(encoder.encode(texts) - side.mean)
    return replace(spans, vectors=vectors)
