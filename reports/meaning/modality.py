"""Modal words: what must, may and must not be done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from corpus.span import Span
from reports.meaning.negation import verb_after
from reports.numbers.patterns import lazy


class Modality(StrEnum):
    """What a modal word says of an action."""

    REQUIRED = "required"
    ADVISED = "advised"
    PERMITTED = "permitted"
    FORBIDDEN = "forbidden"


@dataclass(frozen=True, slots=True)
class Modal:
    """A modal word and what it says.

    Attributes:
        span: of the word.
        modality: what it says.
        head: of an English one the verb that it stands with, in its base form.
    """

    span: Span
    modality: Modality
    head: str = ""


# "Have to" is advice here: it may tell of a need and not of a duty ("they have to wait").
# Of words that overlap the longest stands, so that "must not" is no "must".
_ENGLISH = lazy(
    r"(?<![\w-])(?:"
    r"(?P<forbidden>(?:must|shall|may)(?:[ ]not|n['’]t)\b|(?:is|are|be)[ ](?:strictly[ ])?(?:not[ ]"
    r"(?:allowed|permitted)|prohibited|forbidden|banned|barred)\b|(?:prohibit|forbid)s?\b|"
    r"[Nn]o(?:[ ][\w-]+){1,4}[ ](?:may|shall)\b)"
    r"|(?P<required>(?:must|shall)\b(?![ ]not|n['’]t)|"
    r"(?:is|are|be)[ ](?:required|obliged|obligated|compelled)[ ]to\b|"
    r"it[ ]is[ ](?:imperative|necessary|essential|mandatory)\b)"
    r"|(?P<advised>(?:should|ought[ ]to|(?:has|have|needs?)[ ]to)\b(?![ ]not|n['’]t))"
    r"|(?P<permitted>(?-i:may|can)\b(?![ ]not|['’]t)|"
    r"(?:is|are|be)[ ](?:allowed|permitted|free|entitled|authorized)[ ]to\b)"
    r")",
    re.IGNORECASE,
)
_CHINESE = lazy(
    "(?P<forbidden>(?<![懂记认值舍])不得(?![不已了])|严禁|禁止|不准|不许|不可以|不允许|切勿)"
    "|(?P<required>必须|务必|应当|不得不|有义务)"
    "|(?P<advised>应该|理应|(?<![供相反适响效对感因顺呼回])应(?![用对急变届有答聘募战景力付季当该]))"
    "|(?P<permitted>可以|允许|准许|有权)"
)


def modals(text: str, span: Span, language: str) -> Iterator[Modal]:
    """The modal words of a stretch of text, in order.

    Args:
        text: of the document.
        span: what is looked at.
        language: `en` or `zh`; nothing is found in others.
    """
    pattern = {"en": _ENGLISH, "zh": _CHINESE}.get(language)
    if pattern is not None:
        for match in pattern.finditer(text, span.start, span.end):
            head = verb_after(text, match.end(), span.end) if language == "en" else ""
            yield Modal(Span(*match.span()), Modality(match.lastgroup or ""), head)


_CONTRARY = {
    Modality.REQUIRED: (Modality.PERMITTED, Modality.FORBIDDEN),
    Modality.ADVISED: (Modality.FORBIDDEN,),
    Modality.PERMITTED: (Modality.REQUIRED, Modality.FORBIDDEN),
    Modality.FORBIDDEN: (Modality.PERMITTED, Modality.REQUIRED, Modality.ADVISED),
}
"""What each of them cannot be rendered by. "Should" for "must" is weaker, and common."""


def contrary(here: list[Modal], there: list[Modal]) -> tuple[Modal, Modal] | None:
    """A modal word, and the contrary one that the other text has in its stead.

    The one text has a kind that the other has not at all, and fewer of a contrary kind; where a
    text has no modal word, nothing is said: languages leave them out. Two English ones must stand
    with the same verb.
    """
    kinds_there = [modal.modality for modal in there]
    kinds_here = [modal.modality for modal in here]
    for ours in here:
        if ours.modality in kinds_there:
            continue
        for theirs in there:
            kind = theirs.modality
            fewer = kinds_here.count(kind) < kinds_there.count(kind)
            same_verb = not (ours.head and theirs.head) or ours.head == theirs.head
            if kind in _CONTRARY[ours.modality] and fewer and same_verb:
                return ours, theirs
    return None
