"""Fixed phrases of two documents that are alike, whether or not any passage is aligned.

"river basin authority" here and "river basin authorisation body" there: the same two words at
the beginning, then words of the same stem and something more. Where each document keeps to its
own form, the two are one name. What differs in grammar alone does not count.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import product, takewhile

from glossary.phrases import DocumentWords, Phrase
from glossary.rendering import FUNCTION_WORDS
from glossary.variants import is_noun_phrase

LEAST = 3
"""Occurrences of a phrase in its document before it is fixed."""

_BEGINNING = 2
_WORDS = 5
_Pair = tuple[Phrase, Phrase]


def share_a_stem(pair: _Pair) -> bool:
    """Whether words in which two phrases differ are made of the same stem."""
    own, other = (set(phrase) - FUNCTION_WORDS for phrase in pair)
    return any(same_stem(one, two) for one, two in product(own - other, other - own))


def same_stem(one: str, other: str) -> bool:
    """Whether two words begin alike for the better part of the shorter one."""
    letters = takewhile(lambda both: both[0] == both[1], zip(one, other, strict=False))
    return len(list(letters)) >= max(4, 0.6 * min(len(one), len(other)))


def fixed_phrases(words: DocumentWords) -> dict[Phrase, list[Phrase]]:
    """The noun phrases that a document repeats, by their first two words.

    A phrase that stands there only as the beginning of one longer phrase is left out.
    """
    counts: Counter[Phrase] = Counter()
    for start in range(len(words.lemmas)):
        for stop in range(start + 1, min(start + _WORDS, len(words.lemmas)) + 1):
            if words.keys[stop - 1] in FUNCTION_WORDS or (
                stop - 1 > start and not words.joined[stop - 1]
            ):
                break
            if stop - start > _BEGINNING:
                counts[words.lemmas[start:stop]] += 1
    found: dict[Phrase, list[Phrase]] = defaultdict(list)
    longer = Counter[Phrase]()
    for phrase, count in counts.items():
        longer[phrase[:-1]] = max(longer[phrase[:-1]], count)
    for phrase, count in sorted(counts.items()):
        if count >= LEAST and longer[phrase] < count and is_noun_phrase(phrase):
            found[phrase[:_BEGINNING]].append(phrase)
    return found


def find_alike(
    left: dict[Phrase, list[Phrase]], right: dict[Phrase, list[Phrase]]
) -> Iterator[_Pair]:
    """The fixed phrases of two documents that differ in a stem and by a word more."""
    for beginning in sorted(left.keys() & right.keys()):
        for pair in product(left[beginning], right[beginning]):
            tails = pair[0][_BEGINNING:], pair[1][_BEGINNING:]
            if len(tails[0]) != len(tails[1]) and share_a_stem(tails):
                yield pair
