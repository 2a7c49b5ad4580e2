"""The columns of a glossary table."""

from __future__ import annotations

REQUIRED = ("concept_id", "source_term", "target_term", "status")
LANGUAGES = ("source_language", "target_language")
TERM_COLUMNS = (
    "note",
    "part_of_speech",
    "example",
    "term_source",
    "exact",
    "except_in",
    "only_near",
)
"""What a row may say of its term."""

CONCEPT_COLUMNS = (
    "definition",
    "domain",
    "concept_note",
    "concept_source",
    "do_not_translate",
)
"""What any row of a concept may say of it."""

COLUMNS = (*REQUIRED, *TERM_COLUMNS, *LANGUAGES, *CONCEPT_COLUMNS)
SEPARATOR = "|"
"""Between several expressions in one cell."""
