"""The rules on terms: a table of cases, and what the findings say."""

from __future__ import annotations

import re
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Mark, MarkKind, Segment
from corpus.files import RawFile
from corpus.signature import Signature
from corpus.span import Span
from glossary.formats import termbase_formats
from glossary.termbase import Termbase
from reports.checks import Example, Subject, checks
from reports.examples import run_example
from reports.finding import Finding, Severity

TABLE = Path(__file__).parent / "data" / "terms.toml"
HEADER = "concept_id,source_term,target_term,status,note\n"


def cases() -> list[dict[str, Any]]:
    return tomllib.loads(TABLE.read_text(encoding="utf-8"))["case"]


def document(path: str, text: str, language: str) -> Document:
    """A document whose lines are its segments; "[x] (y)" is x with the gloss y."""
    plain = text.replace("[", "").replace("]", "")
    glosses = [
        (match.start() - text[: match.start()].count("[") - text[: match.start()].count("]"), match)
        for match in re.finditer(r"\[([^]]*)\] \(([^)]*)\)", text)
    ]
    marks = [
        Mark(
            MarkKind.GLOSS,
            Span(start + len(match[1]), start + len(match[1]) + len(match[2]) + 3),
            Span(start, start + len(match[1])),
            Span(start + len(match[1]) + 2, start + len(match[1]) + len(match[2]) + 2),
        )
        for start, match in glosses
    ]
    segments = [
        Segment(
            number,
            Span(*match.span()),
            match[0],
            language=language,
            marks=tuple(m for m in marks if match.start() <= m.span.start < match.end()),
        )
        for number, match in enumerate(re.finditer(r".+", plain))
    ]
    return Document(path, plain, language, segments=tuple(segments))


def subject(case: dict[str, Any], confidence: float = 1.0) -> Subject:
    documents = [document("draft", case["draft"], case.get("language", "en"))]
    for number, text in enumerate(case.get("witnesses", ()), 1):
        documents.append(document(f"witness {number}", text, "en"))
    if "source" in case:
        documents.append(document("source", case["source"], "zh"))
    lines = zip(*(one.segments for one in documents), strict=True)
    beads = tuple(
        Bead(
            tuple((segment.index,) for segment in row),
            tuple((segment.span,) for segment in row),
            Relation.SAME,
            confidence,
        )
        for row in lines
    )
    several = len(documents) > 1
    return Subject(
        tuple(documents),
        drafts=1,
        source=len(documents) - 1 if "source" in case else None,
        bitext=(
            Bitext(tuple(documents), beads, case.get("mode", "parallel"), Signature("test"))
            if several
            else None
        ),
        termbase=_termbase_of(case),
    )


def _termbase_of(case: dict[str, Any]) -> Termbase | None:
    if "termbase" in case:
        [kind] = [kind for kind in termbase_formats() if kind.name == "toml"]
        text = 'schema = "concord.termbase/1"\n' + case["termbase"]
        return kind.read(RawFile("g.toml", text.encode()))
    return _termbase(case["glossary"]) if "glossary" in case else None


def _termbase(rows: str) -> Termbase:
    [kind] = [kind for kind in termbase_formats() if kind.name == "csv"]
    return kind.read(RawFile("g.csv", (HEADER + rows).encode()))


def findings(rule: str, what: Subject) -> list[Finding]:
    [check] = [check for check in checks() if check.name == rule]
    return sorted(check.run(check, what), key=lambda finding: finding.span)


def shown(finding: Finding) -> str:
    edit = finding.suggestion
    return finding.text + (f" -> {edit.text}{'!' if edit.safe else ''}" if edit else "")


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["name"])
def test_what_is_flagged(case: dict[str, Any]) -> None:
    assert [shown(finding) for finding in findings(case["rule"], subject(case))] == case["expected"]


MISSING = {
    "glossary": "c,水权,water right,preferred,",
    "source": "水权交易。",
    "draft": "Permits are traded.",
}


def test_a_doubtful_alignment_proves_no_omission() -> None:
    assert findings("missing-term", subject(MISSING, confidence=0.9))
    assert not findings("missing-term", subject(MISSING, confidence=0.3))


def test_a_passage_that_renders_in_part_proves_no_omission() -> None:
    what = subject(MISSING)
    assert what.bitext is not None
    partial = tuple(replace(bead, relation=Relation.PARTIAL) for bead in what.bitext.beads)
    assert not findings("missing-term", replace(what, bitext=replace(what.bitext, beads=partial)))


BESIDE = {
    "glossary": MISSING["glossary"],
    "source": "水权交易。\n河。\n水权。",
    "draft": "Permits are traded.\nWater rights.\nA river.",
}


@pytest.mark.parametrize("confidence", [0.6, 1.0])
def test_between_clear_beads_a_term_belongs_where_it_stands(confidence: float) -> None:
    found = findings("missing-term", subject(BESIDE, confidence))
    assert [finding.text for finding in found] == ["Permits are traded.", "A river."]


def test_a_term_beside_counts_where_the_boundary_is_in_doubt_and_nothing_asks_for_it() -> None:
    what = subject(BESIDE)
    assert what.bitext is not None
    first, second, third = what.bitext.beads
    alone = replace(second, segments=(second.segments[0], ()), spans=(second.spans[0], ()))
    doubtful = replace(what.bitext, beads=(first, alone, third))
    assert not findings("missing-term", replace(what, bitext=doubtful))
    units = replace(doubtful, mode="units")
    assert len(findings("missing-term", replace(what, bitext=units))) == 2


