"""What the full model looks at in a candidate bead: one row of figures a bead.

Every similarity is measured in spreads above the background of the two texts at hand, so the same
weights hold for another encoder, another pair of languages, another genre.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from align.encoders import Vectors
from align.monotone import Beads, Floats, Ints
from align.similarity import Neighbourhood

SHAPE_NAMES = ("1-1", "1-2", "1-3", "1-4", "1-5+", "2-2", "2-3", "3-3+")

NAMES: tuple[str, ...] = (
    "similarity",
    "similarity, per further sentence",
    "crowd",
    "crowd, per further sentence",
    "contrast with neighbours, mean",
    "contrast with neighbours, largest",
    "weakest member",
    "gain of the last member",
    "length ratio",
    "length surprise",
    "shared numbers",
    "unshared numbers",
    "question and exclamation marks differ",
    "quotation marks differ",
    "sentence end against clause end",
    "shared words, same language",
    "shared words, same language, per further sentence",
    "shared words, other language",
    "growth as in the whole text",
    "paragraph ends inside",
    "paragraph ends agree",
    "headings differ",
    *(f"shape {name}" for name in SHAPE_NAMES),
    "unaligned",
    "unaligned: best partner",
    "unaligned: shared words of best partner",
    "unaligned: length",
    "unaligned: share in the text",
)

_COLUMN = {name: number for number, name in enumerate(NAMES)}
_NUMBERS = re.compile(r"\d+(?:[.,]\d+)*")
_WORDS = re.compile(r"[^\W\d_]{2,}|\d+")
_FULL_STOPS = frozenset(".!?。！？…．؟।")
_QUOTES = frozenset('"“”„«»「」『』')
_HAN = re.compile(r"[\u3400-\u9fff\u3040-\u30ff]")
_SAMPLE = 384
_CHUNK = 4096


@dataclass(frozen=True, slots=True)
class Surface:
    """What can be read off one sentence without any model."""

    length: float
    numbers: Counter[str]
    questions: int
    quotes: int
    closed: bool
    words: Counter[str]


@dataclass(frozen=True, slots=True)
class Side:
    """One text, ready to be aligned.

    Attributes:
        texts: its sentences, non-empty.
        raw: their vectors as the encoder gave them, shape (n, d).
        vectors: the same, centred, unit length.
        mean: what centring took away, shape (d,).
        surfaces: one a sentence.
        paragraph_ends: whether a paragraph ends after the sentence, shape (n,).
        headings: whether it is a heading or title, shape (n,).
        language: BCP 47 code.
    """

    texts: tuple[str, ...]
    raw: Vectors
    vectors: Vectors
    mean: Vectors
    surfaces: tuple[Surface, ...]
    paragraph_ends: tuple[bool, ...]
    headings: tuple[bool, ...]
    language: str

    @property
    def lengths(self) -> Floats:
        """Code points of each sentence."""
        return np.array([surface.length for surface in self.surfaces], dtype=np.float64)


def read_surface(text: str) -> Surface:
    """Read numbers, marks and words off a sentence."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    numbers = Counter(_NUMBERS.findall(folded))
    words: Counter[str] = Counter()
    for word in _WORDS.findall(folded):
        if _HAN.search(word):
            words.update(word[k : k + 2] for k in range(len(word) - 1))
        else:
            words[word[:5] if len(word) > 5 else word] += 1
    tail = text.rstrip().rstrip("\"”’'»」』)）]")[-1:]
    return Surface(
        length=float(max(1, len(text))),
        numbers=numbers,
        questions=folded.count("?") + folded.count("!"),
        quotes=sum(text.count(mark) for mark in _QUOTES),
        closed=tail in _FULL_STOPS,
        words=words,
    )


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
    null_share: float,
) -> Floats:
    """Measure every candidate bead.

    Returns:
        Shape (beads, len(NAMES)), float64.
    """
    table = np.zeros((len(beads), len(NAMES)))
    two = np.flatnonzero(~beads.is_null)
    similarity = _similarity_columns(source, target, beads, spans, around, two=two, table=table)
    _shape_columns(source, target, beads, two, table)
    words = _surface_columns(source, target, beads, two, table)
    _structure_columns(source, target, beads, two, table)
    _null_columns(
        source,
        target,
        beads,
        two,
        similarity=similarity,
        words=words,
        null_share=null_share,
        table=table,
    )
    return table


def _rows_dot(left: Vectors, right: Vectors, a: Ints, b: Ints) -> Floats:
    out = np.empty(len(a))
    for start in range(0, len(a), _CHUNK):
        stop = start + _CHUNK
        out[start:stop] = np.einsum("ij,ij->i", left[a[start:stop]], right[b[start:stop]])
    return out


