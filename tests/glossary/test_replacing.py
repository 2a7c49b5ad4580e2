"""One term in the place of another: a table of cases, and what always holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.replacing import carry_over

TABLE = Path(__file__).parent / "data" / "replacements.tsv"


def cases() -> list[list[str]]:
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("row", cases(), ids=lambda row: row[1])
def test_number_form_and_case_are_carried_over(row: list[str]) -> None:
    before, surface, after, listed, replacement, expected, exact = row
    result = carry_over(surface, listed, replacement, before=before, after=after)
    assert (result.text, result.exact) == (expected, exact == "yes")


@given(st.text(), st.text(), st.text(min_size=1), st.text(max_size=9), st.text(max_size=9))
def test_any_text_gives_a_replacement(
    surface: str, term: str, replacement: str, before: str, after: str
) -> None:
    assert carry_over(surface, term, replacement, before=before, after=after).text


@given(st.from_regex(r"[a-z]{3,8}( [a-z]{3,8}){0,2}", fullmatch=True))
def test_a_term_that_stands_as_it_is_listed_gives_the_other_as_listed(term: str) -> None:
    assert carry_over(term, term, term).text == term


def test_a_line_break_stays_where_it_is() -> None:
    result = carry_over("data\r\nelements", "data element", "data factor")
    assert (result.text, result.exact) == ("data\r\nfactors", True)
    result = carry_over("data\n element", "data element", "factor")
    assert (result.text, result.exact) == ("factor", False)
