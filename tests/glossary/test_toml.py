"""Glossaries in TOML: what they say, what is said of faulty ones, and that nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import InputError, MalformedFileError
from corpus.files import RawFile
from glossary.formats import termbase_formats
from glossary.termbase import Concept, PartOfSpeech, Status, Term, Termbase, arranged

FAULTS = Path(__file__).parent / "data" / "toml_faults.txt"
HEAD = 'schema = "concord.termbase/1"\n'


def parse(text: str | bytes) -> Termbase:
    data = text.encode() if isinstance(text, str) else text
    [kind] = [kind for kind in termbase_formats() if kind.name == "toml"]
    return kind.read(RawFile("g.toml", data))


def written(termbase: Termbase) -> str:
    [kind] = [kind for kind in termbase_formats() if kind.name == "toml"]
    assert kind.write is not None
    result = kind.write(termbase)
    assert not result.losses
    return result.data.decode()


EXAMPLE = (
    HEAD
    + """
[concept.water-right]
domain = "water"
note = "see the act of 2014"
zh.preferred = "水权"
en.preferred = { text = "water right", part-of-speech = "noun", source = "Water Act" }
en.admitted = ["claim to water", "right to water"]
en.deprecated = "water permit"

[concept.output]
definition = "what is made"
zh.preferred = "产量"
en.preferred = "output"

[[concept.output.en.deprecated]]
text = "production"
note = "the making and not what is made, except where a statistical table says so in its head"
example = "Production rose by two tonnes."
exact = true
except-in = ["factor of production", "mode of production"]
only-near = ["tonne"]

