"""Candidates for a termbase, found in renderings without a model: words alike by their letters."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Segment
from corpus.segmentation import segment
from corpus.signature import Signature
from corpus.span import Span
from glossary.candidates import Candidate, Verdict
from glossary.known import mark_known
from glossary.proposing import Comparing, propose
from glossary.termbase import Concept, Term, Termbase


def letters(text: str) -> list[float]:
    row = [0.0] * 64
    for at in range(len(text) + 1):
        row[zlib.crc32(f" {text} "[at : at + 3].encode()) % 64] += 1.0
    norm = sum(value * value for value in row) ** 0.5
    return [value / norm for value in row] if norm else row


def closeness(pairs: Sequence[tuple[str, str]]) -> list[float]:
    return [
        sum(a * b for a, b in zip(letters(one), letters(other), strict=True))
        for one, other in pairs
    ]


def link(left: Sequence[str], right: Sequence[str]) -> list[tuple[int, int]]:
    """The same words; what is left between them, the last first."""
    links: list[tuple[int, int]] = []
    for a, word in enumerate(left):
        b = next((b for b, other in enumerate(right) if other == word and (
            all(b != used for _, used in links))), None)  # fmt: skip
        if b is not None:
            links.append((a, b))
    free = [a for a in range(len(left)) if all(a != used for used, _ in links)]
    open_ = [b for b in range(len(right)) if all(b != used for _, used in links)]
    return sorted(links + list(zip(free[::-1], open_[::-1], strict=False)))


COMPARING = Comparing(link, closeness)


def bitext(*texts: list[str], languages: Sequence[str] = ()) -> Bitext:
    """Lists of sentences that render each other one to one."""
    documents = []
    for number, sentences in enumerate(texts):
        language = languages[number] if languages else "en"
        segments: list[Segment] = []
        text = ""
        for index, sentence in enumerate(sentences):
            span = Span(len(text), len(text) + len(sentence))
            segments.append(Segment(index, span, sentence, language=language))
            text += sentence + "\n"
        name = f"{chr(97 + sum(map(ord, text)) % 26)}{number}.txt"
        documents.append(Document(name, text, language, segments=tuple(segments)))
    beads = tuple(
        Bead(
            tuple((own.index,) for own in row),
            tuple((own.span,) for own in row),
            Relation.SAME,
            1.0,
        )
        for row in zip(*(document.segments for document in documents), strict=True)
    )
    return Bitext(tuple(documents), beads, "parallel", Signature("test"))


CHIEF = ["The river chief came.", "A river chief is paid.", "Ask two river chiefs.",
         "The supply of water is safe."]  # fmt: skip
STEWARD = ["The river steward came.", "A river steward is paid.", "Ask two river stewards.",
           "The water supply is safe."]  # fmt: skip
GUARD = ["The bank guard came.", "A bank guard is paid.", "Ask two bank guards.",
         "The water supply is safe."]  # fmt: skip


def names(candidate: Candidate) -> set[str]:
    return {rendering.text for rendering in candidate.renderings}


def naming(found: Sequence[Candidate], name: str) -> Candidate:
    return next(candidate for candidate in found if name in names(candidate))


def test_all_names_of_a_concept_are_one_candidate_in_front() -> None:
    found = propose(bitext(CHIEF, STEWARD, GUARD), COMPARING)
    assert names(found[0]) == {"river chief", "river steward", "bank guard"}
    assert found[0].verdict is Verdict.INCONSISTENT
    assert [len(rendering.places) for rendering in found[0].renderings] == [3, 3, 3]


def test_the_same_words_in_another_order_are_legitimate_variation() -> None:
    candidate = naming(propose(bitext(CHIEF, STEWARD), COMPARING), "water supply")
    assert names(candidate) == {"water supply", "supply of water"}
    assert candidate.verdict is Verdict.LEGITIMATE


def test_number_makes_no_second_name() -> None:
    other = [sentence.replace("river chief ", "river chiefs ") for sentence in CHIEF]
    candidate = naming(propose(bitext(CHIEF, other), COMPARING), "river chiefs")
    assert candidate.verdict is Verdict.CONSISTENT
    assert len(candidate.renderings) == 1
    assert len(candidate.renderings[0].places) == 6


def test_two_names_in_one_sentence_are_two_things() -> None:
    text = ["The upper mill and the upper dam stand.", "An upper mill beside an upper dam.",
            "No upper mill, no upper dam."]  # fmt: skip
    found = propose(bitext(text, text), COMPARING)
    assert all(not {"upper mill", "upper dam"} <= names(candidate) for candidate in found)


def test_the_glossed_name_is_recommended_and_tells_the_source_term() -> None:
    careful = [CHIEF[0], "A river chief (河长) is paid.", *CHIEF[2:]]
    text = "\n".join(careful)
    document = segment(Document("careful.txt", text, "en"))
    plain = bitext(STEWARD, STEWARD).documents
    beads = tuple(
        Bead(
            ((own.index,), (other.index,)),
            ((own.span,), (other.span,)),
            Relation.SAME,
            1.0,
        )
        for own, other in zip(document.segments, plain[0].segments, strict=True)
    )
    both = Bitext((document, plain[0]), beads, "parallel", Signature("test"))
    candidate = naming(propose(both, COMPARING), "river chief")
    assert candidate.source_terms == ("河长",)
    assert candidate.recommended == "river chief"
    assert "glossed" in candidate.reason
    assert "careful.txt" in candidate.reason


@pytest.mark.parametrize(
    "text",
    [
        "The water bailiff (水吏) came. A water bailiff sleeps.",
        "The 水吏(water bailiff) came. A water bailiff sleeps.",
        "The 水吏（water bailiff） came. A water bailiff sleeps.",
    ],
)
def test_glosses_count_in_either_order_and_bracket(text: str) -> None:
    document = segment(Document("one.txt", text, "en"))
    alone = Bitext((document,), (), "passages", Signature("test"))
    assert naming(propose(alone, COMPARING), "water bailiff").source_terms == ("水吏",)


def test_a_glossary_knows_its_concepts_and_hears_of_new_names() -> None:
    both = bitext(CHIEF, STEWARD)
    known = Termbase((Concept("c7", (Term("river chief", "en"),)),))
    found = mark_known(propose(both, COMPARING), both, [known])
    assert found[-1].verdict is Verdict.KNOWN
    assert found[-1].known == "c7"
    assert "river steward" in found[-1].note
    assert all(one.verdict is not Verdict.KNOWN for one in found[:-1])


CHINESE = [
    "河长来了，收入分配变了。",
    "村里的河长领工资，收入分配也公开。",
    "问河长：收入分配好吗？",
]
ENGLISH = ["The river chief came, income distribution changed.",
           "The village's river chief is paid, income distribution is open too.",
           "Ask the river chief: is income distribution good?"]  # fmt: skip


def across(pairs: Sequence[tuple[str, str]]) -> list[float]:
    """What an encoder of several languages would say."""
    meaning = {"河长": "river chief", "收入分配": "income distribution"}
    return closeness([(meaning.get(one, one), other) for one, other in pairs])


def test_a_source_names_what_the_renderings_render() -> None:
    both = bitext(ENGLISH, CHINESE, languages=("en", "zh"))
    found = propose(both, Comparing(link, across), source=1)
    assert naming(found, "river chief").source_terms == ("河长",)
    assert naming(found, "income distribution").source_terms == ("收入分配",)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_the_order_of_the_documents_makes_no_difference(order: tuple[int, ...]) -> None:
    first = bitext(CHIEF, STEWARD, GUARD)
    turned = replace(
        first,
        documents=tuple(first.documents[at] for at in order),
        beads=tuple(
            replace(
                bead,
                segments=tuple(bead.segments[at] for at in order),
                spans=tuple(bead.spans[at] for at in order),
            )
            for bead in first.beads
        ),
    )
    assert _said(first, propose(first, COMPARING)) == _said(turned, propose(turned, COMPARING))


def _said(both: Bitext, found: Sequence[Candidate]) -> list[object]:
    return [
        (
            candidate.verdict,
            candidate.source_terms,
            candidate.recommended,
            [
                (
                    rendering.text,
                    sorted((both.documents[p.document].path, p.span) for p in rendering.places),
                )
                for rendering in candidate.renderings
            ],
        )
        for candidate in found
    ]


SENTENCE = st.lists(
    st.sampled_from("river chief steward water supply of the rights came and".split()),  # noqa: SIM905
    min_size=1,
    max_size=8,
).map(lambda words: " ".join(words) + ".")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(SENTENCE, SENTENCE), min_size=1, max_size=6))
def test_every_place_holds_its_name_and_none_overlaps(rows: list[tuple[str, str]]) -> None:
    both = bitext([left for left, _ in rows], [right for _, right in rows])
    for candidate in propose(both, COMPARING):
        taken: set[tuple[int, int]] = set()
        assert len(candidate.examples) == len(candidate.renderings)
        assert candidate.recommended in names(candidate)
        for rendering in candidate.renderings:
            for place in rendering.places:
                text = place.span.of(both.documents[place.document].text)
                assert len(text.split()) == len(rendering.text.split())
                own = {(place.document, at) for at in range(place.span.start, place.span.end)}
                assert taken.isdisjoint(own)
                taken |= own


def test_nothing_is_proposed_of_nothing() -> None:
    empty = Document("empty.txt", "", "en")
    assert propose(Bitext((empty,), (), "passages", Signature("test")), COMPARING) == ()
