"""Adding to glossary files: what is new is there, and everything else as it was."""

from __future__ import annotations

from difflib import ndiff
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import UsageError
from corpus.files import RawFile
from glossary.editing import Addition, add, start
from glossary.formats import termbase_formats
from glossary.reading import read_termbase
from glossary.termbase import Status, Term, Termbase

TOML = """\
# Terms of the mill.
schema = "concord.termbase/1"

# Older than all others.
[concept.axle]  # not the shaft
zh.preferred = "轴"
en.preferred = "axle"

# Made of stone.
[concept.millstone]
zh.preferred = "磨盘"
en.preferred = "millstone"   # one word
en.admitted = [
  "grindstone",
  "runner stone",
]
en.deprecated = "wheel"

[[concept.millstone.de.preferred]]
text = "Mühlstein"
note = "both"

[concept.sail]
en = { preferred = "sail" }
"""
CSV = """\
concept_id,source_term,target_term,status,note
axle,轴,axle,preferred,"not the
shaft"
millstone,磨盘,millstone,preferred,
millstone,,grindstone,admitted,
sail,帆,sail,preferred,
"""


def parse(text: str, path: str) -> Termbase:
    [kind] = [kind for kind in termbase_formats() if kind.name == path.partition(".")[2]]
    return kind.read(RawFile(path, text.encode()))


def added(text: str, path: str, concept: str, *terms: Term, **words: str) -> list[str]:
    """The lines that came; it fails where one went."""
    result = add(RawFile(path, text.encode()), Addition(concept, terms, **words))
    changes = [line for line in ndiff(text.splitlines(), result.splitlines()) if line[0] in "+-"]
    assert [line for line in changes if line[0] == "-"] == []
    known = {c.id: c for c in parse(result, path).concepts}
    assert set(terms) <= set(known[concept].terms)
    return [line[2:] for line in changes if line[2:].strip()]


HOPPER = (Term("料斗", "zh"), Term("hopper", "en"))
NEW = ["[concept.hopper]", 'zh.preferred = "料斗"', 'en.preferred = "hopper"', ""]


def test_a_new_concept_stands_in_the_order_of_the_ids() -> None:
    assert added(TOML, "g.toml", "hopper", *HOPPER) == NEW[:-1]
    result = add(RawFile("g.toml", TOML.encode()), Addition("hopper", HOPPER))
    assert [c.id for c in parse(result, "g.toml").concepts] == [
        "axle", "hopper", "millstone", "sail",
    ]  # fmt: skip
    assert 'en.preferred = "hopper"\n\n# Made of stone.\n[concept.millstone]' in result


def test_where_the_ids_are_in_no_order_it_stands_at_the_end() -> None:
    text = TOML.replace("concept.axle", "concept.yoke")
    result = add(RawFile("g.toml", text.encode()), Addition("hopper", HOPPER))
    assert result == text + "\n" + "\n".join(NEW)


@pytest.mark.parametrize(
    ("concept", "term", "lines"),
    [
        ("axle", Term("spindle", "en", Status.ADMITTED), ['en.admitted = "spindle"']),
        ("axle", Term("Achse", "de"), ['de.preferred = "Achse"']),
        ("axle", Term("axel", "en", Status.DEPRECATED, exact=True),
         ['en.deprecated = { text = "axel", exact = true }']),
        ("millstone", Term("Mühlrad", "de", Status.DEPRECATED),
         ['de.deprecated = "Mühlrad"']),
        ("sail", Term("帆", "zh"), ['zh.preferred = "帆"']),
    ],
)  # fmt: skip
def test_a_term_more_is_a_line_more(concept: str, term: Term, lines: list[str]) -> None:
    assert added(TOML, "g.toml", concept, term) == lines


def test_a_second_term_of_a_status_joins_the_first() -> None:
    term = Term("stone", "en", Status.DEPRECATED)
    result = add(RawFile("g.toml", TOML.encode()), Addition("millstone", (term,)))
    assert result == TOML.replace('"wheel"', '["wheel", "stone"]')
    term = Term("stone", "en", Status.ADMITTED)
    result = add(RawFile("g.toml", TOML.encode()), Addition("millstone", (term,)))
    assert 'en.admitted = ["grindstone", "runner stone", "stone"]\n' in result


