"""Numbers that are wrong from their own text alone, so that they neither accuse nor are accused."""

from __future__ import annotations

from functools import lru_cache

from corpus.document import Document
from corpus.span import Span
from reports.numbers.documents import language_of

_ALONE = (
    "malformed_date",
    "impossible_date",
    "empty_placeholder",
    "reversed_range",
    "malformed_number",
    "contradicted_fact",
    "inconsistent_number",
)


def faulty_spans(document: Document) -> tuple[Span, ...]:
    """Where the rules that need no other text find a number wrong."""
    return _faulty_spans(document.text, language_of(document))


@lru_cache(maxsize=32)
def _faulty_spans(text: str, language: str) -> tuple[Span, ...]:
    # The rules import the grammar, so they are looked up when they are first needed.
    from reports.checks import Subject, checks

    names = {name.replace("_", "-") for name in _ALONE}
    subject = Subject((Document("", text, language),), 1)
    return tuple(
        sorted(
            finding.span
            for check in checks()
            if check.name in names
            for finding in check.run(check, subject)
        )
    )
