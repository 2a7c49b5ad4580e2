"""`concord glossary init|add|lint|diff|merge|convert|stats`, as a user types them."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from reports.cli import main

ONE = """\
schema = "concord.termbase/1"

[concept.dune]
definition = "a hill of sand"
zh.preferred = "沙丘"
en.preferred = "dune"
en.deprecated = "sand heap"

[concept.oasis]
zh.preferred = "绿洲"
en.preferred = "oasis"
en.admitted = "green spot"
"""
TWO = """\
concept_id,source_term,target_term,status,note
sandhill,沙丘,sand dune,preferred,
steppe,草原,steppe,preferred,grassland without trees
"""


@dataclass(frozen=True)
class Run:
    """What a run left behind."""

    returncode: int
    stdout: str
    stderr: str


Glossary = Callable[..., Run]


@pytest.fixture
def glossary(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Glossary:
    """Run `concord glossary` in a folder with two glossaries."""
    (tmp_path / "one.toml").write_text(ONE, "utf-8")
    (tmp_path / "two.csv").write_text(TWO, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> Run:
        monkeypatch.setattr(sys, "argv", ["concord", "glossary", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        assert end.value.code is None or isinstance(end.value.code, int)
        return Run(end.value.code or 0, out, err)

    return run


def test_a_glossary_from_nothing(glossary: Glossary, tmp_path: Path) -> None:
    assert glossary("init").returncode == 0
    again = glossary("init")
    assert again.returncode == 2
    assert "exists already, and is not overwritten" in again.stderr
    run = glossary(
        "add", "glossary.toml", "dune",
        "--preferred", "zh=沙丘", "--preferred", "en=dune", "--deprecated", "en=sand heap",
        "--definition", "a hill of sand",
    )  # fmt: skip
    assert run == Run(0, "glossary.toml: dune: added 沙丘 (zh), dune (en), sand heap (en)\n", "")
    assert glossary("add", "glossary.toml", "dune", "--admitted", "en=sand hill").returncode == 0
    text = (tmp_path / "glossary.toml").read_text("utf-8")
    assert text.endswith(
        '[concept.dune]\ndefinition = "a hill of sand"\nzh.preferred = "沙丘"\n'
        'en.preferred = "dune"\nen.deprecated = "sand heap"\nen.admitted = "sand hill"\n'
    )
    assert glossary("lint", "glossary.toml") == Run(0, "", "")


def test_lint_names_the_place(glossary: Glossary, tmp_path: Path) -> None:
    (tmp_path / "one.toml").write_text(ONE.replace("admitted", "deprecated", 1) + 'en.x = "y"\n')
    assert glossary("lint", "one.toml").returncode == 2
    (tmp_path / "one.toml").write_text(
        ONE.replace('"green spot"', '["green spot", "dune"]').replace("sand heap", "dunes")
    )
    run = glossary("lint", "one.toml", "two.csv")
    assert run.returncode == 1
    assert run.stdout == (
        "one.toml:7: contradictory-status: dune: dunes (en) is deprecated here and "
        "admitted in oasis; say with except-in or only-near where it is wrong\n"
    )
    listed = json.loads(glossary("lint", "one.toml", "--format", "json").stdout)
    assert listed["schema"] == "concord.glossary-lint/1"
    assert listed["problems"][0]["path"] == "one.toml"
    assert listed["problems"][0]["line"] == 7


def test_diff(glossary: Glossary, tmp_path: Path) -> None:
    assert glossary("diff", "one.toml", "one.toml") == Run(0, "", "")
    (tmp_path / "new.toml").write_text(
        ONE.replace("a hill", "a high hill").replace('en.admitted = "green spot"\n', "")
        + '\n[concept.steppe]\nen.preferred = "steppe"\n'
    )
    run = glossary("diff", "one.toml", "new.toml")
    assert (run.returncode, run.stderr) == (1, "")
    assert run.stdout == (
        "~ dune: definition: a hill of sand → a high hill of sand\n"
        "- oasis: green spot (en)\n"
        "+ steppe\n"
    )
    changes = json.loads(glossary("diff", "one.toml", "new.toml", "--format", "json").stdout)
    assert [change["difference"] for change in changes["changes"]] == [
        "changed", "removed", "added",
    ]  # fmt: skip


def test_merge_says_where_glossaries_differ_and_writes_nothing(
    glossary: Glossary, tmp_path: Path
) -> None:
    run = glossary("merge", "one.toml", "two.csv", "-o", "all.toml")
    assert (run.returncode, run.stdout) == (1, "")
    assert run.stderr == (
        "dune: preferred term (en): dune in one.toml, sand dune in two.csv\n"
        "concord: nothing was written; mend what differs, or say --prefer first or last\n"
    )
    assert not (tmp_path / "all.toml").exists()


def test_merge_as_told(glossary: Glossary, tmp_path: Path) -> None:
    run = glossary("merge", "one.toml", "two.csv", "-o", "all.toml", "--prefer", "last")
    assert run.returncode == 0
    assert "dune in one.toml, sand dune in two.csv" in run.stderr
    text = (tmp_path / "all.toml").read_text("utf-8")
    assert 'en.preferred = "sand dune"\nen.admitted = "dune"\n' in text
    assert "[concept.steppe]" in text
    assert glossary("merge", "one.toml", "-o", "all.toml").returncode == 2


@pytest.mark.parametrize("suffix", ["csv", "xlsx", "tmx"])
def test_convert_there_and_back(glossary: Glossary, suffix: str) -> None:
    assert glossary("convert", "one.toml", "-o", f"there.{suffix}") == Run(0, "", "")
    assert glossary("convert", f"there.{suffix}", "-o", "back.toml") == Run(0, "", "")
    assert glossary("diff", "one.toml", "back.toml") == Run(0, "", "")


def test_convert_lists_what_is_lost(glossary: Glossary) -> None:
    run = glossary("convert", "one.toml", "-o", "-", "--to", "utx")
    assert run.returncode == 0
    assert run.stdout.startswith("#UTX 1.20; zh/en;")
    assert run.stderr == (
        "dune: definition: 'a hill of sand'\nconcord: utx does not carry 1 thing, listed above\n"
    )


def test_convert_chooses_languages_and_their_order(glossary: Glossary, tmp_path: Path) -> None:
    run = glossary("convert", "two.csv", "-o", "two.tsv", "--languages", "en,zh")
    assert run.returncode == 0
    assert (tmp_path / "two.tsv").read_text("utf-8") == (
        "en\tzh\tnote\nsand dune\t沙丘\t\nsteppe\t草原\t\n"
    )
    assert "steppe: steppe (en): note: 'grassland without trees'" in run.stderr


def test_stats(glossary: Glossary) -> None:
    assert glossary("stats", "one.toml").stdout == (
        "2 concepts, 6 terms\n\n"
        "LANGUAGE  PREFERRED  ADMITTED  DEPRECATED  CONCEPTS\n"
        "zh        2          0         0           2\n"
        "en        2          1         1           2\n\n"
        "FIELD       FILLED  OF\n"
        "definition  1       2 concepts\n"
    )


USAGE = [
    (["add", "one.toml", "dune"], "say what to add"),
    (["add", "one.toml", "dune", "--admitted", "sand"], "write the language and the term"),
    (["add", "one.toml", "new", "--note", "x"], "there is no concept new"),
    (["add", "one.toml", "dune", "--admitted", "en=Dune"], "one.toml:6: dune has the term 'dune'"),
    (["add", "one.toml", "dune", "--definition", "x"], "has a definition already"),
    (["add", "none.toml", "dune", "--admitted", "en=x"], "none.toml: no such file"),
    (["add", "one.tbx", "dune", "--admitted", "en=x"], "one.tbx: no such file"),
    (["init", "x.csv"], "is a .toml file"),
    (["init", "none/x.toml"], "none/x.toml: cannot be written"),
    (["convert", "one.toml", "-o", "one.toml"], "would overwrite a file that is read"),
    (["convert", "one.toml", "-o", "x.doc"], "the suffix says no format"),
    (["convert", "one.toml", "-o", "x.tbx", "--to", "tbx3"], "--to: 'tbx3' is not one of"),
    (["convert", "one.toml", "-o", "-"], "name the format with --to"),
    (["convert", "one.toml", "-o", "x.csv", "--languages", "fr"], "no term is in 'fr'"),
    (["convert", "one.toml"], "Missing option"),
    (["diff", "one.toml"], "Missing argument"),
    (["diff", "one.toml", "none.csv"], "none.csv: no such file"),
    (["merge", "one.toml", "two.csv", "-o", "two.csv"], "would overwrite a file that is read"),
    (["lint", "none.csv"], "none.csv: no such file"),
    (["stats", "one.xyz"], "one.xyz: no such file"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE, ids=lambda value: str(value)[:60])
def test_wrong_usage_is_one_clear_message(
    glossary: Glossary, arguments: list[str], message: str
) -> None:
    run = glossary(*arguments)
    assert run.returncode == 2
    assert message in " ".join(run.stderr.split())
    assert "Traceback" not in run.stderr
    assert run.stdout == ""
