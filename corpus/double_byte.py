"""Which East Asian double-byte encoding some bytes are in.

Every such character set is ordered by how common its characters are: GB 2312, Big5 and JIS X 0208
have a first level of some three to five thousand everyday characters, KS X 1001 the modern
syllables. Text read in its own encoding falls almost wholly into that level; read in another's, it
scatters. That holds for a single line, where statistics over bytes know nothing yet.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from dataclasses import dataclass

_SAMPLE_BYTES = 1 << 16
_SAMPLE = 4000
_NON_ASCII = re.compile(r"[^\x00-\x7f]")

SURE = 0.85
"""So much of any text in the right encoding are everyday characters."""

LIKELY = 0.5
"""So much are where a short text is full of names; no other alphabet comes near by chance."""


@dataclass(frozen=True, slots=True)
class _Charset:
    """An encoding and the first bytes of its everyday characters.

    `proof` is what must be there besides (kana in Japanese), as a share of the characters.
    """

    codec: str
    everyday: Callable[[int, int], bool]
    proof: Callable[[str], bool] | None = None
    share: float = 0.0
    least: int = 1


def _is_kana(char: str) -> bool:
    return "\u3041" <= char <= "\u30fe"


def _is_hangul(char: str) -> bool:
    return "\uac00" <= char <= "\ud7a3"


_CHARSETS = (
    _Charset(
        # rows 1-3 (punctuation, full-width) and 16-55 (the 3,755 hanzi of level 1)
        "gb18030",
        lambda lead, trail: trail >= 0xA1 and (0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xD7),
    ),
    _Charset("big5", lambda lead, _trail: 0xA1 <= lead <= 0xC6),
    _Charset(
        "shift_jis",
        lambda lead, _trail: 0x81 <= lead <= 0x83 or 0x88 <= lead <= 0x98,
        proof=_is_kana,
        share=0.15,
        least=3,
    ),
    _Charset(
        "euc_jp",
        lambda lead, _trail: lead in (0xA1, 0xA3, 0xA4, 0xA5) or 0xB0 <= lead <= 0xCF,
        proof=_is_kana,
        share=0.15,
        least=3,
    ),
    _Charset(
        # Hangul bytes are also everyday hanzi, so that only a text of nothing else proves it.
        "euc_kr",
        lambda lead, _trail: 0xA1 <= lead <= 0xA3 or 0xB0 <= lead <= 0xC8,
        proof=_is_hangul,
        share=0.9,
        least=10,
    ),
)


def guess_double_byte(data: bytes, *, enough: float) -> str | None:
    """The codec in which the first bytes decode strictly into everyday characters.

    Args:
        data: the file.
        enough: least share, 0..1, of everyday characters among those that are not ASCII.

    Returns:
        A codec that Python knows, or None.
    """
    sample = data[:_SAMPLE_BYTES]
    whole = len(sample) == len(data)
    best, best_share = None, enough
    for charset in _CHARSETS:
        share = _everyday_share(sample, charset, whole=whole)
        # On a tie the later wins: it had to bring a proof.
        if share > best_share or (charset.proof and share >= best_share):
            best, best_share = charset.codec, share
    return best


def _everyday_share(data: bytes, charset: _Charset, *, whole: bool) -> float:
    try:
        text = codecs.getincrementaldecoder(charset.codec)().decode(data, final=whole)
    except UnicodeDecodeError:
        return 0.0
    sample = _NON_ASCII.findall(text)[:_SAMPLE]
    if not sample:
        return 0.0
    if charset.proof is not None:
        proofs = sum(map(charset.proof, sample))
        if proofs < max(charset.least, charset.share * len(sample)):
            return 0.0
    return sum(_is_everyday(char, charset) for char in sample) / len(sample)


def _is_everyday(char: str, charset: _Charset) -> bool:
    code = char.encode(charset.codec)
    return len(code) == 2 and charset.everyday(code[0], code[1])
