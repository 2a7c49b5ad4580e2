"""`concord numbers`: how every number of a text was read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from reports.commands.output import OutputFile, deliver, protect

if TYPE_CHECKING:
    from corpus.document import Document
    from reports.numbers.atoms import Atom

_HEAD = ("place", "kind", "value", "limits", "words")
_GAP = "  "


class Layout(StrEnum):
    """How the numbers are listed."""

    TABLE = "table"
    JSON = "json"


def numbers(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE", hidden=True, show_default=False)],
    layout: Annotated[
        Layout | None,
        typer.Option(
            "--format", help="A table for people, or JSON.", show_default=Layout.TABLE.value
        ),
    ] = None,
    output: OutputFile = None,
) -> None:
    """List the numbers of a text and how each was read.

    FILE is a text or a bilingual file; `concord formats` lists what can be read.
    """
    from corpus.document import Document
    from corpus.json_text import json_text
    from corpus.reading import read

    protect([file], output=output)
    text = read(file)
    documents = (text,) if isinstance(text, Document) else text.documents
    if layout is None:
        layout = Layout.JSON if (output or "").lower().endswith(".json") else Layout.TABLE
    if layout is Layout.JSON:
        listed = [_document(document) for document in documents]
        deliver(json_text({"schema": "concord.numbers/1", "documents": listed}), output)
    else:
        deliver("".join(_table(documents)), output)


def _table(documents: Iterable[Document]) -> Iterator[str]:
    from corpus.display import columns, padded, visible
    from reports.numbers.documents import numbers_of

    rows = [
        (
            f"{location.line}:{location.column}",
            atom.kind.value,
            f"{_value(atom)} {atom.unit}".strip(),
            " ".join(filter(None, _limits(atom))),
            visible(atom.span.of(document.text)),
        )
        for document in documents
        for atom in numbers_of(document)
        for location in [document.locate(atom.span.start)]
    ]
    if not rows:
        return
    widths = [max(columns(row[place]) for row in (_HEAD, *rows)) for place in range(len(_HEAD))]
    for row in (_HEAD, *rows):
        cells = (padded(cell, width) for cell, width in zip(row, widths, strict=True))
        yield _GAP.join(cells).rstrip() + "\n"


def _limits(atom: Atom) -> tuple[str, str, str]:
    from reports.numbers.atoms import Bound

    bound = "" if atom.bound is Bound.EXACT else atom.bound.value
    return bound, atom.direction.value, atom.role.value


def _value(atom: Atom) -> str:
    if atom.date is not None:
        parts = " ".join(f"{name} {value}" for name, value in atom.date.named.items())
        return f"fiscal {parts}" if atom.date.fiscal else parts
    # Never 1E+9; a value of another number's form, such as 3.50, loses its empty places.
    return "" if atom.value is None else f"{atom.value.normalize():f}"


def _document(document: Document) -> dict[str, Any]:
    from reports.numbers.documents import language_of, numbers_of

    return {
        "path": document.path,
        "side": document.name or None,
        "language": language_of(document),
        "numbers": [_number(document, atom) for atom in numbers_of(document)],
    }


def _number(document: Document, atom: Atom) -> dict[str, Any]:
    location = document.locate(atom.span.start)
    date = atom.date
    return {
        "text": atom.span.of(document.text),
        "start": atom.span.start,
        "end": atom.span.end,
        "line": location.line,
        "column": location.column,
        "unit": location.unit,
        "kind": atom.kind.value,
        "value": None if atom.value is None else f"{atom.value.normalize():f}",
        "measured_in": atom.unit or None,
        "bound": atom.bound.value,
        "direction": atom.direction.value or None,
        "role": atom.role.value or None,
        "date": None if date is None else {**date.named, "fiscal": date.fiscal},
    }
