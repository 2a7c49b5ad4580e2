"""What a check compares: which texts stand beside which, and how much of each was covered."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

from corpus.bitext import Bead, Bitext
from corpus.document import Document
from corpus.labels import short_labels

Side = TypeVar("Side")
Aligner = Callable[[tuple[Document, ...]], Bitext]
"""Documents with their segments to the bitext that ties them together, in the same order."""


def align_by_default(documents: tuple[Document, ...]) -> Bitext:
    """Align with the default encoder; its model is loaded here and not before."""
    from align.aligning import align
    from align.encoders import EncoderOptions
    from align.encoding import open_encoder

    return align(documents, encoder=open_encoder(EncoderOptions()))


def with_source_last(bitext: Bitext) -> Bitext:
    """A bilingual file with its first column moved to the end: drafts, then the source."""
    return replace(
        bitext,
        documents=_first_to_end(bitext.documents),
        beads=tuple(
            replace(bead, segments=_first_to_end(bead.segments), spans=_first_to_end(bead.spans))
            for bead in bitext.beads
        ),
    )


def _first_to_end(sides: tuple[Side, ...]) -> tuple[Side, ...]:
    return (*sides[1:], sides[0])


def coverage_notes(bitext: Bitext) -> Iterator[str]:
    """What was compared and how, and which files share nothing with the others."""
    yield from bitext.notes
    if bitext.mode == "units":
        return
    shared = [bead for bead in bitext.beads if len(bead.sides) > 1]
    if not shared:
        if not bitext.notes:  # which say why
            yield "Nothing was compared."
        return
    labels = short_labels(bitext.documents)
    for side, document in enumerate(bitext.documents):
        if document.segments and not any(bead.spans[side] for bead in shared):
            yield (
                f"{labels[side]} shares no passage with the other texts: "
                "it was checked on its own only."
            )
    yield f"Compared: {', '.join(_covered(bitext, shared))}."


def _covered(bitext: Bitext, shared: Sequence[Bead]) -> Iterator[str]:
    labels = short_labels(bitext.documents)
    for side, document in enumerate(bitext.documents):
        content = {segment.index for segment in document.segments if segment.kind.is_content}
        reached = {index for bead in shared for index in bead.segments[side]} & content
        yield f"{len(reached):,} of {len(content):,} segments of {labels[side]}"


def content_notes(documents: Sequence[Document]) -> Iterator[str]:
    """Texts without a sentence, and texts that are the same file under two names."""
    labels = short_labels(documents)
    for document, label in zip(documents, labels, strict=True):
        if not document.segments:
            yield f"{label} holds no sentence to check."
    count = Counter(document.sha256 for document in documents if document.sha256)
    for sha256, number in count.items():
        same = [at for at, document in enumerate(documents) if document.sha256 == sha256]
        if number > 1 and not any(documents[at].units for at in same):
            names = " and ".join(labels[at] for at in same)
            yield f"{names} have the same content: they cannot speak for each other."
