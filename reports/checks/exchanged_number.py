"""Two right numbers in each other's place: "men 46%, women 54%" for "men 54%, women 46%"."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from corpus.bitext import Bead, Relation
from corpus.errors import ModelError
from corpus.span import Span
from reports.checks import Check, Example, Subject
from reports.finding import Category, Evidence, Finding, Severity
from reports.numbers.sides import Side, SideReader
from reports.numbers.swaps import Couple, Similarity, couples

if TYPE_CHECKING:
    from align.encoders import Encoder

_LONGEST = 160

_Pending = list[tuple[Side, Side, list[Couple]]]


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.bitext is None:
        return
    readers = [SideReader(document) for document in subject.documents]
    pending: _Pending = []
    for bead in subject.bitext.beads:
        if bead.relation is Relation.SAME and bead.is_trusted:
            pending.extend(_pending(subject, bead, readers))
    if not pending:
        return
    similarity = _similarity(pending)
    for draft, other, found in pending:
        exchanged = (couple for couple in found if couple.is_exchanged(similarity))
        couple = next(exchanged, None)
        if couple is not None:
            yield _report(check, subject, draft, other, couple)


def _pending(subject: Subject, bead: Bead, readers: list[SideReader]) -> _Pending:
    """What is to be looked at in a bead: a draft, the text it is held against, and the couples."""
    sides = {
        number: Side(number, document, spans, readers[number].within(spans))
        for number, (document, spans) in enumerate(zip(subject.documents, bead.spans, strict=True))
        if spans and readers[number].is_content(spans)
    }
    found: _Pending = []
    for number in range(subject.drafts):
        if number not in sides or number == subject.source:
            continue
        others = [subject.source] if subject.source in sides else [*sides]
        for other in others:
            if other is None or other == number or (other < number and other < subject.drafts):
                continue
            pairs = list(couples(sides[number], sides[other]))
            if pairs:
                found.append((sides[number], sides[other], pairs))
                break
    return found


@cache
def _encoder() -> Encoder:
    """The default encoder, whose model is loaded once for all texts of a run.

    Raises:
        ModelError: if it is not installed.
    """
    from align.encoders import EncoderOptions
    from align.encoding import open_encoder

    return open_encoder(EncoderOptions())


def _similarity(pending: _Pending) -> Similarity:
    """How alike labels are, by the vectors of the default model; all alike where it is missing."""
    labels = sorted(
        {
            slot.label
            for _, _, found in pending
            for couple in found
            for slot in (*couple.here, *couple.there)
        }
    )
    try:
        vectors = _encoder().encode(labels)
    except ModelError:
        return lambda one, other: float(one == other)
    place = {label: number for number, label in enumerate(labels)}

    def cosine(one: str, other: str) -> float:
        first, second = vectors[place[one]], vectors[place[other]]
        length = float(first @ first * (second @ second)) ** 0.5
        return float(first @ second) / length if length else 0.0

    return cosine


def _report(check: Check, subject: Subject, draft: Side, other: Side, couple: Couple) -> Finding:
    text = draft.document.text
    first, second = sorted(slot.atom.span for slot in couple.here)
    whole = Span(first.start, second.end)
    where = "the source" if other.position == subject.source else "the other rendering"
    said = " and ".join(f'"{span.of(text)}"' for span in (first, second))
    message = f"{said} may have changed places: in {where} each goes with the words of the other"
    spans = sorted(slot.atom.span for slot in couple.there)
    return check.finding(
        draft.document,
        whole if len(whole) <= _LONGEST else first,
        message,
        evidence=tuple(Evidence(other.document, span) for span in spans),
    )


CHECK = Check(
    name="exchanged-number",
    category=Category.NUMBER,
    severity=Severity.WARNING,
    summary="two numbers of a sentence in each other's place",
    why=(
        "Both numbers are right and both are there, but each stands where the other belongs: "
        '"exports of 4.43 and imports of 5.74" where the source has it the other way round. The '
        "words around each number are compared with the words around the same number in the "
        "source or in another rendering. Items that are listed in another order keep their "
        "words, and are no error."
    ),
    flagged=(
        Example("Men make up 46% and women 54%.", source="男性占54%，女性占46%。"),
        Example("She sold 71 hats and 111 coats.", witnesses=("She sold 111 hats and 71 coats.",)),
    ),
    passing=(
        Example("Women make up 46% and men 54%.", source="男性占54%，女性占46%。"),
        Example("They saw 17 of the 46 villages.", source="46个村中他们看了17个。"),
        Example(
            "The team visited 14 towns and 37 rural districts from May 3 to 12.",
            source="调查组5月3日至12日走访了14个镇和37个乡。",
        ),
    ),
    run=_run,
    needs_bitext=True,
)
