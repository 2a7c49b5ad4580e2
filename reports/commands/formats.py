"""`concord formats`: what can be read and written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def formats() -> None:
    """List the formats of texts, glossaries, alignments and reports."""
    from corpus.readers import readers
    from corpus.writers import writers
    from glossary.formats import termbase_formats
    from reports import formats as reported

    _print("Texts that are read", ((r.name, " ".join(r.suffixes), r.summary) for r in readers()))
    _print(
        "Glossaries: concord check --glossary, concord glossary convert --to",
        (
            (t.name, " ".join(t.suffixes), "read, written" if t.write else "read", t.summary)
            for t in termbase_formats()
        ),
    )
    _print(
        "Alignments: concord align --format",
        ((w.name, w.suffix, w.summary) for w in writers()),
    )
    _print(
        "Reports: concord check --format",
        ((f.name, f.suffix, f.summary) for f in reported.formats()),
        last=True,
    )


def _print(title: str, rows: Iterable[Sequence[str]], *, last: bool = False) -> None:
    from reports.commands.tables import print_table

    print(f"{title}\n")
    print_table([(f"  {first}", *others) for first, *others in rows])
    if not last:
        print()
