"""Every command that the README shows is run, and prints what the README says.

In a ```console block a line that begins with `$ ` is a command; what follows it, up to the next
command, is its output. A line `…` stands for any number of lines.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def shown_commands() -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            pairs.append((command, output.rstrip("\n")))
    return pairs


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    copy = tmp_path_factory.mktemp("readme") / "examples"
    shutil.copytree(ROOT / "examples", copy)
    return copy


def test_the_readme_shows_commands() -> None:
    assert len(shown_commands()) >= 5


@pytest.mark.parametrize(("command", "output"), shown_commands(), ids=lambda text: text[:50])
def test_a_command_in_the_readme_prints_what_it_says(
    command: str, output: str, folder: Path
) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    run = subprocess.run(
        ["bash", "-c", command],
        check=False,
        cwd=folder,
        env={**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    pattern = re.escape(output).replace(re.escape("\n…"), r"(?:\n.*)*").replace("…\n", r"(?:.*\n)*")
    assert re.fullmatch(pattern, run.stdout.rstrip("\n")), run.stdout


@pytest.mark.parametrize("page", sorted([ROOT / "README.md", *ROOT.glob("docs/*.md")]))
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []
