"""The review of candidates: written, judged, read back, and taken into a termbase."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from corpus.errors import MalformedFileError
from corpus.files import RawFile
from corpus.span import Span
from glossary.accepting import accept
from glossary.candidates import Candidate, Rendering, Verdict
from glossary.discovery import Place
from glossary.review import CHOICES, COLUMNS, SHEET, Accepted, read_review, review_csv, review_rows
from glossary.termbase import Concept, Status, Term, Termbase
from glossary.workbooks import Sheet, write_workbook

TEXT = "River chiefs came. The river steward came. =river guard came."
DOCUMENT = Document("a.txt", TEXT, "en")


def rendering(text: str, start: int, end: int) -> Rendering:
    return Rendering(tuple(text.split()), text, (Place(0, Span(start, end)),))


CHIEF = rendering("river chief", 0, 12)
STEWARD = rendering("river steward", 23, 36)
CANDIDATE = Candidate(
    ("河长",),
    Verdict.INCONSISTENT,
    (CHIEF, STEWARD),
    "river steward",
    "glossed",
    0.9,
    (CHIEF.places[0], STEWARD.places[0]),
)


def judged(*decisions: str, **changes: str) -> str:
    """The review of the candidate with decisions in its rows, cells of the first row changed."""
    rows = [list(row) for row in review_rows([CANDIDATE], [DOCUMENT])]
    for row, decision in zip(rows, decisions, strict=False):
        row[COLUMNS.index("decision")] = decision
    for name, cell in changes.items():
        rows[0][COLUMNS.index(name)] = cell
    return review_csv(rows)


def read(text: str) -> tuple[Accepted, ...]:
    return read_review(RawFile("review.csv", text.encode()))


def test_the_recommended_name_stands_first_and_is_preferred() -> None:
    first, second = csv.DictReader(io.StringIO(judged()))
    assert (first["term"], first["status"]) == ("river steward", "preferred")
    assert (second["term"], second["status"]) == ("river chief", "deprecated")
    assert first["where"] == "a.txt 1"
    assert "river steward came" in first["example"]


DEPRECATED = ("river chief", Status.DEPRECATED, "en")
PREFERRED = ("river steward", Status.PREFERRED, "en")


@pytest.mark.parametrize(
    ("decisions", "terms"),
    [
        ((), None),
        (("reject",), None),
        (("accept",), (PREFERRED, DEPRECATED)),
        (("edit",), (PREFERRED, DEPRECATED)),
        (("ACCEPT ",), (PREFERRED, DEPRECATED)),
        (("accept", "reject"), (PREFERRED,)),
        (("reject", "accept"), (DEPRECATED,)),
        (("", "accept"), (DEPRECATED,)),
    ],
)
def test_decisions(decisions: tuple[str, ...], terms: object) -> None:
    found = read(judged(*decisions))
    assert (found[0].terms if found else None) == terms


def test_what_an_editor_changed_is_taken() -> None:
    [found] = read(judged("edit", term="river warden", source_terms="河长； 河道长"))
    assert found.terms[0] == ("river warden", Status.PREFERRED, "en")
    assert found.source_terms == ("河长", "河道长")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n1,2\n", "is no review"),
        (judged("perhaps"), "decision is 'perhaps'"),
        (judged("accept", status="best"), "status is 'best'"),
        (judged("accept", rank=""), "rank is empty"),
        (judged("accept").replace("deprecated", "preferred"), "prefer one"),
    ],
)
def test_what_cannot_be_understood_is_refused(text: str, message: str) -> None:
    with pytest.raises(MalformedFileError, match=message) as error:
        read(text)
    assert "review.csv" in str(error.value)


def test_a_workbook_says_the_same_as_a_table() -> None:
    rows = [list(row) for row in review_rows([CANDIDATE], [DOCUMENT])]
    rows[0][COLUMNS.index("decision")] = "accept"
    sheet = Sheet(SHEET, COLUMNS, tuple(map(tuple, rows)), CHOICES)
    assert read_review(RawFile("r.xlsx", write_workbook([sheet]))) == read(review_csv(rows))


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="=+-@'’ab c", min_size=1, max_size=8).map(str.strip).filter(bool))
def test_cells_are_no_formulas_and_come_back_whole(term: str) -> None:
    text = judged("accept", term=term)
    line = next(csv.DictReader(io.StringIO(text)))
    assert not line["term"].startswith(("=", "+", "-", "@"))
    assert term in [own for own, _, _ in read(text)[0].terms]


NEW = Accepted(2, ("河长",), (PREFERRED, DEPRECATED))


def test_a_new_concept_is_added_behind_what_is_there() -> None:
    old = Concept("mill", (Term("mill", "en"),))
    taken = accept(Termbase((old,)), [NEW], source_language="zh")
    assert taken.termbase.concepts[0] == old
    assert taken.added == ("river-steward",)
    assert taken.termbase.concepts[1].terms == (
        Term("河长", "zh"),
        Term("river steward", "en"),
        Term("river chief", "en", Status.DEPRECATED),
    )
    assert taken.conflicts == taken.extended == ()


def test_a_known_concept_gets_what_it_lacks_and_keeps_what_it_says() -> None:
    own = Term("River Steward", "en", Status.ADMITTED, note="of the ministry")
    old = Concept("c1", (Term("河长", "zh"), own, Term("river warden", "en")), note="keep")
    taken = accept(Termbase((old,)), [NEW], source_language="zh")
    [concept] = taken.termbase.concepts
    assert concept.terms[: len(old.terms)] == old.terms
    assert concept.note == "keep"
    assert concept.terms[-1] == Term("river chief", "en", Status.DEPRECATED)
    assert taken.extended == ("c1",)
    assert taken.conflicts == ("c1: 'river steward' stays admitted; the review says preferred",)


def test_a_second_preferred_name_is_admitted_and_told() -> None:
    old = Concept("c1", (Term("河长", "zh"), Term("river warden", "en")))
    taken = accept(Termbase((old,)), [NEW], source_language="zh")
    statuses = {term.text: term.status for term in taken.termbase.concepts[0].terms}
    assert statuses["river warden"] is Status.PREFERRED
    assert statuses["river steward"] is Status.ADMITTED
    assert "'river warden' stays preferred" in taken.conflicts[0]


def test_a_concept_of_another_source_term_is_another_concept() -> None:
    old = Concept("c1", (Term("巡河员", "zh"), Term("river steward", "en", Status.DEPRECATED)))
    taken = accept(Termbase((old,)), [NEW], source_language="zh")
    assert taken.termbase.concepts[0] == old
    assert taken.added == ("river-steward",)
    assert "deprecated in c1" in taken.conflicts[0]


def test_taking_the_same_review_twice_changes_nothing() -> None:
    once = accept(Termbase(()), [NEW, NEW], source_language="zh")
    twice = accept(once.termbase, [NEW], source_language="zh")
    assert len(once.termbase.concepts) == 1
    assert twice.termbase == once.termbase
    assert twice.added == twice.extended == twice.conflicts == ()


def test_ids_are_never_used_twice() -> None:
    other = Accepted(3, ("巡河员",), (("river steward", Status.PREFERRED, "en"),))
    taken = accept(Termbase(()), [NEW, other], source_language="zh")
    assert taken.added == ("river-steward", "river-steward-2")
