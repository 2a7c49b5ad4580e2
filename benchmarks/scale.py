"""Two long texts, vectors given: time and memory of the alignment itself.

    .venv/bin/python benchmarks/scale.py [--sentences 31000] [--moved]

The texts are made up: every source sentence has a random vector; its counterpart has the same with
noise, is left out (3%), cut in two (15%) or run on into the next (10%); with `--moved`, twenty
stretches of 1 to 40 sentences stand elsewhere. A stretch of several sentences has the sum of their
vectors. Printed are CPU seconds, the peak of memory over that of the texts alone, and how many of
the true beads were found.
"""

from __future__ import annotations

import argparse
import resource
import time
from collections.abc import Sequence

import numpy as np

from align.encoders import Vectors
from align.pairwise import make_side
from align.similarity import unit
from align.two_texts import align_pair
from align.weights import default_weights

_DIMENSION = 512
_NOISE = 0.9
_CLOSE = 0.35
"""How much the vectors of neighbours have in common, as sentences of one passage do."""


Links = set[tuple[str, int]]
"""Names of target sentences and numbers of source sentences."""


class Given:
    """An encoder that knows the vectors of sentences and adds them up for stretches."""

    signature = "given/1"
    dimension = _DIMENSION

    def __init__(self, vectors: dict[str, Vectors]) -> None:
        self._vectors = vectors

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Vectors, unit length."""
        sums = [sum(self._vectors[word] for word in text.split()) for text in texts]
        return unit(np.array(sums, dtype=np.float32).reshape(-1, _DIMENSION))


def make(sentences: int, *, moved: bool) -> tuple[list[str], list[str], dict[str, Vectors], Links]:
    """Two texts, the vectors of their sentences, and the true pairs of sentence names."""
    random = np.random.default_rng(7)
    base = random.normal(size=(sentences, _DIMENSION)).astype(np.float32)
    base[1:] += _CLOSE * base[:-1]
    source = [f"s{k}" for k in range(sentences)]
    vectors = dict(zip(source, base, strict=True))
    target: list[tuple[str, list[int]]] = []
    k = 0
    while k < sentences:
        chance = random.random()
        if chance < 0.03:
            k += 1
        elif chance < 0.18:
            share = random.uniform(0.3, 0.7)
            split = random.random(_DIMENSION) < share
            for half, part in enumerate((split, ~split)):
                vectors[f"t{k}.{half}"] = base[k] * part + _noise(random)
                target.append((f"t{k}.{half}", [k]))
            k += 1
        elif chance < 0.28 and k + 1 < sentences:
            vectors[f"t{k}"] = base[k] + base[k + 1] + _noise(random)
            target.append((f"t{k}", [k, k + 1]))
            k += 2
        else:
            vectors[f"t{k}"] = base[k] + _noise(random)
            target.append((f"t{k}", [k]))
            k += 1
    if moved:
        for size in np.linspace(1, 40, 20).astype(int).tolist():
            start, place = random.integers(0, len(target) - size, 2).tolist()
            block = target[start : start + size]
            rest = target[:start] + target[start + size :]
            target = rest[:place] + block + rest[place:]
    true = {(name, i) for name, members in target for i in members}
    return source, [name for name, _ in target], vectors, true


def _noise(random: np.random.Generator) -> Vectors:
    return (_NOISE * random.normal(size=_DIMENSION)).astype(np.float32)


def main() -> None:
    """Print one line."""
    parser = argparse.ArgumentParser(description="Measure the aligner on long texts.")
    parser.add_argument("--sentences", type=int, default=31_000)
    parser.add_argument("--moved", action="store_true", help="put twenty stretches elsewhere")
    options = parser.parse_args()
    for size in (200, options.sentences):  # the first compiles the kernels
        source, target, vectors, true = make(size, moved=options.moved)
        encoder = Given(vectors)
        sides = [
            make_side(names, encoder.encode(names), language=language)
            for names, language in ((source, "en"), (target, "de"))
        ]
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        start = time.process_time()
        pair = align_pair(*sides, encoder=encoder, weights=default_weights())
        seconds = time.process_time() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    found = {
        (target[j], i)
        for bead in pair.beads
        for i in range(*bead.source)
        for j in range(*bead.target)
    }
    right = len(found & true)
    print(
        f"{len(source):,} x {len(target):,} sentences: {seconds:.1f} CPU seconds, "
        f"{seconds / (len(source) + len(target)) * 1000:.2f} ms a sentence; "
        f"peak {peak / 2**20:.2f} GiB, {before / 2**20:.2f} GiB of it before the alignment; "
        f"links: precision {right / max(1, len(found)):.3f}, recall {right / len(true):.3f}; "
        f"{sum(pair.moved)} beads marked as moved"
    )


if __name__ == "__main__":
    main()
