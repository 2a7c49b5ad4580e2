"""HTML as a stream of tags and texts with their offsets in the file.

A reduced form of the tokenisation of the WHATWG HTML standard (section 13.2.5): like a browser it
accepts anything, and it never goes back, so that it takes linear time on broken pages too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape

_OPEN = re.compile(r"<(?:(?P<end>/)?(?P<name>[A-Za-z][^\s/>]*)|(?P<comment>!--)|(?P<other>[!?/]))")
_ATTRIBUTE = re.compile(
    r"""[\s/]*+(?P<name>[^\s/>][^\s/>=]*+)"""
    r"""(?:\s*+=\s*+(?:"(?P<double>[^"]*+)"|'(?P<single>[^']*+)'|(?P<bare>[^\s>]*+)))?"""
)
_TAG_END = re.compile(r"[\s/]*+>")
_COMMENT_END = re.compile(r"--!?>")
_RAW_ELEMENTS = frozenset(
    {"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes"}
)


@dataclass(frozen=True, slots=True)
class Text:
    """Characters between tags, as they stand: references such as `&amp;` are not yet resolved."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class StartTag:
    """`<name attribute="value">`; names are lower case, references in values resolved."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EndTag:
    """`</name>`."""

    name: str


Token = Text | StartTag | EndTag


def tokenize(source: str) -> Iterator[Token]:
    """Yield tags and texts in order; comments, declarations and raw elements' content are not.

    What a file that breaks off leaves unfinished (a tag, a comment) is dropped, as a browser does.
    """
    at = 0
    last_subset_end = source.rfind("]>")
    while match := _OPEN.search(source, at):
        if match.start() > at:
            yield Text(at, match.start())
        if match["name"] is None:
            at = _skip_declaration(source, match, last_subset_end)
            continue
        token, at = _read_tag(source, match)
        if token is None:
            return
        yield token
        if isinstance(token, StartTag) and token.name in _RAW_ELEMENTS:
            closing = re.compile(rf"</{token.name}(?=[\s/>])", re.IGNORECASE).search(source, at)
            at = closing.start() if closing else len(source)
    if at < len(source):
        yield Text(at, len(source))


def _skip_declaration(source: str, match: re.Match[str], last_subset_end: int) -> int:
    if match["comment"]:
        if source.startswith((">", "->"), match.end()):
            return source.index(">", match.end()) + 1
        closing = _COMMENT_END.search(source, match.end())
        return closing.end() if closing else len(source)
    end = source.find(">", match.end())
    # An internal subset is not read. Where none ends any more, nobody looks for its end: each of
    # many declarations would be searched for up to the end of the file.
    if match.end() <= last_subset_end and source.find("[", match.end(), end) >= 0:
        end = max(end, source.find("]>", match.end()) + 1)
    return len(source) if end < 0 else end + 1


def _read_tag(source: str, match: re.Match[str]) -> tuple[StartTag | EndTag | None, int]:
    """The tag that `match` opens and where it ends; None if the file ends first."""
    at = match.end()
    attributes: dict[str, str] = {}
    while (closing := _TAG_END.match(source, at)) is None:
        attribute = _ATTRIBUTE.match(source, at)
        if attribute is None:
            return None, len(source)
        value = attribute["double"] or attribute["single"] or attribute["bare"] or ""
        attributes.setdefault(attribute["name"].lower(), unescape(value))
        at = attribute.end()
    name = match["name"].lower()
    return (EndTag(name) if match["end"] else StartTag(name, attributes)), closing.end()
