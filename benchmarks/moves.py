"""Measure how moved blocks are found: gold documents with a block of the target put elsewhere.

    .venv/bin/python benchmarks/moves.py GOLD…

From each document that is long enough, runs of gold beads with 1, 2, 3, 5 and 10 source sentences
are taken out of the target and put in again at another place, at least five beads away; the drawing
is the same in every run. Columns, for each size of block (n source sentences):

links: F1 of the sentence pairs inside the block;
marked: share of the block's right pairs that stand in a bead marked as moved;
astray: beads marked as moved, of all beads, that have no sentence of the block;
intact: of the beads found in the untouched document, further than three beads from the block's old
and new place, the share that is found again;
and in the first line of each set, the marked beads in its untouched documents (gold beads that
cross others are not counted).
"""

from __future__ import annotations

import argparse
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from align.encoders import Encoder, EncoderOptions
from align.encoding import open_encoder
from align.evaluation import GoldDocument, GoldSet, Sides, read_gold
from align.gold import gold_side
from align.pairwise import PairBead
from align.two_texts import align_pair
from align.weights import default_weights

MarkedBead = tuple[PairBead, bool]

SIZES = (1, 2, 3, 5, 10)
_AWAY = 5
_NEAR = 3
_LEAST_BEADS = 16


@dataclass(frozen=True, slots=True)
class Moved:
    """A gold document with a block of target sentences at another place.

    Attributes:
        document: as it is now.
        order: for each place in the target the sentence that stood there before.
        block: target sentences of the block, by their old numbers.
        near: old numbers of the target sentences around the block's two places.
    """

    document: GoldDocument
    order: tuple[int, ...]
    block: frozenset[int]
    near: frozenset[int]


@dataclass(slots=True)
class Tally:
    """What was counted for one size of block."""

    right: int = 0
    found: int = 0
    true: int = 0
    marked: int = 0
    astray: int = 0
    beads: int = 0
    kept: int = 0
    keepable: int = 0
    documents: int = field(default=0)


def move_block(document: GoldDocument, size: int, random: np.random.Generator) -> Moved | None:
    """Put a run of gold beads with `size` source sentences elsewhere in the target."""
    beads = sorted(bead for bead in document.beads if bead[0] and bead[1])
    if len(beads) < max(_LEAST_BEADS, 3 * size) or not _rises(beads):
        return None
    runs = [run for start in range(len(beads)) if (run := _run(beads, start, size))]
    if not runs:
        return None
    first, last = runs[int(random.integers(len(runs)))]
    places = [k for k in range(len(beads)) if k <= first - _AWAY or k >= last + 1 + _AWAY]
    if not places:
        return None
    place = places[int(random.integers(len(places)))]
    block = list(range(beads[first][1][0], beads[last][1][-1] + 1))
    rest = [j for j in range(len(document.target)) if j not in set(block)]
    at = rest.index(beads[place][1][0])
    order = (*rest[:at], *block, *rest[at:])
    now = {old: new for new, old in enumerate(order)}
    moved = GoldDocument(
        document.id,
        document.source,
        tuple(document.target[j] for j in order),
        tuple((left, tuple(sorted(now[j] for j in right))) for left, right in document.beads),
    )
    near: set[int] = set()
    for k in (*range(first - _NEAR, last + 1 + _NEAR), *range(place - _NEAR, place + _NEAR)):
        if 0 <= k < len(beads):
            near.update(beads[k][1])
    return Moved(moved, order, frozenset(block), frozenset(near))


def _rises(beads: Sequence[Sides]) -> bool:
    return all(
        one[1][-1] < other[1][0] and one[0][-1] < other[0][0]
        for one, other in itertools.pairwise(beads)
    )


def _run(beads: Sequence[Sides], start: int, size: int) -> tuple[int, int] | None:
    total = 0
    for k in range(start, len(beads)):
        total += len(beads[k][0])
        if total >= size:
            return (start, k) if total == size else None
    return None


