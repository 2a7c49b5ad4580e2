"""JSON: everything in a report as plain values, see `docs/schema/report-1.schema.json`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from corpus.document import Document
from corpus.json_text import json_text
from corpus.span import Span
from reports.finding import Evidence, Finding
from reports.formats import Format, Style
from reports.report import Report


def _render(report: Report, _: Style) -> str:
    return json_text(
        {
            "schema": "concord.report/1",
            "signature": report.signature.as_json(),
            "summary": _summary(report),
            "rules": list(report.rules),
            "documents": [
                _document(document, report.role(position))
                for position, document in enumerate(report.documents)
            ],
            "notes": list(report.notes),
            "findings": [_finding(finding) for finding in (*report.findings, *report.settled)],
        }
    )


def _summary(report: Report) -> dict[str, Any]:
    findings = report.findings
    return {
        "files": len({document.path for document in report.documents[: report.drafts]}),
        "findings": len(findings),
        "settled": _counts(finding.status.value for finding in report.settled),
        "by_severity": report.severities,
        "by_category": _counts(finding.category.value for finding in findings),
        "by_rule": _counts(finding.rule for finding in findings),
        "by_file": _counts(finding.document.path for finding in findings),
    }


def _counts(names: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(names).items()))


def _document(document: Document, role: str) -> dict[str, Any]:
    return {
        "path": document.path,
        "side": document.name or None,
        "role": role,
        "language": document.language,
        "format": document.format,
        "encoding": document.encoding,
        "sha256": document.sha256,
        "segments": len(document.segments),
    }


def _finding(finding: Finding) -> dict[str, Any]:
    place = _place(finding.document, finding.span)
    return {
        "rule": finding.rule,
        "category": finding.category.value,
        "severity": finding.severity.value,
        "message": finding.message,
        **place,
        "text": finding.text,
        "suggestion": _suggestion(finding),
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "fingerprint": finding.fingerprint,
        "status": finding.status.value,
        "reason": finding.reason or None,
    }


def _suggestion(finding: Finding) -> dict[str, Any] | None:
    if finding.suggestion is None:
        return None
    place = _place(finding.document, finding.edited)
    return {
        "text": finding.suggestion.text,
        "safe": finding.suggestion.safe,
        "start": place["start"],
        "end": place["end"],
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    place = _place(evidence.document, evidence.span)
    return {**place, "text": evidence.span.of(evidence.document.text)}


def _place(document: Document, span: Span) -> dict[str, Any]:
    location = document.locate(span.start)
    return {
        "path": document.path,
        "side": document.name or None,
        "unit": location.unit,
        "start": location.offset,
        "end": location.offset + len(span),
        "line": location.line,
        "column": location.column,
    }


JSON = Format(
    name="json",
    suffix=".json",
    summary="everything as plain values, for other programs (schema concord.report/1)",
    render=_render,
)
