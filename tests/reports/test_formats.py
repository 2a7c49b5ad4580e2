"""Every output format keeps the contract, whatever a report holds; the same findings in each."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from lxml import html as lxml_html
from syrupy.assertion import SnapshotAssertion

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Segment, Unit
from corpus.signature import Signature
from corpus.span import Span
from reports.finding import Category, Edit, Evidence, Finding, Severity
from reports.fingerprints import with_fingerprints
from reports.formats import Format, Style, formats
from reports.report import Report

ROOT = Path(__file__).resolve().parents[2]
EVERY = pytest.mark.parametrize("kind", formats(), ids=lambda kind: kind.name)
SIGNATURE = Signature("check", (("select", ""),), (("draft.txt", "0" * 64),), None, "1.0")
STYLES = [Style(), Style(colour=True, width=60, context=True), Style(width=20, context=True)]
HOSTILE = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(2)>",
    "=cmd|' /C calc'!A0",
    "\x1b]0;owned\x07\x9b31m",
    "\u202etxt.exe\u2066\u200b",
    "\ud800 alone",
    "{{ 7*7 }}{% raw %}",
    "</style></title><base href=//x>",
    '" onmouseover="alert(3)',
]


def document(path: str, texts: list[str], language: str = "en") -> Document:
    segments: list[Segment] = []
    at = 0
    for index, text in enumerate(texts):
        segments.append(Segment(index, Span(at, at + len(text)), text, language=language))
        at += len(text) + 1
    return Document(path, "\n".join(texts), language, "0" * 64, segments=tuple(segments))


def finding(where: Document, words: str, message: str, **more: object) -> Finding:
    start = where.text.index(words)
    plain = Finding(
        "number-mismatch", Category.NUMBER, Severity.ERROR, message, where,
        Span(start, start + len(words)),
    )  # fmt: skip
    return replace(plain, **more)  # type: ignore[arg-type]


def report(findings: list[Finding], *documents: Document, drafts: int = 1) -> Report:
    beads = [
        Bead(
            tuple((row,) for _ in documents),
            tuple((one.segments[row].span,) for one in documents),
            Relation.SAME,
            0.9,
        )
        for row in range(min(len(one.segments) for one in documents))
    ]
    bitexts = (
        (Bitext(documents, tuple(beads), "parallel", SIGNATURE),) if len(documents) > 1 else ()
    )
    return Report(
        findings=with_fingerprints(findings),
        documents=documents,
        drafts=drafts,
        bitexts=bitexts,
        rules=("malformed-date", "number-mismatch"),
        notes=("A note.",),
        signature=SIGNATURE,
        sources=(len(documents) - 1,) if len(documents) > drafts else (),
    )


@pytest.fixture
def plain() -> Report:
    draft = document("draft.txt", ["In 2023 output grew by 46%.", "It was 86.4 million mu."])
    source = document("source.txt", ["2023年产量增长4.6%。", "面积86.4万亩。"], "zh")
    return report(
        [
            finding(
                draft,
                "46%",
                "46% here, 4.6% in the source",
                suggestion=Edit("4.6%"),
                evidence=(Evidence(source, Span(9, 13)),),
            ),
            finding(
                draft,
                "86.4 million mu",
                "86.4 million mu here, 864,000 mu in the source",
                severity=Severity.WARNING,
                evidence=(Evidence(source, Span(17, 22)),),
            ),
        ],
        draft,
        source,
    )


@pytest.fixture
def hostile() -> Report:
    draft = document("<b>\x1b\udc80.txt", HOSTILE)
    other = document('" autofocus onfocus=alert(4) x=".txt', HOSTILE)
    found = [
        finding(
            draft,
            words,
            f"message {words}",
            suggestion=Edit(words),
            evidence=(Evidence(other, Span(0, 30)),),
        )
        for words in HOSTILE
    ]
    return replace(report(found, draft, other), notes=tuple(HOSTILE))


@pytest.fixture
def clean() -> Report:
    return report([], document("draft.txt", ["Nothing is wrong."]))


@EVERY
@pytest.mark.parametrize("style", STYLES, ids=["pipe", "terminal", "narrow"])
@pytest.mark.parametrize("case", ["plain", "hostile", "clean"])
def test_every_report_can_be_written(
    kind: Format, style: Style, case: str, request: pytest.FixtureRequest
) -> None:
    text = kind.render(request.getfixturevalue(case), style)
    text.encode("utf-8")
    assert text == kind.render(request.getfixturevalue(case), style)
    assert text.endswith("\n")
    steering = re.sub(r"\x1b\[[\d;]*m", "", text) if style.colour else text
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", steering)


@EVERY
def test_every_format_has_every_finding(kind: Format, plain: Report) -> None:
    text = kind.render(plain, Style())
    if kind.name == "html":
        text = "".join(lxml_html.document_fromstring(text.encode()).itertext())
    if kind.name == "github":
        text = text.replace("%25", "%")
    for one in plain.findings:
        assert one.message in text
        assert one.rule in text
    assert text.count("86.4 million mu here") == 1


@pytest.mark.parametrize("style", STYLES, ids=["pipe", "terminal", "narrow"])
@pytest.mark.parametrize("case", ["plain", "hostile", "clean"])
def test_the_text_looks_as_it_did(
    style: Style, case: str, request: pytest.FixtureRequest, snapshot: SnapshotAssertion
) -> None:
    assert rendered("text", request.getfixturevalue(case), style) == snapshot


def rendered(name: str, one: Report, style: Style | None = None) -> str:
    return next(kind for kind in formats() if kind.name == name).render(one, style or Style())


@pytest.mark.parametrize("case", ["plain", "hostile", "clean"])
def test_json_follows_its_schema(case: str, request: pytest.FixtureRequest) -> None:
    one = request.getfixturevalue(case)
    schema = json.loads((ROOT / "docs/schema/report-1.schema.json").read_text("utf-8"))
    values = json.loads(rendered("json", one))
    Draft202012Validator(schema).validate(values)
    assert [shown["text"] for shown in values["findings"]] == [f.text for f in one.findings]
    assert values["summary"]["findings"] == len(one.findings)
    assert sum(values["summary"]["by_severity"].values()) == len(one.findings)


def test_json_counts_within_the_unit_of_a_bilingual_file() -> None:
    draft = document("pairs.tmx", ["First.", "It grew by 46%."])
    units = tuple(Unit(f"u{n}", s.span, 10 * n) for n, s in enumerate(draft.segments, 1))
    draft = replace(draft, units=units, name="en")
    values = json.loads(rendered("json", report([finding(draft, "46%", "wrong")], draft)))
    (shown,) = values["findings"]
    assert (shown["unit"], shown["side"], shown["line"]) == ("u2", "en", 20)
    assert "It grew by 46%."[shown["start"] : shown["end"]] == "46%"


@pytest.mark.parametrize("case", ["plain", "hostile", "clean"])
def test_the_page_is_inert_and_alone(case: str, request: pytest.FixtureRequest) -> None:
    text = rendered("html", request.getfixturevalue(case))
    page = lxml_html.document_fromstring(text.encode())
    assert len(page.xpath("//script")) == 1
    assert not page.xpath("//img | //link | //iframe | //base | //@style | //@src")
    assert not [name for name in page.xpath("//@*") if re.match("javascript:", str(name))]
    assert not page.xpath("//*[@onerror or @onmouseover or @onfocus or @autofocus]")
    assert all(str(target).startswith("#") for target in page.xpath("//@href"))
    (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "unsafe" not in policy
    assert "default-src 'none'" in policy
    assert len(re.findall("'sha256-[A-Za-z0-9+/=]{44}'", policy)) == 2


@pytest.mark.parametrize("case", ["plain", "hostile"])
def test_every_link_of_the_page_leads_somewhere(case: str, request: pytest.FixtureRequest) -> None:
    text = rendered("html", request.getfixturevalue(case))
    page = lxml_html.document_fromstring(text.encode())
    names = page.xpath("//@id")
    assert len(names) == len(set(names))
    assert {str(target)[1:] for target in page.xpath("//@href")} <= set(names)
    fingerprints = [f"f-{f.fingerprint}" for f in request.getfixturevalue(case).findings]
    assert set(fingerprints) <= set(names)


def test_the_page_is_for_readers_of_every_kind(plain: Report) -> None:
    page = lxml_html.document_fromstring(rendered("html", plain).encode())
    assert page.get("lang") == "en"
    assert [h.tag for h in page.iter("h1")] == ["h1"]
    assert page.xpath("//article[1]/blockquote/@lang") == ["en"]
    assert page.xpath("//div[@class='evidence'][1]//blockquote/@lang")[0] == "zh"
    assert page.xpath("//article[1]/blockquote/mark/text()") == ["46%"]
    assert all(page.xpath("//input/@aria-label | //label/input/@value"))
    levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4")]
    assert all(after - before <= 1 for before, after in pairwise(levels))


@EVERY
def test_thousands_of_findings_on_one_long_line(kind: Format) -> None:
    draft = document("long.txt", ["46% " * 5_000 + "x" * 100_000])
    found = [finding(draft, "46%", f"wrong, number {n}") for n in range(2_000)]
    found = [replace(one, span=Span(4 * n, 4 * n + 3)) for n, one in enumerate(found)]
    one = report(found, draft)
    text = kind.render(one, Style(width=80, context=True))
    assert text.count("wrong, number") == 2_000
    assert len(text) < 20_000_000
    assert len({f.fingerprint for f in one.findings}) == 2_000
