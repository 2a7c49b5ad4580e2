"""`align` through its public door, with an encoder whose vectors are plain to see.

The encoder of these tests hashes words to random directions and adds them up, so that texts are
alike as far as they share words. It needs no model.
"""

from __future__ import annotations

import itertools
import zlib
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.aligning import align
from align.anchors import Anchor
from align.encoders import Vectors
from align.notes import parallel_notes
from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Kind, Segment
from corpus.errors import UsageError
from corpus.span import Span

TOPICS = [
    "market",
    "reform",
    "price",
    "river",
    "bridge",
    "harvest",
    "school",
    "teacher",
    "museum",
    "garden",
    "railway",
    "station",
    "winter",
    "summer",
    "doctor",
    "hospital",
    "village",
    "council",
    "budget",
    "road",
    "water",
    "energy",
    "climate",
    "forest",
    "ocean",
    "island",
    "painter",
    "theatre",
    "concert",
    "library",
    "engine",
    "factory",
    "worker",
    "salary",
    "contract",
    "judge",
    "court",
    "letter",
]


class WordEncoder:
    """Sums of one random direction a word."""

    signature = "words/1"
    dimension = 48

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.zeros((len(texts), self.dimension), dtype=np.float32)
        for number, text in enumerate(texts):
            for word in text.lower().strip(".").replace(".", "").split():
                seed = zlib.crc32(word.encode())
                rows[number] += np.random.default_rng(seed).normal(size=self.dimension)
        norms = np.linalg.norm(rows, axis=1, keepdims=True)
        return (rows / np.maximum(norms, 1e-9)).astype(np.float32)


def document(path: str, sentences: Sequence[str], kinds: dict[int, Kind] | None = None) -> Document:
    """One sentence a line, all in one paragraph."""
    segments, at = [], 0
    for index, sentence in enumerate(sentences):
        kind = (kinds or {}).get(index, Kind.SENTENCE)
        segments.append(Segment(index, Span(at, at + len(sentence)), sentence, kind, language="en"))
        at += len(sentence) + 1
    return Document(path, "\n".join(sentences), "en", segments=tuple(segments))


def sentence(topic: int) -> str:
    """Three words that no other topic has together."""
    words = [TOPICS[(topic * step + step) % len(TOPICS)] for step in (1, 5, 11)]
    return f"The {words[0]} and the {words[1]} near number {topic} {words[2]}."


STORY = tuple(sentence(topic) for topic in range(14))


def pairs(bitext: Bitext) -> list[tuple[tuple[int, ...], ...]]:
    return [bead.segments for bead in bitext.beads]


def assert_sound(bitext: Bitext) -> None:
    """What holds for every parallel bitext."""
    for column, text in enumerate(bitext.documents):
        ids = [index for bead in bitext.beads for index in bead.segments[column]]
        if any(bead.moved for bead in bitext.beads):
            ids.sort()
        assert ids == [part.index for part in text.segments if part.kind.is_content and part.plain]
        for bead in bitext.beads:
            assert bead.spans[column] == tuple(text.segments[k].span for k in bead.segments[column])
    for bead in bitext.beads:
        assert 0.0 <= bead.confidence <= 1.0
        assert (bead.relation is Relation.UNALIGNED) == (len(bead.sides) == 1)


def test_the_same_text_twice_aligns_with_itself() -> None:
    bitext = align([document("a", STORY), document("a", STORY)], encoder=WordEncoder())

    assert bitext.mode == "parallel"
    assert pairs(bitext) == [((k,), (k,)) for k in range(len(STORY))]
    assert min(bead.confidence for bead in bitext.beads) > 0.8
    assert_sound(bitext)


def test_omission_addition_and_a_split_sentence() -> None:
    other = [*STORY[:3], *STORY[5:9], "The tram driver slept."]
    first, _, rest = STORY[9].partition(" near ")
    other += [first + ".", "Near " + rest, *STORY[10:]]
    bitext = align([document("a", STORY), document("b", other)], encoder=WordEncoder())

    found = pairs(bitext)
    assert ((3,), ()) in found
    assert ((4,), ()) in found
    assert ((), (7,)) in found
    assert ((9,), (8, 9)) in found
    assert ((10,), (10,)) in found
    assert_sound(bitext)


