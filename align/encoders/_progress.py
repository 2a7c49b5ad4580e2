"""A progress bar on a terminal, nothing in a pipe."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager


@contextmanager
def follow(total: int, *, shown: bool) -> Iterator[Callable[[int], object]]:
    """A function that is told of every so many sentences done."""
    if not shown or not sys.stderr.isatty():
        yield lambda _: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Encoding sentences", total=total)
        yield lambda count: progress.advance(task, count)
