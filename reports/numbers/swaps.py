"""Numbers that stand in each other's place: "men 46%, women 54%" for 男性占54%，女性占46%.

Both texts hold the same numbers, so that comparing values finds nothing. What tells is the company
that each number keeps: the words of its clause. The words of both texts are compared by their
vectors, and the assignment of numbers to words that the draft makes is held against the one with
two numbers exchanged. In doubt the order decides: clauses mostly keep their order in translation.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise

from corpus.document import Document
from corpus.span import Span
from reports.numbers.atoms import Atom, Kind, Role
from reports.numbers.documents import numbers_of
from reports.numbers.patterns import lazy
from reports.numbers.same_value import HIGH, LOW, is_same_value
from reports.numbers.sides import Side

Similarity = Callable[[str, str], float]
"""How alike the words of two labels are, in any two languages: a cosine."""

_BOUNDARY = lazy(
    r"[;:!?，、；：。！？（）()\n]|[,.](?!\d)"
    r"|\b(?:and|while|with|but|whereas|or)\b|而|和|与|以及|但|其中"
)
# Part and whole change places freely: 46个村中的17个, "17 of the 46".
_PART = lazy(
    r"^(?:\s+[\w-]+)?\s+(?:out\s+)?of\b|^[^，。；]{0,6}[中里]|每"
    r"|\b(?:for every|than|instead)\b|\bper\s*$"
)
_COMPARED = lazy(r"(?<![同环占])[比较](?![重例])|\b(?:compared|versus|vs|against)\b")
# Two rows of items and of numbers: the first goes with the first.
_IN_TURN = lazy(r"\brespectively\b|\bin that order\b|分别|依次")
_JOINT = lazy(r"(?:[\s,、和与及，]|\band\b)+")
_BY = lazy(r"\bby[ ]?[$€£¥]?$|(?:增加|上涨|提高|减少|下降|增长|降低|扩大|上升|下调|上调)了?$")
_TO = lazy(r"\bto[ ]?[$€£¥]?$|(?:[到至]|达到?)$")
_REACH = 60
_MOST = 8
# Measured on pairs of the tests: right labels lead by .12 to .8 where the words differ at all.
_CROSSED = 0.03
_PARALLEL = -0.25
_SHARED_NUMBER = 0.3


@dataclass(frozen=True, slots=True)
class Slot:
    """A number with the words that say what it counts.

    Attributes:
        atom: the number.
        label: the words of its clause.
        company: the other numbers of its clause.
        goal: "by" or "to" where the words tell a change from its result.
    """

    atom: Atom
    label: str
    company: tuple[Atom, ...]
    goal: str = ""


@dataclass(frozen=True, slots=True)
class Couple:
    """Two numbers of the draft and their counterparts of equal value on the other side.

    Attributes:
        here: those of the draft.
        there: their counterparts.
        compared: whether the draft compares the two, so that their order is free.
        in_turn: whether both sides list the numbers apart from what they count, in its order.
    """

    here: tuple[Slot, Slot]
    there: tuple[Slot, Slot]
    in_turn: bool = False
    compared: bool = False

    @property
    def is_crossed(self) -> bool:
        """Whether the order differs."""
        first, second = (slot.atom.span.start for slot in self.here)
        third, fourth = (slot.atom.span.start for slot in self.there)
        return (first < second) is not (third < fourth)

    def is_exchanged(self, similarity: Similarity) -> bool:
        """Whether the words fit better if the two numbers of the draft change places."""
        if self.in_turn:
            return self.is_crossed
        goals = [slot.goal for slot in (*self.here, *self.there)]
        if sorted(goals[:2]) == sorted(goals[2:]) == ["by", "to"]:
            return goals[0] != goals[2]
        (one, other), (third, fourth) = self.here, self.there
        limit = _CROSSED if self.is_crossed and not self.compared else _PARALLEL
        as_it_is = _likeness(one, third, similarity) + _likeness(other, fourth, similarity)
        turned = _likeness(one, fourth, similarity) + _likeness(other, third, similarity)
        return as_it_is - turned < limit


def couples(draft: Side, other: Side) -> Iterator[Couple]:
    """All couples of numbers of one sort that both sides hold once, with their words."""
    for group in _groups(draft, other):
        here = _slots(draft, [one for one, _ in group])
        there = _slots(other, [two for _, two in group])
        for first, second in combinations(range(len(group)), 2):
            couple = Couple(
                (here[first], here[second]),
                (there[first], there[second]),
                _is_in_turn(draft, here) and _is_in_turn(other, there),
                _is_compared(draft.document, here[first], here[second]),
            )
            labelled = all(slot.label for slot in (*couple.here, *couple.there))
            if (labelled or couple.in_turn) and not (
                _is_free(draft.document, couple.here) or _are_limits(couple.here)
            ):
                yield couple


def _groups(draft: Side, other: Side) -> Iterator[list[tuple[Atom, Atom]]]:
    """Pairs of equal numbers, by the sort of the other side's number."""
    sorts: dict[tuple[Kind, str], list[tuple[Atom, Atom]]] = {}
    for atom in other.atoms:
        if atom.role is not Role.NONE or atom.is_soft or not atom.kind.is_quantity:
            continue
        equal = [one for one in draft.atoms if is_same_value(one, atom)]
        again = [one for one in other.atoms if one is not atom and is_same_value(one, atom)]
        if len(equal) == 1 and not again and equal[0].role is Role.NONE:
            unit = "" if atom.kind is Kind.DOCUMENT else atom.unit
            sorts.setdefault((atom.kind, unit), []).append((equal[0], atom))
    for group in sorts.values():
        if 2 <= len(group) <= _MOST and len({one.span for one, _ in group}) == len(group):
            yield group


