"""Every plug-in is documented and plainly named; every check keeps its examples."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from align.encoders import backends
from corpus.readers import readers
from corpus.writers import writers
from glossary.formats import termbase_formats
from reports.checks import Check, Example, checks
from reports.examples import run_example
from reports.formats import formats

DOCS = Path(__file__).resolve().parent.parent / "docs"
NAMED = [*readers(), *writers(), *formats(), *termbase_formats(), *backends(), *checks()]


@pytest.mark.parametrize(
    "plugin", NAMED, ids=lambda plugin: f"{type(plugin).__name__}-{plugin.name}"
)
def test_a_plug_in_has_a_plain_name_and_a_one_line_summary(plugin: Check) -> None:
    assert re.fullmatch(r"[a-z0-9]+([+-][a-z0-9]+)*", plugin.name)
    assert plugin.summary.strip() == plugin.summary
    assert 10 <= len(plugin.summary) <= 110
    assert "\n" not in plugin.summary
    assert not plugin.summary.endswith(".")


@pytest.mark.parametrize(
    "plugin", NAMED, ids=lambda plugin: f"{type(plugin).__name__}-{plugin.name}"
)
def test_a_plug_in_stands_in_the_documentation(plugin: Check) -> None:
    pages = (DOCS / name for name in ("rules.md", "formats.md", "encoders.md"))
    assert any(f"`{plugin.name}`" in page.read_text(encoding="utf-8") for page in pages)


@pytest.mark.parametrize("check", checks(), ids=lambda check: check.name)
def test_a_check_says_why_and_has_both_kinds_of_example(check: Check) -> None:
    assert len(check.why.split()) >= 25
    assert check.flagged
    assert check.passing


CASES = [
    pytest.param(check, example, expected, id=f"{check.name}-{word}-{number}")
    for check in checks()
    for word, expected, examples in (
        ("flagged", True, check.flagged),
        ("passing", False, check.passing),
    )
    for number, example in enumerate(examples)
]


@pytest.mark.parametrize(("check", "example", "expected"), CASES)
def test_a_check_keeps_its_examples(check: Check, example: Example, expected: bool) -> None:
    findings = run_example(check, example)
    assert bool(findings) is expected
    for finding in findings:
        assert finding.rule == check.name
        assert finding.category is check.category
        assert finding.message
        assert not finding.message.endswith(".")
        assert finding.text.strip()
