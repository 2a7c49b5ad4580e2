"""From documents to a report: which checks run, what is reported, and under which name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document
from corpus.errors import UsageError
from corpus.segmentation import segment
from corpus.signature import sign
from corpus.span import Span
from glossary.termbase import Concept, Term, Termbase
from reports.checking import check_documents, join_reports
from reports.checks import Check, Subject
from reports.comparing import with_source_last
from reports.finding import Category, Finding, Severity
from reports.fingerprints import with_fingerprints
from reports.report import Report


def every_x(check: Check, subject: Subject) -> Iterator[Finding]:
    """Flags each word that begins with an x, twice, in all documents, the last first."""
    for document in reversed(subject.documents):
        for match in re.finditer(r"\bx\w*", document.text):
            for _ in range(2):
                yield check.finding(document, Span(*match.span()), f"{match.group()} is wrong")


def make_check(name: str, category: Category = Category.TEXT, **more: bool) -> Check:
    return Check(name, category, Severity.WARNING, "", "", (), (), every_x, **more)


CHECKS = (
    make_check("alone"),
    make_check("compared", Category.NUMBER, needs_bitext=True),
    make_check("termed", Category.TERMINOLOGY, needs_termbase=True),
    make_check("both", Category.TERMINOLOGY, needs_bitext=True, needs_termbase=True),
)
TERMS = Termbase((Concept("c", (Term("x", "en"),)),), "terms.csv", "1" * 64)


@pytest.fixture(autouse=True)
def own_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reports.selection.checks", lambda: CHECKS)


def text(path: str, words: str) -> Document:
    return Document(path, words, "en", sha256(words.encode()).hexdigest())


def refuse(documents: tuple[Document, ...]) -> Bitext:
    raise AssertionError(f"nothing to align in {documents}")


def pair_up(documents: tuple[Document, ...], *, sides: int | None = None) -> Bitext:
    """The first segments of the first documents correspond."""
    shown = documents[:sides]
    spans = tuple((d.segments[0].span,) if d in shown and d.segments else () for d in documents)
    ids = tuple((0,) if side else () for side in spans)
    beads = (Bead(ids, spans, Relation.SAME, 0.9),) if sides != 0 else ()
    return Bitext(documents, beads, "passages", sign("align", encoder="model"), ("Aligned.",))


def test_only_drafts_are_reported_sorted_and_each_finding_once() -> None:
    report = check_documents(
        [text("b.txt", "Two xb and xa. More xc."), text("a.txt", "One xd.")],
        witnesses=[text("w.txt", "Not xe.")],
        source=text("s.txt", "Nor xf."),
        align=pair_up,
        select=["alone"],
    )
    assert [(f.document.path, f.text) for f in report.findings] == [
        ("b.txt", "xb"), ("b.txt", "xa"), ("b.txt", "xc"), ("a.txt", "xd"),
    ]  # fmt: skip
    assert [report.role(n) for n in range(4)] == ["draft", "draft", "witness", "source"]
    assert [d.path for d in report.documents] == ["b.txt", "a.txt", "w.txt", "s.txt"]
    assert all(document.segments for document in report.documents)


@pytest.mark.parametrize(
    ("several", "terms", "select", "ignore", "rules"),
    [
        (False, False, (), (), ("alone",)),
        (True, False, (), (), ("alone", "compared")),
        (False, True, (), (), ("alone", "termed")),
        (True, True, (), (), ("alone", "compared", "termed", "both")),
        (True, True, ("terminology",), (), ("termed", "both")),
        (True, True, ("terminology,number",), ("both",), ("compared", "termed")),
        (True, True, ("both", "alone"), (), ("alone", "both")),
        (True, True, (), ("text", "number"), ("termed", "both")),
        (False, True, ("terminology",), (), ("termed",)),
    ],
)
def test_what_runs_depends_on_what_there_is(
    several: bool,
    terms: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    rules: tuple[str, ...],
) -> None:
    report = check_documents(
        [text("a.txt", "An x."), *([text("b.txt", "A second x.")] if several else [])],
        termbases=[TERMS] if terms else [],
        select=select,
        ignore=ignore,
        align=pair_up,
    )
    assert report.rules == rules


def test_no_model_is_asked_where_nothing_compares_texts() -> None:
    two = [text("a.txt", "An x."), text("b.txt", "A second x.")]
    assert check_documents(two, select=["alone"], align=refuse).bitexts == ()
    assert check_documents(two[:1], align=refuse).bitexts == ()
    assert check_documents(two, align=pair_up).signature.encoder == "model"


def notes(*drafts: Document, sides: int | None = None) -> str:
    return "\n".join(
        check_documents(drafts, align=lambda documents: pair_up(documents, sides=sides)).notes
    )


def test_the_notes_say_what_was_covered() -> None:
    three = [
        text("a.txt", "One xa. More here."),
        text("b.txt", "A second xb."),
        text("c.txt", "Other."),
    ]
    shown = notes(*three, sides=2)
    assert shown.startswith("Aligned.")
    assert "c.txt shares no passage with the other texts" in shown
    assert "1 of 2 segments of a.txt, 1 of 1 segments of b.txt, 0 of 1 segments of c.txt" in shown
    assert "termed, both did not run: no --glossary was given" in shown
    assert "Compared:" not in notes(*three, sides=0)  # the aligner's own note says why
    assert "only one text was given" in notes(three[0])
    assert "a.txt and d.txt have the same content" in notes(
        three[0], replace(three[0], path="d.txt")
    )
    assert "blank.txt holds no sentence" in notes(three[0], text("blank.txt", " \n "), sides=1)


def bilingual(path: str) -> Bitext:
    documents = tuple(
        segment(replace(text(path, words), name=name, language=name))
        for name, words in (("zh", "来源。"), ("en", "An x here."), ("en 2", "An xx here."))
    )
    return replace(pair_up(documents), mode="units", notes=())


def test_a_bilingual_file_is_checked_against_its_first_column() -> None:
    report = check_documents([bilingual("one.tmx"), bilingual("two.tmx")], align=refuse)
    assert [(f.document.label, f.text, f.rule) for f in report.findings if f.rule == "alone"] == [
        ("one.tmx [en]", "x", "alone"), ("one.tmx [en 2]", "xx", "alone"),
        ("two.tmx [en]", "x", "alone"), ("two.tmx [en 2]", "xx", "alone"),
    ]  # fmt: skip
    assert [report.role(n) for n in range(6)] == ["draft"] * 4 + ["source"] * 2
    assert len(report.bitexts) == 2


def test_turning_the_source_to_the_end_keeps_sides_together() -> None:
    turned = with_source_last(bilingual("one.tmx"))
    assert [document.name for document in turned.documents] == ["en", "en 2", "zh"]
    for bead in turned.beads:
        for document, spans in zip(turned.documents, bead.spans, strict=True):
            assert all(span.end <= len(document.text) for span in spans)
            assert [span.of(document.text) for span in spans] == [document.segments[0].text]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ({"drafts": []}, "nothing to check"),
        ({"drafts": [bilingual("a.tmx"), text("b.txt", "x")]}, "a.tmx pairs its languages itself"),
        ({"drafts": [bilingual("a.tmx")], "source": text("b.txt", "x")}, "pairs its languages"),
        ({"drafts": [bilingual("a.tmx")], "witnesses": [text("b.txt", "x")]}, "pairs its lang"),
        ({"drafts": [text("b.txt", "x")], "select": ["alon"]}, "did you mean 'alone'?"),
        ({"drafts": [text("b.txt", "x")], "ignore": ["textt"]}, "did you mean 'text'?"),
        ({"drafts": [text("b.txt", "x")], "select": ["compared"]}, "only one text was given"),
        ({"drafts": [text("b.txt", "x")], "select": ["text"], "ignore": ["alone"]}, "no rule is"),
    ],
)
def test_what_does_not_fit_together_is_refused(arguments: dict[str, object], message: str) -> None:
    with pytest.raises(UsageError, match=re.escape(message)):
        check_documents(**arguments)  # type: ignore[arg-type]


def test_the_signature_names_what_the_report_depends_on() -> None:
    report = check_documents(
        [text("a.txt", "An x.")], termbases=[TERMS], ignore=["text"], parameters={"fail": True}
    )
    signature = report.signature
    assert [path for path, _ in signature.inputs] == ["a.txt", "terms.csv"]
    assert dict(signature.parameters) == {"fail": True, "select": "", "ignore": "text"}
    assert (signature.command, signature.encoder) == ("check", None)


def test_reports_are_joined_without_repetition() -> None:
    one = check_documents([text("a.txt", "An x.")])
    two = check_documents([text("b.txt", "An x."), text("c.txt", "No.")], align=pair_up)
    joined = join_reports([one, two])
    assert [document.path for document in joined.documents] == ["a.txt", "b.txt", "c.txt"]
    assert joined.drafts == 3
    assert joined.rules == ("alone", "compared")
    assert len(joined.notes) == len(set(joined.notes))
    assert joined.findings == (*one.findings, *two.findings)
    assert join_reports([one]) is one


@pytest.mark.parametrize(
    ("severities", "reached"),
    [([], []), (["note"], ["note"]), (["warning"], ["warning", "note"]),
     (["note", "error"], ["error", "warning", "note"])],
)  # fmt: skip
def test_thresholds(severities: list[str], reached: list[str]) -> None:
    document = text("a.txt", "x")
    found = tuple(
        Finding("alone", Category.TEXT, Severity(name), "", document, Span(0, 1))
        for name in severities
    )
    report = Report(found, (document,), 1, (), (), (), sign("check"))
    assert [severity for severity in Severity if report.reaches(severity)] == reached


def names(words: str, path: str = "a.txt") -> list[str]:
    """The fingerprints of the findings in a text, in order."""
    return [f.fingerprint for f in check_documents([text(path, words)], select=["alone"]).findings]


SENTENCE = "The number xyz is wrong."


def test_a_fingerprint_survives_edits_elsewhere_and_another_name() -> None:
    (name,) = names(SENTENCE)
    assert re.fullmatch("[0-9a-f]{16}", name)
    assert names(f"A new sentence. {SENTENCE} And one more.\n\nAnd a paragraph.") == [name]
    assert names("The   number xyz is  wrong.") == [name]
    assert names(SENTENCE, "elsewhere/b.txt") == [name]


def test_a_fingerprint_tells_findings_apart() -> None:
    assert names("The number xyy is wrong.") != names(SENTENCE)
    assert names("The number xyz is not wrong.") != names(SENTENCE)
    twice = names(f"{SENTENCE} {SENTENCE}")
    assert len(set(twice)) == 2
    assert twice[0] == names(SENTENCE)[0]
    found = check_documents([text("a.txt", SENTENCE)], select=["alone"]).findings
    (other,) = with_fingerprints([replace(found[0], rule="compared")])
    assert other.fingerprint != found[0].fingerprint


def test_the_same_sentence_in_two_documents_has_one_name() -> None:
    found = check_documents([text("a.txt", SENTENCE), text("b.txt", SENTENCE)], select=["alone"])
    assert len({finding.fingerprint for finding in found.findings}) == 1


def test_of_what_is_too_long_for_a_sentence_only_the_neighbourhood_counts() -> None:
    long = "and so it went on " * 150
    (name,) = names(f"It began, {long}the number xyz is wrong, {long}to the end.")
    assert names(f"It began later, {long}the number xyz is wrong, {long}to an end.") == [name]
    assert names(f"It began, {long}the number xyz is right, {long}to the end.") != [name]


@given(st.lists(st.sampled_from(["An xa here.", "No.", "xb xb xb.", "Well."]), max_size=8))
def test_fingerprints_are_unique_in_a_file(sentences: list[str]) -> None:
    found = names_of(" ".join(sentences))
    assert len(found) == len(set(found))


def names_of(words: str) -> list[str]:
    document = segment(text("a.txt", words))
    subject = Subject((document,), 1)
    found = sorted(every_x(CHECKS[0], subject), key=lambda finding: finding.span)[::2]
    return [finding.fingerprint for finding in with_fingerprints(found)]


def test_a_rule_that_needs_the_source_runs_only_beside_it(monkeypatch: pytest.MonkeyPatch) -> None:
    sourced = make_check("sourced", needs_bitext=True, needs_source=True)
    monkeypatch.setattr("reports.selection.checks", lambda: (*CHECKS[:1], sourced))
    two = [text("a.txt", "An x."), text("b.txt", "A second x.")]
    without = check_documents(two, align=pair_up)
    assert without.rules == ("alone",)
    assert "sourced did not run: no --source was given." in without.notes
    beside = check_documents(two[:1], source=two[1], align=pair_up)
    assert beside.rules == ("alone", "sourced")
    assert check_documents([bilingual("one.tmx")], align=refuse).rules == ("alone", "sourced")
