"""The number rules: lines alone, minimal pairs, renderings that only look different, and votes."""

from __future__ import annotations

import csv
import itertools
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Kind, Segment
from corpus.reading import read
from corpus.signature import Signature
from corpus.span import Span
from reports.checks import Check, Subject, checks
from reports.finding import Category, Finding, Severity
from reports.numbers.facts import known_facts, read_facts

DATA = Path(__file__).parent / "data"
NUMBER_RULES = tuple(check for check in checks() if check.category is Category.NUMBER)
FORMAT_RULES = tuple(check for check in checks() if check.name in ("date-format", "number-format"))
ALONE = tuple(check for check in NUMBER_RULES if not check.needs_bitext)


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


def lines(name: str) -> list[str]:
    return (DATA / name).read_text(encoding="utf-8").splitlines()


def language_of(text: str) -> str:
    return "zh" if any("\u4e00" <= character <= "\u9fff" for character in text) else "en"


def document(text: str, *, kind: Kind = Kind.SENTENCE, language: str | None = None) -> Document:
    language = language or language_of(text)
    segment = Segment(0, Span(0, len(text)), text, kind, language=language)
    return Document("draft.txt", text, language, segments=(segment,))


def subject(
    *documents: Document,
    source: int | None = None,
    drafts: int = 1,
    relation: Relation = Relation.SAME,
) -> Subject:
    """Documents of one segment each, aligned as one bead."""
    bead = Bead(
        tuple((0,) for _ in documents),
        tuple((Span(0, len(one.text)),) for one in documents),
        relation,
        1.0,
    )
    bitext = Bitext(documents, (bead,), "units", Signature("0", (), ()))
    return Subject(documents, drafts, source, bitext)


def run(checks_: tuple[Check, ...], given_: Subject) -> list[Finding]:
    return [finding for check in checks_ for finding in check.run(check, given_)]


def compare(draft: str, source: str) -> list[Finding]:
    # "3亿 people" is a draft with Chinese in it, and still an English draft.
    english = document(draft, language="en")
    return run(NUMBER_RULES, subject(english, document(source), source=1))


GARBLED = [
    *((line, "en") for line in lines("number_lines_garbled.txt")),
    *((line, "zh") for line in lines("number_lines_garbled_zh.txt")),
]
CLEAN = [
    *((line, "en") for line in lines("number_lines_clean.txt")),
    *((line, "zh") for line in lines("number_lines_clean_zh.txt")),
]


@pytest.mark.parametrize(("line", "language"), GARBLED)
def test_garbled_line_is_found(line: str, language: str) -> None:
    found = run(ALONE, Subject((document(line, language=language),), 1))
    assert found
    spans = sorted(finding.span for finding in found)
    # One defect gives one finding.
    assert not any(one.overlaps(other) for one, other in itertools.pairwise(spans))


@pytest.mark.parametrize(("line", "language"), CLEAN)
def test_clean_line_stays_clean(line: str, language: str) -> None:
    found = run(ALONE, Subject((document(line, language=language),), 1))
    assert [(finding.rule, finding.text) for finding in found] == []


def known_failure(row: dict[str, str]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason="known")] if row.get("known") else []


PAIRS = [pytest.param(row, marks=known_failure(row)) for row in rows("number_pairs.tsv")]


@pytest.mark.parametrize("row", PAIRS)
def test_error_is_told_from_its_twin(row: dict[str, str]) -> None:
    assert compare(row["error"], row["source"])
    assert [finding.message for finding in compare(row["twin"], row["source"])] == []


RENDERINGS = [pytest.param(row, marks=known_failure(row)) for row in rows("number_renderings.tsv")]


@pytest.mark.parametrize("row", RENDERINGS)
def test_other_form_of_the_same_number_is_no_mismatch(row: dict[str, str]) -> None:
    found = compare(row["rendering"], row["source"])
    assert [finding.message for finding in found] == []


@pytest.mark.parametrize("check", [*NUMBER_RULES, *FORMAT_RULES], ids=lambda check: check.name)
def test_examples(check: Check) -> None:
    for examples, flagged in ((check.flagged, True), (check.passing, False)):
        for example in examples:
            texts = [example.draft, *example.witnesses, *filter(None, [example.source])]
            documents = tuple(document(text) for text in texts)
            documents = (document(example.draft, language="en"), *documents[1:])
            source = len(documents) - 1 if example.source else None
            assert bool(run((check,), subject(*documents, source=source))) is flagged, example


def witnesses(*texts: str, drafts: int = 1) -> list[Finding]:
    return run(NUMBER_RULES, subject(*(document(text) for text in texts), drafts=drafts))


