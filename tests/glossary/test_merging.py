"""Merging termbases: what is joined, and what is said where they differ."""

from __future__ import annotations

from dataclasses import replace

import pytest

from glossary.merging import Prefer, merge
from glossary.termbase import Concept, Status, Term, Termbase

P, A, D = Status


def base(path: str, *concepts: Concept) -> Termbase:
    return Termbase(concepts, path)


def terms(concept: Concept) -> list[tuple[str, str, str]]:
    return [(term.language, term.text, term.status.value) for term in concept.terms]


BARN = Concept("barn", (Term("谷仓", "zh"), Term("barn", "en")))


def test_concepts_of_one_id_are_joined() -> None:
    other = Concept("barn", (Term("barn", "en"), Term("shed", "en", D), Term("Scheune", "de")))
    merged = merge([base("a", BARN), base("b", other)])
    [concept] = merged.termbase.concepts
    assert terms(concept) == [
        ("zh", "谷仓", "preferred"),
        ("en", "barn", "preferred"),
        ("en", "shed", "deprecated"),
        ("de", "Scheune", "preferred"),
    ]
    assert merged.conflicts == ()


def test_concepts_of_one_source_term_are_joined_under_the_first_id() -> None:
    other = Concept("granary", (Term("谷仓", "zh"), Term("barn", "en"), Term("granary", "en", A)))
    merged = merge([base("a", BARN), base("b", other)])
    assert [concept.id for concept in merged.termbase.concepts] == ["barn"]
    assert merged.conflicts == ()


def test_others_stay_apart() -> None:
    other = Concept("silo", (Term("筒仓", "zh"), Term("silo", "en")))
    merged = merge([base("a", BARN), base("b", other)])
    assert [concept.id for concept in merged.termbase.concepts] == ["barn", "silo"]


def test_homonyms_of_one_termbase_stay_apart() -> None:
    gate = Concept("gate", (Term("闸", "zh"), Term("gate", "en")))
    brake = Concept("brake", (Term("闸", "zh"), Term("brake", "en")))
    assert len(merge([base("a", gate, brake)]).termbase.concepts) == 2


def test_what_only_one_says_is_taken_over() -> None:
    said = replace(
        BARN,
        definition="a building",
        do_not_translate=True,
        terms=(
            replace(BARN.terms[0], exact=True),
            replace(BARN.terms[1], note="of wood", except_in=("barn owl",)),
        ),
    )
    merged = merge([base("a", BARN), base("b", said)])
    assert merged.termbase.concepts == (said,)
    assert merged.conflicts == ()
    assert merge([base("b", said), base("a", BARN)]).termbase.concepts == (said,)


@pytest.mark.parametrize(
    ("last", "what", "first", "second"),
    [
        (replace(BARN, definition="a house"), "definition", "a building", "a house"),
        (
            Concept("barn", (BARN.terms[0], Term("barn", "en", D))),
            "barn (en): status",
            "preferred",
            "deprecated",
        ),
        (
            Concept("barn", (BARN.terms[0], Term("granary", "en"))),
            "preferred term (en)",
            "barn",
            "granary",
        ),
        (
            Concept("barn", (BARN.terms[0], Term("barn", "en", only_near=("hay",)))),
            "barn (en): only_near",
            "",
            "hay",
        ),
        (
            Concept("barn", (Term("车库", "zh"), Term("garage", "en"))),
            "source term",
            "谷仓",
            "车库",
        ),
    ],
)
def test_differences_are_conflicts(last: Concept, what: str, first: str, second: str) -> None:
    one = replace(BARN, definition="a building")
    merged = merge([base("a", one), base("b", last)])
    [conflict] = merged.conflicts
    assert (conflict.concept, conflict.what) == ("barn", what)
    assert (conflict.first, conflict.first_path) == (first, "a")
    assert (conflict.last, conflict.last_path) == (second, "b")


def test_the_word_of_the_preferred_one_counts() -> None:
    one = replace(BARN, definition="a building")
    other = Concept("barn", (BARN.terms[0], Term("granary", "en")), definition="a house")
    kept = merge([base("a", one), base("b", other)], prefer=Prefer.FIRST).termbase.concepts[0]
    assert kept.definition == "a building"
    assert terms(kept)[1:] == [("en", "barn", "preferred"), ("en", "granary", "admitted")]
    kept = merge([base("a", one), base("b", other)], prefer=Prefer.LAST).termbase.concepts[0]
    assert kept.definition == "a house"
    assert terms(kept)[1:] == [("en", "granary", "preferred"), ("en", "barn", "admitted")]


def test_one_id_for_two_things_keeps_both() -> None:
    other = Concept("barn", (Term("车库", "zh"), Term("garage", "en")))
    merged = merge([base("a", BARN), base("b", other)])
    assert [concept.id for concept in merged.termbase.concepts] == ["barn", "barn-2"]


def test_a_term_of_two_concepts_is_a_conflict() -> None:
    one = base("a", BARN, Concept("silo", (Term("筒仓", "zh"), Term("silo", "en"))))
    other = base("b", Concept("store", (Term("谷仓", "zh"), Term("筒仓", "zh", A))))
    [conflict] = merge([one, other]).conflicts[:1]
    assert conflict.what == "the concept that it is"
    assert conflict.first == "barn; silo"


def test_merging_a_termbase_with_itself_changes_nothing() -> None:
    one = base("a", BARN, Concept("7", (Term("saw", "en"),), note="n"))
    merged = merge([one, one])
    assert merged.termbase.concepts == one.concepts
    assert merged.conflicts == ()


def test_another_language_can_be_the_source() -> None:
    other = Concept("x", (Term("barn", "en"), Term("Scheune", "de")))
    merged = merge([base("a", BARN), base("b", other)], source="en")
    assert len(merged.termbase.concepts) == 1
