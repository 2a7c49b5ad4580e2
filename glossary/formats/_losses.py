"""What a written file does not hold: found by reading it again, so that nothing is overlooked."""

from __future__ import annotations

from collections.abc import Callable

from corpus.errors import MalformedFileError
from corpus.files import RawFile
from glossary.comparing import Change, Difference, compare
from glossary.formats import WrittenTermbase
from glossary.termbase import Termbase

_LONGEST = 60
"""Code points of a value that a loss shows."""


def with_losses(
    data: bytes, termbase: Termbase, read: Callable[[RawFile], Termbase], *, suffix: str
) -> WrittenTermbase:
    """A written termbase, with a line for everything that reading it does not give back.

    Args:
        data: the file.
        termbase: what it was to hold.
        read: the reader of its format.
        suffix: of its name, for the reader.
    """
    try:
        kept = read(RawFile(f"written{suffix}", data))
    except MalformedFileError:
        # Readers refuse a glossary without terms; what could be kept of this one was nothing.
        kept = Termbase(())
    return WrittenTermbase(data, tuple(_line(change) for change in compare(termbase, kept)))


def _line(change: Change) -> str:
    what = f"{change.concept}: "
    if change.term:
        what += f"{change.term} ({change.language}): "
    if change.difference is Difference.REMOVED:
        return what + "left out"
    if change.difference is Difference.ADDED:
        return what + "added, since the format cannot do without"
    if change.field == "order":
        return f"{what}order of the terms ({change.language})"
    if not change.after:
        return f"{what}{change.field}: {_short(change.before)}"
    return f"{what}{change.field}: {_short(change.before)}, which becomes {_short(change.after)}"


def _short(value: str) -> str:
    folded = " ".join(value.split())
    return repr(folded if len(folded) <= _LONGEST else folded[: _LONGEST - 1] + "…")
