"""Candidates for a termbase as JSON (`concord.candidates/1`) and as text for the screen."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from corpus.bitext import Bitext
from corpus.display import padded, visible
from corpus.json_text import json_text
from corpus.labels import short_labels
from glossary.candidates import Candidate, Rendering
from glossary.discovery import Place
from glossary.review import example, where

SCHEMA = "concord.candidates/1"


def candidates_json(candidates: Sequence[Candidate], bitext: Bitext) -> str:
    """All candidates with the places of their renderings, in half-open code point offsets."""
    return json_text(
        {
            "schema": SCHEMA,
            "signature": bitext.signature.as_json(),
            "notes": list(bitext.notes),
            "concepts": [
                _concept(rank, candidate, bitext) for rank, candidate in enumerate(candidates, 1)
            ],
        }
    )


def _concept(rank: int, candidate: Candidate, bitext: Bitext) -> dict[str, object]:
    return {
        "rank": rank,
        "source_terms": list(candidate.source_terms),
        "verdict": candidate.verdict.value,
        "recommended": candidate.recommended,
        "reason": candidate.reason,
        "strength": candidate.strength,
        "note": candidate.note,
        "known": candidate.known or None,
        "renderings": [
            _rendering(rendering, example_at, bitext)
            for rendering, example_at in zip(candidate.renderings, candidate.examples, strict=True)
        ],
    }


def _rendering(rendering: Rendering, example_at: Place, bitext: Bitext) -> dict[str, object]:
    counts: dict[str, int] = {}
    for place in rendering.places:
        label = bitext.documents[place.document].label
        counts[label] = counts.get(label, 0) + 1
    return {
        "text": rendering.text,
        "count": len(rendering.places),
        "by_document": counts,
        "example": _occurrence(example_at, bitext),
        "occurrences": [_occurrence(place, bitext) for place in rendering.places],
    }


def _occurrence(place: Place, bitext: Bitext) -> dict[str, object]:
    return {
        "path": bitext.documents[place.document].label,
        "start": place.span.start,
        "end": place.span.end,
    }


def candidates_text(
    candidates: Sequence[Candidate], bitext: Bitext, *, first: int | None, examples: bool
) -> str:
    """The first candidates, a paragraph each; an asterisk marks the recommended rendering.

    Args:
        candidates: all of them.
        bitext: in which they were found.
        first: how many to show; None for all.
        examples: whether to show each rendering in its sentence.
    """
    lines: list[str] = []
    for rank, candidate in enumerate(candidates[:first], 1):
        lines += [*_paragraph(rank, candidate, bitext, examples=examples), ""]
    hidden = len(candidates) - (len(candidates) if first is None else first)
    if hidden > 0:
        lines.append(f"{hidden:,} more: --limit shows them, -o review.xlsx writes all.")
    elif not candidates:
        lines.append("No candidates: the texts repeat no term and share no passage.")
    return "".join(f"{line}\n" for line in lines)


def _paragraph(rank: int, candidate: Candidate, bitext: Bitext, *, examples: bool) -> Iterator[str]:
    labels = short_labels(bitext.documents)
    head = [f"{rank}", candidate.verdict.value, f"{candidate.strength:.2f}"]
    head += [", ".join(candidate.source_terms)] if candidate.source_terms else []
    head += [f"({candidate.known})"] if candidate.known else []
    yield "  ".join(head)
    texts = [visible(rendering.text) for rendering in candidate.renderings]
    width = max(map(len, texts))
    for text, rendering in zip(texts, candidate.renderings, strict=True):
        mark = "*" if rendering.text == candidate.recommended else " "
        count = f"{len(rendering.places):>4}"
        yield f"  {mark} {padded(text, width)}  {count}  {where(rendering, labels)}"
        if examples:
            yield f"      {example(candidate, rendering, bitext.documents)}"
    if len(candidate.renderings) > 1:
        yield f"    {visible(candidate.recommended)}: {candidate.reason}"
    if candidate.note:
        yield f"    {visible(candidate.note)}"
