"""What lint finds in glossaries; the cases stand in data/lint.toml."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.files import RawFile
from glossary.damaged_text import mended
from glossary.formats import termbase_formats
from glossary.linting import lint
from glossary.termbase import Concept, Status, Term, Termbase

CASES = tomllib.loads((Path(__file__).parent / "data" / "lint.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_each_problem_is_found_on_its_line(case: dict[str, Any]) -> None:
    [toml] = [kind for kind in termbase_formats() if kind.name == "toml"]
    problems = lint(toml.read(RawFile("g.toml", case["text"].encode())))
    assert [(problem.line, problem.rule) for problem in problems] == [
        (line, rule) for line, rule, _ in case["expected"]
    ]
    for problem, (_, _, words) in zip(problems, case["expected"], strict=True):
        assert words in problem.message


def test_the_documentation_lists_the_rules_that_there_are() -> None:
    page = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text("utf-8")
    table = page.partition("| rule | what is wrong |")[2].partition("\n\n")[0]
    documented = re.findall(r"^\| `([a-z-]+)` \|", table, re.MULTILINE)
    assert set(documented) == {rule for case in CASES for _, rule, _ in case["expected"]}


@given(st.text(st.sampled_from("éüñçøåß数据要素生产力水利"), min_size=2, max_size=12))
def test_what_was_read_in_the_wrong_encoding_is_mended(text: str) -> None:
    assert mended(text) is None
    harmed = "".join(
        bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in text.encode()
    )
    assert mended(harmed) == text


def test_many_concepts_without_a_fault_pass() -> None:
    terms = (
        (
            Term(f"词{number}", "zh"),
            Term(f"word {number} of many words", "en"),
            Term(f"of many {number}", "en", Status.DEPRECATED),
        )
        for number in range(500)
    )
    termbase = Termbase(tuple(Concept(f"c{n}", own) for n, own in enumerate(terms)))
    assert lint(termbase) == ()
