"""Noun phrases that render the same in two renderings of a passage, by the words that correspond.

The words of the two sides are linked first (by whoever calls); a noun phrase of the one side then
stands opposite the stretch of the other to which its words are linked, if no word within is linked
to anything outside (Koehn, Och and Marcu, "Statistical phrase-based translation", 2003).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from glossary.noun_phrases import NounPhrases
from glossary.phrases import Phrase
from glossary.rendering import FUNCTION_WORDS

LinkWords = Callable[[Sequence[str], Sequence[str]], Sequence[tuple[int, int]]]
"""Content words of two sentences to the positions of those that correspond."""

_MOST_WORDS = 250
"""Content words of a side; longer ones are no passage but a text."""

_LEAST_LINKED = 0.5
"""Part of the content words of a phrase that must correspond to something."""


@dataclass(frozen=True, slots=True)
class Opposed:
    """Two noun phrases that stand for each other in one passage.

    Attributes:
        left: positions of the first word and after the last in the one document.
        right: the same in the other.
        same: whether their words are the same.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    same: bool


def linked_phrases(
    left: NounPhrases,
    left_at: Sequence[int],
    right: NounPhrases,
    right_at: Sequence[int],
    link: LinkWords,
) -> tuple[float, tuple[Opposed, ...]]:
    """Pair the noun phrases of two renderings of a passage.

    Args:
        left: noun phrases of the one document.
        left_at: positions of the words of the passage in it.
        right: noun phrases of the other document.
        right_at: positions of the words of the passage there.
        link: finds the words that correspond.

    Returns:
        the part of the content words that both sides have, 0..1, and the pairs.
    """
    ours = [at for at in left_at if left.words.keys[at] not in FUNCTION_WORDS]
    theirs = [at for at in right_at if right.words.keys[at] not in FUNCTION_WORDS]
    if not ours or not theirs or max(len(ours), len(theirs)) > _MOST_WORDS:
        return 0.0, ()
    one = [left.words.lemmas[at] for at in ours]
    other = [right.words.lemmas[at] for at in theirs]
    links = {ours[a]: theirs[b] for a, b in link(one, other)}
    back = {b: a for a, b in links.items()}
    same = sum(left.words.lemmas[a] == right.words.lemmas[b] for a, b in links.items())
    pairs = dict.fromkeys(
        pair
        for span in _phrases_in(left, left_at)
        for pair in _opposite(left, span, right, links, back)
    )
    return 2 * same / (len(ours) + len(theirs)), tuple(pairs)


def _phrases_in(phrases: NounPhrases, at: Sequence[int]) -> Iterator[tuple[int, int]]:
    inside = set(at)
    for first in at:
        for after in phrases.ends.get(first, ()):
            if inside.issuperset(range(first, after)):
                yield first, after


def _opposite(
    left: NounPhrases,
    span: tuple[int, int],
    right: NounPhrases,
    links: Mapping[int, int],
    back: Mapping[int, int],
) -> Iterator[Opposed]:
    content = [at for at in range(*span) if left.words.keys[at] not in FUNCTION_WORDS]
    linked = [links[at] for at in content if at in links]
    if len(linked) < _LEAST_LINKED * len(content) or not linked:
        return
    first, last = min(linked), max(linked)
    if any(at in back and not span[0] <= back[at] < span[1] for at in range(first, last + 1)):
        return
    phrase = left.words.lemmas[slice(*span)]
    for after in right.ends.get(first, ()):
        # What follows without a counterpart may belong to it: "factors of production".
        if after <= last or any(at in back for at in range(last + 1, after)):
            continue
        opposite = right.words.lemmas[first:after]
        extra = [at for at in range(first, after) if right.words.keys[at] not in FUNCTION_WORDS]
        if len(linked) >= _LEAST_LINKED * len(extra):
            yield Opposed(span, (first, after), phrase == opposite)


def content(phrase: Phrase) -> tuple[str, ...]:
    """The words of a phrase that mean something by themselves."""
    return tuple(word for word in phrase if word not in FUNCTION_WORDS)
