"""The passage finder: what documents that otherwise differ have in common.

A quotation that stands in two articles, a sentence copied without quotation marks, a clause of a
policy in the words of another translator. Steps, for every two documents:

1. Sentences are cut into clauses and the clauses embedded (`align.clauses`).
2. Nearest neighbours in both directions give anchors, and round each anchor the pair of runs of
   clauses is sought that shares the most (`align.passage_search`).
3. The runs found are embedded as they stand, and the evidence is weighed against what the best
   wrong partners in these two documents reach (`align.passage_evidence`): a margin criterion in
   the manner of Artetxe and Schwenk (2019, "Margin-based parallel corpus mining with
   multilingual sentence embeddings"), local support of the clauses, the neighbours of both
   passages, rarity of shared words.
4. A logistic model turns the evidence into a probability (`align.passage_model`); of candidates
   that overlap on both sides the surest is kept.
5. What both documents go on with in the same order is added (`align.passage_extent`).
6. Pairs that share a passage are merged into beads of as many columns as there are documents
   (`align.passage_merge`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np

from align.clauses import split_clauses
from align.encoders import Encoder
from align.passage_chain import link_chains
from align.passage_evidence import (
    Evidence,
    clauses_in,
    run_span,
    touched_segments,
    weigh_evidence,
)
from align.passage_extent import extend
from align.passage_merge import Link, Passage, merge_links
from align.passage_model import PassageModel, load_model
from align.passage_search import Candidate, Side, keep_best, make_side, search_pair
from align.passage_words import Rarity
from corpus.bitext import Bead, Relation
from corpus.document import Document
from corpus.span import Span

_LEAST_CONFIDENCE = 0.25
_WORTH = 0.05
"""Candidates below this probability, as composed vectors show it, are not embedded."""
_SURE = 0.6
"""Below this it stays open whether they render one sentence or say much the same in two."""
_FEW = 6.0
"""Passages of fewer words are set phrases as like as not, however well they agree."""
_COPIED = 0.95
_LONG_COPY = 8.0
"""Passages of as many words and more that agree word for word are at least so surely the same."""
_MUCH_LONGER = 0.7
"""One passage has about twice the other's words: it says more."""
_UNSUPPORTED = 0.5
"""A clause less similar to its counterpart than this, in deviations, has none."""


@dataclass(frozen=True, slots=True)
class Repeat:
    """Two passages of one document that say the same.

    Attributes:
        first: the earlier one.
        second: the later one; they do not overlap.
        relation: as of beads.
        confidence: probability, 0..1, that both render the same sentence.
    """

    first: Span
    second: Span
    relation: Relation
    confidence: float

    @property
    def judgement(self) -> tuple[Relation, float]:
        """The relation and the confidence."""
        return self.relation, self.confidence


def find_repeats(
    document: Document, *, encoder: Encoder, min_confidence: float = _LEAST_CONFIDENCE
) -> tuple[Repeat, ...]:
    """Find what a document says twice: a quotation rendered once and again, far apart.

    Args:
        document: with its segments.
        encoder: embeds the clauses and the candidates.
        min_confidence: repeats below this probability are left out.

    Returns:
        pairs of passages of two sentences each, in the order of the text. What is said three times
        is in three pairs.
    """
    found = _repeats(
        _prepare(document, encoder),
        rarity=Rarity([document]),
        encoder=encoder,
        min_confidence=min_confidence,
    )
    return tuple(sorted(found, key=lambda repeat: (repeat.first, repeat.second)))


def find_passages(
    documents: Sequence[Document],
    *,
    encoder: Encoder,
    min_confidence: float = _LEAST_CONFIDENCE,
    within: bool = False,
) -> tuple[Bead, ...]:
    """Find the passages that two or more of the documents share.

    The result does not depend on the order of the documents, apart from the order of the columns.
    What a document has alone is in no bead.

    Args:
        documents: with their segments; any number, in any languages that the encoder knows.
        encoder: embeds the clauses and the candidates, about two texts a clause.
        min_confidence: beads below this probability are left out.
        within: whether what a document says twice is wanted too.

    Returns:
        Beads with one column a document, sorted by their place in the first document that has
        text in them. The spans are clauses or runs of clauses without outer punctuation. What a
        document says twice is a bead with text in its column only, and two spans there.
    """
    order = sorted(range(len(documents)), key=lambda number: _identity(documents[number]))
    sides = {number: _prepare(documents[number], encoder) for number in order}
    rarity = Rarity(documents)
    model = load_model()
    links: list[Link] = []
    for at, first in enumerate(order):
        for second in order[at + 1 :]:
            links += [
                link
                for link in _link_pair(
                    (first, sides[first]),
                    (second, sides[second]),
                    rarity=rarity,
                    encoder=encoder,
                    model=model,
                )
                if link.confidence >= min_confidence
            ]
    ranks = {number: rank for rank, number in enumerate(order)}
    merged = merge_links(links, rank=lambda number: ranks[number])
    if within:
        merged += [
            ((Passage(number, repeat.first), Passage(number, repeat.second)), *repeat.judgement)
            for number, side in sides.items()
            for repeat in _repeats(
                side,
                rarity=Rarity([side.document]),
                encoder=encoder,
                min_confidence=min_confidence,
            )
        ]
    beads = [_make_bead(passages, documents, sides) for passages in merged]
    return tuple(sorted(beads, key=_reading_order))


