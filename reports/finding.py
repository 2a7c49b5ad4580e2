"""`Finding`: one defect at one place, worded once, with its evidence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document
from corpus.span import Span


class Severity(StrEnum):
    """How much a finding matters, the worst first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, 1 for a warning, 2 for a note."""
        return list(Severity).index(self)


class Category(StrEnum):
    """What a finding is about; the names that `--select` and `--ignore` take beside rules."""

    NUMBER = "number"
    TERMINOLOGY = "terminology"
    MEANING = "meaning"
    CONSISTENCY = "consistency"
    COMPLETENESS = "completeness"
    TEXT = "text"
    LOCALE = "locale"


class Status(StrEnum):
    """What has been decided about a finding."""

    NEW = "new"
    KNOWN = "known"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Edit:
    """What might stand there instead.

    Attributes:
        text: the replacement for the finding's words, or for those of `span`.
        safe: whether it may be applied without a person's look.
        span: what is replaced, where that is more than the finding's words: an article before
            them changes too.
    """

    text: str
    safe: bool = False
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """A place in another text, or elsewhere in the same, that speaks for the finding."""

    document: Document
    span: Span


@dataclass(frozen=True, slots=True)
class Finding:
    """One defect.

    Attributes:
        rule: id of the check that found it.
        category: of the check.
        severity: of the check, or lower or higher where the case differs.
        message: what is wrong, in one sentence, without a full stop.
        document: where.
        span: the offending words, in the document's text.
        suggestion: a repair, if one can be named.
        evidence: other places that show it, the most telling first.
        fingerprint: names the same finding in another run; filled by the report.
        status: new, known from a baseline, or waived.
        reason: why it was waived.
    """

    rule: str
    category: Category
    severity: Severity
    message: str
    document: Document
    span: Span
    suggestion: Edit | None = None
    evidence: tuple[Evidence, ...] = ()
    fingerprint: str = ""
    status: Status = Status.NEW
    reason: str = ""

    @property
    def text(self) -> str:
        """The offending words as they stand."""
        return self.span.of(self.document.text)

    @property
    def edited(self) -> Span:
        """The words that the suggestion replaces."""
        own = self.suggestion.span if self.suggestion else None
        return own or self.span
