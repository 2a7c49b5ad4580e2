"""What a web page puts around a text: credits, copyright notices, links."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from corpus.document import Kind
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.finding import Category, Finding, Severity


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    """One finding for each run of such lines, however long."""
    for document in subject.documents[: subject.drafts]:
        runs = groupby(document.segments, key=lambda segment: segment.kind is Kind.BOILERPLATE)
        for is_boilerplate, run in runs:
            if is_boilerplate:
                segments = tuple(run)
                what = "1 line" if len(segments) == 1 else f"{len(segments)} lines"
                message = f"{what} of the page around the text: not part of it, so not compared"
                span = Span(segments[0].span.start, segments[-1].span.end)
                yield check.finding(document, span, message)


CHECK = Check(
    name="leftover-boilerplate",
    category=Category.COMPLETENESS,
    severity=Severity.NOTE,
    summary="credits, notices and links of the web page that a text was copied from",
    why=(
        "A text that was copied from a web page brings lines along that nobody wrote for it: the "
        "editor's name, a copyright notice, links to other pages. They are left out of every "
        "comparison; remove them before the text is published or enters a translation memory."
    ),
    flagged=(
        Example(
            "The pilots ended in May. All the farms took part in them.\n\n"
            "Editor: Li Hua\n\nAll rights reserved. Do not reproduce without permission.\n"
        ),
    ),
    passing=(
        Example("The pilots ended in May. The editor of the journal took part in them."),
        Example("The office reserves all rights in the data. It may not be reproduced."),
    ),
    run=_run,
)
