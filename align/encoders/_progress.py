"""A progress bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Advance = Callable[[int], object]

_outer: ContextVar[Advance | None] = ContextVar("_outer", default=None)


@contextmanager
def follow(total: int, *, shown: bool) -> Iterator[Advance]:
    """A function that is told of every so many sentences done.

    Inside another `follow` it moves the bar of that one, whose total includes this one's.

    Args:
        total: sentences to do.
        shown: whether to draw a bar, provided that standard error is a terminal.
    """
    outer = _outer.get()
    if outer is not None:
        yield outer
    elif not shown or not total or not sys.stderr.isatty():
        yield _ignore
    else:
        with _draw(total) as advance:
            token = _outer.set(advance)
            try:
                yield advance
            finally:
                _outer.reset(token)


@contextmanager
def _draw(total: int) -> Iterator[Advance]:
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Encoding sentences", total=total)
        yield lambda count: progress.advance(task, count)


def _ignore(_: int) -> None:
    """No bar to move."""
