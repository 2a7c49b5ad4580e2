"""`align`: the segments of two or more documents, tied together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import combinations

import numpy as np

from align.anchors import Anchor
from align.encoders import Encoder
from align.many_texts import Group, align_texts
from align.modes import MODES, choose_mode
from align.notes import parallel_notes
from align.pairwise import make_side
from align.pins import find_pins
from align.sides import Side
from align.similarity import survey
from align.weights import default_weights
from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Kind, Segment
from corpus.errors import UsageError
from corpus.signature import Value, sign
from corpus.span import Span

_LEAST_SURE = 0.5
"""A passage at least so sure tells texts that share something from texts that do not."""


def align(
    documents: Sequence[Document],
    *,
    encoder: Encoder,
    mode: str = "auto",
    anchors: Sequence[Anchor] = (),
) -> Bitext:
    """Tie together the segments of documents that render each other.

    Args:
        documents: two or more, with their segments.
        encoder: for the vectors of segments and of longer stretches.
        mode: `parallel` for texts that follow each other from beginning to end, `passages` for
            texts that merely share some, `auto` to find out.
        anchors: segments that must stand in one bead (`align.anchors.read_anchors`); with any the
            texts are taken to be parallel.

    Returns:
        The beads, with a column for each document in the order given. Segments that are not
        content (metadata, boilerplate) stand in no bead. Notes say how the texts correspond, what
        has no counterpart, what moved and where the alignment is unsure.

    Raises:
        UsageError: on fewer than two documents, a mode that does not exist, or anchors for
            passages.
    """
    if len(documents) < 2:
        raise UsageError("alignment needs at least two documents")
    if mode not in MODES:
        raise UsageError(f"no such mode: {mode}; there are {', '.join(MODES)}")
    if anchors and mode == "passages":
        raise UsageError("anchors are for parallel texts; leave out the anchors or the mode")
    order = sorted(range(len(documents)), key=lambda k: _identity(documents[k]))
    contents = [_content(documents[k]) for k in order]
    sides = [
        _side(documents[k], content, encoder) for k, content in zip(order, contents, strict=True)
    ]
    surveys = {
        (one, other): survey(sides[one].vectors, sides[other].vectors)
        for one, other in combinations(range(len(sides)), 2)
        if mode != "passages" and sides[one].texts and sides[other].texts
    }
    notes: list[str] = []
    chosen = mode
    if mode == "auto" and anchors:
        chosen = "parallel"
        notes.append("The texts were aligned throughout, as anchors were given.")
    elif mode == "auto":
        chosen, note = choose_mode(sides, surveys)
        notes.append(note)
    parameters: dict[str, Value] = {"mode": chosen}
    if chosen == "parallel":
        weights = default_weights()
        parameters["weights"] = weights.signature
        if anchors:
            parameters["anchors"] = len(anchors)
        pins = find_pins(contents, sides, surveys, anchors=[_in_order(a, order) for a in anchors])
        groups = align_texts(sides, encoder=encoder, weights=weights, pins=pins, surveys=surveys)
        beads = tuple(_bead(group, contents, order) for group in groups)
        notes += parallel_notes(beads, documents)
    else:
        from align.passages import find_passages

        beads = find_passages(documents, encoder=encoder)
        if mode == "auto":
            notes, beads = _without_likeness(notes, beads)
        elif not beads:
            notes.append("The texts share no passage that could be recognised.")
    empty = [document.label for document in documents if not _content(document)]
    notes += [f"{label} has nothing to align." for label in empty]
    signature = sign(
        "align",
        parameters=parameters,
        inputs=tuple((document.path, document.sha256) for document in documents),
        encoder=encoder.signature,
    )
    return Bitext(tuple(documents), beads, chosen, signature, tuple(notes))


def _without_likeness(
    notes: list[str], beads: tuple[Bead, ...]
) -> tuple[list[str], tuple[Bead, ...]]:
    """No beads and a plain word where not one passage is more likely shared than not."""
    if any(bead.confidence >= _LEAST_SURE for bead in beads):
        return notes, beads
    figures = notes[0].partition(": ")[2]
    said = "The texts share no passage that could be recognised; they seem unrelated"
    if not beads:
        return [f"{said}: {figures}" if figures else notes[0]], ()
    weak = "1 passage is" if len(beads) == 1 else f"{len(beads):,} passages are"
    return [f"{said}: {figures} {weak} too unlike to be shown without --mode passages."], ()


def _in_order(anchor: Anchor, order: Sequence[int]) -> tuple[int | None, ...]:
    return tuple(anchor.segments[k] for k in order)


def _identity(document: Document) -> tuple[str, str, str]:
    """A key that orders documents by what they are, so that the order of files does not matter."""
    digest = hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()
    return digest, document.path, document.name


def _content(document: Document) -> tuple[Segment, ...]:
    return tuple(
        segment for segment in document.segments if segment.kind.is_content and segment.plain
    )


def _side(document: Document, content: Sequence[Segment], encoder: Encoder) -> Side:
    texts = [segment.plain for segment in content]
    raw = encoder.encode(texts) if texts else np.zeros((0, encoder.dimension), dtype=np.float32)
    return make_side(
        texts,
        raw,
        language=document.language,
        paragraphs=[segment.paragraph for segment in content],
        headings=[segment.kind in (Kind.TITLE, Kind.HEADING) for segment in content],
    )


def _bead(group: Group, contents: Sequence[Sequence[Segment]], order: Sequence[int]) -> Bead:
    """Turn positions in the content back into segments, and columns into the caller's order."""
    ids: list[tuple[int, ...]] = [()] * len(order)
    spans: list[tuple[Span, ...]] = [()] * len(order)
    for members, content, column in zip(group.members, contents, order, strict=True):
        ids[column] = tuple(content[place].index for place in members)
        spans[column] = tuple(content[place].span for place in members)
    relation = Relation.UNALIGNED if group.is_null else Relation.SAME
    return Bead(tuple(ids), tuple(spans), relation, group.confidence, group.moved)
