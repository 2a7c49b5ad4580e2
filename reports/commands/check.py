"""`concord check`: find what is wrong in a text, alone or beside other texts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UsageError
from reports.commands.encoder_options import (
    BatchSize,
    Device,
    DeviceName,
    EncoderName,
    NoCache,
    Threads,
    aligner,
)
from reports.commands.output import OutputFiles, choose, deliver, protect, terminal_style
from reports.finding import Severity

if TYPE_CHECKING:
    from reports.baseline import Baseline
    from reports.comparing import Aligner
    from reports.configuration import Configuration, Work
    from reports.formats import Format
    from reports.report import Report


class FailOn(StrEnum):
    """From which severity on findings make the command fail."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    NEVER = "never"


def check(
    *,
    files: Annotated[
        list[str] | None,
        typer.Argument(metavar="FILE", hidden=True, show_default=False),
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="FILE", help="The text that FILEs render.")
    ] = None,
    renderings: Annotated[
        list[str] | None,
        typer.Option(
            "--rendering",
            metavar="FILE",
            help="Another rendering of the source: evidence, not reported on; repeatable.",
        ),
    ] = None,
    glossaries: Annotated[
        list[str] | None,
        typer.Option("--glossary", metavar="FILE", help="Terms to keep to; repeatable."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="NAME", help="Run this rule or category; repeatable."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="NAME", help="Leave out this rule or category."),
    ] = None,
    format_name: Annotated[
        str | None,
        typer.Option("--format", metavar="FORMAT", help="See `concord formats`.  [default: text]"),
    ] = None,
    outputs: OutputFiles = None,
    fail_on: Annotated[
        FailOn | None,
        typer.Option("--fail-on", help="Exit with 1 from this severity on.  [default: warning]"),
    ] = None,
    baseline: Annotated[
        str | None,
        typer.Option(
            "--baseline", metavar="FILE", help="Report only what is not in this file of findings."
        ),
    ] = None,
    write_baseline: Annotated[
        str | None,
        typer.Option(
            "--write-baseline", metavar="FILE", help="Keep today's findings as the baseline."
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(
            "--since", metavar="REV", help="Report only on lines changed in git since then."
        ),
    ] = None,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="Carry out the safe suggestions in plain text and Markdown."),
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change, and change nothing.")
    ] = False,
    encoder: EncoderName = None,
    device: DeviceName = Device.AUTO,
    batch_size: BatchSize = None,
    threads: Threads = None,
    no_cache: NoCache = False,
) -> None:
    """Check numbers, terms and consistency.

    One FILE is checked alone; several are taken as renderings of one source and compared with each
    other; a bilingual file (TMX, XLIFF, TSV, CSV) is checked unit by unit. Without any FILE, the
    works of concord.toml are checked.

    Exit codes: 0 no finding from --fail-on upwards, 1 at least one, 2 wrong usage or input.
    """
    from corpus.files import write_file
    from reports.baseline import baseline_text, read_baseline
    from reports.commands.fixes import carry_out_fixes, show_fixes
    from reports.configuration import read_configuration

    configuration = read_configuration()
    defaults = configuration.check
    targets = _targets(outputs, format_name)
    threshold = _threshold(fail_on, defaults.fail_on)
    align = aligner(
        encoder=encoder or defaults.encoder,
        device=device,
        batch_size=batch_size,
        threads=threads,
        no_cache=no_cache,
    )
    works = _works(files, source, renderings, glossaries, configuration.works)
    read = [path for work in works for path in _paths(work)]
    for path in (*targets, write_baseline):
        protect(read, output=path)
    kept = baseline or (None if write_baseline else defaults.baseline)
    known = None if kept is None else read_baseline(kept)

    def run() -> Report:
        chosen = (select or defaults.select, ignore or defaults.ignore)
        return _check_works(works, configuration, *chosen, align)

    report = run()
    if diff:
        show_fixes(_narrowed(report, known, since, works))
    elif fix and carry_out_fixes(_narrowed(report, known, since, works)):
        report = run()
    if write_baseline is not None:
        write_file(write_baseline, baseline_text(report))
        known = read_baseline(write_baseline)
    joined = _narrowed(report, known, since, works)
    for path, kind in targets.items():
        if not (diff and path == "-"):
            deliver(kind.render(joined, terminal_style()), path)
    if threshold is not None and joined.reaches(threshold):
        raise typer.Exit(1)


def _check_works(
    works: Sequence[Work],
    configuration: Configuration,
    select: Sequence[str],
    ignore: Sequence[str],
    align: Aligner,
) -> Report:
    """Read the files of the works and check them; what the configuration says of rules holds."""
    from reports.checking import check_documents, join_reports
    from reports.inputs import read_inputs
    from reports.overrides import apply_overrides
    from reports.waivers import settle_waived

    reports = []
    for work in works:
        inputs = read_inputs(
            work.drafts,
            source=work.source,
            renderings=work.renderings,
            glossaries=work.glossaries,
            languages=configuration.languages,
        )
        report = check_documents(
            inputs.drafts,
            source=inputs.source,
            witnesses=inputs.witnesses,
            termbases=inputs.termbases,
            select=select,
            ignore=(*ignore, *configuration.switched_off),
            align=align,
            facts=configuration.facts,
        )
        reports.append(report)
    joined = apply_overrides(join_reports(reports), configuration.overrides)
    return settle_waived(joined, configuration.waivers)


def _narrowed(
    report: Report, known: Baseline | None, since: str | None, works: Sequence[Work]
) -> Report:
    """The report without what a baseline knows, and on changed lines only, if so asked."""
    from reports.baseline import settle_known
    from reports.changes import changed_since, only_changed

    if known is not None:
        report = settle_known(report, known)
    if since is None:
        return report
    drafts = [path for work in works for path in work.drafts]
    return only_changed(report, changed_since(since, drafts))


def _targets(outputs: Sequence[str] | None, name: str | None) -> dict[str, Format]:
    """Where the report goes, each with its format: the one before the =, else --format's."""
    from reports.formats import formats

    known = formats()
    targets: dict[str, Format] = {}
    for output in outputs or ("-",):
        before, _, after = output.partition("=")
        named = before if after and before in [one.name for one in known] else None
        path = after if named else output
        targets[path] = choose(known, name=named or name, output=path, default="text")
    return targets


def _works(
    files: Sequence[str] | None,
    source: str | None,
    renderings: Sequence[str] | None,
    glossaries: Sequence[str] | None,
    configured: tuple[Work, ...],
) -> tuple[Work, ...]:
    """What the command line names, or else what the configuration does."""
    from reports.configuration import FILE_NAME, Work

    if files:
        return (Work(tuple(files), source, tuple(renderings or ()), tuple(glossaries or ())),)
    if source or renderings or glossaries:
        raise UsageError("name the files to check, not only what to check them against")
    if not configured:
        raise UsageError(f"name the files to check, or list them in {FILE_NAME}")
    return configured


def _paths(work: Work) -> list[str]:
    source = [] if work.source is None else [work.source]
    return [*work.drafts, *source, *work.renderings, *work.glossaries]


def _threshold(option: FailOn | None, configured: str | None) -> Severity | None:
    name = option.value if option else configured or FailOn.WARNING.value
    if name not in list(FailOn):
        raise UsageError(f"fail-on: {name!r} is not one of {', '.join(FailOn)}")
    return None if name == FailOn.NEVER else Severity(name)
