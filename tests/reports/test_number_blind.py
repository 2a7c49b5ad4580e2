"""Cases written by somebody who had not seen the rules; docs/numbers.md has the figures."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Segment
from corpus.signature import Signature
from corpus.span import Span
from reports.checks import Subject, checks
from reports.finding import Category, Finding
from reports.numbers.documents import language_of

DATA = Path(__file__).parent / "data"
RULES = tuple(check for check in checks() if check.category is Category.NUMBER)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def cases(name: str, kind: str) -> list[object]:
    """The rows of a table that have a kind, the known failures marked."""
    chosen = [row for row in rows(name) if bool(row.get("error")) is (kind == "pair")]
    if kind in ("garbled", "clean"):
        chosen = [row for row in rows(name) if row["kind"] == kind]
    return [
        pytest.param(
            row,
            id=row["id"],
            marks=[pytest.mark.xfail(reason="known")] if row["known"] else [],
        )
        for row in chosen
    ]


def document(text: str, language: str) -> Document:
    segment = Segment(0, Span(0, len(text)), text, language=language)
    return Document("draft.txt", text, language, segments=(segment,))


def against(draft: str, row: dict[str, str]) -> list[Finding]:
    """The findings in a draft that stands in one bead with its source."""
    documents = (document(draft, "en"), document(row["source"], row["language"]))
    spans = tuple((Span(0, len(one.text)),) for one in documents)
    bead = Bead(((0,), (0,)), spans, Relation.SAME, 1.0)
    bitext = Bitext(documents, (bead,), "units", Signature("0", (), ()))
    subject = Subject(documents, 1, 1, bitext)
    return [finding for check in RULES for finding in check.run(check, subject)]


def alone(text: str) -> list[Finding]:
    one = document(text, language_of(Document("", text)))
    subject = Subject((one,), 1)
    return [f for check in RULES if not check.needs_bitext for f in check.run(check, subject)]


@pytest.mark.parametrize("row", cases("number_blind_pairs.tsv", "pair"))
def test_error_is_told_from_its_twin(row: dict[str, str]) -> None:
    assert against(row["error"], row)
    assert [finding.message for finding in against(row["right"], row)] == []


@pytest.mark.parametrize("row", cases("number_blind_pairs.tsv", "right"))
def test_another_right_rendering_passes(row: dict[str, str]) -> None:
    assert [finding.message for finding in against(row["right"], row)] == []


@pytest.mark.parametrize("row", cases("number_blind_lines.tsv", "garbled"))
def test_garbled_words_are_found(row: dict[str, str]) -> None:
    place = row["text"].find(row["wrong_words"])
    wrong = (
        Span(place, place + len(row["wrong_words"])) if place >= 0 else Span(0, len(row["text"]))
    )
    assert any(finding.span.overlaps(wrong) for finding in alone(row["text"]))


@pytest.mark.parametrize("row", cases("number_blind_lines.tsv", "clean"))
def test_clean_line_passes(row: dict[str, str]) -> None:
    assert [finding.message for finding in alone(row["text"])] == []