def _crowd(spans: Spans, other: Vectors) -> Floats:
    """Mean cosine of each stretch to its nearest sentences of an even sample of the other text."""
    step = max(1, len(other) // _SAMPLE)
    sample = other[::step]
    count = min(8, len(sample))
    out = np.empty(len(spans.vectors))
    for start in range(0, len(out), _CHUNK):
        cosines = spans.vectors[start : start + _CHUNK] @ sample.T
        width = cosines.shape[1]
        largest = np.partition(cosines, width - count, axis=1)[:, width - count :]
        out[start : start + _CHUNK] = largest.mean(axis=1)
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
    crowd = (
        z(_crowd(left, target.vectors))[at_left] + z(_crowd(right, source.vectors))[at_right]
    ) / 2
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
    table[two, _COLUMN["crowd"]] = crowd
    table[two, _COLUMN["crowd, per further sentence"]] = crowd * further
    table[two, _COLUMN["contrast with neighbours, mean"]] = np.where(alone, own, own - mean_near)
    table[two, _COLUMN["contrast with neighbours, largest"]] = np.where(alone, own, own - most_near)
    weakest, gain = _member_columns(source, target, beads, spans, two)
    table[two, _COLUMN["weakest member"]] = weakest / around.spread
    table[two, _COLUMN["gain of the last member"]] = gain / around.spread
    return own


def _member_columns(
    source: Side, target: Side, beads: Beads, spans: tuple[Spans, Spans], two: Ints
) -> tuple[Floats, Floats]:
    """For beads of more than two sentences: do all members belong?

    Returns:
        The weakest cosine of a member to the whole other side, less that of the whole bead; and
        how much the bead's composed cosine gains by its least useful end sentence.
    """
    left, right = spans
    weakest, gain = np.zeros(len(two)), np.zeros(len(two))
    sums_s = _running_sums(source)
    sums_t = _running_sums(target)
    i0, i1 = beads.source_start[two], beads.source_end[two]
    j0, j1 = beads.target_start[two], beads.target_end[two]
    whole = _rows_dot(left.vectors, right.vectors, left.index[two], right.index[two])
    for side in range(2):
        start, end = (i0, i1) if side == 0 else (j0, j1)
        vectors = source.vectors if side == 0 else target.vectors
        opposite, index = (right, right.index[two]) if side == 0 else (left, left.index[two])
        size = end - start
        for member in range(int(size.max(initial=0))):
            some = np.flatnonzero((size > member) & (size > 1))
            cosine = _rows_dot(vectors, opposite.vectors, start[some] + member, index[some])
            weakest[some] = np.minimum(weakest[some], cosine - whole[some])
        some = np.flatnonzero(size > 1)
        if len(some) == 0:
            continue
        sums = sums_s if side == 0 else sums_t
        other = opposite.vectors
        full = _composed_cosine(sums, start[some], end[some], other, index[some])
        first = _composed_cosine(sums, start[some] + 1, end[some], other, index[some])
        last = _composed_cosine(sums, start[some], end[some] - 1, other, index[some])
        least = full - np.maximum(first, last)
        gain[some] = np.where(gain[some] == 0, least, np.minimum(gain[some], least))
    return weakest, gain


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


def _shape_columns(source: Side, target: Side, beads: Beads, two: Ints, table: Floats) -> None:
    a, b = beads.source_size[two], beads.target_size[two]
    small, large = np.minimum(a, b), np.maximum(a, b)
    shape = np.where(small == 1, np.minimum(large, 5) - 1, np.where(small + large >= 6, 7, 0))
    shape = np.where((small == 2) & (large == 2), 5, shape)
    shape = np.where((small == 2) & (large == 3), 6, shape)
    table[two, _COLUMN["shape 1-1"] + shape] = 1.0
    growth = math.log((len(target.texts) + 5) / (len(source.texts) + 5))
    table[two, _COLUMN["growth as in the whole text"]] = (b - a) * growth
    lengths_s = np.concatenate(([0.0], np.cumsum(source.lengths)))
    lengths_t = np.concatenate(([0.0], np.cumsum(target.lengths)))
    ratio = length_ratio(source, target)
    x = (lengths_s[beads.source_end[two]] - lengths_s[beads.source_start[two]]) * ratio
    y = lengths_t[beads.target_end[two]] - lengths_t[beads.target_start[two]]
    unit = max(1.0, float(np.median(target.lengths)) / 20)
    table[two, _COLUMN["length ratio"]] = np.abs(np.log((y + 5 * unit) / (x + 5 * unit)))
    surprise = np.square(y - x) / (6.8 * (x + y) / 2 * unit)
    table[two, _COLUMN["length surprise"]] = np.minimum(surprise, 9.0)


def length_ratio(source: Side, target: Side) -> float:
    """Target code points a source code point, from the totals; near 1 for tiny texts."""
    prior = 200.0
    return (float(target.lengths.sum()) + prior) / (float(source.lengths.sum()) + prior)


def same_language(source: Side, target: Side) -> bool:
    """Whether words can be compared as they stand."""
    first, second = source.language.split("-")[0], target.language.split("-")[0]
    return first == second and first != "und"


def _surface_columns(source: Side, target: Side, beads: Beads, two: Ints, table: Floats) -> Floats:
    weights = _word_weights(source, target)
    same = same_language(source, target)
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
        figures[_COLUMN["question and exclamation marks differ"]] = min(
            abs(left.questions - right.questions), 2
        )
        figures[_COLUMN["quotation marks differ"]] = min(abs(left.quotes - right.quotes), 3)
        figures[_COLUMN["sentence end against clause end"]] = left.closed != right.closed
        if left_norm > 0 and right_norm > 0:
            dot = sum(
                weights.get(word, 0.0) ** 2 * min(count, 2) * min(right.words[word], 2)
                for word, count in left.words.items()
                if word in right.words
            )
            shared_words[row] = dot / (left_norm * right_norm)
    name = "shared words, same language" if same else "shared words, other language"
    table[two, _COLUMN[name]] = shared_words
    if same:
        further = (beads.source_size[two] + beads.target_size[two] - 2) / 2.0
        column = _COLUMN["shared words, same language, per further sentence"]
        table[two, column] = shared_words * further
    return shared_words


def join(surfaces: Sequence[Surface]) -> Surface:
    """The surface of sentences read as one."""
    if len(surfaces) == 1:
        return surfaces[0]
    numbers: Counter[str] = Counter()
    words: Counter[str] = Counter()
    for surface in surfaces:
        numbers.update(surface.numbers)
        words.update(surface.words)
    return Surface(
        length=sum(surface.length for surface in surfaces),
        numbers=numbers,
        questions=sum(surface.questions for surface in surfaces),
        quotes=sum(surface.quotes for surface in surfaces),
        closed=surfaces[-1].closed,
        words=words,
    )


def _word_weights(source: Side, target: Side) -> dict[str, float]:
    """Inverse document frequency over the sentences of both texts."""
    frequency: Counter[str] = Counter()
    for side in (source, target):
        for surface in side.surfaces:
            frequency.update(surface.words.keys())
    total = len(source.surfaces) + len(target.surfaces)
    return {word: math.log((total + 2) / (count + 0.5)) for word, count in frequency.items()}


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
    known = any(source.headings) and any(target.headings)
    table[two, _COLUMN["headings differ"]] = ((in_s > 0) != (in_t > 0)) if known else 0.0


def _null_columns(
    source: Side,
    target: Side,
    beads: Beads,
    two: Ints,
    *,
    similarity: Floats,
    words: Floats,
    null_share: float,
    table: Floats,
) -> None:
    """Evidence for leaving a sentence alone: how little its best candidate partner is like it."""
    share = min(max(null_share, 0.003), 0.9)
    odds = math.log(share / (1 - share))
    for side in (source, target):
        on_source = side is source
        size = len(side.texts)
        best = np.full(size, -1.0)
        best_words = np.zeros(size)
        start = beads.source_start[two] if on_source else beads.target_start[two]
        end = beads.source_end[two] if on_source else beads.target_end[two]
        for member in range(int((end - start).max(initial=0))):
            some = np.flatnonzero(end - start > member)
            scale = 1.0 / (end[some] - start[some])
            np.maximum.at(best, start[some] + member, similarity[some] * np.sqrt(scale))
            np.maximum.at(best_words, start[some] + member, words[some] * np.sqrt(scale))
        mine = np.flatnonzero(beads.target_size == 0 if on_source else beads.source_size == 0)
        at = (beads.source_start if on_source else beads.target_start)[mine]
        lengths = side.lengths
        table[mine, _COLUMN["unaligned"]] = 1.0
        table[mine, _COLUMN["unaligned: best partner"]] = best[at]
        same = same_language(source, target)
        table[mine, _COLUMN["unaligned: shared words of best partner"]] = (
            best_words[at] if same else 0.0
        )
        table[mine, _COLUMN["unaligned: length"]] = np.log(
            lengths[at] / max(1.0, float(np.median(lengths)))
        )
        table[mine, _COLUMN["unaligned: share in the text"]] = odds
