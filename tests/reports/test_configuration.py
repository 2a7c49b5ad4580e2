"""`concord.toml`: what is read, and how a mistake in it is told."""

from __future__ import annotations

import json
import tomllib
from dataclasses import fields, replace
from datetime import date
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from corpus.document import Document
from corpus.errors import ConcordError, MalformedFileError
from reports.checking import check_documents, join_reports
from reports.checks import checks
from reports.commands.config import Layout, show
from reports.configuration import CheckOptions, Configuration, Work, read_configuration
from reports.finding import Category, Severity
from reports.inputs import read_inputs
from reports.overrides import apply_overrides

ROOT = Path(__file__).resolve().parents[2]

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
    ("facts = 1", "[[facts.plan]]"),
    ("[facts.plan]\nnumber = 16", "[[plan]]"),
    ("[[facts.plan]]\nnumber = 16", "a plan has number and years"),
    ("[[facts.plan]]\nnumber = 16\nyears = [2031]", "years of a plan is two years"),
    ("[rules]\nmalformed-nmber = 'off'", "did you mean 'malformed-number'?"),
    ("[rules]\nmalformed-number = 'warn'", "did you mean 'warning'?"),
    ("[rules]\nmalformed-number = 1", "malformed-number is a text"),
    ("[[override]]\nrules = { number = 'off' }", "needs files and rules"),
    ("[[override]]\nfiles = ['a']", "needs files and rules"),
    ("[languages]\n'*.txt' = 'klingon-ish'", "is no language code"),
    ("languages = 3", "[languages] is a table"),
    ("[[facts.plann]]\nnumber = 16", "'plann' is no kind of fact"),
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
        str(tmp_path / "concord.toml"),
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


