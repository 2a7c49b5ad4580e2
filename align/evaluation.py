"""Measuring alignments against gold: strict, lax, unaligned, links, calibration.

Strict and lax precision and recall are those of Vecalign's score script (Thompson and Koehn 2019):
precision counts every predicted bead, unaligned ones included; recall counts the gold beads that
have two sides. Counts are added up over documents (micro-average).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from corpus.errors import MalformedFileError, UnreadableFileError

Sides = tuple[tuple[int, ...], tuple[int, ...]]
"""A bead as the ids of its sentences, source and target, in order."""

_LARGEST_GOLD_FILE = 200_000_000


@dataclass(frozen=True, slots=True)
class GoldDocument:
    """Two texts and their true beads."""

    id: str
    source: tuple[str, ...]
    target: tuple[str, ...]
    beads: tuple[Sides, ...]


@dataclass(frozen=True, slots=True)
class GoldSet:
    """Documents with true beads, all of one pair of languages."""

    name: str
    languages: tuple[str, str]
    documents: tuple[GoldDocument, ...]


@dataclass(frozen=True, slots=True)
class Prediction:
    """The beads that an aligner found in one document, and how sure it is of each, 0..1."""

    beads: tuple[Sides, ...]
    confidences: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted in one document; counts of several add up.

    Attributes:
        predicted: beads found, unaligned ones included.
        strict_right: of these, those that are exactly in the gold.
        lax_right: two-sided ones that share a link with the gold, and right unaligned ones.
        gold: two-sided beads of the gold.
        strict_found: of these, those found exactly.
        lax_found: of these, those that share a link with a bead found.
        null_predicted: sentences left unaligned, both sides.
        null_gold: sentences that are unaligned in the gold.
        null_right: sentences that are both.
        links_predicted: sentence pairs that stand in one bead found.
        links_gold: sentence pairs that stand in one gold bead.
        links_right: pairs that are both.
    """

    predicted: int = 0
    strict_right: int = 0
    lax_right: int = 0
    gold: int = 0
    strict_found: int = 0
    lax_found: int = 0
    null_predicted: int = 0
    null_gold: int = 0
    null_right: int = 0
    links_predicted: int = 0
    links_gold: int = 0
    links_right: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            *(getattr(self, name) + getattr(other, name) for name in self.__dataclass_fields__)
        )


@dataclass(frozen=True, slots=True)
class Scores:
    """Precision, recall and F1, each 0..1, from counts; 0 where nothing was counted."""

    precision: float
    recall: float
    f1: float


@dataclass(frozen=True, slots=True)
class Evaluation:
    """How good an aligner is on a set.

    Attributes:
        strict: a bead is right if the very same bead is in the gold.
        lax: it is right if it shares a link with one.
        null: over sentences left unaligned; None if the gold has none.
        links: over sentence pairs.
        calibration_error: expected difference of confidence and precision, 0..1.
        sure_share: share of beads with confidence of at least .9.
        sure_precision: strict precision of these.
        beads: number of beads found.
    """

    strict: Scores
    lax: Scores
    null: Scores | None
    links: Scores
    calibration_error: float
    sure_share: float
    sure_precision: float
    beads: int