def test_what_cannot_be_added_without_harm_is_refused() -> None:
    term = Term("mill stone", "en", Status.PREFERRED)
    with pytest.raises(UsageError, match="add the term by hand"):
        add(RawFile("g.toml", TOML.encode()), Addition("millstone", (term,)))


def test_words_on_the_concept() -> None:
    assert added(TOML, "g.toml", "axle", note="of oak") == ['note = "of oak"']
    with pytest.raises(UsageError, match="has a note already"):
        added(TOML.replace("zh.", 'note = "x"\nzh.', 1), "g.toml", "axle", note="of oak")


def test_a_term_that_is_there_is_not_added_again() -> None:
    with pytest.raises(UsageError, match=r"g\.toml:14: millstone has the term 'grindstone'"):
        added(TOML, "g.toml", "millstone", Term("Grindstone", "en"))


def test_rows_are_put_into_tables() -> None:
    assert added(CSV, "g.csv", "hopper", *HOPPER) == ["hopper,料斗,hopper,preferred,"]
    assert added(CSV, "g.csv", "axle", Term("spindle", "en", Status.ADMITTED)) == [
        "axle,,spindle,admitted,"
    ]
    assert added(CSV, "g.csv", "sail", Term("船帆", "zh", Status.ADMITTED)) == [
        "sail,船帆,,admitted,"
    ]
    result = add(RawFile("g.csv", CSV.encode()), Addition("hopper", HOPPER))
    assert [c.id for c in parse(result, "g.csv").concepts][1] == "hopper"
    with pytest.raises(UsageError, match="by hand"):
        added(CSV, "g.csv", "sail", Term("Segel", "de"))


def test_a_table_keeps_its_separator_and_its_ends_of_lines() -> None:
    text = CSV.replace(",", ";").replace("\n", "\r\n")
    result = add(RawFile("g.csv", text.encode()), Addition("hopper", HOPPER))
    assert "\r\nhopper;料斗;hopper;preferred;\r\n" in result
    assert result.replace("hopper;料斗;hopper;preferred;\r\n", "") == text
    mark = add(RawFile("g.csv", b"\xef\xbb\xbf" + CSV.encode()), Addition("hopper", HOPPER))
    assert mark.startswith("\ufeffconcept_id")


@pytest.mark.parametrize(
    ("path", "data", "said"),
    [
        ("g.tbx", b"<tbx/>", "terms are added to .toml and .csv"),
        ("g.csv", CSV.encode("utf-16"), "save it as UTF-8 first"),
        ("g.toml", TOML.encode("gb18030"), "save it as UTF-8 first"),
    ],
)
def test_files_that_are_not_edited(path: str, data: bytes, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        add(RawFile(path, data), Addition("hopper", HOPPER))


WORDS = st.text(st.sampled_from("abc é水\"'\\#=[].-7"), max_size=8).map(
    lambda text: " ".join(f"{text}a".split())
)


@settings(max_examples=30, deadline=None)
@given(
    path=st.sampled_from(["g.toml", "g.csv"]),
    concept=WORDS,
    texts=st.lists(WORDS, min_size=1, max_size=3, unique_by=str.casefold),
    status=st.sampled_from(Status),
)
def test_whatever_is_added_is_there_and_the_rest_too(
    path: str, concept: str, texts: list[str], status: Status
) -> None:
    text = TOML if path == "g.toml" else CSV
    terms = tuple(Term(word, "en", status) for word in texts)
    result = add(RawFile(path, text.encode()), Addition(concept, terms))
    concepts = {c.id: c for c in parse(result, path).concepts}
    assert set(concepts.pop(concept).terms) == set(terms)
    assert tuple(concepts.values()) == parse(text, path).concepts


def test_a_glossary_to_begin_with(tmp_path: Path) -> None:
    path = tmp_path / "g.toml"
    start(str(path))
    assert read_termbase(str(path)).concepts == ()
    example = path.read_text("utf-8").partition("# [concept")[2].partition("#\n")[0]
    schema = 'schema = "concord.termbase/1"\n[concept'
    [concept] = parse(schema + example.replace("\n# ", "\n"), "g.toml").concepts
    assert len(concept.terms) == 6
    with pytest.raises(UsageError, match="exists already"):
        start(str(path))
