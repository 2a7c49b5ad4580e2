"""Where the words stand that limit a number, or say which way it went."""

from __future__ import annotations

import re

from corpus.document import Document
from corpus.span import Span
from reports.numbers import chinese_context, english_context
from reports.numbers.atoms import Atom
from reports.numbers.documents import is_chinese

_REACH = 72
_HEDGE = 40


def span_with_limit(document: Document, atom: Atom) -> Span:
    """The number with the words that limit it: "more than 200", 200以上."""
    context = chinese_context if is_chinese(document) else english_context
    text, start, end = document.text, atom.span.start, atom.span.end
    behind = context.BOUND_BEHIND.search(text, max(0, start - _HEDGE), start)
    if behind:
        return Span(behind.start(), end)
    for _, pattern in context.BOUNDS_AHEAD:
        ahead = pattern.match(text, end)
        if ahead:
            return Span(start, ahead.end())
    return atom.span


def span_with_move(document: Document, atom: Atom) -> Span:
    """The number with the word that says whether something rose or fell: "fell by 3%"."""
    context = chinese_context if is_chinese(document) else english_context
    text, start, end = document.text, atom.span.start, atom.span.end
    ahead = context.MOVE_AHEAD.match(text, end)
    if ahead:
        return Span(start, ahead.end())
    moves: list[re.Match[str]] = list(context.MOVE.finditer(text, max(0, start - _REACH), start))
    return Span(moves[-1].start(), end) if moves else atom.span
