"""What every encoder does to its texts before they become tokens."""

from __future__ import annotations

from collections.abc import Sequence


def well_formed(texts: Sequence[str]) -> list[str]:
    """The texts with every lone surrogate replaced by U+FFFD.

    Lone surrogates are no characters and cannot be written in UTF-8, which all tokenizers work
    on; a surrogate pair becomes the character that it stands for.
    """
    return [text if _is_well_formed(text) else _repair(text) for text in texts]


def _is_well_formed(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _repair(text: str) -> str:
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
