"""An output format: how many findings each rule has, a line a rule."""

from __future__ import annotations

from collections import Counter

from reports.formats import Format, Style
from reports.report import Report


def _render(report: Report, _: Style) -> str:
    counts = Counter(finding.rule for finding in report.findings)
    lines = [f"{counts[rule]}\t{rule}" for rule in report.rules]
    return "\n".join(lines) + "\n"


FORMAT = Format(
    name="counts",
    suffix=".counts",
    summary="how many findings each rule has",
    render=_render,
)
