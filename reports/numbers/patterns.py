"""Regular expressions that cost nothing until they are used.

The rules are imported whenever any rule runs, and the patterns of the grammar are large: compiled
at import they would delay a check that looks for terms only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "split", "pattern")


class _LazyPattern:
    """Stands for a compiled pattern, and compiles it when the first of its methods is asked for."""

    def __init__(self, source: str, flags: int) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(self._source, self._flags)
        # Kept beside the object, so that every later call goes straight to the compiled pattern.
        self.__dict__.update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)


if TYPE_CHECKING:

    def lazy(source: str, flags: int = 0) -> re.Pattern[str]:
        """A pattern with the methods of `re.Pattern`, compiled when it is first used."""

else:

    def lazy(source, flags=0):
        """A pattern with the methods of `re.Pattern`, compiled when it is first used."""
        return _LazyPattern(source, flags)
