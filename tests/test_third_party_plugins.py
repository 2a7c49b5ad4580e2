"""Plug-ins from other distributions: found through entry points, refused when they do not fit."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import EntryPoint

import pytest

from corpus import plugins
from corpus.errors import PluginError
from corpus.writers import Writer

SHOUT = Writer("shout", ".shout", "a writer of another distribution", lambda bitext: bitext.mode)
TWIN = Writer("json", ".json", "a writer with a name that is taken", lambda bitext: bitext.mode)


@pytest.fixture(autouse=True)
def _forget() -> Iterator[None]:
    plugins._load.cache_clear()
    yield
    plugins._load.cache_clear()


def install(monkeypatch: pytest.MonkeyPatch, constant: str) -> None:
    point = EntryPoint("ours", f"{__name__}:{constant}", "concord.corpus.writers")
    monkeypatch.setattr(EntryPoint, "load", lambda self: globals()[constant])
    monkeypatch.setattr(
        plugins, "entry_points", lambda *, group: [point] if group == point.group else []
    )


def test_a_writer_of_another_distribution_stands_among_ours(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    install(monkeypatch, "SHOUT")
    names = [writer.name for writer in plugins.load_plugins("corpus.writers", Writer)]
    assert names == sorted(names)
    assert {"shout", "json", "tmx"} <= set(names)


def test_a_name_that_is_taken_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, "TWIN")
    with pytest.raises(PluginError, match="already a plug-in named 'json'"):
        plugins.load_plugins("corpus.writers", Writer)


def test_something_else_than_a_writer_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    install(monkeypatch, "EntryPoint")
    with pytest.raises(PluginError, match="not a Writer"):
        plugins.load_plugins("corpus.writers", Writer)
