"""The tokenizer of the Universal Sentence Encoder: SentencePiece, unigram model.

Kudo 2018, "Subword Regularization". The model file is read here (a protobuf of pieces and of a
Darts double-array trie of normalisations); the search for the best segmentation is done by the
`tokenizers` library. Token ids are those of SentencePiece itself.
"""

from __future__ import annotations

import os
import re
import struct
import unicodedata
from collections.abc import Iterator, Sequence
from pathlib import Path

UNKNOWN, BEGIN, END = 0, 1, 2
SPACE = "▁"

_LENGTH_DELIMITED, _FIXED32, _VARINT = 2, 5, 0
_NO_TEXT = "\U0010ffff" * 20
"""A noncharacter; put before a piece, it keeps a text that spells the piece from becoming it."""
_SPACES = re.compile(" {2,}")
_JAMO_AND_VOICED = range(0x1160, 0x1200), range(0xFF9E, 0xFFA0)
"""Letters that nonetheless join the letter before them: Hangul vowels, half-width voicing."""


class UnigramSearch:
    """The likeliest segmentation of normalised texts into pieces, by the Viterbi algorithm."""

    def __init__(self, pieces: list[tuple[str, float]], unknown: int) -> None:
        """Build the search.

        Args:
            pieces: with their log probabilities; the index is the id. Those with a probability
                of 1 mark the beginning of a sentence and the like, and no text can contain them.
            unknown: id of the piece for characters that no piece holds.
        """
        from tokenizers import Tokenizer
        from tokenizers.models import Unigram

        # The library's own threads would contend with ours, for a few microseconds a sentence.
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
        self._unknown = unknown
        safe = [(piece if score else _NO_TEXT + piece, score) for piece, score in pieces]
        self._tokenizer = Tokenizer(Unigram(safe, unknown, False))

    def find(self, texts: Sequence[str]) -> list[list[int]]:
        """Ids of each text; of an empty one, that of the unknown piece."""
        found = self._tokenizer.encode_batch(list(texts), add_special_tokens=False)
        return [self._split(each.ids, each.offsets) or [self._unknown] for each in found]

    def _split(self, ids: list[int], offsets: list[tuple[int, int]]) -> list[int]:
        """One unknown piece a character: the library makes one of each run of them."""
        if self._unknown not in ids:
            return ids
        split: list[int] = []
        for token, (start, end) in zip(ids, offsets, strict=True):
            split += [token] * (end - start if token == self._unknown else 1)
        return split


class UnigramTokenizer:
    """Texts to token ids, each with the ids of sentence begin and end around it."""

    def __init__(self, path: Path) -> None:
        vocabulary, charsmap = _read_model(path.read_bytes())
        self._normalise = _Normalizer(charsmap)
        self._search = UnigramSearch(vocabulary, UNKNOWN)

    def tokenize(self, texts: Sequence[str]) -> list[list[int]]:
        """Token ids of every text."""
        found = self._search.find([self._normalise(text) for text in texts])
        return [[BEGIN, *ids, END] for ids in found]


class _Normalizer:
    """SentencePiece's `nmt_nfkc`: the longest match in the trie, then single spaces as ▁."""

    def __init__(self, charsmap: bytes) -> None:
        size = int.from_bytes(charsmap[:4], "little")
        self._units = struct.unpack(f"<{size // 4}I", charsmap[4 : 4 + size])
        self._replacements = charsmap[4 + size :]
        self._characters = _Characters(self)

    def __call__(self, text: str) -> str:
        replaced = text.translate(self._characters)
        if not self._characters.joining.isdisjoint(text):
            replaced = self._replace_sequences(text)
        spaced = _SPACES.sub(" ", replaced).strip(" ").replace(" ", SPACE)
        return (SPACE + spaced).rstrip(SPACE) if spaced else ""

    def _replace_sequences(self, text: str) -> str:
        data = text.encode()
        pieces: list[str] = []
        position = 0
        while position < len(data):
            length, replacement = self.longest_match(data, position)
            if not length:
                length = _utf8_length(data[position])
                replacement = data[position : position + length].decode()
            pieces.append(replacement)
            position += length
        return "".join(pieces)

    def longest_match(self, data: bytes, position: int) -> tuple[int, str]:
        """Bytes matched at the position (0 if none), and what stands in their place."""
        units = self._units
        node = _child_base(units[0])
        matched, value = 0, 0
        for index in range(position, len(data)):
            node ^= data[index]
            unit = units[node]
            if unit & 0x800000FF != data[index]:
                break
            node ^= _child_base(unit)
            if unit & 0x100:
                matched, value = index + 1 - position, units[node] & 0x7FFFFFFF
        if not matched:
            return 0, ""
        end = self._replacements.index(b"\0", value)
        return matched, self._replacements[value:end].decode()


class _Characters(dict[int, str]):
    """The normal form of single characters, filled as they are met.

    Attributes:
        joining: the characters met that may join the one before them, so that a table of single
            characters does not suffice.
    """

    def __init__(self, normalizer: _Normalizer) -> None:
        super().__init__()
        self._normalizer = normalizer
        self.joining: set[str] = set()

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if _may_join(character):
            self.joining.add(character)
        data = character.encode()
        length, replacement = self._normalizer.longest_match(data, 0)
        self[code] = replacement if length == len(data) else character
        return self[code]


def _may_join(character: str) -> bool:
    return unicodedata.category(character).startswith("M") or any(
        ord(character) in block for block in _JAMO_AND_VOICED
    )


def _child_base(unit: int) -> int:
    return (unit >> 10) << ((unit & 0x200) >> 6)


def _utf8_length(first: int) -> int:
    return 1 if first < 0x80 else 2 if first < 0xE0 else 3 if first < 0xF0 else 4


def _read_model(data: bytes) -> tuple[list[tuple[str, float]], bytes]:
    """Pieces with their log probabilities, and the trie of normalisations."""
    pieces: list[tuple[str, float]] = []
    charsmap = b""
    for number, value in _fields(data):
        if number == 1:
            piece = dict(_fields(value))
            score = struct.unpack("<f", piece[2])[0] if 2 in piece else 0.0
            pieces.append((piece[1].decode(), score))
        elif number == 3:
            charsmap = dict(_fields(value)).get(2, charsmap)
    return pieces, charsmap


def _fields(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Number and raw bytes of each field of a protobuf message that has any bytes."""
    position = 0
    while position < len(data):
        key, position = _varint(data, position)
        kind = key & 7
        if kind == _VARINT:
            _, position = _varint(data, position)
            continue
        length = 4 if kind == _FIXED32 else 8
        if kind == _LENGTH_DELIMITED:
            length, position = _varint(data, position)
        yield key >> 3, data[position : position + length]
        position += length


def _varint(data: bytes, position: int) -> tuple[int, int]:
    result = shift = 0
    while True:
        byte = data[position]
        position += 1
        result |= (byte & 0x7F) << shift
        if byte < 0x80:
            return result, position
        shift += 7
