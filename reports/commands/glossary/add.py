"""`concord glossary add`: a concept or a term more in a glossary file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UsageError

if TYPE_CHECKING:
    from glossary.termbase import Term

_Terms = list[str] | None


def add(
    *,
    file: Annotated[str, typer.Argument(metavar="FILE", hidden=True, show_default=False)],
    concept: Annotated[str, typer.Argument(metavar="CONCEPT", hidden=True, show_default=False)],
    preferred: Annotated[
        _Terms,
        typer.Option("--preferred", metavar="LANG=TERM", help="A term to be used; repeatable."),
    ] = None,
    admitted: Annotated[
        _Terms,
        typer.Option(
            "--admitted", metavar="LANG=TERM", help="A term that may be used; repeatable."
        ),
    ] = None,
    deprecated: Annotated[
        _Terms,
        typer.Option(
            "--deprecated", metavar="LANG=TERM", help="A term not to be used; repeatable."
        ),
    ] = None,
    definition: Annotated[
        str, typer.Option("--definition", metavar="TEXT", help="What the concept is.")
    ] = "",
    note: Annotated[
        str, typer.Option("--note", metavar="TEXT", help="A note on the concept.")
    ] = "",
    domain: Annotated[
        str, typer.Option("--domain", metavar="TEXT", help="Its subject field.")
    ] = "",
    source: Annotated[
        str, typer.Option("--source", metavar="TEXT", help="Where it is defined.")
    ] = "",
) -> None:
    """Add a concept to a glossary file, or terms to a concept that is there.

    FILE is a glossary in TOML or CSV, CONCEPT the id of the concept, such as data-factor. All that
    stands in the file stays as it is; a new concept goes to its place in the order of the ids.
    """
    from corpus.display import visible
    from corpus.files import read_file, write_file
    from glossary.editing import Addition
    from glossary.editing import add as add_to
    from glossary.termbase import Status

    terms = tuple(
        term
        for status, given in zip(Status, (preferred, admitted, deprecated), strict=True)
        for term in _terms(given or [], status)
    )
    said = (definition, note, domain, source)
    if not terms and not any(said):
        raise UsageError("say what to add, such as --preferred 'en=data factor'")
    addition = Addition(concept, terms, *said)
    write_file(file, add_to(read_file(file), addition))
    names = ", ".join(f"{term.text} ({term.language})" for term in terms) or "its description"
    print(visible(f"{file}: {concept}: added {names}"))


def _terms(given: list[str], status: str) -> Iterator[Term]:
    from glossary.termbase import Status, Term

    for pair in given:
        language, sign, text = pair.partition("=")
        if not sign or not language.strip() or not text.strip():
            raise UsageError(f"--{status}: write the language and the term, such as 'en={pair}'")
        yield Term(" ".join(text.split()), language.strip(), Status(status))
