"""Text made fit to be shown to people: nothing in it can steer a terminal, and its width is known.

Control, bidirectional and other invisible characters are the tools of the "Trojan Source" attack
(Boucher and Anderson 2021) and of terminal escape injection; they are shown by their code point.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_SPACES = re.compile(r"[ \t\r\n\f\v\x85\u2028\u2029]+")
# Controls, soft hyphen, Arabic letter mark, zero-width space, bidirectional controls, invisible
# operators, byte-order mark, interlinear marks, surrogates, tags. The zero-width joiners stay:
# several scripts are spelled with them.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)


def visible(text: str) -> str:
    """The text on one line, with every character that hides or steers shown as `<U+202E>`."""
    return _UNSAFE.sub(_code_point, _SPACES.sub(" ", text))


def visible_lines(text: str) -> str:
    """The same, with line breaks and tabs left as they are."""
    return _UNSAFE.sub(_code_point, text)


def _code_point(match: re.Match[str]) -> str:
    return f"<U+{ord(match.group()):04X}>"


def columns(text: str) -> int:
    """The columns of a terminal that a visible text takes: two for a wide character (UAX #11)."""
    if text.isascii():
        return len(text)
    return sum(_columns(character) for character in text)


def _columns(character: str) -> int:
    if unicodedata.east_asian_width(character) in "WF":
        return 2
    return 0 if unicodedata.category(character) in ("Mn", "Me", "Cf") else 1


def padded(text: str, width: int) -> str:
    """The text with spaces after it, up to `width` columns."""
    return text + " " * (width - columns(text))


def keep_start(text: str, width: int) -> str:
    """As much of the beginning as fits into `width` columns, with … where something is cut."""
    if columns(text) <= width:
        return text
    kept = text[: _fitting(text, width - 1)]
    return _without_torn_word(kept, text[len(kept) :]).rstrip() + "…"


def keep_end(text: str, width: int) -> str:
    """As much of the end as fits into `width` columns, with … where something is cut."""
    if columns(text) <= width:
        return text
    kept = text[len(text) - _fitting(reversed(text), width - 1) :]
    head = text[: len(text) - len(kept)]
    return "…" + _without_torn_word(kept[::-1], head[::-1])[::-1].lstrip()


def _fitting(characters: Iterable[str], width: int) -> int:
    used = count = 0
    for count, character in enumerate(characters):
        used += _columns(character)
        if used > width:
            return count
    return count + 1


def _without_torn_word(kept: str, rest: str) -> str:
    """Without the letters of a word that goes on in `rest`, unless little would be left."""
    if not (rest[:1].isascii() and rest[:1].isalnum() and kept[-1:].isalnum()):
        return kept
    whole = kept.rfind(" ")
    return kept[:whole] if whole > len(kept) * 2 // 3 else kept


def wrap(text: str, width: int) -> list[str]:
    """A visible text in lines of at most `width` columns, broken at spaces or in Chinese anywhere.

    Args:
        text: on one line.
        width: in columns of a terminal, at least 2.
    """
    lines: list[str] = []
    line = ""
    used = 0
    for piece in _PIECES.findall(text):
        for part in _cut(piece, width):
            size = columns(part)
            if used + size > width and line:
                if part.isspace():
                    continue
                lines.append(line.rstrip())
                line, used = "", 0
            if line or not part.isspace():
                line, used = line + part, used + size
    if line.strip() or not lines:
        lines.append(line.rstrip())
    return lines


# A run of spaces, or one wide character or a word, with the marks that may not begin a line.
_WIDE = r"\u2e80-\u9fff\uac00-\ud7a3\uff00-\uffef\U00020000-\U0003ffff"
_CLOSING = "，。、；：？！）》」』】”’…％"
_PIECES = re.compile(rf"\s+|(?:[{_WIDE}]|[^\s{_WIDE}]+)[{_CLOSING}]*")


def _cut(piece: str, width: int) -> list[str]:
    if columns(piece) <= width:
        return [piece]
    parts: list[str] = []
    while piece:
        size = max(1, _fitting(piece, width))
        parts.append(piece[:size])
        piece = piece[size:]
    return parts
