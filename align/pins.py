"""Pins: segments that must stand in one bead, from the user's anchors and numbered headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from align.headings import match_headings
from align.modes import count_finds
from align.monotone import Ints
from align.sides import Side
from align.similarity import Neighbourhood
from corpus.document import Kind, Segment

_HEADINGS = (Kind.TITLE, Kind.HEADING, Kind.RUN_IN_HEADING, Kind.LIST_ITEM)


def find_pins(
    contents: Sequence[Sequence[Segment]],
    sides: Sequence[Side],
    surveys: Mapping[tuple[int, int], Neighbourhood],
    *,
    anchors: Sequence[Sequence[int | None]] = (),
) -> dict[tuple[int, int], Ints]:
    """The pins of every two texts that have any.

    Args:
        contents: the segments of each text that are aligned.
        sides: the same, with vectors.
        surveys: of every two texts that have segments, by their numbers.
        anchors: of the user: for each text the index of a segment, or None. A heading that crosses
            one of them is no pin.

    Returns:
        For two texts, by their numbers, places in `contents`, rising on both sides, shape (k, 2).
    """
    places = [{segment.index: k for k, segment in enumerate(content)} for content in contents]
    headings = [_headings(content) for content in contents]
    pins: dict[tuple[int, int], Ints] = {}
    for one, other in sorted(surveys):
        wanted = {
            (places[one][left], places[other][right])
            for anchor in anchors
            if (left := anchor[one]) is not None and (right := anchor[other]) is not None
        }
        around = surveys[one, other]
        links = around.anchors[count_finds(sides[one], sides[other], around).links]
        found = match_headings(headings[one], headings[other], links).tolist()
        wanted |= {(i, j) for i, j in found if all((i - x) * (j - y) > 0 for x, y in wanted)}
        if wanted:
            pins[one, other] = np.array(sorted(wanted), dtype=np.int64)
    return pins


def _headings(content: Sequence[Segment]) -> list[str | None]:
    """The words of each segment that may be a heading, or the beginning of a numbered paragraph."""
    texts: list[str | None] = []
    before = -1
    for segment in content:
        begins = segment.paragraph != before or segment.kind in _HEADINGS
        texts.append(segment.plain if begins else None)
        before = segment.paragraph
    return texts
