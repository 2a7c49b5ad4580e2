"""Reading a glossary file of any installed format."""

from __future__ import annotations

from corpus.errors import UnknownFormatError
from corpus.files import read_file
from glossary.formats import termbase_formats
from glossary.termbase import Termbase


def read_termbase(path: str) -> Termbase:
    """Read the glossary file at `path`; the suffix of its name tells the format.

    Raises:
        UnknownFormatError: if no format has this suffix.
        UnreadableFileError: if the file is missing, a directory, empty or too large.
        EncodingError: if its bytes are not text.
        MalformedFileError: if it breaks the rules of its format.
    """
    raw = read_file(path)
    for kind in termbase_formats():
        if raw.suffix in kind.suffixes:
            return kind.read(raw)
    known = ", ".join(suffix for kind in termbase_formats() for suffix in kind.suffixes)
    raise UnknownFormatError(
        f"no glossary format has the suffix {raw.suffix!r}; known are {known}", path=path
    )
