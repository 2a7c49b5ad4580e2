"""`align`: the segments of two or more documents, tied together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from align.anchors import Anchor
from align.encoders import Encoder
from align.many_texts import Group, align_texts
from align.modes import MODES, SAID, choose_mode
from align.notes import covered_share, parallel_notes
from align.pairwise import make_side
from align.pins import find_pins
from align.sides import Side
from align.similarity import Neighbourhood, survey
from align.weights import default_weights
from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Kind, Segment
from corpus.errors import UsageError
from corpus.signature import Value, sign
from corpus.span import Span

_LEAST_SURE = 0.7
"""A passage at least so sure tells texts that share something from texts that do not."""

_LEAST_COVERED = 0.35
"""Of one text at least, what must have a counterpart more likely than not where texts follow each
other; where it has not, what looked like it was chance, or a few shared passages."""


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
    texts = _prepare(documents, encoder, surveyed=mode != "passages")
    chosen, notes = _choose(texts, mode, anchored=bool(anchors))
    parameters: dict[str, Value] = {"anchors": len(anchors)} if anchors else {}
    beads: tuple[Bead, ...] = ()
    if chosen == "parallel":
        beads = _throughout(texts, encoder, anchors)
        if mode == "auto" and not anchors and covered_share(beads, documents) < _LEAST_COVERED:
            chosen, notes = "passages", [notes[0].replace(SAID["parallel"], SAID["passages"])]
        else:
            notes += parallel_notes(beads, documents)
            parameters["weights"] = default_weights().signature
    if chosen == "passages":
        beads, notes = _shared(documents, encoder, notes)
    empty = [document.label for document in documents if not _content(document)]
    notes += [f"{label} has nothing to align." for label in empty]
    signature = sign(
        "align",
        parameters=parameters | {"mode": chosen},
        inputs=tuple((document.path, document.sha256) for document in documents),
        encoder=encoder.signature,
    )
    return Bitext(tuple(documents), beads, chosen, signature, tuple(notes))


@dataclass(frozen=True, slots=True)
class _Texts:
    """The documents in an order that is their own, ready to be aligned.

    Attributes:
        order: for each the caller's number.
        contents: for each the segments that are aligned.
        sides: the same with vectors.
        surveys: of every two that have segments, by their numbers.
    """

    order: tuple[int, ...]
    contents: tuple[tuple[Segment, ...], ...]
    sides: tuple[Side, ...]
    surveys: dict[tuple[int, int], Neighbourhood]


def _prepare(documents: Sequence[Document], encoder: Encoder, *, surveyed: bool) -> _Texts:
    if not surveyed:
        return _Texts((), (), (), {})
    order = sorted(range(len(documents)), key=lambda k: _identity(documents[k]))
    contents = tuple(_content(documents[k]) for k in order)
    sides = tuple(
        _side(documents[k], content, encoder) for k, content in zip(order, contents, strict=True)
    )
    surveys = {
        (one, other): survey(sides[one].vectors, sides[other].vectors)
        for one, other in combinations(range(len(sides)), 2)
        if sides[one].texts and sides[other].texts
    }
    return _Texts(tuple(order), contents, sides, surveys)


def _choose(texts: _Texts, mode: str, *, anchored: bool) -> tuple[str, list[str]]:
    """The mode, and a note on why, if it was not the user who chose it."""
    if mode != "auto":
        return mode, []
    if anchored:
        return "parallel", ["The texts were aligned throughout, as anchors were given."]
    chosen, note = choose_mode(texts.sides, texts.surveys)
    return chosen, [note]


def _throughout(texts: _Texts, encoder: Encoder, anchors: Sequence[Anchor]) -> tuple[Bead, ...]:
    placed = [tuple(anchor.segments[k] for k in texts.order) for anchor in anchors]
    pins = find_pins(texts.contents, texts.sides, texts.surveys, anchors=placed)
    groups = align_texts(
        texts.sides, encoder=encoder, weights=default_weights(), pins=pins, surveys=texts.surveys
    )
    return tuple(_bead(group, texts.contents, texts.order) for group in groups)


def _shared(
    documents: Sequence[Document], encoder: Encoder, notes: list[str]
) -> tuple[tuple[Bead, ...], list[str]]:
    """Passages; where it was not the user who asked for them, none if the texts seem unrelated.

    Args:
        documents: with their segments.
        encoder: for the vectors of clauses.
        notes: on why passages are looked for; none if the user asked for them.
    """
    from align.passages import find_passages

    beads = find_passages(documents, encoder=encoder, within=not notes)
    if not notes and not any(len(bead.sides) > 1 for bead in beads):
        return beads, ["The texts share no passage that could be recognised."]
    if not notes or any(bead.confidence >= _LEAST_SURE for bead in beads):
        return beads, notes
    figures = notes[0].partition(": ")[2]
    if not figures:
        return (), notes
    said = "The texts share no passage that could be recognised; they seem unrelated"
    if not beads:
        return (), [f"{said}: {figures}"]
    weak = "1 passage is" if len(beads) == 1 else f"{len(beads):,} passages are"
    return (), [f"{said}: {figures} {weak} too unlike to be shown without --mode passages."]


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
