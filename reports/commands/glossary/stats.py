"""`concord glossary stats`: what is in a glossary."""

from __future__ import annotations

from typing import Annotated

import typer


def stats(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE", hidden=True, show_default=False)],
) -> None:
    """Count the concepts of a glossary, its terms by language and status, and the fields filled.

    FILE is a glossary in any format of `concord formats`, or one that comes with Concord, such as
    builtin:policy.
    """
    from glossary.counting import count
    from glossary.reading import read_termbase
    from reports.commands.tables import print_table

    counts = count(read_termbase(file))
    print(f"{counts.concepts:,} concepts, {counts.terms:,} terms\n")
    print_table(
        [
            ("LANGUAGE", "PREFERRED", "ADMITTED", "DEPRECATED", "CONCEPTS"),
            *(
                (one.language, *(f"{number:,}" for number in one.by_status), f"{one.concepts:,}")
                for one in counts.languages
            ),
        ]
    )
    if counts.fields:
        print()
        print_table(
            [
                ("FIELD", "FILLED", "OF"),
                *(
                    (field.name, f"{field.filled:,}", f"{field.of:,} {field.kind}s")
                    for field in counts.fields
                ),
            ]
        )
