"""Words written twice in a row: "the the", "to the north to the north"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from corpus.document import Document, Segment
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.finding import Category, Edit, Finding, Severity
from reports.numbers.documents import is_chinese
from reports.numbers.patterns import lazy

_LONGEST = 8
"""Words that may stand twice."""

_WORD = lazy(r"[^\W\d_](?:[\w’'-]*\w)?|\d[\d.,]*")
_TWICE_IN_CHINESE = lazy(r"((?!一)[\u4e00-\u9fff]{3,20}?)\1(?!\1)")
_PARTICLES = lazy("(?<!目)的的|着着|与与|和和(?![睦气])|为为|被被|把把|是是(?!非)")
_RIGHT = frozenset(
    (
        "had",
        "that",
        "very",
        "really",
        "so",
        "much",
        "many",
        "no",
        "far",
        "long",
        "never",
        "hear",
        "her",
    )
)
"""Words that English doubles for good reason ("he had had", "so so", "hear hear")."""

_CHAINED = frozenset(("and", "or", "by", "after", "upon"))
"""Words that chain a repetition: "more and more and more", "step by step by step".

So does "to", between two of a kind ("from time to time to see").
"""


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    for document in subject.documents[: subject.drafts]:
        find = _chinese if is_chinese(document) else _spaced
        for segment in document.segments:
            if segment.kind.is_content:
                for repeated in find(document, segment):
                    yield _finding(check, document, *repeated)


def _finding(check: Check, document: Document, whole: Span, once: Span) -> Finding:
    words = once.of(document.text)
    kept = document.text[whole.start : once.start].rstrip()
    return check.finding(
        document, whole, f"“{' '.join(words.split())}” stands twice in a row", suggestion=Edit(kept)
    )


def _chinese(document: Document, segment: Segment) -> Iterator[tuple[Span, Span]]:
    for pattern in (_TWICE_IN_CHINESE, _PARTICLES):
        for match in pattern.finditer(document.text, segment.span.start, segment.span.end):
            start, end = match.span()
            yield Span(start, end), Span((start + end) // 2, end)


def _spaced(document: Document, segment: Segment) -> Iterator[tuple[Span, Span]]:
    """The repetitions of one segment: the whole, and its second half."""
    words = [Span(*match.span()) for match in _WORD.finditer(segment.text)]
    keys = [word.of(segment.text).lower() for word in words]
    joined = [segment.text[left.end : right.start].isspace() for left, right in pairwise(words)]
    at = 0
    while at < len(words):
        size = _repeated(keys, joined, at)
        if size and not _is_right(segment.text, words, keys, at, size):
            whole = Span(words[at].start, words[at + 2 * size - 1].end).shifted(segment.span.start)
            once = Span(words[at + size].start + segment.span.start, whole.end)
            yield whole, once
            at += size
        at += 1


def _repeated(keys: Sequence[str], joined: Sequence[bool], at: int) -> int:
    """How many words from `at` on stand twice, 0 if none."""
    longest = min(_LONGEST, (len(keys) - at) // 2)
    for size in range(longest, 0, -1):
        same = keys[at : at + size] == keys[at + size : at + 2 * size]
        if same and all(joined[at : at + 2 * size - 1]):
            return size
    return 0


def _is_right(text: str, words: Sequence[Span], keys: Sequence[str], at: int, size: int) -> bool:
    """Whether a repetition is one that careful authors write."""
    part = keys[at : at + size]
    if all(key[0].isdigit() for key in part):
        return True
    if size == 1:
        both = [words[at].of(text), words[at + 1].of(text)]
        is_name = all(word[0].isupper() for word in both)
        is_sound = part[0] in (*keys[at + 2 : at + 3], *keys[max(0, at - 1) : at])
        return part[0] in _RIGHT or is_name or is_sound
    if len(set(part)) == 1:
        return part[0] in _RIGHT
    return size == 2 and (part[1] == "to" or not _CHAINED.isdisjoint(part))


CHECK = Check(
    name="repeated-words",
    category=Category.TEXT,
    severity=Severity.WARNING,
    summary="words that stand twice in a row",
    why=(
        "Editing leaves words behind twice, and machines get stuck on them: “the the”, “from "
        "paper to screens to screens”. Where a word is doubled for good reason (“he had had”), "
        "nothing is said."
    ),
    flagged=(
        Example("The office will extend the the plan to all farms."),
        Example("The registry moved from paper to screens to screens within a year."),
        Example("办公室将推广收割计划推广收割计划。"),
    ),
    passing=(
        Example("The farms that had had a share kept it, and more and more joined."),
        Example("It grew year after year, step by step, in Baden Baden and elsewhere."),
        Example("大家高高兴兴地来，研究研究再说。"),
    ),
    run=_run,
)
