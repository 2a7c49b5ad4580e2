"""Candidates for a termbase: concepts, each with all its renderings, for an editor to judge."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from corpus.document import Document
from glossary.discovery import Place
from glossary.phrases import Phrase


class Verdict(StrEnum):
    """What a candidate is thought to be.

    `inconsistent`: several names for one concept. `legitimate-variation`: the same words in
    another order, or the right names of different concepts. `consistent`: one name throughout.
    `known`: a glossary has the concept.
    """

    INCONSISTENT = "inconsistent"
    LEGITIMATE = "legitimate-variation"
    CONSISTENT = "consistent"
    KNOWN = "known"


@dataclass(frozen=True, slots=True)
class Rendering:
    """One name of a concept.

    Attributes:
        form: its lemmas.
        text: as it is mostly written.
        places: its occurrences, by document and place; none overlaps another rendering's.
    """

    form: Phrase
    text: str
    places: tuple[Place, ...]

    def count(self, document: int) -> int:
        """How often a document has it."""
        return sum(place.document == document for place in self.places)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A concept that may belong into the termbase.

    Attributes:
        source_terms: the words of the source that it renders, as far as they are known.
        verdict: what it is thought to be.
        renderings: the most frequent first.
        recommended: text of the rendering to keep to.
        reason: why that one, in a few words.
        strength: the chance that the renderings name one concept, 0..1.
        examples: places to read side by side, one for each rendering.
        note: what an editor should know, in a sentence; may be empty.
        known: id of the concept that a glossary has, else "".
    """

    source_terms: tuple[str, ...]
    verdict: Verdict
    renderings: tuple[Rendering, ...]
    recommended: str
    reason: str
    strength: float
    examples: tuple[Place, ...] = ()
    note: str = ""
    known: str = ""

    @property
    def total(self) -> int:
        """Occurrences of all renderings."""
        return sum(len(rendering.places) for rendering in self.renderings)


def usual_spelling(documents: Sequence[Document], places: Iterable[Place]) -> str:
    """How a name is mostly written: in lower case unless it always has capitals."""
    written = Counter(
        " ".join(place.span.of(documents[place.document].text).split()) for place in places
    )
    folded = Counter[str]()
    for text, count in written.items():
        folded[text.lower()] += count
    best = min(folded, key=lambda text: (-folded[text], text))
    spellings = [text for text in written if text.lower() == best]
    return best if best in spellings else min(spellings, key=lambda text: (-written[text], text))
