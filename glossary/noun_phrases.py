"""The noun phrases of an English document, found by the look of its words.

No tagger is needed: a noun phrase is a run of content words that begins with no verb and ends with
what may be a noun, and "of" may stand between two such runs ("factors of production"). Other little
words (for, in, to, and) join a phrase only where the document repeats it as a whole.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from glossary.english import base_form
from glossary.phrases import DocumentWords, Phrase
from glossary.rendering import FUNCTION_WORDS
from glossary.variants import QUANTITIES, may_be_noun


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


LONGEST = 6
"""Words of a phrase, its little words included."""

_JOINING = frozenset(("for", "in", "to", "on", "and", "as", "a", "an", "the", "between"))
"""Little words other than "of" that may stand inside a phrase that is repeated."""

_BEFORE_NOUNS = frozenset(("a", "an", "the", "its", "their", "our", "this", "these", "no"))
_BEFORE_VERBS = _words(
    "to must should will can cannot would may might could shall we they not fully further"
)
_AFTER_VERBS = _words("the a an its their our his her this these all both each us it")
_AFTER_PREPOSITIONS = _BEFORE_NOUNS | _words("of in by for with from on as into between")
_AUXILIARIES = frozenset(("have", "has", "had", "be", "been", "is", "are", "was", "were"))
_HYPHENS = frozenset("-\u2010\u2011\u2012\u2013\u2212")
_EMPTY = frozenset(
    """
    thing way kind sort type lot number part side case time year day fact matter example one term
    same such certain new good great big
    """.split()  # noqa: SIM905 -- a list of literals is harder to read
)
"""Words that alone name nothing."""


@dataclass(frozen=True, slots=True)
class NounPhrases:
    """The noun phrases of one document.

    Attributes:
        words: the document's.
        places: for each phrase the positions of its first word, in order.
        ends: for each position the positions after the last word of the phrases that begin there.
    """

    words: DocumentWords
    places: dict[Phrase, list[int]]
    ends: dict[int, tuple[int, ...]]

    def count(self, phrase: Phrase) -> int:
        """How often the document has the phrase."""
        return len(self.places.get(phrase, ()))

    def count_whole(self, phrase: Phrase) -> int:
        """How often the phrase is no mere beginning: no further noun follows at once."""
        return sum(not self._goes_on(at + len(phrase)) for at in self.places.get(phrase, ()))

    def spelling(self, phrase: Phrase) -> str:
        """The phrase as the document first writes it, in lower case."""
        at = self.places[phrase][0]
        return " ".join(self.words.keys[at : at + len(phrase)])

    def _goes_on(self, at: int) -> bool:
        words = self.words
        if at >= len(words.keys) or not words.joined[at]:
            return False
        key = words.keys[at]
        return (
            key not in FUNCTION_WORDS and key.isalpha() and not _is_verb(key) and key[-2:] != "ly"
        )


def noun_phrases(words: DocumentWords) -> NounPhrases:
    """List the noun phrases of a document, longer and shorter ones inside each other."""
    found: dict[Phrase, list[int]] = {}
    loose: dict[Phrase, list[int]] = {}
    verbs = _verbs(words)
    for start, stop in _runs(words):
        for first, after in _within(words, start, stop, verbs):
            phrase = words.lemmas[first:after]
            keys = words.keys[first:after]
            plain = all(key == "of" or key not in FUNCTION_WORDS for key in keys)
            certain = plain and not keys[0].endswith("ing")
            (found if certain else loose).setdefault(phrase, []).append(first)
    found |= {phrase: places for phrase, places in loose.items() if len(places) > 1}
    ends: dict[int, tuple[int, ...]] = {}
    for phrase, places in found.items():
        for at in places:
            ends[at] = (*ends.get(at, ()), at + len(phrase))
    return NounPhrases(words, found, {at: tuple(sorted(after)) for at, after in ends.items()})


@dataclass(frozen=True, slots=True)
class _Verbs:
    """Words that this document uses as verbs, by what stands beside them.

    Attributes:
        mostly: more often than as anything else, so that their base form is taken for a verb.
        only: never as a noun, so that every form is.
        nouns: more often as nouns, though they are verbs in the dictionary.
    """

    mostly: frozenset[str]
    only: frozenset[str]
    nouns: frozenset[str]

    def holds(self, words: DocumentWords, at: int) -> bool:
        """Whether the word at a position is a verb; participles are not counted as such."""
        lemma, key = words.lemmas[at], words.keys[at]
        if lemma in self.only:
            return not key.endswith(("ed", "ing"))
        return lemma in self.mostly and key == lemma


def _verbs(words: DocumentWords) -> _Verbs:
    as_verb: Counter[str] = Counter()
    as_noun: Counter[str] = Counter()
    keys = words.keys
    for at, lemma in enumerate(words.lemmas):
        if keys[at] in FUNCTION_WORDS:
            continue
        before = keys[at - 1] if at and words.joined[at] else ""
        after = keys[at + 1] if at + 1 < len(keys) and words.joined[at + 1] else ""
        as_verb[lemma] += (before in _BEFORE_VERBS) + (after in _AFTER_VERBS)
        as_noun[lemma] += before in _AFTER_PREPOSITIONS or _is_adjective(before)
        as_noun[lemma] += keys[at] != lemma and after in FUNCTION_WORDS - _AFTER_VERBS
    mostly = frozenset(lemma for lemma, count in as_verb.items() if count > as_noun[lemma])
    only = frozenset(lemma for lemma in mostly if not as_noun[lemma])
    nouns = frozenset(lemma for lemma, count in as_noun.items() if count > as_verb[lemma])
    return _Verbs(mostly, only, nouns)


def _runs(words: DocumentWords) -> Iterator[tuple[int, int]]:
    """Stretches of adjacent words that a sign, or a little word of another kind, ends."""
    start = 0
    for at in range(len(words.keys) + 1):
        ends = at == len(words.keys)
        breaks = not ends and (
            words.keys[at] in FUNCTION_WORDS
            and words.keys[at] != "of"
            and words.keys[at] not in _JOINING
        )
        if ends or breaks or not words.joined[at]:
            if at > start:
                yield start, at
            start = at + 1 if breaks else at


def _within(
    words: DocumentWords, start: int, stop: int, verbs: _Verbs
) -> Iterator[tuple[int, int]]:
    for first in range(start, stop):
        if not _may_begin(words, first) or (first > start and _hyphen_before(words, first)):
            continue
        if verbs.holds(words, first):
            continue
        for after in range(first + 1, min(stop, first + LONGEST) + 1):
            if after > first + 1 and (_is_owner(words, after - 2) or verbs.holds(words, after - 1)):
                break
            if _may_end(words, first, after, verbs) and (
                after == stop or not _hyphen_before(words, after)
            ):
                yield first, after


def _hyphen_before(words: DocumentWords, at: int) -> bool:
    """Whether a word hangs on the one before by a hyphen, so that no phrase begins with it."""
    gap = words.document.text[words.spans[at - 1].end : words.spans[at].start]
    return gap.strip() in _HYPHENS and bool(gap.strip())


def _is_owner(words: DocumentWords, at: int) -> bool:
    """Whether a word is a name in the possessive, which is no part of what it possesses."""
    text = words.document.text
    after = words.spans[at].end
    return text[after : after + 1] in ("'", "’") and text[words.spans[at].start].isupper()


def _may_begin(words: DocumentWords, at: int) -> bool:
    key = words.keys[at]
    if key in FUNCTION_WORDS or key in QUANTITIES or not key.isalpha() or len(key) < 2:
        return False
    if may_be_noun(key):
        return True
    if base_form(key) is None:
        return not key.endswith("ly")
    before = words.keys[at - 1] if at else ""
    if key.endswith("ed"):
        return before not in _AUXILIARIES
    return key.endswith("ing") and (before in _BEFORE_NOUNS or _is_adjective(before))


def _is_adjective(key: str) -> bool:
    return key in ("new", "old", "key", "core") or key.endswith(("al", "ive", "ic", "ous"))


def _may_end(words: DocumentWords, first: int, after: int, verbs: _Verbs) -> bool:
    keys = words.keys[first:after]
    if keys[-1] in FUNCTION_WORDS or not all(key.isalpha() for key in keys):
        return False
    inside = [at for at, key in enumerate(keys) if key in FUNCTION_WORDS]
    if len(inside) > 2 or any(key in QUANTITIES for key in keys[1:]):
        return False
    heads = [first + at - 1 for at in inside if keys[at - 1] not in FUNCTION_WORDS] + [after - 1]
    nouns = all(_is_noun(words.keys[at]) or _is_used_as_noun(words, at, verbs) for at in heads)
    if not nouns and not _is_doing(words, first, after):
        return False
    if any(_is_verb(key) for key in keys[1:-1]):
        return False
    return len(keys) > 1 or (keys[0] not in _EMPTY and len(keys[0]) > 3)


def _is_used_as_noun(words: DocumentWords, at: int, verbs: _Verbs) -> bool:
    return words.lemmas[at] in verbs.nouns and not words.keys[at].endswith(("ed", "ing"))


def _is_doing(words: DocumentWords, first: int, after: int) -> bool:
    """Whether a phrase ends with a verbal noun: "decision making", with no object behind it."""
    following = words.keys[after] if after < len(words.keys) and words.joined[after] else ""
    return (
        after - first > 1
        and words.keys[after - 1].endswith("ing")
        and (words.keys[after - 2] == "of" or words.keys[after - 2] not in FUNCTION_WORDS)
        and (not following or (following in FUNCTION_WORDS and following not in _AFTER_VERBS))
    )


def _is_verb(key: str) -> bool:
    """Inside a phrase a participle describes what follows; any other verb form ends it."""
    doing = base_form(key) is not None and not key.endswith(("ed", "ing"))
    return doing and not may_be_noun(key)


def _is_noun(key: str) -> bool:
    return may_be_noun(key) or (key.endswith("ing") and base_form(key) is None)
