"""`concord encoders`: the models that compare meanings."""

from __future__ import annotations


def encoders() -> None:
    """List the models that `--encoder` takes, and how to install those that are missing."""
    from align.encoders import backends
    from reports.commands.tables import print_table

    head = ("ENCODER", "LANGUAGES", "LICENCE", "INSTALLED", "MODEL")
    rows = [
        (
            backend.name,
            backend.languages,
            backend.licence,
            "yes" if backend.available() else "no",
            backend.summary
            if backend.available() or not backend.requirement
            else f"{backend.summary} (pip install {backend.requirement})",
        )
        for backend in backends()
    ]
    print_table([head, *rows])
    print("\n--encoder also takes the name or folder of any sentence-transformers model.")
