"""Fingerprints: the same finding keeps its name from run to run.

A fingerprint depends on the rule, the offending words and the sentence around them, and on
nothing else in the file: it survives edits elsewhere, moved paragraphs, and another file name.
Where the same words of the same sentence offend twice, their order tells them apart.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256

from corpus.document import Document, Segment
from corpus.span import Span
from reports.finding import Finding

_DIGITS = 16
_LONGEST = 2_000
_NEAR = 100


def with_fingerprints(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings with their fingerprints.

    Args:
        findings: of one run, each document's in order of place.
    """
    seen: Counter[tuple[int, bytes]] = Counter()
    named: list[Finding] = []
    for finding in findings:
        identity = _identity(finding)
        key = (id(finding.document), identity)
        ordinal = seen[key]
        seen[key] += 1
        digest = sha256(identity + b"\0%d" % ordinal).hexdigest()
        named.append(replace(finding, fingerprint=digest[:_DIGITS]))
    return tuple(named)


def _identity(finding: Finding) -> bytes:
    parts = (finding.rule, finding.text, _surroundings(finding.document, finding.span))
    folded = (" ".join(unicodedata.normalize("NFC", part).split()) for part in parts)
    return "\0".join(folded).encode("utf-8", "surrogatepass")


def _surroundings(document: Document, span: Span) -> str:
    """The segment around a span, or its neighbourhood in what is too long for a sentence."""
    segment = segment_at(document, span.start)
    if segment is not None and len(segment.span) <= _LONGEST:
        return segment.text
    around = segment.span if segment is not None else Span(0, len(document.text))
    start = max(around.start, span.start - _NEAR)
    return document.text[start : min(around.end, span.end + _NEAR)]


def segment_at(document: Document, offset: int) -> Segment | None:
    """The segment that holds an offset, if there is one."""
    position = bisect_right(document.segments, offset, key=lambda segment: segment.span.start)
    if position == 0:
        return None
    segment = document.segments[position - 1]
    inside = offset < segment.span.end or segment.span.start == offset
    return segment if inside else None
