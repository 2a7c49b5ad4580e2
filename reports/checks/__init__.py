"""Checks: one file a rule; each exports one `Check`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.bitext import Bitext
from corpus.document import Document
from corpus.plugins import load_plugins
from corpus.span import Span
from glossary.termbase import Termbase
from reports.finding import Category, Edit, Evidence, Finding, Severity

if TYPE_CHECKING:
    from reports.numbers.facts import Facts


@dataclass(frozen=True, slots=True)
class Subject:
    """What is checked, complete: a check reads nothing else.

    Attributes:
        documents: drafts, then witnesses, then the source, each with its segments.
        drafts: how many of them, from the front, are checked; the others are evidence only.
        source: position of the source text among the documents, if it was given.
        bitext: beads of all the documents, in the same order; None for a document alone.
        termbase: None without a glossary.
        facts: what is known of congresses, plans and agendas; None for what ships with the package.
    """

    documents: tuple[Document, ...]
    drafts: int
    source: int | None = None
    bitext: Bitext | None = None
    termbase: Termbase | None = None
    facts: Facts | None = None


@dataclass(frozen=True, slots=True)
class Example:
    """A case that a check must flag, or must pass.

    Texts of as many lines as the draft render each other line by line; an empty line stands for
    nothing.

    Attributes:
        draft: the text that is checked.
        witnesses: other renderings of the same sentence.
        source: the sentence that all of them render.
        glossary: rows of a glossary table without the header, or concepts in TOML.
    """

    draft: str
    witnesses: tuple[str, ...] = ()
    source: str = ""
    glossary: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One rule.

    Attributes:
        name: the rule's id, in kebab case; it names the defect.
        category: what it is about.
        severity: unless the configuration says otherwise.
        summary: one line, for tables.
        why: a paragraph or two for `concord explain`: what goes wrong and how to mend it.
        flagged: at least one example that it flags.
        passing: at least one tempting example that it leaves alone.
        run: the findings in a subject, in any order.
        needs_bitext: whether it does nothing without aligned documents.
        needs_termbase: whether it does nothing without a glossary.
        needs_source: whether it does nothing without the text that the drafts render.
    """

    name: str
    category: Category
    severity: Severity
    summary: str
    why: str
    flagged: tuple[Example, ...]
    passing: tuple[Example, ...]
    run: Callable[[Check, Subject], Iterator[Finding]] = field(repr=False)
    needs_bitext: bool = False
    needs_termbase: bool = False
    needs_source: bool = False

    def finding(
        self,
        document: Document,
        span: Span,
        message: str,
        *,
        severity: Severity | None = None,
        suggestion: Edit | None = None,
        evidence: tuple[Evidence, ...] = (),
    ) -> Finding:
        """A finding of this rule at one place."""
        return Finding(
            self.name,
            self.category,
            severity or self.severity,
            message,
            document,
            span,
            suggestion,
            evidence,
        )


def checks() -> tuple[Check, ...]:
    """All installed checks, by name."""
    return load_plugins("reports.checks", Check)
