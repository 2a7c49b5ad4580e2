"""The shape of the project: who imports whom, what is in the wheel, what starts light."""

from __future__ import annotations

import ast
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
MAY_IMPORT = {
    "corpus": set(),
    "align": {"corpus"},
    "glossary": {"corpus"},
    "reports": {"corpus", "align", "glossary"},
}
HEAVY = (
    "torch",
    "sentence_transformers",
    "transformers",
    "numba",
    "numpy",
    "lxml",
    "docx",
    "pypdf",
)
MODULES = sorted(path for room in MAY_IMPORT for path in (ROOT / room).rglob("*.py"))


def imported_rooms(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: a relative import"
            names.add(node.module or "")
    return {name.partition(".")[0] for name in names} & set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_module_imports_only_the_rooms_it_may(path: Path) -> None:
    room = path.relative_to(ROOT).parts[0]
    assert imported_rooms(path) <= MAY_IMPORT[room] | {room}


def test_the_rooms_are_the_only_packages() -> None:
    found = {path.parent.name for path in ROOT.glob("*/__init__.py")}
    assert found == set(MAY_IMPORT)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_is_short_enough_to_read(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 420


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (path,) = folder.glob("*.whl")
    return zipfile.ZipFile(path)


def test_the_wheel_holds_the_four_rooms_and_nothing_else(wheel: zipfile.ZipFile) -> None:
    tops = {name.partition("/")[0] for name in wheel.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == set(MAY_IMPORT)


def test_the_wheel_holds_every_file_of_the_rooms(wheel: zipfile.ZipFile) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", *MAY_IMPORT], cwd=ROOT, check=True, capture_output=True, text=True
    ).stdout.split()
    assert set(tracked) <= set(wheel.namelist())
    assert {"corpus/py.typed", "align/py.typed", "glossary/py.typed", "reports/py.typed"} <= set(
        tracked
    )


def test_the_wheel_brings_the_example_for_the_demo(wheel: zipfile.ZipFile) -> None:
    assert "reports/demo/source.zh.txt" in wheel.namelist()


@pytest.mark.parametrize(
    "package",
    ["corpus.readers", "corpus.writers", "reports.checks", "reports.formats", "glossary.formats"],
)
def test_loading_a_folder_of_plug_ins_imports_nothing_heavy(package: str) -> None:
    listing = {
        "corpus.readers": "readers",
        "corpus.writers": "writers",
        "reports.checks": "checks",
        "reports.formats": "formats",
        "glossary.formats": "termbase_formats",
    }[package]
    code = (
        f"import sys; from {package} import {listing} as load; assert load();"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert run.stdout.strip() == "[]"
