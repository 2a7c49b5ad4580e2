"""`concord.toml`: what is read, and how a mistake in it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import ConcordError
from reports.configuration import CheckOptions, Configuration, Work, read_configuration

MISTAKES = [
    ("work = 3", "[[work]]"),
    ('[[work]]\nsource = "a"', "drafts"),
    ('[[work]]\ndraft = ["a"]', "did you mean 'drafts'?"),
    ('[[work]]\ndrafts = "a"', "drafts is a list"),
    ('[[work]]\ndrafts = ["a"]\nsource = 1', "source is a text"),
    ("[check]\nfail_on = 'error'", "did you mean 'fail-on'?"),
    ("[chekc]", "did you mean 'check'?"),
    ("check = 1", "[check] is a table"),
    ("[check", "is not TOML"),
]


def test_a_folder_without_the_file_has_an_empty_configuration(tmp_path: Path) -> None:
    assert read_configuration(str(tmp_path)) == Configuration()


def test_an_empty_file_configures_nothing(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").touch()
    assert read_configuration(str(tmp_path)) == Configuration()


def test_paths_count_from_the_folder_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_text(
        '[[work]]\nsource = "s"\ndrafts = ["a", "b"]\nrenderings = ["c"]\nglossaries = ["g"]\n'
        '[check]\nfail-on = "error"\nselect = ["number"]\nignore = ["locale"]\nencoder = "e5"\n'
    )
    paths = {name: str(tmp_path / name) for name in "sabcg"}
    assert read_configuration(str(tmp_path)) == Configuration(
        (Work((paths["a"], paths["b"]), paths["s"], (paths["c"],), (paths["g"],)),),
        CheckOptions("error", ("number",), ("locale",), "e5"),
    )


@pytest.mark.parametrize(("text", "said"), MISTAKES)
def test_a_mistake_is_told_with_the_file_and_what_to_do(
    text: str, said: str, tmp_path: Path
) -> None:
    (tmp_path / "concord.toml").write_text(text)
    with pytest.raises(ConcordError) as caught:
        read_configuration(str(tmp_path))
    assert said in str(caught.value)
    assert str(tmp_path / "concord.toml") in str(caught.value)


def test_bytes_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConcordError, match="UTF-8"):
        read_configuration(str(tmp_path))
