"""Waivers: findings that somebody has looked at and accepted, each with the reason.

In `concord.toml`, for any file:

    [[waiver]]
    rule = "number-mismatch"
    file = "drafts/*.md"        # optional; a pattern
    text = "86.4"               # optional; words within the finding
    reason = "the source errs, see the corrigendum"

In a Markdown file, in a comment on the same line or right before the paragraph:

    <!-- concord: ignore number-mismatch: the source errs -->
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.document import Document
from reports.finding import Category, Finding, Status
from reports.path_patterns import is_meant
from reports.report import Report

_COMMENT = re.compile(
    r"<!--[ \t]*concord:[ \t]*ignore\b[ \t]*([^:<>\n]*?)[ \t]*(?::[ \t]*([^\n]*?)[ \t]*)?-->"
)
_WITH_COMMENTS = ("markdown",)
"""Readers whose text is the file with its comments."""


@dataclass(frozen=True, slots=True)
class Waiver:
    """One accepted kind of finding.

    Attributes:
        rule: its rule, or the rule's category.
        reason: why it is accepted; never empty.
        where: place of the waiver itself, for the note that it is not used.
        file: pattern for the path; empty for any file.
        text: words within the finding, case and all; empty for any.
        fingerprint: of one finding; empty for any.
        lines: 1-based lines of `file` that it holds for; None for all of them.
    """

    rule: str
    reason: str
    where: str
    file: str = ""
    text: str = ""
    fingerprint: str = ""
    lines: range | None = None

    def covers(self, finding: Finding) -> bool:
        """Whether a finding is accepted by it."""
        return (
            self.rule in (finding.rule, finding.category.value)
            and (not self.file or is_meant(finding.document.path, self.file))
            and self.text in finding.text
            and self.fingerprint in ("", finding.fingerprint)
            and (self.lines is None or _line(finding) in self.lines)
        )


def waivers_in(document: Document) -> Iterator[Waiver]:
    """The waivers that a text holds in its comments.

    A comment holds for its own line; one that stands on a line of its own, for the next line that
    is not blank. One without a rule or a reason is no waiver: `unreasoned_comments` tells of it.
    """
    if document.format not in _WITH_COMMENTS:
        return
    lines = document.text.splitlines()
    for match in _COMMENT.finditer(document.text):
        rule, reason = match[1], match[2] or ""
        if rule and reason:
            number = document.locate(match.start()).line
            held = _held_lines(lines, number, match[0])
            where = f"{document.path}:{number}"
            yield Waiver(rule, reason, where, file=document.path, lines=held)


def _held_lines(lines: Sequence[str], number: int, comment: str) -> range:
    if lines[number - 1].strip() != comment:
        return range(number, number + 1)
    following = number
    while following < len(lines) and not lines[following].strip():
        following += 1
    return range(number, following + 2)


def unreasoned_comments(document: Document) -> Iterator[str]:
    """A sentence about each comment that would be a waiver if it gave its rule and its reason."""
    if document.format not in _WITH_COMMENTS:
        return
    for match in _COMMENT.finditer(document.text):
        if not (match[1] and match[2]):
            where = f"{document.path}:{document.locate(match.start()).line}"
            yield (
                f"{where}: a waiver needs its rule and its reason; write "
                "<!-- concord: ignore RULE: REASON -->."
            )


def settle_waived(report: Report, waivers: Iterable[Waiver]) -> Report:
    """Mark the findings that a waiver covers, those in the texts' own comments included.

    Returns:
        The report without them among the open findings, and with a note for each waiver that
        covers nothing.
    """
    drafts = report.documents[: report.drafts]
    every = [*waivers, *(waiver for document in drafts for waiver in waivers_in(document))]
    used: set[Waiver] = set()

    def judge(finding: Finding) -> Finding:
        covering = [waiver for waiver in every if waiver.covers(finding)]
        used.update(covering)
        if not covering:
            return finding
        return replace(finding, status=Status.WAIVED, reason=covering[0].reason)

    settled = report.settle(judge)
    waived = len(report.findings) - len(settled.findings)
    notes = [f"{waived:,} finding{'s are' if waived > 1 else ' is'} waived."] if waived else []
    notes += [
        f"{waiver.where}: the waiver for {waiver.rule} covers no finding; remove it."
        for waiver in every
        if waiver not in used and _might_have(waiver, report)
    ]
    for document in drafts:
        notes += unreasoned_comments(document)
    return replace(settled, notes=tuple(dict.fromkeys((*settled.notes, *notes))))


def _might_have(waiver: Waiver, report: Report) -> bool:
    """Whether this run could have used it: its rule ran, over a file that it names."""
    paths = [document.path for document in report.documents[: report.drafts]]
    ran = waiver.rule in report.rules or waiver.rule in list(Category)
    return ran and (not waiver.file or any(is_meant(path, waiver.file) for path in paths))


def _line(finding: Finding) -> int:
    return finding.document.locate(finding.span.start).line
