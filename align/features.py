"""What the full model looks at in a candidate bead: one row of figures a bead.

Every similarity is measured in spreads above the background of the two texts at hand, so the same
weights hold for another encoder, another pair of languages, another genre.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from align.encoders import Vectors
from align.monotone import Beads, Floats, Ints
from align.sides import Side, Surface, join, same_language, weigh_words
from align.similarity import Neighbourhood

SHAPE_NAMES = ("1-1", "1-2", "1-3", "1-4", "1-5+", "2-2", "2-3", "3-3+")

NAMES: tuple[str, ...] = (
    "similarity",
    "similarity, per further sentence",
    "contrast with neighbours, mean",
    "contrast with neighbours, largest",
    "gain of the last member",
    "edge contrast, mean",
    "edge contrast, least",
    "gain by one more, largest",
    "gain by one more, mean",
    "length ratio",
    "length surprise",
    "shared numbers",
    "unshared numbers",
    "shared words",
    "shared words, per further sentence",
    "paragraph ends inside",
    "paragraph ends agree",
    "heading joined with text",
    *(f"shape {name}" for name in SHAPE_NAMES),
    "unaligned",
    "unaligned: best partner",
    "unaligned: share in the text",
)

SIMILARITY_NAMES = (
    "similarity",
    "similarity, per further sentence",
    "contrast with neighbours, mean",
    "contrast with neighbours, largest",
    "gain of the last member",
    "edge contrast, mean",
    "edge contrast, least",
    "gain by one more, largest",
    "gain by one more, mean",
    "unaligned: best partner",
)
"""Features that are measured in spreads of the cosine."""

_LENGTH_PRIOR = 50.0
"""Code points' worth of belief that both texts are equally long."""

_TYPICAL = 5.0
_MATCH_QUANTILE = 0.65
"""Above the median, because some sentences have no match."""

_COLUMN = {name: number for number, name in enumerate(NAMES)}
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Spans:
    """Vectors of all stretches of sentences that candidate beads use on one side.

    Attributes:
        start: first sentence of each stretch, shape (k,).
        end: one after its last, shape (k,).
        vectors: centred, unit length, shape (k, d).
        index: for every candidate bead the position of its stretch, -1 for an empty side.
    """

    start: Ints
    end: Ints
    vectors: Vectors
    index: Ints


def measure(
    source: Side,
    target: Side,
    beads: Beads,
    spans: tuple[Spans, Spans],
    around: Neighbourhood,
    *,
    anchors: Ints,
    null_share: float,
) -> Floats:
    """Measure every candidate bead.

    Returns:
        Shape (beads, len(NAMES)), float64.
    """
    table = np.zeros((len(beads), len(NAMES)))
    two = np.flatnonzero(~beads.is_null)
    similarity = _similarity_columns(source, target, beads, spans, around, two=two, table=table)
    _shape_columns(source, target, beads, two, anchors=anchors, table=table)
    _surface_columns(source, target, beads, two, table)
    _structure_columns(source, target, beads, two, table)
    _null_columns(
        source,
        target,
        beads,
        two,
        similarity=similarity,
        null_share=null_share,
        table=table,
    )
    _level(table, beads, two)
    return table


def _rows_dot(left: Vectors, right: Vectors, a: Ints, b: Ints) -> Floats:
    out = np.empty(len(a))
    for start in range(0, len(a), _CHUNK):
        stop = start + _CHUNK
        out[start:stop] = np.einsum("ij,ij->i", left[a[start:stop]], right[b[start:stop]])
    return out


