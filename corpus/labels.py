"""What to call documents in running text: the names of their files, as long as these differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from corpus.document import Document


def short_labels(documents: Sequence[Document]) -> tuple[str, ...]:
    """For each document its file's name, or its path where two files have the same name."""
    paths = {document.path for document in documents}
    names = Counter(PurePath(path).name for path in paths)
    return tuple(_label(document, names) for document in documents)


def _label(document: Document, names: Counter[str]) -> str:
    name = PurePath(document.path).name
    short = name if names[name] == 1 else document.path
    return f"{short} [{document.name}]" if document.name else short
