"""`concord.toml`: what `concord check` does when the command line does not say.

    [[work]]
    source = "source.zh.txt"
    drafts = ["one.en.txt", "two.en.txt"]
    renderings = ["published.en.txt"]
    glossaries = ["terms.toml"]

    [check]
    fail-on = "warning"
    ignore = ["locale"]
    baseline = "baseline.json"

    [rules]
    malformed-number = "warning"
    leftover-boilerplate = "off"

    [[override]]
    files = ["archive/*"]
    rules = { missing-term = "note" }

    [languages]
    "*.en-GB.txt" = "en-GB"

    [[waiver]]
    rule = "number-mismatch"
    file = "one.en.txt"
    reason = "the source errs, see the corrigendum"

    [[facts.plan]]
    number = 16
    years = [2031, 2035]

The same tables may stand in `pyproject.toml` under `tool.concord`. The nearest of the two, in the
current folder or above it, is read; paths count from its folder.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import EncodingError, MalformedFileError
from corpus.files import read_file
from reports.toml_tables import Table, refuse_unknown

if TYPE_CHECKING:
    from reports.numbers.facts import Facts
    from reports.overrides import Override
    from reports.waivers import Waiver

FILE_NAME = "concord.toml"
PROJECT_FILE = "pyproject.toml"

_TABLES = ("work", "check", "rules", "override", "languages", "facts", "waiver")
_WAIVER_KEYS = ("rule", "reason", "file", "text", "fingerprint")


@dataclass(frozen=True, slots=True)
class Work:
    """One source text and what renders it; the paths are ready to be opened."""

    drafts: tuple[str, ...] = ()
    source: str | None = None
    renderings: tuple[str, ...] = ()
    glossaries: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """Defaults of `concord check`; None means that the file does not say."""

    fail_on: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    encoder: str | None = None
    baseline: str | None = None


@dataclass(frozen=True, slots=True)
class Configuration:
    """A whole `concord.toml`; empty where there is none.

    Attributes:
        path: of the file that was read.
        works: what to check.
        check: how.
        overrides: levels of rules, those for all files first.
        languages: BCP 47 code for the files that a pattern means.
        facts: what is known of congresses, plans and agendas, the built-in facts included.
        waivers: findings that were accepted.
    """

    path: str | None = None
    works: tuple[Work, ...] = ()
    check: CheckOptions = CheckOptions()
    overrides: tuple[Override, ...] = ()
    languages: Mapping[str, str] = field(default_factory=dict)
    facts: Facts | None = None
    waivers: tuple[Waiver, ...] = ()

    @property
    def switched_off(self) -> tuple[str, ...]:
        """Rules and categories that are off for all files, so that they need not run."""
        everywhere = [one for one in self.overrides if not one.files]
        elsewhere = {name for one in self.overrides if one.files for name in one.levels}
        off = {name for one in everywhere for name, level in one.levels.items() if level == "off"}
        return tuple(sorted(off - elsewhere))


def read_configuration(folder: str = ".") -> Configuration:
    """The configuration of `folder`: the nearest one in it or above it, or the empty one.

    Raises:
        MalformedFileError: if it is not TOML, has an unknown key or a value of the wrong type.
        EncodingError: if it is not UTF-8.
    """
    here = Path(folder)
    for number, _ in enumerate([here.resolve(), *here.resolve().parents]):
        above = here.joinpath(*[os.pardir] * number)
        for name in (FILE_NAME, PROJECT_FILE):
            path = above / name
            if path.is_file() and path.stat().st_size:
                tables = _tables(str(path))
                if tables is not None:
                    return _configuration(tables, path)
    return Configuration()


def _tables(where: str) -> dict[str, Any] | None:
    """The tables of Concord in a file; None if it is a `pyproject.toml` that has none."""
    try:
        tables = tomllib.loads(read_file(where).data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise EncodingError(f"is not UTF-8: byte {error.start}", path=where) from None
    except tomllib.TOMLDecodeError as error:
        raise MalformedFileError(f"is not TOML: {error}", path=where) from None
    if Path(where).name == FILE_NAME:
        return tables
    tool = tables.get("tool", {})
    found = tool.get("concord") if isinstance(tool, dict) else None
    if found is not None and not isinstance(found, dict):
        raise MalformedFileError("[tool.concord] is a table", path=where)
    return found


def _configuration(tables: Mapping[str, object], path: Path) -> Configuration:
    where = str(path)
    for name in tables:
        refuse_unknown(name, _TABLES, "a table", where)
    root = Table(tables, where, where)
    return Configuration(
        path=where,
        works=tuple(_work(table, path.parent) for table in root.tables("work")),
        check=_check_options(root.table("check"), path.parent),
        overrides=_overrides(root),
        languages=_languages(root.table("languages")),
        facts=_facts(tables.get("facts"), where),
        waivers=_waivers(root),
    )


def _facts(table: object, where: str) -> Facts | None:
    """The built-in facts with those of the file, which go before them; None if it has none."""
    if table is None:
        return None
    if not isinstance(table, dict):
        raise MalformedFileError("write [[facts.plan]], with two brackets", path=where)
    from reports.numbers.facts import known_facts, read_facts

    return known_facts() | read_facts(table, where)


def _work(table: Table, folder: Path) -> Work:
    table.refuse_unknown(_keys(Work))
    source = table.text("source")

    def beside(name: str) -> tuple[str, ...]:
        return tuple(_beside(folder, path) for path in table.texts(name))

    if not table.texts("drafts"):
        raise MalformedFileError("[[work]] needs drafts, the files to check", path=table.path)
    return Work(
        beside("drafts"),
        None if source is None else _beside(folder, source),
        beside("renderings"),
        beside("glossaries"),
    )


def _beside(folder: Path, path: str) -> str:
    """A path that counts from a folder; a glossary that comes with Concord stays what it is."""
    return path if path.startswith("builtin:") else str(folder / path)


def _check_options(table: Table, folder: Path) -> CheckOptions:
    table.refuse_unknown(_keys(CheckOptions))
    for names in (table.texts("select"), table.texts("ignore")):
        for name in (part.strip() for item in names for part in item.split(",")):
            refuse_unknown(name, _rules(), "a rule or category", table.path)
    baseline = table.text("baseline")
    return CheckOptions(
        table.text("fail-on"),
        table.texts("select"),
        table.texts("ignore"),
        table.text("encoder"),
        None if baseline is None else str(folder / baseline),
    )


def _overrides(root: Table) -> tuple[Override, ...]:
    from reports.overrides import Override

    found = []
    everywhere = _levels(root.table("rules"))
    if everywhere:
        found.append(Override(everywhere))
    for table in root.tables("override"):
        table.refuse_unknown(("files", "rules"))
        files, levels = table.texts("files"), _levels(table.table("rules"))
        if not (files and levels):
            message = "[[override]] needs files and rules, such as { number = 'note' }"
            raise MalformedFileError(message, path=table.path)
        found.append(Override(levels, files))
    return tuple(found)


def _levels(table: Table) -> dict[str, str]:
    from reports.overrides import LEVELS

    levels = {}
    for name in table.values:
        refuse_unknown(name, _rules(), "a rule or category", table.path)
        level = table.text(name) or ""
        refuse_unknown(level, LEVELS, "a level", table.path)
        levels[name] = level
    return levels


def _languages(table: Table) -> dict[str, str]:
    from corpus.language_tags import reduce_tag

    languages = {pattern: table.text(pattern) or "" for pattern in table.values}
    for code in languages.values():
        if reduce_tag(code) == "und":
            message = f"{code!r} is no language code; write one such as en or zh"
            raise MalformedFileError(message, path=table.path)
    return languages


def _waivers(root: Table) -> tuple[Waiver, ...]:
    from reports.waivers import Waiver

    waivers = []
    for number, table in enumerate(root.tables("waiver"), 1):
        table.refuse_unknown(_WAIVER_KEYS)
        rule, reason, file, text, fingerprint = (table.text(key) or "" for key in _WAIVER_KEYS)
        if not (rule and reason):
            raise MalformedFileError("[[waiver]] needs a rule and a reason", path=table.path)
        refuse_unknown(rule, _rules(), "a rule or category", table.path)
        place = f"{table.path}, [[waiver]] {number}"
        waivers.append(Waiver(rule, reason, place, file, text, fingerprint))
    return tuple(waivers)


def _rules() -> list[str]:
    from reports.checks import checks
    from reports.finding import Category

    return [*(check.name for check in checks()), *(category.value for category in Category)]


def _keys(kind: type[Work] | type[CheckOptions]) -> tuple[str, ...]:
    return tuple(one.name.replace("_", "-") for one in fields(kind))
