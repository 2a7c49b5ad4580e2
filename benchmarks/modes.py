"""How well `auto` recognises how two texts correspond: a confusion table.

    .venv/bin/python benchmarks/modes.py GOLD… [--texts FILE…]

From each gold document of at least a dozen sentences: the same text twice, with and without a
changed sentence; both sides as they are (parallel); the middle third of one side, or both with a
quarter gone at different places (in part); the source and another document's target (unrelated),
and the same with four sentences of its own target in the middle (comparable). Where the gold leaves
a good part of a document alone, "as they are" counts as in part.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from align.aligning import align
from align.encoders import EncoderOptions
from align.encoding import open_encoder
from align.evaluation import GoldDocument, read_gold
from corpus.bitext import Bitext
from corpus.document import Document
from corpus.segmentation import segment
from reports.inputs import read_text

KINDS = ("same", "parallel", "in part", "comparable", "unrelated")
_LEAST = 12
_SHARED = 4
_ALONE = 0.15


def kind_of(bitext: Bitext) -> str:
    """What the notes say."""
    said = " ".join(bitext.notes)
    if bitext.mode == "passages":
        return "comparable" if bitext.beads else "unrelated"
    if "The texts are the same" in said or "nearly the same" in said:
        return "same"
    return "in part" if "parallel in part only" in said else "parallel"


def cases(
    document: GoldDocument, other: GoldDocument
) -> Iterator[tuple[str, str, Sequence[str], Sequence[str]]]:
    """What it is, how it was made, and the two texts."""
    source, target = list(document.source), list(document.target)
    yield "same", "twice", source, source
    if len(source) > 50:
        changed = [*source[:5], " ".join(reversed(source[5].split())), *source[6:]]
        yield "same", "one changed", source, changed
    yield "in part" if _part_alone(document) else "parallel", "as it is", source, target
    third = len(source) // 3
    if third >= 6:
        yield "in part", "excerpt", source[third : 2 * third], target
    if len(source) >= 24:
        quarter, tail = len(source) // 4, len(target) // 4
        yield (
            "in part",
            "quarters gone",
            [*source[:quarter], *source[2 * quarter :]],
            target[:-tail],
        )
    if other is not document:
        yield "unrelated", "another's", source, other.target
        middle, at = len(target) // 2, len(other.target) // 2
        shared = target[middle : middle + _SHARED]
        yield "comparable", "inserted", source, [*other.target[:at], *shared, *other.target[at:]]


def _part_alone(document: GoldDocument) -> bool:
    """Whether the gold leaves a good part of either side alone."""
    for side, texts in enumerate((document.source, document.target)):
        alone = {k for bead in document.beads if not (bead[0] and bead[1]) for k in bead[side]}
        total = sum(map(len, texts))
        if sum(len(texts[k]) for k in alone) >= _ALONE * total:
            return True
    return False


def text(path: str, lines: Sequence[str], language: str) -> Document:
    """A document of one sentence a line."""
    words = "\n".join(" ".join(line.split()) for line in lines)
    return segment(Document(path, words, language), by="lines")


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description="Measure how `auto` recognises texts.")
    parser.add_argument("gold", nargs="*", type=Path)
    parser.add_argument("--texts", nargs="*", default=[], help="files to compare, every two")
    parser.add_argument("--documents", type=int, default=8, help="of each set, at most")
    options = parser.parse_args()
    encoder = open_encoder(EncoderOptions(), cached=True)
    table: Counter[tuple[str, str]] = Counter()
    for path in options.gold:
        gold = read_gold(path)
        wrong: Counter[str] = Counter()
        long = [one for one in gold.documents if min(len(one.source), len(one.target)) >= _LEAST]
        step = max(1, len(long) // options.documents)
        for number, document in list(enumerate(long))[::step][: options.documents]:
            other = long[(number + len(long) // 2) % len(long)]
            for true, how, left, right in cases(document, other):
                languages = (gold.languages[0], gold.languages[0 if true == "same" else 1])
                texts = text("a", left, languages[0]), text("b", right, languages[1])
                found = kind_of(align(texts, encoder=encoder))
                table[true, found] += 1
                if found != true:
                    wrong[f"{how} ({true}) taken for {found}"] += 1
        listed = "; ".join(f"{count} {what}" for what, count in sorted(wrong.items()))
        print(f"{gold.name}: {listed or 'all right'}", flush=True)
    if options.gold:
        print(f"\n{'true':12}" + "".join(f"{kind:>12}" for kind in KINDS))
        for true in KINDS:
            print(f"{true:12}" + "".join(f"{table[true, found]:12}" for found in KINDS))
    documents = [read_text(name) for name in options.texts]
    for left, right in combinations(documents, 2):
        if isinstance(left, Document) and isinstance(right, Document):
            bitext = align((left, right), encoder=encoder)
            names = f"{Path(left.path).name} {Path(right.path).name}"
            print(f"{names}: {kind_of(bitext)}, {len(bitext.beads)} beads. {bitext.notes[0]}")


if __name__ == "__main__":
    main()
