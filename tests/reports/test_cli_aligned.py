"""The commands that load a model, run once each on the example and on texts of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from lxml import html as lxml_html

from reports.cli import main

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"
LINES = {
    "one.txt": (
        "The well was dug in spring. 😀 It is deep.",
        "Goats may not drink from it.",
        "Whoever breaks the rope pays for a new one.",
    ),
    "two.txt": (
        "这口井是春天挖的。😀 它很深。",
        "山羊不得饮用井水。",
        "谁弄断绳子，谁赔一根新的。",
    ),
}


def concord(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reports.cli", *arguments],
        check=False,
        capture_output=True,
        cwd=cwd,
        encoding="utf-8",
        env={
            **os.environ, "COLUMNS": "100", "NO_COLOR": "1", "OMP_NUM_THREADS": "1",
            "CONCORD_CACHE_DIR": str(cwd / "cache"),
        },
    )  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A place to run in, with the vectors of the example already in its cache."""
    place = tmp_path_factory.mktemp("aligned")
    (place / "cooking.txt").write_text(
        "Peel the onions and slice them thinly.\nFry them slowly in butter until golden.\n"
        "Add the stock and a bay leaf, and simmer for an hour.\n",
        "utf-8",
    )
    (place / "astronomy.txt").write_text(
        "The moons of the planet were first seen in winter.\nIts rings are made of dust and ice.\n"
        "Two probes have passed it since then.\n",
        "utf-8",
    )
    return place


@pytest.fixture(scope="module")
def demo(folder: Path) -> subprocess.CompletedProcess[str]:
    return concord("demo", cwd=folder)


def test_the_demo_shows_the_main_job(demo: subprocess.CompletedProcess[str], folder: Path) -> None:
    assert (demo.returncode, demo.stderr) == (0, "")
    assert "$ concord align" in demo.stdout
    assert "$ concord check" in demo.stdout
    assert "machine.en.txt:1:5: error deprecated-term" in demo.stdout
    assert "^^^" in demo.stdout
    page = folder / "concord-demo.html"
    assert str(page) in demo.stdout
    found = lxml_html.document_fromstring(page.read_bytes())
    assert len(found.xpath("//article")) > 5
    assert len(found.xpath("//div[@role='row']")) > 20


def here(*arguments: str, cwd: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the command line in this process, where torch is imported once for all tests."""
    monkeypatch.chdir(cwd)
    monkeypatch.setenv("CONCORD_CACHE_DIR", str(cwd / "cache"))
    monkeypatch.setattr(sys, "argv", ["concord", *arguments])
    with pytest.raises(SystemExit) as end:
        main()
    assert not end.value.code


def test_the_example_is_aligned_to_the_schema(
    demo: subprocess.CompletedProcess[str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The demo has left the vectors of these sentences in the cache.
    paths = [str(EXAMPLES / name) for name in ("source.zh.txt", "careful.en.txt", "machine.en.txt")]
    here("align", *paths, "-o", "out.json", cwd=folder, monkeypatch=monkeypatch)
    values = validated(folder / "out.json")
    assert values["mode"] == "parallel"
    paired = [bead for bead in values["beads"] if bead["segments"][0] and bead["segments"][1]]
    assert len(paired) > 40


def test_lines_are_numbered_from_0_with_the_blank_ones(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("one.txt", "two.txt"):
        lines = (LINES[name][0], "", "  ", *LINES[name][1:])
        (folder / name).write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    command = ("align", "one.txt", "two.txt", "--segments", "lines", "-o", "lines.json")
    here(*command, cwd=folder, monkeypatch=monkeypatch)
    values = validated(folder / "lines.json")
    for document in values["documents"]:
        text = (folder / document["path"]).read_bytes().decode("utf-8-sig")
        shown = [(segment["id"], segment["text"]) for segment in document["segments"]]
        assert shown == list(enumerate(text.split("\r\n")))
        for segment in document["segments"]:
            assert text[segment["start"] : segment["end"]] == segment["text"]
    assert [bead["segments"] for bead in values["beads"]] == [[[n], [n]] for n in (0, 3, 4)]


def test_what_min_confidence_leaves_out_is_counted(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, lines in LINES.items():
        (folder / name).write_text("\n".join(lines), "utf-8")
    command = ("align", "one.txt", "two.txt", "--min-confidence", "1", "-o", "sure.json")
    here(*command, cwd=folder, monkeypatch=monkeypatch)
    values = validated(folder / "sure.json")
    sure = sum(all(bead["segments"]) for bead in values["beads"])
    assert f"--min-confidence left out {4 - sure} pairs less sure than 1." in values["notes"]
    assert values["signature"]["parameters"]["min-confidence"] == 1
    assert sure < 3


def validated(path: Path) -> Any:
    values = json.loads(path.read_text("utf-8"))
    schema = json.loads((ROOT / "docs/schema/alignment-1.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(values)
    return values


def test_texts_that_share_nothing_get_an_honest_answer(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    command = ("check", "cooking.txt", "astronomy.txt", "--no-cache")
    here(*command, cwd=folder, monkeypatch=monkeypatch)
    out, err = capfd.readouterr()
    assert err == ""
    assert "The texts share no passage that could be recognised" in out
    assert "No findings:" in out
