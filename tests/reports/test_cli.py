"""The real command line, as a user meets it: exit codes, messages, files.

Most runs call the command's entry point in this process, since starting one for each of a hundred
would take a minute; what depends on the process itself (imports, terminals, pipes) starts one.
Only `test_cli_aligned.py` loads a model.
"""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from syrupy.assertion import SnapshotAssertion

from reports.cli import main

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = [
    (), ("check",), ("align",), ("align-eval",), ("numbers",), ("rules",), ("explain",),
    ("encoders",), ("formats",), ("demo",), ("cache",), ("cache", "info"), ("cache", "clear"),
]  # fmt: skip
GLOSSARY = (
    "concept_id,source_term,target_term,status,note\n"
    "c1,数据要素,data factors,preferred,\n"
    "c1,,data elements,deprecated,\n"
)
DRAFT = "Data elements matter.\nThey matter to all.\n"


@dataclass(frozen=True)
class Run:
    """What a run left behind."""

    returncode: int
    stdout: str
    stderr: str


Concord = Callable[..., Run]


@pytest.fixture
def concord(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> Concord:
    """Run the command line in a folder."""
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")

    def run(*arguments: str, cwd: Path) -> Run:
        monkeypatch.chdir(cwd)
        monkeypatch.setattr(sys, "argv", ["concord", *arguments])
        with pytest.raises(SystemExit) as end:
            main()
        code = end.value.code
        assert code is None or isinstance(code, int)
        out, err = capfd.readouterr()
        return Run(code or 0, out, err)

    return run


def start(*arguments: str, cwd: Path, **environment: str) -> Run:
    """Run the command line in a process of its own."""
    run = subprocess.run(
        [sys.executable, "-m", "reports.cli", *arguments],
        check=False,
        capture_output=True,
        cwd=cwd,
        encoding="utf-8",
        env={**os.environ, **environment},
    )
    return Run(run.returncode, run.stdout, run.stderr)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "draft.txt").write_text(DRAFT, "utf-8")
    (tmp_path / "other.txt").write_text("Data factors matter.\nThey matter to all.\n", "utf-8")
    (tmp_path / "terms.csv").write_text(GLOSSARY, "utf-8")
    (tmp_path / "pairs.tsv").write_text(
        "id\tzh\ten\nu1\t数据要素很重要。\tData elements matter.\n"
        "u2\t数据要素很重要。\tData factors matter.\n",
        "utf-8",
    )
    return tmp_path


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: " ".join(command) or "concord")
def test_the_help_looks_as_it_did(
    concord: Concord, command: tuple[str, ...], snapshot: SnapshotAssertion, tmp_path: Path
) -> None:
    run = concord(*command, "--help", cwd=tmp_path)
    assert (run.returncode, run.stderr) == (0, "")
    assert run.stdout == snapshot


def test_version(concord: Concord, tmp_path: Path) -> None:
    run = concord("--version", cwd=tmp_path)
    assert run.returncode == 0
    assert re.fullmatch(r"concord \d+\.\d+\.\d+\S*\n", run.stdout)


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["check", "draft.txt", "--glossary", "terms.csv"], 1),
        (["check", "draft.txt", "--glossary", "terms.csv", "--fail-on", "error"], 1),
        (["check", "draft.txt", "--glossary", "terms.csv", "--fail-on", "never"], 0),
        (["check", "draft.txt", "--glossary", "terms.csv", "--ignore", "terminology"], 0),
        (["check", "draft.txt", "--glossary", "terms.csv", "--select", "number"], 0),
        (["check", "draft.txt"], 0),
        (["check", "other.txt", "--glossary", "terms.csv"], 0),
        (["check", "pairs.tsv", "--glossary", "terms.csv"], 1),
    ],
)
def test_the_exit_code_tells_whether_there_are_findings(
    concord: Concord, arguments: list[str], code: int, folder: Path
) -> None:
    run = concord(*arguments, cwd=folder)
    assert (run.returncode, run.stderr) == (code, "")


