"""Measure, or train, the passage finder.

    python benchmarks/passages.py marked tests/align/data/passage_pairs.tsv
    python benchmarks/passages.py gold SET.json …          # documents simulated from gold bitexts
    python benchmarks/passages.py train SET.json … > align/passage_weights.toml

A file of marked pairs is a table with a line for each pair: whether it is the same sentence, and
for both sides a file beside the table (`passages_` NAME `.txt`, or NAME as it stands) and the words
of the passage, the middle of which may be given as `…`. Or it is {"pairs": [{"a": path, "a_span":
[s, e], "b": …, "b_span": …, "same": true}]} with paths relative to it and spans in code points.

A true pair counts as found if one bead, or a repeat within one file, overlaps both spans. A false
pair counts as accepted by such a bead too: whatever its relation, or only if that is `same`.

From a gold bitext two documents are made that share only some of their beads: of every other bead
one side is thrown away, and a third of those kept are run on into the sentence before, as a
quotation is. What is near in the story but not the same is thus there in plenty.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from align.clauses import Clause, split_clauses
from align.encoders import Encoder, EncoderOptions
from align.encoding import open_encoder
from align.passage_chain import link_chains
from align.passage_evidence import Evidence, weigh_evidence
from align.passage_model import FEATURES, load_model
from align.passage_search import Candidate, Side, keep_best, make_side, search_pair
from align.passage_words import Rarity
from align.passages import find_passages, find_repeats
from corpus.bitext import Relation
from corpus.document import Document, Segment
from corpus.reading import read
from corpus.segmentation import segment
from corpus.span import Span

RATES = (0.08, 0.3)
MOST_SENTENCES = 240
MOST_DOCUMENTS = 6
WORTH = 1.5
"""Candidates of less strength, before they are embedded, are neither judged nor trained on."""
HEADING = """\
# Weights of the passage finder: log odds for one unit of each kind of evidence, as it is explained
# in align/passage_evidence.py. Printed by `benchmarks/passages.py train`, from documents simulated
# from pairs of renderings in which 8% and 30% of the sentences are shared; each set counts the
# same: {sets}.
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
_FINAL = re.compile(r"[.!?。！？”\"]+$")


@dataclass(frozen=True, slots=True)
class Half:
    """One simulated document; for each sentence (start in it, shared bead or None)."""

    document: Document
    beads: list[list[tuple[int, int | None]]]


@dataclass(frozen=True, slots=True)
class Case:
    """A candidate with what is true of it: the part of it that renders the same bead, 0..1."""

    group: str
    evidence: Evidence
    truth: float


