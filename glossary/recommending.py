"""Which of several renderings to keep to, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.document import Document
from corpus.labels import short_labels
from glossary.candidates import Rendering
from glossary.phrases import Phrase

_GLOSS = 1.5
"""Documents that the word of a document counts for if it explains the term in brackets."""


def recommend(
    documents: Sequence[Document],
    renderings: Sequence[Rendering],
    sources: Mapping[Phrase, tuple[str, ...]],
) -> tuple[str, str]:
    """Choose one of the renderings of a concept.

    Each document votes for what it mostly says; a gloss counts for more than a document.

    Args:
        documents: of the bitext.
        renderings: the most frequent first.
        sources: the foreign words with which phrases are glossed.

    Returns:
        The text of the rendering, and the reason.
    """
    if len(renderings) == 1:
        only = renderings[0]
        used = sorted({place.document for place in only.places})
        reason = "the only name" if len(used) == 1 else f"the only name in {len(used)} texts"
        return only.text, reason
    votes: Counter[str] = Counter()
    for number in range(len(documents)):
        using = max(renderings, key=lambda rendering: (rendering.count(number), rendering.text))
        if using.count(number):
            votes[using.text] += 1
    glossed = {rendering.text for rendering in renderings if rendering.form in sources}
    best = max(
        renderings,
        key=lambda one: (
            votes[one.text] + _GLOSS * (one.text in glossed),
            len(one.places),
            one.text,
        ),
    )
    return best.text, _reason(documents, best, votes, sources, total=sum(votes.values()))


def _reason(
    documents: Sequence[Document],
    best: Rendering,
    votes: Counter[str],
    sources: Mapping[Phrase, tuple[str, ...]],
    *,
    total: int,
) -> str:
    if best.form in sources:
        labels = short_labels(documents)
        using = ", ".join(labels[number] for number in sorted({p.document for p in best.places}))
        return f"glossed as {', '.join(sources[best.form])} in {using}"
    if total > 1 and votes[best.text] * 2 > total:
        return f"what {votes[best.text]} of {total} texts mostly say"
    if total > 1 and list(votes.values()).count(votes[best.text]) == 1:
        return f"what most texts that agree say ({votes[best.text]} of {total})"
    return f"the most frequent ({len(best.places)} times)"
