"""Nothing that a check of one file with a glossary needs is heavy."""

from __future__ import annotations

import subprocess
import sys

HEAVY = ("torch", "numpy", "sentence_transformers", "lxml", "docx", "pypdf", "jinja2", "rich")


def test_glossary_and_rules_import_nothing_heavy() -> None:
    program = (
        "import sys, glossary.discovery, glossary.matching\n"
        "import reports.checks.deprecated_term, reports.checks.missing_term\n"
        "import reports.checks.inconsistent_term\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"
