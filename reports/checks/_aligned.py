"""What stands beside a place: the segment around it and the beads that cover it."""

from __future__ import annotations

from bisect import bisect_right

from corpus.bitext import Bead
from corpus.document import Document, MarkKind, Segment
from corpus.span import Span
from reports.checks import Subject
from reports.fingerprints import segment_at


class Surroundings:
    """The segments and beads of one document of a subject, by place."""

    def __init__(self, subject: Subject, number: int) -> None:
        self.subject = subject
        self.number = number
        self.document: Document = subject.documents[number]
        beads = subject.bitext.beads if subject.bitext else ()
        places = [
            (span.start, span.end, at)
            for at, bead in enumerate(beads)
            for span in bead.spans[number]
        ]
        self._places = sorted(places)
        self._place_starts = [place[0] for place in self._places]
        self._longest = max((end - start for start, end, _ in places), default=0)

    def segment(self, span: Span) -> Segment | None:
        """The segment in which a span begins, if any."""
        return segment_at(self.document, span.start)

    def is_content(self, span: Span) -> bool:
        """Whether a span belongs to what is checked, and not to boilerplate or metadata."""
        segment = self.segment(span)
        return segment is None or segment.kind.is_content

    def beads(self, span: Span) -> tuple[Bead, ...]:
        """The trusted beads that hold the whole span, in their own order."""
        if self.subject.bitext is None:
            return ()
        first = bisect_right(self._place_starts, span.start - self._longest - 1)
        last = bisect_right(self._place_starts, span.start)
        numbers = sorted({at for start, end, at in self._places[first:last] if span.end <= end})
        beads = self.subject.bitext.beads
        return tuple(beads[at] for at in numbers if beads[at].is_trusted)

    def gloss(self, span: Span) -> Span | None:
        """The foreign words between brackets that explain a span, if it is so explained."""
        segment = self.segment(span)
        for mark in segment.marks if segment else ():
            explained = mark.explains is not None and mark.explains.overlaps(span)
            if mark.kind is MarkKind.GLOSS and mark.content is not None and explained:
                between = self.document.text[span.end : mark.span.start]
                if span.end <= mark.span.start and not between.strip():
                    return mark.content
        return None

    def around(self, span: Span) -> tuple[str, str]:
        """The text of the segment before and after a span."""
        segment = self.segment(span)
        whole = segment.span if segment else Span(0, len(self.document.text))
        text = self.document.text
        return text[whole.start : span.start], text[span.end : max(span.end, whole.end)]
