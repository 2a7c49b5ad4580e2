"""`concord.toml`: what is read, and how a mistake in it is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.errors import ConcordError
from reports.checking import check_documents
from reports.configuration import CheckOptions, Configuration, Work, read_configuration

MISTAKES = [
    ("work = 3", "[[work]]"),
    ('[[work]]\nsource = "a"', "drafts"),
    ('[[work]]\ndraft = ["a"]', "did you mean 'drafts'?"),
    ('[[work]]\ndrafts = "a"', "drafts is a list"),
    ('[[work]]\ndrafts = ["a"]\nsource = 1', "source is a text"),
    ("[check]\nfail_on = 'error'", "did you mean 'fail-on'?"),
    ("[chekc]", "did you mean 'check'?"),
    ("check = 1", "[check] is a table"),
    ("[check", "is not TOML"),
    ("facts = 1", "[[facts.plan]]"),
    ("[facts.plan]\nnumber = 16", "[[plan]]"),
    ("[[facts.plan]]\nnumber = 16", "a plan has number and years"),
    ("[[facts.plan]]\nnumber = 16\nyears = [2031]", "years of a plan is two years"),
    ("[[facts.plann]]\nnumber = 16", "'plann' is no kind of fact"),
]


def test_a_folder_without_the_file_has_an_empty_configuration(tmp_path: Path) -> None:
    assert read_configuration(str(tmp_path)) == Configuration()


def test_an_empty_file_configures_nothing(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").touch()
    assert read_configuration(str(tmp_path)) == Configuration()


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_text(
        '[[work]]\nsource = "s"\ndrafts = ["a", "b"]\nrenderings = ["c"]\nglossaries = ["g"]\n'
        '[check]\nfail-on = "error"\nselect = ["number"]\nignore = ["locale"]\nencoder = "e5"\n'
    )
    paths = {name: str(tmp_path / name) for name in "sabcg"}
    assert read_configuration(str(tmp_path)) == Configuration(
        (Work((paths["a"], paths["b"]), paths["s"], (paths["c"],), (paths["g"],)),),
        CheckOptions("error", ("number",), ("locale",), "e5"),
    )


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_is_told_with_the_file_and_what_to_do(
    text: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "concord.toml").write_text(text)
    with pytest.raises(ConcordError) as caught:
        read_configuration(str(tmp_path))
    assert said in str(caught.value)
    assert str(tmp_path / "concord.toml") in str(caught.value)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConcordError, match="UTF-8"):
        read_configuration(str(tmp_path))


def test_facts_of_the_file_stand_beside_those_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_text(
        "[[facts.plan]]\nnumber = 16\nyears = [2031, 2035]\n"
        "[[facts.plenum]]\ncommittee = 31\nnumber = 2\nmet = [2080-02-26, 2080-02-28]\n"
    )
    facts = read_configuration(str(tmp_path)).facts
    assert facts is not None
    assert (facts.years_of_plan(16), facts.years_of_plan(14)) == ((2031, 2035), (2021, 2025))
    assert facts.days_of_plenum(31, 2) == (date(2080, 2, 26), date(2080, 2, 28))


def test_a_check_knows_the_facts_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_text("[[facts.plan]]\nnumber = 16\nyears = [2031, 2035]\n")
    facts = read_configuration(str(tmp_path)).facts
    text = "It is part of the 16th Five-Year Plan (2026–2030)."
    draft = Document("draft.txt", text, "en")
    told = check_documents([draft], select=["contradicted-fact"], facts=facts).findings
    assert [finding.text for finding in told] == ["16th Five-Year Plan"]
    assert check_documents([draft], select=["contradicted-fact"]).findings == ()
