"""Where a text uses terms: a table of cases that a linguist can edit, and what always holds."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.span import Span
from glossary.matching import Lookup
from glossary.termbase import Concept, Status, Term, Termbase

TABLE = Path(__file__).parent / "data" / "matches.txt"
MARKED = re.compile(r"⟦(~?)([^⟧]*)⟧")


def cases() -> list[tuple[str, str, str]]:
    rows: list[tuple[str, str, str]] = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, terms, text = (part.strip() for part in line.split("|", maxsplit=2))
            rows.append((language, terms, _unescape(text)))
    return rows


def _unescape(text: str) -> str:
    plain = re.sub(r"\\u([0-9a-f]{4})", lambda match: chr(int(match[1], 16)), text)
    return plain.replace(r"\n", "\n")


def _termbase(terms: list[str], language: str) -> Termbase:
    return Termbase(
        tuple(Concept(str(number), (Term(text, language),)) for number, text in enumerate(terms))
    )


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(cases()) >= 60


@pytest.mark.parametrize(("language", "terms", "marked"), cases())
def test_matches(language: str, terms: str, marked: str) -> None:
    text = MARKED.sub(lambda match: match[2], marked)
    expected: list[tuple[int, str, bool]] = []
    removed = 0
    for match in MARKED.finditer(marked):
        expected.append((match.start() - removed, match[2], not match[1]))
        removed += len(match[0]) - len(match[2])
    termbase = _termbase([term.strip() for term in terms.split(";")], language)
    found = Lookup(termbase).find(text, language)
    assert [(match.span.start, match.surface, match.sure) for match in found] == expected


def test_a_place_of_two_concepts_gives_a_match_for_each() -> None:
    termbase = _termbase(["income distribution", "income distribution"], "en")
    found = Lookup(termbase).find("Income distribution matters.", "en")
    assert [(match.concept.id, match.span) for match in found] == [
        ("0", Span(0, 19)),
        ("1", Span(0, 19)),
    ]


def test_only_terms_of_the_language_are_looked_for() -> None:
    terms = (Term("data factor", "en"), Term("数据要素", "zh"))
    termbase = Termbase((Concept("1", terms),))
    text = "data factor 数据要素"
    assert [match.surface for match in Lookup(termbase).find(text, "en-GB")] == ["data factor"]
    assert [match.surface for match in Lookup(termbase).find(text, "zh-Hans")] == ["数据要素"]
    assert len(Lookup(termbase).find(text, "und")) == 2


def test_the_matched_term_is_the_one_whose_form_stands_there() -> None:
    terms = (
        Term("factor of production", "en", Status.PREFERRED),
        Term("production factor", "en", Status.DEPRECATED),
    )
    termbase = Termbase((Concept("1", terms),))
    [match] = Lookup(termbase).find("a production factor", "en")
    assert match.term.status is Status.DEPRECATED
    assert match.sure


WORDS = st.sampled_from(
    ["data", "factor", "factors", "Element", "of", "IT", "news", "要素", "数据", "+", "é", "ß"]
)
GAPS = st.sampled_from([" ", "-", "\u00a0", "", "\n", "\n\n", "'s ", "\u00ad", "., "])
TEXTS = st.lists(st.tuples(WORDS, GAPS), max_size=20).map(
    lambda pairs: "".join(word + gap for word, gap in pairs)
)
TERMS = st.lists(
    st.one_of(TEXTS, st.text(min_size=1, max_size=12)).filter(
        lambda text: any(map(str.isalnum, text))
    ),
    max_size=5,
)


@given(TERMS, st.one_of(TEXTS, st.text(max_size=60)), st.sampled_from(["en", "zh", "und", "ko"]))
def test_spans_are_exact_and_do_not_overlap(terms: list[str], text: str, language: str) -> None:
    found = Lookup(_termbase(terms, "en")).find(text, language)
    for match in found:
        assert match.span.of(text) == match.surface
        assert match.surface
    spans = sorted({match.span for match in found})
    assert [match.span for match in found] == sorted(match.span for match in found)
    for left, right in pairwise(spans):
        assert left.end <= right.start


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", min_size=3, max_size=10))
def test_a_plain_word_is_found_in_itself(word: str) -> None:
    [match] = Lookup(_termbase([word], "en")).find(f"A {word}, yes.", "en")
    assert match.surface == word


CONDITIONS = Path(__file__).parent / "data" / "conditions.txt"


def conditional_cases() -> list[tuple[Term, str]]:
    cases = []
    for line in CONDITIONS.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, text, condition, marked = (part.strip() for part in line.split("|"))
            name, _, values = condition.partition(":")
            listed = tuple(value.strip() for value in values.split(";"))
            term = Term(text, language)
            changed = {
                "except-in": replace(term, except_in=listed),
                "only-near": replace(term, only_near=listed),
                "exact": replace(term, exact=True),
            }[name]
            cases.append((changed, marked.replace("\\n", "\n").replace("\\u00a0", "\u00a0")))
    return cases


@pytest.mark.parametrize(("term", "marked"), conditional_cases(), ids=str)
def test_conditions_of_a_term(term: Term, marked: str) -> None:
    text = MARKED.sub(r"\2", marked)
    found = Lookup(Termbase((Concept("c", (term,)),))).find(text, term.language)
    for match in reversed(found):
        start, end = match.span.start, match.span.end
        text = f"{text[:start]}⟦{text[start:end]}⟧{text[end:]}"
    assert text == marked


def test_the_form_that_is_listed_decides_between_terms_of_one_concept() -> None:
    concept = Concept(
        "c",
        (
            Term("data factor", "en"),
            Term("data element", "en", Status.ADMITTED),
            Term("data elements", "en", Status.DEPRECATED),
        ),
    )
    found = Lookup(Termbase((concept,))).find("Data elements, a data element.", "en")
    assert [match.term.text for match in found] == ["data elements", "data element"]


def test_an_exception_hides_a_term_and_no_other() -> None:
    terms = (
        Concept("a", (Term("productivity", "en", except_in=("total factor productivity",)),)),
        Concept("b", (Term("factor", "en"),)),
    )
    found = Lookup(Termbase(terms)).find("Total factor productivity.", "en")
    assert [match.surface for match in found] == ["factor"]


def test_a_place_names_a_concept_once() -> None:
    texts = ("salt and pepper", "salt & pepper", "Salt-and-pepper")
    concept = Concept("c", tuple(Term(text, "en") for text in texts))
    [match] = Lookup(Termbase((concept,))).find("Salt & pepper!", "en")
    assert match.term.text == "salt & pepper"
