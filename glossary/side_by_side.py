"""Places in which the renderings of a concept can be read side by side."""

from __future__ import annotations

from collections.abc import Sequence

from corpus.bitext import Bitext
from glossary.candidates import Rendering
from glossary.discovery import Place


def side_by_side(bitext: Bitext, renderings: Sequence[Rendering]) -> tuple[Place, ...]:
    """One place for each rendering: of one passage, as far as any passage has several of them."""
    by_bead: list[tuple[Place | None, ...]] = []
    for bead in bitext.beads:
        found = tuple(
            next(
                (
                    place
                    for place in rendering.places
                    if any(
                        span.start <= place.span.start and place.span.end <= span.end
                        for span in bead.spans[place.document]
                    )
                ),
                None,
            )
            for rendering in renderings
        )
        if sum(place is not None for place in found) > 1:
            by_bead.append(found)
    nothing: tuple[Place | None, ...] = (None,) * len(renderings)
    best = max(
        by_bead, key=lambda found: sum(place is not None for place in found), default=nothing
    )
    return tuple(
        place or rendering.places[0] for place, rendering in zip(best, renderings, strict=True)
    )
