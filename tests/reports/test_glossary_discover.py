"""Discover, judge, accept, check: the real commands on three renderings of one work."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from corpus.document import Document
from corpus.reading import read
from reports.cli import main

ROOT = Path(__file__).resolve().parents[2]
WORK = ROOT / "tests/glossary/data/discovery"
RENDERINGS = ("careful.en.txt", "free.en.txt", "machine.en.txt")

Concord = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def concord(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], cache: Path
) -> Concord:
    monkeypatch.setenv("CONCORD_CACHE_DIR", str(cache))
    monkeypatch.chdir(WORK)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["concord", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        out, err = capfd.readouterr()
        return int(end.value.code or 0), out, err

    return run


def candidates(concord: Concord, *arguments: str) -> list[dict[str, Any]]:
    code, out, err = concord("glossary", "discover", *arguments, "--format", "json")
    assert (code, err) == (0, "")
    found = json.loads(out)
    schema = json.loads((ROOT / "docs/schema/candidates-1.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(found)
    concepts: list[dict[str, Any]] = found["concepts"]
    return concepts


def expected() -> list[tuple[str, str, set[str]]]:
    lines = (WORK / "river.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return [(verdict, term, set(names.split("|"))) for verdict, term, names in rows]


def singular(text: str) -> str:
    words = text.lower().replace("’s", "").split()
    last = words[-1]
    return " ".join([*words[:-1], last if last in ("returns", "benefits") else last.rstrip("s")])


def names(concept: dict[str, Any]) -> set[str]:
    return {singular(rendering["text"]) for rendering in concept["renderings"]}


def pieces(text: str) -> int:
    return len(text.replace("-", " ").split())


def text_of(name: str) -> str:
    document = read(str(WORK / name))
    assert isinstance(document, Document)
    return document.text


def test_planted_inconsistencies_come_first_with_all_their_names(concord: Concord) -> None:
    found = candidates(concord, *RENDERINGS, "--source", "river.zh.txt")
    for verdict, term, wanted in expected():
        hits = [one for one in found if len(names(one) & wanted) > (verdict == "inconsistent")]
        assert hits, term or wanted
        assert hits[0]["verdict"] == verdict, wanted
        if verdict == "inconsistent":
            assert hits[0]["rank"] <= 15
            assert term in hits[0]["source_terms"]
    assert [one["rank"] for one in found] == list(range(1, len(found) + 1))


def test_every_occurrence_holds_its_name(concord: Concord) -> None:
    texts = {name: text_of(name) for name in RENDERINGS}
    for concept in candidates(concord, *RENDERINGS):
        for rendering in concept["renderings"]:
            assert rendering["count"] == len(rendering["occurrences"])
            for place in rendering["occurrences"]:
                words = texts[place["path"]][place["start"] : place["end"]]
                assert pieces(words) == pieces(rendering["text"])


def test_the_order_of_the_files_makes_no_difference(concord: Concord) -> None:
    forwards = candidates(concord, *RENDERINGS)
    assert candidates(concord, *RENDERINGS[::-1]) == forwards


def test_one_text_has_glosses_and_repeated_terms(concord: Concord) -> None:
    found = candidates(concord, "careful.en.txt")
    sources = {term: one for one in found for term in one["source_terms"]}
    assert "ecological compensation" in names(sources["生态补偿"])
    assert any("sponge city" in names(one) for one in found)


def test_from_discovery_to_a_check(concord: Concord, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    review, terms = str(tmp_path / "review.xlsx"), str(tmp_path / "terms.toml")
    discover = ("glossary", "discover", *RENDERINGS, "--source", "river.zh.txt")
    assert concord(*discover, "-o", review)[0] == 0
    book = load_workbook(review)
    sheet = book.worksheets[0]
    header = [cell.value for cell in sheet[1]]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref
    column = {name: at + 1 for at, name in enumerate(header)}
    judged = set()
    for row in range(2, sheet.max_row + 1):
        source = sheet.cell(row, column["source_terms"]).value
        if source in ("生态补偿", "面源污染") and source not in judged:
            sheet.cell(row, column["decision"]).value = "accept"
            judged.add(source)
    assert len(judged) == 2
    book.save(review)

    code, out, err = concord("glossary", "accept", review, "--into", terms, "--dry-run")
    assert (code, err) == (0, "")
    assert not Path(terms).exists()
    code, out, err = concord("glossary", "accept", review, "--into", terms)
    assert (code, err) == (0, "")
    assert out.startswith("2 concepts added")
    before = Path(terms).read_bytes()
    assert concord("glossary", "accept", review, "--into", terms)[0] == 0
    assert Path(terms).read_bytes() == before

    check = ("check", "machine.en.txt", "--glossary", terms, "--select", "deprecated-term")
    code, out, _ = concord(*check)
    assert code == 1
    assert out.count("surface source pollution") + out.count("Surface source pollution") >= 3

    known = candidates(concord, *RENDERINGS, "--glossary", terms)
    pollution = next(one for one in known if "diffuse pollution" in names(one))
    assert (pollution["verdict"], bool(pollution["known"])) == ("known", True)


def test_a_review_in_csv_and_the_screen(concord: Concord, tmp_path: Path) -> None:
    review = str(tmp_path / "review.csv")
    assert concord("glossary", "discover", *RENDERINGS, "-o", review)[0] == 0
    assert Path(review).read_text("utf-8").startswith("rank,decision,source_terms,term,status")
    code, out, _ = concord("glossary", "discover", *RENDERINGS, "--limit", "2", "--examples")
    assert code == 0
    assert out.count("inconsistent") == 2
    assert "more: --limit shows them" in out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("discover", "free.en.txt", "--format", "xlsx"), "needs a file"),
        (("discover", "free.en.txt", "free.en.txt"), "named twice"),
        (("accept", "river.tsv", "--into", "terms.toml"), "is no review"),
        (("accept", "river.tsv", "--into", "terms.odd"), "suffix"),
        (("accept", "absent.csv", "--into", "terms.toml"), "no such file"),
    ],
)
def test_mistakes_are_told_in_one_line(
    concord: Concord, arguments: tuple[str, ...], message: str
) -> None:
    code, out, err = concord("glossary", *arguments)
    assert (code, out) == (2, "")
    assert message in err
    assert err.count("\n") == 1
