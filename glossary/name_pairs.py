"""Which of many pairs of phrases is the name: neither a piece of it, nor the name in a sentence.

"Elements" opposite "factors" comes with "data elements" opposite "data factors", and with
"potential of data elements" opposite "potential of data factors". The first is a piece, the last
says no more than the second.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from glossary.alike import same_stem
from glossary.linked_phrases import content
from glossary.pair_evidence import Pair, PairEvidence
from glossary.phrases import Phrase
from glossary.rendering import FUNCTION_WORDS

_STICKS = 0.5
"""Part of a piece's occurrences that stand inside the longer phrase, for the one form."""

_ALL_THERE = 0.8
"""Part of the weight of a piece's passages that are passages of the longer phrase."""

_STICKS_TOO = 0.2
"""The same for the other form."""

_LEAST_PASSAGES = 0.4
"""Passages for two single words, which mean many things, or for a form and its extension."""

_FEW_PASSAGES = 0.2
_LEAST_DIFFERENCE = 0.33
_PLAIN_CLOSENESS = 0.6
_PLAIN_PASSAGES = 0.5
_PLAINEST_PASSAGES = 1.0
"""Passages for a word that is not made of another one, as names of ideas are."""

_ABSTRACT = ("ity", "ness", "ion", "ment", "ance", "ence", "ism", "ship", "ics")
_OFTEN_TOGETHER = 0.3
_EXTENDED_APART = 0.8

EVALUATIONS = frozenset(
    """
    important vital significant major great greater greatest big bigger large larger huge enormous
    wide wider broad broader full fuller whole entire complete total overall general strong stronger
    powerful solid firm deep deeper profound high higher highest good better best main chief
    prominent decisive essential crucial critical urgent clear obvious special specific particular
    certain various diverse different similar same new newer current present today early late latest
    last next further additional continuous constant steady active effective positive serious severe
    rapid fast quick slow sound healthy right correct proper reasonable appropriate real true actual
    rich abundant massive multiple single common joint related relevant corresponding respective
    hard difficult easy simple likely upper lower inner outer near far
    tremendous unprecedented distinct vivid first second third primary secondary tertiary
    """.split()  # noqa: SIM905 -- a list of literals is harder to read
)
"""Adjectives that judge or point and name nothing: writers change them for the sake of style."""

SHELLS = frozenset(
    """
    role level scale aspect way result outcome importance significance support effort measure need
    series part situation case process degree extent kind sort basis question problem issue task
    point step place position direction perspective dimension sphere scope link stage period era
    attention emphasis progress achievement requirement impact influence feature characteristic
    instance occurrence
    trend prospect condition circumstance situation reason cause manner purpose goal aim
    """.split()  # noqa: SIM905 -- a list of literals is harder to read
)
"""Nouns that hold whatever is said (Schmid, "English abstract nouns as conceptual shells")."""


def names_only(
    found: Sequence[PairEvidence], counts: Mapping[Phrase, int], *, least: float
) -> list[PairEvidence]:
    """Leave out weak pairs, mere style, pieces of names, and names with their surroundings."""
    kept = {e.forms: e for e in found if e.strength >= least and (e.settled or _may_name(e))}
    dropped: set[Pair] = set()
    for forms in sorted(kept, key=lambda pair: (len(pair[0]) + len(pair[1]), pair)):
        for inner, plain in _inside(forms):
            if inner in kept and inner not in dropped and forms not in dropped:
                dropped.add(_lesser(kept[inner], kept[forms], plain=plain, counts=counts))
    left = [evidence for forms, evidence in kept.items() if forms not in dropped]
    cores = {_core(evidence.forms) for evidence in left if _is_plain(evidence.forms)}
    return [e for e in left if e.settled or _is_plain(e.forms) or _core(e.forms) not in cores]


def _core(pair: Pair) -> Pair:
    """What is left of two phrases when equal words at both ends are taken away."""
    one, other = pair
    before = _same(one, other)
    one, other = one[before:], other[before:]
    after = _same(one[::-1], other[::-1])
    one, other = one[: len(one) - after], other[: len(other) - after]
    return min(one, other), max(one, other)


def _is_plain(pair: Pair) -> bool:
    """Whether two phrases have no little words beside what differs."""
    differing = {word for part in _core(pair) for word in part}
    return all(FUNCTION_WORDS.isdisjoint(set(form) - differing) for form in pair)


def _lesser(
    inner: PairEvidence, outer: PairEvidence, *, plain: bool, counts: Mapping[Phrase, int]
) -> Pair:
    """Which of two pairs to leave out, one of which stands inside the other."""
    if inner.settled != outer.settled:
        return outer.forms if inner.settled else inner.forms
    if min(map(len, inner.forms)) == 1:
        return inner.forms
    all_there = outer.passages >= _ALL_THERE * inner.passages > 0
    if plain and (all_there or _stick(inner.forms, outer.forms, counts)):
        return inner.forms
    return outer.forms


