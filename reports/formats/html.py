"""HTML: the whole report in one self-contained page, for reading, sharing and printing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.document import Document
from corpus.labels import short_labels
from corpus.span import Span
from reports.excerpts import excerpt
from reports.finding import Evidence, Finding
from reports.formats import Format, Style
from reports.formats.text import counted, summary
from reports.report import Report

if TYPE_CHECKING:
    from corpus.bitext import Bitext
    from corpus.pages.synopsis import Link

_FOLDER = Path(__file__).parent
_OFFENDING = 420
_WITNESS = 300
_EVIDENCE = 6
"""Pieces of evidence at a finding; the JSON holds all of them."""


def _render(report: Report, _: Style) -> str:
    from corpus.pages import render_page

    anchors = _anchors(report)
    return render_page(
        _FOLDER / "report.html.j2",
        title="Concord report",
        style=(_FOLDER / "report.css").read_text(encoding="utf-8"),
        script=(_FOLDER / "report.js").read_text(encoding="utf-8"),
        lead=summary(report),
        severities=report.severities,
        by_rule=_rules(report),
        files=list(_files(report)),
        groups=list(_groups(report, anchors)),
        notes=report.notes,
        synopses=[_synopsis(report, bitext, anchors) for bitext in report.bitexts],
        signature=report.signature,
    )


def _anchors(report: Report) -> dict[int, str]:
    """A fragment for each finding (by its position), the same in every run: its fingerprint."""
    seen: Counter[str] = Counter()
    anchors: dict[int, str] = {}
    for position, finding in enumerate(report.findings):
        seen[finding.fingerprint] += 1
        number = seen[finding.fingerprint]
        anchors[position] = f"f-{finding.fingerprint}" + (f"-{number}" if number > 1 else "")
    return anchors


def _rules(report: Report) -> list[dict[str, Any]]:
    from reports.checks import checks

    counts = Counter(finding.rule for finding in report.findings)
    summaries = {check.name: check.summary for check in checks()}
    names = sorted(report.rules, key=lambda name: (-counts[name], name))
    return [
        {"name": name, "summary": summaries.get(name, ""), "count": counts[name]} for name in names
    ]


def _files(report: Report) -> Iterator[dict[str, Any]]:
    own = {id(document): findings for document, findings in report.by_document}
    for position, document in enumerate(report.documents):
        findings = own.get(id(document), ())
        yield {
            "label": document.label,
            "anchor": f"file-{position + 1}" if findings else None,
            "role": report.role(position),
            "language": document.language,
            "segments": f"{len(document.segments):,}",
            "counts": Counter(finding.severity.value for finding in findings),
        }


def _groups(report: Report, anchors: Mapping[int, str]) -> Iterator[dict[str, Any]]:
    numbers = {id(document): number for number, document in enumerate(report.documents, 1)}
    labels = {
        id(document): label
        for document, label in zip(report.documents, short_labels(report.documents), strict=True)
    }
    position = 0
    for document, findings in report.by_document:
        shown = [
            _finding(finding, anchors[position + offset], labels)
            for offset, finding in enumerate(findings)
        ]
        position += len(findings)
        yield {
            "label": labels[id(document)],
            "path": document.path,
            "anchor": f"file-{numbers[id(document)]}",
            "language": document.language,
            "counted": counted(len(findings), "finding"),
            "findings": shown,
        }


def _finding(finding: Finding, anchor: str, labels: Mapping[int, str]) -> dict[str, Any]:
    suggestion = finding.suggestion
    return {
        "anchor": anchor,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "place": _place(finding.document, finding.span),
        "excerpt": excerpt(finding.document, finding.span, width=_OFFENDING, sentence=True),
        "suggestion": None if suggestion is None else suggestion.text,
        "safe": suggestion is not None and suggestion.safe,
        "evidence": [_evidence(evidence, labels) for evidence in finding.evidence[:_EVIDENCE]],
        "more": max(0, len(finding.evidence) - _EVIDENCE),
    }


def _evidence(evidence: Evidence, labels: Mapping[int, str]) -> dict[str, Any]:
    document = evidence.document
    return {
        "language": document.language,
        "place": f"{labels[id(document)]}, {_place(document, evidence.span)}",
        "excerpt": excerpt(document, evidence.span, width=_WITNESS, sentence=True),
    }


def _place(document: Document, span: Span) -> str:
    location = document.locate(span.start)
    if location.unit is not None:
        return f"unit {location.unit}"
    place = f"line {location.line}, column {location.column}"
    return f"{location.label}, {place}" if location.label else place


def _synopsis(report: Report, bitext: Bitext, anchors: Mapping[int, str]) -> dict[str, Any]:
    from corpus.pages.synopsis import columns, rows

    shown = rows(bitext, links=_links(report, bitext, anchors))
    path = bitext.documents[0].path
    units = bitext.mode == "units"
    return {
        "title": f"Texts side by side: {path}" if units else "Texts side by side",
        "counted": f"{counted(len(shown), 'unit' if units else 'aligned passage')}.",
        "marked": any(p.differs for row in shown for cell in row.cells for p in cell.pieces),
        "columns": columns(bitext),
        "rows": shown,
    }


def _links(report: Report, bitext: Bitext, anchors: Mapping[int, str]) -> dict[int, list[Link]]:
    from corpus.pages.synopsis import Link

    sides = {id(document): side for side, document in enumerate(bitext.documents)}
    links: dict[int, list[Link]] = {}
    for position, finding in enumerate(report.findings):
        side = sides.get(id(finding.document))
        if side is not None:
            label = f"{finding.severity.value}: {finding.message}"
            link = Link(finding.span, anchors[position], label, finding.severity.value)
            links.setdefault(side, []).append(link)
    return links


HTML = Format(
    name="html",
    suffix=".html",
    summary="one self-contained page: findings with their evidence, texts side by side",
    render=_render,
)