USAGE = [
    (["check"], "name the files to check, or list them in concord.toml"),
    (["check", "--source", "draft.txt"], "name the files to check, not only what to check"),
    (["check", "draft.txt", "--select", "deprecated-trem"], "did you mean 'deprecated-term'?"),
    (["check", "draft.txt", "--ignore", "numbers"], "did you mean 'number'?"),
    (["check", "draft.txt", "--select", "zzzz"], "`concord rules` lists them"),
    (["check", "draft.txt", "--select", "deprecated-term"], "no --glossary was given"),
    (["check", "draft.txt", "--select", "number", "--ignore", "number"], "no rule is left"),
    (
        ["check", "draft.txt", "--format", "xml"],
        "--format: 'xml' is not one of checkstyle, github,",
    ),
    (["check", "draft.txt", "-o", "report.doc"], "the suffix says no format"),
    (["check", "draft.txt", "-o", "nowhere/report.json"], "there is no folder nowhere"),
    (["check", "draft.txt", "-o", ".", "--format", "json"], "it is a directory"),
    (["check", ""], "a file name cannot be empty"),
    (["check", "draft.txt", "--encoder", "usee"], "Did you mean use?"),
    (["check", "draft.txt", "draft.txt"], "draft.txt is named twice"),
    (["check", "draft.txt", "./draft.txt"], "(as draft.txt and ./draft.txt)"),
    (["check", "draft.txt", "--source", "draft.txt"], "draft.txt is named twice"),
    (["check", "draft.txt", "pairs.tsv"], "pairs.tsv pairs its languages itself"),
    (["check", "pairs.tsv", "--source", "draft.txt"], "pairs.tsv pairs its languages itself"),
    (["check", "draft.txt", "--rendering", "pairs.tsv"], "pairs.tsv is a bilingual file"),
    (["check", "draft.txt", "--glossary", "missing.csv"], "missing.csv: no such file"),
    (["check", "draft.txt", "--fail-on", "sometimes"], "'sometimes' is not one of"),
    (["check", "draft.txt", "-o", "draft.txt"], "would overwrite a file that is read"),
    (
        ["check", "draft.txt", "--glossary", "terms.csv", "-o", "./terms.csv", "--format", "json"],
        "would overwrite a file that is read",
    ),
    (["align", "pairs.tsv", "-o", "pairs.tsv"], "would overwrite a file that is read"),
    (["align", "draft.txt"], "draft.txt is one text; name at least two to align"),
    (["align", "draft.txt", "pairs.tsv"], "pairs.tsv is aligned already"),
    (["align", "draft.txt", "draft.txt"], "draft.txt is named twice"),
    (["align"], "Missing argument"),
    (["align", "draft.txt", "other.txt", "--encoder", "usee"], "Did you mean use?"),
    (["align", "draft.txt", "other.txt", "--format", "xliff"], "is not one of html, json, table"),
    (["explain", "no-such-rule"], "there is no rule 'no-such-rule'"),
    (["demo", "-o", "demo.pdf"], "ends in .html"),
    (["nonsense"], "No such command 'nonsense'"),
]


@pytest.mark.parametrize(("arguments", "message"), USAGE, ids=lambda value: str(value)[:60])
def test_wrong_usage_is_one_clear_message(
    concord: Concord, arguments: list[str], message: str, folder: Path
) -> None:
    run = concord(*arguments, cwd=folder)
    assert run.returncode == 2
    assert message in " ".join(run.stderr.split())
    assert "Traceback" not in run.stderr
    assert run.stdout == ""


