"""Markdown: a summary for the comment on a pull request, with all findings by file."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from corpus.display import visible
from corpus.document import Document
from reports.excerpts import excerpt
from reports.finding import Finding, Severity
from reports.formats import Format, Style
from reports.formats.text import counted, summary
from reports.places import path_of, region
from reports.report import Report

_MARKUP = re.compile(r"([\\`*_{}\[\]>|~])")
_LINKED = re.compile(r"([@#])(?=\w)")
_SENTENCE = 160
"""Columns of text shown with a finding."""


def _render(report: Report, _: Style) -> str:
    return "\n".join(_lines(report)) + "\n"


def _lines(report: Report) -> Iterator[str]:
    yield "## Concord"
    yield ""
    yield _escaped(summary(report))
    if report.findings:
        yield ""
        yield from _counts(report)
    for document, findings in report.by_document:
        yield ""
        yield "<details>"
        yield (
            f"<summary>{_html(path_of(document))}: {counted(len(findings), 'finding')}</summary>"
        )
        yield ""
        yield "| line | severity | rule | finding |"
        yield "|---:|---|---|---|"
        yield from (_row(document, finding) for finding in findings)
        yield ""
        yield "</details>"
    for note in report.notes:
        yield ""
        yield f"> {_escaped(note)}"


def _counts(report: Report) -> Iterator[str]:
    rules = Counter(finding.rule for finding in report.findings)
    yield "| rule | " + " | ".join(f"{severity.value}s" for severity in Severity) + " |"
    yield "|---|" + "---:|" * len(Severity)
    for rule in sorted(rules, key=lambda name: (-rules[name], name)):
        counts = Counter(one.severity for one in report.findings if one.rule == rule)
        cells = [str(counts[severity] or "") for severity in Severity]
        yield f"| {rule} | " + " | ".join(cells) + " |"


def _row(document: Document, finding: Finding) -> str:
    shown = excerpt(document, finding.span, width=_SENTENCE, sentence=True)
    words = f"**{_escaped(shown.words)}**" if shown.words.strip() else ""
    text = f"{_escaped(shown.before)}{words}{_escaped(shown.after)}"
    line = region(document, finding.span).line
    cells = (str(line), finding.severity.value, finding.rule)
    return f"| {' | '.join(cells)} | {_escaped(finding.message)}<br>{text} |"


def _escaped(text: str) -> str:
    """The text as itself: no mark-up, no mention of a person, no reference to an issue."""
    plain = _MARKUP.sub(r"\\\1", visible(text).replace("&", "&amp;").replace("<", "&lt;"))
    return _LINKED.sub(r"\1<!-- -->", plain)


def _html(text: str) -> str:
    quoted = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return _LINKED.sub(r"\1<!-- -->", quoted)


MARKDOWN = Format(
    name="markdown",
    suffix=".md",
    summary="a summary for the comment on a pull request",
    render=_render,
)
