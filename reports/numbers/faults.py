"""Numbers that are wrong from their own text alone, so that they neither accuse nor are accused."""

from __future__ import annotations

from functools import lru_cache

from corpus.document import Document
from corpus.span import Span
from reports.numbers.documents import language_of
from reports.numbers.facts import Facts

_ALONE = (
    "malformed_date",
    "impossible_date",
    "empty_placeholder",
    "reversed_range",
    "malformed_number",
    "contradicted_fact",
    "inconsistent_number",
)


def faulty_spans(document: Document, facts: Facts) -> tuple[Span, ...]:
    """Where the rules that need no other text find a number wrong.

    Args:
        document: any.
        facts: what is known, built in or by the user.
    """
    # Nothing else of a document matters to the rules, so that a text is judged once.
    seen = Document(
        "", document.text, language_of(document), format=document.format, markup=document.markup
    )
    return _faulty_spans(seen, facts)


@lru_cache(maxsize=32)
def _faulty_spans(document: Document, facts: Facts) -> tuple[Span, ...]:
    # The rules import the grammar, so they are looked up when they are first needed.
    from reports.checks import Subject, checks

    names = {name.replace("_", "-") for name in _ALONE}
    subject = Subject((document,), 1, facts=facts)
    return tuple(
        sorted(
            finding.span
            for check in checks()
            if check.name in names
            for finding in check.run(check, subject)
        )
    )
