"""What speaks for two phrases being names of one concept, and how strongly.

Five things are weighed: passages in which the one stands where the other does; how close the two
are in meaning, as wholes and in the words in which they differ; the company that they keep; whether
documents keep to one of them; and, against it, one sentence that uses both. The weights are those
of a logistic model, fitted to phrases that people had marked as variants, and rounded.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from corpus.bitext import Bitext
from glossary.company import Company
from glossary.linked_phrases import LinkWords, content, linked_phrases
from glossary.noun_phrases import NounPhrases
from glossary.phrases import Phrase
from glossary.rendering import FUNCTION_WORDS
from glossary.termbase import speaks

Closeness = Callable[[Sequence[tuple[str, str]]], Sequence[float]]
"""Pairs of words or phrases to the cosine of their vectors, -1..1."""

Pair = tuple[Phrase, Phrase]

_BASE = -8.6
_CLOSENESS = 3.1
_DIFFERENCE = 2.8
_PASSAGES = 1.4
_COMPANY = 3.0
_APART = 0.6
_TOGETHER = -4.0
_OFTEN = 0.4
_GLOSSED = 1.2
_SELDOM = -0.5
_SETTLED = 6.0
_MOST_PASSAGES = 1.5
"""Passages after which more of them add nothing."""

_REORDERED = 0.95
"""Closeness of phrases with the same content words, whatever their vectors say."""

_LEAST_CLOSENESS = 0.5
_LEAST_DIFFERENCE = 0.3
"""Below these, phrases that never stood for each other are not compared any further."""

_LEAST_CLOSENESS_UNLIKE = 0.7
_LEAST_DIFFERENCE_UNLIKE = 0.4

_WHOLE = 0.05
"""Part of its occurrences in which a phrase ends where it ends, and is no mere beginning."""

_PIECE = 0.9
"""Part of its occurrences with the same word before it from which a phrase is a piece of a term."""

_LEAST_PIECES = 3
_NEVER_BOTH = 0.95
"""Distance of two phrases' documents from which no document uses both to any extent."""

_MOST_IN_FRAME = 400
_MOST_PHRASES = 12_000


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """Two phrases and what is known of them.

    Attributes:
        forms: the phrases, in their own order.
        passages: passages in which they stand for each other, each weighted by its confidence.
        closeness: cosine of their vectors.
        difference: cosine of the words in which they differ.
        company: cosine of their neighbours, 0..1.
        together: part of the rarer one's sentences that have the other too, 0..1.
        apart: 0 if all documents use them in the same proportion, 1 if none uses both.
        rarer: occurrences of the rarer one.
        settled: whether repetition in aligned passages or a common gloss proves it.
        glossed: whether a text explains one of them with foreign words, and so calls it a term.
    """

    forms: Pair
    passages: float
    closeness: float
    difference: float
    company: float
    together: float
    apart: float
    rarer: int
    settled: bool = False
    glossed: bool = False

    @property
    def strength(self) -> float:
        """The chance that the two name one concept, 0..1."""
        sum_of_evidence = (
            _BASE
            + _CLOSENESS * self.closeness
            + _DIFFERENCE * self.difference
            + _PASSAGES * min(_MOST_PASSAGES, self.passages)
            + _COMPANY * self.company
            + _APART * self.apart
            + _TOGETHER * self.together
            + _OFTEN * math.log2(max(1, self.rarer)) * self._weight_of_frequency
            + (_SETTLED if self.settled else 0.0)
            + (_GLOSSED if self.glossed else 0.0)
            + (_SELDOM if self.rarer == 1 and not self.passages else 0.0)
        )
        return 1 / (1 + math.exp(-sum_of_evidence))

    @property
    def _weight_of_frequency(self) -> float:
        """How much it tells that both are frequent, 0..1: alone it tells nothing."""
        never_both = self.apart >= _NEVER_BOTH
        return min(1.0, 2 * self.company + self.passages + never_both / 2)


