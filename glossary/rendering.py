"""Whether a text renders a concept without using any of its terms as they are listed."""

from __future__ import annotations

from collections.abc import Collection

from corpus.span import Span
from glossary.characters import is_unspaced
from glossary.english import base_form, forms, verb_behind
from glossary.termbase import Term
from glossary.tokens import words

FUNCTION_WORDS = frozenset(
    """
    a an the of for in on at to by with from as into onto over under between among through
    upon unto against within without toward towards about above below across after before
    during near off out up down around since until till via per despite beyond along behind
    and or nor but not no so than then that which who whom whose what when where while if
    is are was were be been being am do does did done has have had having
    will would shall should can could may might must
    it its he him his she her they them their theirs we us our you your i my me this these
    those such there here also only very more most much many all any each every both other
    why how yet thus hence therefore however still just even already again too quite rather
    """.split()  # noqa: SIM905 -- a list of a hundred literals is harder to read
)

_PRONOUNS = frozenset(
    """
    it its itself they their them theirs he his him she her hers
    this these those such former latter
    """.split()  # noqa: SIM905 -- as above
)
_COORDINATORS = frozenset(("and", "or", "nor", ","))
_PREFIXES = (
    "anti", "co", "counter", "de", "extra", "hyper", "infra", "inter", "intra", "macro", "mega",
    "micro", "mini", "multi", "non", "over", "post", "pre", "re", "semi", "sub", "super", "supra",
    "trans", "ultra", "un", "under",
)  # fmt: skip
_ADJECTIVES = (
    ("", "al"), ("e", "al"), ("y", "al"), ("s", "al"), ("y", "ial"), ("e", "ial"), ("y", "ical"),
    ("y", "ic"), ("ics", "ical"), ("ion", "ive"), ("cy", "tic"),
)  # fmt: skip
"""Endings of a noun, and what the adjective made of it has instead."""

_STEM = 5
_NEAR = 0.3
"""Part of a passage by which the order of the words may differ between two languages."""

_NEAR_CHARACTERS = 30
_GAP = 4
"""Words that may stand between the parts of a term: "data and other new factors"."""


def may_render(term: Term, text: str, *, claimed: Collection[Span] = ()) -> bool:
    """Whether all content words of a term stand close together, in any order and form.

    Of a term of one word, which is looked for as such, only words made of the same verb count.
    A verb stands for the noun made of it, and the other way round: "governs" for "governance".

    Args:
        term: that may be rendered.
        text: a passage.
        claimed: where terms of other concepts stand in it; their words count only where they are
            shared, as in "green and shared development".
    """
    if is_unspaced(term.text):
        return False
    wanted = [word.key for word in words(term.text) if word.key not in FUNCTION_WORDS]
    if not wanted:
        return False
    found = list(words(text))
    own = [not any(span.start <= word.start < span.end for span in claimed) for word in found]
    keys = [word.key for word in found]
    free = [key if is_own else "" for key, is_own in zip(keys, own, strict=True)]
    if len(wanted) == 1:  # forms of a single word are its own, and an acronym needs its capitals
        return any(
            _say_the_same(wanted[0], key)
            or _is_prefixed(wanted[0], key)
            or _is_its_adjective(wanted[0], key)
            for key in free
        )
    if _stand_together(wanted, free):
        return True
    return not all(own) and _share_a_head(wanted, keys)


def _is_prefixed(word: str, key: str) -> bool:
    """Whether a key is a form of a word behind a prefix: "subdirectories" for "directory"."""
    for prefix in _PREFIXES:
        rest = key.removeprefix(prefix)
        if rest != key and len(rest) > 3 and any(form == rest for form, _ in forms(word)):
            return True
    return False


def _is_its_adjective(word: str, key: str) -> bool:
    """Whether a key is the adjective of a noun: "industrial" for "industry"."""
    return any(
        key.endswith(adjective)
        and word.endswith(noun)
        and len(stem := word.removesuffix(noun)) >= _STEM
        and stem == key.removesuffix(adjective)
        for noun, adjective in _ADJECTIVES
    )


def _stand_together(wanted: list[str], keys: list[str]) -> bool:
    places = [_places(word, keys) for word in wanted]
    reach = len(wanted) + _GAP
    return any(
        all(any(abs(place - first) < reach for place in others) for others in places[1:])
        for first in places[0]
    )


def _share_a_head(wanted: list[str], keys: list[str]) -> bool:
    """Whether the words stand close together in order, with an "and" before the last."""
    *before, head = wanted
    for end in _places(head, keys):
        rest, joined = list(before), False
        for key in reversed(keys[max(0, end - len(wanted) - 2 * _GAP) : end]):
            if _places(rest[-1], [key]):
                rest.pop()
                if not rest:
                    break
            joined = joined or key in _COORDINATORS
        if joined and not rest:
            return True
    return False


def is_abbreviated(term: Term, text: str) -> bool:
    """Whether the initials of a term of three words or more stand in a text: "TFP"."""
    if is_unspaced(term.text):
        return False
    initials = "".join(
        word.key[0] for word in words(term.text) if word.key and word.key not in FUNCTION_WORDS
    ).upper()
    return len(initials) > 2 and initials.isalpha() and _holds_word(initials, text)


def _holds_word(word: str, text: str) -> bool:
    return any(word == text[found.start : found.end].replace(".", "") for found in words(text))


def is_taken_up(text: str, place: float) -> bool:
    """Whether a pronoun that may refer to what was named just before stands about a place.

    Args:
        text: a passage.
        place: how far into it a concept would be named, from 0 to 1.
    """
    reach = max(_NEAR * len(text), _NEAR_CHARACTERS)
    return any(
        word.key in _PRONOUNS and abs(word.start - place * len(text)) <= reach
        for word in words(text)
    )


def is_shortened(term: Term, text: str) -> bool:
    """Whether the head of a term stands in a text: "these factors" after "data factors"."""
    return bool(_places(head_word(term), [word.key for word in words(text)]))


def head_word(term: Term) -> str:
    """The last word of a term before any "of": what is left of it when it is repeated."""
    keys = [word.key for word in words(term.text)]
    if "of" in keys[1:]:
        return keys[keys.index("of", 1) - 1]
    return keys[-1] if keys else ""


def _places(word: str, keys: list[str]) -> list[int]:
    allowed = {form for form, _ in forms(word)}
    return [at for at, key in enumerate(keys) if key in allowed or _say_the_same(word, key)]


def _say_the_same(one: str, other: str) -> bool:
    """Whether one of two words is a verb form, and the other is made of the same verb."""
    return any(
        verb is not None and verb == verb_behind(noun)
        for verb, noun in ((base_form(one), other), (base_form(other), one))
    )