def align_document(
    document: GoldDocument, languages: tuple[str, str], encoder: Encoder
) -> tuple[MarkedBead, ...]:
    """Align with the shipped weights; with each bead goes whether it moved."""
    source, target = (
        gold_side(sentences, language, encoder)
        for sentences, language in zip((document.source, document.target), languages, strict=True)
    )
    pair = align_pair(source, target, encoder=encoder, weights=default_weights())
    return tuple(zip(pair.beads, pair.moved, strict=True))


def compare(moved: Moved, before: Sequence[MarkedBead], after: Sequence[MarkedBead]) -> Tally:
    """Count what became of the block and of the rest."""
    gold = {
        (i, moved.order[j])
        for left, right in moved.document.beads
        for i in left
        for j in right
        if moved.order[j] in moved.block
    }
    sources = {i for i, _ in gold}
    found: dict[tuple[int, int], bool] = {}
    astray = 0
    for bead, mark in after:
        targets = [moved.order[j] for j in range(*bead.target)]
        pairs = {
            (i, j) for i in range(*bead.source) for j in targets if i in sources or j in moved.block
        }
        found.update(dict.fromkeys(pairs, mark))
        astray += mark and not pairs
    old = {
        (bead.source, bead.target)
        for bead, _ in before
        if not set(range(*bead.target)) & moved.near
    }
    old = {bead for bead in old if bead[0][1] > bead[0][0] and bead[1][1] > bead[1][0]}
    new = {
        (bead.source, (moved.order[bead.target[0]], moved.order[bead.target[1] - 1] + 1))
        for bead, _ in after
        if bead.target[1] > bead.target[0]
    }
    right = gold & found.keys()
    return Tally(
        right=len(right),
        found=len(found),
        true=len(gold),
        marked=sum(found[pair] for pair in right),
        astray=astray,
        beads=len(after),
        kept=len(old & new),
        keepable=len(old),
        documents=1,
    )


def add(tallies: Sequence[Tally]) -> Tally:
    """All counts together."""
    names = Tally.__dataclass_fields__
    return Tally(**{name: sum(getattr(tally, name) for tally in tallies) for name in names})


def lines(gold: GoldSet, encoder: Encoder, *, repeats: int) -> Iterator[str]:
    """One line for the untouched documents and one for each size of block."""
    untouched = [align_document(document, gold.languages, encoder) for document in gold.documents]
    marked = total = crossing = 0
    for document, beads in zip(gold.documents, untouched, strict=True):
        total += len(beads)
        straight = _rises(sorted(bead for bead in document.beads if bead[0] and bead[1]))
        count = sum(mark for _, mark in beads)
        marked += count if straight else 0
        crossing += 0 if straight else count
    yield (
        f"{gold.name:18} untouched: {marked} of {total} beads marked as moved"
        f"{f'; {crossing} more where the gold has crossings' if crossing else ''}"
    )
    random = np.random.default_rng(11)
    for size in SIZES:
        tallies = []
        for document, before in zip(gold.documents, untouched, strict=True):
            for _ in range(repeats):
                moved = move_block(document, size, random)
                if moved is not None:
                    after = align_document(moved.document, gold.languages, encoder)
                    tallies.append(compare(moved, before, after))
        if not tallies:
            continue
        sum_ = add(tallies)
        f1 = 2 * sum_.right / max(1, sum_.found + sum_.true)
        yield (
            f"{gold.name:18} {size:3} {sum_.documents:4} {f1:8.3f} "
            f"{sum_.marked / max(1, sum_.right):8.3f} {sum_.astray:4}/{sum_.beads:<6} "
            f"{sum_.kept / max(1, sum_.keepable):8.4f}"
        )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure how moved blocks are found.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--repeats", type=int, default=2, help="blocks a document and size")
    options = parser.parse_args()
    encoder = open_encoder(EncoderOptions(model=options.encoder), cached=True)
    print(
        f"{'set':18} {'n':>3} {'docs':>4} {'links':>8} {'marked':>8} {'astray':>11} {'intact':>8}"
    )
    for path in options.gold:
        for line in lines(read_gold(path), encoder, repeats=options.repeats):
            print(line, flush=True)


if __name__ == "__main__":
    main()
