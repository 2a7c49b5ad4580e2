"""What the full model looks at in a candidate bead: one row of figures a bead.

Every similarity is measured in spreads above the background of the two texts at hand, so the same
weights hold for another encoder, another pair of languages, another genre.
"""

from __future__ import annotations

import math

import numpy as np

from align.bead_similarity import BEAD_SIMILARITY_NAMES
from align.clause_evidence import CLAUSE_NAMES
from align.monotone import Beads, Floats, Ints
from align.sentence_edges import EDGE_NAMES, edge_columns
from align.sides import Side, Surface, join, same_language, weigh_words

SHAPE_NAMES = ("1-1", "1-2", "1-3", "1-4", "1-5+", "2-2", "2-3", "3-3+")

NAMES: tuple[str, ...] = (
    *BEAD_SIMILARITY_NAMES,
    *CLAUSE_NAMES,
    *EDGE_NAMES,
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

SIMILARITY_NAMES = (*BEAD_SIMILARITY_NAMES, *CLAUSE_NAMES, "unaligned: best partner")
"""Features that are measured in spreads of the cosine."""

_LENGTH_PRIOR = 50.0
"""Code points' worth of belief that both texts are equally long."""

TYPICAL = 5.0
"""Where the similarity of a typical match is put."""

_MATCH_QUANTILE = 0.65
"""Above the median, because some sentences have no match."""

_COLUMN = {name: number for number, name in enumerate(NAMES)}
CLAUSE_COLUMNS = [_COLUMN[name] for name in CLAUSE_NAMES]
_SIMILARITY_COLUMNS = np.array([_COLUMN[name] for name in BEAD_SIMILARITY_NAMES])
_EDGE_COLUMNS = np.array([_COLUMN[name] for name in EDGE_NAMES])


def describe(source: Side, target: Side, beads: Beads, *, anchors: Ints) -> Floats:
    """Measure what does not depend on vectors of stretches: shape, length, words, marks,
    structure.

    Args:
        source: one text.
        target: the other.
        beads: the candidates.
        anchors: sentence pairs that surely belong together, shape (k, 2).

    Returns:
        Shape (beads, len(NAMES)), float64; the columns of similarity and of clauses are zero.
    """
    table = np.zeros((len(beads), len(NAMES)))
    two = np.flatnonzero(~beads.is_null)
    _shape_columns(source, target, beads, two, anchors=anchors, table=table)
    _surface_columns(source, target, beads, two, table)
    _structure_columns(source, target, beads, two, table)
    table[np.ix_(two, _EDGE_COLUMNS)] = edge_columns(source.texts, target.texts, beads, two)
    return table


def measure(described: Floats, similar: Floats, beads: Beads, *, null_share: float) -> Floats:
    """Add to what `describe` found the columns that depend on the vectors of stretches.

    Args:
        described: by `describe`.
        similar: of the beads with two sides, by `align.bead_similarity.similarity_columns`.
        beads: the candidates.
        null_share: share of unaligned sentences.

    Returns:
        A new table of the same shape.
    """
    table = described.copy()
    two = np.flatnonzero(~beads.is_null)
    table[np.ix_(two, _SIMILARITY_COLUMNS)] = similar
    _null_columns(beads, two, similarity=similar[:, 0], null_share=null_share, table=table)
    _level(table, beads, two)
    return table


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
    """Shared numbers and, where the language is the same, words."""
    comparable = same_language(source, target)
    weights = weigh_words(source.surfaces, target.surfaces) if comparable else {}
    sides = (source.surfaces, target.surfaces)
    cache: dict[tuple[int, int, int], tuple[Surface, float]] = {}

    def joined(side: int, start: int, end: int) -> tuple[Surface, float]:
        key = (side, start, end)
        if key not in cache:
            surface = join(sides[side][start:end])
            norm = 0.0
            if comparable:
                norm = math.sqrt(
                    sum((weights[word] * min(n, 2)) ** 2 for word, n in surface.words.items())
                )
            cache[key] = (surface, norm)
        return cache[key]

    numbered = [
        np.concatenate(([0], np.cumsum([bool(surface.numbers) for surface in surfaces])))
        for surfaces in sides
    ]
    some = two
    if not comparable:  # without words, only beads with a number have anything to measure
        has = (
            numbered[0][beads.source_end[two]]
            - numbered[0][beads.source_start[two]]
            + numbered[1][beads.target_end[two]]
            - numbered[1][beads.target_start[two]]
        )
        some = two[has > 0]
    columns = zip(
        some.tolist(),
        beads.source_start[some].tolist(),
        beads.source_end[some].tolist(),
        beads.target_start[some].tolist(),
        beads.target_end[some].tolist(),
        strict=True,
    )
    for bead, i0, i1, j0, j1 in columns:
        (left, left_norm), (right, right_norm) = joined(0, i0, i1), joined(1, j0, j1)
        figures = table[bead]
        numbers = left.numbers.total() + right.numbers.total()
        if numbers:
            common = (left.numbers & right.numbers).total()
            figures[_COLUMN["shared numbers"]] = min(common, 3)
            figures[_COLUMN["unshared numbers"]] = min(numbers - 2 * common, 4)
        if left_norm > 0 and right_norm > 0:
            dot = sum(
                weights[word] ** 2 * min(count, 2) * min(right.words[word], 2)
                for word, count in left.words.items()
                if word in right.words
            )
            shared = dot / (left_norm * right_norm)
            figures[_COLUMN["shared words"]] = shared
            further = (i1 - i0 + j1 - j0 - 2) / 2.0
            figures[_COLUMN["shared words, per further sentence"]] = shared * further


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
    beads: Beads, two: Ints, *, similarity: Floats, null_share: float, table: Floats
) -> None:
    """Evidence for leaving a sentence alone: how little its best candidate partner is like it."""
    for on_source in (True, False):
        size = int((beads.source_end if on_source else beads.target_end).max())
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
    """Scale all similarities so that a typical match of these two texts stands at `TYPICAL`.

    How far matches rise above the background differs with language pair, genre and encoder; what
    counts is how a bead compares with the other matches of the same texts.
    """
    similarity = table[two, _COLUMN["similarity"]]
    best: list[float] = []
    for start in (beads.source_start[two], beads.target_start[two]):
        highest = np.zeros(int(start.max(initial=-1)) + 1)
        np.maximum.at(highest, start, similarity)
        best += highest[highest > 0].tolist()
    level = float(np.quantile(best, _MATCH_QUANTILE)) if best else TYPICAL
    level = (level * len(best) + TYPICAL * 10) / (len(best) + 10)
    columns = [_COLUMN[name] for name in SIMILARITY_NAMES]
    table[:, columns] *= TYPICAL / level