def test_two_witnesses_outvote_a_draft() -> None:
    found = witnesses("He sold 31 hats.", "He sold 13 hats.", "Thirteen hats were sold.")
    assert [finding.severity for finding in found] == [Severity.ERROR]
    assert found[0].message == '"31" here, "13" in 2 other renderings'
    assert [evidence.document.text for evidence in found[0].evidence] == [
        "He sold 13 hats.",
        "Thirteen hats were sold.",
    ]


def test_one_witness_only_warns() -> None:
    found = witnesses("He sold 31 hats.", "He sold 13 hats.")
    assert [finding.severity for finding in found] == [Severity.WARNING]


def test_a_witness_on_its_side_clears_a_draft() -> None:
    assert witnesses("He sold 31 hats.", "He sold 13 hats.", "He sold 31 hats.") == []


def test_the_source_outranks_all_witnesses() -> None:
    documents = [
        document(text) for text in ("It sold 31 hats.", "It sold 31 hats.", "售出13顶帽子。")
    ]
    found = run(NUMBER_RULES, subject(*documents, source=2))
    assert [(finding.text, finding.severity) for finding in found] == [("31", Severity.ERROR)]


def test_two_drafts_that_differ_give_one_finding() -> None:
    found = witnesses("He sold 31 hats.", "He sold 13 hats.", drafts=2)
    assert len(found) == 1


def test_a_garbled_witness_accuses_nobody() -> None:
    assert witnesses("since the 20th National Congress", "since the 2030th National Congress") == []


def test_partial_beads_say_nothing_of_missing_numbers() -> None:
    documents = document("It sold hats in many towns."), document("It sold 1,350 hats in 24 towns.")
    assert run(NUMBER_RULES, subject(*documents, relation=Relation.PARTIAL)) == []


def test_partial_beads_compare_named_numbers() -> None:
    documents = document("under the 13th Five-Year Plan"), document("the 14th Five-Year Plan began")
    found = run(NUMBER_RULES, subject(*documents, relation=Relation.PARTIAL))
    assert [finding.text for finding in found] == ["13th Five-Year Plan"]


def test_boilerplate_is_not_compared() -> None:
    page = document("Page 31 of 31", kind=Kind.BOILERPLATE), document("Page 13 of 13")
    assert run(NUMBER_RULES, subject(*page)) == []


def test_slide_is_a_hypothesis_and_never_safe() -> None:
    line = "——November 2019, 11, address to the fifth session of the 20th Central Committee"
    found = run(ALONE, Subject((document(line),), 1))
    garbled = next(finding for finding in found if finding.rule == "malformed-date")
    assert garbled.suggestion is not None
    assert (garbled.suggestion.text, garbled.suggestion.safe) == ("20 November 2019", False)
    assert "19th Central Committee" in garbled.message


def test_a_leftover_that_is_not_the_month_needs_the_source() -> None:
    found = run(ALONE, Subject((document("——Talk during a visit to the coast, May 2019, 6"),), 1))
    assert [finding.suggestion for finding in found] == [None]
    assert "the source must be looked up" in found[0].message


# The first text with two numbers of one sort loads the model.
@settings(deadline=None)
@given(st.text(max_size=120), st.text(max_size=120))
def test_no_text_breaks_a_rule(draft: str, other: str) -> None:
    pair = subject(document(draft, language="en"), document(other, language="zh"), source=1)
    for finding in run(NUMBER_RULES, pair):
        assert finding.span.end <= len(draft)


def in_segments(*parts: tuple[str, Kind], language: str) -> Document:
    """A document with one segment a line."""
    segments, start = [], 0
    for ordinal, (text, kind) in enumerate(parts):
        span = Span(start, start + len(text))
        segments.append(Segment(ordinal, span, text, kind, language=language))
        start = span.end + 1
    whole = "\n".join(text for text, _ in parts)
    return Document("draft.txt", whole, language, segments=tuple(segments))


def in_one_bead(draft: Document, source: Document, *, held: slice = slice(None)) -> list[Finding]:
    """Number findings where one bead holds some segments of the draft and the whole source."""
    spans = tuple(segment.span for segment in draft.segments[held])
    ordinals = tuple(range(len(draft.segments)))[held]
    all_of_source = tuple(segment.span for segment in source.segments)
    bead = Bead(
        (ordinals, tuple(range(len(all_of_source)))), (spans, all_of_source), Relation.SAME, 1.0
    )
    bitext = Bitext((draft, source), (bead,), "units", Signature("0", (), ()))
    return run(NUMBER_RULES, Subject((draft, source), 1, 1, bitext))