def read_gold(path: Path) -> GoldSet:
    """Read a gold set in JSON.

    Raises:
        UnreadableFileError: if the file cannot be read or is too large.
        MalformedFileError: if it is not JSON of the expected form.
    """
    try:
        if path.stat().st_size > _LARGEST_GOLD_FILE:
            raise UnreadableFileError("the file is too large for a gold set", path=str(path))
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableFileError(f"cannot be read ({error})", path=str(path)) from error
    try:
        data = json.loads(text)
        return GoldSet(
            name=str(data["name"]),
            languages=(str(data["languages"][0]), str(data["languages"][1])),
            documents=tuple(_gold_document(document) for document in data["documents"]),
        )
    except (ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise MalformedFileError(
            f"not a gold set: {error!r}; expected name, languages and documents "
            "with source, target and beads",
            path=str(path),
        ) from error


def _gold_document(data: dict[str, Any]) -> GoldDocument:
    source, target = tuple(map(str, data["source"])), tuple(map(str, data["target"]))
    beads = tuple(_sides(bead) for bead in data["beads"])
    for left, right in beads:
        if any(not 0 <= k < len(source) for k in left):
            raise ValueError(f"document {data['id']}: bead {left} is outside the source")
        if any(not 0 <= k < len(target) for k in right):
            raise ValueError(f"document {data['id']}: bead {right} is outside the target")
    return GoldDocument(str(data["id"]), source, target, beads)


def _sides(bead: Sequence[Sequence[int]]) -> Sides:
    left, right = bead
    return tuple(sorted(map(int, left))), tuple(sorted(map(int, right)))


def count(predicted: Iterable[Sides], gold: Iterable[Sides]) -> Counts:
    """Compare the beads found in one document with the true ones."""
    found, true = list(predicted), list(gold)
    true_set, found_set = set(true), set(found)
    links_found, links_true = _links(found), _links(true)
    null_found, null_true = _unaligned(found), _unaligned(true)
    two_sided = [bead for bead in true if bead[0] and bead[1]]
    return Counts(
        predicted=len(found),
        strict_right=sum(bead in true_set for bead in found),
        lax_right=sum(
            bool(_links([bead]) & links_true) if bead[0] and bead[1] else bead in true_set
            for bead in found
        ),
        gold=len(two_sided),
        strict_found=sum(bead in found_set for bead in two_sided),
        lax_found=sum(bool(_links([bead]) & links_found) for bead in two_sided),
        null_predicted=len(null_found),
        null_gold=len(null_true),
        null_right=len(null_found & null_true),
        links_predicted=len(links_found),
        links_gold=len(links_true),
        links_right=len(links_found & links_true),
    )


def _links(beads: Iterable[Sides]) -> set[tuple[int, int]]:
    return {(i, j) for left, right in beads for i in left for j in right}


def _unaligned(beads: Iterable[Sides]) -> set[tuple[int, int]]:
    alone: set[tuple[int, int]] = set()
    for left, right in beads:
        if not right:
            alone.update((0, i) for i in left)
        if not left:
            alone.update((1, j) for j in right)
    return alone


def evaluate(predictions: Sequence[Prediction], gold: GoldSet) -> Evaluation:
    """Score predictions, one for each document of the gold set, in its order.

    Raises:
        ValueError: if there are not as many predictions as documents.
    """
    total = Counts()
    right: list[bool] = []
    confidences: list[float] = []
    for prediction, document in zip(predictions, gold.documents, strict=True):
        total += count(prediction.beads, document.beads)
        true = set(document.beads)
        right.extend(bead in true for bead in prediction.beads)
        confidences.extend(prediction.confidences)
    sure = [ok for ok, value in zip(right, confidences, strict=True) if value >= 0.9]
    return Evaluation(
        strict=_scores(total.strict_right, total.predicted, total.strict_found, total.gold),
        lax=_scores(total.lax_right, total.predicted, total.lax_found, total.gold),
        null=_scores(total.null_right, total.null_predicted, total.null_right, total.null_gold)
        if total.null_gold
        else None,
        links=_scores(
            total.links_right, total.links_predicted, total.links_right, total.links_gold
        ),
        calibration_error=calibration_error(confidences, right),
        sure_share=len(sure) / len(right) if right else 0.0,
        sure_precision=sum(sure) / len(sure) if sure else 0.0,
        beads=len(right),
    )


@dataclass(frozen=True, slots=True)
class Interval:
    """Where a figure lies in 95 of 100 drawings of the documents."""

    low: float
    high: float


def intervals(
    predictions: Sequence[Prediction], gold: GoldSet, *, drawings: int = 500
) -> dict[str, Interval]:
    """Document-bootstrap intervals (Efron 1979): documents are drawn anew, with replacement.

    The drawings are the same in every run. A set of one document has no intervals.

    Args:
        predictions: one for each document of the gold set, in its order.
        gold: the set.
        drawings: how many.

    Returns:
        For "strict", "lax", "null", "links" (F1) and "calibration" (error); empty for a set of
        fewer than two documents.
    """
    size = len(gold.documents)
    if size < 2:
        return {}
    random = np.random.default_rng(20)
    figures: dict[str, list[float]] = {}
    for _ in range(drawings):
        drawn = random.integers(size, size=size).tolist()
        again = GoldSet(gold.name, gold.languages, tuple(gold.documents[k] for k in drawn))
        for name, value in _figures(evaluate([predictions[k] for k in drawn], again)).items():
            figures.setdefault(name, []).append(value)
    return {
        name: Interval(*np.quantile(values, (0.025, 0.975)).tolist())
        for name, values in figures.items()
    }


def _figures(found: Evaluation) -> dict[str, float]:
    figures = {
        "strict": found.strict.f1,
        "lax": found.lax.f1,
        "links": found.links.f1,
        "calibration": found.calibration_error,
    }
    if found.null:
        figures["null"] = found.null.f1
    return figures


def predictions_json(predictions: Sequence[Prediction], gold: GoldSet) -> str:
    """The beads found, in the form that gold sets have, with a confidence for each."""
    documents = [
        {
            "id": document.id,
            "beads": [[list(left), list(right)] for left, right in prediction.beads],
            "confidences": [round(value, 6) for value in prediction.confidences],
        }
        for prediction, document in zip(predictions, gold.documents, strict=True)
    ]
    return json.dumps({"name": gold.name, "documents": documents}, ensure_ascii=False) + "\n"


def _scores(right: int, predicted: int, found: int, gold: int) -> Scores:
    precision = right / predicted if predicted else 0.0
    recall = found / gold if gold else 0.0
    both = precision + recall
    return Scores(precision, recall, 2 * precision * recall / both if both else 0.0)


def calibration_error(
    confidences: Sequence[float], right: Sequence[bool], *, bins: int = 10
) -> float:
    """Expected calibration error (Naeini et al. 2015) over bins of equal width.

    Returns:
        The mean difference between confidence and precision in a bin, weighted by its size, 0..1.
    """
    if not confidences:
        return 0.0
    values = np.asarray(confidences, dtype=np.float64)
    truth = np.asarray(right, dtype=np.float64)
    place = np.minimum((values * bins).astype(np.int64), bins - 1)
    size = np.bincount(place, minlength=bins)
    gap = np.abs(
        np.bincount(place, weights=values, minlength=bins)
        - np.bincount(place, weights=truth, minlength=bins)
    )
    return float(gap[size > 0].sum() / len(values))
