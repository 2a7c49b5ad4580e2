"""`Report`: all findings of one run, what was covered, and with what it was made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace

from corpus.bitext import Bitext
from corpus.document import Document
from corpus.signature import Signature
from reports.finding import Finding, Severity, Status


@dataclass(frozen=True, slots=True)
class Report:
    """What `concord check` found.

    Attributes:
        findings: in order of file, place and rule, with their fingerprints; those that somebody
            has to look at.
        documents: all that were read, each with its segments: drafts, witnesses, source texts.
        drafts: how many of them, from the front, were checked.
        bitexts: what they were compared by: none for a file alone, one for several files, one
            for each bilingual file.
        rules: names of the checks that ran.
        notes: what a reader should know about the run, in sentences.
        signature: how to make it again.
        sources: positions of the documents that are source texts.
        settled: the other findings, known from a baseline, or waived.
        has_baseline: whether a baseline was compared with.
    """

    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]
    drafts: int
    bitexts: tuple[Bitext, ...]
    rules: tuple[str, ...]
    notes: tuple[str, ...]
    signature: Signature
    sources: tuple[int, ...] = ()
    settled: tuple[Finding, ...] = ()
    has_baseline: bool = False

    def settle(self, judge: Callable[[Finding], Finding]) -> Report:
        """The report with every open finding judged anew.

        Args:
            judge: gives a finding back as it is, or with another status.
        """
        judged = [judge(finding) for finding in self.findings]
        return replace(
            self,
            findings=tuple(one for one in judged if one.status is Status.NEW),
            settled=self.settled + tuple(one for one in judged if one.status is not Status.NEW),
        )

    def role(self, position: int) -> str:
        """What the document at a position was in this run: draft, witness or source."""
        if position < self.drafts:
            return "draft"
        return "source" if position in self.sources else "witness"

    def reaches(self, severity: Severity) -> bool:
        """Whether a finding is at least that severe."""
        return any(finding.severity.rank <= severity.rank for finding in self.findings)

    @property
    def severities(self) -> dict[str, int]:
        """Findings of each severity, the worst first, zeros included."""
        counts = Counter(finding.severity for finding in self.findings)
        return {severity.value: counts[severity] for severity in Severity}

    @property
    def by_document(self) -> tuple[tuple[Document, tuple[Finding, ...]], ...]:
        """The drafts that have findings, each with its own."""
        groups: dict[int, list[Finding]] = {}
        for finding in self.findings:
            groups.setdefault(id(finding.document), []).append(finding)
        return tuple((group[0].document, tuple(group)) for group in groups.values())
