"""The commands that load a model, run once each on the example and on texts of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import html as lxml_html

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "examples"


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


def test_the_example_is_aligned_to_the_schema(
    demo: subprocess.CompletedProcess[str], folder: Path
) -> None:
    paths = [str(EXAMPLES / name) for name in ("source.zh.txt", "careful.en.txt", "machine.en.txt")]
    run = concord("align", *paths, "--segments", "lines", "-o", "out.json", cwd=folder)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    values = json.loads((folder / "out.json").read_text("utf-8"))
    schema = json.loads((ROOT / "docs/schema/alignment-1.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(values)
    lines = (EXAMPLES / "source.zh.txt").read_text("utf-8").splitlines()
    assert [one["text"] for one in values["documents"][0]["segments"]] == lines
    paired = [bead for bead in values["beads"] if bead["segments"][0] and bead["segments"][1]]
    assert len(paired) > 10


def test_texts_that_share_nothing_get_an_honest_answer(folder: Path) -> None:
    run = concord("check", "cooking.txt", "astronomy.txt", "--no-cache", cwd=folder)
    assert (run.returncode, run.stderr) == (0, "")
    assert "The texts share no passage that could be recognised" in run.stdout
    assert "No findings:" in run.stdout
