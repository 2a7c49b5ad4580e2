"""Checkstyle XML, which many review tools read."""

from __future__ import annotations

from corpus.display import visible
from reports.finding import Severity
from reports.formats import Format, Style
from reports.places import path_of, region
from reports.report import Report

_SEVERITIES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "info"}


def _render(report: Report, _: Style) -> str:
    from lxml import etree

    root = etree.Element("checkstyle", version="8.0")
    files = {
        path: etree.SubElement(root, "file", name=path)
        for path in dict.fromkeys(map(path_of, report.documents[: report.drafts]))
    }
    for finding in report.findings:
        where = region(finding.document, finding.span)
        etree.SubElement(
            files[path_of(finding.document)],
            "error",
            line=str(where.line),
            column=str(where.column),
            severity=_SEVERITIES[finding.severity],
            message=visible(finding.message),
            source=f"concord.{finding.rule}",
        )
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data.decode()


CHECKSTYLE = Format(
    name="checkstyle",
    suffix="",
    summary="Checkstyle XML, for review tools",
    render=_render,
)
