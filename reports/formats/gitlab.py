"""GitLab's code-quality report, which merge requests show."""

from __future__ import annotations

from hashlib import sha256
from typing import Any

from corpus.display import visible
from corpus.json_text import json_text
from reports.finding import Finding, Severity
from reports.formats import Format, Style
from reports.places import path_of, region
from reports.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.NOTE: "info"}


def _render(report: Report, _: Style) -> str:
    return json_text([_issue(finding) for finding in report.findings])


def _issue(finding: Finding) -> dict[str, Any]:
    path = path_of(finding.document)
    where = region(finding.document, finding.span)
    # GitLab drops all but one of the issues with the same fingerprint, whatever their files.
    name = f"{path}\0{finding.document.name}\0{finding.fingerprint}"
    return {
        "description": visible(finding.message),
        "check_name": finding.rule,
        "fingerprint": sha256(name.encode("utf-8", "surrogatepass")).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {"path": path, "lines": {"begin": where.line, "end": where.end_line}},
    }


GITLAB = Format(
    name="gitlab",
    suffix="",
    summary="GitLab's code-quality report",
    render=_render,
)