def _similarity_columns(
    source: Side,
    target: Side,
    beads: Beads,
    spans: tuple[Spans, Spans],
    around: Neighbourhood,
    *,
    two: Ints,
    table: Floats,
) -> Floats:
    left, right = spans
    at_left, at_right = left.index[two], right.index[two]
    further = (beads.source_size[two] + beads.target_size[two] - 2) / 2.0

    def z(cosine: Floats) -> Floats:
        standard: Floats = (cosine - around.mean) / around.spread
        return standard

    own = z(_rows_dot(left.vectors, right.vectors, at_left, at_right))
    near = np.full((4, len(two)), np.nan)
    positions = (
        (beads.source_start[two] - 1, True),
        (beads.source_end[two], True),
        (beads.target_start[two] - 1, False),
        (beads.target_end[two], False),
    )
    for row, (position, on_source) in enumerate(positions):
        vectors = source.vectors if on_source else target.vectors
        there = np.flatnonzero((position >= 0) & (position < len(vectors)))
        opposite, index = (right, at_right) if on_source else (left, at_left)
        near[row, there] = z(_rows_dot(vectors, opposite.vectors, position[there], index[there]))
    present = ~np.isnan(near)
    mean_near = np.where(present, near, 0).sum(axis=0) / np.maximum(1, present.sum(axis=0))
    most_near = np.where(present, near, -9.0).max(axis=0, initial=-9.0)
    alone = ~present.any(axis=0)
    table[two, _COLUMN["similarity"]] = own
    table[two, _COLUMN["similarity, per further sentence"]] = own * further
    table[two, _COLUMN["contrast with neighbours, mean"]] = np.where(alone, own, own - mean_near)
    table[two, _COLUMN["contrast with neighbours, largest"]] = np.where(alone, own, own - most_near)
    gain = _last_gain(source, target, beads, spans, two)
    table[two, _COLUMN["gain of the last member"]] = gain / around.spread
    edges, more = _edge_columns(source, target, beads, spans, two)
    table[two, _COLUMN["edge contrast, mean"]] = edges.mean(axis=0) / around.spread
    table[two, _COLUMN["edge contrast, least"]] = edges.min(axis=0) / around.spread
    table[two, _COLUMN["gain by one more, largest"]] = more.max(axis=0) / around.spread
    table[two, _COLUMN["gain by one more, mean"]] = more.mean(axis=0) / around.spread
    return own


def _edge_columns(
    source: Side, target: Side, beads: Beads, spans: tuple[Spans, Spans], two: Ints
) -> tuple[Floats, Floats]:
    """Do the bead's edges stand where they should?

    Returns:
        Shape (4, k) each, for the start and the end of either side: how much better the sentence
        at the edge fits the bead than the other side's next sentence outside it; and how much the
        bead's composed cosine would gain if it took in the next sentence outside.
    """
    edges, more = np.zeros((4, len(two))), np.zeros((4, len(two)))
    starts = (beads.source_start[two], beads.target_start[two])
    ends = (beads.source_end[two], beads.target_end[two])
    sides = (source, target)
    for own in range(2):
        other = 1 - own
        index = spans[other].index[two]
        sums = _running_sums(sides[own])
        now = _composed_cosine(sums, starts[own], ends[own], spans[other].vectors, index)
        for at_end in range(2):
            row = 2 * own + at_end
            edge = ends[own] - 1 if at_end else starts[own]
            beyond = ends[other] if at_end else starts[other] - 1
            some = np.flatnonzero((beyond >= 0) & (beyond < len(sides[other].texts)))
            fits = _rows_dot(sides[own].vectors, spans[other].vectors, edge[some], index[some])
            rival = _rows_dot(sides[own].vectors, sides[other].vectors, edge[some], beyond[some])
            edges[row, some] = fits - rival
            start = starts[own] - (0 if at_end else 1)
            end = ends[own] + (1 if at_end else 0)
            some = np.flatnonzero((start >= 0) & (end <= len(sides[own].texts)))
            wider = _composed_cosine(
                sums, start[some], end[some], spans[other].vectors, index[some]
            )
            more[row, some] = wider - now[some]
    return edges, more


def _last_gain(
    source: Side, target: Side, beads: Beads, spans: tuple[Spans, Spans], two: Ints
) -> Floats:
    """How much a larger bead's composed cosine gains by its least useful end sentence."""
    gain = np.zeros(len(two))
    starts = (beads.source_start[two], beads.target_start[two])
    ends = (beads.source_end[two], beads.target_end[two])
    for own, side in enumerate((source, target)):
        some = np.flatnonzero(ends[own] - starts[own] > 1)
        if len(some) == 0:
            continue
        start, end = starts[own][some], ends[own][some]
        other, index = spans[1 - own].vectors, spans[1 - own].index[two][some]
        sums = _running_sums(side)
        full = _composed_cosine(sums, start, end, other, index)
        without_first = _composed_cosine(sums, start + 1, end, other, index)
        without_last = _composed_cosine(sums, start, end - 1, other, index)
        least = full - np.maximum(without_first, without_last)
        gain[some] = np.where(gain[some] == 0, least, np.minimum(gain[some], least))
    return gain