def test_what_is_no_content_stands_in_no_bead() -> None:
    kinds = {0: Kind.METADATA, 4: Kind.BOILERPLATE}
    bitext = align(
        [document("a", STORY, kinds), document("b", STORY[1:])],
        encoder=WordEncoder(),
        mode="parallel",
    )

    assert all(0 not in bead.segments[0] and 4 not in bead.segments[0] for bead in bitext.beads)
    assert ((), (3,)) in pairs(bitext)
    assert_sound(bitext)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ((), ()),
        ((), STORY),
        (STORY, ()),
        (STORY[:1], STORY[:1]),
        (STORY[3:4], tuple(sentence(k) for k in range(300))),
        (STORY, STORY[::-1]),
        (STORY[:7], tuple(f"Wholly other things {k} x{k} y{k}." for k in range(20))),
        (("...",) * 6, ("!!",) * 4),
        (("   ", "one two"), ("", "one two")),
    ],
    ids=[
        "both empty",
        "left empty",
        "right empty",
        "one sentence",
        "1 x 300",
        "reversed",
        "unrelated",
        "no words",
        "blank segments",
    ],
)
def test_extreme_documents_give_sound_beads(left: Sequence[str], right: Sequence[str]) -> None:
    bitext = align(
        [document("a", left), document("b", right)], encoder=WordEncoder(), mode="parallel"
    )

    assert_sound(bitext)


def test_one_against_many_finds_the_one() -> None:
    many = [sentence(k) for k in range(200)]
    bitext = align(
        [document("a", [many[120]]), document("b", many)], encoder=WordEncoder(), mode="parallel"
    )

    assert ((0,), (120,)) in pairs(bitext)


def test_auto_says_what_it_chose_and_why() -> None:
    bitext = align([document("a", STORY), document("b", STORY[2:])], encoder=WordEncoder())

    assert bitext.mode == "parallel"
    assert bitext.notes[0].startswith("The texts run parallel")
    assert "12 segment" in bitext.notes[0]


