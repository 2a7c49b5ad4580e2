"""Aligning the documents of a gold set, sentence numbers for segments."""

from __future__ import annotations

from collections.abc import Sequence

from align.encoders import Encoder
from align.evaluation import GoldDocument, GoldSet, Prediction
from align.pairwise import make_side
from align.sides import Side
from align.two_texts import align_pair
from align.weights import Weights, default_weights


def align_gold(
    gold: GoldSet, *, encoder: Encoder, weights: Weights | None = None
) -> tuple[Prediction, ...]:
    """Align every document of a gold set without looking at its beads.

    Args:
        gold: the set.
        encoder: for the vectors.
        weights: other than those that come with Concord.

    Returns:
        One prediction for each document, in order.
    """
    chosen = weights or default_weights()
    return tuple(
        align_gold_document(document, gold.languages, encoders=(encoder, encoder), weights=chosen)
        for document in gold.documents
    )


def align_gold_document(
    document: GoldDocument,
    languages: tuple[str, str],
    *,
    encoders: tuple[Encoder, Encoder],
    weights: Weights,
) -> Prediction:
    """Align one document.

    Args:
        document: the sentences of both sides.
        languages: of either side, BCP 47.
        encoders: for single sentences, and for stretches of several.
        weights: what the aligner has learnt.
    """
    source, target = (
        gold_side(sentences, language, encoders[0])
        for sentences, language in zip((document.source, document.target), languages, strict=True)
    )
    beads = align_pair(source, target, encoder=encoders[1], weights=weights).beads
    return Prediction(
        tuple((tuple(range(*bead.source)), tuple(range(*bead.target))) for bead in beads),
        tuple(bead.confidence for bead in beads),
    )


def gold_side(sentences: Sequence[str], language: str, encoder: Encoder) -> Side:
    """One side of a gold document; a sentence of nothing but white space stands as a dash."""
    texts = [" ".join(text.split()) or "-" for text in sentences]
    return make_side(texts, encoder.encode(texts), language=language)
