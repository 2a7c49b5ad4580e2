"""Shared passages: found at clause precision, told from what only sounds alike."""

from __future__ import annotations

import itertools
import random
import tomllib
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from zlib import crc32

import numpy as np
import pytest
from numpy.typing import NDArray

from align.encoders import Encoder, EncoderOptions
from align.encoding import open_encoder
from align.passages import find_passages, find_repeats
from corpus.bitext import Bead, Relation
from corpus.document import Document
from corpus.segmentation import segment
from corpus.span import Span

DATA = Path(__file__).parent / "data"
NAMES = ("letter", "report", "essay")
PAIRS = tomllib.loads((DATA / "passages.toml").read_text(encoding="utf-8"))["pair"]


class Remembering:
    """The default encoder, which embeds each text once however often it is asked for."""

    def __init__(self) -> None:
        self._encoder = open_encoder(EncoderOptions(device="cpu", threads=1), cached=False)
        self._known: dict[str, NDArray[np.float32]] = {}
        self.signature = self._encoder.signature
        self.dimension = self._encoder.dimension

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        new = [text for text in dict.fromkeys(texts) if text not in self._known]
        if new:
            self._known.update(zip(new, self._encoder.encode(new), strict=True))
        return np.stack([self._known[text] for text in texts])


@cache
def encoder() -> Encoder:
    return Remembering()


def document(text: str, *, name: str = "a", language: str = "en") -> Document:
    return segment(Document(path=f"{name}.txt", text=text, language=language))


@cache
def shared_documents() -> tuple[Document, ...]:
    return tuple(
        document((DATA / f"passages_{name}.txt").read_text(encoding="utf-8"), name=name)
        for name in NAMES
    )


@cache
def shared_beads() -> tuple[Bead, ...]:
    return find_passages(shared_documents(), encoder=encoder())


def locate(text: str, first: str, last: str) -> Span:
    start = text.index(first)
    return Span(start, text.index(last, start) + len(last))


def is_linked(pair: dict[str, list[str]], beads: Sequence[Bead]) -> bool:
    sides = [(NAMES.index(pair[side][0]), pair[side][1:]) for side in ("left", "right")]
    spans = [(number, locate(shared_documents()[number].text, *words)) for number, words in sides]
    return any(
        all(any(span.overlaps(own) for own in bead.spans[number]) for number, span in spans)
        for bead in beads
    )


@pytest.mark.parametrize(
    "pair", [pair for pair in PAIRS if pair["same"]], ids=lambda p: p["left"][1]
)
def test_a_passage_rendered_twice_is_found(pair: dict[str, list[str]]) -> None:
    assert is_linked(pair, shared_beads())


@pytest.mark.parametrize(
    "pair", [pair for pair in PAIRS if not pair["same"]], ids=lambda p: p["left"][1]
)
def test_the_same_topic_is_not_the_same_sentence(pair: dict[str, list[str]]) -> None:
    assert not is_linked(pair, [b for b in shared_beads() if b.relation is Relation.SAME])


def test_spans_lie_in_the_segments_they_name_and_begin_and_end_with_words() -> None:
    assert shared_beads()
    for bead in shared_beads():
        assert len(bead.sides) >= 2
        assert 0.25 <= bead.confidence <= 1
        for number, spans in enumerate(bead.spans):
            text = shared_documents()[number].text
            by_id = {part.index: part for part in shared_documents()[number].segments}
            touched = {
                index for index, part in by_id.items() for span in spans if part.span.overlaps(span)
            }
            assert set(bead.segments[number]) == touched
            for span in spans:
                assert text[span.start].isalnum()
                assert text[span.end - 1].isalnum()


def test_the_quotation_is_cut_out_of_the_sentence_around_it() -> None:
    report = shared_documents()[1]
    witnesses = locate(report.text, "Several witnesses", "reminded us")
    instructions = locate(report.text, "to maintain the old", "within one day")
    found = [
        bead for bead in shared_beads() if bead.spans[1] and bead.spans[1][0].overlaps(instructions)
    ]
    assert found
    assert not any(bead.spans[1][0].overlaps(witnesses) for bead in found)


def test_the_order_of_the_documents_changes_nothing() -> None:
    def canonical(beads: Sequence[Bead], order: Sequence[int]) -> list[object]:
        return sorted(
            (
                sorted((order[column], spans) for column, spans in enumerate(bead.spans)),
                bead.relation,
                bead.confidence,
            )
            for bead in beads
        )

    documents = shared_documents()
    expected = canonical(shared_beads(), range(len(documents)))
    for order in itertools.permutations(range(len(documents))):
        beads = find_passages([documents[number] for number in order], encoder=encoder())
        assert canonical(beads, order) == expected


