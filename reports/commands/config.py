"""`concord config`: what `concord check` will do here, and who said so."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reports.configuration import Configuration, Work

app = typer.Typer(help="Show what concord.toml says.", no_args_is_help=True)

_BUILT_IN = "default"
Setting = tuple[str, str, str]
"""Its name, its value, and where that comes from."""


class Layout(StrEnum):
    """How the settings are listed."""

    TABLE = "table"
    JSON = "json"


@app.callback()
def config() -> None:
    """Show what concord.toml says."""


@app.command()
def show(
    *,
    layout: Annotated[
        Layout, typer.Option("--format", help="A table for people, or JSON.")
    ] = Layout.TABLE,
) -> None:
    """List every setting with its value and where it comes from.

    The nearest concord.toml, or pyproject.toml with a table tool.concord, in this folder or above
    it is read. Options of the command line go before it.
    """
    from corpus.display import visible
    from corpus.json_text import json_text
    from reports.commands.tables import print_table
    from reports.configuration import read_configuration

    settings = list(_settings(read_configuration()))
    if layout is Layout.JSON:
        values = [{"setting": s, "value": v, "from": origin} for s, v, origin in settings]
        print(json_text({"schema": "concord.settings/1", "settings": values}), end="")
        return
    print_table(
        [("SETTING", "VALUE", "FROM"), *(tuple(map(visible, setting)) for setting in settings)]
    )


def _settings(configuration: Configuration) -> Iterator[Setting]:
    from reports.commands.check import FailOn
    from reports.commands.encoder_options import DEFAULT_ENCODER

    options = configuration.check
    path = configuration.path or ""

    def told(name: str, value: str | None, usual: str) -> Setting:
        origin = f"{path} [check]" if value else _BUILT_IN
        return f"check.{name}", value or usual, origin

    yield told("fail-on", options.fail_on, FailOn.WARNING.value)
    yield told("select", ", ".join(options.select), "all rules")
    yield told("ignore", ", ".join(options.ignore), "none")
    yield told("encoder", options.encoder, DEFAULT_ENCODER)
    yield told("baseline", options.baseline, "none")
    for override in configuration.overrides:
        files = f" in {', '.join(override.files)}" if override.files else ""
        where = f"{path} [[override]]" if override.files else f"{path} [rules]"
        for rule, level in override.levels.items():
            yield f"rules.{rule}{files}", level, where
    for pattern, language in configuration.languages.items():
        yield f"languages.{pattern}", language, f"{path} [languages]"
    for number, work in enumerate(configuration.works, 1):
        for name, value in _work(work):
            yield f"work {number}.{name}", value, f"{path} [[work]]"
    for waiver in configuration.waivers:
        only = [part for part in (waiver.file, waiver.text, waiver.fingerprint) if part]
        yield f"waiver.{waiver.rule}", "; ".join((*only, waiver.reason)), waiver.where
    if configuration.facts is not None:
        yield "facts", "the built-in ones and those of the file", f"{path} [facts]"


def _work(work: Work) -> Iterator[tuple[str, str]]:
    if work.source is not None:
        yield "source", work.source
    for name, paths in (
        ("drafts", work.drafts),
        ("renderings", work.renderings),
        ("glossaries", work.glossaries),
    ):
        if paths:
            yield name, ", ".join(paths)
