"""Groups of names that only repeat what another group says: "potential of data elements"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from glossary.linked_phrases import content
from glossary.phrases import Phrase

Group = tuple[tuple[Phrase, ...], float]
"""Forms of one concept, and how sure that is."""


def without_derived(groups: Iterable[Group]) -> Iterator[Group]:
    """Leave out groups whose forms are the same once the names of surer groups are.

    "Market for data elements" and "market of data factors" differ in nothing if data elements are
    data factors.
    """
    concept: dict[Phrase, str] = {}
    for number, (forms, strength) in enumerate(sorted(groups, key=lambda g: (-g[1], g[0]))):
        plain = {frozenset(content(form)) for form in forms}
        rewritten = {frozenset(_rewritten(form, concept)) for form in forms}
        says_no_more = len(rewritten) == 1 or any(a < b for a in rewritten for b in rewritten)
        if says_no_more and len(plain) > 1 and rewritten != plain:
            continue
        yield forms, strength
        for form in forms:
            concept.setdefault(form, f"\0{number}")


def _rewritten(form: Phrase, concept: Mapping[Phrase, str]) -> Iterator[str]:
    """The content words of a phrase, each name inside it replaced by its concept's number."""
    at = 0
    while at < len(form):
        for size in range(len(form) - at, 0, -1):
            piece = form[at : at + size]
            if piece in concept and len(piece) < len(form):
                yield concept[piece]
                at += size
                break
        else:
            yield from content(form[at : at + 1])
            at += 1
