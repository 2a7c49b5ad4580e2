"""Every command that the README and the tutorials show is run, and prints what they say.

In a ```console block a line that begins with `$ ` is a command; what follows it, up to the next
command, is its output. A line `…` stands for any number of lines. The commands of a page run in
order, in a copy of the examples, or in an empty folder if the page says so.
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
PAGES = sorted([ROOT / "README.md", *ROOT.glob("docs/*.md")])
EMPTY = "<!-- runs in: an empty folder -->"


def shown_commands(page: Path) -> list[tuple[str, str]]:
    pairs: list[tuple[str, str]] = []
    for block in re.findall(r"```console\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            pairs.append((command, output.rstrip("\n")))
    return pairs


def test_the_readme_shows_commands() -> None:
    assert len(shown_commands(ROOT / "README.md")) >= 5


@pytest.mark.parametrize(
    "page", [page for page in PAGES if shown_commands(page)], ids=lambda p: p.name
)
def test_the_commands_of_a_page_print_what_it_says(page: Path, tmp_path: Path) -> None:
    folder = tmp_path / "examples"
    if EMPTY in page.read_text(encoding="utf-8"):
        folder.mkdir()
    else:
        shutil.copytree(ROOT / "examples", folder)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    for command, output in shown_commands(page):
        run = subprocess.run(
            ["bash", "-c", command],
            check=False,
            cwd=folder,
            env={**os.environ, "PATH": path, "NO_COLOR": "1", "COLUMNS": "100"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
        )
        pattern = re.escape(output).replace(re.escape("\n…"), r"(?:\n.*)*")
        pattern = pattern.replace("…\n", r"(?:.*\n)*")
        assert re.fullmatch(pattern, run.stdout.rstrip("\n")), f"$ {command}\n{run.stdout}"


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_to_a_file(page: Path) -> None:
    text = re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)#:\s]+)(?:#[^)\s]*)?\)", text)
    assert [target for target in targets if not (page.parent / target).exists()] == []
