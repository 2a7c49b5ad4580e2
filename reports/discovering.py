"""Discovery of terms in files: what the aligner knows, handed over to the glossary."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.bitext import Bitext
from corpus.document import Document
from corpus.errors import UsageError
from corpus.signature import sign
from glossary.candidates import Candidate
from glossary.termbase import Termbase
from reports.comparing import with_source_last

if TYPE_CHECKING:
    from align.encoders import Encoder


def discover_terms(
    texts: Sequence[Document | Bitext],
    *,
    source: Document | None,
    termbases: Sequence[Termbase],
    encoder: Encoder,
) -> tuple[Bitext, tuple[Candidate, ...]]:
    """Find the concepts that texts name, and how.

    Args:
        texts: renderings of one source, or one bilingual file.
        source: the text that they render, if there is one.
        termbases: whose concepts are known.
        encoder: an `align.encoders.Encoder`, for sentences and phrases.

    Raises:
        UsageError: if a bilingual file comes with other texts.
    """
    from align.word_alignment import WordAligner
    from glossary.known import mark_known
    from glossary.proposing import Comparing, propose

    bitext, source_at = _bitext(texts, source, encoder)
    words = WordAligner(encoder)
    found = propose(bitext, Comparing(words.link, words.closeness), source=source_at)
    return bitext, mark_known(found, bitext, termbases) if termbases else found


def _bitext(
    texts: Sequence[Document | Bitext], source: Document | None, encoder: Encoder
) -> tuple[Bitext, int | None]:
    from align.aligning import align

    bilingual = [text for text in texts if isinstance(text, Bitext)]
    if bilingual:
        if len(texts) > 1 or source is not None:
            path = bilingual[0].documents[0].path
            raise UsageError(f"{path} is a bilingual file, with a source of its own: name it alone")
        turned = with_source_last(bilingual[0])
        return turned, len(turned.documents) - 1
    # In an order of their own, so that the one in which they were named makes no difference.
    documents = tuple(
        sorted((text for text in texts if isinstance(text, Document)), key=lambda text: text.path)
    )
    if source is not None:
        return align((*documents, source), encoder=encoder), len(documents)
    if len(documents) > 1:
        return align(documents, encoder=encoder), None
    only = documents[0]
    signature = sign("discover", inputs=((only.path, only.sha256),))
    note = "One text: names were compared by meaning, glosses and repetition only."
    return Bitext(documents, (), "passages", signature, (note,)), None
