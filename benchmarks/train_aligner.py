"""Train the monotone aligner's weights on gold sets and write them to readable files.

    .venv/bin/python benchmarks/train_aligner.py GOLD…

writes `align/weights.json`, trained on everything, and `benchmarks/held_out/`: for each of three
folds the weights trained on the documents outside it (`fold-*.json`), and for each group of sets
that share a text the weights trained on all the other groups (`without-*.json`).

Three models are trained, each on what the one before it leaves: the coarse pass, the model with
composed vectors, the full model. All are conditional random fields, trained by their exact
gradient with an L2 prior. Every document is used as it is and again with runs of beads dropped from
one side or the other, because real texts have omissions and most gold sets have few. Every set has
the same say, whatever its size. In sets whose beads are coarse blocks (Bible verses) the alignment
inside a block is hidden: the likelihood is summed over all paths that refine the block.

Confidence is calibrated on what the weights of each fold say of the documents that they never saw
(`aligner_calibration.py`).
"""

from __future__ import annotations

import argparse
import json
import zlib
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from aligner_calibration import Record, calibrate, listen
from aligner_examples import (
    COARSE_BLOCKS,
    Example,
    Text,
    inside_truth,
    representable,
    sides_of,
    with_omissions,
    with_truth,
)
from scipy.optimize import minimize

from align.encoders import Encoder, EncoderOptions
from align.encoding import open_encoder
from align.evaluation import GoldSet, read_gold
from align.features import NAMES, length_ratio
from align.monotone import Beads, Floats, Ints, infer, lattice
from align.pairwise import (
    PLAUSIBLE,
    Problem,
    coarse_pass,
    compose,
    embed_doubtful,
    set_null_share,
    smoothed_share,
    solve,
    weigh_clauses,
)
from align.sides import Side
from align.similarity import chain, survey
from align.weights import (
    RUN_NAMES,
    Scores,
    Weights,
    default_weights,
    parse_weights,
)

GROUPS = (
    ("mac-dev", "mac-mt-dev"),
    ("text-berg-dev",),
    ("deplain-dev",),
    ("kjv-web-dev", "cuv-web-dev"),
)
"""Sets that share a text."""

FOLDS = 3
DROP_RATES = (0.0, 0.15)
SET_SENTENCES = 1500
"""Every set counts as if it had so many sentences; those of coarse blocks as a third of it."""

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

BY_HAND = {
    "paragraph ends inside": -1.0,
    "paragraph ends agree": 0.5,
    "heading joined with text": -4.0,
}
"""No gold set has paragraphs or headings; these weights are set by hand."""

PRIOR = 0.5

HERE = Path(__file__).resolve().parent


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


def say(examples: Sequence[Example]) -> list[float]:
    """How much each example counts."""
    sentences: Counter[str] = Counter()
    for example in examples:
        sentences[example.set_name] += example.sentences
    return [
        SET_SENTENCES
        / sentences[example.set_name]
        / (3 if example.set_name in COARSE_BLOCKS else 1)
        for example in examples
    ]


def fit(examples: Sequence[Example], *, runs: bool, start: Floats | None = None) -> Floats:
    """Maximise the likelihood of the true paths; the last two weights are the runs' if `runs`."""
    width = examples[0].table.shape[1]
    importance = say(examples)

    def loss(weights: Floats) -> tuple[float, Floats]:
        run_scores = (float(weights[-2]), float(weights[-1])) if runs else (0.0, 0.0)
        total = 0.5 * PRIOR * float(weights @ weights)
        gradient = PRIOR * weights
        for example, much in zip(examples, importance, strict=True):
            scores = example.table @ weights[:width]
            free = infer(example.graph, scores, run_scores=run_scores)
            posterior, steps, log_true = true_part(example, scores, run_scores)
            total += much * (free.log_partition - log_true)
            gradient[:width] += much * (example.table.T @ (free.posterior - posterior))
            if runs:
                gradient[-2:] += much * (free.runs - steps)
        return total, gradient

    if width == len(NAMES):
        for example in examples:
            null = float(example.graph.is_null[example.truth].sum())
            share = smoothed_share(null, example.sentences)
            set_null_share(example.table, example.graph.is_null, share)
    begin = np.zeros(width + 2 * runs) if start is None else start
    options = {"maxiter": 150, "ftol": 1e-8}
    result = minimize(loss, begin, jac=True, method="L-BFGS-B", options=options)
    print(f"  loss {result.fun:.1f} after {result.nit} steps", flush=True)
    return np.asarray(result.x)


