"""How many of the concepts that people marked stand among the first candidates.

    python benchmarks/discovery.py LIST TEXT … [--source FILE]

LIST has a line for each concept: verdict, source term and names, parted by tabs, the names by "|".
A concept of the verdict `inconsistent` counts as found if one candidate has at least two of its
names; any other if one has at least one. A name counts if it is the same but for number and case,
or holds the other with at most two content words more. Without arguments: the texts of
tests/glossary/data/discovery.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterable
from pathlib import Path

from align.encoders import EncoderOptions
from align.encoding import open_encoder
from corpus.document import Document
from glossary.candidates import Candidate
from glossary.linked_phrases import content
from glossary.phrases import Phrase, lemma
from glossary.tokens import words
from reports.discovering import discover_terms
from reports.inputs import read_inputs

HERE = Path(__file__).resolve().parent
WORK = HERE.parent / "tests/glossary/data/discovery"
FIRST = (10, 50, 100)
MORE = 2
"""Content words that a name may have beyond another and still count as the same."""


def main() -> None:
    """Print for each concept the rank at which it was found, and the totals."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("list", nargs="?", default=str(WORK / "river.tsv"))
    parser.add_argument("texts", nargs="*")
    parser.add_argument("--source")
    options = parser.parse_args()
    texts = options.texts or [str(path) for path in sorted(WORK.glob("*.en.txt"))]
    inputs = read_inputs(texts, source=options.source)
    started = time.process_time()
    _, found = discover_terms(
        inputs.drafts,
        source=inputs.source if isinstance(inputs.source, Document) else None,
        termbases=(),
        encoder=open_encoder(EncoderOptions()),
    )
    seconds = time.process_time() - started
    ranks: list[int | None] = []
    for verdict, term, names in _marked(Path(options.list)):
        rank = _rank(found, names, least=2 if verdict == "inconsistent" else 1)
        ranks.append(rank)
        print(f"{rank or '-':>5}  {term}  {' | '.join(' '.join(name) for name in names)}")
    for first in (*FIRST, len(found)):
        number = sum(rank is not None and rank <= first for rank in ranks)
        print(f"among the first {first}: {number} of {len(ranks)}")
    print(f"{len(found)} candidates in {seconds:.1f} CPU-s")


def _marked(path: Path) -> Iterable[tuple[str, str, list[Phrase]]]:
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            verdict, term = (cells[0], cells[1]) if len(cells) > 2 else ("inconsistent", cells[0])
            yield verdict, term, [_lemmas(name) for name in cells[-1].split("|")]


def _lemmas(name: str) -> Phrase:
    return tuple(lemma(word.key) for word in words(name) if word.key[:1].isalnum())


def _rank(found: Iterable[Candidate], names: list[Phrase], *, least: int) -> int | None:
    for rank, candidate in enumerate(found, 1):
        forms = {rendering.form for rendering in candidate.renderings}
        hits = 0
        for name in names:
            form = min(
                (form for form in forms if _same(form, name)),
                key=lambda form: (form != name, len(form), form),
                default=None,
            )
            if form is not None:
                forms.remove(form)
                hits += 1
        if hits >= least:
            return rank
    return None


def _same(form: Phrase, name: Phrase) -> bool:
    short, long = sorted((form, name), key=len)
    inside = any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
    extra = len(content(long)) - len(content(short))
    return inside and (extra == 0 or (len(content(short)) > 1 and extra <= MORE))


if __name__ == "__main__":
    main()
