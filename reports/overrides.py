"""How much the findings of a rule matter in a project, everywhere or in some files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from reports.checks import checks
from reports.finding import Finding, Severity
from reports.path_patterns import is_meant
from reports.report import Report

OFF = "off"
LEVELS = (*(severity.value for severity in Severity), OFF)


@dataclass(frozen=True, slots=True)
class Override:
    """The levels of rules in some files.

    Attributes:
        levels: for each rule or category the severity of its findings, or `off`.
        files: patterns for paths; empty for all files.
    """

    levels: Mapping[str, str]
    files: tuple[str, ...] = ()

    def level(self, finding: Finding) -> str | None:
        """The level of a finding, None if nothing is said; a rule goes before its category."""
        path = finding.document.path
        if self.files and not any(is_meant(path, pattern) for pattern in self.files):
            return None
        return self.levels.get(finding.rule, self.levels.get(finding.category.value))


def apply_overrides(report: Report, overrides: Sequence[Override]) -> Report:
    """The report with the severities that a project wants; the last override that speaks decides.

    A rule that reports a doubtful case lower than a clear one goes on doing so: both move.
    """
    if not overrides:
        return report
    usual = {check.name: check.severity for check in checks()}
    kept = []
    for finding in report.findings:
        said = [level for one in overrides if (level := one.level(finding)) is not None]
        if not said:
            kept.append(finding)
        elif said[-1] != OFF:
            kept.append(_moved(finding, usual.get(finding.rule), Severity(said[-1])))
    return replace(report, findings=tuple(kept))


def _moved(finding: Finding, usual: Severity | None, wanted: Severity) -> Finding:
    lower = finding.severity.rank - (usual or finding.severity).rank
    rank = min(max(wanted.rank + lower, 0), len(Severity) - 1)
    return replace(finding, severity=list(Severity)[rank])