def true_part(
    example: Example, scores: Floats, run_scores: tuple[float, float]
) -> tuple[Floats, Floats, float]:
    """Posterior, runs and log score of the true path, or of all paths that refine it."""
    if example.allowed is not None:
        hidden = infer(
            example.graph, np.where(example.allowed, scores, -1e9), run_scores=run_scores
        )
        return hidden.posterior, hidden.runs, hidden.log_partition
    posterior = np.zeros(len(scores))
    posterior[example.truth] = 1.0
    null = example.graph.is_null[example.truth]
    last = np.concatenate(([False], null[:-1]))
    steps = np.array([float((null & ~last).sum()), float((null & last).sum())])
    return posterior, steps, float(scores[example.truth].sum() + steps @ np.array(run_scores))


def example_of(text: Text, beads: Beads, table: Floats, truth: Ints) -> Example:
    """An example from a text with its candidates measured."""
    size = (len(text.source), len(text.target))
    coarse = text.set_name in COARSE_BLOCKS
    return Example(
        lattice(beads, size),
        table,
        truth,
        inside_truth(beads, truth, size) if coarse else None,
        sum(size),
        text.set_name,
    )


def coarse_example(text: Text, encoder: Encoder, weights: Weights) -> Example:
    """A lattice of the coarse pass at a very low threshold."""
    source, target = sides_of(text, encoder)
    around = survey(source.vectors, target.vectors)
    links = chain(around.anchors, around.margins)
    beads = coarse_pass(
        source, target, around, links=links, weights=weights, plausible=COARSE_THRESHOLD
    )
    beads, truth = with_truth(beads, text.path)
    return example_of(text, beads, coarse_table(source, target, beads), truth)


def composed_problem(text: Text, encoder: Encoder, weights: Weights) -> tuple[Problem, Ints]:
    """What the coarse pass leaves, with the true beads added and doubtful clauses weighed."""
    source, target = sides_of(text, encoder)
    around = survey(source.vectors, target.vectors)
    links = chain(around.anchors, around.margins)
    beads = coarse_pass(source, target, around, links=links, weights=weights, plausible=PLAUSIBLE)
    beads, truth = with_truth(beads, text.path)
    problem = compose(source, target, beads, around, links)
    return weigh_clauses(problem, encoder, weights), truth


def train(texts: Sequence[Text], encoder: Encoder, what: str) -> dict[str, object]:
    """Train the three models; returns the content of the weights file."""
    varied = []
    for text in texts:
        random = np.random.default_rng(zlib.crc32(f"{text.set_name} {text.document}".encode()))
        varied += [with_omissions(text, rate, random) for rate in DROP_RATES]
    varied = [text for text in varied if text.source and text.target]
    print(f"{what}: coarse pass", flush=True)
    content: dict[str, object] = {
        "coarse": {},
        "composed": {},
        "full": {},
        "calibration": {"log-odds": 1.0},
        "signature": (
            f"{what}|omissions:{'/'.join(map(str, DROP_RATES))}|prior:{PRIOR}"
            f"|encoder:{encoder.signature}"
        ),
    }
    start = default_weights()
    coarse = fit([coarse_example(text, encoder, start) for text in varied], runs=False)
    content["coarse"] = rounded(COARSE_NAMES, coarse)
    # Which cuts are in doubt, for a start, the weights say that are there already.
    weights = replace(parse_weights(json.dumps(content)), composed=start.composed)
    problems = [composed_problem(text, encoder, weights) for text in varied]
    print(f"{what}: composed vectors", flush=True)
    content["composed"] = fit_full(varied, problems)
    weights = parse_weights(json.dumps(content))
    print(f"{what}: full model", flush=True)
    content["full"] = fit_full(
        varied,
        [(embed_doubtful(problem, encoder, weights), truth) for problem, truth in problems],
        start=np.array([*weights.composed.features, *weights.composed.runs]),
    )
    return content


