"""Putting safe suggestions into the files: only what needs no person's look, and only in text.

A file is written back in its own encoding, with its byte-order mark and line ends, whole or not
at all; a file that has changed since it was read, or that cannot be written back as it was, is
left alone.
"""

from __future__ import annotations

import difflib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.decoding import decode
from corpus.document import Document
from corpus.errors import OutputError
from corpus.files import read_file, write_file
from corpus.line_ends import LINE_END
from corpus.span import Span
from reports.finding import Finding
from reports.places import is_its_own_text
from reports.report import Report

FORMATS = ("text", "markdown")
"""Readers whose text is the file to the last character."""


@dataclass(frozen=True, slots=True)
class FixedFile:
    """A file as it would be with the safe suggestions of a report.

    Attributes:
        document: the file as it is.
        findings: whose suggestions are carried out, in order of place.
        text: of the document with them.
    """

    document: Document
    findings: tuple[Finding, ...]
    text: str


@dataclass(frozen=True, slots=True)
class Fixes:
    """What can be put right without a person's look.

    Attributes:
        files: in the order of the report.
        elsewhere: findings with a safe suggestion in files that are not plain text.
    """

    files: tuple[FixedFile, ...]
    elsewhere: tuple[Finding, ...] = ()

    @property
    def count(self) -> int:
        """How many suggestions can be carried out."""
        return sum(len(file.findings) for file in self.files)


def fixes_of(report: Report) -> Fixes:
    """The safe suggestions of a report's open findings, file by file.

    Of suggestions that overlap only the first is taken; code in Markdown is left alone.
    """
    by_path: dict[Path, list[Finding]] = {}
    elsewhere: list[Finding] = []
    for finding in report.findings:
        if finding.suggestion is None or not finding.suggestion.safe:
            continue
        document = finding.document
        if _is_code(document, finding.edited):
            continue
        if document.format in FORMATS and is_its_own_text(document):
            by_path.setdefault(Path(document.path).resolve(), []).append(finding)
        else:
            elsewhere.append(finding)
    return Fixes(tuple(map(_fixed, by_path.values())), tuple(elsewhere))


def difference(file: FixedFile) -> str:
    """The changes to a file as a unified diff, with three lines around each."""
    path = file.document.path
    lines = difflib.unified_diff(
        _lines(file.document.text), _lines(file.text), f"a/{path}", f"b/{path}"
    )
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines
    )


def write_fixes(files: Iterable[FixedFile]) -> None:
    """Write the changed files, after all of them have proved to be writable as they were read.

    Raises:
        OutputError: if a file has changed since, or its encoding cannot hold the new text.
        UnreadableFileError: if a file has gone.
    """
    written = [(file.document.path, _encoded(file)) for file in files]
    for path, data in written:
        write_file(path, data)


def _is_code(document: Document, span: Span) -> bool:
    """Whether a span stands between the ticks of Markdown's code, which is no prose."""
    at = bisect_right(document.markup, span.start, key=lambda mark: mark.start)
    ticks = [mark for mark in document.markup[:at] if set(mark.of(document.text)) == {"`"}]
    return len(ticks) % 2 == 1


def _fixed(findings: Sequence[Finding]) -> FixedFile:
    document = findings[0].document
    pieces: list[str] = []
    taken: list[Finding] = []
    at = 0
    for finding in sorted(findings, key=lambda finding: finding.edited):
        span = finding.edited
        if finding.suggestion is not None and span.start >= at:
            pieces += [document.text[at : span.start], finding.suggestion.text]
            taken.append(finding)
            at = span.end
    return FixedFile(document, tuple(taken), "".join([*pieces, document.text[at:]]))


def _encoded(file: FixedFile) -> bytes:
    """The bytes of the changed file; its byte-order mark, if it has one, stays."""
    path = file.document.path
    raw = read_file(path)
    text, encoding = decode(raw)
    codec = encoding.removesuffix("-sig")
    before = text.encode(codec)
    mark = raw.data[: len(raw.data) - len(before)]
    if raw.sha256 != file.document.sha256 or text != file.document.text:
        raise OutputError(f"{path}: has changed while it was checked; run the command again")
    if mark + before != raw.data:
        raise OutputError(
            f"{path}: its bytes are not plain {encoding}, and writing would change others than "
            "those to be replaced; save it as UTF-8 first"
        )
    try:
        return mark + file.text.encode(codec)
    except UnicodeEncodeError as error:
        raise OutputError(
            f"{path}: {encoding} has no {error.object[error.start : error.end]!r}, which a "
            "replacement needs; save the file as UTF-8 first"
        ) from None


def _lines(text: str) -> list[str]:
    """The lines of a text with their ends; one that ends with a mere CR gets an LF for the diff."""
    ends = [match.end() for match in LINE_END.finditer(text)]
    bounds = [0, *ends, *([len(text)] if not ends or ends[-1] < len(text) else [])]
    lines = [text[start:end] for start, end in pairwise(bounds)]
    return [f"{line[:-1]}\n" if line.endswith("\r") else line for line in lines]
