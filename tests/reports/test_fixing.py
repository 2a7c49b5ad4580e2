"""`concord check --fix` and `--diff` on real files, through the real command line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.errors import OutputError
from corpus.reading import read
from reports.checking import check_documents
from reports.cli import main
from reports.fixing import FixedFile, fixes_of, write_fixes

GLOSSARY = """schema = "concord.termbase/1"
[concept.water-right]
zh.preferred = "水权"
zh.deprecated = "用水权利"
en.preferred = "claim to water"
en.deprecated = "irrigation permit"
[concept.output]
en.preferred = "yield"
en.deprecated = "output"
[concept.bailiff]
en.preferred = "water bailiff — sworn"
en.deprecated = "river guard"
"""


@dataclass(frozen=True)
class Run:
    """What a run left behind."""

    returncode: object
    stdout: str
    stderr: str


Concord = Callable[..., Run]


@pytest.fixture
def concord(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], tmp_path: Path
) -> Concord:
    """Run `concord check` on a file in a folder that has the glossary."""
    (tmp_path / "g.toml").write_text(GLOSSARY, encoding="utf-8")
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> Run:
        command = ["concord", "check", *arguments, "--glossary", "g.toml"]
        monkeypatch.setattr(sys, "argv", [*command, "--select", "terminology"])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return Run(end.value.code, out, err)

    return run


TEXT = "Irrigation permits matter.\nIt is an irrigation\npermit; the output of it\n"
FIXED = "Claims to water matter.\nIt is an irrigation\npermit; the output of it\n"


def test_without_options_the_report_tells_how_many(concord: Concord, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run = concord("a.txt")
    assert "\n1 safe replacement: see with --diff, make with --fix.\n" in run.stdout
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TEXT


def test_the_diff_shows_and_changes_nothing(concord: Concord, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    for options in (("--diff",), ("--diff", "--fix")):
        run = concord("a.txt", *options)
        assert run.stdout == (
            "--- a/a.txt\n+++ b/a.txt\n@@ -1,3 +1,3 @@\n"
            "-Irrigation permits matter.\n+Claims to water matter.\n"
            " It is an irrigation\n permit; the output of it\n"
        )
        assert run.stderr == "concord: 1 replacement in 1 file; nothing was changed\n"
        assert run.returncode == 1
        assert (tmp_path / "a.txt").read_text(encoding="utf-8") == TEXT


def test_only_what_is_safe_is_replaced_and_is_then_found_no_more(
    concord: Concord, tmp_path: Path
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run = concord("a.txt", "--fix")
    assert run.stderr == "concord: a.txt: 1 replacement made\n"
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == FIXED
    assert "a.txt:2:10: error deprecated-term" in run.stdout
    assert "a.txt:3:13: error deprecated-term" in run.stdout
    assert "2 findings" in run.stdout
    again = concord("a.txt", "--fix")
    assert again.stderr == ""
    assert again.stdout == run.stdout
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == FIXED


@pytest.mark.parametrize(
    ("before", "after", "codec"),
    [
        ("\ufeffIrrigation permits.\r\nEnd", "\ufeffClaims to water.\r\nEnd", "utf-8"),
        ("Irrigation permits.\rEnd\r", "Claims to water.\rEnd\r", "utf-8"),
        ("\ufeffIrrigation permits.\r\n", "\ufeffClaims to water.\r\n", "utf-16-le"),
        ("\ufeffIrrigation permits.\n", "\ufeffClaims to water.\n", "utf-16-be"),
        ("Irrigation permits “here”.\n", "Claims to water “here”.\n", "cp1252"),
        ("用水权利的市场，由政府建立。\n", "水权的市场，由政府建立。\n", "gb18030"),
        (
            "# Irrigation permits\n\n- an *irrigation permit* [x](irrigation-permit)\n",
            "# Claims to water\n\n- a *claim to water* [x](irrigation-permit)\n",
            "utf-8",
        ),
    ],
)
def test_encoding_mark_and_line_ends_stay(
    concord: Concord, tmp_path: Path, before: str, after: str, codec: str
) -> None:
    path = tmp_path / ("a.md" if before.startswith("# ") else "a.txt")
    path.write_bytes(before.encode(codec))
    concord(path.name, "--diff")
    assert path.read_bytes() == before.encode(codec)
    run = concord(path.name, "--fix")
    assert path.read_bytes().decode(codec) == after
    assert run.returncode == 0


def test_code_is_left_alone(concord: Concord, tmp_path: Path) -> None:
    text = (
        "The `irrigation permit` table.\n\n    irrigation permit\n\n```\nirrigation permit\n```\n"
    )
    (tmp_path / "a.md").write_text(text, encoding="utf-8")
    assert concord("a.md", "--fix").stderr == ""
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == text


def test_a_link_stays_a_link_and_permissions_stay(concord: Concord, tmp_path: Path) -> None:
    real = tmp_path / "real.txt"
    real.write_text(TEXT, encoding="utf-8")
    real.chmod(0o640)
    (tmp_path / "link.txt").symlink_to(real)
    concord("link.txt", "--fix")
    assert (tmp_path / "link.txt").is_symlink()
    assert real.read_text(encoding="utf-8") == FIXED
    assert real.stat().st_mode & 0o777 == 0o640


def test_other_kinds_of_file_are_left_and_named(concord: Concord, tmp_path: Path) -> None:
    page = "<html><body><p>Irrigation permits matter to all.</p></body></html>"
    (tmp_path / "a.html").write_text(page, encoding="utf-8")
    run = concord("a.html", "--fix")
    assert run.stderr == (
        "concord: a.html: 1 safe suggestion left: --fix changes only text and markdown files\n"
    )
    assert (tmp_path / "a.html").read_text(encoding="utf-8") == page
    assert run.returncode == 1


def test_what_the_encoding_cannot_hold_is_refused(concord: Concord, tmp_path: Path) -> None:
    glossary = (tmp_path / "g.toml").read_text(encoding="utf-8").replace("—", "→")
    (tmp_path / "g.toml").write_text(glossary, encoding="utf-8")
    data = "A river guard of “Rye”.\n".encode("cp1252")
    (tmp_path / "a.txt").write_bytes(data)
    run = concord("a.txt", "--fix")
    assert run.returncode == 2
    assert "cp1252 has no '→'" in run.stderr
    assert (tmp_path / "a.txt").read_bytes() == data


def _fixed(path: Path) -> tuple[FixedFile, ...]:
    from glossary import read_termbase

    document = read(str(path))
    report = check_documents([document], termbases=[read_termbase(str(path.parent / "g.toml"))])
    return fixes_of(report).files


def test_a_file_that_has_changed_meanwhile_is_left_and_so_are_the_others(tmp_path: Path) -> None:
    (tmp_path / "g.toml").write_text(GLOSSARY, encoding="utf-8")
    one, two = tmp_path / "1.txt", tmp_path / "2.txt"
    for path in (one, two):
        path.write_text(TEXT, encoding="utf-8")
    files = (*_fixed(one), *_fixed(two))
    two.write_text(TEXT + "More.\n", encoding="utf-8")
    with pytest.raises(OutputError, match="has changed while it was checked"):
        write_fixes(files)
    assert one.read_text(encoding="utf-8") == TEXT


def test_a_file_that_two_works_share_is_changed_once(
    concord: Concord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    work = '[[work]]\ndrafts = ["{}"]\nglossaries = ["g.toml"]\n'
    both = work.format("a.txt") + work.format("./a.txt")
    (tmp_path / "concord.toml").write_text(both, encoding="utf-8")
    monkeypatch.setattr(sys, "argv", ["concord", "check", "--fix"])
    with pytest.raises(SystemExit):
        main()
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == FIXED


def test_the_report_may_go_to_a_file_beside_the_diff(concord: Concord, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    run = concord("a.txt", "--diff", "-o", "r.json")
    assert run.stdout.startswith("--- a/a.txt\n")
    assert '"safe": true' in (tmp_path / "r.json").read_text(encoding="utf-8")
