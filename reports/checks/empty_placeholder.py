"""Places where a number should stand and none does: "<>th", "XX%"."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Finding, Severity
from reports.numbers.documents import is_chinese
from reports.numbers.patterns import lazy

_UNIT = (
    r"(?:[%％]|US\$|(?:percent|per cent|million|billion|trillion|yuan|RMB|dollars|people|years?|"
    r"kg|km)\b)"
)
_PLACEHOLDER = lazy(
    r"<[ ]*>(?:st|nd|rd|th)?(?![\w])"
    r"|(?:\[[ ]*\]|\{[ ]*\}|\([ ]*\)|（[ ]*）)(?:st|nd|rd|th|%|％)(?!\w)"
    r"|<(?:num|NUM|number|NUMBER|date|DATE|year|YEAR|digit)[_ ]?\d*/?>(?:st|nd|rd|th)?"
    r"|\[(?:NUM|NUMBER|DATE|YEAR|DIGIT|AMOUNT)[_ ]?\d*\]"
    r"|\b_{0,2}(?:NUM|NUMBER|DIGIT)_\d+_{0,2}\b|\{\{[ ]*\w*[ ]*\}\}|\{\d+\}(?:st|nd|rd|th)?"
    rf"|(?<![A-Za-z])(?:X{{2,8}}|x{{2,8}}|[?？]{{2,8}}|(?<!\w)_{{1,8}}"
    rf"|#{{2,8}}|\*{{2,8}})[ ]?{_UNIT}"
    r"|(?<![\w$-])N{1,3}[ ]?(?:[%％]|(?:percent|per cent|million|billion|trillion|yuan|RMB)\b)"
    r"|(?<![\w])(?:19|20)(?:XX|xx|__|\?\?)(?!\w)"
    r"|(?<=\bthe )(?:th|nd|rd)(?=[ ][A-Z])"
    r"|\b(?:Article|Section|Chapter|Paragraph)[ ]§[ ](?=of\b)"
    r"|\b(?:Article|Articles|Chapter|No\.)[ ](?=of (?:the|this)\b)"
    r"|\b(?:Articles|Sections|Chapters|Nos\.)[ ]+(?:and|,)[ ]+(?=of\b)"
    r"|(?<=\b[Bb]y )_{2,}(?!\w)|(?<=\b[IiOo]n )_{2,}(?!\w)|(?<=\b(?:of|at|to) )_{2,}(?!\w)"
    r"|(?<=\bfrom )_{2,}(?!\w)|(?<=\babout )_{2,}(?!\w)|(?<![\w%])%[ds](?=[ .,;])"
    r"|(?<=\bof )%(?=[\s.,;])|(?<=\bby )%(?=[\s.,;])"
)
_CHINESE = lazy(
    r"<[ ]*>|(?:X{2,8}|x{2,8}|×{2,8}|_{2,8}|[?？]{2,8})(?:[%％年月日号次个亿万元人家届]|%)"
    r"|第[ ]?(?:[届屆]|次会议|个五年)|\{\d*\}|百分之(?=[，。；、])"
)


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        pattern = _CHINESE if is_chinese(document) else _PLACEHOLDER
        for match in pattern.finditer(document.text):
            message = f'a number is missing: "{match[0]}"; the source must be looked up'
            yield check.finding(document, Span(*match.span()), message)


CHECK = Check(
    name="empty-placeholder",
    category=Category.NUMBER,
    severity=Severity.ERROR,
    summary="a placeholder where a number should stand",
    why=(
        "Numbers that were hidden from a translator and never filled in again leave their "
        'placeholders behind: "the <>th session", "XX%". Nothing in the text can tell which '
        "number belongs there, so the source must be looked up."
    ),
    flagged=(
        Example("It was adopted at the <>th session of the assembly."),
        Example("Output rose by XX% over the year."),
        Example("the th Congress of the union"),
    ),
    passing=(
        Example("The variable x is less than 5% of y."),
        Example("In the XXth century Louis XX was never king."),
        Example("Wrap it in <b>bold</b> tags."),
    ),
    run=see_through(_run),
)
