"""Train the monotone aligner's weights on gold sets and write them to a readable file.

    .venv/bin/python benchmarks/train_aligner.py GOLD… --out align/weights.json
    .venv/bin/python benchmarks/train_aligner.py GOLD… --hold-out --out weights-{group}.json

Sets that share a text form a group (`--groups`). With `--hold-out` one file is written for each
group, trained on all the others, so that every set can be measured with weights that never saw it.

Both passes are conditional random fields, trained by their exact gradient with an L2 prior. Every
document is used as it is and again with runs of beads dropped from one side or the other, because
real texts have omissions and most gold sets have few.
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from align.encoders import Encoder, EncoderOptions
from align.encoding import open_encoder
from align.evaluation import GoldDocument, GoldSet, read_gold
from align.features import NAMES, Spans, length_ratio, measure
from align.monotone import LARGEST_BEAD, LONGEST_SIDE, Beads, Floats, Ints, Lattice, infer, lattice
from align.pairwise import (
    Problem,
    coarse_pass,
    embed_spans,
    make_side,
    propose,
    set_null_share,
    smoothed_share,
)
from align.sides import Side
from align.similarity import chain, survey
from align.weights import RUN_NAMES, Weights, default_weights, parse_weights

GROUPS = "mac-dev,mac-mt-dev;text-berg-dev;deplain-dev;kjv-web-dev,cuv-web-dev,kjv-web-moved-dev"
DROP_RATES = (0.0, 0.15)
COARSE_NAMES = (
    "similarity",
    "similarity, per further sentence",
    "length ratio",
    "shape 1-1",
    "shape 1-2",
    "shape 2-2",
    "shape further",
    "unaligned",
    "unaligned: best partner",
)
COARSE_THRESHOLD = 1e-5
SET_WEIGHTS = {"text-berg-dev": 1.5, "kjv-web-dev": 0.1, "cuv-web-dev": 0.1}
"""The beads of the two Bible sets are whole verses, coarser than sentences would have it."""

COARSE_BEADS = frozenset({"kjv-web-dev", "cuv-web-dev"})
"""Sets that say nothing about calibration, for the same reason."""

BY_HAND = {
    "paragraph ends inside": -1.0,
    "paragraph ends agree": 0.5,
    "heading joined with text": -2.0,
}
"""No gold set has paragraphs or headings; these weights are set by hand."""

PRIOR = 0.5

Path4 = list[tuple[int, int, int, int]]
"""Beads as (first source, after last source, first target, after last target)."""


@dataclass(frozen=True, slots=True)
class Text:
    """A document ready for training: only what a monotone aligner can get right is left in it."""

    set_name: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    languages: tuple[str, str]
    path: Path4


@dataclass(frozen=True, slots=True)
class Example:
    """One lattice: candidates, features (n, k), and the positions of the true beads."""

    graph: Lattice
    table: Floats
    truth: Ints
    sentences: int
    weight: float
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


def coarse_table(source: Side, target: Side, beads: Beads) -> Floats:
    """What the coarse pass sees, computed for given beads; one column for each coarse name."""
    around = survey(source.vectors, target.vectors)
    table = np.zeros((len(beads), len(COARSE_NAMES)))
    column = {name: number for number, name in enumerate(COARSE_NAMES)}
    two = np.flatnonzero(~beads.is_null)
    i0, i1 = beads.source_start[two], beads.source_end[two]
    j0, j1 = beads.target_start[two], beads.target_end[two]

    def composed(side: Side, start: Ints, end: Ints) -> Floats:
        weighted = side.vectors * np.sqrt(side.lengths)[:, None]
        sums = np.concatenate((np.zeros((1, weighted.shape[1])), np.cumsum(weighted, axis=0)))
        piece = sums[end] - sums[start]
        return piece / np.maximum(1e-9, np.linalg.norm(piece, axis=1, keepdims=True))

    u, v = composed(source, i0, i1), composed(target, j0, j1)
    cosine = np.einsum("ij,ij->i", u, v)
    z = (cosine - around.mean) / around.spread
    a, b = i1 - i0, j1 - j0
    table[two, column["similarity"]] = z
    table[two, column["similarity, per further sentence"]] = z * (a + b - 2) / 2
    unit = max(1.0, float(np.median(target.lengths))) / 20
    lengths = [np.concatenate(([0.0], np.cumsum(side.lengths))) for side in (source, target)]
    x = (
        (lengths[0][i1] - lengths[0][i0])
        * length_ratio(source, target, around.anchors[chain(around.anchors, around.margins)])
        / unit
    )
    y = (lengths[1][j1] - lengths[1][j0]) / unit
    table[two, column["length ratio"]] = np.abs(np.log((y + 3) / (x + 3)))
    small = np.minimum(a, b)
    table[two, column["shape 1-1"]] = (a == 1) & (b == 1)
    table[two, column["shape 1-2"]] = (small == 1) & (a + b > 2)
    table[two, column["shape 2-2"]] = small > 1
    base = np.where(small > 1, 4, np.where(a + b > 2, 3, 2))
    table[two, column["shape further"]] = a + b - base
    cosines = source.vectors @ target.vectors.T
    best = (cosines.max(axis=1), cosines.max(axis=0))
    for side, start, size in (
        (0, beads.source_start, beads.target_size),
        (1, beads.target_start, beads.source_size),
    ):
        mine = np.flatnonzero(size == 0)
        table[mine, column["unaligned"]] = 1.0
        table[mine, column["unaligned: best partner"]] = (
            best[side][start[mine]] - around.mean
        ) / around.spread
    return table


def fit(examples: Sequence[Example], start: Floats, *, runs: bool) -> Floats:
    """Maximise the likelihood of the true paths; the last two weights are the runs' if `runs`."""
    width = examples[0].table.shape[1]

    def loss(weights: Floats) -> tuple[float, Floats]:
        own = weights[:width]
        run_scores = (float(weights[-2]), float(weights[-1])) if runs else (0.0, 0.0)
        total = 0.5 * PRIOR * float(weights @ weights)
        gradient = PRIOR * weights
        for example in examples:
            scores = example.table @ own
            inference = infer(example.graph, scores, run_scores=run_scores)
            steps = true_runs(example)
            score = float(scores[example.truth].sum())
            score += run_scores[0] * steps[0] + run_scores[1] * steps[1]
            total += example.weight * (inference.log_partition - score)
            expected = example.table.T @ inference.posterior
            gradient[:width] += example.weight * (
                expected - example.table[example.truth].sum(axis=0)
            )
            if runs:
                gradient[-2:] += example.weight * (inference.runs - steps)
        return total, gradient

    if width == len(NAMES):
        for example in examples:
            null = float(example.graph.is_null[example.truth].sum())
            share = smoothed_share(null, example.sentences)
            set_null_share(example.table, example.graph.is_null, share)
    result = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 80})
    print(f"  loss {result.fun:.1f} after {result.nit} steps", flush=True)
    return np.asarray(result.x)


