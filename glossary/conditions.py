"""Where words name a concept and where not: `except_in` and `only_near` of a term.

"Productivity" inside "total factor productivity" is not the productivity that a termbase means;
"element" may be a term only where the same sentence speaks of data.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.span import Span
from glossary.entries import Found
from glossary.termbase import Concept, Term

Find = Callable[[str], Iterator[list[Found]]]
"""Where the expressions stand, all of them, also inside each other."""


class Conditions:
    """What the terms of a termbase say of the places where they count."""

    def __init__(self, terms: Iterable[Term], language: str) -> None:
        self._language = language
        self.expressions = tuple(
            Concept(expression, (Term(expression, term.language),))
            for term in terms
            for expression in dict.fromkeys((*term.except_in, *term.only_near))
        )
        """As concepts, to be looked for as terms are."""

    def hold(self, text: str, groups: Iterable[list[Found]], find: Find) -> Iterator[list[Found]]:
        """The found terms without those whose conditions say no.

        Args:
            text: in which they were found.
            groups: the terms that begin at one place.
            find: finds the expressions.
        """
        listed = list(groups)
        conditional = any(
            entry.term.except_in or entry.term.only_near
            for found in listed
            for place in found
            for entry in place.entries
        )
        if not conditional:
            yield from listed
            return
        places = _places(find(text))
        sentences: list[int] = []
        for group in listed:
            kept: list[Found] = []
            for found in group:
                entries = tuple(
                    entry
                    for entry in found.entries
                    if not _is_inside(found, entry.term, places)
                    and (
                        not entry.term.only_near
                        or self._is_near(text, found, entry.term, places, sentences)
                    )
                )
                if entries:
                    kept.append(found._replace(entries=entries))
            if kept:
                yield kept

    def _is_near(
        self,
        text: str,
        found: Found,
        term: Term,
        places: dict[str, _Places],
        sentences: list[int],
    ) -> bool:
        """Whether one of a term's expressions stands in the sentence of a place.

        Args:
            text: the whole.
            found: the place.
            term: found there.
            places: of the expressions.
            sentences: where sentences start; filled when it is first needed.
        """
        if not sentences:
            sentences += [0, *_sentence_starts(text, self._language), len(text) + 1]
        at = bisect_right(sentences, found.start)
        start, end = sentences[at - 1], sentences[at]
        return any(
            start <= span.start < end and not span.overlaps(Span(found.start, found.end))
            for expression in term.only_near
            if expression in places
            for span in places[expression].around(start, end)
        )


@dataclass(slots=True)
class _Places:
    """Where one expression stands, in order."""

    spans: list[Span] = field(default_factory=list)
    longest: int = 0

    def add(self, span: Span) -> None:
        self.spans.append(span)
        self.longest = max(self.longest, len(span))

    def around(self, start: int, end: int) -> list[Span]:
        """Those that may touch a stretch of the text."""
        first = bisect_left(self.spans, start - self.longest, key=_start)
        return self.spans[first : bisect_right(self.spans, end, key=_start)]


def _start(span: Span) -> int:
    return span.start


def _places(groups: Iterable[list[Found]]) -> dict[str, _Places]:
    places: dict[str, _Places] = defaultdict(_Places)
    for group in groups:
        for found in group:
            for entry in found.entries:
                places[entry.concept.id].add(Span(found.start, found.end))
    return places


def _is_inside(found: Found, term: Term, places: dict[str, _Places]) -> bool:
    return any(
        span.start <= found.start and found.end <= span.end
        for expression in term.except_in
        if expression in places
        for span in places[expression].around(found.start, found.end)
    )


def _sentence_starts(text: str, language: str) -> list[int]:
    from corpus.segmentation import segment

    return [one.span.start for one in segment(Document("", text, language)).segments]
