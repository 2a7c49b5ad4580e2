"""JSON as Concord writes it: the same values give the same bytes, and it is safe to print."""

from __future__ import annotations

import json
import re

# Legal inside JSON strings, but they steer a terminal or cannot be written as UTF-8.
_RAW = re.compile(
    "[\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]"
)
# A list of numbers; a string never holds a raw line break.
_NUMBERS = re.compile(r"\[\n *-?\d[\d.,\s-]*\n *\]")


def json_text(value: object) -> str:
    """Plain values as indented JSON: letters of any script readable, invisible ones escaped.

    Args:
        value: made of dict, list, str, int, float, bool and None; keys keep their order.
    """
    text = json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False)
    text = _NUMBERS.sub(_on_one_line, text)
    return _RAW.sub(lambda match: f"\\u{ord(match.group()):04x}", text) + "\n"


def _on_one_line(match: re.Match[str]) -> str:
    return "[" + " ".join(match.group()[1:-1].split()) + "]"
