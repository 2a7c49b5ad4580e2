"""The formats for other programs hold the same findings, at the same places, in their own terms."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from corpus.reading import read
from reports.checking import check_documents
from reports.cli import main
from reports.finding import Severity
from reports.formats import Style, formats
from reports.report import Report

TEXT = """# Plan 中文 with 100% of it

On February 30, 2021, 中文, the <>th session met.
Output grew from 32.85 to 41.06 in the 22th year.
It rose by 120% of the total, a note: see [1](here), @someone and #12.
"""


@pytest.fixture
def report(tmp_path: Path) -> Report:
    path = tmp_path / "draft, with: signs.md"
    path.write_text(TEXT, "utf-8")
    return check_documents([read(str(path))])


def places(report: Report) -> list[tuple[int, str]]:
    return [(f.document.locate(f.span.start).line, f.rule) for f in report.findings]


def rendered(name: str, report: Report) -> str:
    return next(kind for kind in formats() if kind.name == name).render(report, Style())


def from_json(text: str) -> list[tuple[int, str]]:
    return [(one["line"], one["rule"]) for one in json.loads(text)["findings"]]


def from_sarif(text: str) -> list[tuple[int, str]]:
    (run,) = json.loads(text)["runs"]
    return [
        (one["locations"][0]["physicalLocation"]["region"]["startLine"], one["ruleId"])
        for one in run["results"]
    ]


def from_junit(text: str) -> list[tuple[int, str]]:
    cases = etree.fromstring(text.encode()).iterfind(".//testcase[@line]")
    return [(int(case.get("line", "")), case.get("name", "").partition(" ")[0]) for case in cases]


def from_checkstyle(text: str) -> list[tuple[int, str]]:
    errors = etree.fromstring(text.encode()).iterfind(".//error")
    return [(int(e.get("line", "")), e.get("source", "").removeprefix("concord.")) for e in errors]


def from_github(text: str) -> list[tuple[int, str]]:
    return [
        (int(found[1]), found[2])
        for found in re.finditer(r"^::\w+ .*?,line=(\d+),.*?,title=([\w-]+)::", text, re.MULTILINE)
    ]


def from_gitlab(text: str) -> list[tuple[int, str]]:
    return [(one["location"]["lines"]["begin"], one["check_name"]) for one in json.loads(text)]


def from_rdjson(text: str) -> list[tuple[int, str]]:
    return [
        (one["location"]["range"]["start"]["line"], one["code"]["value"])
        for one in json.loads(text)["diagnostics"]
    ]


def from_markdown(text: str) -> list[tuple[int, str]]:
    rows = re.finditer(r"^\| (\d+) \| \w+ \| ([\w-]+) \|", text, re.MULTILINE)
    return [(int(row[1]), row[2]) for row in rows]


def from_text(text: str) -> list[tuple[int, str]]:
    rows = re.finditer(r":(\d+):\d+: (?:error|warning|note) ([\w-]+) ", text)
    return [(int(row[1]), row[2]) for row in rows]


READERS: dict[str, Callable[[str], list[tuple[int, str]]]] = {
    "json": from_json,
    "sarif": from_sarif,
    "junit": from_junit,
    "checkstyle": from_checkstyle,
    "github": from_github,
    "gitlab": from_gitlab,
    "rdjson": from_rdjson,
    "markdown": from_markdown,
    "text": from_text,
}


@pytest.mark.parametrize("name", [kind.name for kind in formats() if kind.name != "html"])
def test_every_format_holds_the_same_findings(name: str, report: Report) -> None:
    assert len(report.findings) >= 3
    assert READERS[name](rendered(name, report)) == places(report)


def test_suffixes_choose_one_format_each() -> None:
    suffixes = [kind.suffix for kind in formats() if kind.suffix]
    assert len(suffixes) == len(set(suffixes))


def test_sarif_places_rules_and_files_agree(report: Report) -> None:
    (run,) = json.loads(rendered("sarif", report))["runs"]
    rules = [rule["id"] for rule in run["tool"]["driver"]["rules"]]
    lines = TEXT.split("\n")
    for result, finding in zip(run["results"], report.findings, strict=True):
        assert rules[result["ruleIndex"]] == result["ruleId"] == finding.rule
        place = result["locations"][0]["physicalLocation"]
        where = place["region"]
        shown = lines[where["startLine"] - 1][where["startColumn"] - 1 : where["endColumn"] - 1]
        assert shown == finding.text == where["snippet"]["text"]
        artifact = run["artifacts"][place["artifactLocation"]["index"]]
        assert artifact["location"]["uri"] == place["artifactLocation"]["uri"]
        assert result["partialFingerprints"]["concordFingerprint/v1"] == finding.fingerprint
    assert all(rule["help"]["text"] for rule in run["tool"]["driver"]["rules"])
    assert "%20" in run["artifacts"][0]["location"]["uri"]


def test_reviewdog_counts_bytes(report: Report) -> None:
    values = json.loads(rendered("rdjson", report))
    lines = TEXT.encode().split(b"\n")
    for shown, finding in zip(values["diagnostics"], report.findings, strict=True):
        start, end = shown["location"]["range"]["start"], shown["location"]["range"]["end"]
        words = lines[start["line"] - 1][start["column"] - 1 : end["column"] - 1]
        assert words.decode() == finding.text


def test_junit_counts_what_it_holds(report: Report) -> None:
    root = etree.fromstring(rendered("junit", report).encode())
    failing = sum(finding.severity is not Severity.NOTE for finding in report.findings)
    assert int(root.get("tests", "")) == len(root.findall(".//testcase"))
    assert int(root.get("failures", "")) == len(root.findall(".//failure")) == failing
    silent = set(report.rules) - {finding.rule for finding in report.findings}
    passed = [case.get("name") for case in root.iterfind(".//testcase") if not len(case)]
    assert set(passed) == silent


def test_github_properties_are_escaped(report: Report) -> None:
    errors = [
        line for line in rendered("github", report).splitlines() if line.startswith("::error file=")
    ]
    assert errors
    assert all("draft%2C with%3A signs.md,line=" in line for line in errors)


def test_gitlab_fingerprints_tell_files_apart(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("On February 30, 2021 it met.\n", "utf-8")
    alone = [check_documents([read(str(tmp_path / name))]) for name in ("a.txt", "b.txt")]
    assert alone[0].findings[0].fingerprint == alone[1].findings[0].fingerprint
    named = [json.loads(rendered("gitlab", one))[0]["fingerprint"] for one in alone]
    assert named[0] != named[1]


def test_markdown_shows_the_words_as_they_stand(tmp_path: Path) -> None:
    path = tmp_path / "draft.txt"
    path.write_text("@someone, on February 30, 2021 see #12 | <b>*bold*</b> [x](y).\n", "utf-8")
    text = rendered("markdown", check_documents([read(str(path))]))
    row = next(line for line in text.splitlines() if line.startswith("| 1 |"))
    assert "@<!-- -->someone" in row
    assert "#<!-- -->12" in row
    assert r"\| &lt;b\>\*bold\*&lt;/b\> \[x\](y)" in row
    assert row.count(" | ") == 3


def test_one_run_writes_several_reports(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "draft.txt").write_text("On February 30, 2021 it met.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "sys.argv", ["concord", "check", "draft.txt", "-o", "-", "-o", "a.sarif", "-o", "b.md"]
    )
    with pytest.raises(SystemExit) as end:
        main()
    assert end.value.code == 1
    assert "impossible-date" in capfd.readouterr().out
    assert from_sarif((tmp_path / "a.sarif").read_text("utf-8")) == [(1, "impossible-date")]
    assert from_markdown((tmp_path / "b.md").read_text("utf-8")) == [(1, "impossible-date")]