SENTENCES = (
    ("Harvest", Kind.HEADING),
    ("The village has 37 wells.", Kind.SENTENCE),
    ("It harvested 52 tonnes from its fields.", Kind.SENTENCE),
)


def test_a_missing_number_is_placed_in_the_sentence_it_belongs_to() -> None:
    draft = in_segments(*SENTENCES, language="en")
    source = in_segments(
        ("收成", Kind.HEADING),
        ("村里有37口井。", Kind.SENTENCE),
        ("从864亩地里收了52吨粮。", Kind.SENTENCE),
        language="zh",
    )
    found = in_one_bead(draft, source)
    assert [(finding.text, finding.message) for finding in found] == [
        (SENTENCES[2][0], '"864亩" in the source is missing here')
    ]


def test_a_number_in_the_byline_beside_the_bead_is_not_missing() -> None:
    draft = in_segments(
        ("How Wells Were Dug", Kind.TITLE), ("May 4, 2021", Kind.METADATA), language="en"
    )
    source = in_segments(("怎样打井——2021年5月4日", Kind.TITLE), language="zh")
    assert in_one_bead(draft, source, held=slice(0, 1)) == []
    other = in_segments(("怎样打井——2021年5月6日", Kind.TITLE), language="zh")
    assert len(in_one_bead(draft, other, held=slice(0, 1))) == 1


def test_a_placeholder_stands_for_the_number_that_is_missing() -> None:
    draft = "The <>th Five-Year Plan names 28 towns."
    found = compare(draft, "“十五五”规划提到28个镇。")
    assert [finding.rule for finding in found] == ["empty-placeholder"]
    both = compare(draft, "“十五五”规划提到28个镇和412个村。")
    assert sorted(finding.rule for finding in both) == ["empty-placeholder", "number-mismatch"]


def test_grown_by_and_grown_to_is_at_most_a_warning() -> None:
    found = compare("a threefold increase", "增长了三倍")
    assert [finding.severity for finding in found] == [Severity.WARNING]
    assert "what was added" in found[0].message


def test_mark_up_does_not_hide_a_number(tmp_path: Path) -> None:
    path = tmp_path / "draft.md"
    path.write_text(
        "Since the **2030th** Congress met, on *31* June, 5&nbsp;%% was paid.\n", "utf-8"
    )
    text = read(str(path))
    assert isinstance(text, Document)
    found = sorted(run(ALONE, Subject((text,), 1)), key=lambda finding: finding.span)
    assert [finding.text for finding in found] == ["2030th", "31* June", "5&nbsp;%%"]


def test_an_ordinal_that_slid_into_a_date_is_doubtful() -> None:
    line = "——On June 2019, 6, address to the 14th study session of the <>th bureau"
    found = run(ALONE, Subject((document(line),), 1))
    doubtful = [finding for finding in found if finding.severity is Severity.WARNING]
    assert [finding.text for finding in doubtful] == ["14th"]


def test_a_date_wrong_like_a_garbled_one_is_doubtful() -> None:
    text = "On May 5 she wrote to the forum.\n\n——May 2018, 5, letter to the forum"
    found = run(ALONE, Subject((document(text),), 1))
    assert [(finding.text, finding.severity) for finding in found] == [
        ("May 2018, 5", Severity.ERROR),
        ("May 5", Severity.WARNING),
    ]
    alone = "On May 5 she wrote to the forum."
    assert run(ALONE, Subject((document(alone),), 1)) == []


def test_facts_of_the_user_explain_a_slide() -> None:
    own = read_facts({"congress": [{"number": 21, "opened": date(2027, 10, 10)}]}, "concord.toml")
    line = "——December 2028, 12, speech at the third session of the 8th Central Committee"
    found = run(ALONE, Subject((document(line),), 1, facts=known_facts() | own))
    garbled = next(finding for finding in found if finding.rule == "malformed-date")
    assert "21st Central Committee" in garbled.message


@pytest.mark.parametrize(
    ("draft", "source"),
    [
        ("It has 1.250 wells.", "它有1250口井。"),
        ("It has 1 250 wells.", "它有1,250口井。"),
        ("Prices rose by 3,5 percent.", "价格上涨3.5%。"),
        ("It opened on 3/4/2022.", "2022年3月4日开业。"),
        ("It opened on 3/4/2022.", "2022年4月3日开业。"),
        ("It sold ３００ sacks.", "售出300袋。"),
        ("It sold 1.250.000 sacks.", "售出125万袋。"),
    ],
)
def test_another_format_is_at_most_a_note(draft: str, source: str) -> None:
    assert compare(draft, source) == []
    pair = subject(document(draft, language="en"), document(source), source=1)
    assert all(finding.severity is Severity.NOTE for finding in run(FORMAT_RULES, pair))
