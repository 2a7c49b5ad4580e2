"""Markdown: which stretches of the file are paragraphs, of which kind, and what is mark-up."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from corpus.document import Document, Kind
from corpus.errors import InputError
from corpus.files import RawFile
from corpus.readers import readers

MARKDOWN = next(reader for reader in readers() if reader.name == "markdown")

T, H, L, M = Kind.TITLE, Kind.HEADING, Kind.LIST_ITEM, Kind.METADATA


def load(source: str) -> Document:
    result = MARKDOWN.read(RawFile("a.md", source.encode("utf-8")))
    assert isinstance(result, Document)
    return result


BLOCKS = [
    ("one\ntwo\n\nthree", [(None, "one\ntwo"), (None, "three")]),
    ("# A #\n## B\n# C\n#no", [(T, "A"), (H, "B"), (H, "C"), (None, "#no")]),
    ("A\n===\nB\n---\nC", [(T, "A"), (H, "B"), (None, "C")]),
    ("- a\n- b\n  c\n\n  d\n\ne", [(L, "a"), (L, "b\n  c"), (L, "d"), (None, "e")]),
    ("* a\n+ b\n1. c\n2) d", [(L, "a"), (L, "b"), (L, "c"), (L, "d")]),
    ("- [ ] a\n- [x] b", [(L, "a"), (L, "b")]),
    ("- a\n  - b\n    - c", [(L, "a"), (L, "b"), (L, "c")]),
    ("Founded in\n1986. It grew.", [(None, "Founded in\n1986. It grew.")]),
    ("一、总体要求\n1. 指导思想", [(None, "一、总体要求"), (L, "指导思想")]),
    ("> a\n> b\n>\n> c", [(None, "a\n> b"), (None, "c")]),
    ("> # A\n> - b", [(T, "A"), (L, "b")]),
    ("---\na: b\n---\nc", [(M, "a: b"), (None, "c")]),
    ("+++\na = 1\n+++\nc", [(M, "a = 1"), (None, "c")]),
    ("---\na\n", [(None, "a")]),
    ("a\n\n***\n\nb", [(None, "a"), (None, "b")]),
    ("a\n\n```py\nb\n\nc\n```\nd", [(None, "a"), (None, "d")]),
    ("a\n\n~~~\nb\n```\n~~~~\nd", [(None, "a"), (None, "d")]),
    ("a\n\n```\nnever closed", [(None, "a")]),
    ("a\n\n    code\n\nb", [(None, "a"), (None, "b")]),
    ("a\n    not code", [(None, "a\n    not code")]),
    ("<!-- a\n\nb -->\n\nc", [(None, "c")]),
    ("<script>\nx\n\ny\n</script>\nc", [(None, "c")]),
    ("<div>\n\nc\n\n</div>", [(None, "c")]),
    ("![alt](a.png)\n\nc", [(None, "c")]),
    ("[a]: http://a.example/1\n\nc", [(None, "c")]),
    ("c[^1]\n\n[^1]: the note", [(None, "c[^1]"), (None, "the note")]),
    ("|a|b|\n|---|:-:|\n|c| d \\| e |\nf", [(None, x) for x in ("a", "b", "c", "d \\| e", "f")]),
    ("a | b\nnot a table", [(None, "a | b\nnot a table")]),
]


@pytest.mark.parametrize(("source", "expected"), BLOCKS)
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_blocks(source: str, expected: list[tuple[Kind | None, str]], newline: str) -> None:
    document = load(source.replace("\n", newline))
    assert document.text == source.replace("\n", newline)
    found = [(block.kind, block.span.of(document.text)) for block in document.blocks]
    assert found == [(kind, words.replace("\n", newline)) for kind, words in expected]


INLINE = [
    # paragraph, its words without the mark-up
    ("a [b](http://c.example/2024 'd') e", "a b e"),
    ("a [b](<c d>) e", "a b e"),
    ("a [b](c_(d)) e", "a b e"),
    ("a [b][c] and [d][] but [1] and [e]", "a b and d but [1] and [e]"),
    ("a ![b [c](d)](e) f", "a  f"),
    ("a [![b](c)](d) e", "a  e"),
    ("*a* **b** ***c*** _d_ __e__ ~~f~~", "a b c d e f"),
    ("**a *b* c**", "a b c"),
    ("**港口**负责人", "港口负责人"),
    ("2 * 3 * 4 and snake_case_name and a*", "2 * 3 * 4 and snake_case_name and a*"),
    ("use `a*b*` and ``c`d``", "use a*b* and c`d"),
    ("a `b", "a `b"),
    (r"a \*b\* \_c", "a *b* _c"),
    ("a <b>c</b> <https://d.example> <!-- e --> f", "a c   f"),
    ("a < b and c > d", "a < b and c > d"),
    ("note[^1] here", "note here"),
    ("> a\n> b", "a\nb"),
]


@pytest.mark.parametrize(("source", "words"), INLINE)
def test_markup_is_no_words(source: str, words: str) -> None:
    document = load(source)
    block = document.blocks[0].span
    kept = "".join(
        char
        for offset, char in enumerate(document.text)
        if block.start <= offset < block.end
        and not any(span.start <= offset < span.end for span in document.markup)
    )
    assert kept == words


@settings(max_examples=300, deadline=None, derandomize=True)
@example("*a ![\\! b* c](x)")
@example("![*a](x) b*")
@given(st.text("ab 港*_`[]()<>!#->|\\~:=\n\r\t1.", max_size=80))
def test_blocks_and_markup_never_overlap(source: str) -> None:
    try:
        document = load(source)
    except InputError:
        return
    ends = [0]
    for block in document.blocks:
        assert block.span.start >= ends[-1]
        assert block.span.of(source).strip() == block.span.of(source) != ""
        ends.append(block.span.end)
    ends = [0]
    for span in document.markup:
        assert span.start >= ends[-1]
        assert any(block.span.contains(span) for block in document.blocks)
        ends.append(span.end)