def test_a_deprecated_term_tells_the_note_and_warns_only_where_it_may_be_valid() -> None:
    plain = {"glossary": "c,收入,income,preferred,\nc,,revenue,deprecated,not in law"}
    plain |= {"draft": "The farmers' revenue grew.", "witnesses": ["The income of farmers grew."]}
    [finding] = findings("deprecated-term", subject(plain))
    assert finding.severity is Severity.ERROR
    assert finding.message.endswith('write "income" (not in law)')
    both = {**plain, "glossary": plain["glossary"] + "\nd,财政收入,revenue,preferred,"}
    [finding] = findings("deprecated-term", subject(both))
    assert finding.severity is Severity.WARNING


def test_a_missing_term_shows_the_source_words() -> None:
    [finding] = findings("missing-term", subject(MISSING))
    [evidence] = finding.evidence
    assert evidence.span.of(evidence.document.text) == "水权"
    assert "水权" in finding.message
    assert '"water right"' in finding.message


@pytest.mark.parametrize(
    ("glossary", "wanted"),
    [
        ("c,水权,water right,preferred,", 'write "water right"'),
        (
            "c,水权,claim to water,admitted,\nc,,water right,preferred,",
            'write "water right" or "claim to water"',
        ),
        (
            "c,水权,right,preferred,\nc,,claim,preferred,\nc,,due,admitted,\nc,,title,admitted,",
            'write "right", "claim" or "due"',
        ),
    ],
)
def test_a_missing_term_says_what_to_write(glossary: str, wanted: str) -> None:
    [finding] = findings("missing-term", subject({**MISSING, "glossary": glossary}))
    assert finding.message == f"the source has 水权, and no term for it stands here; {wanted}"


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("河长来了。河水很清。鱼很多。", "Somebody came."),
        ("河水很清。河长来了。鱼很多。", "The water is clear."),
        ("河水很清。鱼很多。河长来了。", "There are many fish."),
    ],
)
def test_a_missing_term_is_shown_at_the_sentence_in_the_same_place(source: str, place: str) -> None:
    draft = "Somebody came. The water is clear. There are many fish."
    example = Example(draft, source=source, glossary="c,河长,river chief,preferred,")
    [check] = [check for check in checks() if check.name == "missing-term"]
    [finding] = run_example(check, example)
    assert finding.text == place


def test_without_an_aligned_source_a_deprecated_term_is_flagged_wherever_it_stands() -> None:
    case = {
        "glossary": "c,要素,factor,preferred,\nc,,element,deprecated,",
        "source": "元素周期表。",
        "draft": "A table of elements.",
    }
    assert not findings("deprecated-term", subject(case))
    assert findings("deprecated-term", subject(case, confidence=0.2))


VARIANTS = {
    "draft": "Water permits are traded.\nThe price of water permits rises.\nA water permit.",
    "witnesses": [
        "Water rights are traded.\nThe price of water rights rises.\nA river.",
        "Water rights are traded.\nThe price of water rights rises.\nA river.",
    ],
}


def test_an_inconsistent_term_is_counted_in_every_text() -> None:
    [finding] = findings("inconsistent-term", subject(VARIANTS))
    assert finding.severity is Severity.WARNING
    assert finding.message == (
        '"water permits" (3 times here) is "water rights" in witness 1 (2 times) and '
        "witness 2 (2 times)"
    )
    assert {evidence.document.path for evidence in finding.evidence} == {"witness 1", "witness 2"}
    for evidence in finding.evidence:
        assert evidence.span.of(evidence.document.text).lower() == "water rights"


def test_the_text_that_goes_with_most_others_gets_a_note() -> None:
    witness, other = VARIANTS["witnesses"]
    turned = {"draft": witness, "witnesses": [other, VARIANTS["draft"]]}
    [finding] = findings("inconsistent-term", subject(turned))
    assert finding.severity is Severity.NOTE


def test_the_gloss_of_an_inconsistent_term_is_told() -> None:
    draft = VARIANTS["draft"].replace("Water permits", "[Water permits] (水权)")
    [finding] = findings("inconsistent-term", subject({**VARIANTS, "draft": draft}))
    assert finding.message.endswith("; glossed as 水权")
    [finding] = findings("inconsistent-term", subject(VARIANTS))
    assert "glossed" not in finding.message


def test_a_text_that_uses_both_forms_is_told_so() -> None:
    mixed = {
        "draft": VARIANTS["draft"] + "\nThe end of water rights.",
        "witnesses": [text + "\nThe end." for text in VARIANTS["witnesses"]],
    }
    [finding] = findings("inconsistent-term", subject(mixed))
    assert finding.text == "Water permits"
    assert 'here also "water rights" (once)' in finding.message


def test_a_text_that_goes_with_most_others_but_not_throughout_gets_no_note() -> None:
    most = VARIANTS["witnesses"][0] + "\nThe end of water rights."
    mixed = {
        "draft": VARIANTS["witnesses"][0] + "\nThe end of water permits.",
        "witnesses": [most, VARIANTS["draft"] + "\nThe end."],
    }
    [finding] = findings("inconsistent-term", subject(mixed))
    assert finding.severity is Severity.WARNING


def test_all_drafts_are_reported_on_and_witnesses_are_not() -> None:
    both = replace(subject(VARIANTS), drafts=2)
    found = findings("inconsistent-term", both)
    assert sorted(finding.document.path for finding in found) == ["draft", "witness 1"]


def test_boilerplate_is_not_checked() -> None:
    from corpus.document import Kind

    case = {"glossary": "c,,permit,deprecated,", "draft": "A permit.\nPermits."}
    what = subject(case)
    [draft] = what.documents
    first, second = draft.segments
    hidden = replace(draft, segments=(replace(first, kind=Kind.BOILERPLATE), second))
    found = findings("deprecated-term", replace(what, documents=(hidden,)))
    assert [finding.text for finding in found] == ["Permits"]
