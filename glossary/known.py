"""Which candidates a glossary has already."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.bitext import Bitext
from glossary.candidates import Candidate, Rendering, Verdict
from glossary.matching import Lookup
from glossary.termbase import Termbase


def mark_known(
    candidates: Sequence[Candidate], bitext: Bitext, termbases: Sequence[Termbase]
) -> tuple[Candidate, ...]:
    """Mark the candidates that a termbase has, and put them last.

    A termbase has a concept if it lists its source term, or one of its names as a whole. Names
    that it does not list are told in the note.
    """
    lookups = [Lookup(termbase) for termbase in termbases]
    marked = [_marked(candidate, bitext, lookups) for candidate in candidates]
    return tuple(sorted(marked, key=lambda candidate: candidate.verdict is Verdict.KNOWN))


def _marked(candidate: Candidate, bitext: Bitext, lookups: Sequence[Lookup]) -> Candidate:
    ids = {
        rendering.text: _concept(rendering, bitext, lookups) for rendering in candidate.renderings
    }
    known = next((name for name in ids.values() if name), "")
    for term in candidate.source_terms:
        known = known or _whole(term, "zh", lookups)
    if not known:
        return candidate
    new = [text for text, name in ids.items() if not name]
    note = f"not in the glossary: {', '.join(new)}" if new else candidate.note
    return replace(candidate, verdict=Verdict.KNOWN, known=known, note=note)


def _concept(rendering: Rendering, bitext: Bitext, lookups: Sequence[Lookup]) -> str:
    """The id of the concept that lists a rendering, "" if none does."""
    place = rendering.places[0]
    document = bitext.documents[place.document]
    return _whole(place.span.of(document.text), document.language, lookups)


def _whole(text: str, language: str, lookups: Sequence[Lookup]) -> str:
    for lookup in lookups:
        for match in lookup.find(text, language):
            if len(match.surface) == len(text):
                return match.concept.id
    return ""