def true_runs(example: Example) -> Floats:
    """How often a null bead of the true path follows an aligned one, and another null one."""
    null = example.graph.is_null[example.truth]
    last = np.concatenate(([False], null[:-1]))
    return np.array([float((null & ~last).sum()), float((null & last).sum())])


def coarse_examples(texts: Sequence[Text], encoder: Encoder, weights: Weights) -> list[Example]:
    """Lattices of the coarse pass at a very low threshold."""
    examples = []
    for text in texts:
        source, target = sides_of(text, encoder)
        beads = coarse_beads(source, target, weights)
        beads, truth = with_truth(beads, text.path)
        size = (len(text.source), len(text.target))
        weight = SET_WEIGHTS.get(text.set_name, 1.0) / len(DROP_RATES)
        examples.append(
            Example(
                lattice(beads, size),
                coarse_table(source, target, beads),
                truth,
                sum(size),
                weight,
                text.set_name,
            )
        )
    return examples


def coarse_beads(source: Side, target: Side, weights: Weights) -> Beads:
    """What the coarse pass leaves at the training threshold."""
    around = survey(source.vectors, target.vectors)
    links = chain(around.anchors, around.margins)
    return coarse_pass(
        source, target, around, links=links, weights=weights, plausible=COARSE_THRESHOLD
    )


