"""Sentences of scripts that use the full stop: one scan for the marks, then cheap questions.

The language's own knowledge (abbreviations, words that begin sentences, whether "3." is an ordinal)
comes as a `Rules` table; what is said here holds for all of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

# What may stand at the end of a sentence, after its mark: closing quotes and brackets of any
# shape, since a quote that touches the mark is a closing one; in French, one that stands alone.
_CLOSERS = r"(?:[\"'”’“»«›‹)\]}）】》〉」』*_]|[ \u00a0\u202f][»›](?=\s|$))*"
# Footnote markers after a sentence: [1], [2, 3], ¹², ①, and the bare digits that are left of a
# superscript when a PDF is turned into text.
_NOTES = (
    r"(?:[ \u00a0]?\[\d{1,3}(?:[ ,，–-]{1,2}\d{1,3})*\]|[ \u00a0]?[⁰¹²³⁴-⁹①-⑳]+|\d{1,3}(?=\s|$))*"
)
_OPENERS = r"[\"'“”‘’„«»‹›(\[{（【《「『¿¡*_—–-]*"
_MARKS = ".!?…‼⁇-⁉。！？｡।॥؟۔።։"


def candidates(more: str = "") -> re.Pattern[str]:
    """Finds what may end a sentence: the usual marks, and `more` of the language's own.

    It begins with a character class, and not with alternatives, so that the engine can skip ahead.
    """
    return re.compile(
        rf"([{_MARKS}{more}](?:(?:[ \u00a0]\.){{2,}}|[{_MARKS}]*))({_CLOSERS})({_NOTES})"
        rf"(?=(\s+|$|(?=[^\W\da-z_“「『]))({_OPENERS}[ \u00a0\u202f]?)(\w*))"
    )


_CANDIDATES = candidates()
_ENUMERATOR = re.compile(
    r"[(（\[]?(?:\d{1,3}(?:\.\d{1,3})*|[ivxlc]{1,6}|[IVXLC]{1,6}|[A-Za-zА-Яа-я])[)）\]]?"
)
_ACRONYM = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]")
_ROMAN = re.compile(r"[IVXLC]+|[A-Z]")
_PART = re.compile(r"[-–—/](?=[^\W\d_])")
_BRAND = re.compile(r"[a-z]{1,2}[A-Z]|e-[A-Z]")
_STRIPPED = "\"'“”‘’„«»‹›([{（【《「『¿¡*_—–-"


def words(listing: str) -> frozenset[str]:
    """The words of a listing; one in lower case counts with a capital too, never the reverse."""
    given = listing.split()
    return frozenset(given) | {word[0].upper() + word[1:] for word in given}


def exact(listing: str) -> frozenset[str]:
    """The words of a listing as they stand."""
    return frozenset(listing.split())


@dataclass(frozen=True, slots=True)
class Rules:
    """What one language knows about its full stops. Abbreviations stand without the last stop.

    Attributes:
        titles: stand before a name and never end a sentence ("Dr", "e.g").
        before_number: join a number that follows ("No", "p", "Art").
        final: may end a sentence, and do if the next word begins one ("Inc", "Jr").
        enders: end a sentence if a capital follows at all ("etc").
        starters: words that begin sentences and do not stand in names, capitalised.
        not_after_time: words that still belong to a time of day ("EST", "Monday").
        labels: words that take a number and a stop before a caption ("Table 1. Results").
        speech: verbs that tie a quotation to who says it.
        ordinals: whether a number with a stop is an ordinal ("3. Mai").
        ordinal_heads: words that an ordinal belongs to, where that must be known.
        names: that end in an exclamation mark.
        pattern: finds the marks that may end a sentence.
        abbreviations: all of them, whatever they do.
    """

    titles: frozenset[str] = frozenset()
    before_number: frozenset[str] = frozenset()
    final: frozenset[str] = frozenset()
    enders: frozenset[str] = frozenset()
    starters: frozenset[str] = frozenset()
    not_after_time: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    speech: re.Pattern[str] | None = None
    ordinals: bool = False
    ordinal_heads: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    pattern: re.Pattern[str] = _CANDIDATES

    abbreviations: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        every = self.titles | self.before_number | self.final | self.enders
        object.__setattr__(self, "abbreviations", every)


def split(text: str, start: int, end: int, rules: Rules) -> list[int]:
    """Cut a stretch of running text into sentences.

    Args:
        text: of the whole document.
        start: first code point of the stretch, not white space.
        end: one after its last, which is not white space either.
        rules: of the language.

    Returns:
        Start and end of each sentence in turn, without the white space between them. Linear in
        time.
    """
    bounds = [start]
    for found in rules.pattern.finditer(text, start, end):
        stop = found.end()
        if stop < end and _ends(text, bounds[-1], found, rules):
            bounds += (stop, stop + len(found[4]))
    bounds.append(end)
    return bounds


def _ends(  # noqa: PLR0911
    text: str, sentence: int, found: re.Match[str], rules: Rules
) -> bool:
    """One question after the other, from the cheapest to the rarest."""
    mark, _, notes, space, openers, word = found.groups()
    if mark[0] in "。！？｡।॥؟۔።։":
        return True
    before = text[max(sentence, found.start() - 40) : found.start()]
    pieces = before.rsplit(None, 1)
    previous = _PART.split(pieces[-1])[-1].lstrip(_STRIPPED) if pieces else ""
    if not space:
        return _ends_tight(text, found, previous, rules)
    if word[:1].islower() and not _BRAND.match(text, found.end() + len(space) + len(openers)):
        return False
    if mark == ";" or "!" in mark or "?" in mark or "‼" <= mark[0] <= "⁉":
        return _ends_called(text, found, rules)
    if mark != ".":
        return _ends_ellipsis(text, sentence, found)
    if notes and notes[0].isdigit() and not (previous.isalpha() and previous[1:].islower()):
        return False
    return _ends_stop(text, sentence, found, previous, rules)


def _ends_tight(text: str, found: re.Match[str], previous: str, rules: Rules) -> bool:
    """Whether the sentence ends although the next word follows without a space."""
    mark, closers, notes, _, _, word = found.groups()
    if not word or not (word[0].isupper() or not word[0].isascii()):
        return False
    if notes:
        return True
    if not previous.islower() or not previous.isalpha() or previous in rules.abbreviations:
        return False
    if closers or mark != ".":
        return ")" not in closers
    after = found.end() + len(word)
    return (
        len(previous) > 1
        and word[1:].islower()
        and len(word) > 1
        and text[after : after + 1] in (" ", ",", "'", "’", ";")
    )


def _ends_called(text: str, found: re.Match[str], rules: Rules) -> bool:
    """After "!" or "?": not where the writer only comments, nor before "… she asked"."""
    if found[2].startswith((")", "]")) and text[found.start() - 1] in "([":
        return False
    if found[2] and rules.speech and rules.speech.match(text, found.end() + len(found[4])):
        return False
    start = text.rfind(" ", max(0, found.start() - 20), found.start()) + 1
    return text[start : found.start()] not in rules.names or found[6] in rules.starters


def _ends_ellipsis(text: str, sentence: int, found: re.Match[str]) -> bool:
    """After "...": not inside "[...]", nor where a speaker hesitates ("I ... I think")."""
    if found[2].startswith(("]", ")")) and text[found.start() - 1] in "[(":
        return False
    if found[6] == "I":
        return len(text[sentence : min(found.start(), sentence + 60)].split(None, 4)) > 4
    return True


def _ends_stop(  # noqa: PLR0911
    text: str, sentence: int, found: re.Match[str], previous: str, rules: Rules
) -> bool:
    """After one full stop, with white space and no small letter behind it."""
    _, closers, _, _, openers, word = found.groups()
    begins = found.start() - len(previous)
    if begins - sentence <= 2 and _ENUMERATOR.fullmatch(previous):
        return False
    if previous.isdigit():
        return _ends_number(
            text[sentence : min(begins, sentence + 20)].rstrip(), previous, word, rules
        )
    single = len(previous) == 1 and previous.isalpha()
    if not (
        single
        or previous in rules.abbreviations
        or ("." in previous and _ACRONYM.fullmatch(previous))
    ):
        return True
    if previous in rules.titles:
        return False
    if ")" in closers and text[sentence] not in "([（":
        return False
    if previous in rules.before_number and (word[:1].isdigit() or _ROMAN.fullmatch(word)):
        return False
    if word in rules.starters and "(" not in openers:
        return not (single and previous.isupper() and _follows_initial(text, begins))
    return _ends_abbreviation(text[max(0, begins - 30) : begins], previous, found, rules)


def _ends_abbreviation(before: str, previous: str, found: re.Match[str], rules: Rules) -> bool:
    """After an abbreviation before a word that need not begin a sentence."""
    openers, word = found[5], found[6]
    if previous in rules.enders:
        return "(" not in openers and word not in rules.not_after_time
    if previous in rules.before_number and previous not in rules.final:
        return len(previous) > 1
    if previous == "I":
        # The pronoun, not an initial or a number: "So did I. Nobody …"
        return before.rstrip().rpartition(" ")[2].islower()
    if '"' in openers or "“" in openers:
        return previous in rules.final or "." in previous
    return False


def _follows_initial(text: str, begins: int) -> bool:
    """Whether the word before is an initial too, so that a name goes on."""
    return begins >= 3 and text[begins - 2] == "." and text[begins - 3].isupper()


def _ends_number(head: str, number: str, word: str, rules: Rules) -> bool:
    """After a number and a stop: an ordinal, the number of a caption, or the end."""
    if head in rules.labels:
        return False
    if not rules.ordinals or len(number) > 2:
        return True
    if word in rules.ordinal_heads:
        return False
    return not word[:1].isupper() or word in rules.starters
