"""What documents are called in running text."""

from __future__ import annotations

import pytest

from corpus.document import Document
from corpus.labels import short_labels

CASES = [
    ([("a/one.txt", ""), ("b/two.txt", "")], ("one.txt", "two.txt")),
    ([("a/one.txt", ""), ("b/one.txt", "")], ("a/one.txt", "b/one.txt")),
    ([("a/x.tmx", "en"), ("a/x.tmx", "zh")], ("x.tmx [en]", "x.tmx [zh]")),
    ([], ()),
]


@pytest.mark.parametrize(("sides", "labels"), CASES)
def test_a_label_is_as_short_as_it_can_be(
    sides: list[tuple[str, str]], labels: tuple[str, ...]
) -> None:
    assert short_labels([Document(path, "", name=name) for path, name in sides]) == labels
