"""Gold sets aligned, drawn anew and written down."""

from __future__ import annotations

import json
from collections.abc import Sequence

import numpy as np

from align.encoders import Vectors
from align.evaluation import GoldDocument, GoldSet, evaluate, intervals, predictions_json
from align.gold import align_gold

TEXT = tuple(f"Sentence number {k} of the text." for k in range(9))


class PlaceEncoder:
    """One direction for each distinct text, the same in every run."""

    signature = "place/1"
    dimension = 32

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = [np.random.default_rng(list(text.encode())).normal(size=32) for text in texts]
        stacked = np.array(rows, dtype=np.float32).reshape(-1, 32)
        return (stacked / np.linalg.norm(stacked, axis=1, keepdims=True)).astype(np.float32)


def gold(documents: int) -> GoldSet:
    """Texts against themselves; the second lacks a sentence, more in later documents."""
    made = []
    for number in range(documents):
        target = TEXT[: 4 + number] + TEXT[5 + number :]
        beads = [((k,), (target.index(text),)) for k, text in enumerate(TEXT) if text in target]
        made.append(GoldDocument(str(number), TEXT, target, (*beads, ((4 + number,), ()))))
    return GoldSet("small", ("en", "en"), tuple(made))


def test_a_gold_set_is_aligned_without_its_beads() -> None:
    whole = gold(3)
    blind = GoldSet(
        whole.name,
        whole.languages,
        tuple(GoldDocument(d.id, d.source, d.target, ()) for d in whole.documents),
    )
    found = align_gold(blind, encoder=PlaceEncoder())

    assert found == align_gold(whole, encoder=PlaceEncoder())
    assert evaluate(found, whole).strict.f1 > 0.9


def test_intervals_hold_the_figure_and_need_two_documents() -> None:
    several = gold(4)
    found = align_gold(several, encoder=PlaceEncoder())
    around = intervals(found, several, drawings=60)
    score = evaluate(found, several)

    assert around["strict"].low <= score.strict.f1 <= around["strict"].high
    assert around == intervals(found, several, drawings=60)
    assert intervals(found[:1], gold(1)) == {}


def test_predictions_have_the_form_of_a_gold_set() -> None:
    several = gold(2)
    found = align_gold(several, encoder=PlaceEncoder())
    data = json.loads(predictions_json(found, several))

    assert data["name"] == "small"
    assert [document["id"] for document in data["documents"]] == ["0", "1"]
    for document, prediction in zip(data["documents"], found, strict=True):
        assert len(document["beads"]) == len(document["confidences"])
        assert [(tuple(a), tuple(b)) for a, b in document["beads"]] == list(prediction.beads)
        assert all(0 <= value <= 1 for value in document["confidences"])