def test_documents_with_nothing_in_common_share_no_passage() -> None:
    cooking = document(
        "Rinse the lentils until the water runs clear. Fry the onions slowly with cumin and a bay "
        "leaf. Add the stock and let it simmer for forty minutes.",
        name="cooking",
    )
    assert not find_passages([shared_documents()[0], cooking], encoder=encoder())


@pytest.mark.parametrize("texts", [[], [""], ["", ""], ["", "One word."], ["Ice.", "Sand."]])
def test_tiny_documents_share_nothing(texts: list[str]) -> None:
    documents = [document(text, name=str(number)) for number, text in enumerate(texts)]
    assert find_passages(documents, encoder=encoder()) == ()


def test_a_document_shares_everything_with_its_copy() -> None:
    letter = shared_documents()[0]
    beads = find_passages([letter, replace(letter, path="copy.txt")], encoder=encoder())
    for part in letter.segments:
        if len(part.plain.split()) > 8:
            assert any(
                bead.spans[0] == bead.spans[1] and bead.spans[0][0].overlaps(part.span)
                for bead in beads
            ), part.text


def test_footnote_marks_do_not_hide_a_passage() -> None:
    noted = document(
        "The council met in May. Every harbour must keep two lifeboats [1] (救生艇) ready, and a "
        "crew that can row them in the dark [2]. Lunch was served at one.",
    )
    plain = document(
        "Nobody spoke of the fire. According to the rule each harbour has to keep two lifeboats "
        "ready, with a crew able to row them in the dark. The hall was cold.",
        name="b",
    )
    beads = find_passages([noted, plain], encoder=encoder())
    assert any(
        "lifeboats" in bead.spans[0][0].of(noted.text)
        and "lifeboats" in bead.spans[1][0].of(plain.text)
        for bead in beads
    )


def test_a_passage_is_found_in_another_language() -> None:
    source = document(
        "会议在五月举行。每个港口都必须备有两艘救生艇，并配备能够在黑夜中划船的船员。午餐一点开始。",
        name="zh",
        language="zh",
    )
    rendering = document(
        "Nobody spoke of the fire. Every harbour must keep two lifeboats ready, with a crew able "
        "to row them in the dark. The hall was cold, and the speeches were long.",
        name="en",
    )
    beads = find_passages([source, rendering], encoder=encoder())
    assert any("lifeboats" in bead.spans[1][0].of(rendering.text) for bead in beads)


REPEATED = document(
    "The harbour board met on Monday. In her speech the mayor asked every captain to light two "
    "lanterns at dusk, to ring the bell in fog, and to leave the narrow channel to the ferry. "
    "The price of herring has fallen since the spring.\n\n"
    "Nobody in the inn had read the new tariff. The baker said that flour would be dearer before "
    "Easter, and the smith said nothing at all. Snow lay on the quay until noon.\n\n"
    "The pilot was asked about the accident. He reminded the court that each captain had been told "
    "by the mayor to put out two lanterns at nightfall, to sound the bell when there was fog, and "
    "to keep the narrow channel clear for the ferry. The court rose at four. ",
    name="twice",
)


def test_what_a_document_says_twice_is_found_in_both_places() -> None:
    text = REPEATED.text
    first, second = locate(text, "light two", "the ferry"), locate(text, "put out two", "the ferry")
    repeats = find_repeats(REPEATED, encoder=encoder())
    assert any(
        repeat.first.overlaps(first) and repeat.second.overlaps(second) for repeat in repeats
    )
    assert not any(
        repeat.first.overlaps(span) or repeat.second.overlaps(span)
        for repeat in repeats
        if repeat.relation is Relation.SAME
        for span in (locate(text, "The price", "spring"), locate(text, "The baker", "at all"))
    )
    for repeat in repeats:
        assert repeat.first.end <= repeat.second.start
        assert 0.25 <= repeat.confidence <= 1


def test_a_sentence_copied_word_for_word_is_sure() -> None:
    copied = "whoever borrows a boat without asking shall mend its nets for a month"
    text = REPEATED.text
    doubled = document(f"It is said that {copied}.\n\n{text}\n\nStill, {copied}.", name="copy")
    repeats = find_repeats(doubled, encoder=encoder())
    assert any(
        copied in repeat.first.of(doubled.text)
        and copied in repeat.second.of(doubled.text)
        and repeat.confidence >= 0.5
        for repeat in repeats
    )


@pytest.mark.parametrize(
    "text", ["", "Ice.", "At the same time. At the same time. At the same time."]
)
def test_nothing_much_is_not_repeated(text: str) -> None:
    repeats = find_repeats(document(text), encoder=encoder())
    assert not [repeat for repeat in repeats if repeat.relation is Relation.SAME]


def test_min_confidence_leaves_out_what_is_less_sure() -> None:
    every = find_passages(shared_documents(), encoder=encoder(), min_confidence=0.0)
    sure = find_passages(shared_documents(), encoder=encoder(), min_confidence=0.8)
    assert 0 < len(sure) < len(every)
    assert all(bead.confidence >= 0.8 for bead in sure)