def full_examples(texts: Sequence[Text], encoder: Encoder, weights: Weights) -> list[Example]:
    """Lattices of the full model."""
    examples = []
    for text in texts:
        source, target = sides_of(text, encoder)
        problem: Problem = propose(source, target, encoder=encoder, weights=weights)
        beads, truth = with_truth(problem.beads, text.path)
        spans: tuple[Spans, Spans] = (
            embed_spans(source, beads.source_start, beads.source_end, encoder),
            embed_spans(target, beads.target_start, beads.target_end, encoder),
        )
        table = measure(
            source,
            target,
            beads,
            spans,
            problem.around,
            anchors=problem.around.anchors[problem.links],
            null_share=0.03,
        )
        size = (len(text.source), len(text.target))
        weight = SET_WEIGHTS.get(text.set_name, 1.0) / len(DROP_RATES)
        examples.append(
            Example(lattice(beads, size), table, truth, sum(size), weight, text.set_name)
        )
    return examples


def calibrate(examples: Sequence[Example], weights: Floats) -> tuple[float, float]:
    """Slope and intercept that turn the log-odds of posteriors of chosen beads into confidences."""
    odds: list[float] = []
    right: list[bool] = []
    for example in examples:
        if example.set_name in COARSE_BEADS:
            continue
        inference = infer(
            example.graph,
            example.table @ weights[: len(NAMES)],
            run_scores=(float(weights[-2]), float(weights[-1])),
        )
        true = set(example.truth.tolist())
        for bead in inference.best.tolist():
            p = float(np.clip(inference.posterior[bead], 1e-6, 1 - 1e-6))
            odds.append(float(np.log(p / (1 - p))))
            right.append(bead in true)
    x, y = np.array(odds), np.array(right, dtype=np.float64)

    def loss(parameters: Floats) -> tuple[float, Floats]:
        z = np.clip(parameters[0] * x + parameters[1], -30, 30)
        p = 1 / (1 + np.exp(-z))
        value = -float((y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12)).sum())
        return value, np.array([((p - y) * x).sum(), (p - y).sum()])

    result = minimize(loss, np.array([1.0, 0.0]), jac=True, method="L-BFGS-B")
    return float(result.x[0]), float(result.x[1])


def train(texts: Sequence[Text], encoder: Encoder, sets: Sequence[str]) -> str:
    """Train both passes and return the weights file."""
    random = np.random.default_rng(zlib.crc32("+".join(sets).encode()))
    varied = [with_omissions(text, rate, random) for rate in DROP_RATES for text in texts]
    varied = [text for text in varied if text.source and text.target]
    weights = default_weights()
    print("coarse pass", flush=True)
    start = np.array([weights.coarse[name] for name in COARSE_NAMES])
    coarse = fit(coarse_examples(varied, encoder, weights), start, runs=False)
    content = {
        "coarse": rounded(COARSE_NAMES, coarse),
        "full": {},
        "calibration": {"slope": 1.0, "intercept": 0.0},
        "signature": "",
    }
    print("full model", flush=True)
    examples = full_examples(varied, encoder, parse_weights(json.dumps(content)))
    start = np.concatenate((weights.full, weights.runs))
    full = fit(examples, start, runs=True)
    slope, intercept = calibrate(examples, full)
    content["full"] = {**rounded((*NAMES, *RUN_NAMES), full), **BY_HAND}
    content["calibration"] = {"slope": round(slope, 4), "intercept": round(intercept, 4)}
    content["signature"] = (
        f"sets:{'+'.join(sets)}|omissions:{'/'.join(map(str, DROP_RATES))}"
        f"|prior:{PRIOR}|encoder:{encoder.signature}"
    )
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def rounded(names: Sequence[str], values: Floats) -> dict[str, float]:
    """Names and values with four decimals."""
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


def main() -> None:
    """Read the sets, train, write."""
    parser = argparse.ArgumentParser(description="Train the aligner's weights.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--groups", default=GROUPS, help="sets that share a text; groups by ';'")
    parser.add_argument("--hold-out", action="store_true")
    parser.add_argument("--encoder", default="use")
    parser.add_argument(
        "--out", required=True, help="the file; {group} stands for the group's name"
    )
    options = parser.parse_args()
    encoder = open_encoder(EncoderOptions(model=options.encoder))
    sets = [read_gold(path) for path in options.gold]
    groups = [group.split(",") for group in options.groups.split(";")]
    for without in groups if options.hold_out else [[]]:
        used = [gold for gold in sets if gold.name not in without]
        texts = [representable(document, gold) for gold in used for document in gold.documents]
        names = sorted(gold.name for gold in used)
        print(f"training on {', '.join(names)}", flush=True)
        written = train(texts, encoder, names)
        Path(options.out.format(group="+".join(without))).write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
