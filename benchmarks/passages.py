"""Measure, or train, the passage finder.

    python benchmarks/passages.py marked tests/align/data/passage_pairs.tsv
    python benchmarks/passages.py gold SET.json …          # documents simulated from gold bitexts
    python benchmarks/passages.py train SET.json[=COUNT] … > align/passage_weights.toml

A file of marked pairs is a table with a line for each pair: whether it is the same sentence, and
for both sides a file beside the table (`passages_` NAME `.txt`, or NAME as it stands) and the words
of the passage, the middle of which may be given as `…`. Or it is {"pairs": [{"a": path, "a_span":
[s, e], "b": …, "b_span": …, "same": true}]} with paths relative to it and spans in code points.

A true pair counts as found if one bead, or a repeat within one file, overlaps both spans. A false
pair counts as accepted by such a bead too: whatever its relation, or only if that is `same`.

In training each set counts as much as any other, or COUNT times as much. How documents are made
from gold bitexts stands in `simulated_passages.py`.
"""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from simulated_passages import Case, simulate_set

from align.encoders import Encoder, EncoderOptions
from align.encoding import open_encoder
from align.passage_model import FEATURES, load_model
from align.passages import find_passages, find_repeats
from corpus.bitext import Relation
from corpus.document import Document
from corpus.reading import read
from corpus.segmentation import segment
from corpus.span import Span

HEADING = """\
# Weights of the passage finder: log odds for one unit of each kind of evidence, as it is explained
# in align/passage_evidence.py. Printed by `benchmarks/passages.py train`, from documents simulated
# from pairs of renderings in which 8% and 30% of the sentences are shared; each set counts the
# same unless it says otherwise:
# {sets}.
"""
MEANINGS = {
    "strength": "How far the agreement exceeds chance, times how much is shared; root of both.",
    "lead": "How far the partner is ahead of the next best one.",
    "neighbours": "How well the clauses beside the two passages agree.",
    "chain": "How strong the best candidate is that stands beside this one on both sides.",
    "wording": "The shared words' part of all words by weight; 0 if the languages differ.",
    "substance": "The part of the words that is more than a set phrase, which is in strength too.",
    "contradicted": "1 if both have numbers that the other lacks.",
    "crosslingual": "1 if the languages differ.",
}


@dataclass(frozen=True, slots=True)
class Set:
    """The candidates of one gold set and how much they count."""

    cases: list[Case]
    count: float

    @property
    def name(self) -> str:
        """Of the gold set, with how much it counts if that is not 1."""
        name = self.cases[0].group
        return name if self.count == 1 else f"{name} ({self.count:g} times)"

    def clear(self) -> Set:
        """Without the candidates that are neither true nor false."""
        return Set([c for c in self.cases if c.truth >= 0.6 or c.truth < 0.2], self.count)


