"""What has changed in git, so that only findings on changed lines are reported."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from corpus.errors import UsageError
from reports.finding import Finding
from reports.places import region
from reports.report import Report

_HUNK = re.compile(r"^@@ -\S+ \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_PATIENCE = 60
"""Seconds that git may take."""


@dataclass(frozen=True, slots=True)
class Changes:
    """The changed lines of files.

    Attributes:
        revision: since which.
        lines: for each path the ranges of its changed lines, 1-based; None where the whole file
            counts: it is new, or not made of lines.
    """

    revision: str
    lines: Mapping[str, Sequence[range] | None]

    def touch(self, finding: Finding) -> bool:
        """Whether a finding stands on a changed line."""
        ranges = self.lines.get(finding.document.path, ())
        if ranges is None:
            return True
        where = region(finding.document, finding.span)
        return any(where.line < lines.stop and where.end_line >= lines.start for lines in ranges)


def changed_since(revision: str, paths: Sequence[str]) -> Changes:
    """Ask git which lines of some files have changed, in the index or the working tree as well.

    Args:
        revision: a commit, branch or tag.
        paths: of the files, as the user named them.

    Raises:
        UsageError: if git is missing, knows no such revision, or a file is in no repository.
    """
    return Changes(revision, {path: _changed_lines(revision, path) for path in paths})


def _changed_lines(revision: str, path: str) -> list[range] | None:
    file = Path(path).resolve()
    folder = str(file.parent)
    named = f"{revision}^{{commit}}"
    commit = _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", named).strip()
    if not commit:
        raise UsageError(f"--since: git knows no revision {revision!r} in the repository of {path}")
    if not _git(folder, "ls-tree", commit, "--", file.name).strip():
        return None
    plainly = ("--unified=0", "--no-color", "--no-ext-diff", "--no-textconv", "--no-renames")
    difference = _git(folder, "diff", *plainly, commit, "--", file.name)
    if "\nBinary files " in f"\n{difference}":
        return None
    hunks = ((int(match[1]), int(match[2] or 1)) for match in _HUNK.finditer(difference))
    return [range(start, start + count) for start, count in hunks if count]


def _git(folder: str, *arguments: str) -> str:
    command = ["git", "-C", folder, "-c", "core.quotePath=false", *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - no shell, and no option can be smuggled in
            command, capture_output=True, timeout=_PATIENCE, check=False
        )
    except FileNotFoundError:
        raise UsageError("--since needs git, which is not installed") from None
    except subprocess.TimeoutExpired:
        raise UsageError(f"--since: git gave no answer within {_PATIENCE} seconds") from None
    if done.returncode == 128:
        reason = done.stderr.decode("utf-8", "replace").strip().removeprefix("fatal: ")
        raise UsageError(f"--since: {reason or 'git failed'}")
    return done.stdout.decode("utf-8", "replace")


def only_changed(report: Report, changes: Changes) -> Report:
    """The report without the findings on lines that have not changed, and a note of how many."""
    kept = tuple(finding for finding in report.findings if changes.touch(finding))
    dropped = len(report.findings) - len(kept)
    if not dropped:
        return report
    what = "1 finding" if dropped == 1 else f"{dropped} findings"
    verb = "is" if dropped == 1 else "are"
    note = f"{what} on lines unchanged since {changes.revision} {verb} left out."
    return replace(report, findings=kept, notes=(*report.notes, note))
