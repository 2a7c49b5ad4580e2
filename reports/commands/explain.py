"""`concord explain RULE`: why a rule exists, with examples."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from reports.checks import Check, Example


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", hidden=True)],
) -> None:
    """Say what a rule finds, why it matters, and show examples.

    RULE is its name, as findings show it.
    """
    from reports.selection import find_check

    print("\n".join(_explanation(find_check(rule))))


def _explanation(check: Check) -> Iterator[str]:
    yield f"{check.name} ({check.category}, {check.severity})"
    yield ""
    yield from _wrapped(check.summary)
    for paragraph in check.why.strip().split("\n\n"):
        yield ""
        yield from _wrapped(" ".join(paragraph.split()))
    needs = [
        "two or more texts" if check.needs_bitext and not check.needs_source else "",
        "the source" if check.needs_source else "",
        "a glossary" if check.needs_termbase else "",
    ]
    if any(needs):
        yield ""
        yield f"Needs {' and '.join(filter(None, needs))}."
    for title, examples in (("Flagged", check.flagged), ("Passed", check.passing)):
        yield ""
        yield f"{title}:"
        for example in examples:
            yield from _example(example)


def _example(example: Example) -> Iterator[str]:
    yield from _wrapped(example.draft, first="  - ", rest="    ")
    for witness in example.witnesses:
        yield from _wrapped(witness, first="    other rendering: ", rest="      ")
    if example.source:
        yield from _wrapped(example.source, first="    source: ", rest="      ")
    for row in filter(None, example.glossary.splitlines()):
        yield from _wrapped(row, first="    glossary: ", rest="      ")


def _wrapped(text: str, *, first: str = "", rest: str = "") -> Iterator[str]:
    from corpus.display import visible, wrap

    width = min(100, max(40, shutil.get_terminal_size((100, 0)).columns))
    for number, line in enumerate(wrap(visible(text), width - len(first))):
        yield (rest if number else first) + line
