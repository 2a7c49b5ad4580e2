"""The rules that look at one text alone, and at nothing but its words and marks."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from corpus.language import detect_language
from reports.checking import check_documents

TABLE = tomllib.loads((Path(__file__).parent / "data/text_checks.toml").read_text("utf-8"))
CASES = [(rule, case) for rule, cases in TABLE.items() for case in cases]
MARK = re.compile("[⟦⟧]")


def found(rule: str, text: str) -> list[tuple[int, int]]:
    report = check_documents([Document("draft.txt", text, detect_language(text))], select=[rule])
    return [(one.span.start, one.span.end) for one in report.findings]


def expected(case: str) -> list[tuple[int, int]]:
    offsets = [match.start() - number for number, match in enumerate(MARK.finditer(case))]
    return list(zip(offsets[::2], offsets[1::2], strict=True))


@pytest.mark.parametrize(("rule", "case"), CASES)
def test_what_is_flagged(rule: str, case: str) -> None:
    assert found(rule, MARK.sub("", case)) == expected(case)


@pytest.mark.parametrize("rule", TABLE)
def test_a_rule_has_cases_of_both_kinds(rule: str) -> None:
    assert {"⟦" in case for case in TABLE[rule]} == {True, False}


@given(st.text(alphabet='ab \n."“”‘’()[]（）《》水利局 1。', max_size=80))
def test_any_text_is_read_without_a_crash(text: str) -> None:
    report = check_documents([Document("draft.txt", text, "en")], select=list(TABLE))
    for one in report.findings:
        assert one.text


def test_ten_thousand_open_brackets_cost_no_more_than_their_number() -> None:
    found("unbalanced-marks", "(" * 10_000 + '"' * 10_001 + "“" * 10_000)
    found("repeated-words", "the " * 20_000)
