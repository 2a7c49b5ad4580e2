"""Putting one term in the place of another, with number, verb form and case carried over."""

from __future__ import annotations

import re
from dataclasses import dataclass

from glossary.characters import is_unspaced
from glossary.english import (
    american,
    base_form,
    has_plural,
    is_plural,
    plural,
    plurals,
    singular,
    verb_forms,
)

_CONTEXT = 80
"""Code points on either side that are looked at."""

_WORD = re.compile(r"[^\W_]+")
_APART = re.compile(r"(?<![\w\-\u2010\u2011])[^\W_]+")
"""Words but for those behind a hyphen."""

_WHITE = re.compile(r"\s+")
_LINE_BREAK = re.compile(r"[\r\n]")
_PREPOSITION = re.compile(r"\s(?:of|for|in|on|to|with|from|by|at|between|as)\s", re.IGNORECASE)
_AFTER_PREPOSITION = re.compile(
    r"\b(?:of|for|in|on|to|with|from|by|at|between|through|into|about|upon|under|over)\s+"
    r"(?:(?:the|its|their|our|his|her|my|your)\s+)?$",
    re.IGNORECASE,
)
_FOLLOWED_UP = re.compile(
    r"(?:['’]|\s*[,(—–-]|\s+(?:that|which|who|whose|is|was|has|does|and|or)\b)", re.IGNORECASE
)
_SMALL = frozenset(
    ("a", "an", "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with")
)
_ARTICLE = re.compile(r"\b(an?)(\s+[\"“‘'(\[*_]*)$", re.IGNORECASE)
# Letters do not tell how a word begins to sound; the names of letters are spoken in acronyms.
_SILENT_H = re.compile(r"(?:hono|honest|hour|heir)", re.IGNORECASE)
_SPOKEN_YOU = re.compile(
    r"(?:uni(?!n|m)|us[aeiu]|uti|ub[iq]|ura|uto|eu|ew|one\b|once\b|U[A-Z]+\b|U\.)", re.IGNORECASE
)
_SPOKEN_LETTER = re.compile(r"[AEFHILMNORSX](?:[B-DF-HJ-NP-TV-Z.]|\b)[A-Z.]*s?\b")
# What cannot be counted takes no plural, whatever the term before it did.
_UNCOUNTABLE = re.compile(r"(?:ity|ness|ship|ism|ance|ence|ment|tion|sion|hood|ics|ware)$")


@dataclass(frozen=True, slots=True)
class Replacement:
    """What to write.

    Attributes:
        text: the other term, inflected and cased like the words that it replaces.
        exact: whether nothing else around it needs to change with it, as far as can be told.
        before: code points before the words that are replaced too: an article that changes.
    """

    text: str
    exact: bool
    before: int = 0


def carry_over(
    surface: str, term: str, replacement: str, *, before: str = "", after: str = ""
) -> Replacement:
    """Write `replacement` the way in which `surface` writes `term`.

    Args:
        surface: the words in the text: "Data elements".
        term: the same term as the termbase lists it: "data element".
        replacement: the term to put there, as the termbase lists it: "data factor".
        before: the text before the surface, as much as there is in the sentence.
        after: the text after it.

    Returns:
        "Data factors", exact.
    """
    before, after = before[-_CONTEXT:], after[:_CONTEXT]
    if is_unspaced(replacement) or is_unspaced(surface):
        return Replacement(replacement, exact=True)
    if _is_verb_phrase(term) and _first_word(surface).lower() != _first_word(term).lower():
        text, exact = _with_verb_form(surface, term, replacement)
    else:
        text, exact = _with_number(surface, term, replacement)
        exact = exact or (_is_singular_for_plural(surface, text) and _is_object(before, after))
    if after[:1] in ("'", "’") and text.endswith("s") != surface.endswith("s"):
        exact = False  # the possessive ending depends on the last letter
    if len(_WORD.findall(surface)) != len(_WORD.findall(term)) or _repeats(before, text, after):
        exact = False
    if not term[:1].isupper():
        text = _with_case(surface, text, before, after)
    if _LINE_BREAK.search(surface):
        broken = _broken_like(surface, text)
        text, exact = broken or text, exact and broken is not None
    article = _ARTICLE.search(before)
    if article is None or needs_an(text) == needs_an(surface):
        return Replacement(text, exact)
    changed = _like(article[1], "an" if needs_an(text) else "a")
    return Replacement(f"{changed}{article[2]}{text}", exact, before=len(article[0]))


def _repeats(before: str, text: str, after: str) -> bool:
    """Whether a word beside the new text would stand there twice."""
    words = _WORD.findall(text)
    left, right = _WORD.findall(before), _WORD.findall(after)
    pairs = [*zip(left[-1:], words[:1], strict=False), *zip(right[:1], words[-1:], strict=False)]
    return any(singular(one.lower()) == singular(other.lower()) for one, other in pairs)


