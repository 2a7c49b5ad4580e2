"""Marks inside sentences: footnote markers, and glosses in another language between brackets."""

from __future__ import annotations

import re

from corpus.document import Mark, MarkKind
from corpus.span import Span

_HAN = "々〇㐀-䶿一-鿿豈-﫿\U00020000-\U000323afぁ-ヿ가-힣"
_FOREIGN = re.compile(f"[{_HAN}Ͱ-ϿЀ-ԯא-תؠ-يऀ-ॿก-๎]")
_IS_HAN = re.compile(f"[{_HAN}]")
_LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ]")
# It begins with a character class, and not with alternatives, so that the engine can skip ahead.
_CANDIDATE = re.compile(
    r"[\[(（〔［⁰¹²³⁴-⁹①-⑳.;]"
    r"(?:(?<=\[)(?:(?:note|fn|注|脚注) ?)?[1-9]\d{0,2}(?:(?:, ?|，|、|[-–])[1-9]\d{0,2})*\]"
    r"|(?<=[〔［])注?\d{1,3}[〕］]|(?<=[⁰¹²³⁴-⁹])[⁰¹²³⁴-⁹]*|(?<=[①-⑳])"
    r"|(?<=[a-z]{4}[.;])(\d{1,3})(?=\s+[A-Z“\"]|\s*$)"
    r"|(?<=[(（])([^()（）\n]{1,80})[)）])"
)
# A superscript after these is a power or a square, not a note.
_POWERS = re.compile(r"(?:\d|\b(?:[a-zA-Z]|[kcmd]m|mi|ft|in|yd|sec)|[米里寸尺])$")
_LISTING = (
    "a an the of to in on at by for from with without into and or but as is are was were "
    "be been being has have had will would shall should can could may might must do does "
    "did not no that this these those which who whose it its his her their our your my "
    "such through under over between among against about both either neither than so if "
    "when while because called termed named known i.e e.g via per including namely we "
    "they he she you i"
)
_FUNCTION_WORDS = frozenset(_LISTING.split())
# Inside a term these join its words, if the gloss is long enough for what stands on both sides.
_JOINING = frozenset({"of", "for", "and", "in", "the"})
_ENGLISH_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_CHINESE_FUNCTION = "的是和与及了在对为把将以等或被从向由这那其该即称叫做"


def find_marks(text: str) -> list[Mark]:
    """Every footnote marker and gloss of a text, in order, in one pass.

    Kept out: years and list numbers in brackets ("[2023] No. 5", "[sic]"), labels that begin a
    line, circled numbers that count the items of a list, superscript powers ("m²").
    """
    marks: list[Mark] = []
    for found in _CANDIDATE.finditer(text):
        start, end = found.span()
        if found[1] is not None:
            marks.append(Mark(MarkKind.FOOTNOTE, Span(start + 1, end)))
            continue
        word_end = start
        if text[start] in "[(（" and start and text[start - 1] in " \u00a0":
            word_end -= 1
        if found[2] is not None:
            gloss = _gloss(text, word_end, found)
            if gloss is not None:
                marks.append(gloss)
        elif _is_note(text, word_end, start, end):
            marks.append(Mark(MarkKind.FOOTNOTE, Span(word_end, end)))
    return marks


def _is_note(text: str, word_end: int, start: int, end: int) -> bool:
    sign = text[start]
    before = text[word_end - 1 : word_end]
    if not before or before.isspace():
        return False
    if "①" <= sign <= "⑳":
        return before not in "：:；;，,、(（" and (
            end == len(text)
            or text[end].isspace()
            or text[end] in "。，；：！？、”’」』）,.;:!?)\"'"
            or (before.isalpha() and not _counts_on(text, end, sign))
        )
    if sign in "⁰¹²³⁴⁵⁶⁷⁸⁹":
        return not _POWERS.search(text[max(0, start - 8) : start])
    return True


def _counts_on(text: str, end: int, sign: str) -> bool:
    """Whether the next circled number follows soon, as in a list."""
    return chr(ord(sign) + 1) in text[end : end + 80] or sign != "①"


def _gloss(text: str, start: int, found: re.Match[str]) -> Mark | None:
    end = found.end()
    content = found[2]
    before = text[start - 1 : start]
    if not before or before.isspace():
        return None
    if content.isascii():
        # A Chinese text explains a word in Latin letters.
        if not (_IS_HAN.match(before) or before in "”」』》") or not _is_latin_gloss(content):
            return None
        explains = _explained_in_chinese(text, start, len(content.split()))
    else:
        if not (_LATIN.match(before) or before in "\"”'’)*_.") or not _is_foreign(content):
            return None
        explains = _explained_in_english(text, start, len(_FOREIGN.findall(content)))
    inside = Span(found.start(2), found.end(2))
    return Mark(MarkKind.GLOSS, Span(start, end), explains, inside)


def _is_latin_gloss(content: str) -> bool:
    """Words and acronyms, not a citation with its year, a number or a unit alone."""
    letters = len(_LATIN.findall(content))
    digits = sum(letter.isdigit() for letter in content)
    return letters >= 2 and digits <= 2 and "://" not in content and "@" not in content


def _is_foreign(content: str) -> bool:
    """Mostly of another script; a transcription may stand beside it."""
    foreign = len(_FOREIGN.findall(content))
    return foreign > 0 and foreign * 5 >= len(_LATIN.findall(content))


def _explained_in_english(text: str, end: int, size: int) -> Span | None:
    """The noun phrase before a gloss of `size` characters, two of which make about a word."""
    limit = max(1, (size + 1) // 2)
    window = max(0, end - 120)
    found = list(_ENGLISH_WORD.finditer(text, window, end))
    taken: list[re.Match[str]] = []
    content_words = 0
    right = end
    for at in range(len(found) - 1, -1, -1):
        word = found[at]
        if text[word.end() : right].strip(' \u00a0"”’*_' if not taken else " \u00a0"):
            break
        lower = word[0].lower()
        if lower in _FUNCTION_WORDS:
            if not taken or content_words >= limit or lower not in _JOINING:
                break
        else:
            if content_words >= limit + any(part[0].lower() == "of" for part in taken):
                break
            content_words += 1
        taken.append(word)
        right = word.start()
    while taken and taken[-1][0].lower() in _FUNCTION_WORDS:
        taken.pop()
    return Span(taken[-1].start(), taken[0].end()) if taken else None


def _explained_in_chinese(text: str, end: int, size: int) -> Span | None:
    """The run of Han characters before a gloss of `size` words, or the quoted words."""
    right = end
    closing = text[end - 1]
    pairs = {"”": "“", "」": "「", "』": "『", "》": "《"}
    if closing in pairs:
        left = text.rfind(pairs[closing], max(0, end - 60), end)
        return Span(left + 1, end - 1) if left >= 0 and left + 1 < end - 1 else None
    left = end
    most = max(4, 3 * size + 2)
    while left > 0 and right - left < most and _IS_HAN.match(text[left - 1]):
        if text[left - 1] in _CHINESE_FUNCTION:
            break
        left -= 1
    return Span(left, right) if left < right else None
