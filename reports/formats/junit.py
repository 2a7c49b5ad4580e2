"""JUnit XML, as continuous-integration servers read it: a suite a file, a case a finding.

A rule that finds nothing in a file is a case that passes, and so is a note.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.display import visible
from reports.finding import Finding, Severity
from reports.formats import Format, Style
from reports.places import path_of, region
from reports.report import Report


@dataclass(frozen=True, slots=True)
class _Case:
    """A test case; `finding` is None where a rule found nothing."""

    rule: str
    finding: Finding | None = None

    @property
    def fails(self) -> bool:
        return self.finding is not None and self.finding.severity is not Severity.NOTE


def _render(report: Report, _: Style) -> str:
    from lxml import etree

    by_file: dict[str, list[Finding]] = {
        path_of(document): [] for document in report.documents[: report.drafts]
    }
    for finding in report.findings:
        by_file[path_of(finding.document)].append(finding)
    suites = {path: tuple(_cases(found, report.rules)) for path, found in by_file.items()}
    every = [case for cases in suites.values() for case in cases]
    root = etree.Element("testsuites", {"name": "concord", **_counts(every)})
    for path, cases in suites.items():
        suite = etree.SubElement(root, "testsuite", {"name": path, **_counts(cases)})
        for case in cases:
            element = etree.SubElement(suite, "testcase", _attributes(path, case))
            if case.finding is not None:
                tag, more = ("failure", {"type": case.finding.severity.value})
                if not case.fails:
                    tag, more = ("system-out", {})
                etree.SubElement(element, tag, more).text = _text(path, case.finding)
    data: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, pretty_print=True)
    return data.decode()


def _cases(findings: Sequence[Finding], rules: Sequence[str]) -> Iterator[_Case]:
    found = {finding.rule for finding in findings}
    yield from (_Case(finding.rule, finding) for finding in findings)
    yield from (_Case(rule) for rule in rules if rule not in found)


def _counts(cases: Sequence[_Case]) -> dict[str, str]:
    failures = sum(case.fails for case in cases)
    return {"tests": str(len(cases)), "failures": str(failures), "errors": "0", "time": "0"}


def _attributes(path: str, case: _Case) -> dict[str, str]:
    if case.finding is None:
        return {"classname": path, "name": case.rule, "time": "0"}
    where = region(case.finding.document, case.finding.span)
    name = f"{case.rule} {where.line}:{where.column}"
    more = {"file": path, "line": str(where.line)}
    return {"classname": path, "name": name, **more, "time": "0"}


def _text(path: str, finding: Finding) -> str:
    where = region(finding.document, finding.span)
    return f"{path}:{where.line}:{where.column}: {visible(finding.message)}"


JUNIT = Format(
    name="junit",
    suffix=".xml",
    summary="JUnit XML, for continuous-integration servers",
    render=_render,
)