def _repeats(
    side: Side, *, rarity: Rarity, encoder: Encoder, min_confidence: float
) -> list[Repeat]:
    links = _link_pair((0, side), (0, side), rarity=rarity, encoder=encoder, model=load_model())
    # Clauses that are built alike within one sentence are a figure of speech.
    return [
        Repeat(link.left.span, link.right.span, link.relation, round(link.confidence, 4))
        for link in links
        if link.confidence >= min_confidence
        and clauses_in(side, link.left.span)[-1].segment
        < clauses_in(side, link.right.span)[0].segment
    ]


def _identity(document: Document) -> tuple[str, str, str]:
    """A key by which documents can be put in the same order, however they were given."""
    return document.path, document.name, document.text


def _prepare(document: Document, encoder: Encoder) -> Side:
    clauses = split_clauses(document)
    vectors = (
        encoder.encode([clause.text for clause in clauses])
        if clauses
        else np.zeros((0, encoder.dimension), dtype=np.float32)
    )
    return make_side(document, clauses, vectors)


def _link_pair(
    first: tuple[int, Side],
    second: tuple[int, Side],
    *,
    rarity: Rarity,
    encoder: Encoder,
    model: PassageModel,
) -> list[Link]:
    """Candidates of two documents with their probabilities."""
    (left_number, left), (right_number, right) = first, second
    candidates, background = search_pair(left, right)
    weigh = partial(weigh_evidence, left, right, background=background, rarity=rarity)
    rough = model.judge_all(link_chains(candidates, weigh(candidates)))
    worth = [
        candidate for candidate, chance in zip(candidates, rough, strict=True) if chance >= _WORTH
    ]
    chances = _judge(worth, link_chains(worth, weigh(worth, encoder=encoder)), model)
    kept = keep_best(sorted(worth, key=lambda candidate: (-chances[candidate], candidate)))
    # How sure a passage is was learnt without what it runs on into; how complete it is, with.
    judged = extend(left, right, {candidate: chances[candidate] for candidate in kept}, background)
    surest = sorted(
        judged, key=lambda candidate: (-judged[candidate], -_size(candidate), candidate)
    )
    final = keep_best(surest)
    return [
        Link(
            Passage(left_number, run_span(left, candidate.left)),
            Passage(right_number, run_span(right, candidate.right)),
            judged[candidate],
            _relate(seen, judged[candidate]),
        )
        for candidate, seen in zip(final, weigh(final, encoder=encoder), strict=True)
    ]


def _size(candidate: Candidate) -> int:
    """How many clauses a candidate takes in."""
    (a, b), (c, d) = candidate.left, candidate.right
    return b - a + d - c


def _judge(
    candidates: list[Candidate], evidence: list[Evidence], model: PassageModel
) -> dict[Candidate, float]:
    chances = [
        max(chance, _COPIED) if seen.wording >= 1 and seen.words >= _LONG_COPY else chance
        for chance, seen in zip(model.judge_all(evidence), evidence, strict=True)
    ]
    return dict(zip(candidates, chances, strict=True))


def _relate(evidence: Evidence, confidence: float) -> Relation:
    """Name the relation of two passages that are taken to say the same."""
    if confidence < _SURE or evidence.words < _FEW:
        return Relation.PARAPHRASE
    if evidence.imbalance > _MUCH_LONGER or evidence.weakest < _UNSUPPORTED:
        return Relation.PARTIAL
    return Relation.SAME


def _make_bead(
    passages: tuple[tuple[Passage, ...], Relation, float],
    documents: Sequence[Document],
    sides: dict[int, Side],
) -> Bead:
    members, relation, confidence = passages
    spans = tuple(
        tuple(passage.span for passage in members if passage.document == number)
        for number in range(len(documents))
    )
    segments = tuple(
        touched_segments([c for span in own for c in clauses_in(sides[number], span)])
        for number, own in enumerate(spans)
    )
    return Bead(segments, spans, relation, round(confidence, 4))


def _reading_order(bead: Bead) -> tuple[tuple[int, int, int], ...]:
    return tuple(
        (number, spans[0].start, spans[0].end) for number, spans in enumerate(bead.spans) if spans
    )
