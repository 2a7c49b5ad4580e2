"""Count which planted flaws the checks find, and what else they report.

    .venv/bin/python benchmarks/flaws.py [WORK…] [--without-source] [--without-glossary]

A work is a folder of `tests/corpora/`: a Chinese source, four renderings, a glossary, and
`flaws.toml`, which says where the renderings are wrong (flaws) and where they only look it (traps).
Each place there is the exact words and which occurrence of them in the file is meant.

A finding is right for a flaw if it overlaps one of the flaw's places and its rule is among those
that the flaw accepts; a rule about something that is missing need only stand in the same sentence.
Findings that touch no flaw are false on a trap, and else listed with their words: a person has to
judge them; until then they count as false, too, even those of the column `side`, which stand at
right words and name a flaw elsewhere as their evidence. A finding that touches a flaw with a rule
that the flaw does not accept is listed as well, and counts as neither.

Precision of a rule: right findings of all right and false ones. Recall of a rule: found flaws of
those that accept it and no other rule found; of a kind: found flaws of all.
"""

from __future__ import annotations

import argparse
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.document import Document
from corpus.reading import read
from corpus.segmentation import segment
from corpus.span import Span
from glossary.reading import read_termbase
from reports.checking import check_documents
from reports.finding import Finding

CORPORA = Path(__file__).parent.parent / "tests" / "corpora"
RENDERINGS = ("careful.en.txt", "free.en.txt", "machine.en.txt", "edited.en.txt")
_SHOWN = 100
_ABOUT_ABSENCE = frozenset({"missing-term", "dropped-term", "dropped-words"})
"""Rules that cannot stand at the words that are not there: they count in the same sentence."""


@dataclass(frozen=True, slots=True)
class Place:
    """Words of a rendering, at code points of the file as read."""

    file: str
    span: Span


@dataclass(frozen=True, slots=True)
class Marked:
    """A flaw, with the rules that may find it, or a trap, with none.

    Attributes:
        kind: what was planted.
        note: why it is wrong, or right.
        words: as they stand at the first of the places.
        places: any of which a finding may touch.
        rules: ids of checks, some of them perhaps not written yet.
    """

    kind: str
    note: str
    words: str
    places: tuple[Place, ...]
    rules: frozenset[str] = frozenset()

    def is_touched_by(self, finding: Finding) -> bool:
        """Whether the words of the finding overlap those of a place."""
        span = _sentence(finding) if finding.rule in _ABOUT_ABSENCE else finding.span
        name = Path(finding.document.path).name
        return any(place.file == name and place.span.overlaps(span) for place in self.places)

    def is_shown_by(self, finding: Finding) -> bool:
        """Whether the finding names a place as evidence: it may stand on the right side."""
        return any(
            place.file == Path(one.document.path).name and place.span.overlaps(one.span)
            for one in finding.evidence
            for place in self.places
        )


