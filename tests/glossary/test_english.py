"""Which forms of a word a term may take: a table of words, and what always holds."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossary.english import american, forms, plural, singular, verb_behind

TABLE = Path(__file__).parent / "data" / "english.txt"
WORDS = st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=12)


def cases() -> list[tuple[str, list[str], list[str], list[str]]]:
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            word, _, rest = line.partition(":")
            sure, weak, none = (part.split() for part in rest.split("/"))
            rows.append((word, sure, weak, none))
    return rows


@pytest.mark.parametrize(("word", "sure", "weak", "none"), cases(), ids=str)
def test_forms(word: str, sure: list[str], weak: list[str], none: list[str]) -> None:
    allowed = dict(forms(word))
    assert allowed[american(word)]
    assert {form: allowed.get(american(form)) for form in sure} == dict.fromkeys(sure, True)
    assert {form: allowed.get(american(form)) for form in weak} == dict.fromkeys(weak, False)
    assert not {form for form in none if american(form) in allowed}


@pytest.mark.parametrize(
    ("word", "verb"),
    [
        ("governance", "govern"),
        ("regulations", "regulate"),
        ("regulatory", "regulate"),
        ("supervision", american("supervise")),
        ("decisive", "decide"),
        ("decision", "decide"),
        ("production", "produce"),
        ("application", "apply"),
        ("maintenance", "maintain"),
        ("expansion", "expand"),
        ("submission", "submit"),
        ("proposal", "propose"),
        ("government", None),
        ("governor", None),
        ("comment", None),
        ("station", None),
        ("govern", None),
    ],
)
def test_the_verb_behind_a_noun(word: str, verb: str | None) -> None:
    assert verb_behind(word) == verb


@given(WORDS)
def test_a_word_is_a_form_of_itself(word: str) -> None:
    assert dict(forms(word))[american(word)]


@given(WORDS)
def test_the_plural_is_a_sure_form(word: str) -> None:
    assert dict(forms(word))[american(plural(singular(word)))]
