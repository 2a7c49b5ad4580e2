"""`concord align` on texts that nobody would hand it on purpose, and with fixed points."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from corpus.errors import ConcordError
from reports.cli import app

THINGS = ("mill", "bridge", "school", "market", "orchard", "quarry", "harbour", "chapel")
DEEDS = ("was sold", "burned down", "was painted red", "lost its roof", "closed for repairs")
STORY = [
    f"The {thing} {DEEDS[(3 * k) % 5]} when {THINGS[(k + 3) % 8]} and {THINGS[(k + 5) % 8]} merged."
    for k, thing in enumerate(THINGS)
]
ACIDS = [
    "Copper dissolves slowly in warm acid.",
    "Wear goggles during titration.",
    "Molar mass decides the dose.",
]

TEXTS = {
    "story": STORY,
    "copy": STORY,
    "backwards": STORY[::-1],
    "one": STORY[:1],
    "acids": ACIDS,
    "headings": [line for k in range(1, 6) for line in (f"{k}. On the {THINGS[k]}", "")],
    "articles": [line for k in range(1, 6) for line in (f"Article {k} The {THINGS[k]}", "")],
    "numbers": [str(37 * k) for k in range(20)],
    "endless": [" ".join(STORY) * 40],
    "crossing": ["story.txt\tcopy.txt", "1\t5", "5\t1"],
    "anchors": ["story.txt\tcopy.txt", "2\t3", "#6\t6"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, lines in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def align(*arguments: str) -> dict[str, Any]:
    run = CliRunner().invoke(app, ["align", *arguments, "--format", "json"], catch_exceptions=False)
    assert run.exit_code == 0
    data: dict[str, Any] = json.loads(run.stdout)
    return data


@pytest.mark.parametrize(
    ("names", "mode", "pairs", "says"),
    [
        ("story copy", "parallel", 8, "the same, word for word"),
        ("story acids", "passages", 0, "seem unrelated"),
        ("headings articles", "parallel", 5, "run parallel"),
        ("numbers story", "passages", 0, "nothing to align"),
        ("story copy one", None, None, None),
        ("one endless", None, None, None),
        ("story backwards", None, None, None),
        ("story copy headings acids endless", None, None, None),
    ],
)
@pytest.mark.usefixtures("folder")
def test_odd_texts_get_sensible_beads(
    names: str, mode: str | None, pairs: int | None, says: str | None
) -> None:
    data = align(*(f"{name}.txt" for name in names.split()))

    assert data["notes"]
    for bead in data["beads"]:
        assert 0 <= bead["confidence"] <= 1
        assert any(bead["segments"])
    if mode is not None:
        assert data["mode"] == mode
        assert sum(sum(map(bool, bead["segments"])) > 1 for bead in data["beads"]) == pairs
        assert says is not None
        assert says in " ".join(data["notes"])


@pytest.mark.usefixtures("folder")
def test_reversed_sentences_are_found_or_doubted() -> None:
    right = {((k,), (7 - k,)) for k in range(8)}
    found = align("story.txt", "backwards.txt")["beads"]
    assert right <= {tuple(map(tuple, bead["segments"])) for bead in found}

    forced = align("story.txt", "backwards.txt", "--mode", "parallel")["beads"]
    wrong = [
        bead["confidence"]
        for bead in forced
        if all(bead["segments"]) and tuple(map(tuple, bead["segments"])) not in right
    ]
    assert sum(wrong) < len(wrong) / 2


@pytest.mark.usefixtures("folder")
def test_anchors_are_held() -> None:
    data = align("story.txt", "copy.txt", "--anchors", "anchors.txt")

    assert any(1 in bead["segments"][0] and 2 in bead["segments"][1] for bead in data["beads"])
    assert any(5 in bead["segments"][0] and 5 in bead["segments"][1] for bead in data["beads"])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ("story.txt copy.txt --anchors crossing.txt", "crossing.txt:3: the row and that of line 2"),
        ("story.txt copy.txt --anchors missing.tsv", "missing.tsv: no such file"),
        ("story.txt one.txt --anchors anchors.txt", "'copy.txt' is none of the files to align"),
        ("story.txt copy.txt --anchors anchors.txt --mode passages", "anchors are for parallel"),
        ("story.txt copy.txt --anchors anchors.txt -o anchors.txt", "would overwrite"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_wrong_anchors_are_a_clear_error(arguments: str, says: str) -> None:
    with pytest.raises(ConcordError, match=says):
        CliRunner().invoke(app, ["align", *arguments.split()], catch_exceptions=False)
