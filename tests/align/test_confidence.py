"""Confidence on texts that match, on texts that do not, and on tiny ones."""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np
import pytest

from align.encoders import Vectors
from align.pairwise import PairBead, make_side
from align.two_texts import align_pair
from align.weights import default_weights

WORDS = 400


class Words:
    """An encoder that adds up random directions of words."""

    signature = "words"
    dimension = 128

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimension))
        for number, text in enumerate(texts):
            for word in re.findall(r"\w+", text):
                random = np.random.default_rng(zlib.crc32(word.encode()))
                rows[number] += random.normal(size=self.dimension)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return np.asarray(rows / np.maximum(norms, 1e-9), dtype=np.float32)


def write(sentences: int, *, seed: int) -> list[str]:
    """A text of random words."""
    random = np.random.default_rng(seed)
    return [
        " ".join(f"w{number}" for number in random.integers(WORDS, size=random.integers(5, 16)))
        + "."
        for _ in range(sentences)
    ]


def align(source: Sequence[str], target: Sequence[str]) -> list[PairBead]:
    encoder = Words()
    sides = [make_side(texts, encoder.encode(texts)) for texts in (source, target)]
    found = align_pair(sides[0], sides[1], encoder=encoder, weights=default_weights(), moved=False)
    return list(found.path)


def mean_confidence(beads: Sequence[PairBead]) -> float:
    return float(np.mean([bead.confidence for bead in beads if not bead.is_null] or [0.0]))


TEXT = write(60, seed=1)


def test_a_text_is_sure_of_itself() -> None:
    beads = align(TEXT, TEXT)
    assert [bead.source for bead in beads] == [(k, k + 1) for k in range(60)]
    assert all(bead.source == bead.target for bead in beads)
    assert min(bead.confidence for bead in beads) > 0.9


@pytest.mark.parametrize("seed", [2, 3, 4])
def test_unrelated_texts_are_not_believed_in(seed: int) -> None:
    assert mean_confidence(align(TEXT, write(60, seed=seed))) < 0.2


def test_of_a_reversed_text_little_wrong_is_believed() -> None:
    wrong = [
        bead.confidence
        for bead in align(TEXT, TEXT[::-1])
        if not bead.is_null and not any(59 - k in range(*bead.target) for k in range(*bead.source))
    ]
    assert sum(wrong) < 3
    assert max(wrong, default=0.0) < 0.9


@pytest.mark.parametrize(("source", "target"), [(1, 1), (1, 2), (2, 2), (1, 40), (3, 0), (0, 0)])
def test_tiny_texts_have_confidences_between_none_and_full(source: int, target: int) -> None:
    beads = align(TEXT[:source], TEXT[:target])
    assert sum(b - a for a, b in (bead.source for bead in beads)) == source
    assert sum(b - a for a, b in (bead.target for bead in beads)) == target
    assert all(0.0 <= bead.confidence <= 1.0 for bead in beads)


def test_one_sentence_against_itself_is_likely() -> None:
    (bead,) = align(TEXT[:1], TEXT[:1])
    assert (bead.source, bead.target) == ((0, 1), (0, 1))
    assert bead.confidence > 0.5
