"""A number that announces a list of another length: "three towns: Ade, Bor, Cen and Dun"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.document import Document
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Evidence, Finding, Severity
from reports.numbers.atoms import Atom, Bound, Kind, Role
from reports.numbers.documents import is_chinese, numbers_of
from reports.numbers.patterns import lazy

_LONGEST = 40
_ANNOUNCED = lazy(
    r"(?: [a-z][a-z-]*){1,4}(?:: |, namely,? |, i\.e\.,? |, that is,? |"
    r" [-–—]{1,2} ?|—(?:namely,? )?)"
    r"(?P<list>[A-Z][^.:;!?()\n]{3,400}?)(?:\.|\n|$|,(?= (?!and |or |the )[a-z]))"
)
_BETWEEN_DASHES = lazy(
    r"(?: [a-z][a-z-]*){1,4} ?(?P<dash>[–—]) ?(?P<list>[A-Z][^.:;!?()–—\n]{3,400}?) ?(?P=dash)"
)
_IN_BRACKETS = lazy(r"(?: [a-z][a-z-]*){1,4} \((?P<list>[A-Z][^.:;!?()\n]{3,400})\)")
# Items that are no names must be short, and joined at the end by "and".
_ANNOUNCED_WORDS = lazy(
    r"(?: [a-z][a-z-]*){1,3}(?:: |, namely,? | [-–—]{1,2} ?|—(?:namely,? )?| \()"
    r"(?P<list>[a-z][^.:;!?()\n]{3,300})(?:\.|\n|$|\))"
)
_WORDS = lazy(r"(?:the )?[A-Za-z][a-z'’-]*(?: (?:of |for )?[A-Za-z][a-z'’-]*){0,2}")
_CLAUSE_WORDS = lazy(
    r"\b(?:is|are|was|were|be|to|has|have|had|will|can|must|should|not|that|which|who|it|they|we|"
    r"one|two|three|four|first|second|third|both|all|by|from|with|if|when|then|in|on|at|a|an)\b"
)
_HAN_ANNOUNCED = lazy(
    "(?:个|個|项|種|种|家|所|座|名|位|省|市|县|条)[\u4e00-\u9fff]{0,6}"
    "(?:[：:]|[，,]?(?:即|分别(?:是|为)|包括))(?P<list>[^。；：！？（）\n]{3,200})(?:。|；|\n|$)"
)
# 粤、闽、浙、苏等三省: 等 leaves it open whether there are more, but never fewer.
_HAN_LISTED = lazy(
    "(?P<list>[^。；：！？（），,;:\n\\d和与及]{1,12}(?:、[^。；：！？（），,;:\n和与及]{1,12})+)等$"
)
_TWO_WORDS = lazy(r"[a-z]+ and [a-z]+")
_JOINED = lazy("^(?:以及|[和与及])")
_ENGLISH = (_BETWEEN_DASHES, _ANNOUNCED, _IN_BRACKETS, _ANNOUNCED_WORDS)
_OPEN_ENDED = lazy(
    r"\b(?:etc|such as|including|among others|and others|and so on|and more|like|"
    r"for example|as well)\b",
    re.IGNORECASE,
)
_NAME = lazy(r"(?:the )?[A-Z][\w'’.-]*(?: (?:of |the |and |& )?[A-Z][\w'’.-]*){0,4}")
_COMMA = lazy(r", (?:and |& |or )?")
_AND = lazy(r" (?:and|&) ")


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        chinese = is_chinese(document)
        for atom in numbers_of(document):
            counted = _count(document, atom, chinese=chinese)
            if counted is None:
                continue
            span, least, most = counted
            words = atom.span.of(document.text)
            number = str(least) if least == most else f"{least} to {most}"
            message = f'"{words}" announces a list of {number}'
            yield check.finding(document, atom.span, message, evidence=(Evidence(document, span),))


def _count(document: Document, atom: Atom, *, chinese: bool) -> tuple[Span, int, int] | None:
    """The list that a number announces and how long it may be; None if the number is right."""
    if atom.kind is not Kind.CARDINAL or atom.bound is not Bound.EXACT or atom.value is None:
        return None
    if atom.role is not Role.NONE or not 2 <= atom.value <= _LONGEST or atom.value % 1:
        return None
    text, end = document.text, atom.span.end
    listed = _HAN_LISTED.search(text, max(0, atom.span.start - 80), atom.span.start)
    if chinese and listed:
        most = listed["list"].count("、") + 1
        return (Span(*listed.span("list")), most, most) if most > atom.value else None
    if chinese:
        match = _HAN_ANNOUNCED.match(text, end)
    else:
        match = next(
            (found for one in _ENGLISH if (found := one.match(text, end)) is not None), None
        )
    length = _length(match["list"], chinese=chinese) if match else None
    if match is None or length is None or length[0] <= atom.value <= length[1]:
        return None
    return Span(*match.span("list")), *length


def _length(items: str, *, chinese: bool) -> tuple[int, int] | None:
    """The least and the greatest number of names in a list; None if it is no list of names."""
    if chinese:
        return _han_length(items)
    if _OPEN_ENDED.search(items):
        return None
    parts = _COMMA.split(items.strip())
    if _TWO_WORDS.fullmatch(items.strip()):
        return 2, 2
    if len(parts) < 3 and not (len(parts) == 2 and _AND.search(parts[-1])):
        return None
    if not all(_NAME.fullmatch(part) for part in parts) and not _are_plain(items, parts):
        return None
    # Without a comma before "and", the last two names are joined by it.
    joined = not re.search(r", (?:and|&|or) [^,]*$", items) and bool(_AND.search(parts[-1]))
    least = len(parts) + joined
    return least, len(parts) + sum(len(_AND.findall(part)) for part in parts)


def _are_plain(items: str, parts: list[str]) -> bool:
    """Whether the items are short words: "health, housing and schools"."""
    if _CLAUSE_WORDS.search(items) or not _AND.search(items):
        return False
    return all(_WORDS.fullmatch(name) for part in parts for name in _AND.split(part))


def _han_length(items: str) -> tuple[int, int] | None:
    if "等" in items or "，" in items or "、" not in items:
        return None
    parts = [_JOINED.sub("", part) for part in items.split("、")]
    if any(not 1 < len(part) <= 12 for part in parts):
        return None
    joints = sum(len(re.findall("以及|[和与及]", part)) for part in parts)
    return len(parts) + min(1, len(re.findall("以及|[和与及]", parts[-1]))), len(parts) + joints


CHECK = Check(
    name="miscounted-list",
    category=Category.NUMBER,
    severity=Severity.WARNING,
    summary="a number that announces a list of another length",
    why=(
        'Where a sentence says "four towns" and names five, either the number is wrong or a name '
        "was dropped or added. Only lists of names that are announced by a colon or by words such "
        'as "namely" are counted, and none that goes on with "etc." or only gives examples. A '
        'name may contain "and"; the list is then given every length that it can have.'
    ),
    flagged=(
        Example("It was tried in three towns: Ade, Bor, Cen and Dun."),
        Example("Ten rivers, namely Ada, Bek, Cor, Dal, Eno, Fal, Gor, Hul and Ino."),
    ),
    passing=(
        Example("It was tried in four towns: Ade, Bor, Cen and Dun."),
        Example("Three ministries: Trade and Industry, Health, and Labour and Pensions."),
        Example("It was tried in ten towns: Ade, Bor, Cen and others."),
    ),
    run=see_through(_run),
)
