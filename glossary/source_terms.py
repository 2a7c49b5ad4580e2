"""Terms of a Chinese source, and the phrases that render each of them in every rendering.

Chinese writes no spaces: a term is a run of characters that is repeated, that stands before and
after many different characters (branching entropy: Jin and Tanaka-Ishii, "Unsupervised segmentation
of Chinese text", 2006), and that is no piece of a longer one. What renders it is found among the
noun phrases of the beads that have it: those that stand in these beads and in no others (Dice's
coefficient), and that mean the same; a second rendering must explain the beads that the first
leaves.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from corpus.bitext import Bitext
from corpus.document import Document
from glossary.noun_phrases import NounPhrases
from glossary.pair_evidence import Closeness
from glossary.phrases import Phrase

_RUN = re.compile("[\u3400-\u9fff]{2,}")
_SHORTEST, _LONGEST = 2, 8
_REPEATED = 2
_FREE = 0.6
"""Entropy, in bits, of the characters on either side of a term."""

_PIECE = 0.8
_MOST_TERMS = 600
_NEVER_FIRST = frozenset(
    "的了着过和与及或在是不也就都而把被对从向于以为之其这那有要个们等将使让由更最很已并"
)
_NEVER_LAST = _NEVER_FIRST - {"等"} | {"各"}

_MOST_OPTIONS = 150
"""Phrases of a document that are considered for one term."""

_LEAST_DICE = 0.4
_LEAST_CLOSENESS = 0.3
_SURE_CLOSENESS = 0.6
_LEAST_SCORE = 0.7


@dataclass(frozen=True, slots=True)
class SourceTerm:
    """A term of the source and the phrases that render it.

    Attributes:
        text: its characters.
        forms: for each rendering how surely it renders the term, 0..1.
    """

    text: str
    forms: Mapping[Phrase, float]


def source_terms(document: Document) -> dict[str, int]:
    """The repeated terms of a Chinese document, with their number of occurrences."""
    counts: Counter[str] = Counter()
    before: dict[str, Counter[str]] = defaultdict(Counter)
    after: dict[str, Counter[str]] = defaultdict(Counter)
    for run in _runs(document):
        framed = f"\n{run}\n"
        for size in range(_SHORTEST, min(_LONGEST, len(run)) + 1):
            for at in range(1, len(run) - size + 2):
                term = framed[at : at + size]
                counts[term] += 1
                before[term][framed[at - 1]] += 1
                after[term][framed[at + size]] += 1
    free = {
        term: count
        for term, count in counts.items()
        if count >= _REPEATED
        and (len(term) > _SHORTEST or count > _REPEATED)
        and term[0] not in _NEVER_FIRST
        and term[-1] not in _NEVER_LAST
        and min(_entropy(before[term]), _entropy(after[term])) >= _FREE
    }
    whole = {term: count for term, count in free.items() if not _is_piece(term, free)}
    best = sorted(whole, key=lambda term: (-whole[term] * math.log2(len(term)), term))
    return {term: whole[term] for term in best[:_MOST_TERMS]}


def _runs(document: Document) -> Iterator[str]:
    for segment in document.segments:
        if segment.kind.is_content:
            yield from _RUN.findall(segment.plain)


def _entropy(neighbours: Counter[str]) -> float:
    """In bits; the beginning and the end of a run count as a different neighbour every time."""
    edges = neighbours["\n"]
    total = sum(neighbours.values())
    parts = [count for sign, count in neighbours.items() if sign != "\n"] + [1] * edges
    return -math.fsum(part / total * math.log2(part / total) for part in parts)


def _is_piece(term: str, counts: Mapping[str, int]) -> bool:
    return any(
        len(long) > len(term) and term in long and count >= _PIECE * counts[term]
        for long, count in counts.items()
    )


def render_source_terms(
    bitext: Bitext,
    source: int,
    renderings: Mapping[int, NounPhrases],
    closeness: Closeness,
) -> list[SourceTerm]:
    """Find for each term of the source what renders it.

    Args:
        bitext: the source and at least one rendering.
        source: the source's position in it.
        renderings: noun phrases of the other documents.
        closeness: compares meanings across languages.
    """
    terms = source_terms(bitext.documents[source])
    has_term: dict[str, set[int]] = defaultdict(set)
    for number, bead in enumerate(bitext.beads):
        text = "\n".join(span.of(bitext.documents[source].text) for span in bead.spans[source])
        for term in _longest_in(text, terms):
            has_term[term].add(number)
    found: dict[str, dict[Phrase, float]] = defaultdict(dict)
    for side in sorted(renderings):
        has_phrase = _phrases_by_bead(bitext, side, renderings[side])
        reached = {number for number, bead in enumerate(bitext.beads) if bead.spans[side]}
        phrases = renderings[side]
        for term, form, score in _render(has_term, has_phrase, reached, phrases, closeness):
            found[term][form] = max(score, found[term].get(form, 0.0))
    return [SourceTerm(term, found[term]) for term in terms if found[term]]


def _longest_in(text: str, terms: Mapping[str, int]) -> set[str]:
    """The terms of a text, each only where it stands in no longer one."""
    found: set[str] = set()
    at = 0
    while at < len(text):
        for size in range(min(_LONGEST, len(text) - at), _SHORTEST - 1, -1):
            if text[at : at + size] in terms:
                found.add(text[at : at + size])
                at += size
                break
        else:
            at += 1
    return found


def _phrases_by_bead(bitext: Bitext, side: int, phrases: NounPhrases) -> dict[Phrase, set[int]]:
    found: dict[Phrase, set[int]] = defaultdict(set)
    for number, bead in enumerate(bitext.beads):
        at = phrases.words.within(bead.spans[side])
        inside = set(at)
        for first in at:
            for after in phrases.ends.get(first, ()):
                if inside.issuperset(range(first, after)):
                    found[phrases.words.lemmas[first:after]].add(number)
    return found


def _render(
    has_term: Mapping[str, set[int]],
    has_phrase: Mapping[Phrase, set[int]],
    reached: set[int],
    phrases: NounPhrases,
    closeness: Closeness,
) -> Iterator[tuple[str, Phrase, float]]:
    """For each term the phrases of one document that render it, the best first."""
    by_bead: dict[int, list[Phrase]] = defaultdict(list)
    for phrase in sorted(has_phrase):
        for number in has_phrase[phrase]:
            by_bead[number].append(phrase)
    pairs = [
        (term, phrase)
        for term in sorted(has_term)
        for phrase in _most_alike(has_term[term], has_phrase, by_bead)
    ]
    texts = [(term, phrases.spelling(phrase)) for term, phrase in pairs]
    close = dict(zip(pairs, closeness(texts), strict=True))
    options: dict[str, list[Phrase]] = defaultdict(list)
    for term, phrase in pairs:
        options[term].append(phrase)
    for term, forms in options.items():
        left = has_term[term] & reached
        while left:
            scored = [(_score(left, has_phrase[form], close[term, form]), form) for form in forms]
            score, best = max(scored, key=lambda one: (round(one[0], 6), len(one[1]), one[1]))
            if score < _LEAST_SCORE:
                break
            yield term, best, score
            left = left - has_phrase[best]


def _most_alike(
    wanted: set[int],
    has_phrase: Mapping[Phrase, set[int]],
    by_bead: Mapping[int, Sequence[Phrase]],
) -> list[Phrase]:
    """The phrases of some beads that stand in hardly any others, the best first, not too many."""
    beside = sorted({phrase for number in wanted for phrase in by_bead[number]})
    beside.sort(key=lambda phrase: -_dice(wanted, has_phrase[phrase]))
    return beside[:_MOST_OPTIONS]


def _dice(one: set[int], other: set[int]) -> float:
    return 2 * len(one & other) / (len(one) + len(other))


def _score(wanted: set[int], having: set[int], close: float) -> float:
    dice = _dice(wanted, having)
    if close < _LEAST_CLOSENESS or not dice or (dice < _LEAST_DICE and close < _SURE_CLOSENESS):
        return 0.0
    return 0.5 * min(1.0, dice) + 0.5 * close