def main() -> None:
    """Read the command line and run one of the three commands."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("command", choices=("marked", "gold", "train"))
    parser.add_argument("files", nargs="+")
    parser.add_argument("--encoder", default="use")
    arguments = parser.parse_args()
    encoder = open_encoder(EncoderOptions(model=arguments.encoder, threads=1))
    named = [name.partition("=") for name in arguments.files]
    paths = [Path(path) for path, _, _ in named]
    if arguments.command == "marked":
        for path in paths:
            measure_marked(path, encoder)
        return
    sets = [list(simulate_set(path, encoder)) for path in paths]
    if arguments.command == "gold":
        judge = load_model().judge_all
        for own in sets:
            report(own[0].group, own, np.array(judge([case.evidence for case in own])))
    else:
        counts = [float(count or 1) for _, _, count in named]
        train([Set(own, count) for own, count in zip(sets, counts, strict=True)])


@dataclass(frozen=True, slots=True)
class Marked:
    """Two stretches of files, each with its name, and whether they render the same sentence."""

    sides: tuple[tuple[str, Span], tuple[str, Span]]
    same: bool


def measure_marked(path: Path, encoder: Encoder) -> None:
    """Print recall, false acceptance and reliability on pairs that a person marked."""
    pairs = read_pairs(path)
    names = sorted({name for pair in pairs for name, _ in pair.sides})
    documents = [_read(path.parent / name) for name in names]
    links = [
        (((first, a), (second, b)), bead.relation, bead.confidence)
        for bead in find_passages(documents, encoder=encoder)
        for (first, spans), (second, others) in combinations(enumerate(bead.spans), 2)
        for a in spans
        for b in others
    ] + [
        (((number, repeat.first), (number, repeat.second)), repeat.relation, repeat.confidence)
        for number, document in enumerate(documents)
        for repeat in find_repeats(document, encoder=encoder)
    ]
    found: dict[bool, list[list[tuple[Relation, float]]]] = {True: [], False: []}
    for pair in pairs:
        places = [(names.index(name), span) for name, span in pair.sides]
        hits = [
            (relation, confidence)
            for sides, relation, confidence in links
            if _covers(sides, places) or _covers(sides, places[::-1])
        ]
        found[pair.same].append(hits)
    print(f"{path.name}: {len(links)} pairs of passages in {len(documents)} documents")
    sure = [[hit for hit in hits if hit[0] is Relation.SAME] for hits in found[False]]
    print(f"  true pairs found             {_share([bool(hits) for hits in found[True]])}")
    print(f"  false pairs accepted         {_share([bool(hits) for hits in found[False]])}")
    print(f"  false pairs accepted as same {_share([bool(hits) for hits in sure])}")
    print_reliability(found)


def _covers(
    sides: tuple[tuple[int, Span], tuple[int, Span]], places: list[tuple[int, Span]]
) -> bool:
    return all(
        number == other and span.overlaps(place)
        for (number, span), (other, place) in zip(sides, places, strict=True)
    )


def print_reliability(found: dict[bool, list[list[tuple[Relation, float]]]]) -> None:
    """How many of the marked pairs at each confidence are true."""
    best = [
        (max(confidence for _, confidence in hits), same)
        for same, lists in found.items()
        for hits in lists
        if hits
    ]
    for low, high in pairwise((0.25, 0.5, 0.7, 0.9, 1.01)):
        own = [(confidence, same) for confidence, same in best if low <= confidence < high]
        if own:
            mean, true = (sum(values) / len(own) for values in zip(*own, strict=True))
            print(f"  confidence {low:.2f} to {min(high, 1):.2f}: mean {mean:.2f}, ", end="")
            print(f"true {true:.2f} of {len(own)}")


def read_pairs(path: Path) -> list[Marked]:
    """The pairs of a table or of a JSON file."""
    if path.suffix == ".json":
        pairs = json.loads(path.read_text(encoding="utf-8"))["pairs"]
        return [
            Marked(((p["a"], Span(*p["a_span"])), (p["b"], Span(*p["b_span"]))), bool(p["same"]))
            for p in pairs
        ]
    _, *rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return [
        Marked(
            (_place(path, row[1:3], 0), _place(path, row[3:5], row[1:3] == row[3:5])),
            row[0] == "true",
        )
        for row in rows
    ]


def _place(path: Path, named: list[str], skipped: int) -> tuple[str, Span]:
    """The file and the span of a passage given by its words."""
    name, words = named
    file = next(path.parent.glob(f"passages_{name}.*"), path.parent / name)
    text = file.read_text(encoding="utf-8")
    first, *rest = words.split(" … ")
    start = -1
    for _ in range(skipped + 1):
        start = text.index(first, start + 1)
    end = text.index(rest[0], start) + len(rest[0]) if rest else start + len(first)
    return file.name, Span(start, end)


def _read(path: Path) -> Document:
    document = read(str(path))
    if not isinstance(document, Document):
        raise SystemExit(f"{path}: passages are looked for in monolingual files")
    return segment(document)


def _share(values: list[bool]) -> str:
    return f"{sum(values) / max(1, len(values)):.3f} ({sum(values)} of {len(values)})"


def report(group: str, cases: list[Case], chances: NDArray[np.float64]) -> None:
    """Print how well probabilities tell true from false candidates."""
    clear = np.array([case.truth >= 0.6 or case.truth < 0.2 for case in cases])
    truth = np.array([case.truth >= 0.6 for case in cases])[clear]
    chances = chances[clear]
    taken = chances >= 0.5
    bins = np.minimum((chances * 10).astype(int), 9)
    error = sum(
        abs(chances[bins == b].mean() - truth[bins == b].mean()) * (bins == b).mean()
        for b in range(10)
        if (bins == b).any()
    )
    print(
        f"{group:20} candidates {len(truth):5}  true {truth.mean():.2f}  "
        f"precision {truth[taken].mean() if taken.any() else 1.0:.3f}  "
        f"recall {taken[truth].mean() if truth.any() else 1.0:.3f}  calibration error {error:.3f}",
        file=sys.stderr,
    )


def train(sets: list[Set]) -> None:
    """Print the weights file; say on the error stream how well sets left out in turn are judged."""
    sets = [own.clear() for own in sets]
    for own in sets if len(sets) > 1 else ():
        weights = fit([other for other in sets if other is not own])
        report(f"without {own.name}"[:20], own.cases, _chances(weights, own.cases))
    weights = fit(sets)
    lines = [
        HEADING.format(sets=", ".join(own.name for own in sets)),
        f"intercept = {weights[0]:.3f}",
        "",
        "[weights]",
    ]
    for name, weight in zip(FEATURES, weights[1:], strict=True):
        lines += [f"# {MEANINGS[name]}", f"{name} = {weight:.3f}"]
    print("\n".join(lines))


def _chances(weights: NDArray[np.float64], cases: list[Case]) -> NDArray[np.float64]:
    rows = np.array([[1.0, *case.evidence.as_row()] for case in cases])
    chances: NDArray[np.float64] = 1 / (1 + np.exp(-rows @ weights))
    return chances


def fit(sets: list[Set]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, with a slight ridge."""
    cases = [case for own in sets for case in own.cases]
    rows = np.array([[1.0, *case.evidence.as_row()] for case in cases])
    truth = np.array([case.truth >= 0.6 for case in cases], dtype=float)
    share = np.array([own.count / len(own.cases) for own in sets for _ in own.cases])
    share *= len(cases) / share.sum()
    weights = np.zeros(rows.shape[1])
    ridge = np.diag([1e-6, *[1.0] * (rows.shape[1] - 1)])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (share * (truth - chances)) - ridge @ weights
        curve = (rows * (share * chances * (1 - chances))[:, None]).T @ rows + ridge
        weights += np.linalg.solve(curve, slope)
    return weights


if __name__ == "__main__":
    main()