BAD = {
    "missing.txt": (None, "no such file"),
    "folder.txt": ("folder", "is a directory"),
    "empty.txt": (b"", "is empty"),
    "blank.txt": (b" \n\n\t\n", "has no text"),
    "picture.txt": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "PNG image"),
    "noise.txt": (bytes(range(256)) * 4, "binary data, not text"),
    "broken.txt": ("数据要素。".encode() * 99 + b"\xff" + "很重要。".encode() * 99, "UTF-8"),
    "large.txt": (50, "has 50 MiB; the limit is"),
    "broken.tmx": (b"<tmx version='1.4'><header/><body><tu>", "broken.tmx"),
    "entities.tmx": (
        b"""<!DOCTYPE tmx [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><tmx version="1.4"><body>
        <tu><tuv xml:lang="en"><seg>&b;</seg></tuv></tu></body></tmx>""",
        "entities.tmx",
    ),
    "header.tsv": (b"one\ttwo\nx\ty\n", "the first row must name the language"),
    "noise.docx": (b"PK\x03\x04 not a document", "noise.docx"),
    "noise.pdf": (b"%PDF-1.7\nnot a document", "noise.pdf"),
}


@pytest.mark.parametrize("name", BAD)
@pytest.mark.parametrize("command", ["check", "align"])
def test_a_file_that_cannot_be_used_is_named(
    concord: Concord, command: str, name: str, folder: Path
) -> None:
    content, message = BAD[name]
    path = folder / name
    if content == "folder":
        path.mkdir()
    elif isinstance(content, int):
        with path.open("wb") as file:
            file.truncate(content * 2**20)
    elif isinstance(content, bytes):
        path.write_bytes(content)
    run = concord(command, "other.txt", name, cwd=folder)
    assert run.returncode == 2
    assert run.stdout == ""
    (line,) = run.stderr.splitlines()
    assert line.startswith(f"concord: error: {name}")
    assert message in line


def test_one_word_is_a_text(concord: Concord, folder: Path) -> None:
    (folder / "word.txt").write_text("Word", "utf-8")
    run = concord("check", "word.txt", cwd=folder)
    assert run.returncode == 0
    assert re.search(r"^No findings: \d+ rules ran over 1 file\.$", run.stdout, re.MULTILINE)


def test_rules_that_cannot_run_are_named(concord: Concord, folder: Path) -> None:
    run = concord("check", "draft.txt", cwd=folder)
    named = "deprecated-term, dropped-term, missing-term, translated-name"
    assert f"{named} did not run: no --glossary was given" in run.stdout
    assert "only one text was given, so nothing was compared" in run.stdout


def test_a_finding_is_one_line_in_a_pipe(concord: Concord, folder: Path) -> None:
    run = concord("check", "draft.txt", "--glossary", "terms.csv", cwd=folder)
    first, *_, last = run.stdout.splitlines()
    assert first.startswith('draft.txt:1:1: error deprecated-term "Data elements" is a deprecated')
    assert last == "1 finding (1 error) in 1 file."
    assert "\x1b" not in run.stdout


def on_a_terminal(*arguments: str, cwd: Path, environment: Mapping[str, str]) -> str:
    """What the command writes to a terminal of 60 columns."""
    ours, theirs = pty.openpty()
    base = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
    with subprocess.Popen(
        [sys.executable, "-m", "reports.cli", *arguments],
        cwd=cwd,
        env={**base, "COLUMNS": "60", "TERM": "xterm", **environment},
        stdout=theirs,
        stderr=theirs,
    ) as process:
        os.close(theirs)
        pieces = []
        while True:
            try:
                piece = os.read(ours, 65536)
            except OSError:
                break
            if not piece:
                break
            pieces.append(piece)
        process.wait()
    os.close(ours)
    return b"".join(pieces).decode().replace("\r\n", "\n")


def test_a_terminal_shows_the_words_underlined(folder: Path) -> None:
    (folder / "draft.txt").write_text("中文 before. Data elements matter.\n", "utf-8")
    command = ("check", "draft.txt", "--glossary", "terms.csv")
    shown = on_a_terminal(*command, cwd=folder, environment={"NO_COLOR": "1"})
    _, line, carets, *_ = shown.splitlines()
    assert line == "    中文 before. Data elements matter."
    assert carets == "                 ^^^^^^^^^^^^^"
    assert "\x1b" not in shown
    coloured = on_a_terminal(*command, cwd=folder, environment={})
    assert "\x1b[1;31m" in coloured
    assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == shown


