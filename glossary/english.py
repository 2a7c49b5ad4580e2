"""English word forms: which spellings of a word a term may take in a running text.

Forms are generated from the term and never guessed from the text, so a word that only looks like
an inflection ("news" after "new", "goods" after "good") is not taken for one. Every form is
either sure (the plural of a noun, any form of a word that is a verb and hardly ever a noun) or
weak: a verb form of a word that may just as well be no verb at all ("marketing" of "market").
"""

from __future__ import annotations

import re
from functools import lru_cache

from glossary.english_tables import (
    BRITISH_STEMS,
    DERIVED,
    DOUBLING,
    INVARIANT,
    IRREGULAR_PLURALS,
    IRREGULAR_VERBS,
    NO_PLURAL,
    NOT_WHAT_IS_DONE,
    PLURAL_IN_ICS,
    VERBS,
)

_VOWELS = "aeiou"
_SINGULARS = {
    plural: singular for singular, plurals in IRREGULAR_PLURALS.items() for plural in plurals
}
_BASES = {form: base for base, forms in IRREGULAR_VERBS.items() for form in forms}
_VERB_ENDING = re.compile(r"(?:ize|ify|engthen|oaden|eepen|idate|erate|ivate|ulate|itate|uate)$")
_BRITISH: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        (rf"^({'|'.join(stem[:-2] for stem in BRITISH_STEMS)})u(?=r)", r"\1"),
        (r"^practis", "practic"),
        (r"(?<=.{3})is(?=(?:e|es|ed|er|ers|ing|ation|ations|ational)$)", "iz"),
        (r"(?<=.{2}l)ys(?=(?:e|es|ed|ing|er|ers)$)", "yz"),
        (r"^(cent|met|lit|theat|fib|calib|meag|spect)re(?=s?$)", r"\1er"),
        (r"(?<=ogram)me(?=s?$)", ""),
        (r"(?<=og)ue(?=s?$)", ""),
        (r"^(def|off|lic|pret)ence(?=s?$)", r"\1ense"),
        (r"(?<=.{3}[aeiou]l)l(?=(?:ed|ing|er|ers)$)", ""),
        (r"^(fulfil|enrol|instal|skil)l?(?=(?:s|ment|ful)?$)", r"\1l"),
        (r"^(judg|acknowledg)ement", r"\1ment"),
        (r"^ageing$", "aging"),
        (r"^grey", "gray"),
    )
)
_MAY_BE_BRITISH = re.compile(
    r"our|is[eia]|lys[ei]|(?:re|me|gue|ence)s?$|l(?:ed|ing|ers?|s|ment|ful)?$|ement|ageing|grey"
)
"""What at least one of the patterns needs: most words are let through by one search."""


@lru_cache(maxsize=65536)
def american(word: str) -> str:
    """A key that the British and the American spelling of a lower-case word share."""
    if not _MAY_BE_BRITISH.search(word):
        return word
    for pattern, replacement in _BRITISH:
        word = pattern.sub(replacement, word)
    return word


@lru_cache(maxsize=65536)
def singular(word: str) -> str:
    """The singular of a lower-case noun; the word itself if it is no plural."""
    if word in _SINGULARS:
        return _SINGULARS[word]
    if word in INVARIANT or len(word) < 4 or not word.endswith("s"):
        return word
    if word.endswith(("ss", "us", "is", "ics")) and word not in PLURAL_IN_ICS:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y" if len(word) > 4 else word[:-1]
    if word.endswith(("sses", "xes", "ches", "shes", "zzes", "oes")):
        return word[:-2]
    return word[:-1]


@lru_cache(maxsize=65536)
def plural(word: str) -> str:
    """The usual plural of a lower-case singular noun; the word itself if it has none."""
    if word in IRREGULAR_PLURALS:
        return IRREGULAR_PLURALS[word][0]
    if not has_plural(word):
        return word
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and len(word) > 2 and word[-2] not in _VOWELS:
        return word[:-1] + "ies"
    return word + "s"


def plurals(word: str) -> tuple[str, ...]:
    """All plurals of a lower-case singular noun, the usual one first."""
    return IRREGULAR_PLURALS.get(word) or (plural(word),)


