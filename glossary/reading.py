"""Reading a glossary file of any installed format."""

from __future__ import annotations

from dataclasses import replace

from corpus.errors import UnknownFormatError
from corpus.files import RawFile, read_file
from glossary.builtin import PREFIX, read_builtin
from glossary.formats import TermbaseFormat, termbase_formats
from glossary.termbase import Termbase

MAX_BYTES = 64 * 1024 * 1024
"""A glossary larger than this is refused: 100,000 concepts in the wordiest format have 40 MiB."""


def read_termbase(path: str) -> Termbase:
    """Read the glossary file at `path`; the suffix of its name tells the format.

    Where several formats share a suffix, the first bytes decide. A path of the form
    `builtin:NAME` means a termbase that comes with Concord.

    Raises:
        UnknownFormatError: if no format has this suffix.
        UnreadableFileError: if the file is missing, a directory, empty or too large, or if no
            termbase of the name comes with Concord.
        EncodingError: if its bytes are not text.
        MalformedFileError: if it breaks the rules of its format.
    """
    if path.startswith(PREFIX):
        builtin = read_builtin(path)
        return replace(_format_of(builtin).read(builtin), path=path)
    raw = read_file(path, max_bytes=MAX_BYTES)
    return _format_of(raw).read(raw)


def _format_of(raw: RawFile) -> TermbaseFormat:
    sharing = [kind for kind in termbase_formats() if raw.suffix in kind.suffixes]
    known = [kind for kind in sharing if kind.sniff is not None and kind.sniff(raw.data[:8192])]
    known += [kind for kind in sharing if kind.sniff is None] or sharing
    if known:
        return known[0]
    suffixes = dict.fromkeys(suffix for kind in termbase_formats() for suffix in kind.suffixes)
    raise UnknownFormatError(
        f"no glossary format has the suffix {raw.suffix!r}; known are {', '.join(suffixes)}",
        path=raw.path,
    )