def test_the_text_of_a_file_cannot_steer_the_terminal(folder: Path) -> None:
    (folder / "draft.txt").write_text("\x1b]0;owned\x07Data elements\u202e matter.\n", "utf-8")
    command = ("check", "draft.txt", "--glossary", "terms.csv")
    shown = on_a_terminal(*command, cwd=folder, environment={"NO_COLOR": "1"})
    assert "<U+001B>]0;owned<U+0007>Data elements<U+202E> matter." in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize("arguments", [["-o", "out.json"], ["--format", "json", "-o", "out.x"]])
def test_a_report_is_written_to_a_file(
    concord: Concord, arguments: list[str], folder: Path
) -> None:
    run = concord("check", "draft.txt", "--glossary", "terms.csv", *arguments, cwd=folder)
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "")
    report = json.loads((folder / arguments[-1]).read_text("utf-8"))
    schema = json.loads((ROOT / "docs/schema/report-1.schema.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(report)
    (finding,) = report["findings"]
    assert finding["rule"] == "deprecated-term"
    assert DRAFT[finding["start"] : finding["end"]] == finding["text"] == "Data elements"
    assert str(folder) not in json.dumps(report)


def test_a_bilingual_file_is_checked_unit_by_unit(concord: Concord, folder: Path) -> None:
    run = concord("check", "pairs.tsv", "--glossary", "terms.csv", "--format", "json", cwd=folder)
    report = json.loads(run.stdout)
    (finding,) = [one for one in report["findings"] if one["rule"] == "deprecated-term"]
    assert (finding["unit"], finding["side"], finding["line"]) == ("u1", "en", 2)
    assert (finding["start"], finding["end"]) == (0, len("Data elements"))
    assert [one["role"] for one in report["documents"]] == ["draft", "source"]


def test_bilingual_files_are_checked_each_on_its_own(concord: Concord, folder: Path) -> None:
    (folder / "more.tsv").write_text((folder / "pairs.tsv").read_text("utf-8"), "utf-8")
    arguments = ("check", "pairs.tsv", "more.tsv", "--glossary", "terms.csv", "--format", "json")
    report = json.loads(concord(*arguments, cwd=folder).stdout)
    assert report["summary"]["files"] == 2
    assert report["summary"]["by_file"] == {"more.tsv": 1, "pairs.tsv": 1}
    assert [one["role"] for one in report["documents"]] == ["draft", "draft", "source", "source"]
    paths = {one["path"] for one in report["signature"]["inputs"]}
    assert paths == {"pairs.tsv", "more.tsv", "terms.csv"}


def test_a_bilingual_file_is_written_in_another_format(concord: Concord, folder: Path) -> None:
    run = concord("align", "pairs.tsv", "-o", "pairs.tmx", cwd=folder)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")
    again = concord("align", "pairs.tmx", "--format", "tsv", cwd=folder)
    assert again.stdout.splitlines()[1].split("\t")[:2] == [
        "数据要素很重要。",
        "Data elements matter.",
    ]


def test_the_configuration_says_what_to_check(concord: Concord, folder: Path) -> None:
    (folder / "concord.toml").write_text(
        '[[work]]\ndrafts = ["draft.txt"]\nglossaries = ["terms.csv"]\n'
        '[[work]]\ndrafts = ["other.txt"]\nglossaries = ["terms.csv"]\n'
        '[check]\nfail-on = "never"\n',
        "utf-8",
    )
    run = concord("check", cwd=folder)
    assert run.returncode == 0
    assert run.stdout.endswith("1 finding (1 error) in 1 of 2 files.\n")
    assert concord("check", "--fail-on", "error", cwd=folder).returncode == 1
    (folder / "concord.toml").write_text('[check]\nfail-on = "often"\n', "utf-8")
    assert "'often' is not one of" in concord("check", "draft.txt", cwd=folder).stderr


def test_two_runs_give_the_same_bytes(folder: Path) -> None:
    for name in ("html", "json"):
        command = ("check", "draft.txt", "--glossary", "terms.csv", "--format", name)
        one, two = (start(*command, cwd=folder, PYTHONHASHSEED=seed) for seed in "12")
        assert one.stdout == two.stdout != ""


HEAVY = (
    "torch", "numpy", "numba", "lxml", "docx", "pypdf", "jinja2", "rich", "sentence_transformers",
    "charset_normalizer", "sacrebleu",
)  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["check", "--help"],
        ["rules"],
        ["explain", "deprecated-term"],
        ["check", "draft.txt", "--glossary", "terms.csv"],
        ["check", "draft.txt", "--format", "json"],
    ],
    ids=" ".join,
)
def test_what_needs_no_model_imports_nothing_heavy(arguments: list[str], folder: Path) -> None:
    code = (
        "import sys; from reports.cli import app\n"
        "try: app(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        check=True,
        capture_output=True,
        cwd=folder,
        encoding="utf-8",
    )
    assert run.stdout.splitlines()[-1] == "[]"


