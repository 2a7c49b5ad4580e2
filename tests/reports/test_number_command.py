"""`concord numbers`: the table and the JSON of one file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from reports.cli import app

ENGLISH = "On 3 March 2020 nearly 60% of the 1.2 million\nhouseholds paid RMB 5.6 billion.\n"
TABLE = """\
place  kind      value                    limits  words
1:4    date      year 2020 month 3 day 3          3 March 2020
1:24   percent   60                       nearly  60%
1:35   cardinal  1200000                          1.2 million
2:17   money     5600000000 CNY                   RMB 5.6 billion
"""


def output(*arguments: str) -> str:
    result = CliRunner().invoke(app, ["numbers", *arguments])
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.en.txt"
    path.write_text(ENGLISH, "utf-8")
    return path


def test_the_table_has_a_row_for_every_number(text: Path) -> None:
    assert output(str(text)) == TABLE


def test_json_gives_spans_in_the_text(text: Path) -> None:
    listed = json.loads(output(str(text), "--format", "json"))
    assert listed["schema"] == "concord.numbers/1"
    numbers = listed["documents"][0]["numbers"]
    assert [ENGLISH[number["start"] : number["end"]] for number in numbers] == [
        number["text"] for number in numbers
    ]
    assert numbers[0]["date"] == {"year": 2020, "month": 3, "day": 3, "fiscal": False}
    assert (numbers[1]["value"], numbers[1]["bound"]) == ("60", "nearly")


def test_a_bilingual_file_lists_both_sides(tmp_path: Path) -> None:
    pairs = tmp_path / "pairs.tsv"
    pairs.write_text("zh\ten\n3亿人\t300 million people\n", "utf-8")
    listed = json.loads(output(str(pairs), "--format", "json"))
    sides = [(one["language"], one["numbers"][0]["value"]) for one in listed["documents"]]
    assert sides == [("zh", "300000000"), ("en", "300000000")]


def test_the_suffix_of_the_output_chooses_json(text: Path, tmp_path: Path) -> None:
    target = tmp_path / "numbers.json"
    assert output(str(text), "-o", str(target)) == ""
    assert json.loads(target.read_text("utf-8"))["schema"] == "concord.numbers/1"


def test_a_text_without_numbers_gives_nothing(tmp_path: Path) -> None:
    path = tmp_path / "none.txt"
    path.write_text("No numbers here.\n", "utf-8")
    assert output(str(path)) == ""
