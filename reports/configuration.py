"""`concord.toml`: what `concord check` does when the command line does not say.

    [[work]]
    source = "source.zh.txt"
    drafts = ["one.en.txt", "two.en.txt"]
    renderings = ["published.en.txt"]
    glossaries = ["terms.csv"]

    [check]
    fail-on = "warning"
    ignore = ["locale"]

    [[facts.plan]]
    number = 16
    years = [2031, 2035]

    [[waiver]]
    rule = "number-mismatch"
    file = "one.en.txt"
    reason = "the source errs, see the corrigendum"

Paths count from the folder of the file. An unknown key is an error, since a misspelt one would
otherwise switch a check off in silence.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, cast

from corpus.errors import EncodingError, MalformedFileError
from corpus.files import read_file

if TYPE_CHECKING:
    from reports.numbers.facts import Facts
    from reports.waivers import Waiver

FILE_NAME = "concord.toml"

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
    """A whole `concord.toml`; empty where there is none."""

    works: tuple[Work, ...] = ()
    check: CheckOptions = CheckOptions()
    facts: Facts | None = None
    waivers: tuple[Waiver, ...] = ()


def read_configuration(folder: str = ".") -> Configuration:
    """The configuration in `folder`, or the empty one.

    Raises:
        MalformedFileError: if it is not TOML, has an unknown key or a value of the wrong type.
    """
    path = Path(folder) / FILE_NAME
    if not path.is_file() or not path.stat().st_size:
        return Configuration()
    where = str(path)
    try:
        tables = tomllib.loads(read_file(where).data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise EncodingError(f"is not UTF-8: byte {error.start}", path=where) from None
    except tomllib.TOMLDecodeError as error:
        raise MalformedFileError(f"is not TOML: {error}", path=where) from None
    _refuse_unknown(tables, ("work", "check", "facts", "waiver"), "a table", where)
    works = tables.get("work", [])
    if not isinstance(works, list) or not all(isinstance(work, dict) for work in works):
        raise MalformedFileError("write [[work]], with two brackets", path=where)
    return Configuration(
        tuple(_work(work, path.parent, where) for work in works),
        _check_options(tables.get("check", {}), path.parent, where),
        _facts(tables.get("facts"), where),
        _waivers(tables.get("waiver", []), where),
    )


def _facts(table: object, where: str) -> Facts | None:
    """The built-in facts with those of the file, which go before them; None if it has none."""
    if table is None:
        return None
    if not isinstance(table, dict):
        raise MalformedFileError("write [[facts.plan]], with two brackets", path=where)
    from reports.numbers.facts import known_facts, read_facts

    return known_facts() | read_facts(table, where)


def _work(table: Mapping[str, object], folder: Path, where: str) -> Work:
    _refuse_unknown(table, _keys(Work), "a key of [[work]]", where)

    def beside(name: str) -> str:
        return str(folder / name)

    source = _text(table, "source", where)
    drafts = tuple(map(beside, _texts(table, "drafts", where)))
    if not drafts:
        raise MalformedFileError("[[work]] needs drafts, the files to check", path=where)
    return Work(
        drafts,
        None if source is None else beside(source),
        tuple(map(beside, _texts(table, "renderings", where))),
        tuple(map(beside, _texts(table, "glossaries", where))),
    )


def _waivers(tables: object, where: str) -> tuple[Waiver, ...]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise MalformedFileError("write [[waiver]], with two brackets", path=where)
    if not tables:
        return ()
    from reports.checks import checks
    from reports.finding import Category
    from reports.waivers import Waiver

    rules = [*(check.name for check in checks()), *Category]
    waivers = []
    for number, table in enumerate(tables, 1):
        _refuse_unknown(table, _WAIVER_KEYS, "a key of [[waiver]]", where)
        values = {key: _text(table, key, where) or "" for key in _WAIVER_KEYS}
        if not (values["rule"] and values["reason"]):
            raise MalformedFileError("[[waiver]] needs a rule and a reason", path=where)
        _refuse_unknown({values["rule"]: None}, rules, "a rule or category", where)
        rule, reason, file, text, fingerprint = values.values()
        place = f"{where}, [[waiver]] {number}"
        waivers.append(Waiver(rule, reason, place, file, text, fingerprint))
    return tuple(waivers)


def _check_options(table: object, folder: Path, where: str) -> CheckOptions:
    if not isinstance(table, dict):
        raise MalformedFileError("[check] is a table", path=where)
    _refuse_unknown(table, _keys(CheckOptions), "a key of [check]", where)
    baseline = _text(table, "baseline", where)
    return CheckOptions(
        _text(table, "fail-on", where),
        _texts(table, "select", where),
        _texts(table, "ignore", where),
        _text(table, "encoder", where),
        None if baseline is None else str(folder / baseline),
    )


def _keys(kind: type[Work] | type[CheckOptions]) -> tuple[str, ...]:
    return tuple(field.name.replace("_", "-") for field in fields(kind))


def _refuse_unknown(
    table: Mapping[str, object], known: Iterable[str], what: str, where: str
) -> None:
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, 1)
            hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(known)}"
            raise MalformedFileError(f"{key!r} is not {what}; {hint}", path=where)


def _text(table: Mapping[str, object], key: str, where: str) -> str | None:
    value = table.get(key)
    if value is not None and not isinstance(value, str):
        raise MalformedFileError(f"{key} is a text in quotation marks", path=where)
    return value


def _texts(table: Mapping[str, object], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise MalformedFileError(f"{key} is a list of texts in quotation marks", path=where)
    return tuple(cast("list[str]", value))
