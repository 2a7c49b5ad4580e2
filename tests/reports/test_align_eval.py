"""`concord align-eval` as a user meets it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from corpus.errors import ConcordError, MalformedFileError, UsageError
from reports.cli import app

SENTENCES = [
    "The museum opens at nine.",
    "Two dogs ran along the frozen river.",
    "Our budget for the new bridge is too small.",
    "She reads a poem every evening.",
]


def gold_file(folder: Path, name: str = "small") -> Path:
    """Two documents: a text against itself, and against itself without a sentence."""
    beads = [[[k], [k]] for k in range(4)]
    documents = [
        {"id": "whole", "source": SENTENCES, "target": SENTENCES, "beads": beads},
        {
            "id": "shorter",
            "source": SENTENCES,
            "target": SENTENCES[:3],
            "beads": [*beads[:3], [[3], []]],
        },
    ]
    path = folder / f"{name}.json"
    content = {"name": name, "languages": ["en", "en"], "documents": documents}
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_scores_with_intervals_and_predictions(tmp_path: Path) -> None:
    written = tmp_path / "found.json"
    run = CliRunner().invoke(
        app,
        ["align-eval", str(gold_file(tmp_path)), "--predictions", str(written), "--no-cache"],
        catch_exceptions=False,
    )

    assert run.exit_code == 0
    head, figures, drawn = run.stdout.splitlines()
    assert head.split() == ["set", "strict", "lax", "null", "links", "calibration", "sure", "right"]
    assert figures.split()[0] == "small"
    assert float(figures.split()[1]) == 1.0
    assert drawn.split()[0] == "1.000–1.000"
    data = json.loads(written.read_text(encoding="utf-8"))
    assert data["documents"][1]["beads"] == [[[0], [0]], [[1], [1]], [[2], [2]], [[3], []]]


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["{gold}", "{gold}", "--predictions", "x.json"], UsageError),
        (["{gold}", "--predictions", "{gold}"], UsageError),
        (["{broken}"], MalformedFileError),
    ],
    ids=["predictions of two sets", "predictions over the gold", "not a gold set"],
)
def test_misuse_is_refused(tmp_path: Path, arguments: list[str], error: type[ConcordError]) -> None:
    broken = tmp_path / "broken.json"
    broken.write_text('{"name": "x"}', encoding="utf-8")
    named = {"gold": str(gold_file(tmp_path)), "broken": str(broken)}

    with pytest.raises(error):
        CliRunner().invoke(
            app,
            ["align-eval", *(part.format(**named) for part in arguments)],
            catch_exceptions=False,
        )
