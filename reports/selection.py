"""Which checks run: by rule or category, and by what there is to check."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from corpus.errors import UsageError
from reports.checks import Check, checks
from reports.finding import Category


@dataclass(frozen=True, slots=True)
class Selection:
    """The checks of one run.

    Attributes:
        running: those that can run, by name.
        notes: which others were asked for and why they cannot, in sentences.
    """

    running: tuple[Check, ...]
    notes: tuple[str, ...]

    @property
    def needs_bitext(self) -> bool:
        """Whether any of them compares texts."""
        return any(check.needs_bitext for check in self.running)


def select_checks(
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    several: bool,
    source: bool,
    termbase: bool,
) -> Selection:
    """Choose the checks to run.

    Args:
        select: rules and categories to run; empty means all.
        ignore: rules and categories to leave out, the stronger of the two.
        several: whether there is more than one text, so that texts can be compared.
        source: whether one of them is the source of the others.
        termbase: whether there is a glossary.

    Raises:
        UsageError: if a name is unknown, nothing is left, or nothing of what was selected by
            name can run.
    """
    chosen = _named(select, "--select") or {check.name for check in checks()}
    wanted = [check for check in checks() if check.name in chosen - _named(ignore, "--ignore")]
    if not wanted:
        raise UsageError("no rule is left to run after --select and --ignore")
    reasons = {
        check.name: reason
        for check in wanted
        if (reason := _obstacle(check, several=several, source=source, termbase=termbase))
    }
    notes = [
        f"{', '.join(name for name, why in reasons.items() if why == reason)} did not run: {reason}"
        for reason in dict.fromkeys(reasons.values())
    ]
    running = tuple(check for check in wanted if check.name not in reasons)
    if select and not running:
        raise UsageError("; ".join(notes))
    return Selection(running, tuple(f"{note}." for note in notes))


def _obstacle(check: Check, *, several: bool, source: bool, termbase: bool) -> str:
    """Why a check cannot run, or ""."""
    if check.needs_termbase and not termbase:
        return "no --glossary was given"
    if check.needs_bitext and not several:
        return "only one text was given, so nothing was compared"
    if check.needs_source and not source:
        return "no --source was given"
    return ""


def find_check(name: str) -> Check:
    """The check of that name.

    Raises:
        UsageError: if there is none; it names the nearest.
    """
    for check in checks():
        if check.name == name:
            return check
    known = [check.name for check in checks()]
    raise UsageError(f"there is no rule {name!r}{_nearest(name, known)}")


def _named(names: Iterable[str], option: str) -> set[str]:
    """Rules by name, categories by all of their rules; names may be joined by commas."""
    rules = {check.name for check in checks()}
    categories = [category.value for category in Category]
    found: set[str] = set()
    for name in (part.strip() for item in names for part in item.split(",")):
        if name in rules:
            found.add(name)
        elif name in categories:
            found |= {check.name for check in checks() if check.category == name}
        elif name:
            near = _nearest(name, [*sorted(rules), *categories])
            raise UsageError(f"{option}: {name!r} is neither a rule nor a category{near}")
    return found


def _nearest(name: str, known: Sequence[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name.lower(), known, n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else "; `concord rules` lists them"
