"""HTML: the aligned texts side by side in one self-contained file."""

from __future__ import annotations

from pathlib import Path

from corpus import pages
from corpus.bitext import Bitext
from corpus.writers import Writer

_TEMPLATE = Path(pages.__file__).parent / "alignment.html.j2"
_HOW = {
    "parallel": "read as the same text throughout",
    "passages": "read as texts that share passages",
    "units": "paired by the file itself",
}


def _write(bitext: Bitext) -> str:
    from corpus.pages.synopsis import columns, rows

    shown = rows(bitext)
    how = _HOW.get(bitext.mode, bitext.mode)
    return pages.render_page(
        _TEMPLATE,
        title="Aligned texts",
        lead=f"{len(bitext.documents)} texts, {how}: {len(shown):,} rows.",
        notes=bitext.notes,
        columns=columns(bitext),
        rows=shown,
        marked=any(piece.differs for row in shown for cell in row.cells for piece in cell.pieces),
        signature=bitext.signature,
    )


HTML = Writer(
    name="html",
    suffix=".html",
    summary="the texts side by side in one self-contained page, differing words marked",
    write=_write,
)
