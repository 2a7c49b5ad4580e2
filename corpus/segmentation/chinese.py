"""Sentences of Chinese and Japanese, with what Latin letters stand among them.

The marks are unambiguous, so the work is in what follows them: quotation marks and brackets, a
quotation that its speaker's verb ties to the rest, and the ellipsis, which often only hesitates.
Long quotations are cut inside as well: an aligner can join what was cut, and never the reverse.
The semicolon does not end a sentence.
"""

from __future__ import annotations

import re

from corpus.segmentation import alphabetic, english

_HAN = "々〇㐀-䶿一-鿿豈-﫿\U00020000-\U000323afぁ-ヿ"
_CLOSERS = "”’」』）)】》〉〕］\"'"
# It begins with a character class, and not with alternatives, so that the engine can skip ahead.
_CANDIDATE = re.compile(
    r"[。！？!?｡‼⁇-⁉….．]"
    r"(?:(?<=[。！？!?｡‼⁇-⁉])[。！？!?｡‼⁇-⁉]*|(?<=…)…*"
    rf"|(?<=[{_HAN}”）]\.)\.{{2,}}|(?<=[{_HAN}”）][.．])(?![\d.])|(?<=\.)(?=[\"'”’)]*\s))"
    rf"([{_CLOSERS}]*(?:[。！？!?…]+[{_CLOSERS}]*)?)"
    r"((?: ?[\[［〔]注?\d{1,3}[\]］〕]|[⁰¹²³⁴-⁹]+|[①-⑳](?=\s|$))*)"
    r"(\s*)"
)
# What goes on after a quotation or bracket that ends with a mark: the sentence around it.
_GOES_ON = re.compile(
    r"[，、；：。！？,;:—～~）)》」』]|的|之|地|得|等|和|与|及|或|而|并|也|都|就|便|是|为|"
    r"这[一个句种些几]|那[一个句种些几]|一[词语句文书]|诸如|成了|成为|使|让|引起|引发|と|って|という|の|が|を|は|に|も|など"
)
# What goes on even after a quotation that ends with a full stop.
_BELONGS = re.compile(
    r"[，、；：。！？,;:）)》」』—]|的|后(?![来续期])|之后|时[，,]|と|って|という"
)
_SPEAKER = re.compile(
    r"[^，。！？；：、“”‘’「」\s没不未无]{0,8}?(?:说|说道|问|问道|(?<!知)道|喊|喊道|叫|叫道|答|答道|回答|回应|表示|指出|强调|"
    r"嚷|笑道|叹道|叹|反问|追问|感叹|惊呼|写道|認為|認为|認|說|問|答え|言った|言う|聞いた|叫んだ)"
    r"(?:[，。！？；：\s]|着|了|$)"
)
_AFTER_LIST = re.compile(
    r"等|终于|才|又|还|就|却|便|再|竟|都|这些|那些|的|了|吗|呢|吧|和|与|及|而|或|，|。|、|；|：|\)|）"
)
_CLAUSE_BREAKS = "，。！？；：、“”‘’「」『』（）,;:?!…\n "


def split(text: str, start: int, end: int) -> list[int]:
    """Cut a stretch of running text into sentences; see `alphabetic.split`."""
    bounds = [start]
    quotes = _Quotes(text, start)
    for found in _CANDIDATE.finditer(text, start, end):
        after = found.end()
        if after >= end:
            break
        if found[0] == "。":
            bounds += (after, after)
            continue
        opening = quotes.first_opening(found.start(1), found.end(1))
        if opening is not None:
            if text[found.start()] in "。！？!?｡":
                bounds += (opening, opening)
        elif _ends(text, bounds[-1], found):
            bounds += (found.end(2), after)
    bounds.append(end)
    return bounds


class _Quotes:
    """Straight quotation marks look alike on both sides: every other one opens."""

    def __init__(self, text: str, start: int) -> None:
        self._text = text
        self._at = start
        self._odd = False

    def first_opening(self, start: int, end: int) -> int | None:
        """Where, from `start` to `end`, the first mark stands that opens, if any does."""
        at = self._text.find('"', start, end)
        while at >= 0:
            self._odd ^= self._text.count('"', self._at, at) % 2 == 1
            self._at = at
            if not self._odd:
                return at
            at = self._text.find('"', at + 1, end)
        return None


def _ends(text: str, sentence: int, found: re.Match[str]) -> bool:  # noqa: PLR0911
    mark = text[found.start()]
    closers = found[1]
    after = found.end()
    if mark == ".":
        return _ends_latin(text, sentence, found)
    if mark in "!?" and not closers and not found[3]:
        # Half-width marks stand in addresses (?x=1) and code as well.
        following = text[after : after + 1]
        return not (following.isascii() and (following.isalnum() or following in "=&/_-"))
    if mark == "…" and not closers:
        return _ends_ellipsis(text, sentence, found)
    if not closers:
        return True
    if closers[-1] in "》〉":
        return False
    if closers[-1] in "）)】〕］":
        return text[sentence] in "（([【〔［" or (
            closers[0] in "”’」』" and not _GOES_ON.match(text, after)
        )
    if mark != "。" and (_GOES_ON.match(text, after) or _SPEAKER.match(text, after)):
        return False
    return _BELONGS.match(text, after) is None


def _ends_latin(text: str, sentence: int, found: re.Match[str]) -> bool:
    """A full stop among Latin letters, or one that stands for 。 after Han characters."""
    if found.end() - found.start() >= 3 and text.startswith("...", found.start()):
        return _ends_ellipsis(text, sentence, found)
    if not text[found.start() - 1].isascii():
        return True
    if text[found.end() : found.end() + 1].islower():
        return False
    begin = max(sentence, found.start() - 80)
    window = alphabetic.split(text, begin, min(len(text), found.end() + 20), english.RULES)
    return found.end(2) in window[1::2]


def _ends_ellipsis(text: str, sentence: int, found: re.Match[str]) -> bool:
    """An ellipsis ends a sentence when a clause is complete on either side of it."""
    after = found.end()
    if text[after] in "“「『‘":
        return text[found.start() - 1] not in "是说道叫为：，、的"
    if found[3]:
        return True
    if _AFTER_LIST.match(text, after):
        return False
    left = text[max(sentence, found.start() - 40) : found.start()]
    clause_at = max((left.rfind(mark) for mark in _CLAUSE_BREAKS), default=-1)
    clause = left[clause_at + 1 :]
    if len(clause) < 3 or (clause_at >= 0 and left[clause_at] == "、"):
        return False
    right = text[after : after + 8]
    if not right or right[0] == clause[0] or right[0] == clause[-1]:
        return False
    cut = next((at for at, letter in enumerate(right) if letter in _CLAUSE_BREAKS), len(right))
    return cut >= 3
