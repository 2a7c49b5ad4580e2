"""A sentence that stands twice, one right after the other."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.document import Document, Kind, Segment
from reports.checks import Check, Example, Subject
from reports.finding import Category, Evidence, Finding, Severity
from reports.numbers.patterns import lazy

_NEAR = 3
"""Sentences between the two at most: farther apart, authors repeat themselves on purpose."""

_LETTERS = lazy(r"[^\W_]")
_LEAST = 20
"""Letters of the shortest sentence looked at; a Chinese character counts as three."""

_KINDS = (Kind.SENTENCE, Kind.LIST_ITEM, Kind.FRAGMENT)


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    in_source = _has_repetition(subject)
    for document in subject.documents[: subject.drafts]:
        for before, again in _repetitions(document):
            if not in_source:
                yield check.finding(
                    document,
                    again.span,
                    "this sentence stands twice",
                    evidence=(Evidence(document, before.span),),
                )


def _has_repetition(subject: Subject) -> bool:
    """Whether the source repeats itself, so that its renderings have to."""
    if subject.source is None:
        return False
    return any(True for _ in _repetitions(subject.documents[subject.source]))


def _repetitions(document: Document) -> Iterator[tuple[Segment, Segment]]:
    """Each sentence that repeats one of the last few, with that one."""
    recent: list[tuple[str, Segment]] = []
    for segment in document.segments:
        if segment.kind not in _KINDS:
            continue
        key = " ".join(segment.plain.lower().split())
        before = next((one for text, one in recent if text == key), None)
        if before is not None and _size(key) >= _LEAST:
            yield before, segment
        recent = [*recent, (key, segment)][-_NEAR - 1 :]


def _size(text: str) -> int:
    return sum(1 if letter < "\u2e80" else 3 for letter in _LETTERS.findall(text))


CHECK = Check(
    name="repeated-sentence",
    category=Category.COMPLETENESS,
    severity=Severity.WARNING,
    summary="a sentence that stands twice within a few sentences",
    why=(
        "Pasting a passage twice, or merging two versions of a draft, leaves a sentence behind "
        "twice. A sentence that comes back much later is left alone, and so is one that the "
        "source repeats as well."
    ),
    flagged=(
        Example("The pilots ended in late May. All farms took part. The pilots ended in late May."),
        Example("所有农场都参加了试点。试点在五月结束。所有农场都参加了试点。"),
    ),
    passing=(
        Example("The pilots ended in May. All the farms took part in them."),
        Example("Yes. The farms took part. Yes. The pilots ended in May."),
        Example(
            "The pilots ended in late May. Truly. The pilots ended in late May.",
            source="试点在五月结束了的。真的。试点在五月结束了的。",
        ),
    ),
    run=_run,
)
