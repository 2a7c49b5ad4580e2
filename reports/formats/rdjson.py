"""Reviewdog's diagnostic format; its columns count bytes of UTF-8."""

from __future__ import annotations

from typing import Any

from corpus.display import visible
from corpus.document import Document
from corpus.json_text import json_text
from corpus.span import Span
from reports.finding import Evidence, Finding, Severity
from reports.formats import Format, Style
from reports.places import path_of
from reports.report import Report

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def _render(report: Report, _: Style) -> str:
    return json_text(
        {
            "source": {"name": "concord"},
            "diagnostics": [_diagnostic(finding) for finding in report.findings],
        }
    )


def _diagnostic(finding: Finding) -> dict[str, Any]:
    diagnostic: dict[str, Any] = {
        "message": visible(finding.message),
        "location": _location(finding.document, finding.span),
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule},
    }
    if finding.suggestion is not None and finding.suggestion.safe:
        replacement = finding.suggestion.text
        diagnostic["suggestions"] = [
            {"range": _range(finding.document, finding.edited), "text": replacement}
        ]
    if finding.evidence:
        diagnostic["relatedLocations"] = [_related(evidence) for evidence in finding.evidence]
    return diagnostic


def _related(evidence: Evidence) -> dict[str, Any]:
    text = visible(evidence.span.of(evidence.document.text))
    return {"message": text, "location": _location(evidence.document, evidence.span)}


def _location(document: Document, span: Span) -> dict[str, Any]:
    return {"path": path_of(document), "range": _range(document, span)}


def _range(document: Document, span: Span) -> dict[str, Any]:
    return {"start": _position(document, span.start), "end": _position(document, span.end)}


def _position(document: Document, offset: int) -> dict[str, int]:
    where = document.locate(offset)
    before = document.text[max(0, offset - where.column + 1) : offset]
    return {"line": where.line, "column": len(before.encode("utf-8", "surrogatepass")) + 1}


RDJSON = Format(
    name="rdjson",
    suffix=".rdjson",
    summary="Reviewdog's diagnostic format",
    render=_render,
)
