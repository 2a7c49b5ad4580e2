"""The termbases that come with Concord: a TOML file each, read as `builtin:NAME`."""

from __future__ import annotations

from importlib.resources import files

from corpus.errors import UnreadableFileError
from corpus.files import RawFile

PREFIX = "builtin:"
_SUFFIX = ".toml"


def builtin_names() -> tuple[str, ...]:
    """The names of all of them, in alphabetical order."""
    entries = (entry.name for entry in files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(_SUFFIX) for name in entries if name.endswith(_SUFFIX)))


def read_builtin(path: str) -> RawFile:
    """The bytes of the termbase that a path of the form `builtin:NAME` means.

    Raises:
        UnreadableFileError: if none has this name.
    """
    name = path.removeprefix(PREFIX)
    names = builtin_names()
    if name not in names:
        known = ", ".join(PREFIX + known for known in names)
        raise UnreadableFileError(
            f"no termbase of this name comes with Concord; known: {known}", path=path
        )
    return RawFile(name + _SUFFIX, files(__name__).joinpath(name + _SUFFIX).read_bytes())
