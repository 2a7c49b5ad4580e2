"""Languages by script and by function words, from a table of sentences."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.language import UNKNOWN, detect_language, script_family

TABLE = Path(__file__).parent / "data" / "language.tsv"
ROWS = [
    line.split("\t")
    for line in TABLE.read_text(encoding="utf-8").splitlines()
    if line and not line.startswith("#")
]


@pytest.mark.parametrize(("language", "text"), ROWS)
def test_sentences(language: str, text: str) -> None:
    assert detect_language(text) == language


def test_a_long_text_is_read_at_both_ends() -> None:
    english = "The harbour was closed for the winter, and nobody knew when it would open. " * 200
    assert detect_language("# 目录\n" + english) == "en"


@given(st.text(max_size=300))
def test_any_text_has_an_answer(text: str) -> None:
    language = detect_language(text)
    assert language == UNKNOWN or script_family(language)


@given(st.text(alphabet="0123456789 .,;:!?()[]-—%$€\n\t", max_size=50))
def test_no_letters_no_language(text: str) -> None:
    assert detect_language(text) == UNKNOWN
