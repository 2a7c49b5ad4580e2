"""Adding to a glossary file: the file stays as its editors wrote it, save for what is new.

What was written is read again before it is given back; if it does not say exactly what it should,
nothing is changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path, PurePath

from corpus.decoding import decode
from corpus.errors import MalformedFileError, OutputError, UsageError
from corpus.files import RawFile
from glossary.comparing import compare
from glossary.formats import TermbaseFormat, termbase_formats
from glossary.table_editing import with_rows_for
from glossary.termbase import Concept, Term, arranged
from glossary.toml_editing import with_tables_for

_WORDS = ("definition", "note", "domain", "source")


@dataclass(frozen=True, slots=True)
class Addition:
    """What to add: a concept, or terms to one that is there.

    Attributes:
        concept: id.
        terms: new ones.
        definition: for a concept that has none yet.
        note: for a concept that has none yet.
        domain: for a concept that has none yet.
        source: for a concept that has none yet.
    """

    concept: str
    terms: tuple[Term, ...]
    definition: str = ""
    note: str = ""
    domain: str = ""
    source: str = ""


def add(raw: RawFile, addition: Addition) -> str:
    """The text of a glossary file with a concept or terms added.

    A new concept stands before the first one whose id comes after it, if the ids of the file are
    in order, and else at the end.

    Raises:
        UsageError: if the format is not one that people edit as text, if a term is there already,
            or if the addition cannot be made without touching anything else.
        InputError: if the file cannot be read.
    """
    name = {".toml": "toml", ".csv": "csv", ".tsv": "csv", ".tab": "csv"}.get(raw.suffix)
    if name is None:
        raise UsageError(
            f"{raw.path}: terms are added to .toml and .csv files; "
            "make one of it with `concord glossary convert`"
        )
    [kind] = [kind for kind in termbase_formats() if kind.name == name]
    text, encoding = decode(raw)
    if encoding not in ("utf-8", "utf-8-sig"):
        raise UsageError(f"{raw.path}: is in {encoding.upper()}; save it as UTF-8 first")
    mark = "\ufeff" if encoding == "utf-8-sig" else ""
    before = kind.read(raw)
    old = next((c for c in before.concepts if c.id == addition.concept), None)
    for step in _steps(old, addition, raw.path):
        text = _after(text, RawFile(raw.path, text.encode()), kind, step)
    return mark + text


def _after(text: str, raw: RawFile, kind: TermbaseFormat, new: Concept) -> str:
    """The text in which a concept says this, and all others what they said."""
    before = kind.read(raw)
    old = next((c for c in before.concepts if c.id == new.id), None)
    others = (concept for concept in before.concepts if concept.id != new.id)
    wanted = replace(before, concepts=(*others, new))
    editing = with_rows_for if kind.name == "csv" else with_tables_for
    for attempt in editing(text, before, old, new, raw):
        try:
            said = kind.read(RawFile(raw.path, attempt.encode()))
        except MalformedFileError:
            continue
        if not compare(wanted, said):
            return attempt
    raise UsageError(
        f"{raw.path}{f':{old.line}' if old else ''}: {new.id} cannot be changed without touching "
        "what else stands there; add the term by hand"
    )


def _steps(old: Concept | None, addition: Addition, path: str) -> Iterator[Concept]:
    """The concept as it grows, a term at a time where it was there before."""
    if old is None:
        if not addition.terms:
            raise UsageError(f"{path}: there is no concept {addition.concept}; give it terms")
        words = {name: getattr(addition, name) for name in _WORDS}
        yield arranged(Concept(addition.concept, addition.terms, **words))
        return
    words = {name: text for name in _WORDS if (text := getattr(addition, name))}
    for name, text in words.items():
        if getattr(old, name) not in ("", text):
            raise UsageError(
                f"{path}:{old.line}: the concept {old.id} has a {name} already: "
                f"{getattr(old, name)!r}"
            )
    if words:
        old = replace(old, **words)
        yield old
    for term in addition.terms:
        for known in old.terms:
            if (known.language, known.text.casefold()) == (term.language, term.text.casefold()):
                raise UsageError(
                    f"{path}:{known.line}: {old.id} has the term {known.text!r} already, "
                    f"as {known.status}"
                )
        old = arranged(replace(old, terms=(*old.terms, term)))
        yield old


def start(path: str) -> None:
    """Write a glossary with an example in comments.

    Raises:
        UsageError: if the name does not end in .toml, or if such a file exists.
        OutputError: if it cannot be written.
    """
    if PurePath(path).suffix.lower() != ".toml":
        raise UsageError(f"{path}: a glossary to begin with is a .toml file; end its name so")
    text = files("glossary").joinpath("starter.toml").read_text("utf-8")
    try:
        # Never in place of what is there, even if it came a moment ago.
        with Path(path).open("x", encoding="utf-8", newline="") as file:
            file.write(text)
    except FileExistsError:
        raise UsageError(f"{path}: exists already, and is not overwritten") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise OutputError(f"{path}: cannot be written: {reason}") from None
