"""The keys of a glossary in TOML, and the lines on which they stand."""

from __future__ import annotations

import re
import tomllib
from collections import Counter

from glossary.termbase import Status

SCHEMA = "concord.termbase/1"
STATUSES = tuple(status.value for status in Status)
CONCEPT_KEYS = ("definition", "domain", "note", "source", "do-not-translate")
TERM_KEYS = (
    "text",
    "note",
    "part-of-speech",
    "example",
    "source",
    "exact",
    "except-in",
    "only-near",
)

Path = tuple[str | int, ...]
"""Keys and list positions, from the top."""

_TOKEN = re.compile(
    r'''
    \#[^\n]* | """(?:[^\\]|\\.)*?"""+ | \'\'\'.*?\'\'\'+ | "(?:[^"\\]|\\.)*" | '[^']*'
    | [\[\]{},=.\n] | [^\S\n]+ | [^\s\[\]{},=."'\#]+
    ''',
    re.VERBOSE | re.DOTALL,
)


def key_lines(text: str) -> dict[Path, int]:
    """The 1-based lines on which keys, tables and the items of lists begin.

    `tomllib` says what stands in a file and not where.

    Args:
        text: valid TOML.

    Returns:
        For the path of every table, key and item of a list its first line; what stands inside an
        item is not gone into.
    """
    scanner = _Scanner()
    line = 1
    for match in _TOKEN.finditer(text):
        sign = match[0]
        if sign == "\n" or not (sign.isspace() or sign.startswith("#")):
            scanner.take(sign, line)
        line += sign.count("\n")
    return scanner.lines


class _Scanner:
    """Takes the signs of a file in order; knows whether it is in a key, a name or a value."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self._counts: Counter[Path] = Counter()
        self._table: Path = ()
        self._start()

    def _start(self) -> None:
        self._parts: list[str] = []
        self._brackets = 0
        self._value: Path | None = None
        self._depth = 0
        self._item = 0

    def take(self, sign: str, line: int) -> None:
        if self._value is not None:
            self._take_value(sign, line)
        elif sign == "\n":
            self._start()
        elif sign == "[":
            self._brackets += 1
        elif sign == "]":
            if self._parts:
                self._open_table(line)
        elif sign == "=":
            self._value = self._record(self._table, self._parts, line)
        elif sign != ".":
            self._parts.append(_plain(sign))

    def _open_table(self, line: int) -> None:
        path = self._record((), self._parts, line, last=self._brackets == 1)
        if self._brackets > 1:
            number = self._counts[path]
            self._counts[path] += 1
            path = (*path, number)
            self.lines.setdefault(path, line)
        self._table = path
        self._parts = []

    def _record(self, path: Path, parts: list[str], line: int, *, last: bool = True) -> Path:
        """Note the line of a dotted key and of the tables that it opens; return its path."""
        for number, part in enumerate(parts, 1):
            path = (*path, part)
            self.lines.setdefault(path, line)
            if path in self._counts and (last or number < len(parts)):
                path = (*path, self._counts[path] - 1)  # the list's latest table is meant
        return path

    def _take_value(self, sign: str, line: int) -> None:
        if sign == "\n":
            if not self._depth:
                self._start()
            return
        if self._depth == 1 and sign not in ",]}" and self._value is not None:
            self.lines.setdefault((*self._value, self._item), line)
        if sign in ("[", "{"):
            self._depth += 1
        elif sign in ("]", "}"):
            self._depth -= 1
        elif sign == "," and self._depth == 1:
            self._item += 1


def _plain(sign: str) -> str:
    if sign[0] not in "\"'":
        return sign
    return next(iter(tomllib.loads(f"{sign} = 1")))