def test_facts_of_the_file_stand_beside_those_of_the_package(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_text(
        "[[facts.plan]]\nnumber = 16\nyears = [2031, 2035]\n"
        "[[facts.plenum]]\ncommittee = 31\nnumber = 2\nmet = [2080-02-26, 2080-02-28]\n"
    )
    facts = read_configuration(str(tmp_path)).facts
    assert facts is not None
    assert (facts.years_of_plan(16), facts.years_of_plan(14)) == ((2031, 2035), (2021, 2025))
    assert facts.days_of_plenum(31, 2) == (date(2080, 2, 26), date(2080, 2, 28))


def test_a_check_knows_the_facts_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_text("[[facts.plan]]\nnumber = 16\nyears = [2031, 2035]\n")
    facts = read_configuration(str(tmp_path)).facts
    text = "It is part of the 16th Five-Year Plan (2026–2030)."
    draft = Document("draft.txt", text, "en")
    told = check_documents([draft], select=["contradicted-fact"], facts=facts).findings
    assert [finding.text for finding in told] == ["16th Five-Year Plan"]
    assert check_documents([draft], select=["contradicted-fact"]).findings == ()


def test_the_nearest_file_above_is_read(tmp_path: Path) -> None:
    below = tmp_path / "one" / "two"
    below.mkdir(parents=True)
    (tmp_path / "concord.toml").write_text('[[work]]\ndrafts = ["a"]\n')
    (work,) = read_configuration(str(below)).works
    assert Path(work.drafts[0]).resolve() == (tmp_path / "a").resolve()
    (tmp_path / "one" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert len(read_configuration(str(below)).works) == 1
    (tmp_path / "one" / "pyproject.toml").write_text("[tool.concord.check]\nencoder = 'e5'\n")
    assert read_configuration(str(below)).works == ()
    assert read_configuration(str(below)).check.encoder == "e5"


LEVELS = [
    ("", "error error"),
    ("[rules]\nimpossible-date = 'note'", "note note"),
    ("[rules]\nnumber = 'note'", "note note"),
    ("[rules]\nnumber = 'note'\nimpossible-date = 'warning'", "warning warning"),
    ("[rules]\nimpossible-date = 'off'", ""),
    ("[[override]]\nfiles = ['old/*']\nrules = { impossible-date = 'off' }", "error"),
    (
        "[rules]\nimpossible-date = 'off'\n\
[[override]]\nfiles = ['new.txt']\nrules = { impossible-date = 'warning' }",
        "warning",
    ),
]


@pytest.mark.parametrize(("text", "severities"), LEVELS)
def test_levels_of_rules(text: str, severities: str, tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_text(text)
    drafts = [
        Document(path, "It met on February 30, 2021 in the hall.", "en")
        for path in ("old/one.txt", "new.txt")
    ]
    configuration = read_configuration(str(tmp_path))
    reports = [check_documents([draft], select=["impossible-date"]) for draft in drafts]
    report = apply_overrides(join_reports(reports), configuration.overrides)
    assert " ".join(finding.severity for finding in report.findings) == severities


def test_a_doubtful_case_stays_below_a_clear_one(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_text("[rules]\nimpossible-date = 'warning'\n")
    draft = Document("draft.txt", "It met on February 30, 2021 in the hall.", "en")
    report = check_documents([draft], select=["impossible-date"])
    (clear,) = report.findings
    doubtful = replace(clear, severity=Severity.WARNING)
    both = replace(report, findings=(clear, doubtful))
    moved = apply_overrides(both, read_configuration(str(tmp_path)).overrides)
    assert [one.severity for one in moved.findings] == [Severity.WARNING, Severity.NOTE]


def test_a_language_that_is_said_is_not_guessed(tmp_path: Path) -> None:
    (tmp_path / "draft.fr.txt").write_text("Une page simple sur les moissons.\n")
    (draft,) = read_inputs([str(tmp_path / "draft.fr.txt")], languages={"*.fr.txt": "de"}).drafts
    assert isinstance(draft, Document)
    assert draft.language == "de"


def test_every_setting_is_shown_with_its_origin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "concord.toml").write_text(
        '[[work]]\ndrafts = ["a"]\nsource = "s"\n[check]\nencoder = "e5"\n'
        "[rules]\nnumber = 'note'\n[languages]\n'*.x' = 'en'\n"
        "[[override]]\nfiles = ['old/*']\nrules = { terminology = 'off' }\n"
        "[[waiver]]\nrule = 'number'\nreason = 'as agreed'\n"
    )
    monkeypatch.chdir(tmp_path)
    show(layout=Layout.JSON)
    values = json.loads(capsys.readouterr().out)["settings"]
    shown = {one["setting"]: (one["value"], one["from"]) for one in values}
    assert shown["check.encoder"] == ("e5", "concord.toml [check]")
    assert shown["check.fail-on"] == ("warning", "default")
    assert shown["rules.number"] == ("note", "concord.toml [rules]")
    assert shown["rules.terminology in old/*"] == ("off", "concord.toml [[override]]")
    assert shown["languages.*.x"] == ("en", "concord.toml [languages]")
    assert shown["work 1.source"] == ("s", "concord.toml [[work]]")
    assert shown["waiver.number"] == ("as agreed", "concord.toml, [[waiver]] 1")


def test_editors_have_a_schema_with_every_key() -> None:
    schema = json.loads((ROOT / "docs/schema/concord-toml.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    keys = {name: set(part.get("properties", ())) for name, part in schema["$defs"].items()}
    assert keys["check"] == {field.name.replace("_", "-") for field in fields(CheckOptions)}
    assert keys["work"] == {field.name.replace("_", "-") for field in fields(Work)}
    assert set(schema["$defs"]["rule"]["enum"]) == {*(c.name for c in checks()), *Category}
    example = tomllib.loads((ROOT / "examples/concord.toml").read_text("utf-8"))
    Draft202012Validator(schema).validate(example)
    for text, _ in LEVELS:
        Draft202012Validator(schema).validate(tomllib.loads(text))


def test_an_unknown_rule_is_told_where_it_stands(tmp_path: Path) -> None:
    (tmp_path / "concord.toml").write_text('[check]\nselect = ["numbr"]\n', "utf-8")
    with pytest.raises(MalformedFileError, match=r"concord\.toml.*'numbr'.*'number'"):
        read_configuration(str(tmp_path))
