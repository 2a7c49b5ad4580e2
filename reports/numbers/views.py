"""Texts as a reader sees them: without the asterisks of Markdown inside a number or a date.

`**2030th** Congress` and `*12* December` are read as "2030th Congress" and "12 December"; what is
found is said in spans of the text as it stands.
"""

from __future__ import annotations

import html
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.document import Document
from corpus.span import Span
from reports.numbers.patterns import lazy

_ENTITY = lazy(r"&(?:#\d{1,6}|#x[0-9a-fA-F]{1,5}|[A-Za-z]{2,10});")
_WITH_ENTITIES = frozenset({"markdown"})


@dataclass(frozen=True, slots=True)
class View:
    """A text without its mark-up, and the way back.

    Attributes:
        text: what a reader sees.
        starts: where each piece begins in `text`.
        origins: where it stands in the text as it is.
    """

    text: str
    starts: tuple[int, ...]
    origins: tuple[Span, ...]

    def back(self, span: Span) -> Span:
        """The place in the text as it stands; mark-up inside is covered, mark-up around is not."""
        start = self._at(span.start).start
        return Span(start, max(start, self._at(span.end - 1).end if len(span) else start))

    def _at(self, place: int) -> Span:
        number = bisect_right(self.starts, place) - 1
        origin, length = self.origins[number], self._length(number)
        if length != len(origin):
            return origin  # an entity: one character of several
        start = origin.start + place - self.starts[number]
        return Span(start, start + 1)

    def _length(self, number: int) -> int:
        following = self.starts[number + 1 : number + 2]
        return (following[0] if following else len(self.text)) - self.starts[number]


def view_of(document: Document) -> View | None:
    """The document without its inline mark-up; None if it has none."""
    entities = document.format in _WITH_ENTITIES and "&" in document.text
    if not document.markup and not entities:
        return None
    return _view(document.text, document.markup, entities=entities)


@lru_cache(maxsize=16)
def _view(text: str, markup: tuple[Span, ...], *, entities: bool) -> View:
    pieces: list[str] = []
    starts: list[int] = []
    origins: list[Span] = []
    length = 0
    for origin, words in _pieces(text, markup, entities=entities):
        pieces.append(words)
        starts.append(length)
        origins.append(origin)
        length += len(words)
    if not origins:
        return View("", (0,), (Span(0, 0),))
    return View("".join(pieces), tuple(starts), tuple(origins))


def _pieces(text: str, markup: tuple[Span, ...], *, entities: bool) -> Iterator[tuple[Span, str]]:
    """What is seen, piece by piece: where it stands, and the words."""
    at = 0
    for mark in (*markup, Span(len(text), len(text))):
        for entity in _ENTITY.finditer(text, at, mark.start) if entities else ():
            seen = html.unescape(entity[0])
            if len(seen) == 1:
                if entity.start() > at:
                    yield Span(at, entity.start()), text[at : entity.start()]
                yield Span(*entity.span()), seen
                at = entity.end()
        if mark.start > at:
            yield Span(at, mark.start), text[at : mark.start]
        at = max(at, mark.end)
