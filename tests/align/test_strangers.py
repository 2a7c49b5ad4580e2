"""A sentence that has nothing to do with the other text is left alone, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from align.aligning import align
from align.encoders import EncoderOptions
from align.encoding import open_encoder
from corpus.document import Document
from corpus.reading import read
from corpus.segmentation import segment

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
STRANGERS = [
    "The weather in the capital was mild that week, and many visitors came to the zoo.",
    "My grandmother kept her old violin under the bed until she died.",
    "Penguins cannot fly, but they swim faster than most boats.",
]


def text(name: str) -> Document:
    found = read(str(EXAMPLES / name))
    assert isinstance(found, Document)
    return segment(found)


@pytest.mark.parametrize("other", ["machine.en.txt", "free.en.txt", "source.zh.txt"])
def test_sentences_from_elsewhere_stay_unaligned(other: str) -> None:
    whole = text("careful.en.txt")
    padded = whole.text
    for number, at in enumerate((45, 25, 10)):
        end = whole.segments[at].span.end
        padded = f"{padded[:end]} {STRANGERS[number]}{padded[end:]}"
    draft = segment(Document("padded.txt", padded, "en"))
    bitext = align([draft, text(other)], encoder=open_encoder(EncoderOptions()))
    alone = [bead.spans[0][0].of(draft.text) for bead in bitext.beads if bead.sides == (0,)]
    assert set(STRANGERS) <= set(alone)
