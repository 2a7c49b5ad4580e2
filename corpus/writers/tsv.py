"""TSV: a column a document, a row a bead; opens in any spreadsheet and reads back into Concord."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.bitext import Bead, Bitext
from corpus.document import Document
from corpus.formula_cells import OWN_COLUMNS, harmless
from corpus.writers import Writer

_BREAKS = re.compile(r"[\t\r\n\f\v\x85\u2028\u2029]+")
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff]")


def _write(bitext: Bitext) -> str:
    return "".join("\t".join(cells) + "\n" for cells in _lines(bitext))


def _lines(bitext: Bitext) -> Iterator[list[str]]:
    yield [*map(_heading, bitext.documents), *OWN_COLUMNS]
    for bead in bitext.beads:
        texts = [_cell(_text(bitext, bead, side)) for side in range(len(bitext.documents))]
        moved = "yes" if bead.moved else "no"
        yield [*texts, bead.relation.value, f"{bead.confidence:.4f}", moved]


def _heading(document: Document) -> str:
    """The language and the file: "en (careful.txt)"; a side of a bilingual file keeps its name."""
    return _cell(document.name or f"{document.language} ({document.path})")


def _text(bitext: Bitext, bead: Bead, side: int) -> str:
    between = " … " if bead.is_repeat else " "
    return between.join(span.of(bitext.documents[side].text) for span in bead.spans[side])


def _cell(text: str) -> str:
    return harmless(_UNWRITABLE.sub("\ufffd", _BREAKS.sub(" ", text)).strip())


TSV = Writer(
    name="tsv",
    suffix=".tsv",
    summary="a column a text, a row a pair or passage; no cell can be taken for a formula",
    write=_write,
)
