"""Names of one concept found in aligned renderings: groups, counts, places."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document, Segment
from corpus.signature import Signature
from corpus.span import Span
from glossary.discovery import VariantGroup, find_variants


def bitext(*texts: list[str], confidence: float = 1.0, language: str = "en") -> Bitext:
    """Lists of sentences that render each other one to one."""
    documents = []
    for number, sentences in enumerate(texts):
        segments: list[Segment] = []
        text = ""
        for index, sentence in enumerate(sentences):
            span = Span(len(text), len(text) + len(sentence))
            segments.append(Segment(index, span, sentence, language=language))
            text += sentence + "\n"
        documents.append(Document(f"{number}.txt", text, language, segments=tuple(segments)))
    beads = tuple(
        Bead(
            tuple((segment.index,) for segment in row),
            tuple((segment.span,) for segment in row),
            Relation.SAME,
            confidence,
        )
        for row in zip(*(document.segments for document in documents), strict=True)
    )
    return Bitext(tuple(documents), beads, "parallel", Signature("test"))


ONE = ["The water bailiff came.", "A water bailiff is paid.", "Ask two water bailiffs."]
TWO = ["The water guard came.", "A water guard is paid.", "Ask two water guards."]
THREE = ["The river warden came.", "A river warden is paid.", "Ask two river wardens."]


def forms(groups: tuple[VariantGroup, ...]) -> list[set[str]]:
    return [{" ".join(form) for form in group.forms} for group in groups]


def test_three_renderings_make_one_group() -> None:
    [group] = find_variants(bitext(ONE, TWO, THREE))
    assert forms((group,)) == [{"water bailiff", "water guard", "river warden"}]
    assert group.is_settled
    assert group.count(("river", "warden"), 2) == 3
    assert group.form_in(0) == ("water", "bailiff")


def test_the_order_of_the_texts_does_not_matter() -> None:
    assert forms(find_variants(bitext(THREE, ONE, TWO))) == forms(
        find_variants(bitext(ONE, TWO, THREE))
    )


def test_the_same_text_has_no_variants() -> None:
    assert find_variants(bitext(ONE, ONE)) == ()


def test_doubtful_beads_are_no_evidence() -> None:
    assert find_variants(bitext(ONE, TWO, confidence=0.4)) == ()


def test_texts_of_different_languages_are_not_compared_by_words() -> None:
    german = bitext(TWO, language="de").documents[0]
    both = bitext(ONE, TWO)
    mixed = Bitext((both.documents[0], german), both.beads, "parallel", both.signature)
    assert find_variants(mixed) == ()


AUTHORITY = ["The river basin authority {}." for _ in range(3)]
BODY = ["The river basin authorisation body {}." for _ in range(3)]
VERBS = (["meets today", "lends boats", "counts fish"], ["sleeps long", "buys nets", "sold salt"])


def _filled(phrases: list[str], verbs: list[str]) -> list[str]:
    return [phrase.format(verb) for phrase, verb in zip(phrases, verbs, strict=True)]


def test_fixed_phrases_that_are_alike_need_no_aligned_passage() -> None:
    one, two = (_filled(*pair) for pair in zip((AUTHORITY, BODY), VERBS, strict=True))
    pairs = bitext(["A bell rang.", *one], ["A bell rang.", *two])
    pairs = Bitext(pairs.documents, pairs.beads[:1], pairs.mode, pairs.signature)
    assert forms(find_variants(pairs)) == [
        {"river basin authority", "river basin authorization body"}
    ]
    seldom = bitext(["A bell rang.", *one[:2]], ["A bell rang.", *two[:2]])
    seldom = Bitext(seldom.documents, seldom.beads[:1], seldom.mode, seldom.signature)
    assert find_variants(seldom) == ()


@pytest.mark.parametrize("texts", [([], []), ([""], [""]), (["。"], ["!"]), (["of of"], ["the"])])
def test_texts_without_words(texts: tuple[list[str], list[str]]) -> None:
    assert find_variants(bitext(*texts)) == ()


SENTENCES = st.lists(
    st.one_of(
        st.text(max_size=30),
        st.lists(
            st.sampled_from(
                ["data", "factors", "of", "production", "elements", "the", ",", "要素", "2", "new"]
            ),
            max_size=12,
        ).map(" ".join),
    ),
    min_size=3,
    max_size=3,
)


@settings(max_examples=150)
@given(SENTENCES, SENTENCES, SENTENCES)
def test_places_are_exact_whatever_the_texts(
    one: list[str], two: list[str], three: list[str]
) -> None:
    pairs = bitext(one, two, three)
    for group in find_variants(pairs):
        assert len(group.forms) > 1
        for form in group.forms:
            for place in group.places[form]:
                text = pairs.documents[place.document].text
                assert len(place.span.of(text).split()) <= len(form) * 2
                assert place.span.of(text)[0].isalnum()
                assert place.span.of(text)[-1].isalnum()
            assert set(group.aligned[form]) <= set(group.places[form])