def main() -> None:
    """Read the command line and run one of the three commands."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("command", choices=("marked", "gold", "train"))
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--encoder", default="use")
    arguments = parser.parse_args()
    encoder = open_encoder(EncoderOptions(model=arguments.encoder, threads=1))
    if arguments.command == "marked":
        for path in arguments.files:
            measure_marked(path, encoder)
        return
    cases = [case for path in arguments.files for case in simulate_set(path, encoder)]
    if arguments.command == "gold":
        judge = load_model().judge_all
        for group in sorted({case.group for case in cases}):
            own = [case for case in cases if case.group == group]
            report(group, own, np.array(judge([case.evidence for case in own])))
    else:
        train(cases)


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


def simulate_set(path: Path, encoder: Encoder) -> Iterator[Case]:
    """Candidates of documents simulated from one gold set."""
    gold = json.loads(path.read_text(encoding="utf-8"))
    languages = [language.split("-")[0] for language in gold["languages"]]
    for number, bitext in enumerate(_joined(gold["documents"])):
        for rate in RATES:
            chance = random.Random(f"{gold['name']} {number} {rate}")
            left, right = simulate(bitext, languages, chance, rate)
            yield from weigh_halves(gold["name"], left, right, encoder)


def _joined(documents: list[dict[str, list]]) -> Iterator[dict[str, list]]:
    """Documents long enough to have a background, short enough to embed quickly."""
    joined: dict[str, list] = {"source": [], "target": [], "beads": []}
    made = 0
    for document in documents:
        for sources, targets in document["beads"]:
            begin = len(joined["source"]), len(joined["target"])
            joined["source"] += [document["source"][at] for at in sources]
            joined["target"] += [document["target"][at] for at in targets]
            joined["beads"].append(
                [range(begin[0], len(joined["source"])), range(begin[1], len(joined["target"]))]
            )
            if len(joined["source"]) >= MOST_SENTENCES:
                yield joined
                made += 1
                joined = {"source": [], "target": [], "beads": []}
                if made == MOST_DOCUMENTS:
                    return
    if joined["beads"]:
        yield joined


def simulate(
    bitext: dict[str, list], languages: Sequence[str], chance: random.Random, rate: float
) -> tuple[Half, Half]:
    """Two documents that share about `rate` of the beads of a bitext."""
    kept: tuple[list[tuple[str, int | None]], ...] = ([], [])
    for number, (sources, targets) in enumerate(bitext["beads"]):
        shared = bool(sources) and bool(targets) and chance.random() < rate
        dropped = None if shared else chance.randrange(2)
        for side, (name, ids) in enumerate((("source", sources), ("target", targets))):
            if side != dropped:
                kept[side].extend((bitext[name][at], number if shared else None) for at in ids)
    left, right = (
        _write(sentences, language, chance)
        for sentences, language in zip(kept, languages, strict=True)
    )
    return left, right


def _write(sentences: list[tuple[str, int | None]], language: str, chance: random.Random) -> Half:
    written: list[tuple[str, list[tuple[int, int | None]]]] = []
    for raw, bead in sentences:
        sentence = " ".join(raw.split())
        if bead is not None and written and chance.random() < 0.3:
            before, places = written.pop()
            before = _FINAL.sub("", before) + ("，" if language == "zh" else ", ")
            written.append((before + sentence, [*places, (len(before), bead)]))
        elif sentence:
            written.append((sentence, [(0, bead)]))
    text, segments = "", []
    for number, (sentence, _) in enumerate(written):
        span = Span(len(text), len(text) + len(sentence))
        segments.append(Segment(number, span, sentence, paragraph=number // 4, language=language))
        text += sentence + " "
    document = Document(language, text, language=language, segments=tuple(segments))
    return Half(document, [places for _, places in written])


def weigh_halves(group: str, left: Half, right: Half, encoder: Encoder) -> Iterator[Case]:
    """Candidates as the finder would weigh them, best first, with the truth about each."""
    sides = [_side(half, encoder) for half in (left, right)]
    candidates, background = search_pair(*sides)
    rarity = Rarity([left.document, right.document])
    # Chosen without the weights: what is trained must not depend on what was trained before.
    rough = weigh_evidence(*sides, candidates, background=background, rarity=rarity)
    worth = [c for c, seen in zip(candidates, rough, strict=True) if seen.strength >= WORTH]
    seen = weigh_evidence(*sides, worth, background=background, rarity=rarity, encoder=encoder)
    evidence = dict(zip(worth, link_chains(worth, seen), strict=True))
    for candidate in keep_best(sorted(worth, key=lambda c: (-evidence[c].strength, c))):
        yield Case(group, evidence[candidate], _truth(candidate, (left, right), sides))


def _side(half: Half, encoder: Encoder) -> Side:
    clauses = split_clauses(half.document)
    return make_side(half.document, clauses, encoder.encode([c.text for c in clauses]))


def _truth(candidate: Candidate, halves: tuple[Half, Half], sides: list[Side]) -> float:
    shares: list[dict[int | None, float]] = []
    for run, half, side in zip((candidate.left, candidate.right), halves, sides, strict=True):
        clauses = side.clauses[run[0] : run[1]]
        total = sum(clause.words for clause in clauses)
        share: dict[int | None, float] = {}
        for clause in clauses:
            bead = _bead_of(clause, half)
            share[bead] = share.get(bead, 0.0) + clause.words / total
        shares.append(share)
    both = shares[0].keys() & shares[1].keys() - {None}
    return sum(min(shares[0][bead], shares[1][bead]) for bead in both)


def _bead_of(clause: Clause, half: Half) -> int | None:
    start = clause.span.start - half.document.segments[clause.segment].span.start
    return [bead for begin, bead in half.beads[clause.segment] if begin <= start + 1][-1]


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
        f"{group:16} candidates {len(truth):5}  true {truth.mean():.2f}  "
        f"precision {truth[taken].mean() if taken.any() else 1.0:.3f}  "
        f"recall {taken[truth].mean() if truth.any() else 1.0:.3f}  calibration error {error:.3f}",
        file=sys.stderr,
    )


def train(cases: list[Case]) -> None:
    """Print the weights file; say on the error stream how well sets left out in turn are judged."""
    cases = [case for case in cases if case.truth >= 0.6 or case.truth < 0.2]
    groups = sorted({case.group for case in cases})
    for group in groups if len(groups) > 1 else ():
        weights = fit([case for case in cases if case.group != group])
        own = [case for case in cases if case.group == group]
        report(f"without {group}"[:16], own, _chances(weights, own))
    weights = fit(cases)
    lines = [
        HEADING.format(sets=", ".join(groups)),
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


def fit(cases: list[Case]) -> NDArray[np.float64]:
    """Logistic regression by Newton's method, with a slight ridge."""
    rows = np.array([[1.0, *case.evidence.as_row()] for case in cases])
    truth = np.array([case.truth >= 0.6 for case in cases], dtype=float)
    groups = np.array([case.group for case in cases])
    share = np.array([1 / (groups == group).sum() for group in groups])
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
