"""The numbers of a document: parsed once, and found again by every check."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from corpus.document import Document
from corpus.span import Span
from reports.numbers import parse_numbers
from reports.numbers.atoms import Atom
from reports.numbers.patterns import lazy
from reports.numbers.views import View, view_of

_HAN = lazy("[\u3400-\u9fff]")
_LINE_END = lazy(r"[\n\r]")


def language_of(document: Document) -> str:
    """The document's language, guessed by its script where nobody has said it."""
    if document.language != "und":
        return document.language
    sample = document.text[:4000]
    return "zh" if len(_HAN.findall(sample)) * 4 > len(sample) else "en"


def is_chinese(document: Document) -> bool:
    """Whether the Chinese grammar reads it."""
    return language_of(document).lower().startswith(("zh", "yue", "lzh"))


def numbers_of(document: Document) -> tuple[Atom, ...]:
    """All numbers of a document, in order; mark-up inside a number does not hide it."""
    view = view_of(document)
    if view is None:
        return _parse(document.text, language_of(document))
    return _parse_view(view, language_of(document))


@lru_cache(maxsize=32)
def _parse(text: str, language: str) -> tuple[Atom, ...]:
    return parse_numbers(text, language)


@lru_cache(maxsize=16)
def _parse_view(view: View, language: str) -> tuple[Atom, ...]:
    return tuple(
        replace(atom, span=view.back(atom.span)) for atom in parse_numbers(view.text, language)
    )


def line_around(text: str, span: Span, *, reach: int = 400) -> Span:
    """The line that a span stands in, at most `reach` code points to either side."""
    start, end = max(0, span.start - reach), min(len(text), span.end + reach)
    before = [match.end() for match in _LINE_END.finditer(text, start, span.start)]
    after = _LINE_END.search(text, span.end, end)
    return Span(before[-1] if before else start, after.start() if after else end)