def is_reordered(pair: Pair) -> bool:
    """Whether two phrases have the same content words, in another order or none."""
    return sorted(content(pair[0])) == sorted(content(pair[1]))


def head(form: Phrase) -> str:
    """The word that says what kind of thing a phrase names: the last one before any "of"."""
    for at, word in enumerate(form):
        if at and word in FUNCTION_WORDS:
            return form[at - 1]
    return form[-1]


def _may_name(evidence: PairEvidence) -> bool:
    one, other = (set(content(form)) for form in evidence.forms)
    if "".join(evidence.forms[0]) == "".join(evidence.forms[1]):
        return False
    if is_reordered(evidence.forms):
        return True
    if one <= other or other <= one:
        return _is_extension(evidence)
    if _is_style(evidence) or _is_part_of(*evidence.forms):
        return False
    if min(map(len, evidence.forms)) == 1:
        return _may_be_a_word(evidence)
    return evidence.difference >= _LEAST_DIFFERENCE


def _is_style(evidence: PairEvidence) -> bool:
    """Whether two phrases differ as writers differ: "a major role" beside "a vital role"."""
    one, other = (set(content(form)) for form in evidence.forms)
    if one - other <= EVALUATIONS and other - one <= EVALUATIONS:
        return True
    shells = [head(form) in SHELLS for form in evidence.forms]
    if all(shells):
        return evidence.passages < _FEW_PASSAGES
    return any(shell and "of" in form for shell, form in zip(shells, evidence.forms, strict=True))


def _may_be_a_word(evidence: PairEvidence) -> bool:
    """Whether a single word, which means many things, is likely enough to be the name."""
    if any(len(form) == 1 and form[0] in EVALUATIONS for form in evidence.forms):
        return False
    if len(evidence.forms[0]) == len(evidence.forms[1]) and same_stem(
        evidence.forms[0][0], evidence.forms[1][0]
    ):
        told = evidence.passages >= _FEW_PASSAGES or evidence.glossed
        return told and evidence.together < _OFTEN_TOGETHER
    abstract = all(form[-1].endswith(_ABSTRACT) for form in evidence.forms if len(form) == 1)
    least = _PLAIN_PASSAGES if abstract else _PLAINEST_PASSAGES
    close = evidence.closeness >= _PLAIN_CLOSENESS or evidence.passages >= _PLAINEST_PASSAGES
    return evidence.passages >= least and close


def _is_part_of(one: Phrase, other: Phrase) -> bool:
    """Whether one names something of the other: "supply of fresh water" beside "clean water"."""
    for whole, part in ((one, other), (other, one)):
        if "of" in whole[1:-1]:
            possessor = whole[whole.index("of", 1) + 1 :]
            owned = whole[whole.index("of", 1) - 1]
            if part[: len(possessor)] == possessor and len(possessor) > 1:
                return True
            if "of" not in part and part[-1] == possessor[-1] and owned not in part:
                return True
    return False


def _is_extension(evidence: PairEvidence) -> bool:
    """Whether the longer form goes on with "of": "data factors", "data factors of production"."""
    short, long = sorted(evidence.forms, key=len)
    return (
        len(content(short)) > 1
        and long[: len(short)] == short
        and long[len(short)] == "of"
        and evidence.passages >= _LEAST_PASSAGES
        and evidence.apart >= _EXTENDED_APART
        and evidence.together == 0
    )


def _inside(pair: Pair) -> Iterator[tuple[Pair, bool]]:
    """The pairs that are left when equal words at both ends are taken away.

    With each comes whether only content words were taken.
    """
    one, other = pair
    before = _same(one, other)
    after = _same(one[::-1], other[::-1])
    for first in range(before + 1):
        for last in range(after + 1):
            inner = (one[first : len(one) - last], other[first : len(other) - last])
            if (first or last) and inner[0] and inner[1]:
                taken = (*one[:first], *one[len(one) - last :])
                plain = FUNCTION_WORDS.isdisjoint(taken)
                yield (min(inner), max(inner)), plain


def _same(one: Phrase, other: Phrase) -> int:
    count = 0
    while count < min(len(one), len(other)) - 1 and one[count] == other[count]:
        count += 1
    return count


def _stick(inner: Pair, outer: Pair, counts: Mapping[Phrase, int]) -> bool:
    """Whether most occurrences of the pieces are pieces of the longer phrases."""
    parts = sorted(
        counts.get(long, 1) / max(1, counts.get(short, 1))
        for short, long in zip(
            inner, sorted(outer, key=lambda form: _holds(form, inner)), strict=True
        )
    )
    return parts[1] >= _STICKS and parts[0] >= _STICKS_TOO


def _holds(form: Phrase, inner: Pair) -> int:
    """0 for the form that holds the first piece, 1 for the one that holds the second."""
    size = len(inner[0])
    holds = any(form[at : at + size] == inner[0] for at in range(len(form) - size + 1))
    return 0 if holds else 1
