"""Checking texts: from documents to a report.

from corpus.reading import read
from reports.checking import check_documents

report = check_documents([read("one.txt"), read("two.txt")], source=read("source.txt"))
for finding in report.findings:
    print(finding.message, finding.text)
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any, TypeVar

from corpus.bitext import Bitext
from corpus.document import Document
from corpus.errors import UsageError
from corpus.segmentation import segment
from corpus.signature import Value, sign
from glossary.termbase import Termbase
from reports.checks import Check, Subject
from reports.comparing import (
    Aligner,
    align_by_default,
    content_notes,
    coverage_notes,
    with_source_last,
)
from reports.finding import Finding
from reports.fingerprints import with_fingerprints
from reports.report import Report
from reports.selection import Selection, select_checks

if TYPE_CHECKING:
    from reports.numbers.facts import Facts

Item = TypeVar("Item")


def check_documents(
    drafts: Sequence[Document | Bitext],
    *,
    witnesses: Sequence[Document] = (),
    source: Document | None = None,
    termbases: Sequence[Termbase] = (),
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    align: Aligner = align_by_default,
    parameters: Mapping[str, Value] | None = None,
    facts: Facts | None = None,
) -> Report:
    """Check one text alone, several renderings against each other, or bilingual files.

    Args:
        drafts: the texts to check. Several documents are taken as renderings of one source. A
            bitext of mode `units` is checked unit by unit on its own; its first document is the
            source of the others. Documents without segments are divided into sentences.
        witnesses: other renderings of the same source: evidence only, not reported on.
        source: the text that all of them render: evidence that outranks.
        termbases: the glossaries.
        select: rules and categories to run; empty means all.
        ignore: rules and categories to leave out.
        align: ties documents together; called only if a check that runs compares texts.
        parameters: what else the signature should name.
        facts: what is known of congresses, plans and agendas, if not what ships with the package.

    Returns:
        The report: findings sorted, without repetitions, with fingerprints.

    Raises:
        UsageError: if bilingual files stand beside plain ones, a witness or a source, if there
            is no draft, or if a selected rule is unknown or none can run.
        ModelError: if the aligner's model cannot be used.
    """
    bilingual = [draft for draft in drafts if isinstance(draft, Bitext)]
    plain = [draft for draft in drafts if isinstance(draft, Document)]
    if bilingual and (plain or witnesses or source is not None):
        raise UsageError(
            f"{bilingual[0].documents[0].path} pairs its languages itself; "
            "check it without other texts, --source and --rendering"
        )
    if not drafts:
        raise UsageError("there is nothing to check")
    chosen = select_checks(
        select=select,
        ignore=ignore,
        several=bool(bilingual) or len(plain) + len(witnesses) + (source is not None) > 1,
        source=bool(bilingual) or source is not None,
        termbase=bool(termbases),
    )
    named = {**(parameters or {}), "select": ",".join(select), "ignore": ",".join(ignore)}
    glossaries = _unique((termbase.path, termbase.sha256) for termbase in termbases)
    termbase = _one_termbase(termbases)
    if bilingual:
        subjects = [_bilingual_subject(bitext, termbase) for bitext in bilingual]
        known = [replace(subject, facts=facts) for subject in subjects]
        return join_reports([_report(one, chosen, named, glossaries) for one in known])
    subject = replace(_subject([*plain, *witnesses], len(plain), source, termbase), facts=facts)
    if chosen.needs_bitext:
        bitext = align(subject.documents)
        subject = replace(subject, documents=bitext.documents, bitext=bitext)
    return _report(subject, chosen, named, glossaries)


def join_reports(reports: Sequence[Report]) -> Report:
    """Several reports as one: all drafts first, notes without repetition.

    Args:
        reports: at least one, made with the same parameters.
    """
    first = reports[0]
    if len(reports) == 1:
        return first
    drafts = [document for report in reports for document in report.documents[: report.drafts]]
    others = [
        (document, report.role(position) == "source")
        for report in reports
        for position, document in enumerate(report.documents)
        if position >= report.drafts
    ]
    encoders = _unique(report.signature.encoder for report in reports if report.signature.encoder)
    return Report(
        findings=tuple(finding for report in reports for finding in report.findings),
        documents=(*drafts, *(document for document, _ in others)),
        drafts=len(drafts),
        bitexts=tuple(bitext for report in reports for bitext in report.bitexts),
        rules=_unique(rule for report in reports for rule in report.rules),
        notes=_unique(note for report in reports for note in report.notes),
        signature=replace(
            first.signature,
            inputs=_unique(item for report in reports for item in report.signature.inputs),
            encoder=" ".join(encoders) or None,
        ),
        sources=tuple(len(drafts) + n for n, (_, is_source) in enumerate(others) if is_source),
    )


def _unique(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))


def _subject(
    renderings: Sequence[Document],
    drafts: int,
    source: Document | None,
    termbase: Termbase | None,
) -> Subject:
    documents = [*renderings] if source is None else [*renderings, source]
    return Subject(
        documents=tuple(
            document if document.segments else segment(document) for document in documents
        ),
        drafts=drafts,
        source=None if source is None else len(documents) - 1,
        termbase=termbase,
    )


def _bilingual_subject(bitext: Bitext, termbase: Termbase | None) -> Subject:
    turned = with_source_last(bitext)
    last = len(turned.documents) - 1
    return Subject(turned.documents, drafts=last, source=last, bitext=turned, termbase=termbase)


def _one_termbase(termbases: Sequence[Termbase]) -> Termbase | None:
    if len(termbases) <= 1:
        return termbases[0] if termbases else None
    return Termbase(tuple(concept for termbase in termbases for concept in termbase.concepts))


def _report(
    subject: Subject,
    chosen: Selection,
    parameters: Mapping[str, Value],
    glossaries: tuple[tuple[str, str], ...],
) -> Report:
    notes = [*content_notes(subject.documents)]
    if subject.bitext is not None:
        notes += coverage_notes(subject.bitext)
    inputs = [(document.path, document.sha256) for document in subject.documents]
    return Report(
        findings=_findings(subject, chosen.running),
        documents=subject.documents,
        drafts=subject.drafts,
        bitexts=() if subject.bitext is None else (subject.bitext,),
        rules=tuple(check.name for check in chosen.running),
        notes=_unique((*notes, *chosen.notes)),
        signature=sign(
            "check",
            parameters=parameters,
            inputs=_unique((*inputs, *glossaries)),
            encoder=subject.bitext.signature.encoder if subject.bitext else None,
        ),
        sources=() if subject.source is None else (subject.source,),
    )


def _findings(subject: Subject, checks: Sequence[Check]) -> tuple[Finding, ...]:
    """The findings of all checks in the drafts, in order, each once."""
    order = {id(document): number for number, document in enumerate(subject.documents)}
    found: dict[tuple[Any, ...], Finding] = {}
    for check in checks:
        for finding in check.run(check, subject):
            position = order[id(finding.document)]
            if position < subject.drafts and _is_words(finding):
                key = (position, finding.span, finding.rule, finding.message)
                found.setdefault(key, finding)
    return with_fingerprints([found[key] for key in sorted(found)])


def _is_words(finding: Finding) -> bool:
    """Whether a finding is about the text and not about what its file format holds beside it.

    The text of a Markdown file is the whole file; its code, comments and the targets of its links
    are no words of the author.
    """
    document, span = finding.document, finding.span
    if document.markup:
        number = bisect_right(document.markup, span.start, key=lambda mark: mark.start) - 1
        if number >= 0 and document.markup[number].contains(span):
            return False
    if not document.blocks:
        return True
    number = bisect_left(document.blocks, span.end, key=lambda block: block.span.start) - 1
    return number >= 0 and document.blocks[number].span.overlaps(span)
