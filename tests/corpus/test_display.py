"""Text for people: nothing steers the terminal, nothing is wider than it may be."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.display import columns, keep_end, keep_start, padded, visible, visible_lines, wrap

TEXTS = st.text(alphabet=st.characters(codec=None), max_size=80)
WIDTHS = st.integers(min_value=2, max_value=60)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain, 中文", "plain, 中文"),
        ("two\r\nlines\tand a tab", "two lines and a tab"),
        ("\x1b[31mred", "<U+001B>[31mred"),
        ("\x9b31mred", "<U+009B>31mred"),
        ("a\u202eb", "a<U+202E>b"),
        ("a\u2066b\u2069", "a<U+2066>b<U+2069>"),
        ("zero\u200bwidth", "zero<U+200B>width"),
        ("\ud800", "<U+D800>"),
        ("\U000e0041", "<U+E0041>"),
        ("joined\u200dletters", "joined\u200dletters"),
        ("bell\a", "bell<U+0007>"),
    ],
)
def test_what_hides_or_steers_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(TEXTS)
def test_visible_text_can_be_written_and_steers_nothing(text: str) -> None:
    shown = visible(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert all(unicodedata.category(c) not in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert visible(shown) == shown


def test_lines_can_be_kept() -> None:
    assert visible_lines("one\n\ttwo\x1b") == "one\n\ttwo<U+001B>"


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("abc", 3), ("中文", 4), ("，", 2), ("e\u0301", 1), ("é中", 3)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width


def test_padding_counts_columns() -> None:
    assert padded("中文", 6) == "中文  "
    assert padded("too long", 3) == "too long"


@given(TEXTS.map(visible), WIDTHS)
def test_a_cut_text_fits(text: str, width: int) -> None:
    assert columns(keep_start(text, width)) <= width
    assert columns(keep_end(text, width)) <= width


@pytest.mark.parametrize(
    ("text", "width", "start", "end"),
    [
        ("short", 10, "short", "short"),
        ("the quick brown fox jumps", 18, "the quick brown…", "…brown fox jumps"),
        ("国家数据基础设施建设", 9, "国家数据…", "…设施建设"),
        ("x" * 30, 5, "xxxx…", "…xxxx"),
    ],
)
def test_a_cut_tears_no_word_where_it_can_help_it(
    text: str, width: int, start: str, end: str
) -> None:
    assert keep_start(text, width) == start
    assert keep_end(text, width) == end


@given(TEXTS.map(visible), WIDTHS)
def test_wrapping_fits_and_loses_nothing(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(columns(line) <= width for line in lines)
    assert "".join("".join(lines).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("建设国家数据，促进共享。", 12, ["建设国家数", "据，促进共", "享。"]),
        ("增长4.6%。产量增长", 10, ["增长4.6%。", "产量增长"]),
        ("grew 523,000 tonnes of grain", 14, ["grew 523,000", "tonnes of", "grain"]),
        ("abcdefgh", 3, ["abc", "def", "gh"]),
        ("", 5, [""]),
    ],
)
def test_wrapping(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines
