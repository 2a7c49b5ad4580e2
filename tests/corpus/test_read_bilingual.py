"""TMX, XLIFF and tables: columns, units and the errors that name their place."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.bitext import Bitext
from corpus.errors import MalformedFileError, UnreadableFileError
from corpus.reading import read


def load(tmp_path: Path, name: str, content: str) -> Bitext:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8", newline="")
    result = read(str(path))
    assert isinstance(result, Bitext)
    return result


def columns(bitext: Bitext) -> dict[str, list[str]]:
    return {side.name: [segment.text for segment in side.segments] for side in bitext.documents}


def languages(bitext: Bitext) -> list[str]:
    return [side.language for side in bitext.documents]


def unit_ids(bitext: Bitext) -> list[str]:
    return [unit.id for unit in bitext.documents[0].units]


def tmx(*units: str, header: str = '<header srclang="zh"/>') -> str:
    return f'<tmx version="1.4">{header}<body>{"".join(units)}</body></tmx>'


def tu(*variants: tuple[str, str], attributes: str = "") -> str:
    inner = "".join(f'<tuv xml:lang="{code}"><seg>{text}</seg></tuv>' for code, text in variants)
    return f"<tu{attributes}>{inner}</tu>"


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("zh", ["zh", "en"]),
        ("ZH", ["zh", "en"]),
        ("zh-CN", ["zh", "en"]),
        ("en", ["en", "zh"]),
        ("*all*", ["en", "zh"]),
        ("", ["en", "zh"]),
        ("de", ["en", "zh"]),
    ],
)
def test_tmx_source_language_decides_the_first_column(
    tmp_path: Path, source: str, names: list[str]
) -> None:
    unit = tu(("en", "Tide"), ("zh", "潮"))
    bitext = load(tmp_path, "a.tmx", tmx(unit, header=f'<header srclang="{source}"/>'))
    assert [side.name for side in bitext.documents] == names


def test_tmx_variants_of_one_language_are_columns(tmp_path: Path) -> None:
    bitext = load(
        tmp_path,
        "a.tmx",
        tmx(
            tu(("en-us", "One"), ("ZH-tw", "一"), ("EN-US", "The one"), attributes=' tuid="x"'),
            tu(("zh-TW", "二")),
        ),
    )
    assert columns(bitext) == {
        "zh-TW": ["一", "二"],
        "en-US": ["One", ""],
        "en-US 2": ["The one", ""],
    }
    assert languages(bitext) == ["zh-Hant", "en", "en"]
    assert unit_ids(bitext) == ["x", "2"]
    assert [bead.sides for bead in bitext.beads] == [(0, 1, 2), (0,)]


def test_tmx_inline_codes_are_no_words(tmp_path: Path) -> None:
    inner = (
        'A <bpt i="1">{b}</bpt>B<ept i="1">{/b}</ept> <ph>{x<sub>no</sub>}</ph>'
        '<it pos="begin">{i}</it><ut>{u}</ut><hi type="x">C &amp; <hi>D</hi></hi><!-- no -->E'
    )
    bitext = load(tmp_path, "a.tmx", tmx(tu(("zh", "甲"), ("en", inner))))
    assert columns(bitext)["en"] == ["A B C & DE"]


def test_tmx_of_version_1_1_names_languages_without_a_namespace(tmp_path: Path) -> None:
    unit = '<tu><tuv lang="EN-US"><seg>Tide</seg></tuv><tuv lang="zh"><seg>潮</seg></tuv></tu>'
    bitext = load(tmp_path, "a.tmx", tmx(unit))
    assert columns(bitext) == {"zh": ["潮"], "en-US": ["Tide"]}


def test_newlines_inside_a_segment_keep_every_offset(tmp_path: Path) -> None:
    bitext = load(
        tmp_path, "a.tmx", tmx(tu(("zh", "一\n二\n"), ("en", "\n  one\n  two\n")), tu(("zh", "三")))
    )
    zh = bitext.documents[0]
    assert columns(bitext)["en"][0] == "one\n  two"
    third = zh.text.index("三")
    assert zh.locate(third).unit == "2"
    assert zh.locate(third).offset == 0


def test_many_units_are_located_in_a_long_file(tmp_path: Path) -> None:
    units = [tu(("zh", f"潮{number}"), ("en", f"tide {number}")) + "\n" for number in range(66_000)]
    bitext = load(tmp_path, "a.tmx", tmx(*units))
    english = bitext.documents[1]
    location = english.locate(english.text.index("tide 65999"))
    assert (location.unit, location.line) == ("66000", 66_000)


XLIFF = (
    '<xliff version="{version}"><file source-language="zh-CN" target-language="{target}">'
    "<body>{units}</body></file></xliff>"
)


def test_xliff_segments_of_a_unit_are_rows(tmp_path: Path) -> None:
    units = (
        '<trans-unit id="g"><source>一。二。</source><seg-source><g id="1">'
        '<mrk mtype="seg" mid="7">一。</mrk> <mrk mtype="seg" mid="8">二。</mrk></g></seg-source>'
        '<target><mrk mtype="seg" mid="8">Two.</mrk></target></trans-unit>'
        '<trans-unit id="n" translate="no"><source>X1</source></trans-unit>'
    )
    bitext = load(tmp_path, "a.sdlxliff", XLIFF.format(version="1.2", target="en-GB", units=units))
    assert columns(bitext) == {"zh-CN": ["一。", "二。"], "en-GB": ["", "Two."]}
    assert unit_ids(bitext) == ["g:7", "g:8"]
    assert languages(bitext) == ["zh", "en"]


def test_xliff_without_a_target_language_recognises_it(tmp_path: Path) -> None:
    unit = (
        "<trans-unit id='1'><source>港口开放。</source>"
        "<target>The harbour is open for all of the ships.</target></trans-unit>"
    )
    bitext = load(tmp_path, "a.xlf", XLIFF.format(version="1.2", target="", units=unit))
    assert [side.name for side in bitext.documents] == ["zh-CN", "target"]
    assert languages(bitext) == ["zh", "en"]
    assert bitext.documents[1].segments[0].language == "en"


HEADERS = [
    # header, names, languages
    ("zh\ten", ["zh", "en"], ["zh", "en"]),
    ("id\tzh_CN\tEN-us\tnote", ["zh-CN", "en-US"], ["zh", "en"]),
    ("Chinese\tEnglish\tenglish", ["Chinese", "English", "english"], ["zh", "en", "en"]),
    ("中文\t英文\tcontext", ["中文", "英文"], ["zh", "en"]),
    ("zh\ten (careful)\ten (free)", ["zh", "en (careful)", "en (free)"], ["zh", "en", "en"]),
    ("zh\ten\ten\ten", ["zh", "en", "en 2", "en 3"], ["zh", "en", "en", "en"]),
    ("zh-Hant\tind", ["zh-Hant", "ind"], ["zh-Hant", "id"]),
]


@pytest.mark.parametrize(("header", "names", "codes"), HEADERS)
def test_table_header_names_the_languages(
    tmp_path: Path, header: str, names: list[str], codes: list[str]
) -> None:
    row = "\t".join(["词"] * (header.count("\t") + 1))
    bitext = load(tmp_path, "a.tsv", f"{header}\n{row}\n")
    assert [side.name for side in bitext.documents] == names
    assert languages(bitext) == codes


def test_csv_with_semicolons(tmp_path: Path) -> None:
    bitext = load(tmp_path, "a.csv", 'id;zh;en\r\nx;潮;"Tide; flood, or ""ebb"""\r\n')
    assert columns(bitext) == {"zh": ["潮"], "en": ['Tide; flood, or "ebb"']}
    assert unit_ids(bitext) == ["x"]


