"""Terms that the texts use again and again, always in the same way."""

from __future__ import annotations

import math
from collections.abc import Collection, Mapping, Sequence

from glossary.linked_phrases import content
from glossary.name_pairs import EVALUATIONS, SHELLS, head
from glossary.noun_phrases import NounPhrases
from glossary.phrases import Phrase
from glossary.rendering import FUNCTION_WORDS

LEAST = 3
"""Occurrences of a term."""

_PIECE = 0.8
"""Part of a phrase's occurrences inside one longer phrase from which it is a piece of that."""

MOST = 150
"""Terms listed; the rest is rarer and says less."""


def repeated_terms(
    documents: Sequence[NounPhrases],
    counts: Mapping[Phrase, int],
    *,
    apart_from: Collection[Phrase],
) -> list[Phrase]:
    """The noun phrases of two words and more that are terms by themselves, the surest first.

    By C-value (Frantzi, Ananiadou and Mima, "Automatic recognition of multi-word terms", 2000):
    length and frequency, less what stands inside longer terms.
    """
    eligible = {
        phrase: count
        for phrase, count in counts.items()
        if count >= LEAST and _is_term(phrase) and phrase not in apart_from
    }
    holders: dict[Phrase, list[Phrase]] = {phrase: [] for phrase in eligible}
    for phrase in eligible:
        for size in range(2, len(phrase)):
            for at in range(len(phrase) - size + 1):
                piece = phrase[at : at + size]
                if piece in holders:
                    holders[piece].append(phrase)
    value = {
        phrase: math.log2(len(content(phrase)))
        * (
            count
            - math.fsum(counts[long] for long in holders[phrase]) / max(1, len(holders[phrase]))
        )
        * sum(document.count(phrase) > 0 for document in documents)
        for phrase, count in eligible.items()
    }
    ranked = sorted(value, key=lambda phrase: (-round(value[phrase], 6), phrase))
    pieces = {
        phrase
        for phrase, longer in holders.items()
        if any(counts[long] >= _PIECE * counts[phrase] for long in longer)
    }
    return [phrase for phrase in ranked if value[phrase] > 0 and phrase not in pieces][:MOST]


def _is_term(phrase: Phrase) -> bool:
    if len(content(phrase)) < 2 or head(phrase) in SHELLS or phrase[0] in EVALUATIONS:
        return False
    return all(word == "of" or word not in FUNCTION_WORDS for word in phrase)
