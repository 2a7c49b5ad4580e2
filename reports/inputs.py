"""The files that a command line names, read and sorted by the part that they play."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.bitext import Bitext
from corpus.document import Document
from corpus.errors import UsageError
from glossary.termbase import Termbase
from reports.path_patterns import is_meant


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
    languages: Mapping[str, str] | None = None,
) -> Inputs:
    """Read everything that one check needs.

    Args:
        drafts: the files to check.
        renderings: other renderings of the same source.
        source: the text that they render.
        glossaries: files of terms.
        languages: BCP 47 codes for the files that a pattern means; others are recognised.

    Raises:
        UsageError: if a file is named twice, or a bilingual file as a rendering or source.
        InputError: if a file cannot be used.
    """
    refuse_repetition([*drafts, *renderings, *([] if source is None else [source])])

    def spoken(path: str) -> str | None:
        said = [code for pattern, code in (languages or {}).items() if is_meant(path, pattern)]
        return said[-1] if said else None

    return Inputs(
        drafts=tuple(read_text(path, language=spoken(path)) for path in drafts),
        witnesses=tuple(_one_language(path, "--rendering", spoken(path)) for path in renderings),
        source=None if source is None else _one_language(source, "--source", spoken(source)),
        termbases=tuple(_termbase(path) for path in glossaries),
    )


def read_text(
    path: str, *, by: str = "sentences", language: str | None = None
) -> Document | Bitext:
    """Read one file and divide it into segments; a bilingual file comes with its own.

    Args:
        path: the file as the user named it.
        by: sentences, lines or paragraphs.
        language: BCP 47 code of a text in one language; None means: recognise it.

    Raises:
        InputError: if the file cannot be used.
    """
    from corpus.reading import read
    from corpus.segmentation import segment

    text = read(path, language=language)
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


def _one_language(path: str, option: str, language: str | None) -> Document:
    text = read_text(path, language=language)
    if isinstance(text, Bitext):
        raise UsageError(f"{option}: {path} is a bilingual file; name a text in one language")
    return text


def _termbase(path: str) -> Termbase:
    from glossary.reading import read_termbase

    return read_termbase(path)