def fit_full(
    texts: Sequence[Text],
    problems: Sequence[tuple[Problem, Ints]],
    *,
    start: Floats | None = None,
) -> dict[str, float]:
    """Weights of a model over beads, by name."""
    nothing = Scores(np.zeros(len(NAMES)), (0.0, 0.0))
    examples = []
    for text, (problem, truth) in zip(texts, problems, strict=True):
        _, table = solve(problem, nothing)
        examples.append(example_of(text, problem.beads, table, truth))
    return {**rounded((*NAMES, *RUN_NAMES), fit(examples, runs=True, start=start)), **BY_HAND}


def rounded(names: Sequence[str], values: Floats) -> dict[str, float]:
    """Names and values with four decimals."""
    return {name: round(float(value), 4) for name, value in zip(names, values, strict=True)}


def write(content: Mapping[str, object], path: Path) -> None:
    """Write a weights file."""
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def main() -> None:
    """Read the sets, train, calibrate, write."""
    parser = argparse.ArgumentParser(description="Train the aligner's weights.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--out", type=Path, default=HERE.parent / "align" / "weights.json")
    parser.add_argument("--held-out", type=Path, default=HERE / "held_out")
    parser.add_argument("--only-calibrate", action="store_true", help="keep the weights")
    options = parser.parse_args()
    encoder = open_encoder(EncoderOptions(model=options.encoder))
    sets = [read_gold(path) for path in options.gold]
    texts, fold_of = read_texts(sets)
    options.held_out.mkdir(exist_ok=True)
    if not options.only_calibrate:
        train_all(texts, fold_of, encoder, out=options.out, held_out=options.held_out)
    records: list[Record] = []
    for fold in range(FOLDS):
        unseen = [text for text, at in zip(texts, fold_of, strict=True) if at == fold]
        path = fold_file(options.held_out, fold)
        records += listen(unseen, texts, encoder, read_weights(path))
    general = calibrate(records)
    for path in (options.out, *(fold_file(options.held_out, fold) for fold in range(FOLDS))):
        set_calibration(path, general)
    for group in GROUPS:
        unseen_records = [record for record in records if record.set_name not in group]
        set_calibration(group_file(options.held_out, group), calibrate(unseen_records))


def train_all(
    texts: Sequence[Text], fold_of: Sequence[int], encoder: Encoder, *, out: Path, held_out: Path
) -> None:
    """Train on everything, without each fold, and without each group."""
    named = "sets:" + "+".join(sorted({text.set_name for text in texts}))
    write(train(texts, encoder, named), out)
    for fold in range(FOLDS):
        seen = [text for text, at in zip(texts, fold_of, strict=True) if at != fold]
        what = f"{named}|without:fold {fold + 1} of {FOLDS}"
        write(train(seen, encoder, what), fold_file(held_out, fold))
    for group in GROUPS:
        seen = [text for text in texts if text.set_name not in group]
        names = "+".join(sorted({text.set_name for text in seen}))
        write(train(seen, encoder, f"sets:{names}"), group_file(held_out, group))


def fold_file(folder: Path, fold: int) -> Path:
    """Where the weights of a fold, counted from 0, are kept."""
    return folder / f"fold-{fold + 1}.json"


def group_file(folder: Path, group: Sequence[str]) -> Path:
    """Where the weights trained without a group are kept."""
    return folder / f"without-{'+'.join(group)}.json"


def read_weights(path: Path) -> Weights:
    """Weights from a file."""
    return parse_weights(path.read_text(encoding="utf-8"))


def set_calibration(path: Path, calibration: Mapping[str, float]) -> None:
    """Put a calibration into a weights file."""
    content = json.loads(path.read_text(encoding="utf-8"))
    write({**content, "calibration": calibration}, path)


def read_texts(sets: Sequence[GoldSet]) -> tuple[list[Text], list[int]]:
    """All documents, and the fold of each: the n-th of every set stands in the same fold."""
    texts, folds = [], []
    for gold in sets:
        for number, document in enumerate(gold.documents):
            texts.append(representable(document, gold))
            folds.append(number % FOLDS)
    return texts, folds


if __name__ == "__main__":
    main()
