"""Negation: whether a text denies something, and what it denies."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from corpus.span import Span
from glossary.english import base_form
from reports.numbers.patterns import lazy

_EXPLICIT = lazy(
    r"(?<![\w-])(?<!why )(?:not(?![ ](?:only|just|merely|solely|least|to[ ]mention|until))|never|"
    r"cannot(?![ ](?:help|but|wait))|\w+n['’]t(?![ ](?:help|wait|seem|you|they|it|he|she|we|I)\b)|"
    r"neither|nor)(?![\w-])",
    re.IGNORECASE,
)
# Words that may say the same without a "not"; where one of them stands, nothing is concluded.
_IMPLICIT = lazy(
    r"(?<![\w-])(?:no|none|nobody|nothing|nowhere|without|few|little|hardly|scarcely|barely|rarely|"
    r"seldom|lack\w*|fail\w*|avoid\w*|prevent\w*|prohibit\w*|forbid\w*|forbad\w*|ban|bans|banned|"
    r"banning|refus\w*|refrain\w*|den(?:y|ies|ied|ying|ial)|absen\w+|free[ ](?:from|of)|far[ ]from|"
    r"rather[ ]than|instead[ ]of|except\w*|unless|until|only|exclud\w*|stop\w*|ceas\w*|reject\w*|"
    r"declin\w*|cannot|un\w{3,}|in(?:ad|ap|ac|cap|com|cons|cor|def|ef|el|ev|ex|fle|form|suf|tol|vis)\w+|"
    r"im(?:p|m)\w{3,}|il(?:l)\w{4,}|ir(?:r)\w{4,}|dis\w{4,}|non-?\w+|\w+less(?:ly)?|too|beyond|against|"
    r"miss\w*|neglect\w*|ignor\w*|overlook\w*|yet[ ]to|no[ ]longer)"
    r"(?![\w-])",
    re.IGNORECASE,
)
# Only what asks for a "not" in any language; a bare 不 often is part of another word, and limits
# (不得低于) are a matter of numbers.
_CHINESE = lazy(
    "(?<![懂记认值舍怪恨])不得(?![不已了早晚迟低高少多超大小])|"
    "(?<!不能)不(?:应当|应该|应|准|许|允许|可以|予|属于|适用|包括|具备|符合)(?![低高少多超大小早晚])|"
    "(?<!能)不能(?!不)|不会(?!不)|没有(?=[一任改变影])(?![^，。；]{0,12}不)|未经|尚未|从未|并未|"
    "并非|绝非|绝不|决不|从不|严禁|切勿"
)
_CHINESE_BROAD = lazy("[不没未无非勿莫毋免禁拒否缺防避失难少除止反弃戒绝休别]")
_TWICE = ("only", "unless", "until", "except", "exclud")
_WORD = lazy(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_AUXILIARIES = frozenset(
    """
    be is are was were been being am do does did have has had having will would shall should may
    might must can could to a an the it that this there so such in any all be yet also still
    """.split()  # noqa: SIM905 -- a list of literals is harder to read
)
_AHEAD = 4
"""Words after a "not" among which its verb is looked for."""


@dataclass(frozen=True, slots=True)
class Denial:
    """A "not" in an English text, and the word that it denies."""

    span: Span
    head: str


def denials(text: str, span: Span) -> Iterator[Denial]:
    """The explicit negations of an English stretch of text, each with what it denies."""
    for match in _EXPLICIT.finditer(text, span.start, span.end):
        word = _content_word(text, match.end(), span.end)
        if word is not None:
            yield Denial(Span(match.start(), word.end()), head_of(word[0]))


def verb_after(text: str, start: int, end: int) -> str:
    """The base form of the first word after a place that is more than an auxiliary, or ""."""
    word = _content_word(text, start, end)
    return "" if word is None else head_of(word[0])


def _content_word(text: str, start: int, end: int) -> re.Match[str] | None:
    for number, word in enumerate(_WORD.finditer(text, start, end)):
        if number >= _AHEAD:
            break
        if word[0].lower() not in _AUXILIARIES:
            return word
    return None


def head_of(word: str) -> str:
    """A word in the form in which heads are compared."""
    return base_form(word.lower()) or word.lower()


def may_deny(text: str, span: Span, language: str) -> bool:
    """Whether anything in a stretch of text may deny something, by however indirect words."""
    if language == "zh":
        return _CHINESE_BROAD.search(text, span.start, span.end) is not None
    return any(pattern.search(text, span.start, span.end) for pattern in (_EXPLICIT, _IMPLICIT))


def chinese_denials(text: str, span: Span) -> list[Span]:
    """The places where a Chinese stretch of text surely denies something."""
    return [Span(*match.span()) for match in _CHINESE.finditer(text, span.start, span.end)]


def count_denials(text: str, span: Span) -> int:
    """How many negations an English stretch of text may hold, by however indirect words.

    "Only with a permit" says as much as "not without a permit".
    """
    found = [
        match[0].lower()
        for pattern in (_EXPLICIT, _IMPLICIT)
        for match in pattern.finditer(text, span.start, span.end)
    ]
    return sum(2 if word.startswith(_TWICE) else 1 for word in found)


def affirmed(text: str, span: Span, head: str) -> Span | None:
    """Where an English stretch of text that denies nothing has the word that another denies."""
    for word in _WORD.finditer(text, span.start, span.end):
        if head_of(word[0]) == head:
            return Span(*word.span())
    return None
