"""Does the source help to align two renderings with each other?

    .venv/bin/python benchmarks/renderings.py ZH-EN.json EN-EN.json

The two gold sets share documents: the first aligns a source with a human rendering, the second a
machine rendering of the same source with that human rendering. All three texts are aligned at once,
and the links of the two renderings are scored against the second set; beside it, the two alone.
The consistency of the three columns holds by construction: a group has one range of each text.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from align.encoders import EncoderOptions
from align.encoding import open_encoder
from align.evaluation import GoldDocument, GoldSet, Prediction, evaluate, read_gold
from align.gold import gold_side
from align.many_texts import Group, align_texts
from align.sides import Side
from align.weights import default_weights


def project(groups: Sequence[Group], first: int, second: int) -> Prediction:
    """The columns of two texts as beads; a group with neither is none."""
    beads, confidences = [], []
    for group in groups:
        left, right = group.members[first], group.members[second]
        if left and right:
            beads.append((left, right))
            confidences.append(group.confidence)
        else:
            for bead in [((k,), ()) for k in left] + [((), (k,)) for k in right]:
                beads.append(bead)
                confidences.append(group.confidence)
    return Prediction(tuple(beads), tuple(confidences))


def refine(groups: Prediction, alone: Prediction) -> Prediction:
    """Groups cut where the alignment of the two texts alone has beads that lie inside one.

    A source sentence that covers two sentences of either rendering ties all four together, though
    the renderings agree sentence by sentence; such a group is right as a row of three columns, and
    too coarse as a statement about two.
    """
    beads, confidences = [], []
    for bead, confidence in zip(groups.beads, groups.confidences, strict=True):
        members = {(0, i) for i in bead[0]} | {(1, j) for j in bead[1]}
        inside = [
            (one, sure)
            for one, sure in zip(alone.beads, alone.confidences, strict=True)
            if {(0, i) for i in one[0]} | {(1, j) for j in one[1]} <= members
        ]
        covered = sum(len(left) + len(right) for (left, right), _ in inside)
        for one, sure in inside if covered == len(members) else [(bead, confidence)]:
            beads.append(one)
            confidences.append(sure)
    return Prediction(tuple(beads), tuple(confidences))


def shared_documents(first: GoldSet, second: GoldSet) -> list[tuple[GoldDocument, GoldDocument]]:
    """Documents of both sets with the same target."""
    by_target = {" ".join(document.target): document for document in first.documents}
    return [
        (by_target[" ".join(document.target)], document)
        for document in second.documents
        if " ".join(document.target) in by_target
    ]


def main() -> None:
    """Print one row without the source and one with it."""
    parser = argparse.ArgumentParser(description="Measure what the source adds.")
    parser.add_argument("source_gold", type=Path)
    parser.add_argument("renderings_gold", type=Path)
    options = parser.parse_args()
    encoder = open_encoder(EncoderOptions(), cached=True)
    with_source, renderings = read_gold(options.source_gold), read_gold(options.renderings_gold)
    shared = shared_documents(with_source, renderings)
    gold = GoldSet(renderings.name, renderings.languages, tuple(two for _, two in shared))
    alone, together = [], []
    for one, two in shared:
        sides: list[Side] = [
            gold_side(two.source, renderings.languages[0], encoder),
            gold_side(two.target, renderings.languages[1], encoder),
            gold_side(one.source, with_source.languages[0], encoder),
        ]
        weights = default_weights()
        alone.append(project(align_texts(sides[:2], encoder=encoder, weights=weights), 0, 1))
        together.append(project(align_texts(sides, encoder=encoder, weights=weights), 0, 1))
    print(f"{len(shared)} documents of {gold.name}")
    print(f"{'':16} {'strict':>6} {'lax':>6} {'linkP':>6} {'linkR':>6} {'linkF':>6} {'ECE':>6}")
    finer = [refine(one, other) for one, other in zip(together, alone, strict=True)]
    rows = (("without source", alone), ("rows of three", together), ("with source", finer))
    for name, predictions in rows:
        found = evaluate(predictions, gold)
        print(
            f"{name:16} {found.strict.f1:6.3f} {found.lax.f1:6.3f} {found.links.precision:6.3f} "
            f"{found.links.recall:6.3f} {found.links.f1:6.3f} {found.calibration_error:6.3f}"
        )


if __name__ == "__main__":
    main()
