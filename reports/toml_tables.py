"""Tables of a TOML file, read with the type that each key must have.

An unknown key is an error, since a misspelt one would otherwise switch something off in silence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import cast

from corpus.errors import MalformedFileError


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file.

    Attributes:
        values: as tomllib gives them.
        name: as the file writes it, with its brackets.
        path: of the file.
    """

    values: Mapping[str, object]
    name: str
    path: str

    def refuse_unknown(self, known: Iterable[str]) -> None:
        """See that there are no other keys.

        Raises:
            MalformedFileError: if there is one; it names the nearest right one.
        """
        for key in self.values:
            refuse_unknown(key, known, f"a key of {self.name}", self.path)

    def text(self, key: str) -> str | None:
        """A text, None if the table does not have it.

        Raises:
            MalformedFileError: if it is something else.
        """
        value = self.values.get(key)
        if value is not None and not isinstance(value, str):
            raise MalformedFileError(f"{key} is a text in quotation marks", path=self.path)
        return value

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts, empty if the table does not have it.

        Raises:
            MalformedFileError: if it is something else.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            message = f"{key} is a list of texts in quotation marks"
            raise MalformedFileError(message, path=self.path)
        return tuple(cast("list[str]", value))

    def table(self, key: str) -> Table:
        """A table in it, empty if it does not have it.

        Raises:
            MalformedFileError: if it is something else.
        """
        value = self.values.get(key, {})
        if not isinstance(value, dict):
            raise MalformedFileError(f"[{key}] is a table", path=self.path)
        return Table(value, f"[{key}]", self.path)

    def tables(self, key: str) -> tuple[Table, ...]:
        """The tables of a list, none if it does not have it.

        Raises:
            MalformedFileError: if it is something else.
        """
        value = self.values.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise MalformedFileError(f"write [[{key}]], with two brackets", path=self.path)
        return tuple(Table(item, f"[[{key}]]", self.path) for item in value)


def refuse_unknown(name: str, known: Iterable[str], what: str, path: str) -> None:
    """See that a name is one of those that are known.

    Raises:
        MalformedFileError: if it is not; it names the nearest.
    """
    names = list(known)
    if name not in names:
        near = get_close_matches(name, names, 1)
        hint = f"did you mean {near[0]!r}?" if near else f"known are {', '.join(names)}"
        raise MalformedFileError(f"{name!r} is not {what}; {hint}", path=path)
