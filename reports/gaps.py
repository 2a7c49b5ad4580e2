"""Where a draft lacks what its source has, and where it has what nothing else has."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.bitext import Bead, Bitext
from corpus.document import Document, Kind
from corpus.span import Span
from reports.checks import Subject
from reports.fingerprints import segment_at

_SHOWN = 40
"""Code points of the draft before an omission that its finding marks."""

_TEXT = (Kind.SENTENCE, Kind.LIST_ITEM, Kind.FRAGMENT, Kind.RUN_IN_HEADING)
"""Headings and credits come and go between editions."""


@dataclass(frozen=True, slots=True)
class Gap:
    """Sentences in a row that have no counterpart.

    Attributes:
        place: in the draft: for an omission the words before it, for an addition its own.
        beads: the sentences, one or more beads.
        at_end: whether the draft has nothing after them.
    """

    place: Span
    beads: tuple[Bead, ...]
    at_end: bool = False


def omissions(subject: Subject, draft: int) -> Iterator[Gap]:
    """The gaps of a draft, those in the same place as one.

    Something is missing if the source has it, or, without a source, more than half of the
    witnesses.
    """
    bitext = _whole(subject)
    if bitext is None:
        return
    last: Span | None = None
    open_beads: list[Bead] = []
    for bead in bitext.beads:
        spans = bead.spans[draft]
        if spans:
            if open_beads:
                yield Gap(_place(subject.documents[draft], last, spans[0]), tuple(open_beads))
                open_beads = []
            last = spans[-1]
        elif bead.is_trusted and _is_missed(subject, bead, draft):
            open_beads.append(bead)
    if open_beads and last is not None:
        yield Gap(_place(subject.documents[draft], last, last), tuple(open_beads), at_end=True)


def additions(subject: Subject, draft: int) -> Iterator[Gap]:
    """Sentences of a draft that neither the source nor any witness has, those in a row as one."""
    bitext = _whole(subject)
    if bitext is None:
        return
    run: list[Bead] = []
    for bead in bitext.beads:
        if not bead.spans[draft]:
            continue
        alone = bead.sides == (draft,) and bead.is_trusted
        if alone and _is_text(subject.documents[draft], bead.spans[draft]):
            run.append(bead)
        elif run:
            yield _addition(run, draft)
            run = []
    if run:
        yield _addition(run, draft)


def _addition(run: Sequence[Bead], draft: int) -> Gap:
    return Gap(Span(run[0].spans[draft][0].start, run[-1].spans[draft][-1].end), tuple(run))


def _whole(subject: Subject) -> Bitext | None:
    """The beads, if the texts run parallel: where they only share passages, gaps mean nothing."""
    bitext = subject.bitext
    return bitext if bitext is not None and bitext.mode == "parallel" else None


def _is_missed(subject: Subject, bead: Bead, draft: int) -> bool:
    source = subject.source
    if source is not None:
        return bool(bead.spans[source]) and _is_text(subject.documents[source], bead.spans[source])
    others = [number for number in range(len(subject.documents)) if number != draft]
    have = [
        number
        for number in others
        if bead.spans[number] and _is_text(subject.documents[number], bead.spans[number])
    ]
    return 2 * len(have) > len(others)


def _is_text(document: Document, spans: Sequence[Span]) -> bool:
    segment = segment_at(document, spans[0].start)
    return segment is None or segment.kind in _TEXT


def _place(document: Document, before: Span | None, after: Span) -> Span:
    """The last words before a gap, or, at the beginning of the text, the first ones after it."""
    if before is None:
        end = document.text.find(" ", min(after.start + _SHOWN, after.end), after.end)
        return Span(after.start, after.end if end < 0 else end)
    start = max(before.start, before.end - _SHOWN)
    space = document.text.find(" ", start, before.end - 1)
    return Span(space + 1 if start > before.start and space >= 0 else start, before.end)
