"""GitHub annotations: workflow commands that mark the lines of a pull request."""

from __future__ import annotations

from corpus.display import visible
from reports.finding import Finding, Severity
from reports.formats import Format, Style
from reports.formats.text import summary
from reports.places import path_of, region
from reports.report import Report

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def _render(report: Report, _: Style) -> str:
    lines = [_annotation(finding) for finding in report.findings]
    lines += [f"note: {visible(note)}" for note in report.notes]
    return "\n".join([*lines, summary(report)]) + "\n"


def _annotation(finding: Finding) -> str:
    where = region(finding.document, finding.span)
    properties = {
        "file": path_of(finding.document),
        "line": str(where.line),
        "endLine": str(where.end_line),
        "col": str(where.column),
        "endColumn": str(where.end_column),
        "title": finding.rule,
    }
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {listed}::{_data(visible(finding.message))}"


def _data(text: str) -> str:
    """Escaped as the runner unescapes it; line ends are gone already."""
    return text.replace("%", "%25")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


GITHUB = Format(
    name="github",
    suffix="",
    summary="workflow commands that GitHub shows as annotations",
    render=_render,
)
