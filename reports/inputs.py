"""The files that a command line names, read and sorted by the part that they play."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.bitext import Bitext
from corpus.document import Document
from corpus.errors import UsageError
from glossary.termbase import Termbase


@dataclass(frozen=True, slots=True)
class Inputs:
    """What `concord check` works on; the parts are those of `check_documents`."""

    drafts: tuple[Document | Bitext, ...]
    witnesses: tuple[Document, ...] = ()
    source: Document | None = None
    termbases: tuple[Termbase, ...] = ()


def read_inputs(
    drafts: Sequence[str],
    *,
    renderings: Sequence[str] = (),
    source: str | None = None,
    glossaries: Sequence[str] = (),
) -> Inputs:
    """Read everything that one check needs.

    Raises:
        UsageError: if a file is named twice, or a bilingual file as a rendering or source.
        InputError: if a file cannot be used.
    """
    refuse_repetition([*drafts, *renderings, *([] if source is None else [source])])
    return Inputs(
        drafts=tuple(read_text(path) for path in drafts),
        witnesses=tuple(_one_language(path, "--rendering") for path in renderings),
        source=None if source is None else _one_language(source, "--source"),
        termbases=tuple(_termbase(path) for path in glossaries),
    )


def read_text(path: str, *, by: str = "sentences") -> Document | Bitext:
    """Read one file and divide it into segments; a bilingual file comes with its own.

    Args:
        path: the file as the user named it.
        by: sentences, lines or paragraphs.

    Raises:
        InputError: if the file cannot be used.
    """
    from corpus.reading import read
    from corpus.segmentation import segment

    text = read(path)
    return segment(text, by=by) if isinstance(text, Document) else text


def refuse_repetition(paths: Sequence[str]) -> None:
    """See that no file is named twice, whatever the spelling of its path.

    Raises:
        UsageError: if one is.
    """
    seen: dict[Path, str] = {}
    for path in paths:
        real = Path(path).resolve()
        if real in seen:
            again = "" if seen[real] == path else f" (as {seen[real]} and {path})"
            raise UsageError(f"{path} is named twice{again}; a text cannot be compared with itself")
        seen[real] = path


def _one_language(path: str, option: str) -> Document:
    text = read_text(path)
    if isinstance(text, Bitext):
        raise UsageError(f"{option}: {path} is a bilingual file; name a text in one language")
    return text


def _termbase(path: str) -> Termbase:
    from glossary.reading import read_termbase

    return read_termbase(path)
