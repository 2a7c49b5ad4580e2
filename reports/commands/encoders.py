"""`concord encoders`: the models that compare meanings."""

from __future__ import annotations


def encoders() -> None:
    """List the models that `--encoder` takes, and how to install those that are missing."""
    from align.encoders import backends
    from reports.commands.tables import print_table

    rows = [("ENCODER", "INSTALLED", "LICENCE", "MODEL")]
    for backend in backends():
        installed = backend.available()
        model = f"{backend.summary} ({backend.languages})"
        if not installed and backend.requirement:
            model += f"; to install: pip install {backend.requirement}"
        rows.append((backend.name, "yes" if installed else "no", backend.licence, model))
    print_table(rows)
    print("\n--encoder also takes the name or folder of any sentence-transformers model.")
