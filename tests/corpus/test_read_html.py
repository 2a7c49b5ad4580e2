"""Web pages: what is text, in which blocks, and where it stands in the file."""

from __future__ import annotations

import pytest

from corpus.document import Document, Kind
from corpus.files import RawFile
from corpus.readers import readers

HTML = next(reader for reader in readers() if reader.name == "html")

PROSE = (
    "The harbour office counted the ships of the season again this week, and found that none "
    "of the lists agreed with the books of the lighthouse."
)


def load(source: str, encoding: str = "utf-8") -> Document:
    result = HTML.read(RawFile("a.html", source.encode(encoding)))
    assert isinstance(result, Document)
    return result


def blocks(source: str) -> list[tuple[str | None, str]]:
    document = load(source)
    return [(block.kind, block.span.of(document.text)) for block in document.blocks]


TEXTS = [
    # source, lines of the text
    ("<p>one<p>two", ["one", "two"]),
    ("one<div>two</div>three", ["one", "two", "three"]),
    ("<p>a <b>bold</b><i>er</i> word</p>", ["a bolder word"]),
    ("<p>  spaces \n and\tlines  </p>", ["spaces and lines"]),
    ('<!DOCTYPE html [<!ENTITY a "b">]><p>one</p>', ["one"]),
    ("<!odd [ one><p>two]></p><!odd [ three><p>four</p>", ["four"]),
    ("<!odd [ one><p>two</p>", ["two"]),
    ("<p>港口\n开放</p>", ["港口开放"]),
    ("<p>港口\nopen</p>", ["港口 open"]),
    ("<p>a &amp; b &lt;c&gt; &#65;&#x42; &eacute;&nbsp;x</p>", ["a & b <c> AB é\u00a0x"]),
    ("<p>AT&T &unknown; &</p>", ["AT&T &unknown; &"]),
    ("<p>one.<br>Two<br>three<br><br>four</p>", ["one.", "Two three", "four"]),
    ("<h2>Over<br>flow</h2>", ["Over flow"]),
    ("<ul><li>a<li>b<ul><li>c</ul></ul>", ["a", "b", "c"]),
    ("<table><tr><td>a<td>b<tr><td>c</table>", ["a", "b", "c"]),
    ("<p>x<!-- <p>no</p> -->y</p>", ["xy"]),
    ("<p>x</p><script>if (a<b) '</p>'</script><style>p{}</style>", ["x"]),
    ("<p>x</p><p hidden>no</p><p style='display: none'>no</p>", ["x"]),
    ("<title>no</title><p>x</p>", ["x"]),
    ("<pre>one\ntwo</pre>", ["one", "two"]),
    ("<p>x</p><pre><code>y = 1</code></pre>", ["x"]),
    ("<p>use <code>y</code> now</p>", ["use y now"]),
    ("<p>growth<sup><a href='#n1'>1</a></sup> rose</p>", ["growth[1] rose"]),
    ("<p>growth<a href='#n1'><sup>12</sup></a> rose</p>", ["growth[12] rose"]),
    ("<p>10<sup>9</sup> m<sup>2</sup>, the 1<sup>st</sup></p>", ["10⁹ m², the 1st"]),
    ("<p>x</p", ["x"]),
    ("<p>x</p><!doctype html [", ["x"]),
    ("<!doctype html [<!entity a 'b'>]><p>x", ["x"]),
    ("<p>x<a href='", ["x"]),
    ("<p>1 < 2 and 3 > 2</p>", ["1 < 2 and 3 > 2"]),
    ("<P CLASS=x>upper</P>", ["upper"]),
]


@pytest.mark.parametrize(("source", "lines"), TEXTS)
def test_text_is_one_block_a_line(source: str, lines: list[str]) -> None:
    assert load(source).text.splitlines() == lines


