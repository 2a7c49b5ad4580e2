"""From texts to alignment: ours against embedding all overlaps, on the same machine in one run.

    .venv/bin/python benchmarks/speed.py GOLD… [--documents N]

CPU seconds with vectors that nobody has computed before: embedding the single sentences, embedding
longer stretches, and everything else. The rival gives every stretch of up to five sentences to the
encoder, as Bertalign does, and runs its dynamic programme (`rival_aligners.py`).
"""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path

from alignment import Run, measure_rival, measure_set
from rival_aligners import bertalign

from align.encoders import EncoderOptions
from align.encoding import open_encoder
from align.evaluation import GoldSet, read_gold
from align.weights import default_weights


def seconds(run: Run) -> float:
    """Everything together."""
    return run.sentence_seconds + run.span_seconds + run.other_seconds


def row(name: str, run: Run) -> str:
    """One line of the table."""
    return (
        f"{name:24} {run.sentence_seconds:8.2f} {run.span_seconds:8.2f} "
        f"{run.other_seconds:8.2f} {seconds(run):8.2f}   {run.evaluation.strict.f1:.3f}"
    )


def main() -> None:
    """Print two rows and their ratio for each set."""
    parser = argparse.ArgumentParser(description="Measure text to alignment.")
    parser.add_argument("gold", nargs="+", type=Path)
    parser.add_argument("--documents", type=int, help="only the first so many of each set")
    options = parser.parse_args()
    encoder = open_encoder(EncoderOptions(), cached=False)
    print(f"{'':24} {'sentence':>8} {'spans':>8} {'align':>8} {'all':>8}   strict F1")
    for path in options.gold:
        gold: GoldSet = read_gold(path)
        warm = replace(gold, documents=gold.documents[-1:])
        measure_set(warm, encoder, [default_weights()])
        gold = replace(gold, documents=gold.documents[: options.documents])
        ours = measure_set(gold, encoder, [default_weights()] * len(gold.documents))
        rival = measure_rival(gold, encoder, bertalign)
        print(row(f"{gold.name}: ours", ours))
        print(row("all overlaps embedded", rival))
        embedding = ours.sentence_seconds + ours.span_seconds
        print(
            f"{seconds(rival) / seconds(ours):.1f} times as fast; the alignment itself takes "
            f"{ours.other_seconds / embedding:.0%} of the embedding time",
            flush=True,
        )


if __name__ == "__main__":
    main()
