"""Baselines: the findings of an earlier run, so that only new ones are reported.

A baseline names findings by their fingerprints (`reports.fingerprints`), which survive edits
elsewhere in a file, moved paragraphs and renamed files. The words and places beside them are for
people who read the file, and are never compared.

    {"schema": "concord.baseline/1",
     "findings": [{"path": "…", "rule": "…", "text": "…", "fingerprint": "…"}]}
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from corpus.errors import MalformedFileError
from corpus.files import read_file
from corpus.json_text import json_text
from reports.finding import Finding, Status
from reports.report import Report

_SCHEMA = "concord.baseline/1"
_SHOWN = 80
"""Code points of a finding's words that are kept for people."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """How often each fingerprint stood in an earlier run."""

    path: str
    counts: Mapping[str, int]


def read_baseline(path: str) -> Baseline:
    """Read what `baseline_text` wrote.

    Raises:
        UnreadableFileError: if the file is missing, a directory, empty or too large.
        MalformedFileError: if it is no baseline.
    """
    raw = read_file(path)
    advice = "write it anew with --write-baseline"
    try:
        values = json.loads(raw.data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise MalformedFileError(f"is no baseline: {error}; {advice}", path=path) from None
    if not isinstance(values, dict) or values.get("schema") != _SCHEMA:
        raise MalformedFileError(f"is no baseline of schema {_SCHEMA}; {advice}", path=path)
    findings = values.get("findings")
    if not isinstance(findings, list):
        raise MalformedFileError(f"has no list of findings; {advice}", path=path)
    counts: Counter[str] = Counter()
    for number, finding in enumerate(findings, 1):
        fingerprint = finding.get("fingerprint") if isinstance(finding, dict) else None
        if not isinstance(fingerprint, str):
            message = f"finding {number} has no fingerprint; {advice}"
            raise MalformedFileError(message, path=path)
        counts[fingerprint] += 1
    return Baseline(path, counts)


def baseline_text(report: Report) -> str:
    """All findings of a report that nobody has waived, as a baseline file."""
    kept = [one for one in (*report.findings, *report.settled) if one.status is not Status.WAIVED]
    entries = sorted(
        (_entry(one) for one in kept), key=lambda entry: tuple(map(str, entry.values()))
    )
    return json_text({"schema": _SCHEMA, "findings": entries})


def _entry(finding: Finding) -> dict[str, str]:
    return {
        "path": finding.document.path,
        "rule": finding.rule,
        "text": finding.text[:_SHOWN],
        "fingerprint": finding.fingerprint,
    }


def settle_known(report: Report, baseline: Baseline) -> Report:
    """Mark the findings that the baseline has.

    A fingerprint that stands there twice excuses two findings and no third.

    Returns:
        The report without them among the open findings, and with notes of how many they are and
        how many of the baseline are gone.
    """
    left = Counter(dict(baseline.counts))
    left -= Counter(waived.fingerprint for waived in report.settled)

    def judge(finding: Finding) -> Finding:
        if left[finding.fingerprint] <= 0:
            return finding
        left[finding.fingerprint] -= 1
        return replace(finding, status=Status.KNOWN)

    settled = replace(report.settle(judge), has_baseline=True)
    known = len(report.findings) - len(settled.findings)
    gone = sum(left.values())
    notes = []
    if known:
        notes.append(f"{_counted(known)} known from {baseline.path} and not shown.")
    if gone:
        notes.append(f"{_counted(gone)} gone that {baseline.path} still has; write it anew.")
    return replace(settled, notes=(*settled.notes, *notes))


def _counted(number: int) -> str:
    return "1 finding is" if number == 1 else f"{number:,} findings are"
