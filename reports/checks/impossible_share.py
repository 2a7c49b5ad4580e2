"""Parts that are more than their whole: "46 of the 17 villages", shares that add to 120%."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise

from corpus.document import Document
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.checks._seen import see_through
from reports.finding import Category, Finding, Severity
from reports.numbers.atoms import Atom, Bound, Kind, Role
from reports.numbers.documents import is_chinese, line_around, numbers_of
from reports.numbers.patterns import lazy

_OF_THE = lazy(r" (?:out )?of (?:the|these|those|its|their|our|all|a total of)(?: total| first)? ")
_HAN_WITHIN = lazy(
    "(?:个|名|家|户|村|人|项|所|座|件|位)[\u4e00-\u9fff]{0,4}(?:当?中|里)[，,]?(?:的|有|仅有)"
)
_SENTENCE_END = lazy(r"[.!?](?=\s|$)|[。！？；;\n]")
_MADE_OF = lazy(
    r"\b(?:made up of|composed of|consist(?:s|ed|ing)? of|divided into|split into|broken down into|"
    r"breaks? down into)\b|由"
)
_HAN_MADE_OF = lazy("组成|构成")
_REST = lazy(
    r"\b[Tt]he (?:remaining|rest|other)(?: of (?:the|them))?[ ,(]+$|(?:其余|剩余|剩下|余下)的?$"
)
_OF_A_SHARE = lazy(r"\b(?:[Oo]f|[Aa]mong) (?:the|these|those)(?: \w+)? $|在这?$")
_ROUNDING = Decimal(1)
_IN_TURN = lazy(
    r"(?:占比|比重|比例|分别占)[^，。；]{0,8}$|\b(?:account(?:s|ed|ing)? for|ma[dk](?:e|es|ing) up|"
    r"tak(?:e|es|ing) up|took up|represent(?:s|ed|ing)?|contribut(?:e|es|ed|ing)|shares? of)"
    r"(?: [a-z]+){0,2} $"
)
_RESPECTIVELY = lazy(r"\brespectively\b")
_JOINT = lazy(r"(?:[\s,、和与及，]|\band\b)+")
_TIMES_OF_YEAR = lazy(r"\b(?:19|20)\d\d (?:and|to) (?:19|20)\d\d\b|\d年[、和与至]")
_SPLIT = 3
# Beyond this the parts are hardly meant to be of one whole.
_AT_MOST = Decimal(130)
_NOT_EXCLUSIVE = lazy(
    r"\b(?:said|say|says|answer|respondents?|asked|survey(?:ed)?|polled|think|believe|agree[ds]?|"
    r"use[ds]?|using|own|drink|eat|like|want|know|speak|have|has|had|read|watch|can|favou?r|support|"
    r"satisf|among|coverage|rates?|respectively|reach(?:ed)?|while|compared|than|more|less)\b"
    r"|受访|调查|表示|认为|满意|覆盖|普及|同比|分别|超过|其中|率",
    re.IGNORECASE,
)
# Answers that exclude the others, so that the shares are of one whole after all.
_OPPOSED = lazy(
    r"\b(?:disagree|opposed|against|undecided|abstain|neither|not answer|no (?:opinion|answer)|"
    r"(?:did|do) not know|dissatisf|unsatisf)|不满意|不同意|不赞成|反对|弃权|不清楚|未回答|说不清",
    re.IGNORECASE,
)
_MOVED = lazy(
    r"\b(?:rose|rise|fell|fall|grew|grow|growth|increas|decreas|declin|up|down|drop|gain|return|yield|"
    r"interest|growing|rising|falling)|增|降|涨|跌",
    re.IGNORECASE,
)
_TAKE_UP = lazy(r"\b(?:ta[ko][ek]n?|tak|mak|made?)(?:s|e|es|ing)? up\b", re.IGNORECASE)
_ITEM = lazy(r"[^.;:%。；]{0,40}[,、，][^.;:%。；]{0,30}")
_LAST_ITEM = lazy(r"[^.;:%。；]{0,40}(?:\band\b|[,、，和及与])[^.;:%。；]{0,30}")
_COUNTED = frozenset({Kind.CARDINAL})


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        atoms = numbers_of(document)
        for part, whole in pairwise(atoms):
            if _exceeds(document, part, whole):
                span = Span(
                    min(part.span.start, whole.span.start), max(part.span.end, whole.span.end)
                )
                message = f'"{span.of(document.text)}": the part is more than the whole'
                yield check.finding(document, span, message)
        yield from _sums(check, document, atoms)


def _exceeds(document: Document, first: Atom, second: Atom) -> bool:
    if {first.kind, second.kind} != _COUNTED or first.value is None or second.value is None:
        return False
    if first.role is not Role.NONE or second.role is not Role.NONE:
        return False
    text = document.text
    if is_chinese(document):
        # The whole comes first: 17个村中有46个.
        within = _HAN_WITHIN.fullmatch(text, first.span.end, second.span.start)
        return within is not None and second.value > first.value
    within = _OF_THE.fullmatch(text, first.span.end, second.span.start)
    return within is not None and first.value > second.value and not second.words


def _sums(check: Check, document: Document, atoms: tuple[Atom, ...]) -> Iterator[Finding]:
    for sentence, shares in _sentences(document, atoms):
        total = sum((atom.value or Decimal(0) for atom in shares), Decimal(0))
        if total <= 100 + _ROUNDING or not _is_whole(document, sentence, shares):
            continue
        span = Span(shares[0].span.start, shares[-1].span.end)
        yield check.finding(document, span, f"the shares add up to {total.normalize():f}%")


def _sentences(document: Document, atoms: tuple[Atom, ...]) -> Iterator[tuple[Span, list[Atom]]]:
    """Every sentence that has two percentages or more, with them."""
    text = document.text
    group: list[Atom] = []
    for atom in atoms:
        if atom.kind is not Kind.PERCENT or atom.bound is Bound.VAGUE:
            continue
        if group and _SENTENCE_END.search(text, group[-1].span.end, atom.span.start):
            if len(group) > 1:
                yield _around(document, group), group
            group = []
        group.append(atom)
    if len(group) > 1:
        yield _around(document, group), group


def _around(document: Document, group: list[Atom]) -> Span:
    line = line_around(document.text, group[0].span)
    start, end = line.start, group[-1].span.end
    for match in _SENTENCE_END.finditer(document.text, line.start, group[0].span.start):
        start = match.end()
    ahead = _SENTENCE_END.search(document.text, end, min(len(document.text), end + 80))
    return Span(start, ahead.start() if ahead else end)


def _is_whole(document: Document, sentence: Span, shares: list[Atom]) -> bool:
    """Whether the words say that the shares are all the parts of one whole."""
    text, start = document.text, shares[0].span.start
    if any(atom.role is not Role.NONE or atom.direction for atom in shares):
        return False
    if any(_OF_A_SHARE.search(text, max(0, a.span.start - 20), a.span.start) for a in shares):
        return False
    last = shares[-1].span.start
    if _REST.search(text, max(0, last - 24), last):
        return True
    if _are_parts_in_turn(document, sentence, shares) or _is_split(document, sentence, shares):
        return True
    made = _MADE_OF.search(text, max(sentence.start, start - 60), start)
    if made is None:
        return False
    return (
        made[0] != "由" or _HAN_MADE_OF.search(text, shares[-1].span.end, sentence.end) is not None
    )


def _are_parts_in_turn(document: Document, sentence: Span, shares: list[Atom]) -> bool:
    """Whether bare shares follow each other that "account for" a whole: 占比分别为8%、41%和61%."""
    text, start = document.text, shares[0].span.start
    bare = all(_JOINT.fullmatch(text, a.span.end, b.span.start) for a, b in pairwise(shares))
    head = _IN_TURN.search(text, max(sentence.start, start - 24), start)
    if head is None or not bare or _TIMES_OF_YEAR.search(text, sentence.start, start):
        return False
    return is_chinese(document) or _RESPECTIVELY.search(text, start, sentence.end) is not None


def _is_split(document: Document, sentence: Span, shares: list[Atom]) -> bool:
    """Whether three shares or more go through one whole: "45% by rail, 38% by road and 27% by air".

    Answers and habits do not exclude each other, so that their shares may add up to anything.
    """
    text = document.text
    words = _TAKE_UP.sub("hold", sentence.of(text))
    if len(shares) < _SPLIT or _MOVED.search(words):
        return False
    if _NOT_EXCLUSIVE.search(words) and not _OPPOSED.search(words):
        return False
    gaps = [text[a.span.end : b.span.start] for a, b in pairwise(shares)]
    listed = all(_ITEM.fullmatch(gap) for gap in gaps[:-1]) and _LAST_ITEM.fullmatch(gaps[-1])
    total = sum((atom.value or Decimal(0) for atom in shares), Decimal(0))
    return bool(listed) and total <= _AT_MOST


CHECK = Check(
    name="impossible-share",
    category=Category.NUMBER,
    severity=Severity.WARNING,
    summary="a part that is more than its whole, or shares that add up to more than 100%",
    why=(
        "Nobody visits 46 of 17 villages: the two numbers were exchanged, or one of them is wrong. "
        'In the same way the parts that something "consists of", or two shares of which the second '
        'is "the remaining" one, cannot add up to more than a hundred percent. Shares of different '
        "wholes and answers that exclude each other in no way are not added."
    ),
    flagged=(
        Example("The group went to 46 of the 17 villages."),
        Example("The fleet is made up of 45% lorries, 38% vans and 27% cars."),
        Example("Some 60% agreed, and the remaining 50% had no opinion."),
    ),
    passing=(
        Example("The group went to 17 of the 46 villages."),
        Example("The fleet is made up of 45% lorries, 38% vans and 17% cars."),
        Example("Of those asked, 60% drink tea and 70% drink coffee."),
        Example("Of the 40% who came, 60% agreed and the remaining 40% did not."),
    ),
    run=see_through(_run),
)
