"""The sample plug-in of examples/plugin, installed like any other distribution."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LONG = "The plan is long " + "and long " * 30 + "indeed."
SUBTITLES = f"""1
00:00:01,000 --> 00:00:02,500
It met on
February 30, 2021.

2
00:00:03,000 --> 00:00:09,000
{LONG}
"""


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the plug-in in it, to be put on the path."""
    target = tmp_path_factory.mktemp("site")
    command = [
        sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index",
        "--no-build-isolation", "--disable-pip-version-check", "--target", str(target),
        str(ROOT / "examples" / "plugin"),
    ]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True)
    return target


def concord(installed: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "reports.cli", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(installed), "XDG_CACHE_HOME": str(folder)},
    )  # fmt: skip


def test_its_reader_check_and_format_work_together(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "film.srt").write_text(SUBTITLES, "utf-8")
    done = concord(installed, tmp_path, "check", "film.srt", "--fail-on", "note")
    assert done.returncode == 1
    assert "film.srt:3:" in done.stdout
    assert "film.srt:8:1: note long-sentence a sentence of 65 words" in done.stdout
    counted = concord(installed, tmp_path, "check", "film.srt", "-o", "film.counts")
    assert counted.returncode == 1
    lines = (tmp_path / "film.counts").read_text().splitlines()
    assert "1\tlong-sentence" in lines
    assert "1\timpossible-date" in lines


def test_its_encoder_aligns(installed: Path, tmp_path: Path) -> None:
    first = ["The harvest began in May.", "All the farms took part.", "It ended early in June."]
    (tmp_path / "one.txt").write_text("\n".join(first))
    (tmp_path / "two.txt").write_text("\n".join(line.replace("the", "our") for line in first))
    done = concord(
        installed, tmp_path, "align", "one.txt", "two.txt", "--encoder", "letters",
        "--format", "tsv", "--mode", "parallel",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "All the farms took part.\tAll our farms took part." in done.stdout


@pytest.mark.parametrize(
    ("command", "name"),
    [("rules", "long-sentence"), ("formats", "subtitles"), ("encoders", "letters")],
)
def test_its_parts_are_listed(command: str, name: str, installed: Path, tmp_path: Path) -> None:
    assert name in concord(installed, tmp_path, command).stdout
