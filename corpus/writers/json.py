"""JSON: documents, segments and beads in the shape of `docs/schema/alignment-1.schema.json`."""

from __future__ import annotations

from typing import Any

from corpus.bitext import Bead, Bitext
from corpus.document import Document
from corpus.json_text import json_text
from corpus.writers import Writer


def _write(bitext: Bitext) -> str:
    return json_text(
        {
            "schema": "concord.alignment/1",
            "signature": bitext.signature.as_json(),
            "mode": bitext.mode,
            "notes": list(bitext.notes),
            "documents": [_document(document) for document in bitext.documents],
            "beads": [_bead(bead) for bead in bitext.beads],
        }
    )


def _document(document: Document) -> dict[str, Any]:
    return {
        "path": document.path,
        "side": document.name or None,
        "language": document.language,
        "sha256": document.sha256,
        "segments": [
            {
                "id": segment.index,
                "start": segment.span.start,
                "end": segment.span.end,
                "kind": segment.kind.value,
                "text": segment.text,
            }
            for segment in document.segments
        ],
    }


def _bead(bead: Bead) -> dict[str, Any]:
    return {
        "segments": [list(side) for side in bead.segments],
        "spans": [[[span.start, span.end] for span in side] for side in bead.spans],
        "relation": bead.relation.value,
        "confidence": round(float(bead.confidence), 4),
        "moved": bead.moved,
    }


JSON = Writer(
    name="json",
    suffix=".json",
    summary="segments, spans and confidence for other programs (schema concord.alignment/1)",
    write=_write,
)
