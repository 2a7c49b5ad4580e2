"""Text as it may stand in XML 1.0."""

from __future__ import annotations

import re

# Controls that XML 1.0 may hold, the C1 set among them, are left out: other tools stumble over
# them (XML 1.0, section 2.2, discourages them too).
_NOT_XML = re.compile("[^\t\n\x20-\x7e\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def xml_text(text: str) -> str:
    """The text with every character that does not belong into XML shown as U+FFFD."""
    return _NOT_XML.sub("\ufffd", text)
