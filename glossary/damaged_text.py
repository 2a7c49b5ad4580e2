"""Text that was harmed on its way: read in the wrong encoding, with hidden signs, with mark-up.

Text in UTF-8 that was read as Windows-1252 shows runs of accented letters and signs (Ã©, â€™), read
as GBK runs of rare Chinese characters; turned back into bytes, such a run is valid UTF-8 again,
which text that was written so hardly ever is.
"""

from __future__ import annotations

import html
import re
import unicodedata

from corpus.display import visible

_WESTERN_RUN = re.compile(
    "[\x80-\xff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc"
    "\u2013\u2014\u2018-\u201e\u2020-\u2022\u2026\u2030\u2039\u203a\u20ac"
    "\u2122]{2,}"
)
_CHINESE_RUN = re.compile("[\u3400-\u9fff\ue000-\uf8ff\u20ac]{2,}")
_RARE = re.compile("[\u0700-\u08ff]")
_MARKUP = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});|</?[a-z][^<>]*>", re.I)
_LETTERS = re.compile(r"[^\W\d_]+")
_SCRIPTS = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE")


def mended(text: str) -> str | None:
    """The text as it was before it was read in the wrong encoding; None if it was not.

    Characters that nothing brings back are U+FFFD.
    """
    if "\ufffd" in text or re.search(r"\?\?|\w\?\w", text):
        return text.replace("?", "\ufffd")
    repaired = _WESTERN_RUN.sub(_from_western, text)
    repaired = _CHINESE_RUN.sub(_from_chinese, repaired)
    return repaired if repaired != text else None


def hidden_characters(text: str) -> tuple[str, ...]:
    """The characters that cannot be seen or that steer the text, by code point: "U+200B"."""
    return tuple(dict.fromkeys(re.findall(r"<(U\+[0-9A-F]{4,6})>", visible(text))))


def mixed_words(text: str) -> tuple[str, ...]:
    """Words with letters of several alphabets that look alike, such as a Cyrillic а in a name."""
    return tuple(word for word in _LETTERS.findall(text) if len(_alphabets(word)) > 1)


def markup(text: str) -> tuple[str, ...]:
    """Tags and character references that were left in the text."""
    found = _MARKUP.findall(text)
    return tuple(sign for sign in found if sign.startswith("<") or html.unescape(sign) != sign)


def _from_western(match: re.Match[str]) -> str:
    data = bytearray()
    for character in match[0]:
        try:
            data += character.encode("cp1252")
        except UnicodeEncodeError:
            if ord(character) > 0xFF:
                return match[0]
            data.append(ord(character))
    try:
        back = data.decode("utf-8")
    except UnicodeDecodeError:
        return match[0]
    # Two letters side by side may happen to be a letter of a script that hardly anyone writes.
    return match[0] if _RARE.search(back) else back


def _from_chinese(match: re.Match[str]) -> str:
    """GBK turned back; a byte that was left over at the end may have been lost."""
    try:
        data = match[0].encode("gb18030")
    except UnicodeEncodeError:
        return match[0]
    for lost in range(2):
        try:
            back = data[: len(data) - lost].decode("utf-8")
        except UnicodeDecodeError:
            continue
        return back if any(ord(character) > 0x2E7F for character in back) else match[0]
    return match[0]


def _alphabets(word: str) -> set[str]:
    if word.isascii():
        return {"LATIN"}
    names = {unicodedata.name(letter, "").partition(" ")[0] for letter in word}
    return names.intersection(_SCRIPTS)