def whole_phrases(documents: Sequence[NounPhrases]) -> dict[Phrase, int]:
    """The phrases that are no mere beginnings of others, with their number of occurrences."""
    counts: dict[Phrase, int] = defaultdict(int)
    whole: dict[Phrase, int] = defaultdict(int)
    for document in documents:
        for phrase in document.places:
            counts[phrase] += document.count(phrase)
            whole[phrase] += document.count_whole(phrase)
    kept = [phrase for phrase in sorted(counts) if whole[phrase] >= max(1, _WHOLE * counts[phrase])]
    pieces = {
        phrase[1:]
        for phrase in kept
        if counts[phrase] >= max(_LEAST_PIECES, _PIECE * counts.get(phrase[1:], 0))
    }
    kept = [phrase for phrase in kept if phrase not in pieces]
    kept.sort(key=lambda phrase: (-counts[phrase], phrase))
    return {phrase: counts[phrase] for phrase in sorted(kept[:_MOST_PHRASES])}


def aligned_pairs(
    bitext: Bitext, documents: Mapping[int, NounPhrases], link: LinkWords
) -> dict[Pair, float]:
    """Different noun phrases that stand for each other in passages, with the passages' weight."""
    weights: dict[Pair, float] = defaultdict(float)
    for bead in bitext.beads:
        here_only: dict[Pair, float] = {}
        for left, right in combinations([side for side in bead.sides if side in documents], 2):
            one, other = documents[left], documents[right]
            if not speaks(one.words.document.language, other.words.document.language):
                continue
            here, there = one.words.within(bead.spans[left]), other.words.within(bead.spans[right])
            if other.words.document.path < one.words.document.path:
                one, other, here, there = other, one, there, here
            shared, opposed = linked_phrases(one, here, other, there, link)
            for pair in opposed:
                forms = one.words.lemmas[slice(*pair.left)], other.words.lemmas[slice(*pair.right)]
                if not pair.same:
                    ordered = min(forms), max(forms)
                    weight = bead.confidence * shared
                    here_only[ordered] = max(weight, here_only.get(ordered, 0.0))
        for ordered, weight in here_only.items():
            weights[ordered] += weight
    return {pair: round(weights[pair], 6) for pair in sorted(weights)}


def gather(
    documents: Sequence[NounPhrases],
    counts: Mapping[Phrase, int],
    aligned: Mapping[Pair, float],
    settled: Iterable[Pair],
    glossed: Collection[Phrase],
    *,
    closeness: Closeness,
) -> Iterator[PairEvidence]:
    """Weigh all pairs that are aligned, settled, or alike but for one word.

    Args:
        documents: noun phrases of all documents.
        counts: of the phrases that may be names.
        aligned: weight of the passages in which two phrases stand for each other.
        settled: pairs that need no further evidence.
        glossed: phrases that a text explains with foreign words.
        closeness: compares meanings.
    """
    proven = {(min(pair), max(pair)) for pair in settled}
    met = {pair for pair in aligned if pair[0] in counts and pair[1] in counts}
    alike = set(_alike_but_for_one_word(counts)) | set(_with_each_glossed(counts, glossed))
    pairs = sorted(proven | met | alike)
    written = _spellings(documents, {form for pair in pairs for form in pair})
    wholes = closeness([(written[one], written[other]) for one, other in pairs])
    sure = proven | met
    near = [
        (pair, close)
        for pair, close in zip(pairs, wholes, strict=True)
        if close >= _LEAST_CLOSENESS or pair in sure
    ]
    parts = closeness([_difference(pair, written) for pair, _ in near])
    chosen = [
        (pair, close, part)
        for (pair, close), part in zip(near, parts, strict=True)
        if pair in sure or _is_close(pair, close, part)
    ]
    forms = {form for pair, _, _ in chosen for form in pair}
    company = Company(documents, forms)
    used = {form: [document.words.count(form) for document in documents] for form in forms}
    for pair, whole, differing in chosen:
        reordered = sorted(content(pair[0])) == sorted(content(pair[1]))
        close, part = (max(one, _REORDERED * reordered) for one in (whole, differing))
        uses = [used[form] for form in pair]
        yield PairEvidence(
            pair,
            aligned.get(pair, 0.0),
            close,
            part,
            company.likeness(*pair),
            company.together(*pair),
            _apart(*uses),
            min(sum(uses[0]), sum(uses[1])),
            settled=pair in proven,
            glossed=pair[0] in glossed or pair[1] in glossed,
        )


