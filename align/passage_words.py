"""Words as evidence: which of them say something, and which passages share them.

Within one language the words of two passages count beside their vectors. A word counts by how rare
it is in the documents at hand; the words of one name count as one, because a name is always
rendered the same, whoever writes about its bearer.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from corpus.document import Document

if TYPE_CHECKING:
    from align.passage_search import Run, Side

_WORD = re.compile(r"[぀-ヿ㐀-鿿가-힯]|[^\W_]+")
_FIGURES = re.compile(r"\d+(?:[.,]\d+)*")
_STEM = 5
"""Words are compared by their first letters, which is enough to equate inflected forms."""
_NAME = re.compile(
    r"(?<![^\W_])[^\W\d_a-z][\w’'-]*"  # a capital, as far as the script has them
    r"(?:\s+(?:[a-z]{1,4}\s+){0,2}(?=[^\W\d_a-z])[\w’'-]+)+"
)
_NOUNS_CAPITALISED = ("de", "lb")
_TITLE_CASE = 0.8
"""Where so many of the longer words have capitals, as in headings, capitals tell no name."""
_LONG = 4

_COMMON = 0.04
_COMMON_AT_LEAST = 12
"""Words in more clauses than this, or more than this part of them, lead to no anchors."""
_SHARED = 9.0
"""Nats that clauses must share in such words for their words alone to make them an anchor."""
_SHARED_PART = 0.4
_MOST_ANCHORS = 3
_COPIED = 6
"""So many words in a row that are the same make an anchor."""


class Rarity:
    """How much a word says, from the sentences in which it stands (inverse document frequency)."""

    def __init__(self, documents: Iterable[Document]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for document in documents:
            for segment in document.segments:
                if segment.kind.is_content:
                    counts.update(set(list_words(segment.plain)))
                    total += 1
        self._counts = counts
        self._total = total

    def weigh(self, word: str) -> float:
        """Information of `word` in nats; about 0 for a word that stands in every sentence."""
        return math.log((self._total + 1.0) / (self._counts[word] + 0.5))


def list_words(text: str) -> list[str]:
    """Words of `text` in order, folded and cut to their stems."""
    return [word[:_STEM] for word in _WORD.findall(text.lower())]


def list_shares(text: str, *, language: str) -> list[float]:
    """What part of one word each of the words counts for that `list_words` gives.

    A word by itself counts for 1, each word of a name of n words for 1/n.
    """
    places = [match.span() for match in _WORD.finditer(text.lower())]
    shares = [1.0] * len(places)
    if language.split("-", maxsplit=1)[0] in _NOUNS_CAPITALISED or _is_title(text):
        return shares
    for name in _NAME.finditer(text):
        inside = [
            at
            for at, (start, end) in enumerate(places)
            if name.start() <= start and end <= name.end()
        ]
        for at in inside:
            shares[at] = 1.0 / len(inside)
    return shares


def _is_title(text: str) -> bool:
    longer = [word for word in text.split()[1:] if len(word) >= _LONG and word[0].isalpha()]
    return sum(word[0].isupper() for word in longer) >= _TITLE_CASE * max(1, len(longer))


def anchor_by_words(left: Side, right: Side) -> Iterator[tuple[Run, Run]]:
    """Pairs of single clauses of one language that share enough rare words, each with its best.

    Vectors of long clauses blur what one part of them says; rare words in common do not.
    """
    yield from _anchor_copies(left, right)
    lefts = [frozenset(list_words(clause.text)) for clause in left.clauses]
    rights = (
        lefts if left is right else [frozenset(list_words(clause.text)) for clause in right.clauses]
    )
    counts = Counter(word for words in (*lefts, *rights) for word in words)
    total = len(lefts) + len(rights)
    limit = max(_COMMON_AT_LEAST, _COMMON * total)
    weights = {
        word: math.log((total + 1.0) / (count + 0.5))
        for word, count in counts.items()
        if count <= limit
    }
    places: dict[str, list[int]] = defaultdict(list)
    for at, words in enumerate(rights):
        for word in words & weights.keys():
            places[word].append(at)
    sums = [sum(weights.get(word, 0.0) for word in words) for words in rights]
    for at, words in enumerate(lefts):
        shared: Counter[int] = Counter()
        own = 0.0
        for word in sorted(words & weights.keys()):
            own += weights[word]
            for other in places[word]:
                shared[other] += weights[word]  # type: ignore[assignment]
        found = [
            (-value, other)
            for other, value in shared.items()
            if value >= _SHARED
            and value >= _SHARED_PART * min(own, sums[other])
            and not (left is right and other <= at)
        ]
        for _, other in sorted(found)[:_MOST_ANCHORS]:
            yield (at, at + 1), (other, other + 1)


def _anchor_copies(left: Side, right: Side) -> Iterator[tuple[Run, Run]]:
    """Pairs of clauses with a stretch of words in common, however common each word is."""
    places: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, clause in enumerate(right.clauses):
        for words in _stretches(clause.text):
            places[words].append(at)
    for at, clause in enumerate(left.clauses):
        shared: Counter[int] = Counter()
        for words in _stretches(clause.text):
            shared.update(set(places.get(words, ())[:_COMMON_AT_LEAST]))
        found = [(-n, b) for b, n in shared.items() if not (left is right and b <= at)]
        for _, other in sorted(found)[:_MOST_ANCHORS]:
            yield (at, at + 1), (other, other + 1)


def _stretches(text: str) -> Iterator[tuple[str, ...]]:
    words = list_words(text)
    for at in range(len(words) - _COPIED + 1):
        yield tuple(words[at : at + _COPIED])


def contradict(texts: tuple[str, str]) -> bool:
    """Whether each of two passages has a number in figures that the other one lacks."""
    left, right = (set(_FIGURES.findall(text)) for text in texts)
    return bool(left - right) and bool(right - left)


def compare_words(
    texts: tuple[str, str], rarity: Rarity, *, languages: tuple[str, str], foreign: bool
) -> tuple[float, float, float]:
    """What two passages share in words.

    Args:
        texts: the two passages.
        rarity: how much each word says.
        languages: of the two passages.
        foreign: whether these differ.

    Returns:
        the nats of the shared words (if the languages differ, half of those of the poorer side);
        their part of those of all words, 0..1; and the words of the shorter passage, the words of
        a name counted as one.
    """
    words = [list_words(text) for text in texts]
    shares = [
        list_shares(text, language=language)
        for text, language in zip(texts, languages, strict=True)
    ]
    weighed = [
        [share * max(0.0, rarity.weigh(word)) for word, share in zip(own, parts, strict=True)]
        for own, parts in zip(words, shares, strict=True)
    ]
    left, right = (sum(weights) for weights in weighed)
    least = min(_count(text, parts) for text, parts in zip(words, shares, strict=True))
    if min(left, right) <= 0:
        return 0.0, 0.0, least
    if foreign:
        return min(left, right) / 2, 0.0, least
    common = _shared(words, weighed)
    return common, min(1.0, 2 * common / (left + right)), least


def _count(words: Sequence[str], shares: Sequence[float]) -> float:
    """Length in words, a Chinese or Japanese character for half a one."""
    return sum(
        share / 2 if len(word) == 1 and not word.isascii() else share
        for word, share in zip(words, shares, strict=True)
    )


def _shared(words: Sequence[Sequence[str]], weighed: Sequence[Sequence[float]]) -> float:
    """Weight of the words that stand on both sides, each occurrence used once."""
    waiting: dict[str, list[float]] = defaultdict(list)
    for word, weight in zip(words[1], weighed[1], strict=True):
        waiting[word].append(weight)
    common = 0.0
    for word, weight in zip(words[0], weighed[0], strict=True):
        if waiting[word]:
            common += min(weight, waiting[word].pop())
    return common
