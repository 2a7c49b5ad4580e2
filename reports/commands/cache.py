"""`concord cache`: the vectors of earlier runs."""

from __future__ import annotations

import typer

app = typer.Typer(
    help="Show or forget the vectors that were kept from earlier runs.", no_args_is_help=True
)


@app.command()
def info() -> None:
    """Say where the vectors are kept, and how many."""
    from align.encoding import cache_path
    from corpus.store import VectorStore
    from reports.commands.tables import print_table

    if not cache_path().exists():
        print(f"nothing is kept yet; the file will be {cache_path()}")
        return
    with VectorStore(cache_path()) as store:
        held = store.info()
    print(f"file   {held.path}")
    print(f"size   {_mebibytes(held.size)} of at most {_mebibytes(held.limit)}")
    if not held.usable:
        print("state  cannot be read or written; runs go on without it")
    if held.encoders:
        print()
        rows = [(f"{e.entries:,}", _mebibytes(e.size), e.signature) for e in held.encoders]
        print_table([("TEXTS", "SIZE", "ENCODER"), *rows])


@app.command()
def clear() -> None:
    """Forget all vectors; later runs make them again."""
    from align.encoding import cache_path
    from corpus.store import VectorStore

    if not cache_path().exists():
        print("nothing was kept")
        return
    with VectorStore(cache_path()) as store:
        number = store.clear()
    print(f"forgot the vectors of {number:,} texts in {cache_path()}")


def _mebibytes(size: int) -> str:
    return f"{size / 2**20:.1f} MiB"
