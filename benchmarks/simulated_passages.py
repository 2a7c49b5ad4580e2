"""Documents that share some of their sentences, made from gold bitexts.

From a gold bitext two documents are made that share only some of their beads: of every other bead
one side is thrown away, and a third of those kept are run on into the sentence before, as a
quotation is. What is near in the story but not the same is thus there in plenty.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from align.clauses import Clause, split_clauses
from align.encoders import Encoder
from align.passage_chain import link_chains
from align.passage_evidence import Evidence, weigh_evidence
from align.passage_search import Candidate, Side, keep_best, make_side, search_pair
from align.passage_words import Rarity
from corpus.document import Document, Segment
from corpus.span import Span

RATES = (0.08, 0.3)
MOST_SENTENCES = 240
MOST_DOCUMENTS = 6
WORTH = 1.5
"""Candidates of less strength, before they are embedded, are neither judged nor trained on."""
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
