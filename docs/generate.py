"""Write the parts of the documentation that come from the code.

    python docs/generate.py            write them
    python docs/generate.py --check    say which are stale, exit 1 if any is

Whole pages: docs/rules.md, docs/formats.md, docs/encoders.md, docs/commands.md, and the schema of
concord.toml for editors. In README.md the
text between `<!-- generated: NAME -->` and `<!-- end -->`. When writing, also the output of every
command that a ```console block of a page shows (a test compares it).
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from align.encoders import backends
from corpus.files import write_file
from corpus.json_text import json_text
from corpus.readers import readers
from corpus.writers import writers
from glossary.formats import termbase_formats
from reports.checks import Check, Example, checks
from reports.commands.check import FailOn
from reports.finding import Category
from reports.formats import formats
from reports.overrides import LEVELS

ROOT = Path(__file__).resolve().parent.parent
EMPTY = "<!-- runs in: an empty folder -->"
NOTICE = "<!-- Written by docs/generate.py from the code; edit the code and run `make docs`. -->\n"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def rules_table(*, anchors: str) -> str:
    """One line a rule; its name links to `anchors`."""
    rows = (
        (f"[`{check.name}`]({anchors}#{check.name})", check.category, check.severity, check.summary)
        for check in checks()
    )
    return table(("rule", "category", "severity", "what it finds"), rows)


def rules_by_category() -> str:
    """The names of all rules, a line a category."""
    rows = (
        (
            category,
            ", ".join(
                f"[`{check.name}`](docs/rules.md#{check.name})"
                for check in checks()
                if check.category == category
            ),
        )
        for category in Category
    )
    return table(("about", "rules"), ((about, rules) for about, rules in rows if rules))


def rules_page() -> str:
    """docs/rules.md."""
    parts = [NOTICE, "# Rules\n", rules_table(anchors="")]
    parts += [rule_section(check) for check in checks()]
    return "\n".join(parts)


def rule_section(check: Check) -> str:
    """One rule with its reasons and examples."""
    parts = [
        f"## {check.name}\n",
        f"*{check.category}, {check.severity}.* {check.summary}\n",
        check.why.strip() + "\n",
        "Flagged:\n",
        *(example_item(example) for example in check.flagged),
        "\nPassed:\n",
        *(example_item(example) for example in check.passing),
    ]
    return "\n".join(parts) + "\n"


def example_item(example: Example) -> str:
    """An example as a list item, its other texts below it."""
    lines = [f"- `{example.draft}`"]
    lines += [f"  - another rendering: `{witness}`" for witness in example.witnesses]
    if example.source:
        lines.append(f"  - source: `{example.source}`")
    lines += [f"  - glossary: `{row}`" for row in example.glossary.splitlines() if row]
    return "\n".join(lines)


def formats_page() -> str:
    """docs/formats.md."""
    reading = table(
        ("name", "files", "what is read"),
        ((f"`{r.name}`", " ".join(r.suffixes), r.summary) for r in readers()),
    )
    aligned = table(
        ("name", "file", "what is written"),
        ((f"`{w.name}`", w.suffix, w.summary) for w in writers()),
    )
    reported = table(
        ("name", "file", "what is written"),
        ((f"`{f.name}`", f.suffix or "–", f.summary) for f in formats()),
    )
    terms = table(
        ("name", "files", "use", "what it is"),
        (
            (f"`{t.name}`", " ".join(t.suffixes), "read, written" if t.write else "read", t.summary)
            for t in termbase_formats()
        ),
    )
    return (
        f"{NOTICE}\n# Formats\n\n## Texts and bitexts that are read\n\n{reading}\n"
        f"## `concord align --format`\n\n{aligned}\n## `concord check --format`\n\n{reported}\n"
        f"## Glossaries\n\n{terms}"
    )


def encoders_page() -> str:
    """docs/encoders.md."""
    rows = (
        (
            f"`{backend.name}`",
            backend.summary,
            backend.languages,
            backend.licence,
            f"`pip install {backend.requirement}`" if backend.requirement else "comes with Concord",
        )
        for backend in backends()
    )
    head = ("encoder", "model", "languages", "licence", "to install")
    return f"{NOTICE}\n# Encoders\n\n{table(head, rows)}"


def commands_page() -> str:
    """docs/commands.md: the help of every command, as a terminal prints it."""
    commands = [()] + [(name,) for name in command_names(help_of(()))]
    nested = [(*c, name) for c in commands if c for name in command_names(help_of(c))]
    parts = [NOTICE, "# Commands\n"]
    for command in (*commands, *nested):
        title = " ".join(("concord", *command))
        parts.append(f"## {title}\n\n```text\n{help_of(command).strip()}\n```\n")
    return "\n".join(parts)


def configuration_schema() -> str:
    """docs/schema/concord-toml.schema.json, which editors complete and check by."""
    text = {"type": "string"}
    texts = {"type": "array", "items": text}
    levels = {
        "type": "object",
        "propertyNames": {"$ref": "#/$defs/rule"},
        "additionalProperties": {"enum": list(LEVELS)},
    }
    work = {"drafts": texts | {"minItems": 1}, "source": text}
    work |= {"renderings": texts, "glossaries": texts}
    check = {"fail-on": {"enum": [*FailOn]}, "select": texts, "ignore": texts}
    check |= {"encoder": text, "baseline": text}
    override = {"files": texts | {"minItems": 1}, "rules": levels}
    waiver = {"rule": {"$ref": "#/$defs/rule"}, "reason": text | {"minLength": 1}}
    waiver |= {"file": text, "text": text, "fingerprint": text}
    definitions = {
        "work": closed(work, required=["drafts"]),
        "check": closed(check),
        "override": closed(override, required=["files", "rules"]),
        "waiver": closed(waiver, required=["rule", "reason"]),
        "levels": levels,
        "rule": {"enum": [*(check.name for check in checks()), *Category]},
    }
    lists = {
        name: {"type": "array", "items": {"$ref": f"#/$defs/{name}"}}
        for name in ("work", "override", "waiver")
    }
    tables = {"check": {"$ref": "#/$defs/check"}, "rules": {"$ref": "#/$defs/levels"}}
    tables |= {"languages": {"type": "object", "additionalProperties": text}}
    tables |= {"facts": {"type": "object"}}
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "concord.toml",
        **closed({**lists, **tables}),
        "$defs": definitions,
    }
    return json_text(schema)


def closed(properties: dict[str, Any], *, required: Sequence[str] = ()) -> dict[str, Any]:
    """The schema of a table that has no other keys."""
    return {
        "type": "object",
        "properties": properties,
        "required": list(required),
        "additionalProperties": False,
    }


def help_of(command: Sequence[str]) -> str:
    """What `concord COMMAND --help` prints."""
    run = subprocess.run(
        [sys.executable, "-m", "reports.cli", *command, "--help"],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env={**os.environ, "COLUMNS": "100", "TERMINAL_WIDTH": "100", "NO_COLOR": "1"},
    )
    return "\n".join(line.rstrip() for line in run.stdout.splitlines())


def command_names(text: str) -> list[str]:
    """The commands that a help text lists."""
    _, _, listed = text.partition("\nCommands:\n")
    return re.findall(r"^  ([a-z][a-z-]*)\b", listed, re.MULTILINE)


PAGES: dict[str, Callable[[], str]] = {
    "docs/rules.md": rules_page,
    "docs/formats.md": formats_page,
    "docs/encoders.md": encoders_page,
    "docs/commands.md": commands_page,
    "docs/schema/concord-toml.schema.json": configuration_schema,
}
PARTS: dict[str, Callable[[], str]] = {
    "rules": rules_by_category,
}


def readme(current: str) -> str:
    """README.md with its generated parts made anew."""

    def fill(match: re.Match[str]) -> str:
        name = match[1]
        return f"<!-- generated: {name} -->\n\n{PARTS[name]()}\n<!-- end -->"

    pattern = r"<!-- generated: ([a-z-]+) -->\n.*?<!-- end -->"
    return re.sub(pattern, fill, current, flags=re.DOTALL)


def with_output(current: str) -> str:
    """A page with every command of its console blocks run anew.

    They run in a copy of the examples, or in an empty folder if the page says so.
    """
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "examples"
        if EMPTY in current:
            folder.mkdir()
        else:
            shutil.copytree(ROOT / "examples", folder)

        def rerun(match: re.Match[str]) -> str:
            commands = re.findall(r"^\$ (.+)$", match[1], re.MULTILINE)
            return "```console\n" + "".join(transcript(line, folder) for line in commands) + "```"

        return re.sub(r"```console\n(.*?)```", rerun, current, flags=re.DOTALL)


def transcript(line: str, folder: Path) -> str:
    """A command as it was typed and what it printed."""
    run = subprocess.run(
        ["bash", "-c", line],
        check=False,
        cwd=folder,
        env={
            **os.environ,
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "NO_COLOR": "1",
            "COLUMNS": "100",
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return f"$ {line}\n{run.stdout}"


def main(arguments: Sequence[str]) -> int:
    """Write or compare; the exit code."""
    wanted = {path: page() for path, page in PAGES.items()}
    wanted["README.md"] = readme((ROOT / "README.md").read_text(encoding="utf-8"))
    stale = [
        path
        for path, text in wanted.items()
        if not (ROOT / path).exists() or (ROOT / path).read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        for path in stale:
            print(f"{path}: stale; run `make docs`")
        return 1 if stale else 0
    for page in [ROOT / "README.md", *sorted(ROOT.glob("docs/*.md"))]:
        path = page.relative_to(ROOT).as_posix()
        before = wanted.get(path) or page.read_text(encoding="utf-8")
        wanted[path] = with_output(before)
        if wanted[path] != before and path not in stale:
            stale.append(path)
    for path in stale:
        write_file(str(ROOT / path), wanted[path])
        print(f"wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
