"""Numbers that differ between renderings of one passage, or from its source."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.bitext import Bead, Relation
from corpus.document import Document
from corpus.span import Span, overlaps_any
from reports.checks import Check, Example, Subject
from reports.finding import Category, Edit, Evidence, Finding, Severity
from reports.numbers.atoms import Atom, Bound, Kind, Role
from reports.numbers.compare import Change, Difference, differences
from reports.numbers.documents import numbers_of
from reports.numbers.facts import known_facts
from reports.numbers.faults import faulty_spans
from reports.numbers.omissions import is_counted_in, is_firm, is_written, place_of, unfilled
from reports.numbers.patterns import lazy
from reports.numbers.restated import is_restated
from reports.numbers.same_value import HIGH, LOW
from reports.numbers.sides import Side, SideReader, Verdict, says_the_same
from reports.numbers.wording import is_denied, span_with_limit, span_with_move

_WORD_AHEAD = lazy(r"[\s-]*(\w+)")


def _run(check: Check, subject: Subject) -> Iterator[Finding]:
    if subject.bitext is None:
        return
    readers = [SideReader(document) for document in subject.documents]
    for bead in subject.bitext.beads:
        if bead.relation is Relation.UNALIGNED or not bead.is_trusted:
            continue
        sides = {
            position: _side(position, document, spans, readers[position])
            for position, (document, spans) in enumerate(
                zip(subject.documents, bead.spans, strict=True)
            )
            if spans and readers[position].is_content(spans)
        }
        for position in range(subject.drafts):
            if position in sides and position != subject.source and len(sides) > 1:
                yield from _draft(check, subject, bead, sides, position)


def _side(position: int, document: Document, spans: tuple[Span, ...], reader: SideReader) -> Side:
    return Side(position, document, spans, reader.within(spans), reader.beside(spans))


def _draft(
    check: Check, subject: Subject, bead: Bead, sides: dict[int, Side], position: int
) -> Iterator[Finding]:
    draft = sides[position]
    verdicts: dict[Atom | None, list[Verdict]] = {atom: [] for atom in draft.atoms}
    missing: list[Verdict] = []
    for side in sides.values():
        if side.position == position:
            continue
        told = {
            difference.here: difference
            for difference in differences(draft.atoms, side.atoms)
            if difference.here is not None
        }
        for atom in draft.atoms:
            verdicts[atom].append(Verdict(side, told.get(atom)))
        missing.extend(
            Verdict(side, difference)
            for difference in differences(draft.atoms, side.atoms)
            if difference.here is None
        )
    judge = _Judge(check, subject, bead, draft, len(sides) - 1)
    swapped = False
    for atom in draft.atoms:
        finding = judge.number(atom, verdicts[atom], swapped=swapped)
        if finding:
            swapped = swapped or any(
                verdict.difference and verdict.difference.change is Change.ORDER
                for verdict in verdicts[atom]
            )
            yield finding
    paired = [
        atom.span
        for atom in draft.atoms
        if any(v.difference is None or v.difference.there for v in verdicts[atom])
    ]
    excused = unfilled(draft, faulty_spans(draft.document, subject.facts or known_facts()), paired)
    yield from judge.missing(missing, excused)


class _Judge:
    """Decides, for one draft in one bead, which differences are errors, and words them."""

    def __init__(
        self, check: Check, subject: Subject, bead: Bead, draft: Side, others: int
    ) -> None:
        self._check = check
        self._subject = subject
        self._whole = bead.relation is Relation.SAME
        self._draft = draft
        self._others = others
        self._facts = subject.facts or known_facts()
        self._passages = subject.bitext is not None and subject.bitext.mode == "passages"

    def number(self, atom: Atom, verdicts: list[Verdict], *, swapped: bool) -> Finding | None:
        """The finding on one number of the draft, if the others speak against it."""
        if overlaps_any(atom.span, faulty_spans(self._draft.document, self._facts)):
            return None  # another rule says what is wrong with it
        against = [verdict for verdict in verdicts if self._counts(verdict)]
        if not against or not self._outvoted(verdicts, against):
            return None
        against = self._strongest(against)
        difference = against[0].difference
        if difference is None or (difference.change is Change.ORDER and swapped):
            return None
        severity = self._severity(difference, against)
        evidence = tuple(
            Evidence(verdict.side.document, verdict.difference.there.span)
            for verdict in against
            if verdict.difference and verdict.difference.there
        )
        return self._check.finding(
            self._draft.document,
            self._place(atom, difference.change),
            self._message(difference, against),
            severity=severity,
            suggestion=self._repair(difference, against[0].side.document),
            evidence=evidence,
        )

    def _place(self, atom: Atom, change: Change) -> Span:
        """The number with the words beside it that make the difference."""
        if change is Change.BOUND:
            return span_with_limit(self._draft.document, atom)
        if change is Change.DIRECTION:
            return span_with_move(self._draft.document, atom)
        number = self._draft.atoms.index(atom)
        following = self._draft.atoms[number + 1 : number + 2]
        if change is Change.ORDER and atom.role is Role.FROM and following:
            return Span(atom.span.start, following[0].span.end)
        return atom.span

    def _is_lacking(self, atom: Atom, side: Side) -> bool:
        """Whether a number of another side is sure, and said nowhere in the draft."""
        if not is_firm(atom, side.document) or is_written(atom, side.document.text, self._draft):
            return False
        if is_restated(atom, side, self._draft, self._facts):
            return False
        return not overlaps_any(atom.span, faulty_spans(side.document, self._facts))

    def missing(self, verdicts: list[Verdict], excused: int) -> Iterator[Finding]:
        """Findings on numbers that the others have and the draft has not.

        Args:
            verdicts: the differences that have no number in the draft.
            excused: how many of them another rule has already reported as garbled or empty.
        """
        if not self._whole or (self._passages and self._subject.source is None):
            return
        source = self._subject.source
        reported: list[Atom] = []
        for verdict in verdicts:
            atom = verdict.difference.there if verdict.difference else None
            if atom is None or not self._is_lacking(atom, verdict.side):
                continue
            if any(says_the_same(atom, other) for other in reported):
                continue
            backers = [
                other
                for other in verdicts
                if other.difference
                and other.difference.there
                and says_the_same(atom, other.difference.there)
            ]
            if source is not None and verdict.side.position != source:
                continue
            if source is None and 2 * len(backers) <= self._others:
                continue
            reported.append(atom)
            if len(reported) <= excused:
                continue  # a placeholder or a garbled number stands where it should
            words = atom.span.of(verdict.side.document.text)
            where = self._where([other.side for other in backers])
            span = place_of(atom, verdict.side, self._draft)
            yield self._check.finding(
                self._draft.document,
                span,
                f'"{words}" {where} is missing here',
                severity=Severity.WARNING,
                evidence=tuple(
                    Evidence(other.side.document, other.difference.there.span)
                    for other in backers
                    if other.difference and other.difference.there
                ),
            )

    def _counts(self, verdict: Verdict) -> bool:
        """Whether a difference may be held against the draft."""
        difference = verdict.difference
        if difference is None or difference.here is None or difference.change is Change.FORMAT:
            return False
        here, there = difference.here, difference.there
        if there is None:
            return self._whole and self._is_added(here, verdict.side)
        turned = difference.change is Change.BOUND and self._is_turned(here, there, verdict.side)
        if turned or overlaps_any(there.span, faulty_spans(verdict.side.document, self._facts)):
            return False
        soft = here.is_soft or there.is_soft
        if soft and difference.change is Change.VALUE and 1 in (here.value, there.value):
            return False  # "one" and 一 are articles more often than numbers
        if self._whole:
            return True
        return difference.change is Change.VALUE and self._same_slot(here, there, verdict.side)

    def _is_turned(self, here: Atom, there: Atom, side: Side) -> bool:
        """Whether one says what may be, and the other what may not: "above 5 is not allowed"."""
        opposite = (here.bound in HIGH and there.bound in LOW) or (
            here.bound in LOW and there.bound in HIGH
        )
        return opposite and (
            is_denied(self._draft.document, here) or is_denied(side.document, there)
        )

    def _is_added(self, here: Atom, side: Side) -> bool:
        """Whether a number of the draft stands for nothing on another side."""
        if here.is_soft:
            from_source = side.position == self._subject.source
            return from_source and is_counted_in(here, self._draft.document, side)
        return (
            is_firm(here, self._draft.document)
            and not self._passages
            and not is_written(here, self._draft.document.text, side)
            and not is_restated(here, self._draft, side, self._facts)
        )

    def _same_slot(self, here: Atom, there: Atom, side: Side) -> bool:
        """Whether two numbers of loosely aligned passages stand for the same thing."""
        if here.kind is not there.kind or here.unit != there.unit:
            return False
        if here.kind is Kind.NAMED:
            return not here.unit.startswith("code")
        if here.is_soft or there.is_soft or here.kind is Kind.DATE:
            return False
        one = _WORD_AHEAD.match(self._draft.document.text, here.span.end)
        other = _WORD_AHEAD.match(side.document.text, there.span.end)
        return one is not None and other is not None and one[1].lower() == other[1].lower()

    def _outvoted(self, verdicts: list[Verdict], against: list[Verdict]) -> bool:
        """Whether the source speaks against the number, or, without one, most renderings."""
        source = self._subject.source
        from_source = [verdict for verdict in verdicts if verdict.side.position == source]
        if from_source:
            return any(verdict.side.position == source for verdict in against)
        for_it = sum(verdict.difference is None for verdict in verdicts)
        if len(against) > for_it + 1:
            return True
        return for_it == 0 and (len(against) == len(verdicts) == 1 and self._yields(against[0]))

    def _yields(self, verdict: Verdict) -> bool:
        """Of two renderings that differ, whether this draft is the one to be told.

        A witness outranks a draft. Of two drafts the one is told whose number the other
        documents bear out less; if that decides nothing, the first.
        """
        other = verdict.side
        if other.position >= self._subject.drafts:
            return True
        difference = verdict.difference
        if difference is None or difference.here is None or difference.there is None:
            return False
        mine = self._support(difference.here, self._draft.position)
        theirs = self._support(difference.there, other.position)
        return mine < theirs or (mine == theirs and self._draft.position < other.position)

    def _support(self, atom: Atom, position: int) -> tuple[int, int]:
        """How many other documents say a number, and whether its own document is free of faults."""
        others = sum(
            any(says_the_same(atom, other) for other in numbers_of(document))
            for place, document in enumerate(self._subject.documents)
            if place != position
        )
        return others, -len(faulty_spans(self._subject.documents[position], self._facts))

    def _strongest(self, against: list[Verdict]) -> list[Verdict]:
        """The source first, then the verdict that most share."""
        source = self._subject.source
        first = next((verdict for verdict in against if verdict.side.position == source), None)
        groups = [
            [other for other in against if _agree(verdict.difference, other.difference)]
            for verdict in against
        ]
        if first is None:
            return max(groups, key=len)
        agreeing = groups[against.index(first)]
        return [first, *(verdict for verdict in agreeing if verdict is not first)]

    def _severity(self, difference: Difference, against: list[Verdict]) -> Severity:
        sure = len(against) > 1 or against[0].side.position == self._subject.source
        soft = any(
            atom is not None and atom.is_soft for atom in (difference.here, difference.there)
        )
        if not self._whole:
            return Severity.WARNING if sure and not soft else Severity.NOTE
        if difference.change in (Change.ADDED, Change.BOUND, Change.BASE) or soft or not sure:
            return Severity.WARNING
        return Severity.ERROR

    def _where(self, sides: list[Side]) -> str:
        if any(side.position == self._subject.source for side in sides):
            return "in the source"
        if len(sides) == 1:
            return "in the other rendering" if self._others == 1 else "in another rendering"
        return f"in {len(sides)} other renderings"

    def _message(self, difference: Difference, against: list[Verdict]) -> str:
        where = self._where([verdict.side for verdict in against])
        here = difference.here
        mine = _in_words(here, self._draft.document) if here else ""
        if difference.there is None:
            return f"{mine} here, no such number {where}"
        theirs = _in_words(difference.there, against[0].side.document)
        message = f"{mine} here, {theirs} {where}"
        return message + _REASONS.get(difference.change, "")

    def _repair(self, difference: Difference, other: Document) -> Edit | None:
        if difference.change is not Change.VALUE or not difference.there or not difference.here:
            return None
        if other.language != self._draft.document.language:
            return None
        return Edit(difference.there.span.of(other.text))


_REASONS = {
    Change.UNIT: ": the units differ",
    Change.ORDER: ": from and to are exchanged",
    Change.DIRECTION: ": one rises where the other falls",
    Change.BASE: ": one may count what was added, the other the whole",
    Change.BOUND: ": the limits differ",
}


def _agree(one: Difference | None, other: Difference | None) -> bool:
    if one is None or other is None or one.change is not other.change:
        return False
    if one.there is None or other.there is None:
        return one.there is other.there
    return says_the_same(one.there, other.there)


def _in_words(atom: Atom, document: Document) -> str:
    words = atom.span.of(document.text)
    return f'"{words}"' if atom.bound is Bound.EXACT else f'"{words}" ({atom.bound.value})'


CHECK = Check(
    name="number-mismatch",
    category=Category.NUMBER,
    severity=Severity.ERROR,
    summary="a number that differs from the source, or from other renderings",
    why=(
        "Renderings of one passage say the same numbers, whatever form they take: 1.2万亿元, 1.2 "
        "trillion yuan and RMB 1,200 billion are one. Where the value, the unit, the limit (近60%, "
        'not "60%"), the direction or the order of a range differs, one of them is wrong. The '
        "source outranks all renderings; without it they vote. A number that is expressed by a "
        "word, or a year that is left out, is no error."
    ),
    flagged=(
        Example("Output grew by 52%.", source="产量增长了25%。"),
        Example("It serves 3 million people.", source="它服务3亿人。"),
        Example(
            "He moved house in May 2011.", ("He moved in May 2012.", "He moved house in May 2012.")
        ),
        Example("More than 60% of the land lies fallow.", source="近60%的土地休耕。"),
    ),
    passing=(
        Example("It serves 300 million people.", source="它服务3亿人。"),
        Example("Output doubled.", source="产量翻了一番。"),
        Example("This is one of the aims of a unified market.", source="这是统一市场的目标之一。"),
        Example("He moved in May.", ("He moved in May 2012.",)),
    ),
    run=_run,
    needs_bitext=True,
)
