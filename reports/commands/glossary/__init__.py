"""`concord glossary`: the commands that keep a glossary file; one file each."""

from __future__ import annotations

import typer

from reports.commands.glossary.accept import accept
from reports.commands.glossary.add import add
from reports.commands.glossary.convert import convert
from reports.commands.glossary.diff import diff
from reports.commands.glossary.discover import discover
from reports.commands.glossary.init import init
from reports.commands.glossary.lint import lint
from reports.commands.glossary.merge import merge
from reports.commands.glossary.stats import stats

app = typer.Typer(help="Write, check, compare and exchange glossary files.", no_args_is_help=True)
for command in (init, add, discover, accept, lint, diff, merge, convert, stats):
    app.command()(command)
