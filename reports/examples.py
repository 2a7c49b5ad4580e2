"""Run a check on its own examples, so that the documentation cannot lie."""

from __future__ import annotations

from corpus.bitext import Bead, Bitext, Relation
from corpus.document import Document
from corpus.files import RawFile
from corpus.language import detect_language
from corpus.segmentation import segment
from corpus.signature import sign
from corpus.span import Span
from glossary.formats import termbase_formats
from glossary.termbase import Termbase
from reports.checks import Check, Example, Subject
from reports.finding import Finding

TOML_HEADER = 'schema = "concord.termbase/1"\n'
GLOSSARY_HEADER = "concept_id,source_term,target_term,status,note\n"


def run_example(check: Check, example: Example) -> tuple[Finding, ...]:
    """The findings of one check in one of its examples, in order of place."""
    findings = check.run(check, subject_of(example))
    return tuple(sorted(findings, key=lambda finding: (finding.span, finding.message)))


def subject_of(example: Example) -> Subject:
    """The example as a subject: its texts render each other, line by line or as one bead."""
    texts = [example.draft, *example.witnesses] + ([example.source] if example.source else [])
    names = ["draft", *(f"witness-{n}" for n, _ in enumerate(example.witnesses, 1)), "source"]
    documents = tuple(
        segment(Document(name, text, detect_language(text)))
        for name, text in zip(names, texts, strict=False)
    )
    termbase = None
    if example.glossary:
        termbase = _termbase(example.glossary)
    return Subject(
        documents,
        drafts=1,
        source=len(documents) - 1 if example.source else None,
        bitext=_bitext(documents) if len(documents) > 1 else None,
        termbase=termbase,
    )


def _termbase(glossary: str) -> Termbase:
    """Rows of a table without its header, or concepts in TOML without their schema."""
    is_toml = glossary.lstrip().startswith("[")
    head = TOML_HEADER if is_toml else GLOSSARY_HEADER
    kind = next(k for k in termbase_formats() if k.name == ("toml" if is_toml else "csv"))
    return kind.read(RawFile("glossary", (head + glossary).encode()))


def _bitext(documents: tuple[Document, ...]) -> Bitext:
    """Line by line where all texts have as many lines; an empty line stands for nothing."""
    lines = [_lines(document.text) for document in documents]
    if len(lines[0]) == 1 or len({len(spans) for spans in lines}) > 1:
        lines = [[Span(0, len(document.text))] for document in documents]
    beads = tuple(_bead(documents, row) for row in zip(*lines, strict=True))
    return Bitext(documents, beads, "parallel", sign("example"))


def _lines(text: str) -> list[Span]:
    spans: list[Span] = []
    for line in text.split("\n"):
        start = spans[-1].end + 1 if spans else 0
        spans.append(Span(start, start + len(line)))
    return spans


def _bead(documents: tuple[Document, ...], row: tuple[Span, ...]) -> Bead:
    sides = sum(len(span) > 0 for span in row)
    return Bead(
        segments=tuple(
            tuple(one.index for one in document.segments if span.contains(one.span))
            for document, span in zip(documents, row, strict=True)
        ),
        spans=tuple((span,) if len(span) else () for span in row),
        relation=Relation.SAME if sides > 1 else Relation.UNALIGNED,
        confidence=1.0,
    )
