"""Scores by hand on small alignments; broken gold files."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.evaluation import (
    GoldDocument,
    GoldSet,
    Prediction,
    calibration_error,
    evaluate,
    read_gold,
)
from corpus.errors import InputError

GOLD = (((0,), (0,)), ((1,), (1, 2)), ((2,), ()), ((3,), (3,)))


def gold_set(*beads: tuple[tuple[int, ...], tuple[int, ...]]) -> GoldSet:
    document = GoldDocument("one", ("a", "b", "c", "d"), ("w", "x", "y", "z"), beads)
    return GoldSet("small", ("en", "fr"), (document,))


def test_the_gold_itself_is_perfect() -> None:
    found = evaluate([Prediction(GOLD, (1.0,) * 4)], gold_set(*GOLD))

    assert found.strict.f1 == found.lax.f1 == found.links.f1 == 1.0
    assert found.null is not None
    assert found.null.f1 == 1.0
    assert found.calibration_error == 0.0
    assert (found.sure_share, found.sure_precision) == (1.0, 1.0)


def test_precision_counts_unaligned_beads_and_recall_does_not() -> None:
    beads = (((0,), (0,)), ((1,), (1,)), ((), (2,)), ((2,), ()), ((3,), (3,)))
    found = evaluate([Prediction(beads, (0.5,) * 5)], gold_set(*GOLD))

    assert found.strict.precision == pytest.approx(3 / 5)
    assert found.strict.recall == pytest.approx(2 / 3)
    assert found.lax.precision == pytest.approx(4 / 5)
    assert found.lax.recall == 1.0
    assert found.null is not None
    assert (found.null.precision, found.null.recall) == (0.5, 1.0)
    assert found.links.precision == 1.0
    assert found.links.recall == pytest.approx(3 / 4)


def test_null_score_is_missing_where_the_gold_has_no_unaligned_sentence() -> None:
    gold = gold_set(((0,), (0,)), ((1, 2, 3), (1, 2, 3)))

    assert evaluate([Prediction(gold.documents[0].beads, (1.0, 1.0))], gold).null is None


def test_as_many_predictions_as_documents() -> None:
    with pytest.raises(ValueError, match="zip"):
        evaluate([], gold_set(*GOLD))


@pytest.mark.parametrize(
    ("confidences", "right", "expected"),
    [
        ([], [], 0.0),
        ([1.0, 1.0], [True, False], 0.5),
        ([0.75, 0.75, 0.75, 0.75], [True, True, True, False], 0.0),
        ([0.2, 0.9], [False, True], 0.15),
    ],
)
def test_calibration_error(confidences: list[float], right: list[bool], expected: float) -> None:
    assert calibration_error(confidences, right) == pytest.approx(expected)


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        '{"name": "x"}',
        '{"name": "x", "languages": ["en"], "documents": []}',
        (
            '{"name": "x", "languages": ["en", "fr"], "documents": '
            '[{"id": "1", "source": ["a"], "target": ["b"], "beads": [[[0], [1]]]}]}'
        ),
        "[" * 100_000,
    ],
)
def test_broken_gold_is_refused_with_its_path(tmp_path: Path, content: str) -> None:
    path = tmp_path / "gold.json"
    path.write_text(content, encoding="utf-8")

    with pytest.raises(InputError, match=r"gold\.json"):
        read_gold(path)


def test_gold_is_read(tmp_path: Path) -> None:
    path = tmp_path / "gold.json"
    path.write_text(
        '{"name": "x", "languages": ["en", "fr"], "documents": [{"id": 7, "source": ["a", "b"], '
        '"target": ["c"], "beads": [[[1, 0], [0]]]}]}',
        encoding="utf-8",
    )

    gold = read_gold(path)

    assert gold.languages == ("en", "fr")
    assert gold.documents == (GoldDocument("7", ("a", "b"), ("c",), (((0, 1), (0,)),)),)


def test_missing_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="nowhere"):
        read_gold(tmp_path / "nowhere.json")
