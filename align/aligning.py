"""`align`: the segments of two or more documents, tied together."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import combinations, groupby

import numpy as np

from align.encoders import Encoder
from align.many_texts import Group, align_texts
from align.monotone import Ints
from align.pairwise import make_side
from align.sides import Side
from align.similarity import chain, survey
from align.weights import default_weights
from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Kind, Segment
from corpus.errors import UsageError
from corpus.signature import Value, sign
from corpus.span import Span

MODES = ("auto", "parallel", "passages")

_STRONG_MARGIN = 1.0
"""Spreads above its surroundings from which a mutual nearest neighbour counts as a find."""

_LEAST_COVERAGE = 0.3
_LEAST_COLLINEAR = 0.6


def align(documents: Sequence[Document], *, encoder: Encoder, mode: str = "auto") -> Bitext:
    """Tie together the segments of documents that render each other.

    Args:
        documents: two or more, with their segments.
        encoder: for the vectors of segments and of longer stretches.
        mode: `parallel` for texts that follow each other from beginning to end, `passages` for
            texts that merely share some, `auto` to find out.

    Returns:
        The beads, with a column for each document in the order given. Segments that are not
        content (metadata, boilerplate) stand in no bead.

    Raises:
        UsageError: on fewer than two documents, or a mode that does not exist.
    """
    if len(documents) < 2:
        raise UsageError("alignment needs at least two documents")
    if mode not in MODES:
        raise UsageError(f"no such mode: {mode}; there are {', '.join(MODES)}")
    order = sorted(range(len(documents)), key=lambda k: _identity(documents[k]))
    contents = [_content(documents[k]) for k in order]
    sides = [
        _side(documents[k], content, encoder) for k, content in zip(order, contents, strict=True)
    ]
    notes: list[str] = []
    chosen = mode
    if mode == "auto":
        chosen, note = _choose_mode(sides)
        notes.append(note)
    parameters: dict[str, Value] = {"mode": chosen}
    if chosen == "parallel":
        weights = default_weights()
        parameters["weights"] = weights.signature
        groups = align_texts(sides, encoder=encoder, weights=weights)
        beads = tuple(_bead(group, contents, order) for group in groups)
        notes += _moves(beads, documents)
    else:
        from align.passages import find_passages

        beads = find_passages(documents, encoder=encoder)
        if not beads:
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


def _choose_mode(sides: Sequence[Side]) -> tuple[str, str]:
    """Parallel if, for every pair of texts, most finds lie on one rising path; and why."""
    found = on_path = shorter = 0
    every_pair = True
    for first, second in combinations(sides, 2):
        size = min(len(first.texts), len(second.texts))
        if size == 0:
            continue
        strong, links = strong_anchors(first, second)
        found += strong
        on_path += len(links)
        shorter += size
        every_pair &= len(links) >= _LEAST_COVERAGE * size and (
            len(links) >= _LEAST_COLLINEAR * strong
        )
    if shorter == 0:
        return "passages", "A document has nothing to align; there are no passages to compare."
    figures = (
        f"{found:,} of {shorter:,} segments have a clear counterpart, "
        f"{on_path:,} of them in the same order"
        f"{' (each two texts counted)' if len(sides) > 2 else ''}"
    )
    if every_pair and found:
        return "parallel", f"The texts run parallel and were aligned throughout: {figures}."
    return "passages", f"The texts do not run parallel; shared passages were looked for: {figures}."


def strong_anchors(first: Side, second: Side) -> tuple[int, Ints]:
    """Count mutual nearest neighbours that stand out, and find those on one rising path.

    Returns:
        How many stand out, and the positions of those on the path among the mutual neighbours.
    """
    around = survey(first.vectors, second.vectors)
    floor = _STRONG_MARGIN if min(len(first.texts), len(second.texts)) > 3 else 0.0
    strong = around.margins >= floor
    links = chain(around.anchors, np.where(strong, around.margins, 0.0))
    return int(strong.sum()), links


def _moves(beads: Sequence[Bead], documents: Sequence[Document]) -> list[str]:
    """A sentence on every block that stands elsewhere in another text."""
    shared = [bead for bead in beads if len(bead.sides) > 1]
    notes: list[str] = []
    for (moved, sides), group in groupby(shared, key=lambda bead: (bead.moved, bead.sides)):
        if not moved:
            continue
        block = list(group)
        places = []
        for column in sides:
            ids = [index for bead in block for index in bead.segments[column]]
            places.append(f"{_segments(min(ids), max(ids))} of {documents[column].label}")
        verb = "corresponds" if min(ids) == max(ids) else "correspond"
        notes.append(f"A block stands in another place: {f' {verb} to '.join(places)}.")
    return notes


def _segments(first: int, last: int) -> str:
    if first == last:
        return f"segment {first + 1}"
    return f"segments {first + 1} to {last + 1}"


def _bead(group: Group, contents: Sequence[Sequence[Segment]], order: Sequence[int]) -> Bead:
    """Turn positions in the content back into segments, and columns into the caller's order."""
    ids: list[tuple[int, ...]] = [()] * len(order)
    spans: list[tuple[Span, ...]] = [()] * len(order)
    for members, content, column in zip(group.members, contents, order, strict=True):
        ids[column] = tuple(content[place].index for place in members)
        spans[column] = tuple(content[place].span for place in members)
    relation = Relation.UNALIGNED if group.is_null else Relation.SAME
    return Bead(tuple(ids), tuple(spans), relation, group.confidence, group.moved)
