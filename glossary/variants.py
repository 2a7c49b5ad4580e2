"""Where two renderings of one passage put different phrases in the same place.

A word diff over lemmas, so that number and verb forms are no differences; from each block that
differs the noun phrases that stand opposite each other, and the identical words beside them
into which they may be extended: "factors" opposite "elements", both after "data".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from glossary.english import base_form
from glossary.phrases import DocumentWords, Phrase
from glossary.rendering import FUNCTION_WORDS

LONGEST = 4
"""Words of a phrase that differ; what is longer is a paraphrase and no term."""

_MOST_WORDS = 600
"""Of a passage: a diff takes quadratic time, and what is longer is no passage."""

_ADJECTIVE_ENDINGS = ("ous", "ful", "less", "able", "ible", "ical", "ional", "ly")
_WEAK_ENDINGS = ("al", "ive", "ic", "ary")
_NOUNS = frozenset(
    """
    capital material potential proposal goal arrival approval signal terminal individual journal
    manual official professional rival rural total trial appraisal removal renewal survival
    initiative objective perspective alternative incentive directive executive representative
    narrative collective detective archive drive cooperative
    topic public logic traffic fabric metric clinic critic mechanic republic music basic arithmetic
    secretary boundary library summary salary military intermediary beneficiary subsidiary diary
    supply assembly family ally monopoly reply anomaly table vegetable cable
    """.split()  # noqa: SIM905 -- a list of literals is harder to read
)

QUANTITIES = frozenset(
    """
    few fewer little less least lot several some another enough plenty various numerous countless
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty
    sixty seventy eighty ninety hundred thousand million billion trillion dozen half double
    first second third fourth fifth sixth seventh eighth ninth tenth last next former latter
    """.split()  # noqa: SIM905 -- a list of literals is harder to read
)
"""Words that say how many or which one, and are no part of a name."""


@dataclass(frozen=True, slots=True)
class Opposite:
    """Two phrases in the same place of two renderings.

    Attributes:
        left: positions of the first word and after the last in the one document.
        right: the same in the other.
        before: how many adjacent words before both are the same.
        after: how many adjacent words after both are the same.
        alone: whether nothing else differs between the identical words around them.
    """

    left: tuple[int, int]
    right: tuple[int, int]
    before: int
    after: int
    alone: bool


def find_opposites(
    left: DocumentWords, left_at: Sequence[int], right: DocumentWords, right_at: Sequence[int]
) -> Iterator[Opposite]:
    """The phrases that differ between two renderings of a passage.

    Args:
        left: the one document.
        left_at: positions of the words of the passage in it.
        right: the other document.
        right_at: positions of the words of the passage there.
    """
    if max(len(left_at), len(right_at)) > _MOST_WORDS:
        return
    ours = [left.lemmas[at] for at in left_at]
    theirs = [right.lemmas[at] for at in right_at]
    for tag, a, b, c, d in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        one, other = _Side(left, left_at, a, b), _Side(right, right_at, c, d)
        before = _same_before(one, other)
        after = _same_after(one, other)
        if tag == "replace":
            pairs = _pair_chunks(one.chunks(), other.chunks(), before=before, after=after)
        else:
            pairs = _pair_tail(one, other, before)
        for mine, yours in pairs:
            if max(mine[1] - mine[0], yours[1] - yours[0]) <= LONGEST + 1:
                yield Opposite(
                    mine,
                    yours,
                    max(0, before - (one.first - mine[0]))
                    if _begins(mine, yours, one, other)
                    else 0,
                    after if (mine[1], yours[1]) == (one.after, other.after) else 0,
                    alone=len(one.chunks()) <= 1 and len(other.chunks()) <= 1,
                )


def _begins(mine: tuple[int, int], yours: tuple[int, int], one: _Side, other: _Side) -> bool:
    """Whether both phrases reach to the beginning of their blocks, or as far before it."""
    return one.first - mine[0] == other.first - yours[0] >= 0


@dataclass(frozen=True, slots=True)
class _Side:
    """One side of a block of the diff: words `start` to `stop` of a passage."""

    words: DocumentWords
    at: Sequence[int]
    start: int
    stop: int

    @property
    def first(self) -> int:
        return self.at[self.start] if self.start < len(self.at) else self.at[-1] + 1

    @property
    def after(self) -> int:
        return self.at[self.stop - 1] + 1 if self.stop > self.start else self.first

    def chunks(self) -> list[tuple[int, int]]:
        """Runs of adjacent content words; "of" may stand between two of them."""
        found: list[tuple[int, int]] = []
        begun: int | None = None
        for at in self.at[self.start : self.stop]:
            is_content = self.words.keys[at] not in FUNCTION_WORDS
            if begun is not None and (
                not self.words.joined[at] or not (is_content or self._links(at))
            ):
                found.append((begun, at))
                begun = None
            if begun is None and is_content:
                begun = at
        if begun is not None:
            found.append((begun, self.after))
        return found

    def _links(self, at: int) -> bool:
        follows = at + 1 < self.after and self.words.joined[at + 1]
        return (
            self.words.keys[at] == "of"
            and follows
            and self.words.keys[at + 1] not in FUNCTION_WORDS
        )


def _same_before(one: _Side, other: _Side) -> int:
    """How many adjacent content words before the two sides are the same."""
    count = 0
    a, b = one.first, other.first
    while (
        count < LONGEST
        and a - count > one.at[0]
        and b - count > other.at[0]
        and one.words.joined[a - count : a - count + 1] == (True,)
        and other.words.joined[b - count : b - count + 1] == (True,)
        and one.words.lemmas[a - count - 1] == other.words.lemmas[b - count - 1]
        and one.words.keys[a - count - 1] not in FUNCTION_WORDS
    ):
        count += 1
    return count


def _same_after(one: _Side, other: _Side) -> int:
    """How many adjacent content words after the two sides are the same."""
    count = 0
    a, b = one.after, other.after
    while (
        count < LONGEST
        and a + count <= one.at[-1]
        and b + count <= other.at[-1]
        and one.words.joined[a + count]
        and other.words.joined[b + count]
        and one.words.lemmas[a + count] == other.words.lemmas[b + count]
        and one.words.keys[a + count] not in FUNCTION_WORDS
    ):
        count += 1
    return count


_Pair = tuple[tuple[int, int], tuple[int, int]]


def _pair_chunks(
    ours: list[tuple[int, int]], theirs: list[tuple[int, int]], *, before: int, after: int
) -> list[_Pair]:
    """Which phrases of a block stand opposite each other."""
    if len(ours) == len(theirs):
        return list(zip(ours, theirs, strict=True))
    pairs: list[_Pair] = []
    if ours and theirs and before:
        pairs.append((ours[0], theirs[0]))
    if ours and theirs and after and (ours[-1], theirs[-1]) not in pairs:
        pairs.append((ours[-1], theirs[-1]))
    return pairs


def _pair_tail(one: _Side, other: _Side, before: int) -> list[_Pair]:
    """Pair a phrase with itself and an "of" that only one side has ("factors of production")."""
    longer = one if one.stop > one.start else other
    keys = longer.words.keys
    at = longer.first
    if not before or keys[at] != "of" or not longer.words.joined[at]:
        return []
    after = at + 1
    while after < longer.after and longer.words.joined[after] and keys[after] not in FUNCTION_WORDS:
        after += 1
    if after == at + 1 or after < longer.after:
        return []
    own = (at - 1, after)
    shorter = other if longer is one else one
    rest = (shorter.first - 1, shorter.first)
    return [(own, rest)] if longer is one else [(rest, own)]


def is_noun_phrase(phrase: Phrase) -> bool:
    """Whether an English phrase may name a thing, by the look of its words."""
    if not phrase or any(not word.isalpha() or not word.isascii() for word in phrase):
        return False
    head = phrase[phrase.index("of") - 1] if "of" in phrase[1:-1] else phrase[-1]
    if base_form(phrase[0]) is not None or phrase[0] in FUNCTION_WORDS:
        return False
    return may_be_noun(head) and phrase[-1] not in FUNCTION_WORDS


def may_be_noun(word: str) -> bool:
    """Whether a lower-case word may be a noun, by its ending."""
    if word in _NOUNS:
        return True
    if len(word) < 3 or word in FUNCTION_WORDS or word.endswith(_ADJECTIVE_ENDINGS):
        return False
    return base_form(word) is None and not word.endswith((*_WEAK_ENDINGS, "ed"))
