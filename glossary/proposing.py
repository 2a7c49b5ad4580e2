"""From pairs of phrases to candidates: concepts with their renderings, ranked for an editor."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.bitext import Bitext
from glossary.alike import same_stem
from glossary.candidates import Candidate, Rendering, Verdict, usual_spelling
from glossary.characters import is_unspaced
from glossary.derived import without_derived
from glossary.discovery import Place, find_variants
from glossary.glosses import glosses
from glossary.grouping import group_names
from glossary.linked_phrases import LinkWords, content
from glossary.name_pairs import is_reordered, names_only
from glossary.noun_phrases import NounPhrases, noun_phrases
from glossary.pair_evidence import (
    Closeness,
    Pair,
    aligned_pairs,
    gather,
    whole_phrases,
)
from glossary.phrases import Phrase, document_words
from glossary.recommending import Glossed, recommend
from glossary.repeated import repeated_terms
from glossary.side_by_side import side_by_side
from glossary.source_groups import Group, with_source_terms
from glossary.source_terms import render_source_terms

LEAST = 0.004
"""Strength below which a pair is not shown."""

_GLOSSED = 0.1
_CONSISTENT = 0.012
_REORDERED = 0.3
_DERIVED = 0.7


@dataclass(frozen=True, slots=True)
class Comparing:
    """What the command line lends from the aligner: how words and phrases are compared.

    Attributes:
        link: finds the words of two sentences that correspond.
        closeness: compares meanings.
    """

    link: LinkWords
    closeness: Closeness


def propose(
    bitext: Bitext, comparing: Comparing, *, source: int | None = None
) -> tuple[Candidate, ...]:
    """Find the concepts that the documents of a bitext name, and how.

    Args:
        bitext: one or more documents with their segments, and the beads between them, if any.
        comparing: how words and phrases are compared.
        source: position of the document that the others render, if it is there.

    Returns:
        Candidates, the one that an editor should look at first in front.
    """
    phrases = {
        number: noun_phrases(document_words(document))
        for number, document in enumerate(bitext.documents)
        if number != source and not is_unspaced(document.language)
    }
    ordered = [phrases[number] for number in sorted(phrases)]
    counts = whole_phrases(ordered)
    settled = _settled(bitext)
    aligned = aligned_pairs(bitext, phrases, comparing.link)
    sources = _glossed(phrases)
    evidence = gather(
        ordered, counts, aligned, settled, sources.keys(), closeness=comparing.closeness
    )
    pairs = names_only(list(evidence), counts, least=LEAST)
    groups = [Group(forms, strength) for forms, strength in without_derived(group_names(pairs))]
    if source is not None:
        terms = render_source_terms(bitext, source, phrases, comparing.closeness)
        groups = with_source_terms(groups, terms)
    grouped = {form for group in groups for form in group.forms}
    groups += [Group((form,), _GLOSSED) for form in sorted(sources) if form not in grouped]
    taken = grouped | set(sources)
    groups += [
        Group((form,), _CONSISTENT) for form in repeated_terms(ordered, counts, apart_from=taken)
    ]
    found = [_candidate(bitext, phrases, group, sources) for group in groups]
    return tuple(sorted((one for one in found if one), key=_rank))


def _settled(bitext: Bitext) -> list[Pair]:
    return [
        (left, right)
        for group in find_variants(bitext)
        for left, right in combinations(sorted(group.forms), 2)
    ]


def _glossed(phrases: Mapping[int, NounPhrases]) -> dict[Phrase, dict[str, tuple[int, ...]]]:
    """The source terms of the phrases that are glossed anywhere, and in which documents."""
    found: dict[Phrase, dict[str, tuple[int, ...]]] = defaultdict(dict)
    for number, document in sorted(phrases.items()):
        for gloss in glosses(document, list(phrases.values())):
            before = found[gloss.phrase].get(gloss.source, ())
            found[gloss.phrase][gloss.source] = tuple(dict.fromkeys((*before, number)))
    return {phrase: dict(sorted(found[phrase].items())) for phrase in sorted(found)}


def _candidate(
    bitext: Bitext,
    phrases: Mapping[int, NounPhrases],
    group: Group,
    sources: Glossed,
) -> Candidate | None:
    places = _places(phrases, group.forms)
    renderings = [
        Rendering(form, usual_spelling(bitext.documents, found), found)
        for form, found in places.items()
        if found
    ]
    if len(renderings) < min(2, len(group.forms)):
        return None
    renderings.sort(key=lambda rendering: (-len(rendering.places), rendering.text))
    glossed = sorted({term for form in group.forms for term in sources.get(form, ())})
    others = [term for term in group.source_terms if not any(own in term for own in glossed)]
    recommended, reason = recommend(bitext.documents, renderings, sources)
    return Candidate(
        (*glossed, *others),
        Verdict.LEGITIMATE if group.is_legitimate else _verdict(renderings),
        tuple(renderings),
        recommended,
        reason,
        round(group.strength, 4),
        side_by_side(bitext, renderings),
        group.note or _glossed_apart(renderings, sources),
    )


def _glossed_apart(renderings: Sequence[Rendering], sources: Glossed) -> str:
    """What to know of a group whose names are glossed with different terms: it may be two."""
    glossed = {
        rendering.text: ", ".join(sources[rendering.form])
        for rendering in renderings
        if rendering.form in sources
    }
    if len(set(glossed.values())) < 2:
        return ""
    listed = "; ".join(f'"{text}" as {terms}' for text, terms in glossed.items())
    return f"glossed differently, so perhaps two concepts that share a name: {listed}"


def _verdict(renderings: Sequence[Rendering]) -> Verdict:
    if len(renderings) == 1:
        return Verdict.CONSISTENT
    forms = [rendering.form for rendering in renderings]
    if all(is_reordered((forms[0], form)) for form in forms[1:]):
        return Verdict.LEGITIMATE
    return Verdict.INCONSISTENT


def _places(
    phrases: Mapping[int, NounPhrases], forms: tuple[Phrase, ...]
) -> dict[Phrase, tuple[Place, ...]]:
    found: dict[Phrase, list[Place]] = {form: [] for form in forms}
    for number, document in phrases.items():
        for form, spans in document.words.find_each(forms).items():
            found[form] += [Place(number, span) for span in sorted(spans)]
    return {form: tuple(places) for form, places in found.items()}


def _is_derived(candidate: Candidate) -> bool:
    """Whether the names differ in words of the same stem only: "economic", "economy"."""
    forms = [set(content(rendering.form)) for rendering in candidate.renderings]
    return len(forms) == 2 and all(
        any(same_stem(one, other) for other in forms[1] - forms[0]) for one in forms[0] - forms[1]
    )


def _rank(candidate: Candidate) -> tuple[float, str]:
    """Likely and frequent first."""
    strength = candidate.strength
    if _is_derived(candidate):
        strength *= _DERIVED
    if candidate.verdict is Verdict.LEGITIMATE:
        strength *= _REORDERED
    weight = strength * (2 + math.log2(1 + candidate.total))
    return -round(weight, 6), candidate.renderings[0].text
