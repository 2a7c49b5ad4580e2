"""Measure the monotone aligner on gold sets.

    .venv/bin/python benchmarks/alignment.py GOLD…

Three rows a set, by the weights that are used (`benchmarks/held_out/`, by `train_aligner.py`):
folds: each document with weights that were trained without it, on two thirds of the documents of
every set; group: with weights that saw neither this set nor another with the same text;
shipped: with those that come with Concord, which were trained on all sets that the row calls seen.
With `--rivals` two rows more: dynamic programmes in the manner of Vecalign and Bertalign, on the
same vectors, with all overlaps of up to five sentences embedded (`rival_aligners.py`).
Times are CPU seconds: of embedding the single sentences, of embedding clauses and spans in doubt,
and of everything else; vectors are not cached unless `--cached`.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rival_aligners import Overlaps, bertalign, embed_overlaps, vecalign

from align.encoders import Encoder, EncoderOptions, Vectors
from align.encoding import open_encoder
from align.evaluation import Evaluation, GoldSet, Prediction, Sides, evaluate, read_gold
from align.gold import align_gold_document, gold_side
from align.weights import Weights, default_weights, parse_weights

Rival = Callable[[Overlaps, Overlaps], list[Sides]]

HELD_OUT = Path(__file__).parent / "held_out"


@dataclass(slots=True)
class Stopwatch:
    """An encoder that measures itself.

    Attributes:
        encoder: the one that does the work.
        seconds: CPU time spent in it.
        texts: how many it was given.
    """

    encoder: Encoder
    seconds: float = 0.0
    texts: int = 0
    signature: str = field(init=False)
    dimension: int = field(init=False)

    def __post_init__(self) -> None:
        self.signature = self.encoder.signature
        self.dimension = self.encoder.dimension

    def encode(self, texts: Sequence[str]) -> Vectors:
        """The vectors, as the encoder gives them."""
        start = time.process_time()
        vectors = self.encoder.encode(texts)
        self.seconds += time.process_time() - start
        self.texts += len(texts)
        return vectors


@dataclass(frozen=True, slots=True)
class Run:
    """One set, measured."""

    evaluation: Evaluation
    sentences: int
    spans: int
    sentence_seconds: float
    span_seconds: float
    other_seconds: float
    confident: bool = True


class Unfair(SystemExit):
    """A set was about to be measured with weights that saw it."""


def fold_weights() -> list[Weights]:
    """Weights of each fold, in order: the n-th was trained without every n-th document."""
    return [read_weights(path) for path in sorted(HELD_OUT.glob("fold-*.json"))]


def group_weights(name: str) -> Weights | None:
    """Weights trained without a set and without those that share its text."""
    for path in sorted(HELD_OUT.glob("without-*.json")):
        if name.replace("-moved", "") in path.stem.removeprefix("without-").split("+"):
            weights = read_weights(path)
            if name in weights.trained_on:
                raise Unfair(f"{path} was trained on {name}")
            return weights
    return None


def read_weights(path: Path) -> Weights:
    """Weights from a file."""
    return parse_weights(path.read_text(encoding="utf-8"))


def choices(gold: GoldSet, named: Sequence[str]) -> Iterator[tuple[str, list[Weights]]]:
    """Names of weights, and those weights for each document."""
    size = len(gold.documents)
    shipped = default_weights()
    seen = gold.name in shipped.trained_on
    if "folds" in named and seen:
        folds = fold_weights()
        yield "folds", [folds[k % len(folds)] for k in range(size)]
    group = group_weights(gold.name)
    if "group" in named and group is not None:
        yield "group", [group] * size
    if "shipped" in named:
        yield "SHIPPED, SEEN" if seen else "shipped", [shipped] * size


def measure_set(gold: GoldSet, encoder: Encoder, weights: Sequence[Weights]) -> Run:
    """Align every document and score the beads."""
    singles, spans = Stopwatch(encoder), Stopwatch(encoder)
    start = time.process_time()
    predictions = [
        align_gold_document(document, gold.languages, encoders=(singles, spans), weights=own)
        for document, own in zip(gold.documents, weights, strict=True)
    ]
    other = time.process_time() - start - singles.seconds - spans.seconds
    return Run(
        evaluate(predictions, gold),
        singles.texts,
        spans.texts,
        singles.seconds,
        spans.seconds,
        other,
    )


def measure_rival(gold: GoldSet, encoder: Encoder, find: Rival) -> Run:
    """Align every document with another aligner's dynamic programme, all overlaps embedded."""
    singles, spans = Stopwatch(encoder), Stopwatch(encoder)
    start = time.process_time()
    predictions = []
    for document in gold.documents:
        sides = [
            embed_overlaps(gold_side(sentences, language, singles), spans)
            for sentences, language in zip(
                (document.source, document.target), gold.languages, strict=True
            )
        ]
        beads = tuple(find(sides[0], sides[1]))
        predictions.append(Prediction(beads, (0.0,) * len(beads)))
    other = time.process_time() - start - singles.seconds - spans.seconds
    return Run(evaluate(predictions, gold), singles.texts, spans.texts, 0.0, spans.seconds, other)


def row(name: str, run: Run, weights: str) -> str:
    """One line of the table."""
    found = run.evaluation
    null = f"{found.null.f1:.3f}" if found.null else "    –"
    sure = (
        f"{found.calibration_error:.3f} {found.sure_share:4.0%} {found.sure_precision:6.1%}"
        if run.confident
        else f"{'–':>5} {'–':>4} {'–':>6}"
    )
    return (
        f"{name:20} {found.strict.f1:.3f} {found.lax.f1:.3f} {null} "
        f"{found.links.precision:.3f} {found.links.f1:.3f}  {sure}  "
        f"{run.spans / max(1, run.sentences):5.2f} {run.sentence_seconds:6.1f} "
        f"{run.span_seconds:6.1f} {run.other_seconds:6.1f}  {weights}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the aligner on gold sets.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--cached", action="store_true", help="take vectors from the cache")
    parser.add_argument("--weights", default="folds,group,shipped", help="which to measure with")
    parser.add_argument("--rivals", action="store_true", help="measure two other aligners too")
    options = parser.parse_args()
    encoder = open_encoder(EncoderOptions(model=options.encoder), cached=options.cached)
    encoder.encode(["warm"])
    print(
        f"{'set':20} {'strict':>5} {'lax':>4} {'null':>5} {'linkP':>5} {'linkF':>5}  {'ECE':>5} "
        f"{'>=.9':>4} {'right':>6}  {'spans':>5} {'embed':>6} {'spans':>6} {'align':>6}  weights"
    )
    for path in options.gold:
        gold = read_gold(path)
        for called, weights in choices(gold, options.weights.split(",")):
            print(row(gold.name, measure_set(gold, encoder, weights), called), flush=True)
        if options.rivals:
            for find in (vecalign, bertalign):
                called = f"in the manner of {find.__name__.capitalize()}"
                print(row(gold.name, measure_rival(gold, encoder, find), called), flush=True)


if __name__ == "__main__":
    main()
