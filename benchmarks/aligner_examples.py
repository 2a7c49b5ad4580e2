"""Training examples for the monotone aligner: gold documents, as they are and with omissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders import Encoder
from align.evaluation import GoldDocument, GoldSet
from align.monotone import LARGEST_BEAD, LONGEST_SIDE, Beads, Floats, Ints, Lattice
from align.pairwise import make_side
from align.sides import Side

COARSE_BLOCKS = frozenset({"kjv-web-dev", "cuv-web-dev"})
"""Sets whose beads are whole verses: the alignment inside them is hidden."""

Path4 = list[tuple[int, int, int, int]]
"""Beads as (first source, after last source, first target, after last target)."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document ready for training: only what a monotone aligner can get right is left in it."""

    set_name: str
    document: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    languages: tuple[str, str]
    path: Path4


@dataclass(frozen=True, slots=True)
class Example:
    """One lattice.

    Attributes:
        graph: the candidates.
        table: their features, shape (n, k).
        truth: positions of the true beads.
        allowed: which beads a true path may use, if the truth is known only in coarse blocks.
        sentences: of both sides.
        set_name: of the set it comes from.
    """

    graph: Lattice
    table: Floats
    truth: Ints
    allowed: NDArray[np.bool_] | None
    sentences: int
    set_name: str


def representable(document: GoldDocument, gold: GoldSet) -> Text:
    """Leave out the sentences of beads that cross others, have gaps or are too large."""
    kept: list[tuple[tuple[int, ...], tuple[int, ...]]] = []
    at_source = at_target = -1
    for left, right in sorted(document.beads, key=lambda bead: (bead[0] or (10**9,), bead[1])):
        if not left or not right:
            continue
        contiguous = left[-1] - left[0] + 1 == len(left) and right[-1] - right[0] + 1 == len(right)
        small = (
            len(left) + len(right) <= LARGEST_BEAD and max(len(left), len(right)) <= LONGEST_SIDE
        )
        if contiguous and small and left[0] > at_source and right[0] > at_target:
            kept.append((left, right))
            at_source, at_target = left[-1], right[-1]
    aligned = [
        {k for bead in document.beads if bead[0] and bead[1] for k in bead[side]}
        for side in range(2)
    ]
    used = [{k for bead in kept for k in bead[side]} for side in range(2)]
    texts = (document.source, document.target)
    stay = [
        [k for k in range(len(texts[side])) if k in used[side] or k not in aligned[side]]
        for side in range(2)
    ]
    return Text(
        gold.name,
        document.id,
        tuple(clean(document.source[k]) for k in stay[0]),
        tuple(clean(document.target[k]) for k in stay[1]),
        gold.languages,
        true_path(kept, stay),
    )


def clean(text: str) -> str:
    """White space folded, as a segment's plain text has it."""
    return " ".join(text.split()) or "-"


def true_path(
    beads: Sequence[tuple[tuple[int, ...], tuple[int, ...]]], stay: Sequence[Sequence[int]]
) -> Path4:
    """The beads as a path through what stays; everything between them is unaligned."""
    place = [{old: new for new, old in enumerate(stay[side])} for side in range(2)]
    path: Path4 = []
    i = j = 0
    ends = [
        (place[0][left[0]], place[0][left[-1]] + 1, place[1][right[0]], place[1][right[-1]] + 1)
        for left, right in beads
    ]
    for i0, i1, j0, j1 in [*ends, (len(stay[0]), len(stay[0]), len(stay[1]), len(stay[1]))]:
        path += [(k, k + 1, j, j) for k in range(i, i0)]
        path += [(i0, i0, k, k + 1) for k in range(j, j0)]
        if i1 > i0:
            path.append((i0, i1, j0, j1))
        i, j = i1, j1
    return path


def with_omissions(text: Text, rate: float, random: np.random.Generator) -> Text:
    """Drop runs of beads from one side or the other."""
    if rate == 0:
        return text
    dropped: list[set[int]] = [set(), set()]
    beads = [bead for bead in text.path if bead[1] > bead[0] and bead[3] > bead[2]]
    position = 0
    kept = []
    while position < len(beads):
        run = int(random.geometric(0.5))
        if random.random() < rate / 2:
            side = int(random.integers(2))
            for bead in beads[position : position + run]:
                dropped[side].update(range(*bead[:2]) if side == 0 else range(*bead[2:]))
        else:
            kept += beads[position : position + run]
        position += run
    stay = [
        [k for k in range(len(side)) if k not in gone]
        for side, gone in zip((text.source, text.target), dropped, strict=True)
    ]
    path = true_path([(tuple(range(*b[:2])), tuple(range(*b[2:]))) for b in kept], stay)
    return Text(
        text.set_name,
        text.document,
        tuple(text.source[k] for k in stay[0]),
        tuple(text.target[k] for k in stay[1]),
        text.languages,
        path,
    )


def sides_of(text: Text, encoder: Encoder) -> tuple[Side, Side]:
    """Both texts with their vectors."""
    source, target = (
        make_side(sentences, encoder.encode(sentences), language=language)
        for sentences, language in zip((text.source, text.target), text.languages, strict=True)
    )
    return source, target


def with_truth(beads: Beads, path: Path4) -> tuple[Beads, Ints]:
    """Candidates with the true beads added, sorted, and the positions of the true ones."""
    columns = (beads.source_start, beads.source_end, beads.target_start, beads.target_end)
    found = zip(*(column.tolist() for column in columns), strict=True)
    every = sorted(set(found) | set(path), key=lambda b: (b[1], b[3], b[0], b[2]))
    position = {bead: number for number, bead in enumerate(every)}
    array = np.array(every, dtype=np.int64).reshape(-1, 4)
    merged = Beads(*(np.ascontiguousarray(array[:, k]) for k in range(4)))
    return merged, np.array([position[bead] for bead in path], dtype=np.int64)


def inside_truth(beads: Beads, truth: Ints, size: tuple[int, int]) -> NDArray[np.bool_]:
    """Which candidates a path may use that only refines the true beads, and is no coarser.

    Beads within a true one are allowed as long as both their sides have sentences.
    """
    i0, i1 = beads.source_start, beads.source_end
    j0, j1 = beads.target_start, beads.target_end
    source, target = np.full(size[0], -1), np.full(size[1], -2)
    for number, bead in enumerate(truth.tolist()):
        source[i0[bead] : i1[bead]] = number
        target[j0[bead] : j1[bead]] = number
    first, last = source[np.minimum(i0, size[0] - 1)], source[np.maximum(i1 - 1, 0)]
    above, below = target[np.minimum(j0, size[1] - 1)], target[np.maximum(j1 - 1, 0)]
    allowed = ~beads.is_null & (first == last) & (above == below) & (first == above)
    allowed[truth] = True
    return np.asarray(allowed)
