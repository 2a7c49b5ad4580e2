"""The words of a document as they are compared and counted: lemmas with their places."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from corpus.document import Document
from corpus.span import Span
from glossary.english import base_form, singular
from glossary.termbase import speaks
from glossary.tokens import words

Phrase = tuple[str, ...]
"""Lemmas of adjacent words."""


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """The words of a document without boilerplate, glosses, footnote marks and signs.

    Attributes:
        document: whose words they are.
        lemmas: one a word.
        keys: the same words as written, in lower case and American spelling.
        spans: where they stand.
        joined: whether a word stands next to the one before, with no sign between.
    """

    document: Document
    lemmas: tuple[str, ...]
    keys: tuple[str, ...]
    spans: tuple[Span, ...]
    joined: tuple[bool, ...]
    _places: dict[str, list[int]] = field(repr=False)
    _starts: tuple[int, ...] = field(repr=False)

    def within(self, spans: Iterable[Span]) -> list[int]:
        """Positions of the words that lie in the given stretches of text, in order."""
        found: list[int] = []
        for span in spans:
            at = bisect_left(self._starts, span.start)
            while at < len(self.spans) and self.spans[at].end <= span.end:
                found.append(at)
                at += 1
        return found

    def count(self, phrase: Phrase) -> int:
        """How often the phrase stands in the document."""
        return len(self.find(phrase))

    def find(self, phrase: Phrase) -> list[int]:
        """Positions of the first word of every occurrence of a phrase."""
        size = len(phrase)
        return [
            at
            for at in self._places.get(phrase[0], ())
            if self.lemmas[at : at + size] == phrase and all(self.joined[at + 1 : at + size])
        ]

    def find_each(self, phrases: Iterable[Phrase]) -> dict[Phrase, list[Span]]:
        """Places of several phrases; where two overlap, of the longer one only."""
        taken: set[int] = set()
        found: dict[Phrase, list[Span]] = {}
        for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)):
            found[phrase] = []
            for at in self.find(phrase):
                own = range(at, at + len(phrase))
                if taken.isdisjoint(own):
                    taken.update(own)
                    found[phrase].append(self.span(at, at + len(phrase)))
        return found

    def span(self, first: int, after: int) -> Span:
        """The text from one word up to the one before another."""
        return Span(self.spans[first].start, self.spans[after - 1].end)


def document_words(document: Document) -> DocumentWords:
    """List the words of a document.

    Words of a language other than English are their own lemmas.
    """
    left_out = _left_out(document)
    english = speaks("en", document.language)
    lemmas: list[str] = []
    keys: list[str] = []
    spans: list[Span] = []
    joined: list[bool] = []
    interrupted = True
    skip = 0
    for word in words(document.text):
        while skip < len(left_out) and left_out[skip].end <= word.start:
            skip += 1
        hidden = skip < len(left_out) and left_out[skip].start < word.end
        if hidden or not word.key[:1].isalnum():
            interrupted = True
            continue
        keys.append(word.key)
        lemmas.append(lemma(word.key) if english else word.key)
        spans.append(Span(word.start, word.end))
        joined.append(word.joined and not interrupted)
        interrupted = False
    places: dict[str, list[int]] = defaultdict(list)
    for at, one in enumerate(lemmas):
        places[one].append(at)
    starts = tuple(span.start for span in spans)
    return DocumentWords(
        document, tuple(lemmas), tuple(keys), tuple(spans), tuple(joined), dict(places), starts
    )


def lemma(key: str) -> str:
    """The base of a word that is surely a verb form, else the singular."""
    return base_form(key) or singular(key)


def _left_out(document: Document) -> list[Span]:
    found: list[Span] = []
    for segment in document.segments:
        if segment.kind.is_content:
            found += [mark.span for mark in segment.marks]
        else:
            found.append(segment.span)
    return found
