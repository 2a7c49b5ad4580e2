"""A number that one side lacks: whether it is said in other words, and where it should stand."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import normalize

from corpus.document import Document, Segment
from corpus.document import Kind as SegmentKind
from corpus.span import Span
from reports.numbers.atoms import Atom, Bound, Kind, Role
from reports.numbers.chinese_names import CLASSIFIERS
from reports.numbers.documents import is_chinese
from reports.numbers.patterns import lazy
from reports.numbers.same_value import is_same_value
from reports.numbers.sides import Side

_FEW = 3
_COUNTS_AHEAD = lazy(r"[ \u00a0][a-z]+")
# "Three principles apply: …" only counts what the reader sees.
_LISTED_AHEAD = lazy(r"[^.!?;:：—\n]{0,80}(?:[:：—]| – )")
# Numbers of chapters come in any style, or not at all: 第一章, "Chapter I", "I."
_HEADING_SLOTS = frozenset(
    {"chapter", "section", "part", "article", "annex", "appendix", "paragraph"}
)
_LABEL_BEHIND = lazy(r"(?:^|[\n\r])[\s>*#_-]*(?:[A-Za-z]+\.?[ \u00a0]+)?$")
_LABEL_AHEAD = lazy(
    r"[*_]*(?:[ \t\u00a0]*(?:$|[\n\r.:：—–、-])|[ \t\u00a0\u3000]+[*_\"“‘']*(?![a-z]))"
)
_LARGE_LABEL = lazy("[部编編篇节節章讲講]")
# A magnitude that measures alone: 万元, 每千人, 亿元.
_LONE = {10**2: "百", 10**3: "千", 10**4: "万", 10**6: "百万", 10**7: "千万", 10**8: "亿"}
_NUMERALS = "\\d.,零〇一二三四五六七八九十百千万亿两几数多余"
_TEXT = (SegmentKind.SENTENCE, SegmentKind.LIST_ITEM)
# What says "all" in words is worth 100%, and what says "none" is worth nothing.
_ENGLISH_WHOLE = lazy(
    r"\b(?:all|every|each|full(?:y)?|complete(?:ly|d)?|entire(?:ly)?|whole|wholly|total(?:ly)?|"
    r"without exception|universal(?:ly)?|everyone|everywhere|everything|any|both|throughout)\b",
    re.IGNORECASE,
)
_CHINESE_WHOLE = lazy("全|都|所有|每|均|一律|完全|百分百|普遍|无一|皆|凡|一切|任何")
_ENGLISH_NONE = lazy(
    r"\b(?:no|none|not|never|nobody|nothing|without|free of|zero)\b", re.IGNORECASE
)
_CHINESE_NONE = lazy("无|没|未|不|零|清零")


def is_firm(atom: Atom, document: Document) -> bool:
    """Whether a number is so exact that leaving it out, or adding it, is an error."""
    if is_label(atom, document):
        return False
    roughly = atom.words and atom.bound is Bound.ABOUT and atom.role  # 十七八个: "a dozen or more"
    if roughly or atom.is_soft or atom.bound is Bound.VAGUE or atom.unit.startswith("code:"):
        return False
    if atom.words and atom.kind is Kind.CARDINAL and is_chinese(document):
        # Characters that count nothing are often part of a name.
        return bool(CLASSIFIERS.match(document.text, atom.span.end)) and not _is_rough(atom)
    if atom.kind is Kind.DATE:
        return atom.date is not None and atom.date.day is not None
    if atom.kind in (Kind.FRACTION, Kind.MULTIPLE, Kind.TIME, Kind.DOCUMENT):
        return not atom.words
    return not atom.words or atom.value is None or not _is_rough(atom)


def is_label(atom: Atom, document: Document) -> bool:
    """Whether a number is that of a chapter, section or article at the head of its line."""
    text, span = document.text, atom.span
    if atom.kind is Kind.DOCUMENT:
        end = span.end
    elif atom.kind is Kind.ORDINAL and _LARGE_LABEL.match(text, span.end):
        end = span.end + (2 if text[span.end : span.end + 2] == "部分" else 1)
    else:
        return False
    slot = atom.kind is Kind.ORDINAL or atom.unit in _HEADING_SLOTS
    return (
        slot
        and bool(_LABEL_BEHIND.search(text, max(0, span.start - 24), span.start))
        and bool(_LABEL_AHEAD.match(text, end))
    )


def _is_rough(atom: Atom) -> bool:
    """Whether a number in words is small, or figurative: a thousand, 一万."""
    value = atom.value or Decimal(0)
    return value <= 12 or value.normalize().as_tuple().digits == (1,)


def is_counted_in(atom: Atom, document: Document, source: Side) -> bool:
    """Whether a small number in words counts what follows, and the source has no such number.

    "One" and "two" come and go in translation; "three networks" do not come from nowhere.
    """
    few = atom.kind is not Kind.CARDINAL or atom.value is None or atom.value < _FEW
    few = few or atom.role is not Role.NONE
    if few or is_chinese(document) or not _COUNTS_AHEAD.match(document.text, atom.span.end):
        return False
    if _LISTED_AHEAD.match(document.text, atom.span.end):
        return False
    value = int(atom.value or 0)
    signs = (str(value), "零一二三四五六七八九十"[value], "仨")
    text = " ".join(span.of(source.document.text) for span in source.spans)
    if any(sign in text for sign in signs) or not is_chinese(source.document):
        return False
    return not any(is_same_value(atom, other) for other in (*source.atoms, *source.beside))


def is_written(atom: Atom, text: str, side: Side) -> bool:
    """Whether the digits of a number stand somewhere on a side."""
    if any(is_same_value(atom, other) for other in side.atoms):
        return True  # said once there, and twice here
    if any(_is_plainly(atom, other) for other in side.beside) or _is_in_words(atom, side):
        return True
    if _is_lone_magnitude(atom, side):
        return True
    parts = list(atom.date.named.values()) if atom.date else []
    if parts and all(any(other.value == part for other in side.atoms) for part in parts):
        return True
    if any(other.date and atom.value in other.date.named.values() for other in side.atoms):
        return True
    digits = re.findall(r"\d+(?:[.,]\d+)*", atom.span.of(text))
    # ① is a 1 to its reader.
    words = normalize("NFKC", " ".join(span.of(side.document.text) for span in side.spans))
    return bool(digits) and all(
        re.search(rf"(?<![\d.]){re.escape(number)}(?![\d]|\.\d)", words) for number in digits
    )


def _is_plainly(atom: Atom, other: Atom) -> bool:
    """Whether two numbers of different places are the same in every part."""
    if atom.date and other.date:
        return atom.date == other.date
    return atom.kind is other.kind and atom.unit == other.unit and is_same_value(atom, other)


def _is_in_words(atom: Atom, side: Side) -> bool:
    """Whether a side says "every village" for 100%, or "no village" for 0."""
    if atom.value is None or atom.kind not in (Kind.PERCENT, Kind.CARDINAL, Kind.FRACTION):
        return False
    chinese = is_chinese(side.document)
    if atom.kind is Kind.PERCENT and atom.value == 100:
        words = _CHINESE_WHOLE if chinese else _ENGLISH_WHOLE
    elif atom.value == 0:
        words = _CHINESE_NONE if chinese else _ENGLISH_NONE
    else:
        return False
    text = side.document.text
    return any(words.search(text, span.start, span.end) for span in side.spans)


def _is_lone_magnitude(atom: Atom, side: Side) -> bool:
    """Whether a Chinese side has 万元 or 每万人 for "10,000 yuan" or "per 10,000 people"."""
    if atom.kind not in (Kind.CARDINAL, Kind.MONEY, Kind.MEASURE) or not is_chinese(side.document):
        return False
    scale = _LONE.get(int(atom.value)) if atom.value and atom.value % 1 == 0 else None
    if scale is None:
        return False
    alone = re.compile(rf"(?<![{_NUMERALS}]){scale}[元人吨亩件户平立公美居名股张辆台]")
    return any(alone.search(side.document.text, span.start, span.end) for span in side.spans)


def place_of(atom: Atom, there: Side, draft: Side) -> Span:
    """Where in the draft a number of another side should stand.

    The sentence of the bead that shares most numbers with the number's own sentence; if none does,
    the one that lies as far into the bead. A heading is taken only if there is nothing else.
    """
    sentences = _sentences(draft)
    if len(sentences) < 2:
        return sentences[0].span if sentences else draft.spans[0]
    own = next((one for one in _sentences(there) if one.span.contains(atom.span)), None)
    ahead = own.span if own else atom.span
    company = [other for other in there.atoms if ahead.contains(other.span) and other != atom]
    depth = _depth(atom.span.start, there.spans)

    def likeness(sentence: Segment) -> tuple[int, float]:
        inside = [other for other in draft.atoms if sentence.span.contains(other.span)]
        shared = sum(any(is_same_value(one, other) for one in inside) for other in company)
        middle = (sentence.span.start + sentence.span.end) // 2
        return shared, -abs(_depth(middle, draft.spans) - depth)

    return max(sentences, key=likeness).span


def _depth(place: int, spans: tuple[Span, ...]) -> float:
    """How far into some spans a place lies, from 0 to 1."""
    whole = sum(len(span) for span in spans) or 1
    return sum(max(0, min(span.end, place) - span.start) for span in spans) / whole


def _sentences(side: Side) -> list[Segment]:
    """The segments of a side in one bead: sentences, or headings where there are none."""
    inside = [
        segment
        for segment in side.document.segments
        if any(span.contains(segment.span) for span in side.spans)
    ]
    return [one for one in inside if one.kind in _TEXT] or inside


def unfilled(draft: Side, faults: tuple[Span, ...], paired: list[Span]) -> int:
    """How many numbers of a bead are known to be garbled or empty, and stand for no number."""
    inside = [fault for fault in faults if any(span.contains(fault) for span in draft.spans)]
    return sum(not any(fault.overlaps(span) for span in paired) for fault in inside)
