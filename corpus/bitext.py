"""`Bitext`: two or more documents and the beads that tie their segments together.

It lives here and not in `align`, so that a TMX file is a bitext without any aligner.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document
from corpus.signature import Signature
from corpus.span import Span

_TRUSTED = 0.5
"""More likely right than wrong."""


class Relation(StrEnum):
    """How the sides of a bead relate."""

    SAME = "same"
    PARTIAL = "partial"
    PARAPHRASE = "paraphrase"
    UNALIGNED = "unaligned"


@dataclass(frozen=True, slots=True)
class Bead:
    """A minimal group of segments, one tuple a document, that render each other.

    Attributes:
        segments: for each document the ids of its segments, in order; a side may be empty.
        spans: for each document the stretches of text that correspond: whole segments, or, for
            a shared passage, clauses of them. Of what one document says twice, each time.
        relation: `unaligned` when only one side has segments.
        confidence: probability, 0..1, that the bead is right.
        moved: whether its sides stand in another order than those of the beads around it.
    """

    segments: tuple[tuple[int, ...], ...]
    spans: tuple[tuple[Span, ...], ...]
    relation: Relation
    confidence: float
    moved: bool = False

    @property
    def is_trusted(self) -> bool:
        """Whether it is sure enough to be evidence: of what a side says, and of what it lacks."""
        return self.confidence >= _TRUSTED

    @property
    def sides(self) -> tuple[int, ...]:
        """The documents (by position) that have text in this bead."""
        return tuple(number for number, spans in enumerate(self.spans) if spans)

    @property
    def is_repeat(self) -> bool:
        """Whether it ties passages of one document together: what the text says twice."""
        return len(self.sides) == 1 and self.relation is not Relation.UNALIGNED


@dataclass(frozen=True, slots=True)
class Bitext:
    """Two or more documents and their beads, in the order in which they are to be read.

    Attributes:
        documents: with their segments.
        beads: every one has as many sides as there are documents.
        mode: `parallel`, `passages`, or `units` for a bilingual file.
        notes: what the aligner wants a reader to know, in sentences.
        signature: how to make it again.
    """

    documents: tuple[Document, ...]
    beads: tuple[Bead, ...]
    mode: str
    signature: Signature
    notes: tuple[str, ...] = ()