class Words:
    """A stand-in that knows words by their beginnings only; quick, for long texts."""

    signature = "words"
    dimension = 96

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        vectors = np.stack([self._sum(text) for text in texts])
        return vectors / np.linalg.norm(vectors, axis=1, keepdims=True)

    def _sum(self, text: str) -> NDArray[np.float32]:
        words = text.lower().split() or [""]
        return np.sum([_vector(word[:5]) for word in words], axis=0, dtype=np.float32)


@cache
def _vector(word: str) -> NDArray[np.float32]:
    chance = np.random.default_rng(crc32(word.encode()))
    return chance.standard_normal(Words.dimension).astype(np.float32)


def chatter(number: int, *, length: int) -> str:
    """Sentences about nothing, of at least `length` code points."""
    chance = random.Random(number)
    syllables = ["ba", "de", "fi", "go", "lu", "ma", "ne", "pi", "ro", "su", "ta", "ve"]
    words = ["".join(chance.choices(syllables, k=3)) for _ in range(900)]
    sentences: list[str] = []
    while sum(map(len, sentences)) < length:
        sentences.append(" ".join(chance.choices(words, k=chance.randint(6, 18))) + ". ")
    return "".join(sentence.capitalize() for sentence in sentences)


COPIED = "whoever borrows a boat without asking shall mend its nets for a whole month"


def test_a_sentence_copied_into_a_long_article_is_found_without_quotation_marks() -> None:
    article = chatter(1, length=25_000) + f"It is said that {COPIED}. " + chatter(2, length=25_000)
    notice = "Nobody was at the quay. As the rule has it, " + COPIED + ", and so on. It rained."
    documents = [document(article), document(notice, name="b")]
    sure = [bead for bead in find_passages(documents, encoder=Words()) if bead.confidence >= 0.5]
    assert [COPIED in bead.spans[0][0].of(article) for bead in sure] == [True]
    assert COPIED in sure[0].spans[1][0].of(notice)


def test_what_a_long_text_says_twice_is_a_bead_with_two_spans() -> None:
    once = f"It is said that {COPIED}. "
    text = once + chatter(3, length=20_000) + f"Still, {COPIED}, as all know. "
    other = document("Nobody was at the quay. It rained all day and the nets were wet.", name="b")
    beads = find_passages([document(text), other], encoder=Words(), within=True)
    repeats = [bead for bead in beads if bead.is_repeat and bead.relation is Relation.SAME]
    assert len(repeats) == 1
    assert [COPIED in span.of(text) for span in repeats[0].spans[0]] == [True, True]
    assert repeats[0].sides == (0,)


def marked_pairs() -> list[tuple[bool, list[tuple[str, str]]]]:
    _, *lines = (DATA / "passage_pairs.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines]
    return [(row[0] == "true", [(row[1], row[2]), (row[3], row[4])]) for row in rows]


@cache
def marked_documents() -> dict[str, Document]:
    paths = {name: next(DATA.glob(f"passages_{name}.*")) for name in MARKED}
    return {
        name: document(
            path.read_text(encoding="utf-8"),
            name=name,
            language="zh" if ".zh" in path.name else "en",
        )
        for name, path in paths.items()
    }


MARKED = ("guideline", "study", "digest", "review", "manual", "source")


@cache
def marked_links() -> list[tuple[tuple[tuple[str, Span], tuple[str, Span]], Relation]]:
    beads = find_passages(list(marked_documents().values()), encoder=encoder(), within=True)
    return [
        (pair, bead.relation)
        for bead in beads
        for pair in itertools.combinations(
            [(MARKED[number], span) for number, spans in enumerate(bead.spans) for span in spans], 2
        )
    ]


def relations(ends: list[tuple[str, str]]) -> list[Relation]:
    """Of the beads that link two marked stretches."""
    places: list[tuple[str, Span]] = []
    for name, words in ends:
        first, *rest = words.split(" … ")
        text = marked_documents()[name].text
        places.append((name, locate(text, first, rest[0] if rest else first)))
    return [
        relation
        for pair, relation in marked_links()
        for order in (places, places[::-1])
        if all(
            name == other and span.overlaps(place)
            for (name, span), (other, place) in zip(pair, order, strict=True)
        )
    ]


def test_renderings_of_one_sentence_are_told_from_the_same_slogans() -> None:
    """The bars that the finder is held to, on pairs marked by hand in texts full of slogans."""
    found = [bool(relations(ends)) for same, ends in marked_pairs() if same]
    accepted = [Relation.SAME in relations(ends) for same, ends in marked_pairs() if not same]
    assert sum(found) >= 0.9 * len(found)
    assert sum(accepted) <= 0.15 * len(accepted)
