"""The number grammar: tables of readings, and what holds for every text."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reports.numbers import Atom, Kind, parse_numbers
from reports.numbers.slide import ordinal

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "zh")


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def describe(text: str, atom: Atom) -> str:
    """One atom in the notation of the table: words=kind:value unit (bound) direction role."""
    value = "" if atom.value is None else f"{atom.value.normalize():f}"
    if atom.date is not None:
        value = "/".join(f"{part}{number}" for part, number in atom.date.named.items())
    extras = [atom.unit, "" if atom.bound == "exact" else f"({atom.bound})"]
    extras += [atom.direction, atom.role]
    said = " ".join([f"{atom.kind}:{value}", *(extra for extra in extras if extra)])
    return f"{atom.span.of(text)}={said}"


@pytest.mark.parametrize("row", rows("number_atoms.tsv"), ids=lambda row: row["text"][:40])
def test_reading(row: dict[str, str]) -> None:
    found = [describe(row["text"], atom) for atom in parse_numbers(row["text"], row["language"])]
    assert " | ".join(found) == (row["atoms"] or "")


@given(st.text(max_size=200), st.sampled_from(LANGUAGES))
def test_any_text_gives_ordered_spans(text: str, language: str) -> None:
    end = 0
    for atom in parse_numbers(text, language):
        assert end <= atom.span.start < atom.span.end <= len(text)
        end = atom.span.end


NUMBERISH = st.text(
    alphabet="0123456789.,%-–:/ ()[]tofandhrsGQ万亿千百十零一二三四五年月日第个多余半约近两成分之",
    max_size=60,
)


@given(NUMBERISH, st.sampled_from(LANGUAGES))
def test_any_heap_of_numerals_gives_ordered_spans(text: str, language: str) -> None:
    end = 0
    for atom in parse_numbers(text, language):
        assert end <= atom.span.start < atom.span.end <= len(text)
        end = atom.span.end


def only(text: str, language: str) -> Atom:
    atoms = parse_numbers(text, language)
    assert len(atoms) == 1, [describe(text, atom) for atom in atoms]
    return atoms[0]


WHOLE = st.integers(min_value=2, max_value=10**12)


@given(WHOLE)
def test_grouped_figures_are_read_exactly(number: int) -> None:
    assert only(f"There are {number:,} of them.", "en").value == number


@given(st.decimals(min_value=0, max_value=10**6, places=3))
def test_percentages_are_read_exactly(number: Decimal) -> None:
    for text, language in ((f"It is {number}%.", "en"), (f"占{number}%。", "zh")):
        atom = only(text, language)
        assert (atom.kind, atom.value) == (Kind.PERCENT, number)


@given(st.integers(min_value=2, max_value=999_999_999))
def test_english_words_are_read_exactly(number: int) -> None:
    assert only(f"they count {in_english(number)} sheep", "en").value == number


@given(st.integers(min_value=11, max_value=9_999_999_999))
def test_chinese_characters_are_read_exactly(number: int) -> None:
    atoms = parse_numbers(f"共有{in_chinese(number)}个", "zh")
    assert [atom.value for atom in atoms] == [number]


@given(st.integers(min_value=1, max_value=1899))
def test_ordinals_are_read_exactly(number: int) -> None:
    atom = only(f"the {ordinal(number)} of them", "en")
    assert (atom.kind, atom.value) == (Kind.ORDINAL, number)


@given(st.dates())
def test_dates_are_read_in_every_order(date: object) -> None:
    import datetime

    assert isinstance(date, datetime.date)
    if date.year < 1500 or date.year > 2199:
        return
    month = date.strftime("%B")
    for text in (
        f"on {date.day} {month} {date.year}",
        f"on {month} {date.day}, {date.year}",
        f"on the {ordinal(date.day)} of {month} {date.year}",
        f"on {date.isoformat()}",
    ):
        parts = only(text, "en").date
        assert parts is not None
        assert (parts.year, parts.month, parts.day) == (date.year, date.month, date.day)
    parts = only(f"于{date.year}年{date.month}月{date.day}日", "zh").date
    assert parts is not None
    assert (parts.year, parts.month, parts.day) == (date.year, date.month, date.day)


def in_english(number: int) -> str:
    """The number in words, by the rule that every school book gives."""
    small = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ]
    tens = ["-", "-", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number < 20:
        return small[number]
    if number < 100:
        rest = f"-{small[number % 10]}" if number % 10 else ""
        return tens[number // 10] + rest
    for size, name in ((10**6, "million"), (10**3, "thousand"), (100, "hundred")):
        if number >= size:
            head, rest = divmod(number, size)
            words = f"{in_english(head)} {name}"
            return f"{words} {in_english(rest)}" if rest else words
    raise AssertionError(number)


def in_chinese(number: int) -> str:
    """The number in characters, with 零 for skipped places."""
    if number >= 10**8:
        head, rest = divmod(number, 10**8)
        return in_chinese(head) + "亿" + tail(rest, 10**7)
    if number >= 10**4:
        head, rest = divmod(number, 10**4)
        return in_chinese(head) + "万" + tail(rest, 10**3)
    text, skipped = "", False
    for size, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, size)
        if digit:
            text += ("零" if skipped and text else "") + "零一二三四五六七八九"[digit] + name
        skipped = not digit
    return text


def tail(rest: int, highest: int) -> str:
    if not rest:
        return ""
    return ("" if rest >= highest else "零") + in_chinese(rest)


# kind, language, sentence with the number as {}, what the value is multiplied by, unit
FORMS = [
    (Kind.CARDINAL, "en", "they count {} sheep", 1, ""),
    (Kind.CARDINAL, "zh", "共有{}只羊", 1, ""),
    (Kind.CARDINAL, "en", "they count {} million sheep", 10**6, ""),
    (Kind.CARDINAL, "zh", "共有{}万只羊", 10**4, ""),
    (Kind.ORDINAL, "zh", "第{}次来访", 1, ""),
    (Kind.PERCENT, "en", "a share of {} percent", 1, ""),
    (Kind.PERCENTAGE_POINT, "en", "a change of {} percentage points", 1, ""),
    (Kind.PERCENTAGE_POINT, "zh", "变化{}个百分点", 1, ""),
    (Kind.MULTIPLE, "en", "it is {} times the size", 1, ""),
    (Kind.MULTIPLE, "zh", "是原来的{}倍", 1, ""),
    (Kind.MONEY, "en", "it cost {} yuan", 1, "CNY"),
    (Kind.MONEY, "en", "it cost US${}", 1, "USD"),
    (Kind.MONEY, "zh", "花费{}美元", 1, "USD"),
    (Kind.MEASURE, "en", "it weighs {} kg", 1, "kg"),
    (Kind.MEASURE, "zh", "重{}公斤", 1, "kg"),
    (Kind.AGE, "en", "he is {} years old", 1, "year"),
    (Kind.AGE, "zh", "今年{}岁", 1, "year"),
    (Kind.NAMED, "en", "the {}G network", 1, "network-generation"),
    (Kind.NAMED, "zh", "使用{}G网络", 1, "network-generation"),
    (Kind.DOCUMENT, "en", "under Article {} of the law", 1, "article"),
    (Kind.DOCUMENT, "zh", "依照第{}条规定", 1, "article"),
    (Kind.FOOTNOTE, "en", "as he wrote.[{}]", 1, ""),
    (Kind.FOOTNOTE, "zh", "如前所述[{}]", 1, ""),
]


@pytest.mark.parametrize(("kind", "language", "sentence", "times", "unit"), FORMS)
@given(number=st.integers(min_value=2, max_value=999))
def test_every_kind_is_read_back(
    *, kind: Kind, language: str, sentence: str, times: int, unit: str, number: int
) -> None:
    atom = only(sentence.format(number), language)
    assert (atom.kind, atom.value, atom.unit) == (kind, number * times, unit)


@given(st.integers(min_value=1, max_value=99), st.integers(min_value=2, max_value=100))
def test_fractions_and_ratios_are_read_back(part: int, whole: int) -> None:
    quotient = Decimal(part) / Decimal(whole)
    for sentence, language in (("a ratio of {}:{} it is", "en"), ("比例为{}:{}。", "zh")):
        atom = only(sentence.format(part, whole), language)
        assert (atom.kind, atom.value) == (Kind.RATIO, quotient)
    if part < whole and whole not in (10, 100):
        atom = only(f"占{in_chinese(whole)}分之{in_chinese(part)}。", "zh")
        assert (atom.kind, atom.value) == (Kind.FRACTION, quotient)


@given(st.integers(min_value=0, max_value=23), st.integers(min_value=0, max_value=59))
def test_times_are_read_back(hour: int, minute: int) -> None:
    for sentence, language in (("It starts at {}:{:02}.", "en"), ("{}时{:02}分开始。", "zh")):
        atom = only(sentence.format(hour, minute), language)
        assert (atom.kind, atom.value) == (Kind.TIME, 60 * hour + minute)


def test_every_kind_has_a_property() -> None:
    tested = {form[0] for form in FORMS} | {Kind.FRACTION, Kind.RATIO, Kind.TIME, Kind.DATE}
    assert tested | {Kind.DECIMAL, Kind.LIST} == set(Kind)


@given(st.integers(min_value=1, max_value=30))
def test_list_numbers_and_decimals_are_read_back(number: int) -> None:
    assert parse_numbers(f"{number}. Aims of the law", "en")[0].kind is Kind.LIST
    assert parse_numbers(f"{number}、总体要求", "zh")[0].kind is Kind.LIST
    for sentence, language in (("an index of {}.25 now", "en"), ("指数为{}.25，", "zh")):
        atom = only(sentence.format(number), language)
        assert (atom.kind, atom.value) == (Kind.DECIMAL, number + Decimal("0.25"))
