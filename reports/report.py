"""`Report`: all findings of one run, what was covered, and with what it was made."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.bitext import Bitext
from corpus.document import Document
from corpus.signature import Signature
from reports.finding import Finding


@dataclass(frozen=True, slots=True)
class Report:
    """What `concord check` found.

    Attributes:
        findings: in order of file, place and rule, with their fingerprints.
        documents: all that were read.
        drafts: how many of them, from the front, were checked.
        bitext: what they were compared by, if they were.
        notes: what a reader should know about the run, in sentences.
        signature: how to make it again.
    """

    findings: tuple[Finding, ...]
    documents: tuple[Document, ...]
    drafts: int
    bitext: Bitext | None
    notes: tuple[str, ...]
    signature: Signature
