"""What continuous-integration services take as it is: the action, the hooks, the GitLab job."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(sys.executable).parent
WRONG = "The bureau met on February 30, 2021 in the hall.\n"
RIGHT = "The bureau met on February 28, 2021 in the hall.\n"


@pytest.mark.parametrize(
    ("file", "schema"),
    [("action.yml", "vendor.github-actions"), ("docs/gitlab-ci.yml", "vendor.gitlab-ci")],
)
def test_the_file_follows_its_schema(file: str, schema: str) -> None:
    done = subprocess.run(
        [str(BIN / "check-jsonschema"), "--builtin-schema", schema, file],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_the_hooks_follow_their_schema() -> None:
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def act(folder: Path, **environment: str) -> tuple[int, str]:
    """Run the action's script as a runner would, with a `gh` that writes down what it is told."""
    (folder / "bin").mkdir(exist_ok=True)
    gh = folder / "bin" / "gh"
    gh.write_text(
        '#!/bin/sh\ncase "$*" in *--edit-last*) exit 1;; esac\n'
        'echo "$*" >>"$GH_LOG"\nfor last; do :; done\ncp "$last" "$GH_LOG.body"\n'
    )
    gh.chmod(0o755)
    done = subprocess.run(
        ["bash", str(ROOT / ".ci" / "github_action.sh")],
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{folder / 'bin'}{os.pathsep}{BIN}{os.pathsep}{os.environ['PATH']}",
            "RUNNER_TEMP": str(folder),
            "GITHUB_OUTPUT": str(folder / "output"),
            "GITHUB_STEP_SUMMARY": str(folder / "summary"),
            "GH_LOG": str(folder / "gh.log"),
            **environment,
        },
        capture_output=True, text=True, encoding="utf-8", check=False,
    )  # fmt: skip
    return done.returncode, done.stdout


def test_the_action_fails_on_a_finding_and_tells_it_everywhere(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(WRONG)
    code, out = act(tmp_path, ARGUMENTS="draft.txt", COMMENT="true", PULL_REQUEST="7")
    assert code == 1
    assert "::error file=draft.txt,line=1," in out
    sarif = Path((tmp_path / "output").read_text().strip().removeprefix("sarif="))
    assert json.loads(sarif.read_text("utf-8"))["runs"][0]["results"]
    assert "impossible-date" in (tmp_path / "summary").read_text("utf-8")
    assert "pr comment 7 --body-file" in (tmp_path / "gh.log").read_text()
    assert "impossible-date" in (tmp_path / "gh.log.body").read_text("utf-8")


def test_the_action_passes_a_clean_text(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(RIGHT)
    code, out = act(tmp_path, ARGUMENTS="draft.txt")
    assert code == 0
    assert "::error" not in out
    assert not (tmp_path / "gh.log").exists()


def test_the_action_tells_a_mistake_in_its_arguments(tmp_path: Path) -> None:
    code, _ = act(tmp_path, ARGUMENTS="missing.txt", COMMENT="true", PULL_REQUEST="7")
    assert code == 2
    assert not (tmp_path / "output").exists()
    assert not (tmp_path / "gh.log").exists()


def test_a_comment_that_would_be_too_long_names_the_summary(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(WRONG * 700)
    act(tmp_path, ARGUMENTS="draft.txt --select impossible-date", COMMENT="true", PULL_REQUEST="7")
    body = (tmp_path / "gh.log.body").read_text("utf-8")
    assert len(body) < 60_000
    assert "too many for a comment" in body
    assert "700 findings" in body


def test_the_commands_of_the_hooks_run(tmp_path: Path) -> None:
    (tmp_path / "draft.txt").write_text(RIGHT)
    (tmp_path / "concord.toml").write_text('[[work]]\ndrafts = ["draft.txt"]\n')
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    commands = [line.split(":", 1)[1].split() for line in hooks.splitlines() if "entry:" in line]
    assert len(commands) == 2
    commit = ["-c", "user.name=A", "-c", "user.email=a@example.org", "commit", "-qm", "One"]
    for arguments in (["init", "-q"], ["add", "."], commit):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True, capture_output=True)
    (tmp_path / "draft.txt").write_text(RIGHT + WRONG)
    for _, *arguments in commands:
        done = subprocess.run(
            [str(BIN / "concord"), *arguments], cwd=tmp_path, capture_output=True, check=False
        )
        assert done.returncode == 1
