"""Clauses that stand on the wrong side of a cut between two beads.

A cut is wrong where a sentence's last clause renders what comes after the cut, or its first clause
what comes before. The vector of the whole sentence hides that; those of its outermost clauses show
it. Only sentences next to a cut in doubt are taken apart.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders import Encoder, Vectors
from align.monotone import Beads, Floats, Ints, Lattice
from align.sides import Side
from align.similarity import unit

CLAUSE_NAMES = ("clause across the cut, largest", "clause across the cut, sum")

LEAST_CUT = 0.1
MOST_CUT = 0.9
"""A cut is in doubt when its posterior lies between these two."""

_OUTERMOST = 2
"""Clauses from the edge of a sentence that may stand across a cut."""

_LEAST_LETTERS = 20
"""Shorter pieces are joined to their neighbour; a Chinese character counts as 2.5 letters."""

_CLAUSE_END = re.compile(
    r"(?<=[,;:،؛.?!])\s+"  # before a space: not in 1,000 or 10:30
    r"|(?<=[，；：、。？！…—–])"
    r"|(?<=[”»])(?=\S)"
)
_WIDE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def cut_into_clauses(text: str) -> list[str]:
    """Cut a sentence after its punctuation into pieces that are long enough to mean something.

    Returns:
        The pieces in order, joined by spaces where there were any; one piece for a short sentence.
    """
    pieces: list[str] = []
    size = 0.0
    for piece in _CLAUSE_END.split(text):
        if not piece.strip():
            continue
        if pieces and size < _LEAST_LETTERS:
            pieces[-1] = f"{pieces[-1]} {piece}"
            size += _letters(piece)
        else:
            pieces.append(piece)
            size = _letters(piece)
    if len(pieces) > 1 and size < _LEAST_LETTERS:
        last = pieces.pop()
        pieces[-1] = f"{pieces[-1]} {last}"
    return pieces


def _letters(text: str) -> float:
    return len(text) + 1.5 * len(_WIDE.findall(text))


@dataclass(frozen=True, slots=True)
class _Edge:
    """The outermost clauses at one edge of each sentence.

    Attributes:
        vectors: of one clause, of two together, and so on, unit length, shape (k, d).
        rows: for so many clauses (less one) and each sentence the row of its vector; -1 for none.
    """

    vectors: Vectors
    rows: Ints


def clauses_across(
    source: Side,
    target: Side,
    beads: Beads,
    graph: Lattice,
    posterior: Floats,
    *,
    encoder: Encoder,
    spread: float,
) -> Floats:
    """Measure how much better clauses next to the cuts of beads fit the far side of the cut.

    Args:
        source: one text.
        target: the other.
        beads: the candidates.
        graph: their lattice.
        posterior: of each bead, so far.
        encoder: for the clauses next to cuts in doubt.
        spread: of the background cosine, in which the result is measured.

    Returns:
        Shape (beads, 2), columns as `CLAUSE_NAMES`: the largest of the four clauses at either end
        of the bead and the sum of the positive ones, mean of both ends. 0 for one-sided beads, and
        at cuts that are not in doubt.
    """
    nodes = _doubtful_cuts(source, target, beads, graph, posterior)
    i, j = nodes[1], nodes[2]
    across = np.zeros((len(i), 4))
    if len(i) == 0:
        return np.zeros((len(beads), 2))
    edges = _embed_edges((source, target), (i, j), encoder)
    for own, at, other, beside in ((0, i, target, j), (1, j, source, i)):
        first, last = edges[own]
        across[:, 2 * own] = _excess(last, at - 1, other.vectors, near=beside - 1, far=beside)
        across[:, 2 * own + 1] = _excess(first, at, other.vectors, near=beside, far=beside - 1)
    across /= spread
    cuts = np.zeros((graph.nodes, 2))
    cuts[nodes[0], 0] = across.max(axis=1)
    cuts[nodes[0], 1] = np.maximum(across, 0.0).sum(axis=1)
    columns: Floats = (cuts[graph.starts] + cuts[graph.ends]) / 2
    columns[beads.is_null] = 0.0
    return columns


def _doubtful_cuts(
    source: Side, target: Side, beads: Beads, graph: Lattice, posterior: Floats
) -> tuple[Ints, Ints, Ints]:
    """Nodes in doubt inside both texts, and how many sentences of either stand before each."""
    share = np.bincount(graph.ends, weights=posterior, minlength=graph.nodes)
    i, j = np.zeros(graph.nodes, np.int64), np.zeros(graph.nodes, np.int64)
    i[graph.ends], j[graph.ends] = beads.source_end, beads.target_end
    inside = (i > 0) & (i < len(source.texts)) & (j > 0) & (j < len(target.texts))
    chosen = np.flatnonzero(inside & (share >= LEAST_CUT) & (share < MOST_CUT))
    return chosen, i[chosen], j[chosen]


def _embed_edges(
    sides: tuple[Side, Side], cuts: tuple[Ints, Ints], encoder: Encoder
) -> tuple[tuple[_Edge, _Edge], ...]:
    """First and last clauses of the sentences next to cuts, for either text."""
    wanted = [
        (side, sentences, last)
        for side, cut in zip(sides, cuts, strict=True)
        for sentences, last in ((np.unique(cut), False), (np.unique(cut - 1), True))
    ]
    clauses = [_outermost(side, sentences, last=last) for side, sentences, last in wanted]
    texts = list(dict.fromkeys(text for found in clauses for _, some in found for text in some))
    vectors = encoder.encode(texts) if texts else np.empty((0, sides[0].vectors.shape[1]))
    row = {text: number for number, text in enumerate(texts)}
    first, last, opening, closing = (
        _edge(side, found, np.asarray(vectors, dtype=np.float32), row)
        for (side, _, _), found in zip(wanted, clauses, strict=True)
    )
    return (first, last), (opening, closing)


def _outermost(side: Side, sentences: Ints, *, last: bool) -> list[tuple[int, list[str]]]:
    """Sentences of several clauses, each with those at its edge, the outermost first."""
    found = []
    for sentence in sentences.tolist():
        clauses = cut_into_clauses(side.texts[sentence])
        if len(clauses) > 1:
            some = clauses[:0:-1] if last else clauses[:-1]
            found.append((sentence, some[:_OUTERMOST]))
    return found


def _edge(
    side: Side, found: Sequence[tuple[int, list[str]]], vectors: Vectors, row: dict[str, int]
) -> _Edge:
    rows = np.full((_OUTERMOST, len(side.texts)), -1, dtype=np.int64)
    parts = [np.empty((0, side.vectors.shape[1]), np.float32)]
    before = np.full(len(side.texts), -1)
    count = 0
    for depth in range(_OUTERMOST):
        deep = [(sentence, some[depth]) for sentence, some in found if len(some) > depth]
        sentences = np.array([sentence for sentence, _ in deep], dtype=np.int64)
        own = unit(vectors[[row[text] for _, text in deep]] - side.mean)
        part = own * np.sqrt([[len(text)] for _, text in deep], dtype=np.float32).reshape(-1, 1)
        if depth:
            part += parts[-1][before[sentences]]
        before[sentences] = np.arange(len(deep))
        rows[depth, sentences] = count + np.arange(len(deep))
        parts.append(part)
        count += len(deep)
    return _Edge(unit(np.concatenate(parts)), rows)


def _excess(edge: _Edge, sentences: Ints, other: Vectors, *, near: Ints, far: Ints) -> Floats:
    """By how much clauses at an edge fit the far sentence better than the near one, at most."""
    from align.vector_kernels import dot_rows

    most = np.full(len(sentences), -np.inf)
    for rows in edge.rows:
        some: NDArray[np.int64] = np.flatnonzero(rows[sentences] >= 0)
        at = rows[sentences[some]]
        gap = dot_rows(edge.vectors, other, at, far[some])
        gap -= dot_rows(edge.vectors, other, at, near[some])
        most[some] = np.maximum(most[some], gap)
    return np.where(np.isfinite(most), most, 0.0)