def _running_sums(side: Side) -> Vectors:
    weighted = side.vectors * np.sqrt(side.lengths)[:, None].astype(np.float32)
    sums = np.zeros((len(weighted) + 1, weighted.shape[1]), dtype=np.float64)
    np.cumsum(weighted, axis=0, out=sums[1:], dtype=np.float64)
    return sums  # type: ignore[return-value]


def _composed_cosine(sums: Vectors, start: Ints, end: Ints, other: Vectors, index: Ints) -> Floats:
    out = np.empty(len(start))
    for at in range(0, len(start), _CHUNK):
        piece = sums[end[at : at + _CHUNK]] - sums[start[at : at + _CHUNK]]
        norms = np.maximum(np.linalg.norm(piece, axis=1), 1e-9)
        dots = np.einsum("ij,ij->i", piece, other[index[at : at + _CHUNK]])
        out[at : at + _CHUNK] = dots / norms
    return out


def _shape_columns(
    source: Side, target: Side, beads: Beads, two: Ints, *, anchors: Ints, table: Floats
) -> None:
    a, b = beads.source_size[two], beads.target_size[two]
    small, large = np.minimum(a, b), np.maximum(a, b)
    shape = np.where(small == 1, np.minimum(large, 5) - 1, np.where(small + large >= 6, 7, 0))
    shape = np.where((small == 2) & (large == 2), 5, shape)
    shape = np.where((small == 2) & (large == 3), 6, shape)
    table[two, _COLUMN["shape 1-1"] + shape] = 1.0
    lengths_s = np.concatenate(([0.0], np.cumsum(source.lengths)))
    lengths_t = np.concatenate(([0.0], np.cumsum(target.lengths)))
    ratio = length_ratio(source, target, anchors)
    x = (lengths_s[beads.source_end[two]] - lengths_s[beads.source_start[two]]) * ratio
    y = lengths_t[beads.target_end[two]] - lengths_t[beads.target_start[two]]
    unit = max(1.0, float(np.median(target.lengths)) / 20)
    table[two, _COLUMN["length ratio"]] = np.abs(np.log((y + 5 * unit) / (x + 5 * unit)))
    surprise = np.square(y - x) / (6.8 * (x + y) / 2 * unit)
    table[two, _COLUMN["length surprise"]] = np.minimum(surprise, 9.0)


def length_ratio(source: Side, target: Side, anchors: Ints) -> float:
    """Target code points a source code point.

    From the whole texts, as no sentence is left out there; but where one text has much that the
    other lacks, not far from what the anchors say.

    Args:
        source: one text.
        target: the other.
        anchors: sentence pairs that surely belong together, shape (k, 2).
    """
    x, y = float(source.lengths.sum()), float(target.lengths.sum())
    whole = (y + _LENGTH_PRIOR) / (x + _LENGTH_PRIOR)
    x = float(source.lengths[anchors[:, 0]].sum())
    y = float(target.lengths[anchors[:, 1]].sum())
    anchored = (y + _LENGTH_PRIOR) / (x + _LENGTH_PRIOR)
    return min(max(whole, anchored / 1.5), anchored * 1.5)


def _surface_columns(source: Side, target: Side, beads: Beads, two: Ints, table: Floats) -> None:
    weights = weigh_words(source.surfaces, target.surfaces)
    shared_words = np.zeros(len(two))
    sides = (source.surfaces, target.surfaces)
    cache: dict[tuple[int, int, int], tuple[Surface, float]] = {}

    def joined(side: int, start: int, end: int) -> tuple[Surface, float]:
        key = (side, start, end)
        if key not in cache:
            surface = join(sides[side][start:end])
            norm = sum((weights.get(w, 0.0) * min(c, 2)) ** 2 for w, c in surface.words.items())
            cache[key] = (surface, math.sqrt(norm))
        return cache[key]

    columns = zip(
        two.tolist(),
        beads.source_start[two].tolist(),
        beads.source_end[two].tolist(),
        beads.target_start[two].tolist(),
        beads.target_end[two].tolist(),
        strict=True,
    )
    for row, (bead, i0, i1, j0, j1) in enumerate(columns):
        (left, left_norm), (right, right_norm) = joined(0, i0, i1), joined(1, j0, j1)
        common = (left.numbers & right.numbers).total()
        numbers = left.numbers.total() + right.numbers.total()
        figures = table[bead]
        if numbers:
            figures[_COLUMN["shared numbers"]] = min(common, 3)
            figures[_COLUMN["unshared numbers"]] = min(numbers - 2 * common, 4)
        if left_norm > 0 and right_norm > 0:
            dot = sum(
                weights.get(word, 0.0) ** 2 * min(count, 2) * min(right.words[word], 2)
                for word, count in left.words.items()
                if word in right.words
            )
            shared_words[row] = dot / (left_norm * right_norm)
    if same_language(source, target):
        further = (beads.source_size[two] + beads.target_size[two] - 2) / 2.0
        table[two, _COLUMN["shared words"]] = shared_words
        table[two, _COLUMN["shared words, per further sentence"]] = shared_words * further


