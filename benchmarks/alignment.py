"""Measure the monotone aligner on gold sets.

    .venv/bin/python benchmarks/alignment.py GOLD…

A set that the shipped weights were trained on is measured with weights that never saw it, nor
another set with the same text: the files in `benchmarks/held_out/`, which `train_aligner.py
--hold-out` writes. The table names the weights. Times are CPU seconds: of embedding the single
sentences, of embedding the doubtful spans, and of everything else; vectors are not cached.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from align.encoders import Encoder, EncoderOptions, Vectors
from align.encoding import open_encoder
from align.evaluation import Evaluation, GoldDocument, GoldSet, Prediction, evaluate, read_gold
from align.pairwise import PairBead, align_pair, make_side
from align.weights import Weights, default_weights, parse_weights

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


def weights_for(name: str) -> tuple[Weights, str]:
    """Weights that were not trained on a set, and what to call them."""
    for path in sorted(HELD_OUT.glob("*.json")):
        if name in path.stem.split("+"):
            weights = parse_weights(path.read_text(encoding="utf-8"))
            if name in trained_on(weights):
                raise SystemExit(f"{path} was trained on {name}")
            return weights, f"without {path.stem}"
    shipped = default_weights()
    return shipped, "SHIPPED, TRAINED ON IT" if name in trained_on(shipped) else "shipped"


def trained_on(weights: Weights) -> set[str]:
    """The sets that a weights file names in its signature."""
    for part in weights.signature.split("|"):
        if part.startswith("sets:"):
            return set(part.removeprefix("sets:").split("+"))
    return set()


def measure_set(gold: GoldSet, encoder: Encoder, weights: Weights) -> Run:
    """Align every document and score the beads."""
    singles, spans = Stopwatch(encoder), Stopwatch(encoder)
    start = time.process_time()
    predictions = [
        predict(document, gold.languages, (singles, spans), weights) for document in gold.documents
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


def predict(
    document: GoldDocument,
    languages: tuple[str, str],
    encoders: tuple[Stopwatch, Stopwatch],
    weights: Weights,
) -> Prediction:
    """Align one document."""
    sides = []
    for sentences, language in zip((document.source, document.target), languages, strict=True):
        texts = [" ".join(text.split()) or "-" for text in sentences]
        sides.append(make_side(texts, encoders[0].encode(texts), language=language))
    beads: Sequence[PairBead] = align_pair(sides[0], sides[1], encoder=encoders[1], weights=weights)
    return Prediction(
        tuple((tuple(range(*bead.source)), tuple(range(*bead.target))) for bead in beads),
        tuple(bead.confidence for bead in beads),
    )


def row(name: str, run: Run, weights: str) -> str:
    """One line of the table."""
    found = run.evaluation
    null = f"{found.null.f1:.3f}" if found.null else "    –"
    return (
        f"{name:20} {found.strict.f1:.3f} {found.lax.f1:.3f} {null} "
        f"{found.links.precision:.3f} {found.links.f1:.3f}  {found.calibration_error:.3f} "
        f"{found.sure_share:4.0%} {found.sure_precision:6.1%}  "
        f"{run.spans / max(1, run.sentences):5.2f} {run.sentence_seconds:6.1f} "
        f"{run.span_seconds:6.1f} {run.other_seconds:6.1f}  {weights}"
    )


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure the aligner on gold sets.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--encoder", default="use")
    parser.add_argument("--cached", action="store_true", help="take vectors from the cache")
    options = parser.parse_args()
    encoder = open_encoder(EncoderOptions(model=options.encoder), cached=options.cached)
    encoder.encode(["warm"])
    print(
        f"{'set':20} {'strict':>5} {'lax':>4} {'null':>5} {'linkP':>5} {'linkF':>5}  {'ECE':>5} "
        f"{'>=.9':>4} {'right':>6}  {'spans':>5} {'embed':>6} {'spans':>6} {'align':>6}  weights"
    )
    for path in options.gold:
        gold = read_gold(path)
        weights, called = weights_for(gold.name)
        print(row(gold.name, measure_set(gold, encoder, weights), called), flush=True)


if __name__ == "__main__":
    main()
