"""What `concord check --fix` and `--diff` do with a report."""

from __future__ import annotations

import sys

from corpus.display import visible
from reports.commands.output import deliver
from reports.fixing import FORMATS, Fixes, difference, fixes_of, write_fixes
from reports.formats.text import counted
from reports.report import Report


def show_fixes(report: Report) -> None:
    """Print what `carry_out_fixes` would change, as a unified diff."""
    fixes = fixes_of(report)
    text = "".join(difference(file) for file in fixes.files)
    if sys.stdout.isatty():
        text = "".join(f"{visible(line)}\n" for line in text.splitlines())
    deliver(text, None)
    files = counted(len(fixes.files), "file")
    _say(f"{counted(fixes.count, 'replacement')} in {files}; nothing was changed")
    _tell_left(fixes)


def carry_out_fixes(report: Report) -> bool:
    """Write the safe suggestions into the files; say so, file by file.

    Returns:
        whether any file was changed.

    Raises:
        OutputError: if a file cannot be written back; then none is.
    """
    fixes = fixes_of(report)
    write_fixes(fixes.files)
    for file in fixes.files:
        made = counted(len(file.findings), "replacement")
        _say(f"{visible(file.document.path)}: {made} made")
    _tell_left(fixes)
    return bool(fixes.files)


def _tell_left(fixes: Fixes) -> None:
    """Name the files whose suggestions cannot be carried out."""
    paths = [finding.document.path for finding in fixes.elsewhere]
    for path in dict.fromkeys(paths):
        left = counted(paths.count(path), "safe suggestion")
        _say(f"{visible(path)}: {left} left: --fix changes only {' and '.join(FORMATS)} files")


def _say(message: str) -> None:
    print(f"concord: {message}", file=sys.stderr)
