"""The paragraphs of a Word document in reading order: body, tables and text boxes, then notes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from corpus.document import Kind
from corpus.readers._docx_styles import Style, attribute, paragraph_kind
from corpus.xml_input import local_name

if TYPE_CHECKING:
    from lxml.etree import _Element

_LEFT_OUT = frozenset(
    {
        # struck out or moved away by a tracked change
        *("del", "movefrom", "deltext", "delinstrtext"),
        # the older twin of what `mc:Choice` holds
        "fallback",
        # field codes, properties, alternative texts
        *("instrtext", "ppr", "rpr", "sdtpr", "tblpr", "trpr", "tcpr", "sectpr"),
    }
)
_CHARACTERS = {"tab": "\t", "ptab": "\t", "nobreakhyphen": "\u2011", "softhyphen": "\u00ad"}
_NOTES = {"footnotereference": "footnote", "endnotereference": "endnote"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph: its lines (more than one where it has line breaks) and what it is."""

    lines: tuple[str, ...]
    kind: Kind | None
    label: str | None = None


@dataclass(slots=True)
class NoteNumbers:
    """Numbers of the notes in the order of their references, from 1, by (sort, id)."""

    numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def number(self, sort: str, note_id: str) -> int:
        """The number of a note; a new one at its first reference."""
        key = (sort, note_id)
        if key not in self.numbers:
            self._counts[sort] += 1
            self.numbers[key] = self._counts[sort]
        return self.numbers[key]


def body_paragraphs(
    root: _Element, styles: Mapping[str, Style], notes: NoteNumbers
) -> Iterator[Paragraph]:
    """The paragraphs under `root`, those of text boxes after the one that they are tied to."""
    for element in _visible(root, "p"):
        yield Paragraph(_lines(element, notes), paragraph_kind(element, styles))


def note_paragraphs(
    root: _Element, sort: str, styles: Mapping[str, Style], notes: NoteNumbers
) -> Iterator[Paragraph]:
    """The texts of the notes that are referred to, in order, each led by its number "[1] "."""
    elements = {attribute(note, "id"): note for note in root if local_name(note) == sort}
    for (known, note_id), number in list(notes.numbers.items()):
        if known != sort or note_id not in elements:
            continue
        lead = f"[{number}] "
        for paragraph in body_paragraphs(elements[note_id], styles, notes):
            first, *others = paragraph.lines
            lines = (lead + first.lstrip(), *others)
            yield Paragraph(lines, paragraph.kind, f"{sort} {number}")
            lead = ""


def _visible(root: _Element, name: str) -> Iterator[_Element]:
    """Elements of that name under `root` in order, nested ones included."""
    tasks = list(reversed(root))
    while tasks:
        element = tasks.pop()
        local = local_name(element)
        if local in _LEFT_OUT or _is_hidden(element, local):
            continue
        if local == name:
            yield element
        tasks.extend(reversed(element))


def _lines(paragraph: _Element, notes: NoteNumbers) -> tuple[str, ...]:
    """The words of the paragraph itself, without those of text boxes anchored in it."""
    parts: list[str] = []
    tasks = list(reversed(paragraph))
    while tasks:
        element = tasks.pop()
        local = local_name(element)
        if local == "t":
            parts.append((element.text or "").replace("\n", " "))
        elif local in ("br", "cr"):
            parts.append("\n")
        elif local in _CHARACTERS:
            parts.append(_CHARACTERS[local])
        elif local in _NOTES:
            sort = _NOTES[local]
            parts.append(f"[{notes.number(sort, attribute(element, 'id'))}]")
        elif local not in _LEFT_OUT and local != "p" and not _is_hidden(element, local):
            tasks.extend(reversed(element))
    return tuple("".join(parts).split("\n"))


def _is_hidden(element: _Element, local: str) -> bool:
    """Whether a run is formatted as hidden text."""
    if local != "r":
        return False
    for properties in element:
        if local_name(properties) == "rpr":
            return any(
                local_name(each) == "vanish" and attribute(each, "val") not in ("0", "false")
                for each in properties
            )
    return False