[concept."Concord"]
do-not-translate = true
en.preferred = "Concord"
"""
)
TERMBASE = Termbase(
    (
        Concept(
            "water-right",
            (
                Term("水权", "zh"),
                Term("water right", "en", part_of_speech=PartOfSpeech.NOUN, source="Water Act"),
                Term("claim to water", "en", Status.ADMITTED),
                Term("right to water", "en", Status.ADMITTED),
                Term("water permit", "en", Status.DEPRECATED),
            ),
            domain="water",
            note="see the act of 2014",
        ),
        Concept(
            "output",
            (
                Term("产量", "zh"),
                Term("output", "en"),
                Term(
                    "production",
                    "en",
                    Status.DEPRECATED,
                    "the making and not what is made, except where a statistical table says so in "
                    "its head",
                    example="Production rose by two tonnes.",
                    exact=True,
                    except_in=("factor of production", "mode of production"),
                    only_near=("tonne",),
                ),
            ),
            definition="what is made",
        ),
        Concept("Concord", (Term("Concord", "en"),), do_not_translate=True),
    )
)


def test_a_file_of_every_key() -> None:
    assert parse(EXAMPLE).concepts == TERMBASE.concepts


def test_concepts_and_terms_know_their_lines() -> None:
    lines = EXAMPLE.splitlines()
    for concept in parse(EXAMPLE).concepts:
        assert concept.id in lines[concept.line - 1]
        for term in concept.terms:
            start = lines[term.line - 1]
            assert term.text in start or start == f"[[concept.{concept.id}.en.deprecated]]"


def test_items_of_a_list_know_their_lines() -> None:
    text = (
        HEAD + '[concept.c]\nen.admitted = [\n  "one", # "two"\n\n  { text = "three" }, "four",\n]'
    )
    [concept] = parse(text).concepts
    assert [(term.text, term.line) for term in concept.terms] == [
        ("one", 4),
        ("three", 6),
        ("four", 6),
    ]


def test_the_same_termbase_gives_the_same_lines() -> None:
    text = written(TERMBASE)
    assert text == EXAMPLE.replace('"Concord"]', "Concord]", 1)
    assert written(parse(text)) == text


def test_long_lists_are_divided_and_long_terms_get_tables() -> None:
    words = tuple(f"a water right of kind {number}" for number in range(5))
    terms = tuple(Term(word, "en", Status.ADMITTED) for word in words)
    long = Term("claim", "en", Status.DEPRECATED, note="no " * 40)
    text = written(Termbase((Concept("c", (*terms, long)),)))
    assert text.splitlines()[3:11] == [
        "en.admitted = [",
        *(f'  "{word}",' for word in words),
        "]",
        "",
    ]
    assert text.splitlines()[11:13] == ["[[concept.c.en.deprecated]]", 'text = "claim"']


def test_invisible_characters_are_shown() -> None:
    text = written(Termbase((Concept("c", (Term("a\u00a0b\u200bc", "en"),)),)))
    assert 'en.preferred = "a\\u00A0b\\u200Bc"' in text


def test_terms_are_arranged() -> None:
    given_order = (
        Term("right", "en", Status.DEPRECATED),
        Term("水权", "zh"),
        Term("water right", "en"),
    )
    [concept] = parse(written(Termbase((Concept("c", given_order),)))).concepts
    assert [term.text for term in concept.terms] == ["water right", "right", "水权"]


def test_a_termbase_may_be_empty_and_a_concept_without_terms() -> None:
    assert parse(HEAD).concepts == ()
    assert parse(HEAD + "[concept.c]\n").concepts == (Concept("c", ()),)


def faults() -> list[tuple[str, int, str]]:
    """A file, the line with the fault, and what is said of it, from the table."""
    rows = []
    for block in FAULTS.read_text(encoding="utf-8").split("\n====\n"):
        said, _, text = block.partition("\n")
        line, _, message = said.partition(" ")
        rows.append((text, int(line), message))
    return rows


@pytest.mark.parametrize(("text", "line", "said"), faults(), ids=lambda value: str(value)[:40])
def test_faults_are_named_with_their_line(text: str, line: int, said: str) -> None:
    with pytest.raises(MalformedFileError) as caught:
        parse(text)
    assert said in str(caught.value)
    assert (caught.value.line or 0) == line


@pytest.mark.parametrize(
    "text",
    [
        HEAD + "a = " + "[" * 100_000,
        HEAD + "a = " + "1" * 5000,
        HEAD + "a" + ".a" * 100_000 + " = 1",
        HEAD + "a" + '."a"' * 100_000 + " = 1",
        HEAD + "a = " + "{a=" * 100_000,
    ],
)
def test_hostile_files_are_refused(text: str) -> None:
    with pytest.raises(MalformedFileError):
        parse(text)


WORDS = st.text(
    st.characters(exclude_categories=("Cs",)) | st.sampled_from('"\\\n\t#[]{}=.\x7f\u00a0水权'),
    max_size=12,
)
NAMES = WORDS.filter(str.strip)
TEXTS = (
    st.text(st.sampled_from("ab \"'\\水权\u00a0-.,#[]|="), min_size=1, max_size=8)
    .map(str.strip)
    .filter(lambda text: any(map(str.isalnum, text)))
)
TERMS = st.builds(
    Term,
    text=TEXTS,
    language=st.sampled_from(["zh", "en", "en-GB", "id", "zh-Hant"]),
    status=st.sampled_from(Status),
    note=WORDS,
    part_of_speech=st.none() | st.sampled_from(PartOfSpeech),
    example=WORDS,
    source=WORDS,
    exact=st.booleans(),
    except_in=st.lists(TEXTS, max_size=2).map(tuple),
    only_near=st.lists(TEXTS, max_size=2).map(tuple),
) | st.builds(
    Term, TEXTS, st.sampled_from(["zh", "en", "fr"]), st.sampled_from(Status)
)  # most terms have nothing but a status
CONCEPTS = st.builds(
    Concept,
    id=NAMES,
    terms=st.lists(
        TERMS, max_size=6, unique_by=lambda term: (term.language, " ".join(term.text.split()))
    ).map(tuple),
    definition=WORDS,
    note=WORDS,
    domain=WORDS,
    source=WORDS,
    do_not_translate=st.booleans(),
)
TERMBASES = st.lists(CONCEPTS, max_size=4, unique_by=lambda concept: concept.id).map(
    lambda concepts: Termbase(tuple(concepts))
)


@settings(max_examples=60, deadline=None)
@given(TERMBASES)
def test_what_is_written_is_read_again(termbase: Termbase) -> None:
    text = written(termbase)
    again = parse(text)
    assert again.concepts == tuple(map(arranged, termbase.concepts))
    assert written(again) == text
    for concept in again.concepts:
        assert all(0 < concept.line <= term.line for term in concept.terms)


@given(st.binary(max_size=60), st.booleans())
def test_any_bytes_are_read_or_refused(data: bytes, with_head: bool) -> None:
    try:
        parse((HEAD.encode() if with_head else b"") + data)
    except InputError:
        return


@given(st.text(st.sampled_from("[]{}=,.\"'#\\ \nab1"), max_size=30))
def test_any_signs_are_read_or_refused(signs: str) -> None:
    try:
        again = parse(f"{HEAD}[concept.c]\n{signs}")
    except InputError:
        return
    assert [replace(concept, line=0) for concept in again.concepts]
