"""What other programs make of our files, and what we make of theirs.

The grammars in data/exchange hold the rules of the standards for the elements that we write; the
readers of translate-toolkit stand for the tools of others.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from translate.storage.tbx import tbxfile
from translate.storage.tmx import tmxfile
from translate.storage.utx import UtxFile

from corpus.errors import MalformedFileError
from corpus.files import RawFile
from glossary.formats import TermbaseFormat, termbase_formats
from glossary.reading import read_termbase
from glossary.termbase import Concept, PartOfSpeech, Status, Term, Termbase
from glossary.workbooks import Sheet, write_workbook

DATA = Path(__file__).parent / "data" / "exchange"
KINDS = {kind.name: kind for kind in termbase_formats()}
P, A, D = Status


@pytest.fixture(scope="module")
def orchard() -> Termbase:
    return read_termbase(str(DATA / "orchard.toml"))


def data_of(name: str, termbase: Termbase) -> bytes:
    kind = KINDS[name]
    assert kind.write is not None
    return kind.write(termbase).data


def parse(name: str, text: str) -> Termbase:
    kind: TermbaseFormat = KINDS[name]
    return kind.read(RawFile(f"theirs{kind.suffixes[0]}", text.encode()))


GRAMMARS = {
    "tmx": etree.DTD(str(DATA / "tmx.dtd")),
    "tbx2": etree.DTD(str(DATA / "martif.dtd")),
    "tbx": etree.RelaxNG(etree.parse(str(DATA / "tbx.rng"))),
}
NAMES = st.text(min_size=1, max_size=8).filter(lambda text: text == " ".join(text.split()))
PROSE = st.text(max_size=10)
TERMBASES = st.lists(
    st.builds(
        Concept,
        id=NAMES,
        terms=st.lists(
            st.builds(
                Term,
                text=NAMES.map(lambda text: f"a{text}"),
                language=st.sampled_from(["zh", "en-GB", "de"]),
                status=st.sampled_from(Status),
                note=PROSE,
                part_of_speech=st.sampled_from([None, *PartOfSpeech]),
                example=PROSE,
                source=PROSE,
                exact=st.booleans(),
            ),
            min_size=1,
            max_size=3,
            unique_by=lambda term: " ".join(term.text.split()).casefold(),
        ).map(tuple),
        definition=PROSE,
        note=PROSE,
        domain=PROSE,
        source=PROSE,
        do_not_translate=st.booleans(),
    ),
    min_size=1,
    max_size=3,
    unique_by=lambda concept: concept.id,
).map(lambda concepts: Termbase(tuple(concepts)))


@pytest.mark.parametrize("name", GRAMMARS)
@settings(max_examples=15, deadline=None)
@given(termbase=TERMBASES)
def test_what_we_write_follows_the_grammar(name: str, termbase: Termbase) -> None:
    grammar = GRAMMARS[name]
    root = etree.fromstring(data_of(name, termbase))
    assert grammar.validate(root), grammar.error_log


@pytest.mark.parametrize("name", GRAMMARS)
def test_the_grammar_is_no_rubber_stamp(name: str, orchard: Termbase) -> None:
    root = etree.fromstring(data_of(name, orchard))
    assert GRAMMARS[name].validate(root)
    for path in ("//*[local-name()='term']", "//*[local-name()='seg']", "//*[@id][1]"):
        for element in root.xpath(path)[:1]:
            element.getparent().insert(0, etree.fromstring("<strange/>"))
            assert not GRAMMARS[name].validate(root)


def test_ids_of_tbx_are_those_of_xml_and_unique(orchard: Termbase) -> None:
    for name in ("tbx", "tbx2"):
        root = etree.fromstring(data_of(name, orchard))
        ids = root.xpath("//@id")
        assert ids == ["grafting", "rootstock", "golden-bell", "_x0037_"]


def test_a_memory_has_one_variant_of_each_language_in_a_unit(orchard: Termbase) -> None:
    root = etree.fromstring(data_of("tmx", orchard))
    units = root.findall(".//tu")
    assert len(units) == 6
    for unit in units:
        languages = [
            variant.get("{http://www.w3.org/XML/1998/namespace}lang")
            for variant in unit.findall("tuv")
        ]
        assert len(languages) == len(set(languages))
        assert unit.get("srclang", "zh") in languages
    assert "splicing" not in [seg.text for seg in root.iter("seg")]
    assert len({unit.get("tuid") for unit in units}) == len(units)


def test_translate_toolkit_reads_our_memory(orchard: Termbase) -> None:
    store = tmxfile.parsestring(data_of("tmx", orchard), "zh", "en")
    pairs = [(unit.source, unit.target) for unit in store.units]
    assert pairs[:3] == [("嫁接", "grafting"), ("接木", "grafting"), ("嫁接", "graftage")]
    assert ("Golden Bell", "Golden Bell") in pairs


def test_translate_toolkit_reads_our_termbase(orchard: Termbase) -> None:
    store = tbxfile.parsestring(data_of("tbx2", orchard))  # it knows version 2 alone
    store.setsourcelanguage("zh")
    store.settargetlanguage("en")
    assert [unit.source for unit in store.units][:2] == ["嫁接", "砧木"]
    assert [unit.target for unit in store.units][:2] == ["grafting", "rootstock"]


def test_translate_toolkit_reads_our_utx(orchard: Termbase) -> None:
    store = UtxFile.parsestring(data_of("utx", orchard))
    assert [(unit.source, unit.target) for unit in store.units][:2] == [
        ("嫁接", "grafting"),
        ("嫁接", "graftage"),
    ]


def test_a_foreign_memory() -> None:
    termbase = parse(
        "tmx",
        """<?xml version="1.0"?><!DOCTYPE tmx SYSTEM "tmx14.dtd"><tmx version="1.4">
        <header srclang="*all*"/><body>
        <tu tuid="a"><note>seen in 1998</note><prop type="client">Miller</prop>
          <tuv xml:lang="EN-us"><seg>water <bpt i="1">&lt;b&gt;</bpt>mill<ept i="1"/></seg></tuv>
          <tuv lang="zh_cn"><seg>
            水磨
          </seg></tuv>
          <tuv xml:lang="en-US"><seg>water-powered mill</seg></tuv></tu>
        <tu tuid="a"><tuv xml:lang="en"><seg>wind <hi>mill</hi></seg></tuv></tu>
        <tu><tuv xml:lang="en"><seg>treadmill</seg></tuv></tu></body></tmx>""",
    )
    assert termbase.concepts == (
        Concept(
            "a",
            (
                Term("water mill", "en-US"),
                Term("water-powered mill", "en-US", A),
                Term("水磨", "zh-CN"),
            ),
            note="seen in 1998",
        ),
        Concept("a-2", (Term("wind mill", "en"),)),
        Concept("3", (Term("treadmill", "en"),)),
    )
    assert [term.line for term in termbase.concepts[0].terms] == [4, 8, 6]


FOREIGN_TBX = {
    "version 2 with ntig": """<martif type="TBX"><text><body><termEntry id="m1">
        <descrip type="subjectField">milling</descrip><langSet xml:lang="en">
        <descripGrp><descrip type="definition">grinds
            corn</descrip><admin type="source">book</admin></descripGrp>
        <ntig><termGrp><term>mill</term><termNote type="partOfSpeech">Noun</termNote>
        <termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></termGrp>
        <descripGrp><descrip type="context">The mill stood.</descrip></descripGrp></ntig>
        <tig><term>grinder</term></tig></langSet></termEntry></body></text></martif>""",
    "version 3, style DCT": """<tbx type="TBX-Basic" style="dct"
        xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min"
        xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body><conceptEntry id="m1">
        <min:subjectField>milling</min:subjectField><langSec xml:lang="en">
        <descripGrp><basic:definition>grinds corn</basic:definition>
        <basic:source>book</basic:source></descripGrp><termSec><term>mill</term>
        <min:partOfSpeech>noun</min:partOfSpeech>
        <min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus>
        <basic:context>The mill stood.</basic:context></termSec>
        <termSec><term>grinder</term></termSec></langSec></conceptEntry></body></text></tbx>""",
}


@pytest.mark.parametrize("text", FOREIGN_TBX.values(), ids=FOREIGN_TBX)
@pytest.mark.parametrize("name", ["tbx", "tbx2"])
def test_foreign_termbases(name: str, text: str) -> None:
    assert parse(name, text).concepts == (
        Concept(
            "m1",
            (
                Term("grinder", "en"),
                Term("mill", "en", D, part_of_speech=PartOfSpeech.NOUN, example="The mill stood."),
            ),
            definition="grinds corn",
            domain="milling",
            source="book",
        ),
    )


def test_what_a_foreign_termbase_says_beyond_our_fields_is_kept_as_a_note() -> None:
    [concept] = parse(
        "tbx",
        """<martif><text><body><termEntry><transacGrp><transac type="t">x</transac></transacGrp>
        <admin type="customerSubset">Miller &amp; Sons</admin><langSet xml:lang="en"><tig>
        <term>mill</term><termNote type="termType">fullForm</termNote>
        <termNote type="partOfSpeech">nounGroup</termNote><note>old</note></tig></langSet>
        </termEntry></body></text></martif>""",
    ).concepts
    assert concept.note == "customerSubset: Miller & Sons"
    assert concept.terms[0].note == "old\ntermType: fullForm\npartOfSpeech: nounGroup"


def test_foreign_pairs() -> None:
    rows = "# made by hand\n水磨\twater mill\tof wood\twith a wheel\n风车\twindmill\n水磨\tmill\n"
    assert parse("tsv", rows).concepts == (
        Concept(
            "1",
            (
                Term("水磨", "zh"),
                Term("water mill", "en", note="of wood\nwith a wheel"),
                Term("mill", "en", A),
            ),
        ),
        Concept("2", (Term("风车", "zh"), Term("windmill", "en"))),
    )
    assert parse("tsv", "Deutsch\tfr-CH\nMühle\tmoulin\n").concepts[0].terms == (
        Term("Mühle", "de"),
        Term("moulin", "fr-CH"),
    )


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_foreign_tables_of_pairs(kind: str) -> None:
    header, rows = ("Chinese", "en-GB", "remark"), [("水磨", "water mill"), ("水磨", "mill", "old")]
    if kind == "csv":
        text = "\n".join(",".join(row) for row in (header, *rows))
        concepts = parse("csv", text).concepts
    else:
        data = write_workbook([Sheet("Words", header, tuple(rows))])
        concepts = KINDS["xlsx"].read(RawFile("theirs.xlsx", data)).concepts
    assert concepts == (
        Concept(
            "1",
            (Term("水磨", "zh"), Term("water mill", "en-GB"), Term("mill", "en-GB", A, "old")),
        ),
    )


def test_foreign_utx() -> None:
    rows = (
        "#UTX-S 1.01; en-US/ja-JP; 2009-01-01; copyright: the millers\t\t\n"
        "#description: of mills\n#src\ttgt\tsrc:pos\tterm status\tcomment\n"
        "mill\tミル\tnoun\tapproved\t-\nmill\t製粉所\tnoun\tforbidden\tonly for flour\n"
        "# a comment\nwheel\t車輪\tnoun\tnon-standard\t\n"
    )
    assert parse("utx", rows).concepts == (
        Concept(
            "1",
            (
                Term("mill", "en-US", part_of_speech=PartOfSpeech.NOUN),
                Term("ミル", "ja-JP"),
                Term("製粉所", "ja-JP", D, "only for flour"),
            ),
        ),
        Concept(
            "2",
            (
                Term("wheel", "en-US", part_of_speech=PartOfSpeech.NOUN),
                Term("車輪", "ja-JP", D),
            ),
        ),
    )


LONG = f"""<tmx><body><tu>
<tuv xml:lang="en"><seg>{"a " * 101}</seg></tuv></tu></body></tmx>"""
DASH = """<martif><termEntry>
<langSet xml:lang="en"><tig><term>-</term></tig></langSet></termEntry></martif>"""
TWICE = """<martif><termEntry><langSet xml:lang="en"><tig><term>a</term></tig><tig>
<term>A</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote>
</tig></langSet></termEntry></martif>"""


@pytest.mark.parametrize(
    ("name", "text", "line", "said"),
    [
        ("tmx", "<tmx><body>\n<tu><tuv><seg>a</seg></tuv></tu></body></tmx>", 2, "no xml:lang"),
        ("tmx", '<tmx><body>\n\n<tu><tuv xml:lang="?"><seg>a</seg></tuv></tu></body></tmx>', 3,
         "BCP 47"),
        ("tmx", LONG, 2, "the limit is 200"),
        ("tbx", DASH, 2, "no letter or digit"),
        ("tbx", TWICE, 2, "is deprecated here and preferred above"),
        ("utx", "#UTX 1.20\n", 1, "not a UTX file"),
        ("utx", "#UTX 1.20; en/de\nmill\tMühle\n", 2, "names of the columns"),
        ("utx", "#UTX 1.20; en/de\n#src\ttgt\nmill\tMühle\tnoun\n", 3, "3 cells under 2 columns"),
        ("tsv", "水磨\twater mill\n风车 windmill\n", 2, "no tab"),
        ("tsv", "xyz\tabc\n", 1, "languages cannot be told"),
    ],
    ids=str,
)  # fmt: skip
def test_faults_are_named_with_their_line(name: str, text: str, line: int, said: str) -> None:
    with pytest.raises(MalformedFileError, match=said) as caught:
        parse(name, text)
    assert caught.value.line == line
