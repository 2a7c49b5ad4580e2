"""Where the words stand that limit a number, or say which way it went."""

from __future__ import annotations

import re

from corpus.document import Document
from corpus.span import Span
from reports.numbers import chinese_context, english_context
from reports.numbers.atoms import Atom, Bound
from reports.numbers.documents import is_chinese
from reports.numbers.patterns import lazy

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


_DENIED = lazy(
    r"\b(?:not|never|cannot|no|nobody|neither|nor|prohibit\w*|forbid\w*|forbidden|bann?(?:ed|s|ing)?|"
    r"illegal|unlawful|refus\w+|reject\w*|unacceptable)\b|n['’]t\b|不(?:得|能|准|许|应|允许|可|宜|予)|禁止|严禁|勿|无权",
    re.IGNORECASE,
)
_CLAUSE_ENDS = lazy(r"[.!?;\n](?!\d)|[。！？；]")
_LIMIT_AFTER = lazy(
    r"[^ ,，。]{0,3}(?:以上|以下|以内)| (?:or|and) (?:more|less|over|under|older|above|below)"
)


def is_denied(document: Document, atom: Atom) -> bool:
    """Whether a number with a plain limit stands in a sentence that denies something.

    "A deviation above 5 mm is not allowed" is what 不得超过5毫米 says, and 不得雇用60岁以上的人 is
    "may employ nobody over 60": nobody can tell by the limit alone.
    """
    text, span = document.text, atom.span
    plain = atom.bound in (Bound.OVER, Bound.UNDER) or _LIMIT_AFTER.match(text, span.end)
    if not plain:
        return False
    floor, ceiling = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    starts = [match.end() for match in _CLAUSE_ENDS.finditer(text, floor, span.start)]
    end = _CLAUSE_ENDS.search(text, span.end, ceiling)
    start, stop = starts[-1] if starts else floor, end.start() if end else ceiling
    return _DENIED.search(text, start, stop) is not None


def span_with_move(document: Document, atom: Atom) -> Span:
    """The number with the word that says whether something rose or fell: "fell by 3%"."""
    context = chinese_context if is_chinese(document) else english_context
    text, start, end = document.text, atom.span.start, atom.span.end
    ahead = context.MOVE_AHEAD.match(text, end)
    if ahead:
        return Span(start, ahead.end())
    moves: list[re.Match[str]] = list(context.MOVE.finditer(text, max(0, start - _REACH), start))
    return Span(moves[-1].start(), end) if moves else atom.span
