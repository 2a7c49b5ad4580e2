"""The one way from a file's name to a `Document` or a `Bitext`."""

from __future__ import annotations

from dataclasses import replace

from corpus.bitext import Bitext
from corpus.decoding import decode
from corpus.document import Document
from corpus.errors import EncodingError, UnknownFormatError, UnreadableFileError, UsageError
from corpus.files import RawFile, read_file
from corpus.language_tags import reduce_tag
from corpus.readers import Reader, readers

_HEAD = 1 << 16
"""How many first bytes a reader may look at to recognise its format."""


def read(path: str, *, language: str | None = None, format: str | None = None) -> Document | Bitext:  # noqa: A002
    """Read a file in whatever format it is.

    The format is the one that is asked for; else the one that the first bytes prove, whatever
    the file's name says; else the one that the name's suffix stands for; else plain text.

    Args:
        path: of the file.
        language: BCP 47 code of a monolingual text; None means: recognise it. The columns of a
            bilingual file keep the languages that the file names.
        format: name of a reader; None means: recognise it.

    Returns:
        A `Document` whose segments are not yet filled, or, for a bilingual file, a complete
        `Bitext` in mode `units`.

    Raises:
        UsageError: if there is no reader named `format`, or `language` is no language code.
        UnreadableFileError: if the file cannot be read, is too large, or has no text.
        UnknownFormatError: if the file is of a kind that cannot be read.
        EncodingError: if it is not text in any known encoding.
        MalformedFileError: if it breaks the rules of its format.
    """
    code = _language_code(language)
    reader = None if format is None else _named(format)
    raw = read_file(path)
    return _complete((reader or _recognise(raw)).read(raw), code)


def _complete(result: Document | Bitext, language: str | None) -> Document | Bitext:
    if isinstance(result, Bitext):
        documents = tuple(_with_language(side) for side in result.documents)
        return replace(result, documents=documents)
    if not result.text.strip():
        raise UnreadableFileError("has no text", path=result.path)
    return replace(result, language=language) if language else _with_language(result)


def _with_language(document: Document) -> Document:
    """The document with its language recognised, unless the file names it."""
    if document.language != "und":
        return document
    from corpus.language import detect_language

    language = detect_language(document.text)
    segments = tuple(replace(segment, language=language) for segment in document.segments)
    return replace(document, language=language, segments=segments)


def _language_code(language: str | None) -> str | None:
    if language is None or language == "und":
        return language
    code = reduce_tag(language)
    if code == "und":
        raise UsageError(f"{language!r} is not a language code; write one such as en or zh")
    return code


def _named(name: str) -> Reader:
    for reader in readers():
        if reader.name == name:
            return reader
    raise UsageError(f"there is no input format {name!r}; there are {_names()}")


def _recognise(raw: RawFile) -> Reader:
    head = raw.data[:_HEAD]
    known = readers()
    for reader in known:
        if reader.sniff is not None and reader.sniff(head):
            return reader
    for reader in known:
        if raw.suffix in reader.suffixes:
            return reader
    _require_text(raw)
    return _named("text")


def _require_text(raw: RawFile) -> None:
    """Refuse a file of unknown kind that is not text."""
    try:
        decode(raw)
    except EncodingError as error:
        reason = str(error).removeprefix(f"{raw.path}: ")
        raise UnknownFormatError(
            f"{reason}; the formats that can be read are {_names()}", path=raw.path
        ) from None


def _names() -> str:
    return ", ".join(reader.name for reader in readers())
