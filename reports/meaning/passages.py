"""What renders the same passage: a draft's words beside those of source and witnesses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from corpus.bitext import Bead, Relation
from corpus.document import Document
from corpus.span import Span
from reports.checks import Subject
from reports.fingerprints import segment_at
from reports.numbers.documents import language_of

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Part:
    """What a bead holds of one document."""

    document: Document
    spans: tuple[Span, ...]

    def each(self, look: Callable[[str, Span, str], Found]) -> Iterator[Found]:
        """What `look` finds in each stretch, given the text, the stretch and the language."""
        return (look(self.document.text, span, self.language) for span in self.spans)

    @property
    def language(self) -> str:
        """Two letters; guessed by the script where nobody has said it."""
        return language_of(self.document)[:2].lower()


@dataclass(frozen=True, slots=True)
class Passage:
    """One passage of a draft.

    Attributes:
        draft: its words there.
        source: what they render, if the source is given and has it.
        witnesses: what other renderings have in the same place.
    """

    draft: Part
    source: Part | None
    witnesses: tuple[Part, ...]

    @property
    def judges(self) -> tuple[Part, ...]:
        """Who is asked first: the source alone, or without it the witnesses."""
        return self.witnesses if self.source is None else (self.source,)

    def is_outvoted(self, against: int) -> bool:
        """Whether so many are more than half of those who are asked."""
        return 2 * against > len(self.judges)

    def name(self, part: Part) -> str:
        """What to call one of the other texts in a message."""
        return "the source" if part is self.source else part.document.label


def passages(subject: Subject) -> Iterator[Passage]:
    """The passages of all drafts that something else renders, in the order of the beads."""
    if subject.bitext is None:
        return
    for bead in subject.bitext.beads:
        if bead.relation is Relation.SAME and bead.is_trusted:
            yield from _passages_of(subject, bead)


def _passages_of(subject: Subject, bead: Bead) -> Iterator[Passage]:
    parts = {
        position: Part(document, spans)
        for position, (document, spans) in enumerate(
            zip(subject.documents, bead.spans, strict=True)
        )
        if spans and _is_content(document, spans)
    }
    source = None if subject.source is None else parts.get(subject.source)
    for position in range(subject.drafts):
        if position in parts and position != subject.source:
            witnesses = tuple(
                part for other, part in parts.items() if other not in (position, subject.source)
            )
            if witnesses or source:
                yield Passage(parts[position], source, witnesses)


def _is_content(document: Document, spans: tuple[Span, ...]) -> bool:
    segment = segment_at(document, spans[0].start)
    return segment is None or segment.kind.is_content