def _broken_like(surface: str, text: str) -> str | None:
    """The text with the line break of the surface in the same place; None if that has none."""
    gaps, words = _WHITE.findall(surface), text.split()
    if len(words) != len(gaps) + 1:
        return None
    return "".join(word + gap for word, gap in zip(words, (*gaps, ""), strict=True))


def _is_verb_phrase(term: str) -> bool:
    first = _WORD.search(term)
    return first is not None and base_form(first[0].lower()) == first[0].lower()


def _with_verb_form(surface: str, term: str, replacement: str) -> tuple[str, bool]:
    now, listed, new = (_first_word(text) for text in (surface, term, replacement))
    forms = [american(form) for form in verb_forms(listed.lower())]
    written = american(now.lower())
    base = base_form(new.lower())
    if written not in forms or base != new.lower():
        return replacement, False
    ours = verb_forms(base)
    at = forms.index(written)
    # A regular verb has one form where an irregular one has two: its past is its participle.
    form = ours[-1] if at == len(forms) - 1 else ours[min(at, len(ours) - 2)]
    same_paradigm = len(ours) == len(forms) or at in (0, len(forms) - 1)
    return form + replacement[len(new) :], same_paradigm


def _with_number(surface: str, term: str, replacement: str) -> tuple[str, bool]:
    listed = is_plural(_head(term)[0].lower())
    now = _is_plural_of(_head(surface)[0].lower(), _head(term)[0].lower())
    start, end = _head(replacement)[1]
    head = replacement[start:end]
    new = is_plural(head.lower())
    if now == new:
        return replacement, now == listed or has_plural(singular(head.lower()))
    if now:
        countable = has_plural(head.lower()) and not _UNCOUNTABLE.search(head.lower())
        if not countable:
            return replacement, False
        return replacement[:start] + _like(head, plural(head.lower())) + replacement[end:], True
    if listed:
        return replacement[:start] + _like(head, singular(head.lower())) + replacement[end:], True
    # Both are written as the termbase lists them, and the verb may have to follow.
    return replacement, False


def _is_singular_for_plural(surface: str, text: str) -> bool:
    return is_plural(_head(text)[0].lower()) and not is_plural(_head(surface)[0].lower())


def _is_object(before: str, after: str) -> bool:
    """Whether no verb can hang on the words: they follow a preposition, and nothing follows up."""
    return bool(_AFTER_PREPOSITION.search(before)) and not _FOLLOWED_UP.match(after)


def _is_plural_of(word: str, listed: str) -> bool:
    """Whether a form of a listed noun is plural; "APIs" by itself would not look so."""
    word, listed = american(word), american(listed)
    if word == listed or not has_plural(listed):
        return is_plural(word)
    return word in map(american, plurals(listed))


def _head(text: str) -> tuple[str, tuple[int, int]]:
    """The word of a noun phrase that carries the number, and where it stands."""
    phrase = _PREPOSITION.split(text, maxsplit=1)[0]
    found = list(_WORD.finditer(phrase))
    if not found:
        return "", (0, 0)
    return found[-1][0], found[-1].span()


def _first_word(text: str) -> str:
    found = _WORD.search(text)
    return found[0] if found else ""


def _like(word: str, form: str) -> str:
    """The form with the capitals of the word that it comes from."""
    if word.isupper() and len(word) > 1:
        return word + "s" if form == word.lower() + "s" else form.upper()
    return form[:1].upper() + form[1:] if word[:1].isupper() else form


def _with_case(surface: str, text: str, before: str, after: str) -> str:
    letters = [character for character in surface if character.isalpha()]
    if len(letters) > 5 and all(character.isupper() for character in letters):
        return text.upper()
    content = [word for word in _WORD.findall(surface) if word.lower() not in _SMALL]
    if not content or not content[0][0].isupper():
        return text
    apart = [word for word in _APART.findall(surface) if word.lower() not in _SMALL]
    if len(content) > 1:
        titled = all(not word[0].islower() for word in apart[1:])
        titled = titled and (len(apart) > 1 or not content[1][0].islower())
    else:
        titled = _amid_capitals(before, after)
    if titled:
        words = _APART if any(word[0].islower() for word in content) else _WORD
        return words.sub(lambda match: _capital(match[0], first=match.start() == 0), text)
    return text[:1].upper() + text[1:]


def _amid_capitals(before: str, after: str) -> bool:
    """Whether the words around a single capitalised word are capitalised like a title's."""
    near = _WORD.findall(before)[-2:] + _WORD.findall(after)[:2]
    content = [word for word in near if word.lower() not in _SMALL]
    return bool(content) and all(not word[0].islower() for word in content)


def _capital(word: str, *, first: bool) -> str:
    if word in _SMALL and not first:
        return word
    return word[:1].upper() + word[1:]


def needs_an(text: str) -> bool:
    """Whether "an" and not "a" stands before a word: an hour, a unit, an SME."""
    if _SPOKEN_LETTER.match(text) or _SILENT_H.match(text):
        return True
    return text[:1].lower() in tuple("aeiou") and not _SPOKEN_YOU.match(text)