def test_blocks_know_their_kind() -> None:
    source = "<h1>T</h1><h3>H</h3><h1>U</h1><p>P</p><ol><li><p>I</p><li>J</ol><p>Q</p>"
    assert blocks(source) == [
        (Kind.TITLE, "T"),
        (Kind.HEADING, "H"),
        (Kind.HEADING, "U"),
        (None, "P"),
        (Kind.LIST_ITEM, "I"),
        (Kind.LIST_ITEM, "J"),
        (None, "Q"),
    ]


LINKS = "".join(f"<a href='/{name}'>{name}</a> " for name in ("alpha", "beta", "gamma", "delta"))

PAGES = [
    # what stands around the text; {text} is to stay, "stray" to go
    "<nav>stray {links}</nav><article>{text}</article><footer>stray</footer>",
    "<div role='navigation'>stray</div><main>{text}</main><aside>stray</aside>",
    "<form>stray</form><div>{text}</div><div class='site-footer'>stray</div>",
    "<div>{text}</div><div id='relatedPosts'>stray stray</div>",
    "<div><ul><li>stray {links}</ul></div><div>{text}</div>",
    "<table><tr><td>{links} stray<td>{text}<td class='sidebar'>stray</table>",
    "<div class='top'>stray</div><div class='page'><div class='text'>{text}</div></div>",
    "<article><header>stray</header>{text}</article><article>stray</article>",
]


@pytest.mark.parametrize("page", PAGES)
def test_what_stands_around_the_text_goes(page: str) -> None:
    text = f"<p>{PROSE}</p><h2>Tides</h2><p>Short one.</p><ul><li>item</ul><p>{PROSE}</p>"
    document = load(f"<html><body>{page.format(text=text, links=LINKS)}</body></html>")
    assert document.text.splitlines() == [PROSE, "Tides", "Short one.", "item", PROSE]


KEPT = [
    # pages whose text is where a stricter rule would lose it
    "<form id='aspnet'><p>{prose}</p><p>Short.</p></form>",
    "<div class='menu'><p>{prose}</p><p>Short.</p></div>",
    "<p>{prose}</p><div><p>Short.</p></div>",
    "<p>{prose}</p><p>Short.</p>",
    "<body class='nav-open'><p>{prose}</p><p>Short.</p>",
]


@pytest.mark.parametrize("page", KEPT)
def test_text_is_never_lost_for_the_name_of_its_box(page: str) -> None:
    assert load(page.format(prose=PROSE)).text.splitlines() == [PROSE, "Short."]


def test_title_outside_of_the_text_comes_first() -> None:
    page = f"<header><h1>The tides</h1> stray</header><main><p>{PROSE}</p></main>"
    assert blocks(page) == [(Kind.TITLE, "The tides"), (None, PROSE)]


def test_every_chunk_is_found_in_the_file() -> None:
    source = (
        "<h1>Tides &amp; moon</h1>\r\n<p>first\r\nline <em>with\rstress</em>"
        "<!--\n--> and &#8220;quote&#8221;   end</p>\n\n<li>item"
    )
    document = load(source)
    lines = source.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    words = document.text.split()
    assert len(words) == 11
    at = 0
    for word in words:
        at = document.text.index(word, at)
        location = document.locate(at)
        written = lines[location.line - 1][location.column - 1 :]
        assert written.startswith((word, "&amp;", "&#8220;")), word
        at += len(word)


@pytest.mark.parametrize(
    ("charset", "encoding"), [("gb2312", "gb18030"), ("big5", "big5"), ("iso-8859-1", "cp1252")]
)
def test_charset_of_the_page_is_believed(charset: str, encoding: str) -> None:
    word = "café" if charset.startswith("iso") else "港口開放"
    document = load(f"<meta charset='{charset}'><p>{word}</p>", encoding)
    assert document.text == f"{word}\n"
    assert document.encoding == encoding


def test_charset_of_the_page_is_not_believed_against_the_bytes() -> None:
    document = load("<meta charset=gb2312><p>港口开放</p>", "utf-8")
    assert document.text == "港口开放\n"
    assert document.encoding == "utf-8"