def _slots(side: Side, group: Sequence[Atom]) -> list[Slot]:
    text = side.document.text
    places = sorted(atom.span for atom in group)
    slots = []
    for atom in group:
        number = places.index(atom.span)
        home = next((span for span in side.spans if span.contains(atom.span)), atom.span)
        floor = max(home.start, places[number - 1].end if number else 0, atom.span.start - _REACH)
        after = places[number + 1].start if number + 1 < len(places) else len(text)
        ceiling = min(home.end, after, atom.span.end + _REACH)
        start = max([floor, *(m.end() for m in _BOUNDARY.finditer(text, floor, atom.span.start))])
        stop = _BOUNDARY.search(text, atom.span.end, ceiling)
        end = stop.start() if stop else ceiling
        clause = Span(start, end)
        label = _words(side.document, clause, atom.span)
        company = tuple(one for one in side.atoms if clause.contains(one.span) and one != atom)
        by, to = _BY.search(text, floor, atom.span.start), _TO.search(text, floor, atom.span.start)
        slots.append(Slot(atom, label, company, "by" if by else "to" if to else ""))
    return slots


def _words(document: Document, clause: Span, number: Span) -> str:
    """The words of a clause without its numbers: a date beside one draws it to any other date."""
    atoms = numbers_of(document)
    first = bisect_left(atoms, clause.start, key=lambda atom: atom.span.start)
    last = bisect_left(atoms, clause.end, key=lambda atom: atom.span.start)
    pieces, at = [], clause.start
    for span in sorted({number, *(atom.span for atom in atoms[first:last])}):
        pieces.append(document.text[at : max(at, span.start)])
        at = max(at, min(span.end, clause.end))
    pieces.append(document.text[at : clause.end])
    return " ".join(" ".join(pieces).split())


def _is_in_turn(side: Side, slots: list[Slot]) -> bool:
    """Whether numbers follow each other bare, as "5, 3 and 2 respectively" do."""
    text, spans = side.document.text, sorted(slot.atom.span for slot in slots)
    if not any(_IN_TURN.search(text, span.start, span.end) for span in side.spans):
        return False
    return all(_JOINT.fullmatch(text, one.end, two.start) for one, two in pairwise(spans))


def _is_free(document: Document, here: tuple[Slot, Slot]) -> bool:
    """Whether two numbers may stand in either order: a part and its whole."""
    first, second = sorted(slot.atom.span for slot in here)
    if here[0].atom.kind is Kind.DOCUMENT or sorted(slot.goal for slot in here) == ["by", "to"]:
        return False
    between = document.text[first.end : second.start]
    # Without a boundary nobody can say which of the two the words between belong to.
    return not _BOUNDARY.search(between) or (len(between) <= _REACH and bool(_PART.search(between)))


def _are_limits(here: tuple[Slot, Slot]) -> bool:
    """Whether two numbers are floor and ceiling of one range, which the order cannot exchange."""
    bounds = {slot.atom.bound for slot in here}
    return bool(bounds & HIGH) and bool(bounds & LOW)


def _is_compared(document: Document, one: Slot, other: Slot) -> bool:
    first, second = sorted((one.atom.span, other.atom.span))
    between = document.text[first.end : second.start]
    return len(between) <= _REACH and bool(_COMPARED.search(between))


def _likeness(one: Slot, other: Slot, similarity: Similarity) -> float:
    if one.atom.kind is other.atom.kind is Kind.DOCUMENT and one.atom.unit != other.atom.unit:
        return -1.0
    shared = sum(
        any(is_same_value(mine, theirs) for theirs in other.company) for mine in one.company
    )
    return similarity(one.label, other.label) + _SHARED_NUMBER * shared
