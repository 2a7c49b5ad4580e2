"""Omissions and additions, found by the real aligner in texts that were cut and padded."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from corpus.document import Document
from corpus.segmentation import segment
from reports.checking import check_documents
from reports.finding import Finding, Severity
from reports.inputs import read_text

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STRANGER = " The weather in the capital was mild that week, and many visitors came to the zoo."
RULES = ["omitted-text", "added-text"]


@cache
def text(name: str) -> Document:
    found = read_text(str(EXAMPLES / name))
    assert isinstance(found, Document)
    return found


def without(document: Document, *numbers: int) -> Document:
    """The document with some sentences taken out."""
    cut = document.text
    for number in sorted(numbers, reverse=True):
        span = document.segments[number].span
        cut = cut[: span.start] + cut[span.end :]
    return segment(Document("draft.txt", cut, "en"))


def check(draft: Document, *, source: bool) -> tuple[Finding, ...]:
    original = text("source.zh.txt") if source else None
    witnesses = [] if source else [text("free.en.txt"), text("machine.en.txt")]
    return check_documents([draft], source=original, witnesses=witnesses, select=RULES).findings


@pytest.mark.parametrize("source", [True, False], ids=["source", "renderings"])
def test_whole_texts_have_no_gap(source: bool) -> None:
    assert check(text("careful.en.txt"), source=source) == ()


@pytest.mark.parametrize("source", [True, False], ids=["source", "renderings"])
def test_every_missing_sentence_is_found_where_it_stood(source: bool) -> None:
    whole = text("careful.en.txt")
    dropped = (12, 26, 40)
    draft = without(whole, *dropped)
    found = check(draft, source=source)
    assert [one.rule for one in found] == ["omitted-text"] * 3
    for one, number in zip(found, dropped, strict=True):
        before = whole.segments[number - 1].text
        assert before.endswith(one.text)
        assert one.evidence


@pytest.mark.parametrize("source", [True, False], ids=["source", "renderings"])
def test_a_made_up_sentence_is_found(source: bool) -> None:
    whole = text("careful.en.txt")
    end = whole.segments[40].span.end
    padded = whole.text[:end] + STRANGER + whole.text[end:]
    (found,) = check(segment(Document("draft.txt", padded, "en")), source=source)
    assert (found.rule, found.text) == ("added-text", STRANGER.strip())


@pytest.mark.parametrize("source", [True, False], ids=["source", "renderings"])
def test_an_excerpt_is_one_finding(source: bool) -> None:
    whole = text("careful.en.txt")
    rest = [one.index for one in whole.segments if one.index > 30]
    found = [one for one in check(without(whole, *rest), source=source) if "more" in one.message]
    assert [one.rule for one in found] == ["omitted-text"]
    assert found[0].severity is Severity.WARNING
