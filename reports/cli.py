"""The command line: `concord`."""

from __future__ import annotations

import errno
import sys
from typing import Annotated

import typer

from corpus.errors import ConcordError
from reports.commands import cache, config, glossary
from reports.commands.align import align
from reports.commands.align_eval import align_eval
from reports.commands.check import check
from reports.commands.demo import demo
from reports.commands.encoders import encoders
from reports.commands.explain import explain
from reports.commands.formats import formats
from reports.commands.numbers import numbers
from reports.commands.output import cannot_print, forget_output, open_streams
from reports.commands.rules import rules

FAILED = 2
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""What printing may run into; every other fault of the system is met where it arises."""

app = typer.Typer(
    name="concord",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for command in (check, align, align_eval, numbers, rules, explain, encoders, formats, demo):
    app.command()(command)
app.add_typer(glossary.app, name="glossary")
app.add_typer(cache.app, name="cache")
app.add_typer(config.app, name="config")


def _print_version(wanted: bool) -> None:
    if wanted:
        from corpus.signature import version

        print(f"concord {version()}")
        raise typer.Exit


@app.callback()
def concord(
    _: Annotated[
        bool,
        typer.Option(
            "--version", callback=_print_version, is_eager=True, help="Print the version and exit."
        ),
    ] = False,
) -> None:
    """Align renderings of one source text, and check their numbers, terms and consistency."""


def main() -> None:
    """Run the command line; a user's mistake is one line on standard error and exit code 2."""
    open_streams()
    code = _run()
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        forget_output()
    except OSError as error:
        forget_output()
        code = _fail(cannot_print(error))
    sys.exit(code)


def _run() -> int | str | None:
    try:
        app(prog_name="concord")
    except SystemExit as end:
        return end.code
    except ConcordError as error:
        return _fail(error)
    except OSError as error:
        if error.errno not in _FULL:
            raise
        forget_output()
        return _fail(cannot_print(error))
    return None


def _fail(error: ConcordError) -> int:
    from corpus.display import visible

    print(f"concord: error: {visible(str(error))}", file=sys.stderr)
    return FAILED


if __name__ == "__main__":
    main()
