"""SARIF 2.1.0 (OASIS), the format of code-scanning services.

Every place is given in Unicode code points. Only repairs that are safe become `fixes`, because
programs apply them; the others stand in `properties`.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from corpus.display import visible
from corpus.document import Document
from corpus.json_text import json_text
from corpus.span import Span
from reports.checks import Check, checks
from reports.finding import Finding, Severity, Status
from reports.formats import Format, Style
from reports.places import is_its_own_text, path_of, region
from reports.report import Report

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "note"}
_SNIPPET = 1_000


def _render(report: Report, _: Style) -> str:
    rules = {check.name: check for check in checks() if check.name in report.rules}
    files = _files(report)
    positions = {uri: number for number, uri in enumerate(files)}
    run = {
        "tool": {
            "driver": {
                "name": "Concord",
                "semanticVersion": report.signature.version,
                "rules": [_rule(check) for check in rules.values()],
            }
        },
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": _message(note)} for note in report.notes
                ],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "artifacts": [_artifact(*files[uri], uri=uri) for uri in files],
        "results": [
            _result(one, list(rules), positions) | _decision(one, report)
            for one in (*report.findings, *report.settled)
        ],
        "properties": {"signature": report.signature.as_json()},
    }
    return json_text({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]})


def _files(report: Report) -> dict[str, tuple[Document, str]]:
    """Each file once, by its URI, with its part in the run; bilingual files hold two documents."""
    files: dict[str, tuple[Document, str]] = {}
    for position, document in enumerate(report.documents):
        files.setdefault(_uri(document), (document, report.role(position)))
    return files


def _rule(check: Check) -> dict[str, Any]:
    return {
        "id": check.name,
        "name": "".join(word.capitalize() for word in check.name.split("-")),
        "shortDescription": {"text": check.summary},
        "fullDescription": {"text": check.why},
        "help": {"text": check.why, "markdown": check.why},
        "defaultConfiguration": {"level": _LEVELS[check.severity]},
        "properties": {"tags": [check.category.value]},
    }


def _artifact(document: Document, role: str, *, uri: str) -> dict[str, Any]:
    return {
        "location": {"uri": uri},
        "roles": ["analysisTarget"] if role == "draft" else ["referencedOnCommandLine"],
        "hashes": {"sha-256": document.sha256},
        "properties": {"role": role, "language": document.language},
    }


def _result(finding: Finding, rules: list[str], positions: dict[str, int]) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "level": _LEVELS[finding.severity],
        "message": _message(finding.message),
        "locations": [_location(finding.document, finding.span, positions)],
        "partialFingerprints": {
            "concordFingerprint/v1": finding.fingerprint,
            "primaryLocationLineHash": finding.fingerprint,
        },
    }
    if finding.rule in rules:
        result["ruleIndex"] = rules.index(finding.rule)
    if finding.evidence:
        result["relatedLocations"] = [
            {
                "id": number,
                "message": {"text": "evidence"},
                **_location(evidence.document, evidence.span, positions),
            }
            for number, evidence in enumerate(finding.evidence, 1)
        ]
    suggestion = finding.suggestion
    if suggestion is not None:
        result["properties"] = {"suggestion": suggestion.text, "safe": suggestion.safe}
        if suggestion.safe and is_its_own_text(finding.document):
            result["fixes"] = [_fix(finding, suggestion.text)]
    return result


def _decision(finding: Finding, report: Report) -> dict[str, Any]:
    """What was decided about a finding: it is marked and not left out, or alerts would flap."""
    decision: dict[str, Any] = {}
    if report.has_baseline and finding.status is not Status.WAIVED:
        is_known = finding.status is Status.KNOWN
        decision["baselineState"] = "unchanged" if is_known else "new"
    if finding.status is Status.WAIVED:
        reason = visible(finding.reason)
        suppression = {"kind": "external", "status": "accepted", "justification": reason}
        decision["suppressions"] = [suppression]
    return decision


def _message(text: str) -> dict[str, str]:
    """A message in plain text; brackets before a parenthesis would be read as a link there."""
    shown = visible(text)
    return {"text": shown.replace("](", "\\](") if "](" in shown else shown}


def _location(document: Document, span: Span, positions: dict[str, int]) -> dict[str, Any]:
    uri = _uri(document)
    place = {
        "artifactLocation": {"uri": uri, "index": positions[uri]},
        "region": {
            **_region(document, span),
            "snippet": {"text": document.text[span.start : min(span.end, span.start + _SNIPPET)]},
        },
    }
    return {"physicalLocation": place}


def _region(document: Document, span: Span) -> dict[str, int]:
    where = region(document, span)
    return {
        "startLine": where.line,
        "startColumn": where.column,
        "endLine": where.end_line,
        "endColumn": where.end_column,
    }


def _fix(finding: Finding, text: str) -> dict[str, Any]:
    return {
        "description": {"text": f"write “{visible(text)}”"},
        "artifactChanges": [
            {
                "artifactLocation": {"uri": _uri(finding.document)},
                "replacements": [
                    {
                        "deletedRegion": _region(finding.document, finding.edited),
                        "insertedContent": {"text": text},
                    }
                ],
            }
        ],
    }


def _uri(document: Document) -> str:
    """The path as a relative or `file:` URI reference (RFC 3986)."""
    path = path_of(document)
    quoted = quote(path, safe="/~")
    if path.startswith("/"):
        return f"file://{quoted}"
    return quoted


SARIF = Format(
    name="sarif",
    suffix=".sarif",
    summary="SARIF 2.1.0, for code-scanning services and editors",
    render=_render,
)