FAULTS = [
    # file, content, line, message
    ("a.tsv", "zh\ten\n一\tone\n二\n", 3, "1 cells where the header has 2"),
    ("a.tsv", "zh\ten\n一\tone\ttwo\n", 2, "3 cells where the header has 2"),
    ("a.tsv", "word\tcount\n一\t3\n", 1, "name the language"),
    ("a.tsv", "zh\tnote\n一\t3\n", 1, "name the language"),
    ("a.tsv", "zh\ten\n", None, "no rows"),
    ("a.csv", 'zh,en\n一,"one\ntwo"\n三,"x"y\n', 4, "rules of CSV"),
    ("a.csv", 'zh,en\n一,"one\n', 2, "rules of CSV"),
    ("a.tmx", "<tmx>\n<body>\n<tu></tmx>", 3, "not well-formed"),
    ("a.tmx", "<tmx><body/></tmx>", None, "no <tu>"),
    ("a.tmx", "<other/>", None, "not a TMX"),
    ("a.tmx", "<tmx>\n<tu tuid='q'><tuv><seg>x</seg></tuv></tu></tmx>", 2, "no xml:lang"),
    ("a.tmx", "<!DOCTYPE tmx [\n<!ENTITY a 'b'>]>\n<tmx/>", 1, "DOCTYPE"),
    ("a.tmx", "<tmx>" + "<a>" * 5000, 1, "depth"),
    ("a.xlf", XLIFF.format(version="2.0", target="en", units=""), None, "XLIFF 2"),
    ("a.xlf", "<xliff version='1.2'>\n<trans-unit id='k'/></xliff>", 2, "no <source>"),
    ("a.xlf", "<xliff version='1.2'/>", None, "no <trans-unit>"),
]


@pytest.mark.parametrize(("name", "content", "line", "message"), FAULTS)
def test_fault_is_reported_with_its_line(
    tmp_path: Path, name: str, content: str, line: int | None, message: str
) -> None:
    with pytest.raises(MalformedFileError, match=message) as caught:
        load(tmp_path, name, content)
    assert caught.value.line == line


def test_entity_of_an_unread_dtd_is_refused_where_it_stands(tmp_path: Path) -> None:
    content = '<!DOCTYPE tmx SYSTEM "x.dtd">\n' + tmx(tu(("zh", "一"), ("en", "a &copy; b")))
    with pytest.raises(MalformedFileError, match="entity &copy;") as caught:
        load(tmp_path, "a.tmx", content)
    assert caught.value.line == 2


def test_units_without_any_text_are_no_bitext(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match="no text"):
        load(tmp_path, "a.tmx", tmx(tu(("zh", ""), ("en", " "))))


def test_more_languages_than_any_file_has_are_refused(tmp_path: Path) -> None:
    unit = tu(*((f"en-x-{number}", "x") for number in range(101)))
    with pytest.raises(MalformedFileError, match="101 columns"):
        load(tmp_path, "a.tmx", tmx(unit))
