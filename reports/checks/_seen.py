"""Rules that read a text as a reader sees it, without its mark-up."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from corpus.document import Document
from reports.checks import Check, Subject
from reports.finding import Evidence, Finding
from reports.numbers.views import View, view_of

Run = Callable[[Check, Subject], Iterator[Finding]]


def see_through(run: Run) -> Run:
    """The same rule on texts without their mark-up, its findings in the texts as they stand."""

    def run_on_views(check: Check, subject: Subject) -> Iterator[Finding]:
        views = {}
        documents = []
        for document in subject.documents:
            view = view_of(document)
            seen = document if view is None else _bare(document, view)
            if view is not None:
                views[id(seen)] = (document, view)
            documents.append(seen)
        if not views:
            yield from run(check, subject)
            return
        for finding in run(check, replace(subject, documents=tuple(documents))):
            yield _moved_back(finding, views)

    return run_on_views


def _bare(document: Document, view: View) -> Document:
    return replace(
        document, text=view.text, blocks=(), markup=(), anchors=(), units=(), segments=()
    )


def _moved_back(finding: Finding, views: dict[int, tuple[Document, View]]) -> Finding:
    evidence = tuple(
        Evidence(views[id(one.document)][0], views[id(one.document)][1].back(one.span))
        if id(one.document) in views
        else one
        for one in finding.evidence
    )
    if id(finding.document) not in views:
        return replace(finding, evidence=evidence)
    document, view = views[id(finding.document)]
    return replace(finding, document=document, span=view.back(finding.span), evidence=evidence)
