"""Noun phrases of English texts; cases in data/noun_phrases.txt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document, Segment
from corpus.span import Span
from glossary.noun_phrases import NounPhrases, noun_phrases
from glossary.phrases import document_words

CASES = Path(__file__).parent / "data" / "noun_phrases.txt"


def phrases_of(text: str) -> NounPhrases:
    segments = (Segment(0, Span(0, len(text)), text, language="en"),) if text else ()
    return noun_phrases(document_words(Document("x.txt", text, "en", segments=segments)))


def cases() -> Iterator[tuple[str, bool, str]]:
    text = ""
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith(("+ ", "- ")):
            yield text, line[0] == "+", line[2:]
        elif line and not line.startswith("#"):
            text = line


@pytest.mark.parametrize(("text", "wanted", "phrase"), list(cases()))
def test_what_is_a_noun_phrase(text: str, wanted: bool, phrase: str) -> None:
    assert (tuple(phrase.split()) in phrases_of(text).places) is wanted


def test_a_phrase_that_goes_on_is_not_whole() -> None:
    found = phrases_of("Water rights trading grows. Water rights are sold.")
    assert found.count(("water", "right")) == 2
    assert found.count_whole(("water", "right")) == 1


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet="abe -'’.,\nof市", max_size=60) | st.text(max_size=60))
def test_every_place_holds_the_words_of_its_phrase(text: str) -> None:
    found = phrases_of(text)
    for phrase, places in found.places.items():
        for at in places:
            assert found.words.lemmas[at : at + len(phrase)] == phrase
            span = found.words.span(at, at + len(phrase))
            assert 0 <= span.start < span.end <= len(text)
            assert at + len(phrase) in found.ends[at]
