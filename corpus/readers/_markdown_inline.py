"""Mark-up inside a Markdown paragraph: the stretches that are not its words.

The delimiters of CommonMark 0.31 (section 6), read in one pass from left to right: link targets,
images, emphasis, code ticks, HTML tags and backslashes.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field

from corpus.span import Span

_SPECIAL = re.compile(
    r"\\[!-/:-@\[-`{-~\r\n]|`+|!?\[|\]|\*{1,3}|_{1,3}|~~|<(?=[A-Za-z/!])|\n[ \t]*(?:>[ \t]?)+"
)
_TARGET = re.compile(
    r"""\(\s*+(?:<[^<>\n]*+>|[^\s()<]*+(?:\([^\s()]*+\)[^\s()]*+)*+)"""
    r"""(?:\s++(?:"[^"]*+"|'[^']*+'|\([^()]*+\)))?\s*+\)"""
)
_LABEL = re.compile(r"\[[^\[\]]*+\]")
_NOTE = re.compile(r"\[\^[^\[\]\s]++\]")
_TAG = re.compile(r"</?[A-Za-z][^<>]*+>")


def find_markup(text: str, span: Span) -> list[Span]:
    """The mark-up inside the paragraph `span` of `text`, in order and not overlapping."""
    scanner = _Scanner(text, span.end)
    at = span.start
    while match := _SPECIAL.search(text, at, span.end):
        at = scanner.take(match)
    apart: list[Span] = []
    for found in sorted(scanner.found):
        if not apart or found.start >= apart[-1].end:  # what is inside an image belongs to it
            apart.append(found)
    return apart


@dataclass(slots=True)
class _Scanner:
    text: str
    end: int
    found: list[Span] = field(default_factory=list)
    brackets: list[int] = field(default_factory=list)
    delimiters: dict[str, int] = field(default_factory=dict)
    ticks: dict[int, list[int]] | None = None
    no_comment_end: bool = False

    def take(self, match: re.Match[str]) -> int:
        """Understand what was found and say where to go on."""
        what, start, end = match.group(), match.start(), match.end()
        if what[0] == "\\":
            self.found.append(Span(start, start + 1))
        elif what[0] == "\n":
            self.found.append(Span(start + 1, end))
        elif what[0] == "`":
            return self._take_code(start, end)
        elif what[-1] == "[":
            note = _NOTE.match(self.text, start, self.end)
            if note:
                self.found.append(Span(*note.span()))
                return note.end()
            self.brackets.append(start)
        elif what == "]":
            return self._take_link(start, end)
        elif what == "<":
            return self._take_tag(start, end)
        else:
            self._take_delimiter(what, start, end)
        return end

    def _take_code(self, start: int, end: int) -> int:
        """Code between ticks stays, as it may be a word of the sentence; the ticks do not."""
        if self.ticks is None:
            self.ticks = {}
            for run in re.compile("`+").finditer(self.text, start, self.end):
                self.ticks.setdefault(len(run.group()), []).append(run.start())
        closers = self.ticks.get(end - start, [])
        number = bisect_right(closers, start)
        if number >= len(closers):
            return end
        closing = closers[number]
        self.found += [Span(start, end), Span(closing, closing + end - start)]
        return closing + end - start

    def _take_link(self, start: int, end: int) -> int:
        if not self.brackets:
            return end
        opening = self.brackets.pop()
        is_image = self.text[opening] == "!"
        target = _TARGET.match(self.text, end, self.end) or _LABEL.match(self.text, end, self.end)
        if target is None:
            return end
        if is_image:
            self.found.append(Span(opening, target.end()))
        else:
            self.found += [Span(opening, opening + 1), Span(start, target.end())]
        return target.end()

    def _take_tag(self, start: int, end: int) -> int:
        if self.text.startswith("<!--", start):
            closing = -1 if self.no_comment_end else self.text.find("-->", start + 4, self.end)
            if closing < 0:
                self.no_comment_end = True
                return end
            self.found.append(Span(start, closing + 3))
            return closing + 3
        tag = _TAG.match(self.text, start, self.end)
        if tag is None:
            return end
        self.found.append(Span(*tag.span()))  # an address in angle brackets is mark-up too
        return tag.end()

    def _take_delimiter(self, what: str, start: int, end: int) -> None:
        before, after = self.text[max(0, start - 1) : start], self.text[end : end + 1]
        closes = before.strip() != "" and not (what[0] == "_" and after.isalnum())
        opens = after.strip() != "" and not (what[0] == "_" and before.isalnum())
        if closes and what in self.delimiters:
            opening = self.delimiters.pop(what)
            self.found += [Span(opening, opening + len(what)), Span(start, end)]
        elif opens:
            self.delimiters[what] = start
