"""The termbases that come with Concord: `builtin:NAME`."""

from __future__ import annotations

import csv
import subprocess
import sys
from pathlib import Path

import pytest

from corpus.errors import UnreadableFileError
from glossary import read_termbase
from glossary.builtin import PREFIX, builtin_names
from glossary.linting import lint
from glossary.matching import Lookup
from glossary.termbase import Status, Termbase

DATA = Path(__file__).parent / "data"
NAMES = [PREFIX + name for name in builtin_names()]


def rows(name: str) -> list[list[str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))[1:]


@pytest.fixture(scope="module")
def policy() -> Termbase:
    return read_termbase("builtin:policy")


@pytest.fixture(scope="module")
def lookup(policy: Termbase) -> Lookup:
    return Lookup(policy)


def test_policy_has_many_concepts_with_terms_of_each_status(policy: Termbase) -> None:
    full = [
        concept
        for concept in policy.concepts
        if all(concept.in_language("en", status) for status in Status)
    ]
    assert len(policy.concepts) >= 300
    assert len(full) >= 220
    assert policy.path == "builtin:policy"


@pytest.mark.parametrize("path", NAMES)
def test_every_concept_is_whole(path: str) -> None:
    concepts = read_termbase(path).concepts
    assert len({concept.id for concept in concepts}) == len(concepts)
    for concept in concepts:
        assert len(concept.in_language("zh", Status.PREFERRED)) == 1, concept.id
        (english,) = concept.in_language("en", Status.PREFERRED)
        assert english.part_of_speech is not None, concept.id
        assert concept.domain, concept.id
        assert english.source or "Common usage" in concept.note, concept.id


@pytest.mark.parametrize("path", NAMES)
def test_lint_finds_nothing(path: str) -> None:
    assert list(lint(read_termbase(path))) == []


@pytest.mark.parametrize("path", NAMES)
def test_no_chinese_term_names_two_concepts(path: str) -> None:
    names = [
        term.text for concept in read_termbase(path).concepts for term in concept.in_language("zh")
    ]
    assert len(set(names)) == len(names)


def test_no_valid_term_is_found_as_a_deprecated_one(policy: Termbase, lookup: Lookup) -> None:
    wrong = [
        (term.text, match.term.text)
        for concept in policy.concepts
        for term in concept.valid_in("en")
        for text in (term.text, f"{term.text}s", f"the {term.text} of data")
        for match in lookup.find(text, "en")
        if not match.term.status.is_valid
    ]
    assert wrong == []


def test_every_deprecated_term_is_found(policy: Termbase, lookup: Lookup) -> None:
    """Its conditions met, so that none is dead."""
    missed = []
    for concept in policy.concepts:
        for term in concept.in_language("en", Status.DEPRECATED):
            sentence = f"{term.text} {term.only_near[0]}" if term.only_near else term.text
            matches = lookup.find(sentence, "en")
            if not any(match.concept == concept and match.sure for match in matches):
                missed.append(term.text)
    assert missed == []


@pytest.mark.parametrize(("sentence", "flagged"), rows("builtin_policy.tsv"))
def test_sentence(sentence: str, flagged: str, lookup: Lookup) -> None:
    found = [
        match.surface
        for match in lookup.find(sentence, "en")
        if match.sure and not match.term.status.is_valid
    ]
    assert found == [words for words in flagged.split("|") if words]


@pytest.mark.parametrize(("source", "target", "missed"), rows("builtin_policy_pairs.tsv"))
def test_right_rendering(source: str, target: str, missed: str, lookup: Lookup) -> None:
    """The valid terms name what the source names; `missed` is a paraphrase that none lists."""
    named = {match.concept.id for match in lookup.find(source, "zh")}
    matches = lookup.find(target, "en")
    rendered = {match.concept.id for match in matches if match.term.status.is_valid}
    assert named
    assert named - rendered == {name for name in missed.split("|") if name}
    assert all(match.term.status.is_valid for match in matches)


def test_unknown_name_lists_the_known() -> None:
    with pytest.raises(UnreadableFileError, match="known: builtin:policy"):
        read_termbase("builtin:polity")


def test_check_takes_it_as_a_glossary(tmp_path: Path) -> None:
    text = tmp_path / "draft.txt"
    text.write_text("Data elements are traded.\nThe real economy comes first.\n", encoding="utf-8")
    options = ["--select", "deprecated-term", "--glossary", "builtin:policy", "--format", "text"]
    done = subprocess.run(
        [sys.executable, "-m", "reports.cli", "check", *options, str(text)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert 'write "Data factors"' in done.stdout
    assert "builtin" not in done.stderr