def _structure_columns(source: Side, target: Side, beads: Beads, two: Ints, table: Floats) -> None:
    i0, i1 = beads.source_start[two], beads.source_end[two]
    j0, j1 = beads.target_start[two], beads.target_end[two]
    ends_s = np.concatenate(([0], np.cumsum(source.paragraph_ends)))
    ends_t = np.concatenate(([0], np.cumsum(target.paragraph_ends)))
    inside = ends_s[i1 - 1] - ends_s[i0] + ends_t[j1 - 1] - ends_t[j0]
    table[two, _COLUMN["paragraph ends inside"]] = np.minimum(inside, 3)
    last_s = np.asarray(source.paragraph_ends)[i1 - 1]
    last_t = np.asarray(target.paragraph_ends)[j1 - 1]
    known = any(source.paragraph_ends[:-1]) and any(target.paragraph_ends[:-1])
    table[two, _COLUMN["paragraph ends agree"]] = (last_s & last_t) if known else 0.0
    heads_s = np.concatenate(([0], np.cumsum(source.headings)))
    heads_t = np.concatenate(([0], np.cumsum(target.headings)))
    in_s, in_t = heads_s[i1] - heads_s[i0], heads_t[j1] - heads_t[j0]
    mixed = ((in_s > 0) & (in_s < i1 - i0)) | ((in_t > 0) & (in_t < j1 - j0))
    table[two, _COLUMN["heading joined with text"]] = mixed


def _null_columns(
    source: Side,
    target: Side,
    beads: Beads,
    two: Ints,
    *,
    similarity: Floats,
    null_share: float,
    table: Floats,
) -> None:
    """Evidence for leaving a sentence alone: how little its best candidate partner is like it."""
    for side, on_source in ((source, True), (target, False)):
        size = len(side.texts)
        best = np.full(size, -1.0)
        start = beads.source_start[two] if on_source else beads.target_start[two]
        end = beads.source_end[two] if on_source else beads.target_end[two]
        for member in range(int((end - start).max(initial=0))):
            some = np.flatnonzero(end - start > member)
            scale = 1.0 / (end[some] - start[some])
            np.maximum.at(best, start[some] + member, similarity[some] * np.sqrt(scale))
        mine = np.flatnonzero(beads.target_size == 0 if on_source else beads.source_size == 0)
        at = (beads.source_start if on_source else beads.target_start)[mine]
        table[mine, _COLUMN["unaligned"]] = 1.0
        table[mine, _COLUMN["unaligned: best partner"]] = best[at]
        table[mine, _COLUMN["unaligned: share in the text"]] = log_odds(null_share)


def log_odds(share: float) -> float:
    """Log-odds of a share of sentences, kept away from never and always."""
    bounded = min(max(share, 0.003), 0.9)
    return math.log(bounded / (1 - bounded))


def _level(table: Floats, beads: Beads, two: Ints) -> None:
    """Scale all similarities so that a typical match of these two texts stands at `_TYPICAL`.

    How far matches rise above the background differs with language pair, genre and encoder; what
    counts is how a bead compares with the other matches of the same texts.
    """
    similarity = table[two, _COLUMN["similarity"]]
    best: list[float] = []
    for start in (beads.source_start[two], beads.target_start[two]):
        highest = np.zeros(int(start.max(initial=-1)) + 1)
        np.maximum.at(highest, start, similarity)
        best += highest[highest > 0].tolist()
    level = float(np.quantile(best, _MATCH_QUANTILE)) if best else _TYPICAL
    level = (level * len(best) + _TYPICAL * 10) / (len(best) + 10)
    columns = [_COLUMN[name] for name in SIMILARITY_NAMES]
    table[:, columns] *= _TYPICAL / level
