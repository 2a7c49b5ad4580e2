"""Confidence learnt from documents that the weights had not seen.

Each document is aligned as it is, with a tenth of its beads dropped, and, for one document in four,
with its target reversed, with the target of another document, and with a few foreign sentences in
its target, as they are and pinned: there every bead with two sides is wrong, but for the few that a
reversed text still has in place.
"""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from aligner_examples import COARSE_BLOCKS, Path4, Text, sides_of, true_path, with_omissions
from scipy.optimize import minimize

from align.confidence import CALIBRATION_NAMES, calibration_evidence
from align.encoders import Encoder
from align.monotone import Floats, Ints
from align.pairwise import propose, solve
from align.weights import Weights

OMITTED = 0.1
FALSE_LENGTH = 150
"""Most sentences of a reversed or unrelated text."""

FALSE_EVERY = 4
SHARES = {"itself": 1.0, "false": 0.1, "grafted": 0.05}
"""How much documents of a set count that are themselves, those whose target is none of theirs, and
the foreign sentences of those that have some."""

GRAFT = 6
"""Beads whose target is replaced by foreign sentences."""

SET_WEIGHT = 1500.0


@dataclass(frozen=True, slots=True)
class Record:
    """What one bead of an unseen document teaches.

    Attributes:
        set_name: of the set it comes from.
        kind: one of `SHARES`.
        evidence: by `CALIBRATION_NAMES`.
        right: whether exactly this bead is in the gold.
    """

    set_name: str
    kind: str
    evidence: tuple[float, ...]
    right: bool


def listen(
    unseen: Sequence[Text], everything: Sequence[Text], encoder: Encoder, weights: Weights
) -> list[Record]:
    """What unseen documents say about confidence.

    Args:
        unseen: documents that the weights were not trained on.
        everything: all documents, from which unrelated targets are taken.
        encoder: for the vectors.
        weights: the model.
    """
    records = []
    for number, text in enumerate(unseen):
        if text.set_name not in COARSE_BLOCKS:
            random = np.random.default_rng(zlib.crc32(f"unseen {text.document}".encode()))
            for version in (text, with_omissions(text, OMITTED, random)):
                records += align_and_compare(version, encoder, weights)
        if number % FALSE_EVERY == 0:
            other = next_of_its_set(text, everything)
            for version in false_pairs(text, other):
                records += align_and_compare(version, encoder, weights, kind="false")
            records += listen_to_graft(text, other, encoder, weights)
    return records


def next_of_its_set(text: Text, everything: Sequence[Text]) -> Text:
    """The document that follows in the same set; the first follows the last."""
    others = [other for other in everything if other.set_name == text.set_name]
    return others[(others.index(text) + 1) % len(others)]


def false_pairs(text: Text, other: Text) -> Iterator[Text]:
    """A document with its target reversed, and with the target of another."""
    head = shortened(text)
    size = len(head.target)
    path = [(i0, i1, size - j1, size - j0) for i0, i1, j0, j1 in head.path]
    yield replace(head, target=head.target[::-1], path=path)
    if other is not text:
        yield replace(head, target=other.target[-FALSE_LENGTH:], path=[])


def listen_to_graft(text: Text, other: Text, encoder: Encoder, weights: Weights) -> list[Record]:
    """Put foreign sentences in the middle of a document's target; align it, also with pins."""
    beads = [bead for bead in text.path if bead[0] < bead[1] and bead[2] < bead[3]]
    middle = len(beads) // 2
    chosen = beads[middle - GRAFT // 2 : middle + GRAFT // 2]
    places = [j for bead in chosen for j in range(bead[2], bead[3])]
    if other is text or len(beads) < 2 * GRAFT or len(other.target) < len(places):
        return []
    target = list(text.target)
    for place, foreign in zip(places, other.target, strict=False):
        target[place] = foreign
    kept = [(tuple(range(*b[:2])), tuple(range(*b[2:]))) for b in beads if b not in chosen]
    stay = (range(len(text.source)), range(len(target)))
    grafted = replace(text, target=tuple(target), path=true_path(kept, stay))
    pins = np.array([(bead[0], bead[2]) for bead in chosen], dtype=np.int64)
    only = set(places)
    return [
        record
        for held in (None, pins)
        for record in align_and_compare(
            grafted, encoder, weights, kind="grafted", pins=held, only=only
        )
    ]


def shortened(text: Text) -> Text:
    """Its beginning."""
    path: Path4 = [b for b in text.path if b[1] <= FALSE_LENGTH and b[3] <= FALSE_LENGTH]
    return replace(
        text,
        source=text.source[:FALSE_LENGTH],
        target=text.target[:FALSE_LENGTH],
        path=path,
    )


def align_and_compare(
    text: Text,
    encoder: Encoder,
    weights: Weights,
    *,
    kind: str = "itself",
    pins: Ints | None = None,
    only: Collection[int] | None = None,
) -> list[Record]:
    """Align a document; one record for each bead found, of foreign targets those with two sides.

    Args:
        text: the document.
        encoder: for the vectors.
        weights: the model.
        kind: one of `SHARES`.
        pins: sentence pairs that must stand in one bead.
        only: target sentences whose beads alone are recorded.
    """
    if not text.source or not text.target:
        return []
    source, target = sides_of(text, encoder)
    problem = propose(source, target, encoder=encoder, weights=weights, pins=pins)
    inference, table = solve(problem, weights.full)
    evidence = calibration_evidence(problem, inference, table)
    true = set(text.path)
    alone = [{b[:2] for b in true if b[2] == b[3]}, {b[2:] for b in true if b[0] == b[1]}]
    columns = problem.beads
    records = []
    for bead in inference.best.tolist():
        left = (int(columns.source_start[bead]), int(columns.source_end[bead]))
        right = (int(columns.target_start[bead]), int(columns.target_end[bead]))
        if left[0] == left[1]:  # where among its like it stands says nothing
            found = right in alone[1]
        elif right[0] == right[1]:
            found = left in alone[0]
        else:
            found = (*left, *right) in true
        if kind != "itself" and (left[0] == left[1] or right[0] == right[1]):
            continue
        if only is None or any(place in only for place in range(*right)):
            records.append(Record(text.set_name, kind, tuple(evidence[bead].tolist()), found))
    return records


def calibrate(records: Sequence[Record]) -> dict[str, float]:
    """Logistic regression of being right on the evidence; every set has the same say."""
    x = np.array([record.evidence for record in records])
    y = np.array([record.right for record in records], dtype=np.float64)
    kinds = [(record.set_name, record.kind) for record in records]
    sizes = Counter(kinds)
    weight = np.array([SET_WEIGHT / sizes[kind] * SHARES[kind[1]] for kind in kinds])
    scale = np.maximum(x.std(axis=0), 1e-6)
    scale[CALIBRATION_NAMES.index("constant")] = 1.0

    def loss(parameters: Floats) -> tuple[float, Floats]:
        odds = np.clip(x / scale @ parameters, -30, 30)
        p = 1 / (1 + np.exp(-odds))
        value = -float((weight * (y * np.log(p + 1e-12) + (1 - y) * np.log(1 - p + 1e-12))).sum())
        gradient = (x / scale).T @ (weight * (p - y)) + parameters
        return value + 0.5 * float(parameters @ parameters), gradient

    result = minimize(loss, np.zeros(x.shape[1]), jac=True, method="L-BFGS-B")
    return {
        name: round(float(value), 4)
        for name, value in zip(CALIBRATION_NAMES, result.x / scale, strict=True)
    }
