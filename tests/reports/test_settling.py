"""Living with old findings: baselines, waivers, and looking at changed lines only."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

WRONG = "The bureau met on February 30, 2021 in the hall."
WORSE = "It met again on April 31, 2022 in the same hall."
RIGHT = "Nothing more was decided in that year."


def concord(folder: Path, *arguments: str) -> tuple[int, str, str]:
    done = subprocess.run(
        [sys.executable, "-m", "reports.cli", *arguments],
        cwd=folder, capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def git(folder: Path, *arguments: str) -> None:
    named = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *named, *arguments], cwd=folder, check=True, capture_output=True)


def write(folder: Path, *lines: str, name: str = "draft.md") -> Path:
    path = folder / name
    path.write_text("\n\n".join(lines) + "\n", "utf-8")
    return path


def as_json(folder: Path, *arguments: str) -> dict[str, Any]:
    values: dict[str, Any] = json.loads(concord(folder, "check", *arguments, "--format", "json")[1])
    return values


def test_a_baseline_silences_what_it_holds_wherever_it_moves(tmp_path: Path) -> None:
    write(tmp_path, WRONG, RIGHT)
    code, _, error = concord(tmp_path, "check", "draft.md", "--write-baseline", "base.json")
    assert (code, error) == (0, "")
    held = (tmp_path / "base.json").read_bytes()

    write(tmp_path, RIGHT, "A new paragraph stands here.", WRONG, name="renamed.md")
    code, out, _ = concord(tmp_path, "check", "renamed.md", "--baseline", "base.json")
    assert code == 0
    assert "1 finding is known from base.json and not shown." in out

    write(tmp_path, RIGHT, WRONG, WORSE)
    code, out, _ = concord(tmp_path, "check", "draft.md", "--baseline", "base.json")
    assert code == 1
    assert "April 31" in out
    assert "February 30" not in out
    assert (tmp_path / "base.json").read_bytes() == held


def test_a_baseline_excuses_no_more_than_it_holds_and_says_what_is_gone(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    concord(tmp_path, "check", "draft.md", "--write-baseline", "base.json")
    write(tmp_path, WRONG, RIGHT, RIGHT.upper(), "More follows below.", WRONG)
    values = as_json(tmp_path, "draft.md", "--select", "number", "--baseline", "base.json")
    assert [one["status"] for one in values["findings"]] == ["new", "known"]
    assert values["summary"]["settled"] == {"known": 1}
    assert values["summary"]["findings"] == 1

    write(tmp_path, RIGHT)
    out = concord(tmp_path, "check", "draft.md", "--baseline", "base.json")[1]
    assert "1 finding is gone that base.json still has; write it anew." in out


def test_a_baseline_of_the_configuration_is_used(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    concord(tmp_path, "check", "draft.md", "--write-baseline", "base.json")
    (tmp_path / "concord.toml").write_text('[check]\nbaseline = "base.json"\n')
    assert concord(tmp_path, "check", "draft.md")[0] == 0


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "is no baseline"),
        ("[]", "concord.baseline/1"),
        ('{"schema": "concord.baseline/1"}', "no list of findings"),
        ('{"schema": "concord.baseline/1", "findings": [{}]}', "finding 1 has no fingerprint"),
    ],
)
def test_what_is_no_baseline_is_refused(text: str, said: str, tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    (tmp_path / "base.json").write_text(text)
    code, out, error = concord(tmp_path, "check", "draft.md", "--baseline", "base.json")
    assert (code, out) == (2, "")
    assert said in error
    assert "base.json" in error


def test_a_baseline_never_takes_the_place_of_a_text(tmp_path: Path) -> None:
    before = write(tmp_path, WRONG).read_bytes()
    code, _, error = concord(tmp_path, "check", "draft.md", "--write-baseline", "draft.md")
    assert code == 2
    assert "overwrite" in error
    assert (tmp_path / "draft.md").read_bytes() == before


WAIVERS = [
    ('rule = "impossible-date"\nreason = "old calendar"', {"February 30, 2021", "April 31, 2022"}),
    ('rule = "number"\nreason = "old calendar"', {"February 30, 2021", "April 31, 2022"}),
    ('rule = "impossible-date"\ntext = "April"\nreason = "as agreed"', {"April 31, 2022"}),
    ('rule = "impossible-date"\nfile = "*.txt"\nreason = "as agreed"', set()),
    (
        'rule = "impossible-date"\nfile = "draft.*"\ntext = "30"\nreason = "x"',
        {"February 30, 2021"},
    ),
]


@pytest.mark.parametrize(("waiver", "waived"), WAIVERS)
def test_a_waiver_of_the_configuration(waiver: str, waived: set[str], tmp_path: Path) -> None:
    write(tmp_path, WRONG, WORSE)
    (tmp_path / "concord.toml").write_text(f"[[waiver]]\n{waiver}\n")
    values = as_json(tmp_path, "draft.md", "--select", "impossible-date")
    found = {one["text"]: one["status"] for one in values["findings"]}
    assert {text for text, status in found.items() if status == "waived"} == waived
    assert len(found) == 2


def test_a_waiver_in_the_text_holds_for_its_line_or_the_next(tmp_path: Path) -> None:
    comment = "<!-- concord: ignore impossible-date: the old calendar had it -->"
    write(tmp_path, comment, WRONG, f"{WORSE} {comment}", WORSE.replace("2022", "2023"))
    values = as_json(tmp_path, "draft.md", "--select", "impossible-date")
    shown = [(one["text"], one["status"], one["reason"]) for one in values["findings"]]
    assert shown == [
        ("April 31, 2023", "new", None),
        ("February 30, 2021", "waived", "the old calendar had it"),
        ("April 31, 2022", "waived", "the old calendar had it"),
    ]


def test_waivers_that_do_nothing_are_told(tmp_path: Path) -> None:
    write(tmp_path, "<!-- concord: ignore impossible-date: no longer -->", RIGHT)
    (tmp_path / "concord.toml").write_text(
        '[[waiver]]\nrule = "reversed-range"\nreason = "x"\n'
        '[[waiver]]\nrule = "reversed-range"\nfile = "other.md"\nreason = "x"\n'
    )
    out = concord(tmp_path, "check", "draft.md")[1]
    assert "draft.md:1: the waiver for impossible-date covers no finding; remove it." in out
    assert "[[waiver]] 1: the waiver for reversed-range covers no finding" in out
    assert "[[waiver]] 2" not in out


def test_a_waiver_without_a_reason_is_none(tmp_path: Path) -> None:
    write(tmp_path, "<!-- concord: ignore impossible-date -->", WRONG)
    code, out, _ = concord(tmp_path, "check", "draft.md")
    assert code == 1
    assert "draft.md:1: a waiver needs its rule and its reason" in out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[[waiver]]\nrule = "impossible-date"', "needs a rule and a reason"),
        ('[[waiver]]\nrule = "imposible-date"\nreason = "x"', "did you mean 'impossible-date'?"),
        ('[[waiver]]\nrules = "impossible-date"', "did you mean 'rule'?"),
        ("waiver = 3", "[[waiver]]"),
    ],
)
def test_a_mistaken_waiver_is_refused(text: str, said: str, tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    (tmp_path / "concord.toml").write_text(text)
    code, _, error = concord(tmp_path, "check", "draft.md")
    assert code == 2
    assert said in error


def test_sarif_marks_what_is_settled(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    concord(tmp_path, "check", "draft.md", "--write-baseline", "base.json")
    comment = "<!-- concord: ignore impossible-date: as agreed -->"
    write(tmp_path, WRONG, WORSE, f"{WORSE.replace('2022', '2023')} {comment}")
    out = concord(
        tmp_path, "check", "draft.md", "--baseline", "base.json",
        "--select", "impossible-date", "--format", "sarif",
    )[1]  # fmt: skip
    results = json.loads(out)["runs"][0]["results"]
    shown = [(one.get("baselineState"), one.get("suppressions")) for one in results]
    waived = [{"kind": "external", "status": "accepted", "justification": "as agreed"}]
    assert sorted(shown, key=str) == [("new", None), ("unchanged", None), (None, waived)]


def test_only_changed_lines_count(tmp_path: Path) -> None:
    git(tmp_path, "init")
    write(tmp_path, WRONG, RIGHT)
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "-m", "One")
    assert concord(tmp_path, "check", "draft.md")[0] == 1
    code, out, _ = concord(tmp_path, "check", "draft.md", "--since", "HEAD")
    assert code == 0
    assert "1 finding on lines unchanged since HEAD is left out." in out
    write(tmp_path, "Something stands before it.", WRONG, RIGHT, WORSE)
    code, out, _ = concord(tmp_path, "check", "draft.md", "--since", "HEAD")
    assert code == 1
    assert "April 31" in out
    assert "draft.md:3" not in out
    write(tmp_path, WORSE, name="new.md")
    assert concord(tmp_path, "check", "new.md", "--since", "HEAD")[0] == 1


def test_since_needs_a_revision_that_git_knows(tmp_path: Path) -> None:
    write(tmp_path, WRONG)
    code, _, error = concord(tmp_path, "check", "draft.md", "--since", "HEAD")
    assert code == 2
    assert "not a git repository" in error
    git(tmp_path, "init")
    for revision in ("nothing", "--output=x", "-h"):
        code, _, error = concord(tmp_path, "check", "draft.md", f"--since={revision}")
        assert code == 2
        assert "no revision" in error
    assert sorted(path.name for path in tmp_path.iterdir()) == [".git", "draft.md"]
