"""Bytes to text: which encoding a file is in, without ever guessing a character.

The order of the questions is what makes the answers right: a byte-order mark decides, then zero
bytes (UTF-16 or binary), then strict UTF-8, then what would be broken UTF-8, then the East Asian
double-byte sets by how common their characters are, then Western typography, and only then a
statistical guess. A text is decoded strictly or not at all.
"""

from __future__ import annotations

import codecs
import re

from corpus.double_byte import LIKELY, SURE, guess_double_byte
from corpus.errors import EncodingError, UnreadableFileError
from corpus.files import RawFile

_MARKS = (  # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
)

_MAGIC = (
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\x00", "a TIFF image"),
    (b"MM\x00*", "a TIFF image"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"\xfd7zXZ\x00", "an XZ archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x7fELF", "an ELF program"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Microsoft Office document (save it as .docx)"),
    (b"{\\rtf", "an RTF document (save it as .docx)"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\x00asm", "a WebAssembly program"),
    (b"OggS", "an Ogg recording"),
    (b"ID3\x02", "an MP3 recording"),
    (b"ID3\x03", "an MP3 recording"),
    (b"ID3\x04", "an MP3 recording"),
)

_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b") + b"\x7f"
_SAMPLE_BYTES = 1 << 16
_UTF16 = ("utf-16-be", "utf-16-le")
_EVERYDAY = re.compile(
    "["
    "\t\n\r\x20-\x7e\u00a0-\u00ff\u0101-\u017f\u0391-\u03c9\u0401-\u04ff\u2010-\u203b\u20ac"
    "\u3000-\u30ff\uff01-\uff5e\u4e00"
    + "".join(f"{chr(row + 1)}-{chr(row + 255)}" for row in range(0x4E00, 0xA000, 256))
    + "".join(f"{chr(row + 1)}-{chr(min(row + 255, 0xD7A3))}" for row in range(0xAC00, 0xD800, 256))
    + "]"
)
_CONTROL_SHARE = 0.1
"""More control bytes than this and the file is not a text, whatever else it may be."""

_BAD_BYTE = re.compile("[\udc80-\udcff]")
_SHORT_SEQUENCE = re.compile("[\x80-\u07ff]")
_LONG_SEQUENCE = re.compile("[\u0800-\ud7ff\ue000-\U0010ffff]")
_LINE_END = re.compile(rb"\r\n|\n|\r")

_WESTERN_MARKS = "‘’“”‚„–—…•·€£¥§©®™°«»¡¿ªº¢½¼¾×±†‡¶\u00a0´"
_WESTERN_LETTERS = re.compile(r"[À-ÖØ-öø-ÿŒœŠšŽžŸ]+")
_FOREIGN_RUN = re.compile(r"[^\x00-\x7f]+")


def decode(raw: RawFile) -> tuple[str, str]:
    """Decode a text file whole, strictly.

    Returns:
        The text without a byte-order mark, newlines as they are, and the name of the encoding
        as Python knows it (`utf-8`, `utf-8-sig` when it had a mark, `gb18030`, `cp1252` …).

    Raises:
        EncodingError: if the bytes are binary, broken, or in no encoding that we know.
        UnreadableFileError: if the text is nothing but white space.
    """
    text, encoding = _decode(raw)
    if not text or text.isspace():
        raise UnreadableFileError("has no text", path=raw.path)
    return text, encoding


def describe_binary(data: bytes) -> str | None:
    """What the first bytes say that a binary file is ("a PNG image"), or None."""
    if data[:4] == b"RIFF" and data[8:12] in (b"WEBP", b"WAVE", b"AVI "):
        return "a recording or an image (RIFF)"
    if data[:3] == b"BZh" and data[4:10] == b"1AY&SY":
        return "a bzip2 archive"
    if data[4:8] == b"ftyp":
        return "a video or an image (MP4)"
    return next((what for magic, what in _MAGIC if data.startswith(magic)), None)


def _decode(raw: RawFile) -> tuple[str, str]:
    data = raw.data
    what = describe_binary(data)
    if what is not None:
        raise EncodingError(f"looks like {what}, not text", path=raw.path)
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return _strict(raw, codec, skip=len(mark)), name
    if b"\0" in data:
        return _decode_zeros(raw)
    controls = len(data) - len(data.translate(None, _CONTROLS))
    if controls > _CONTROL_SHARE * len(data):
        raise EncodingError(
            f"looks like binary data, not text: {controls} of {len(data)} bytes are control codes",
            path=raw.path,
        )
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _is_broken_utf8(data, error.start):
            raise _broken(raw, "utf-8", error, skip=0) from None
    return _decode_legacy(raw)


def _strict(raw: RawFile, codec: str, *, skip: int = 0) -> str:
    try:
        return raw.data[skip:].decode(codec)
    except UnicodeDecodeError as error:
        raise _broken(raw, codec, error, skip=skip) from None


def _broken(raw: RawFile, codec: str, error: UnicodeDecodeError, *, skip: int) -> EncodingError:
    at = error.start + skip
    bad = raw.data[at : at + max(1, min(4, error.end - error.start))]
    line = None
    if codec == "utf-8":
        line = 1 + sum(1 for _ in _LINE_END.finditer(raw.data, 0, at))
    cut = (
        " (the file seems to be cut off there)" if error.reason.startswith("unexpected end") else ""
    )
    return EncodingError(
        f"is {codec.upper()} but for byte {at} (0x{bad.hex()}), which is not valid{cut}; "
        "save the file anew as UTF-8",
        path=raw.path,
        line=line,
    )


def _decode_zeros(raw: RawFile) -> tuple[str, str]:
    """Text with zero bytes is UTF-16 in whose order it reads like text; else it is binary."""
    if len(raw.data) % 2 == 0:
        sample = raw.data[:_SAMPLE_BYTES]
        share, codec = max((_utf16_share(sample, codec), codec) for codec in _UTF16)
        if share >= 0.9:
            return _strict(raw, codec), codec
    at = raw.data.index(0)
    raise EncodingError(
        f"looks like binary data, not text: there is a zero byte at offset {at}", path=raw.path
    )


def _utf16_share(sample: bytes, codec: str) -> float:
    """How much of the sample are everyday characters.

    In the wrong order ASCII becomes characters whose number ends in 00, such as U+6100; of
    those only U+3000 and U+4E00 ("one") are frequent.
    """
    text = sample.decode(codec, "replace")
    return len(_EVERYDAY.findall(text)) / len(text)


def _is_broken_utf8(data: bytes, first_fault: int) -> bool:
    """Whether bytes that are not UTF-8 were meant to be.

    Sequences of three and four bytes hardly ever arise by chance in another encoding, those of
    two do in every fifth Chinese character of GB 18030; so the long ones have to outweigh the
    bytes that do not fit, or there are short ones and next to no misfits.
    """
    window = data[max(0, first_fault - _SAMPLE_BYTES) : first_fault + _SAMPLE_BYTES]
    text = window.decode("utf-8", "surrogateescape")
    bad = len(_BAD_BYTE.findall(text))
    long = len(_LONG_SEQUENCE.findall(text))
    short = len(_SHORT_SEQUENCE.findall(text))
    return long >= bad or long + short >= 8 * bad


def _decode_legacy(raw: RawFile) -> tuple[str, str]:
    double = guess_double_byte(raw.data, enough=SURE)
    if double is not None:
        return _strict(raw, double), double
    text = _western(raw.data)
    if text is not None:
        return text, "cp1252"
    double = guess_double_byte(raw.data, enough=LIKELY)
    if double is not None:
        return _strict(raw, double), double
    return _statistical(raw)


def _western(data: bytes) -> str | None:
    """The text as Windows-1252, if all that is not ASCII are its quotes, dashes and letters."""
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    letters = len(re.findall("[A-Za-z]", text))
    others = 0
    for match in _FOREIGN_RUN.finditer(text):
        run = match.group().strip(_WESTERN_MARKS)
        others += len(run)
        if run and not _is_western(
            run,
            text[max(0, match.start() - 1) : match.start()],
            text[match.end() : match.end() + 1],
        ):
            return None
    return text if others <= 0.5 * letters else None


def _is_western(run: str, before: str, after: str) -> bool:
    """Whether foreign letters stand as they do in Western words.

    There are never three in a row, and a capital does not follow a small letter.
    """
    if len(run) > 2 or not _WESTERN_LETTERS.fullmatch(run):
        return False
    if run[0].isupper():
        return not before.islower()
    return before.isalpha() or after.isalpha() or before.isspace() or not before


def _statistical(raw: RawFile) -> tuple[str, str]:
    import logging

    from charset_normalizer import from_bytes

    logging.getLogger("charset_normalizer").setLevel(logging.ERROR)
    best = from_bytes(raw.data).best()
    if best is not None:
        try:
            return raw.data.decode(best.encoding), best.encoding
        except (UnicodeDecodeError, LookupError):
            pass
    raise EncodingError("is not text in any encoding that we know; save it as UTF-8", path=raw.path)
