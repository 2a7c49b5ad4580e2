"""`concord rules`: all checks, one line each."""

from __future__ import annotations


def rules() -> None:
    """List the rules that `concord check` knows."""
    from reports.checks import checks
    from reports.commands.tables import print_table

    head = ("RULE", "CATEGORY", "SEVERITY", "WHAT IT FINDS")
    print_table(
        [head, *((check.name, check.category, check.severity, check.summary) for check in checks())]
    )
