"""Text: one line a finding, as compilers write it; on a terminal with its context below."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from corpus.display import columns, visible, wrap
from corpus.document import Document
from corpus.span import Span
from reports.excerpts import excerpt
from reports.finding import Evidence, Finding, Severity
from reports.fixing import fixes_of
from reports.formats import Format, Style
from reports.report import Report

_INDENT = "    "
_EVIDENCE = 4
"""Pieces of evidence below a finding; the other formats hold all of them."""

_RESET = "\x1b[0m"
_BOLD = "\x1b[1m"
_DIM = "\x1b[2m"
_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.NOTE: "\x1b[36m"}


def _render(report: Report, style: Style) -> str:
    lines = findings_as_lines(report.findings, style)
    if lines and not style.context:
        lines.append("")
    lines += _notes(report, style)
    count = fixes_of(report).count
    if count:
        lines.append(f"{counted(count, 'safe replacement')}: see with --diff, make with --fix.")
    lines.append(summary(report))
    return "\n".join(lines) + "\n"


def findings_as_lines(findings: Iterable[Finding], style: Style) -> list[str]:
    """The findings alone, without notes and summary."""
    return [line for finding in findings for line in _finding(finding, style)]


def _finding(finding: Finding, style: Style) -> Iterator[str]:
    colour = _COLOURS[finding.severity]
    severity = _paint(finding.severity.value, colour, style)
    rule = _paint(finding.rule, _BOLD, style)
    where = _paint(_place(finding.document, finding.span), _BOLD, style)
    yield f"{where}: {severity} {rule} {visible(finding.message)}{_side(finding)}"
    if not style.context:
        return
    yield from _marked_line(finding, colour, style)
    for evidence in finding.evidence[:_EVIDENCE]:
        yield _INDENT + _evidence(evidence, style)
    if len(finding.evidence) > _EVIDENCE:
        yield f"{_INDENT}… and {len(finding.evidence) - _EVIDENCE} more places"
    if finding.suggestion is not None:
        words = finding.suggestion.text
        advice = f"write “{visible(words)}”" if words else "remove these words"
        doubt = "" if finding.suggestion.safe else " (to be confirmed)"
        yield f"{_INDENT}suggestion: {advice}{doubt}"
    yield ""


def _marked_line(finding: Finding, colour: str, style: Style) -> Iterator[str]:
    shown = excerpt(finding.document, finding.span, width=max(20, style.width - len(_INDENT)))
    words = _paint(shown.words, colour, style) if shown.words else ""
    yield f"{_INDENT}{shown.before}{words}{shown.after}"
    carets = _paint("^" * max(1, columns(shown.words)), colour, style)
    yield f"{_INDENT}{' ' * columns(shown.before)}{carets}"


def _evidence(evidence: Evidence, style: Style) -> str:
    place = _place(evidence.document, evidence.span)
    width = max(24, style.width - len(_INDENT) - columns(place) - 2)
    shown = excerpt(evidence.document, evidence.span, width=width - 2, sentence=True)
    return f"{_paint(place, _DIM, style)}: “{shown.line}”"


def _place(document: Document, span: Span) -> str:
    location = document.locate(span.start)
    return f"{visible(document.path)}:{location.line}:{location.column}"


def _side(finding: Finding) -> str:
    """What line and column do not tell: the unit and column of a table, or the page."""
    location = finding.document.locate(finding.span.start)
    parts = [finding.document.name] if finding.document.name else []
    parts += [f"unit {location.unit}"] if location.unit is not None else []
    parts += [location.label] if location.label else []
    return f" ({visible(', '.join(parts))})" if parts else ""


def _notes(report: Report, style: Style) -> Iterator[str]:
    label = _paint("note:", _DIM, style)
    for note in report.notes:
        if style.context:
            first, *rest = wrap(visible(note), max(20, style.width - 6))
            yield f"{label} {first}"
            yield from (f"      {line}" for line in rest)
        else:
            yield f"{label} {visible(note)}"
    if report.notes and style.context:
        yield ""


def summary(report: Report) -> str:
    """One line: how many findings of which severity, in how many files."""
    files = len({document.path for document in report.documents[: report.drafts]})
    if not report.findings:
        rules = counted(len(report.rules), "rule")
        none = "No new findings" if report.settled else "No findings"
        return f"{none}: {rules} ran over {counted(files, 'file')}."
    counts = Counter(finding.severity for finding in report.findings)
    severities = ", ".join(counted(counts[s], s.value) for s in Severity if counts[s])
    touched = len({finding.document.path for finding in report.findings})
    where = counted(files, "file") if touched == files else f"{touched} of {counted(files, 'file')}"
    return f"{counted(len(report.findings), 'finding')} ({severities}) in {where}."


def counted(number: int, noun: str) -> str:
    """A number with its noun: 1 finding, 1,200 findings."""
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _paint(text: str, colour: str, style: Style) -> str:
    return f"{colour}{text}{_RESET}" if style.colour else text


TEXT = Format(
    name="text",
    suffix=".txt",
    summary="one line a finding as compilers write it, with its context on a terminal",
    render=_render,
)