@settings(max_examples=12, deadline=None)
@given(
    gone=st.lists(st.sets(st.integers(0, 13), max_size=4), min_size=3, max_size=4),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_the_files_does_not_matter(gone: list[set[int]], order: object) -> None:
    renderings = [
        document(f"text {number}", [text for k, text in enumerate(STORY) if k not in some])
        for number, some in enumerate(gone)
    ]
    permutation = list(range(len(renderings)))
    order.shuffle(permutation)  # type: ignore[attr-defined]
    given_order = align(renderings, encoder=WordEncoder(), mode="parallel")
    shuffled = align([renderings[k] for k in permutation], encoder=WordEncoder(), mode="parallel")

    assert_sound(given_order)
    assert [tuple(bead.segments[k] for k in permutation) for bead in given_order.beads] == pairs(
        shuffled
    )
    assert [bead.confidence for bead in given_order.beads] == [
        bead.confidence for bead in shuffled.beads
    ]


def test_two_files_in_either_order() -> None:
    first, second = document("a", STORY), document("b", [*STORY[:5], *STORY[7:]])
    forth = align([first, second], encoder=WordEncoder(), mode="parallel")
    back = align([second, first], encoder=WordEncoder(), mode="parallel")

    assert [bead.segments[::-1] for bead in forth.beads] == pairs(back)


def test_four_renderings_with_omissions_come_together() -> None:
    gone = [{2}, {2, 5}, {9}, set()]
    renderings = [
        document(f"text {number}", [text for k, text in enumerate(STORY) if k not in some])
        for number, some in enumerate(gone)
    ]
    bitext = align(renderings, encoder=WordEncoder())
    words = [
        {
            text.segments[k].text
            for text, ids in zip(renderings, bead.segments, strict=True)
            for k in ids
        }
        for bead in bitext.beads
    ]

    assert all(len(texts) == 1 for texts in words)
    assert len(bitext.beads) == len(STORY)
    assert_sound(bitext)


def test_the_signature_names_what_the_result_depends_on() -> None:
    bitext = align([document("a", STORY), document("b", STORY)], encoder=WordEncoder())

    assert bitext.signature.encoder == "words/1"
    assert [path for path, _ in bitext.signature.inputs] == ["a", "b"]
    assert dict(bitext.signature.parameters)["mode"] == "parallel"


@pytest.mark.parametrize(("count", "mode"), [(1, "auto"), (0, "auto"), (2, "diagonal")])
def test_misuse_is_refused(count: int, mode: str) -> None:
    with pytest.raises(UsageError):
        align([document("a", STORY)] * count, encoder=WordEncoder(), mode=mode)


def test_repeated_runs_agree_to_the_bit() -> None:
    texts = [document("a", STORY), document("b", STORY[3:]), document("c", STORY[:9])]
    results = [align(texts, encoder=WordEncoder(), mode="parallel").beads for _ in range(2)]

    assert all(one == two for one, two in itertools.pairwise(results))


def test_a_moved_block_is_found_and_the_rest_left_intact() -> None:
    long_story = tuple(sentence(topic) for topic in range(36))
    other = [*long_story[:8], *long_story[20:28], *long_story[8:20], *long_story[28:]]
    bitext = align(
        [document("a", long_story), document("b", other)], encoder=WordEncoder(), mode="parallel"
    )

    expected = {((k,), (other.index(text),)) for k, text in enumerate(long_story)}
    assert set(pairs(bitext)) == expected
    (note,) = [note for note in bitext.notes if note.startswith("A block stands in another place")]
    assert "segments 21 to 28 of a correspond to segments 9 to 16 of b" in note


LONG_STORY = tuple(sentence(topic) for topic in range(36))


@pytest.mark.parametrize(
    ("first", "last", "place"),
    [(20, 20, 5), (7, 8, 25), (12, 14, 30), (30, 31, 0), (15, 15, 16)],
    ids=["one sentence", "two", "three", "to the beginning", "two that change places"],
)
def test_a_short_stretch_that_moved_is_marked(first: int, last: int, place: int) -> None:
    rest = [text for k, text in enumerate(LONG_STORY) if not first <= k <= last]
    other = [*rest[:place], *LONG_STORY[first : last + 1], *rest[place:]]
    bitext = align(
        [document("a", LONG_STORY), document("b", other)], encoder=WordEncoder(), mode="parallel"
    )

    assert set(pairs(bitext)) == {((k,), (other.index(text),)) for k, text in enumerate(LONG_STORY)}
    marked = {bead.segments[0][0] for bead in bitext.beads if bead.moved}
    assert marked in (set(range(first, last + 1)), {first + 1})
    assert_sound(bitext)


def test_a_block_that_one_of_three_texts_moved_is_marked_in_all_columns() -> None:
    other = [*LONG_STORY[:8], *LONG_STORY[20:28], *LONG_STORY[8:20], *LONG_STORY[28:]]
    texts = [document("a", LONG_STORY), document("b", other), document("c", LONG_STORY[:-2])]
    bitext = align(texts, encoder=WordEncoder(), mode="parallel")

    for bead in bitext.beads:
        words = {
            text.segments[k].text
            for text, ids in zip(texts, bead.segments, strict=True)
            for k in ids
        }
        assert len(words) == 1
    marked = {bead.segments[0][0] for bead in bitext.beads if bead.moved}
    assert marked == set(range(20, 28))
    assert len(bitext.beads) == len(LONG_STORY)
    assert_sound(bitext)


@pytest.mark.parametrize("repeated", [2, 5, 12])
def test_what_is_said_again_and_again_has_not_moved(repeated: int) -> None:
    refrain = sentence(40)
    lines = [
        text
        for k, verse in enumerate(LONG_STORY)
        for text in ((verse, refrain) if k % repeated == 0 else (verse,))
    ]
    bitext = align(
        [document("a", lines), document("b", [*lines[:7], *lines[9:]])],
        encoder=WordEncoder(),
        mode="parallel",
    )

    assert not any(bead.moved for bead in bitext.beads)
    assert_sound(bitext)


def test_reversed_sentences_are_not_sure_of_themselves() -> None:
    bitext = align(
        [document("a", STORY), document("b", STORY[::-1])], encoder=WordEncoder(), mode="parallel"
    )

    wrong = [
        bead
        for bead in bitext.beads
        if len(bead.sides) == 2
        and {bitext.documents[0].segments[k].text for k in bead.segments[0]}
        != {bitext.documents[1].segments[k].text for k in bead.segments[1]}
    ]
    assert all(bead.confidence < 0.8 for bead in wrong)


def test_an_anchor_is_held_against_all_likeness() -> None:
    texts = [document("a", STORY), document("b", STORY)]
    anchors = (Anchor((3, 5), 2), Anchor((9, 9), 3))
    bitext = align(texts, encoder=WordEncoder(), anchors=anchors)

    assert any(3 in bead.segments[0] and 5 in bead.segments[1] for bead in bitext.beads)
    assert any(9 in bead.segments[0] and 9 in bead.segments[1] for bead in bitext.beads)
    assert ((0,), (0,)) in pairs(bitext)
    assert dict(bitext.signature.parameters)["anchors"] == 2
    assert_sound(bitext)


def test_anchors_of_three_texts_hold_in_any_order_of_the_files() -> None:
    texts = [document("a", STORY), document("b", STORY[1:]), document("c", STORY[:-1])]
    for order in itertools.permutations(range(3)):
        segments = (4, 5, 4)
        bitext = align(
            [texts[k] for k in order],
            encoder=WordEncoder(),
            anchors=[Anchor(tuple(segments[k] for k in order), 2)],
        )
        assert_sound(bitext)


def test_anchors_are_for_parallel_texts() -> None:
    with pytest.raises(UsageError, match="anchors"):
        align(
            [document("a", STORY), document("b", STORY)],
            encoder=WordEncoder(),
            mode="passages",
            anchors=[Anchor((0, 0), 2)],
        )


def other_words(count: int) -> list[str]:
    return [f"Zinc {k}a boils {k}b over {k}c pots {k}d." for k in range(count)]


@pytest.mark.parametrize(
    ("left", "right", "mode", "says"),
    [
        (STORY, STORY, "parallel", "the same, word for word"),
        (LONG_STORY * 2, (*LONG_STORY * 2, "Zinc boils."), "parallel", "nearly the same"),
        (LONG_STORY[10:22], LONG_STORY, "parallel", "in part only"),
        (LONG_STORY, LONG_STORY[:-2], "parallel", "run parallel"),
        (LONG_STORY, other_words(30), "passages", "seem unrelated"),
    ],
    ids=["same", "nearly the same", "excerpt", "parallel", "unrelated"],
)
def test_auto_says_how_the_texts_correspond(
    left: Sequence[str], right: Sequence[str], mode: str, says: str
) -> None:
    bitext = align([document("a", left), document("b", right)], encoder=WordEncoder())

    assert bitext.mode == mode
    assert says in " ".join(bitext.notes)
    assert bool(bitext.beads) == ("unrelated" not in says)


def test_where_a_part_has_no_counterpart_is_said_by_lines() -> None:
    bitext = align(
        [document("a", LONG_STORY[10:22]), document("b", LONG_STORY)], encoder=WordEncoder()
    )

    (note,) = [note for note in bitext.notes if "in part only" in note]
    assert "of b has no counterpart" in note
    assert "lines 23 to 36 and lines 1 to 10" in note


@pytest.mark.parametrize(
    ("confidences", "named"),
    [
        ([0.3] * 5, ["lines 5 to 9 of a and lines 5 to 9 of b (5 rows, confidence 0.30"]),
        ([0.3, 0.9, 0.3, 0.3, 0.3], ["lines 5 to 9 of a and lines 5 to 9 of b (5 rows"]),
        ([0.3, 0.3, 0.9, 0.9, 0.3], []),
        ([0.9] * 5, []),
    ],
)
def test_an_unsure_stretch_is_named(confidences: list[float], named: list[str]) -> None:
    texts = [document("a", STORY), document("b", STORY)]
    beads = [
        Bead(
            ((k,), (k,)),
            ((texts[0].segments[k].span,), (texts[1].segments[k].span,)),
            Relation.SAME,
            confidences[k - 4] if 4 <= k < 9 else 0.97,
        )
        for k in range(len(STORY))
    ]
    unsure = [note for note in parallel_notes(beads, texts) if note.startswith("Unsure")]

    assert len(unsure) == len(named)
    assert all(part in note for part, note in zip(named, unsure, strict=True))
