"""Which of several renderings to keep to, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from corpus.document import Document
from corpus.labels import short_labels
from glossary.candidates import Rendering
from glossary.phrases import Phrase

Glossed = Mapping[Phrase, Mapping[str, tuple[int, ...]]]
"""Phrases that are explained with foreign words: those words, and the documents that do so."""

_GLOSS = 1.5
"""Documents that the word of a document counts for if it explains the term in brackets."""


def recommend(
    documents: Sequence[Document],
    renderings: Sequence[Rendering],
    sources: Glossed,
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
    careful = {at for terms in sources.values() for numbers in terms.values() for at in numbers}
    trusted: set[str] = set()
    for number in range(len(documents)):
        using = max(renderings, key=lambda rendering: (rendering.count(number), rendering.text))
        if using.count(number):
            votes[using.text] += 1
            trusted |= {using.text} if number in careful else set()
    glossed = {rendering.text for rendering in renderings if rendering.form in sources}
    best = max(
        renderings,
        key=lambda one: (
            votes[one.text] + _GLOSS * (one.text in glossed),
            one.text in trusted,
            len(one.places),
            one.text,
        ),
    )
    counts = [len(rendering.places) for rendering in renderings]
    total = sum(votes.values())
    reason = _reason(documents, best, votes, sources, total=total, counts=counts)
    if best.text in trusted and votes[best.text] * 2 <= total and best.form not in sources:
        witnesses = sorted({place.document for place in best.places} & careful)
        labels = short_labels(documents)
        named = ", ".join(labels[at] for at in witnesses)
        reason = f"the word of {named}, which explains its terms"
    return best.text, reason


def _reason(
    documents: Sequence[Document],
    best: Rendering,
    votes: Counter[str],
    sources: Glossed,
    *,
    total: int,
    counts: Sequence[int],
) -> str:
    if best.form in sources:
        labels = short_labels(documents)
        terms = sources[best.form]
        careful = sorted({number for numbers in terms.values() for number in numbers})
        return f"glossed as {', '.join(terms)} in {', '.join(labels[at] for at in careful)}"
    if total > 1 and votes[best.text] * 2 > total:
        return f"what {votes[best.text]} of {total} texts mostly say"
    if total > 1 and list(votes.values()).count(votes[best.text]) == 1:
        return f"what most texts that agree say ({votes[best.text]} of {total})"
    if all(count == len(best.places) for count in counts):
        return "no evidence for either: all are as frequent"
    return f"the most frequent, {len(best.places)} of {sum(counts)} times"