def has_plural(word: str) -> bool:
    """Whether adding -s to the word makes a plural of it and not another word."""
    if word in IRREGULAR_PLURALS:
        return True
    if word in INVARIANT or word in NO_PLURAL or len(word) < 2 or not word[-1].isalpha():
        return False
    return not word.endswith("ic") or word + "s" in PLURAL_IN_ICS


def is_plural(word: str) -> bool:
    """Whether a lower-case word is the plural of another word."""
    return singular(word) != word


def is_verb(word: str) -> bool:
    """Whether a lower-case base form is a verb and hardly ever a noun."""
    return word in VERBS or (len(word) > 5 and bool(_VERB_ENDING.search(word)))


@lru_cache(maxsize=65536)
def base_form(word: str) -> str | None:
    """The base of a lower-case verb form, if the base is surely a verb; else None."""
    if word in _BASES:
        return _BASES[word]
    if is_verb(word):
        return word
    for base in _possible_bases(word):
        if is_verb(base) and word in verb_forms(base):
            return base
    return None


@lru_cache(maxsize=65536)
def verb_behind(word: str) -> str | None:
    """The verb that a lower-case noun or adjective is made of, if it is surely a verb; else None.

    "governance" is made of "govern"; who does it ("governor", "government") is left out.
    """
    word = singular(word)
    if word in NOT_WHAT_IS_DONE:
        return None
    for ending, instead in DERIVED:
        stem = word.removesuffix(ending)
        base = american(stem + instead)
        if len(base) > 4 and stem != word and is_verb(base):
            return base
    return None


def _possible_bases(word: str) -> list[str]:
    bases: list[str] = []
    for ending in ("ing", "ed", "es", "s"):
        stem = word.removesuffix(ending)
        if stem == word or len(stem) < 2:
            continue
        bases += [stem, stem + "e"]
        if stem[-1] == stem[-2]:
            bases.append(stem[:-1])
        if stem.endswith("i"):
            bases.append(stem[:-1] + "y")
    return bases


@lru_cache(maxsize=65536)
def verb_forms(base: str) -> tuple[str, ...]:
    """Third person, past, participles of a lower-case base form, in that order."""
    third = plural(base) if has_plural(base) else base + "s"
    if base in IRREGULAR_VERBS:
        return (third, *IRREGULAR_VERBS[base], _with_ending(base, "ing"))
    return (third, _with_ending(base, "ed"), _with_ending(base, "ing"))


def _with_ending(base: str, ending: str) -> str:
    if ending == "ed" and base.endswith("y") and base[-2:-1] not in _VOWELS:
        return base[:-1] + "ied"
    if ending == "ing" and base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + ending
    if ending == "ed" and base.endswith("e"):
        return base + "d"
    if _doubles(base):
        return base + base[-1] + ending
    return base + ending


def _doubles(base: str) -> bool:
    """One syllable that ends in one vowel and one consonant, or listed: plan, planned."""
    if base in DOUBLING:
        return True
    return bool(re.fullmatch(r"[^aeiou]*[aeiou][bdgklmnprt]", base)) and len(base) > 2


@lru_cache(maxsize=65536)
def forms(word: str) -> tuple[tuple[str, bool], ...]:
    """All forms of a lower-case word of a term, in either spelling, by their common keys.

    Returns:
        pairs of a form and whether it is sure, each form once.
    """
    word = american(word)
    found: dict[str, bool] = {}
    base = base_form(word)
    single = singular(word)
    sure = [word, single, *plurals(single)]
    weak: list[str] = []
    if base is not None and word == base:
        sure += verb_forms(base)
    elif base is not None:
        weak += [base, *verb_forms(base)]
    elif word.endswith("ing"):
        weak += [form for guess in _possible_bases(word) for form in (guess, *verb_forms(guess))]
    elif single.isascii() and len(single) > 2 and has_plural(single):
        weak += verb_forms(single)
    for form in sure:
        found[american(form)] = True
    for form in weak:
        found.setdefault(american(form), False)
    return tuple(found.items())
