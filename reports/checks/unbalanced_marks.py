"""Brackets and quotation marks that are opened and never closed, or closed and never opened."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from corpus.document import Document
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.finding import Category, Finding, Severity
from reports.numbers.documents import is_chinese
from reports.numbers.patterns import lazy

_CLOSING = {
    ")": "(", "]": "[", "}": "{", "）": "（", "】": "【", "〕": "〔", "》": "《", "〉": "〈",
    "」": "「", "』": "『", "”": "“", "’": "‘", "»": "«",
}  # fmt: skip
_QUOTES = frozenset('“‘「『«"')
_MARKS = lazy('[()\\[\\]{}（）【】〔〕《》〈〉「」『』“”«»"‘’]')
_SAME = str.maketrans("（）", "()")
"""Half and full width are one bracket: which of the two is right is a question of style."""

_ENUMERATOR = lazy(
    r"(?:^|[\s(（;；,，:：])(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5}|[一二三四五六七八九十]{1,3})$"
)
_INCHES = lazy(r"\d$")
_CARRIED = 12
"""Paragraphs over which a quotation may run before its end is called missing."""


@dataclass(frozen=True, slots=True)
class _Open:
    """An opening mark that waits for its end."""

    mark: str
    at: int
    paragraph: int


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        for at, message in _unbalanced(document):
            yield check.finding(document, Span(at, at + 1), message)


def _unbalanced(document: Document) -> Iterator[tuple[int, str]]:
    """Where a mark has no partner, and what is to be said of it."""
    waiting: list[_Open] = []
    lines = _paragraphs(document)
    for number, line in enumerate(lines):
        first = True
        for match in _MARKS.finditer(document.text, line.start, line.end):
            at = match.start()
            kind = _kind(document, line, at, waiting)
            if kind is None:
                continue
            mark, opens = kind
            if opens:
                if first and at == line.start:
                    waiting = [one for one in waiting if one.mark != mark]
                waiting.append(_Open(mark, at, number))
            else:
                yield from _close(document, waiting, mark, at)
            first = False
        kept = [one for one in waiting if _may_go_on(document, one, number, lines)]
        for one in waiting:
            if one not in kept:
                yield _unclosed(document, one)
        waiting = kept


def _close(
    document: Document, waiting: list[_Open], mark: str, at: int
) -> Iterator[tuple[int, str]]:
    """Take the partner of a closing mark, and all that was opened since, from those that wait."""
    if any(one.mark == mark for one in waiting):
        while waiting[-1].mark != mark:
            yield _unclosed(document, waiting.pop())
        waiting.pop()
    elif waiting and not {mark, waiting[-1].mark} & _QUOTES:
        other = waiting.pop()
        yield at, f"“{document.text[at]}” closes “{document.text[other.at]}”"
    else:
        yield at, f"“{document.text[at]}” closes what was never opened"


def _unclosed(document: Document, one: _Open) -> tuple[int, str]:
    return one.at, f"“{document.text[one.at]}” is never closed"


def _paragraphs(document: Document) -> tuple[Span, ...]:
    """From the first to the last content segment of each paragraph."""
    spans: dict[int, Span] = {}
    for segment in document.segments:
        if segment.kind.is_content:
            before = spans.get(segment.paragraph, segment.span)
            spans[segment.paragraph] = Span(before.start, segment.span.end)
    return tuple(spans.values())


def _kind(document: Document, line: Span, at: int, waiting: list[_Open]) -> tuple[str, bool] | None:
    """The opening form of a mark and whether it opens; None for what is no such mark."""
    text = document.text
    mark = text[at].translate(_SAME)
    if mark in "‘’" and not is_chinese(document):
        return None
    if mark == '"':
        return _straight(text, line, at, waiting)
    if mark not in _CLOSING:
        return mark, True
    opening = _CLOSING[mark]
    if mark == ")" and not any(one.mark == "(" for one in waiting):
        before = text[max(line.start, at - 8) : at]
        if _ENUMERATOR.search(before) or before[-1:] in ":;":
            return None
    marks = {one.mark for one in waiting}
    if opening == "“" and "“" not in marks and '"' in marks:
        return '"', False
    return opening, False


def _straight(text: str, line: Span, at: int, waiting: list[_Open]) -> tuple[str, bool] | None:
    """A straight quotation mark opens or closes by what stands beside it."""
    before = text[at - 1] if at > line.start else " "
    after = text[at + 1] if at + 1 < line.end else " "
    is_open = any(one.mark == '"' for one in waiting)
    if not is_open and _INCHES.search(before) and not after.isalpha():
        return None
    if not is_open and any(one.mark == "“" for one in waiting) and not before.isspace():
        return "“", False
    opens = not is_open
    if before.isspace() and not after.isspace():
        opens = True
    elif after.isspace() and not before.isspace():
        opens = not is_open and before in "([{（"
    return '"', opens


def _may_go_on(document: Document, one: _Open, number: int, lines: tuple[Span, ...]) -> bool:
    """Whether a quotation may still be closed in a later paragraph."""
    if one.mark not in _QUOTES or number + 1 >= len(lines):
        return False
    rest = lines[number + 1 : one.paragraph + 1 + _CARRIED]
    return any(_closes(document, one.mark, line) for line in rest)


def _closes(document: Document, mark: str, line: Span) -> bool:
    """Whether a paragraph has more ends than beginnings of a quotation, or goes on with it."""
    text = line.of(document.text)
    if mark == '"':
        return text.count('"') % 2 == 1
    end = next(closing for closing, opening in _CLOSING.items() if opening == mark)
    return text.count(end) > text.count(mark) or (
        text.startswith(mark) and text.count(end) >= text.count(mark)
    )


CHECK = Check(
    name="unbalanced-marks",
    category=Category.TEXT,
    severity=Severity.WARNING,
    summary="a bracket or quotation mark without its partner",
    why=(
        "A quotation whose end is missing leaves open whose words the rest are, and machines lose "
        "marks often. Quotations may run over several paragraphs, each of which then begins with "
        "the mark again; list numbers such as “a)” need no partner."
    ),
    flagged=(
        Example("The law says: “Farms that lease land must register. The office keeps a list."),
        Example("The office (founded in 1990 keeps a list. The list is public."),
        Example("The office keeps a list of farms”. The list is public."),
        Example("办公室（一九九〇年成立负责登记。名单是公开的。"),
    ),
    passing=(
        Example("The law says: “Farms must register.” The office (founded in 1990) keeps a list."),
        Example("“The first paragraph goes on.\n\n“The second one ends it.”"),
        Example('Three steps: a) plan, b) plant, c) harvest. The pipe is 12" wide.'),
        Example("The farms' \"shares\" and the village's land were registered."),
    ),
    run=_run,
)