def _sentence(finding: Finding) -> Span:
    """The first segment that the finding touches, or its own words."""
    spans = (segment.span for segment in finding.document.segments)
    return next((span for span in spans if span.overlaps(finding.span)), finding.span)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one run on one work found.

    Attributes:
        right: findings and the flaws that they are right about.
        other_rule: findings that touch a flaw which does not accept their rule.
        trapped: findings that touch traps and no flaw.
        other: all other findings.
        found: flaws that somebody found.
        missed: the others.
    """

    work: str
    right: tuple[tuple[Finding, Marked], ...]
    other_rule: tuple[tuple[Finding, Marked], ...]
    trapped: tuple[tuple[Finding, Marked], ...]
    other: tuple[tuple[Finding, Marked | None], ...]
    found: tuple[Marked, ...]
    missed: tuple[Marked, ...]


def read_marked(path: Path, key: str) -> tuple[Marked, ...]:
    """The flaws or the traps of a work.

    Args:
        path: folder of the work.
        key: `flaw` or `trap`.

    Raises:
        ValueError: if words do not stand where they are said to.
    """
    with (path / "flaws.toml").open("rb") as file:
        tables = tomllib.load(file)[key]
    texts = {name: _text(path / name).text for name in RENDERINGS}
    return tuple(
        Marked(
            table["kind"],
            table["note"],
            table["places"][0]["words"],
            tuple(_place(texts, **place) for place in table["places"]),
            frozenset(table.get("rules", ())),
        )
        for table in tables
    )


def _place(texts: dict[str, str], *, file: str, words: str, occurrence: int) -> Place:
    start = -1
    for _ in range(occurrence):
        start = texts[file].find(words, start + 1)
        if start < 0:
            raise ValueError(f"{file} does not have {words!r} {occurrence} times")
    return Place(file, Span(start, start + len(words)))


def run_work(path: Path, *, with_source: bool, with_glossary: bool) -> Outcome:
    """Check the four renderings of a work and sort the findings."""
    drafts = [_text(path / name) for name in RENDERINGS]
    report = check_documents(
        drafts,
        source=_text(path / "source.zh.txt") if with_source else None,
        termbases=[read_termbase(str(path / "glossary.toml"))] if with_glossary else [],
    )
    return judge(path.name, report.findings, read_marked(path, "flaw"), read_marked(path, "trap"))


def _text(path: Path) -> Document:
    document = read(str(path))
    if not isinstance(document, Document):
        raise TypeError(f"{path} is a bilingual file")
    return segment(document)


def judge(
    work: str, findings: Sequence[Finding], flaws: Sequence[Marked], traps: Sequence[Marked]
) -> Outcome:
    """Sort findings by what they touch: the flaws they accept first, then other flaws, traps."""
    right, other_rule, trapped, other = [], [], [], []
    found: set[int] = set()
    for finding in findings:
        touched = [flaw for flaw in flaws if flaw.is_touched_by(finding)]
        accepting = [flaw for flaw in touched if finding.rule in flaw.rules]
        trap = next((trap for trap in traps if trap.is_touched_by(finding)), None)
        if accepting:
            right.append((finding, accepting[0]))
            found |= {id(flaw) for flaw in accepting}
        elif touched:
            other_rule.append((finding, touched[0]))
        elif trap is not None:
            trapped.append((finding, trap))
        else:
            shown = next((flaw for flaw in flaws if flaw.is_shown_by(finding)), None)
            other.append((finding, shown))
    return Outcome(
        work,
        tuple(right),
        tuple(other_rule),
        tuple(trapped),
        tuple(other),
        tuple(flaw for flaw in flaws if id(flaw) in found),
        tuple(flaw for flaw in flaws if id(flaw) not in found),
    )


def _print_findings(title: str, pairs: Iterable[tuple[Finding, Marked | None]]) -> None:
    rows = list(pairs)
    print(f"\n{title}: {len(rows)}")
    for finding, marked in rows:
        where = finding.document.locate(finding.span.start)
        place = f"{Path(finding.document.path).name}:{where.line}"
        print(f"  {finding.severity.value} {finding.rule} {place} “{_short(finding.text)}”")
        print(f"      {finding.message}")
        for one in finding.evidence[:3]:
            name = Path(one.document.path).name
            print(f"      {name}: “{_short(one.span.of(one.document.text))}”")
        if marked is not None:
            print(f"      [{marked.kind}] “{_short(marked.words)}”: {marked.note}")


def _short(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 1]}…"


def _print_missed(outcome: Outcome) -> None:
    print(f"\nMissed: {len(outcome.missed)}")
    for flaw in outcome.missed:
        rules = ", ".join(sorted(flaw.rules))
        print(f"  {flaw.kind} {flaw.places[0].file} “{_short(flaw.words)}”: {flaw.note} ({rules})")


def _print_figures(outcomes: Sequence[Outcome]) -> None:
    right = Counter(finding.rule for outcome in outcomes for finding, _ in outcome.right)
    trapped = Counter(finding.rule for outcome in outcomes for finding, _ in outcome.trapped)
    other = Counter(finding.rule for outcome in outcomes for finding, _ in outcome.other)
    side = Counter(
        finding.rule
        for outcome in outcomes
        for finding, flaw in outcome.other
        if flaw is not None and finding.rule in flaw.rules
    )
    missed = Counter(
        rule for outcome in outcomes for flaw in outcome.missed for rule in sorted(flaw.rules)
    )
    credited = {
        (outcome.work, finding.rule, flaw.places[0])
        for outcome in outcomes
        for finding, flaw in outcome.right
    }
    reached = Counter(rule for _, rule, _ in credited)
    print(f"\n{'rule':24}{'right':>7}{'trap':>6}{'other':>7}{'side':>6}{'P':>6}{'R':>6}")
    for rule in sorted({*right, *trapped, *other, *missed}):
        wrong = trapped[rule] + other[rule]
        print(
            f"{rule:24}{right[rule]:7}{trapped[rule]:6}{other[rule]:7}{side[rule]:6}"
            f"{_ratio(right[rule], right[rule] + wrong):>6}"
            f"{_ratio(reached[rule], reached[rule] + missed[rule]):>6}"
        )
    wrong = trapped.total() + other.total()
    print(
        f"{'all':24}{right.total():7}{trapped.total():6}{other.total():7}{side.total():6}", end=""
    )
    print(f"{_ratio(right.total(), right.total() + wrong):>6}")

    found = Counter(flaw.kind for outcome in outcomes for flaw in outcome.found)
    lost = Counter(flaw.kind for outcome in outcomes for flaw in outcome.missed)
    print(f"\n{'kind':24}{'flaws':>7}{'found':>7}{'R':>6}")
    for kind in sorted({*found, *lost}):
        planted = found[kind] + lost[kind]
        print(f"{kind:24}{planted:7}{found[kind]:7}{_ratio(found[kind], planted):>6}")
    planted = found.total() + lost.total()
    print(f"{'all':24}{planted:7}{found.total():7}{_ratio(found.total(), planted):>6}")


def _ratio(part: int, whole: int) -> str:
    return f"{part / whole:.2f}" if whole else "-"


def _works(names: Sequence[str]) -> Iterator[Path]:
    folders = sorted(path.parent for path in CORPORA.glob("*/flaws.toml"))
    return (folder for folder in folders if not names or folder.name in names)


def main() -> None:
    """Check every work and print what was found, missed and reported besides, and the figures."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("works", nargs="*", metavar="WORK", help="folders of tests/corpora")
    parser.add_argument("--without-source", action="store_true")
    parser.add_argument("--without-glossary", action="store_true")
    parser.add_argument("--figures", action="store_true", help="print the tables only")
    options = parser.parse_args()
    outcomes = [
        run_work(
            path,
            with_source=not options.without_source,
            with_glossary=not options.without_glossary,
        )
        for path in _works(options.works)
    ]
    for outcome in () if options.figures else outcomes:
        print(f"\n== {outcome.work} ==")
        _print_findings("On traps", outcome.trapped)
        _print_findings("Other findings", outcome.other)
        _print_findings("On flaws, by another rule", outcome.other_rule)
        _print_missed(outcome)
    _print_figures(outcomes)


if __name__ == "__main__":
    main()
