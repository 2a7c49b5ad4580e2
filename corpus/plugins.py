"""Folders as lists of plug-ins.

A reader, writer, encoder, check or output format is one file in its folder that holds exactly one
module-level constant of the folder's type; a file whose name begins with an underscore serves the
others. Third parties add theirs through entry points.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module
from importlib.metadata import entry_points
from typing import Protocol, TypeVar, cast

from corpus.errors import PluginError


class Named(Protocol):
    """What every plug-in has: the name that users type."""

    @property
    def name(self) -> str:
        """Unique within the folder, lower case."""
        ...


P = TypeVar("P", bound=Named)


def load_plugins(package: str, kind: type[P]) -> tuple[P, ...]:
    """All plug-ins of one folder and of the entry points of the same name, sorted by name.

    The entry-point group of the package `corpus.readers` is `concord.corpus.readers`.

    Args:
        package: dotted name of the folder.
        kind: the type of its constants.

    Raises:
        PluginError: if a module holds none or several, or if two have the same name.
    """
    return cast("tuple[P, ...]", _load(package, kind))


@cache
def _load(package: str, kind: type[Named]) -> tuple[Named, ...]:
    found: dict[str, Named] = {}
    for origin, plugin in (*_built_in(package, kind), *_third_party(package, kind)):
        if plugin.name in found:
            raise PluginError(f"{origin}: there is already a plug-in named {plugin.name!r}")
        found[plugin.name] = plugin
    return tuple(found[name] for name in sorted(found))


def _built_in(package: str, kind: type[Named]) -> list[tuple[str, Named]]:
    folder = import_module(package)
    pairs: list[tuple[str, Named]] = []
    for info in pkgutil.iter_modules(folder.__path__):
        if info.name.startswith("_"):
            continue
        module = import_module(f"{package}.{info.name}")
        constants = [value for value in vars(module).values() if type(value) is kind]
        if len(constants) != 1:
            raise PluginError(
                f"{package}.{info.name}: expected one {kind.__name__}, found {len(constants)}"
            )
        pairs.append((f"{package}.{info.name}", constants[0]))
    return pairs


def _third_party(package: str, kind: type[Named]) -> list[tuple[str, Named]]:
    group = f"concord.{package}"
    pairs: list[tuple[str, Named]] = []
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        plugin = point.load()
        if not isinstance(plugin, kind):
            raise PluginError(f"entry point {group}:{point.name}: not a {kind.__name__}")
        pairs.append((point.value, plugin))
    return pairs
