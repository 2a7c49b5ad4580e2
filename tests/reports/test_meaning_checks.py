"""The rules that compare what texts say: opposites, duties and permissions, negation."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from reports.checks import Example, checks
from reports.examples import run_example

TABLE = tomllib.loads((Path(__file__).parent / "data/meaning_checks.toml").read_text("utf-8"))
CASES = [(rule, case) for rule, cases in TABLE.items() for case in cases]
MARK = re.compile("[⟦⟧]")
RULES = {check.name: check for check in checks()}


def is_chinese(text: str) -> bool:
    return re.search("[\u4e00-\u9fff]", text) is not None


@pytest.mark.parametrize(("rule", "case"), CASES, ids=lambda value: str(value)[:60])
def test_what_is_flagged(rule: str, case: list[str]) -> None:
    draft, *others = case
    source = "".join(text for text in others if is_chinese(text))
    witnesses = tuple(text for text in others if not is_chinese(text))
    example = Example(MARK.sub("", draft), witnesses=witnesses, source=source)
    offsets = [match.start() - number for number, match in enumerate(MARK.finditer(draft))]
    expected = list(zip(offsets[::2], offsets[1::2], strict=True))
    found = run_example(RULES[rule], example)
    assert [(one.span.start, one.span.end) for one in found] == expected
    for one in found:
        assert one.evidence
        assert all(place.span.of(place.document.text) for place in one.evidence)


def test_the_source_outranks_the_renderings() -> None:
    example = Example(
        "The bureau will accelerate canal works.",
        witnesses=("The bureau will slow canal works.", "The bureau will delay canal works."),
        source="水利局将加快修建水渠。",
    )
    assert run_example(RULES["reversed-meaning"], example) == ()


@pytest.mark.parametrize("rule", TABLE)
def test_a_rule_has_cases_of_both_kinds(rule: str) -> None:
    assert {"⟦" in case[0] for case in TABLE[rule]} == {True, False}


def test_braces_in_a_text_are_words_like_others() -> None:
    example = Example("The plan will not {end} in May.", source="计划将于五月结束。")
    (found,) = run_example(RULES["changed-negation"], example)
    assert "{end" in found.message