def test_the_exit_code_reaches_the_shell(folder: Path) -> None:
    run = start("check", "draft.txt", "--glossary", "terms.csv", cwd=folder)
    assert (run.returncode, run.stderr) == (1, "")
    run = start("check", "missing.txt", cwd=folder)
    assert (run.returncode, run.stdout) == (2, "")
    assert run.stderr == "concord: error: missing.txt: no such file\n"


def test_a_closed_pipe_is_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m reports.cli rules | true"
    run = subprocess.run(["sh", "-c", command], check=False, capture_output=True, cwd=folder)
    assert run.stderr == b""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a disk that is always full")
@pytest.mark.parametrize("command", ["check draft.txt", "rules", "check draft.txt -o /dev/full"])
def test_a_full_disk_is_one_clear_message(command: str, folder: Path) -> None:
    command = f"{sys.executable} -m reports.cli {command} --format json > /dev/full"
    command = command.replace("rules --format json", "rules")
    run = subprocess.run(["sh", "-c", command], check=False, capture_output=True, cwd=folder)
    assert run.returncode == 2
    (line,) = run.stderr.decode().splitlines()
    assert line.endswith("cannot be written: No space left on device")


def test_closed_streams_are_no_error(folder: Path) -> None:
    command = f"{sys.executable} -m reports.cli check draft.txt -o out.json >&- 2>&-"
    run = subprocess.run(["sh", "-c", command], check=False, cwd=folder)
    assert run.returncode == 0
    assert json.loads((folder / "out.json").read_text("utf-8"))["findings"] == []


def test_any_text_can_be_printed_in_any_locale(folder: Path) -> None:
    run = start("explain", "deprecated-term", cwd=folder, PYTHONIOENCODING="ascii", LC_ALL="C")
    assert (run.returncode, run.stderr) == (0, "")
    assert "数据要素" in run.stdout


def test_the_cache_can_be_shown_and_cleared(
    concord: Concord, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONCORD_CACHE_DIR", str(tmp_path / "cache"))
    assert "nothing is kept yet" in concord("cache", "info", cwd=tmp_path).stdout
    assert concord("cache", "clear", cwd=tmp_path).stdout == "nothing was kept\n"
    assert not (tmp_path / "cache").exists()


def test_every_rule_can_be_explained(concord: Concord, tmp_path: Path) -> None:
    rows = concord("rules", cwd=tmp_path).stdout.splitlines()[1:]
    names = [row.split()[0] for row in rows if not row.startswith(" ")]
    assert len(names) >= 3
    run = concord("explain", names[0], cwd=tmp_path)
    assert run.returncode == 0
    assert "Flagged:" in run.stdout
    assert "Passed:" in run.stdout


def test_the_formats_and_encoders_are_listed(concord: Concord, tmp_path: Path) -> None:
    shown = concord("formats", cwd=tmp_path).stdout
    assert all(f"\n  {name} " in shown for name in ("tmx", "docx", "html", "json", "table"))
    assert "use " in concord("encoders", cwd=tmp_path).stdout
