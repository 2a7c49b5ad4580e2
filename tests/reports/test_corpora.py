"""Two invented works with planted flaws and traps: what each rule finds in them, and falsely.

`tests/corpora/*/flaws.toml` names the exact words and which occurrence of them is meant. A finding
is right if it overlaps the words of a flaw that accepts its rule; one that touches no flaw at all
is false. `benchmarks/flaws.py` lists them all.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from corpus.document import Document
from corpus.reading import read
from corpus.segmentation import segment
from corpus.span import Span
from glossary.reading import read_termbase
from reports.checking import check_documents
from reports.checks import checks
from reports.finding import Finding
from reports.report import Report

CORPORA = Path(__file__).parents[1] / "corpora"
WORKS = sorted(path.parent.name for path in CORPORA.glob("*/flaws.toml"))
RENDERINGS = ("careful.en.txt", "free.en.txt", "machine.en.txt", "edited.en.txt")

PLANNED = {
    "added-words",
    "altered-quotation",
    "drifting-term",
    "dropped-words",
    "inconsistent-name",
    "inconsistent-repetition",
    "inconsistent-spelling",
    "same-target",
}
"""Rules that flaws may name before they are written."""

ABOUT_ABSENCE = {"missing-term", "dropped-term", "dropped-words"}
"""Rules that cannot stand at words that are not there: the same sentence is enough."""

REACHED = {
    "added-text": (2, 0),
    "changed-modality": (6, 0),
    "changed-negation": (2, 0),
    "deprecated-term": (3, 0),
    "empty-placeholder": (1, 0),
    "inconsistent-term": (3, 11),
    "leftover-boilerplate": (2, 0),
    "miscounted-list": (1, 0),
    "missing-term": (6, 6),
    "number-mismatch": (32, 0),
    "omitted-text": (6, 0),
    "repeated-sentence": (2, 0),
    "reversed-meaning": (6, 0),
    "truncated-text": (1, 0),
    "unbalanced-marks": (2, 1),
    "untranslated-text": (2, 0),
}
"""Of each rule, in both works: flaws found at least, and findings where no flaw is at most."""


@cache
def marked(work: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((CORPORA / work / "flaws.toml").read_text("utf-8"))


@cache
def text(work: str, file: str) -> Document:
    document = read(str(CORPORA / work / file))
    assert isinstance(document, Document)
    return segment(document)


@cache
def report(work: str) -> Report:
    return check_documents(
        [text(work, name) for name in RENDERINGS],
        source=text(work, "source.zh.txt"),
        termbases=[read_termbase(str(CORPORA / work / "glossary.toml"))],
    )


def spans(work: str, mark: dict[str, Any]) -> Iterator[tuple[str, Span]]:
    for place in mark["places"]:
        whole, words = text(work, place["file"]).text, place["words"]
        start = -1
        for _ in range(place["occurrence"]):
            start = whole.find(words, start + 1)
            assert start >= 0, place
        yield place["file"], Span(start, start + len(words))


def is_touched(work: str, flaw: dict[str, Any], finding: Finding) -> bool:
    span, name = finding.span, Path(finding.document.path).name
    if finding.rule in ABOUT_ABSENCE:
        sentences = (one.span for one in finding.document.segments)
        span = next((one for one in sentences if one.overlaps(span)), span)
    return any(file == name and place.overlaps(span) for file, place in spans(work, flaw))


def score() -> tuple[Counter[str], Counter[str]]:
    """Flaws that each rule found, and its findings where no flaw is."""
    found: Counter[str] = Counter()
    false: Counter[str] = Counter()
    for work in WORKS:
        credited = set()
        for finding in report(work).findings:
            flaws = marked(work)["flaw"]
            touched = [n for n, flaw in enumerate(flaws) if is_touched(work, flaw, finding)]
            credited |= {(n, finding.rule) for n in touched if finding.rule in flaws[n]["rules"]}
            false[finding.rule] += not touched
        found.update(rule for _, rule in credited)
    return found, false


def test_the_rules_find_what_they_found_before() -> None:
    found, false = score()
    rules = sorted({*REACHED, *found, *+false})
    table = {rule: (found[rule], false[rule]) for rule in rules}
    worse = {
        rule: f"{found[rule]} found, {false[rule]} false"
        for rule in rules
        if found[rule] < REACHED.get(rule, (0, 0))[0]
        or (rule in REACHED and false[rule] > REACHED[rule][1])
    }
    assert not worse, table


@pytest.mark.parametrize("work", WORKS)
def test_every_mark_stands_where_it_is_said_to(work: str) -> None:
    marks = marked(work)
    places = [
        place for key in ("flaw", "trap") for mark in marks[key] for place in spans(work, mark)
    ]
    assert len(places) == len(set(places))
    assert all(mark["kind"] and mark["note"] for key in ("flaw", "trap") for mark in marks[key])


@pytest.mark.parametrize("work", WORKS)
def test_no_trap_is_on_a_flaw(work: str) -> None:
    flaws = [place for flaw in marked(work)["flaw"] for place in spans(work, flaw)]
    for trap in marked(work)["trap"]:
        assert "rules" not in trap
        for file, span in spans(work, trap):
            assert not [one for name, one in flaws if name == file and one.overlaps(span)], trap


@pytest.mark.parametrize("work", WORKS)
def test_a_work_has_enough_of_both_in_every_rendering(work: str) -> None:
    assert len(marked(work)["flaw"]) >= 30
    assert len(marked(work)["trap"]) >= 25
    files = {file for flaw in marked(work)["flaw"] for file, _ in spans(work, flaw)}
    assert files == set(RENDERINGS)


def test_flaws_name_rules_that_exist_or_are_planned() -> None:
    known = {check.name for check in checks()} | PLANNED
    named = {rule for work in WORKS for flaw in marked(work)["flaw"] for rule in flaw["rules"]}
    assert named <= known
