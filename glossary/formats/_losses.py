"""What a written file does not hold: found by reading it again, so that nothing is overlooked."""

from __future__ import annotations

from collections.abc import Callable, Container

from corpus.files import RawFile
from glossary.comparing import Change, Difference, compare
from glossary.formats import WrittenTermbase
from glossary.termbase import Termbase

_LONGEST = 60
"""Code points of a value that a loss shows."""


def with_losses(
    data: bytes,
    termbase: Termbase,
    read: Callable[[RawFile], Termbase],
    *,
    suffix: str,
    empty: bool = False,
) -> WrittenTermbase:
    """A written termbase, with a line for everything that reading it does not give back.

    Args:
        data: the file.
        termbase: what it was to hold.
        read: the reader of its format.
        suffix: of its name, for the reader.
        empty: whether no term was written, in which case readers refuse the file.
    """
    kept = Termbase(()) if empty else read(RawFile(f"written{suffix}", data))
    elsewhere = {(term.language, term.text) for concept in kept.concepts for term in concept.terms}
    return WrittenTermbase(
        data,
        tuple(
            _line(change, elsewhere)
            for change in compare(termbase, kept)
            # A concept that came is one whose terms are missed where they were.
            if change.term or change.difference is not Difference.ADDED
        ),
    )


def _line(change: Change, elsewhere: Container[tuple[str, str]]) -> str:
    what = f"{change.concept}: "
    if change.term:
        what += f"{change.term} ({change.language}): "
    if change.difference is Difference.REMOVED:
        apart = (change.language, change.term) in elsewhere
        return what + ("no longer tied to this concept" if apart else "left out")
    if change.difference is Difference.ADDED:
        return what + "added, since the format cannot say it otherwise"
    if change.field == "order":
        return f"{what}order of the terms ({change.language})"
    if not change.after:
        return f"{what}{change.field}: {_short(change.before)}"
    return f"{what}{change.field}: {_short(change.before)}, which becomes {_short(change.after)}"


def _short(value: str) -> str:
    return repr(value if len(value) <= _LONGEST else value[: _LONGEST - 1] + "…")