def _with_each_glossed(counts: Mapping[Phrase, int], glossed: Collection[Phrase]) -> Iterator[Pair]:
    """Each glossed phrase with all phrases of about its length."""
    for term in sorted(glossed):
        size = len(content(term))
        for phrase in counts:
            if phrase != term and abs(len(content(phrase)) - size) <= 1:
                yield min(term, phrase), max(term, phrase)


def _is_close(pair: Pair, close: float, part: float) -> bool:
    """Whether meaning alone makes it worth comparing two phrases, of unlike length above all."""
    if len(content(pair[0])) != len(content(pair[1])):
        return close >= _LEAST_CLOSENESS_UNLIKE and part >= _LEAST_DIFFERENCE_UNLIKE
    return close >= _LEAST_CLOSENESS and part >= _LEAST_DIFFERENCE


def _alike_but_for_one_word(counts: Mapping[Phrase, int]) -> Iterator[Pair]:
    """Pairs with the same content words but one, or all the same in another order."""
    frames: dict[tuple[str, ...], list[Phrase]] = defaultdict(list)
    for phrase in counts:
        for frame in set(_frames(phrase)):
            frames[frame].append(phrase)
    for phrases in frames.values():
        often = sorted(phrases, key=lambda phrase: (-counts[phrase], phrase))[:_MOST_IN_FRAME]
        yield from combinations(sorted(often), 2)


def _frames(phrase: Phrase) -> Iterator[tuple[str, ...]]:
    """What is left of a phrase without one of its content words; of two also which one it was."""
    own = _head_last(phrase)
    if len(own) == 2:
        yield "", own[1]
        yield own[0], ""
    elif len(own) > 2:
        yield tuple(sorted(own))
        yield "", own[-1]
        yield own[0], ""
        for at in range(len(own)):
            yield tuple(sorted(own[:at] + own[at + 1 :]))


def _head_last(phrase: Phrase) -> tuple[str, ...]:
    """The content words, those after a little word first: "supply of water" as "water supply"."""
    little = [at for at, word in enumerate(phrase) if word in FUNCTION_WORDS]
    if not little:
        return phrase
    return content(phrase[little[0] :]) + content(phrase[: little[0]])


def _spellings(documents: Sequence[NounPhrases], forms: Iterable[Phrase]) -> dict[Phrase, str]:
    found: dict[Phrase, str] = {}
    for form in sorted(forms):
        using = [document for document in documents if form in document.places]
        most = max(using, key=lambda document: document.count(form), default=None)
        found[form] = most.spelling(form) if most else " ".join(form)
    return found


def _difference(pair: Pair, written: Mapping[Phrase, str]) -> tuple[str, str]:
    """The words that only one of the two has; the whole phrase where there are none."""
    sides: list[str] = []
    for form, other in (pair, pair[::-1]):
        words = zip(form, written[form].split(), strict=True)
        own = [word for lemma, word in words if lemma not in other and lemma not in FUNCTION_WORDS]
        sides.append(" ".join(own) or written[form])
    return sides[0], sides[1]


def _apart(one: Sequence[int], other: Sequence[int]) -> float:
    """How differently two phrases are spread over the documents, 0..1."""
    own, theirs = max(1, sum(one)), max(1, sum(other))
    return 1 - math.fsum(min(a / own, b / theirs) for a, b in zip(one, other, strict=True))
