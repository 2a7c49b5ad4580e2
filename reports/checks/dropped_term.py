"""`dropped-term`: the other renderings of a passage name a concept, and the draft does not."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.bitext import Bead
from corpus.document import Document
from corpus.labels import short_labels
from glossary.matching import Lookup
from reports.checks import Check, Example, Subject
from reports.checks._naming import Named, concepts_in, counterpart, unnamed
from reports.finding import Category, Evidence, Finding, Severity

_AGREEING = 2
"""Renderings that must name a concept, and all that have the passage must."""


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.termbase is None or subject.bitext is None or subject.source is not None:
        return
    lookup = Lookup(subject.termbase)
    beads = subject.bitext.beads
    for number, draft in enumerate(subject.documents[: subject.drafts]):
        others = [
            n
            for n, other in enumerate(subject.documents)
            if n != number and other.language == draft.language
        ]
        if len(others) < _AGREEING:
            continue
        wanted = [_agreed(subject, bead, number, others, lookup) for bead in beads]
        positions = {id(bead): at for at, bead in enumerate(beads)}
        for bead, concept in unnamed(draft, number, subject.bitext, lookup, wanted):
            places = wanted[positions[id(bead)]][concept]
            beside = bead.spans[_position(subject, places[0].document)]
            span = counterpart(draft, bead.spans[number], beside, places[0].span)
            message = _message(subject, places, concept.valid_in(draft.language)[0].text)
            yield check.finding(draft, span, message, evidence=places[:8])


def _agreed(subject: Subject, bead: Bead, number: int, others: list[int], lookup: Lookup) -> Named:
    """The concepts that every other rendering of a passage names by a valid term."""
    sides = [n for n in others if bead.spans[n]]
    if not bead.spans[number] or len(sides) < _AGREEING:
        return {}
    named = [concepts_in(subject.documents[n], bead.spans[n], lookup, valid=True) for n in sides]
    return {
        concept: tuple(side[concept][0] for side in named)
        for concept in named[0]
        if all(concept in side for side in named)
    }


def _message(subject: Subject, places: tuple[Evidence, ...], wanted: str) -> str:
    labels = short_labels(subject.documents)
    names = [labels[_position(subject, place.document)] for place in places]
    listed = ", ".join(names[:-1]) + f" and {names[-1]}"
    words = " ".join(places[0].span.of(places[0].document.text).split())
    return (
        f'{listed} have "{words}" in this passage, and no term for it stands here; write "{wanted}"'
    )


def _position(subject: Subject, document: Document) -> int:
    return next(n for n, other in enumerate(subject.documents) if other is document)


_ROWS = "c1,水权,water right,preferred,\nc1,,water claim,admitted,"
_WITNESSES = ("Water rights can be sold.", "A water right may be sold.")

DROPPED_TERM = Check(
    name="dropped-term",
    category=Category.TERMINOLOGY,
    severity=Severity.WARNING,
    summary="a concept that the other renderings name and the draft does not",
    why=(
        "Where at least two other renderings have a passage and all of them use a term of the same "
        "concept of the glossary, the source surely names that concept; a draft that uses none "
        "of its terms has dropped it or used words that nobody agreed on.\n\n"
        "Any valid term will do, in any form and order, and a pronoun or a shorter name after the "
        "concept has been named. With the source at hand, missing-term asks the source instead."
    ),
    flagged=(Example("Permits can be sold.", witnesses=_WITNESSES, glossary=_ROWS),),
    passing=(
        Example("Claims to water can be sold.", witnesses=_WITNESSES, glossary=_ROWS),
        Example("Permits can be sold.", witnesses=_WITNESSES[:1], glossary=_ROWS),
    ),
    run=_run,
    needs_bitext=True,
    needs_termbase=True,
)
