"""`concord demo`: the main job, on an example that comes with Concord."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UnreadableFileError, UsageError
from reports.commands.encoder_options import DEFAULT_ENCODER, Device, aligner
from reports.commands.output import deliver, protect, terminal_style

if TYPE_CHECKING:
    from corpus.bitext import Bitext
    from corpus.document import Document
    from reports.finding import Finding
    from reports.report import Report

SOURCE = "source.zh.txt"
DRAFTS = ("careful.en.txt", "free.en.txt", "machine.en.txt")
GLOSSARY = "glossary.csv"
_SHOWN = 3
"""Aligned groups, and findings of each draft, on the terminal; the page has all."""


def demo(
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The page to write.")
    ] = "concord-demo.html",
) -> None:
    """Align and check three English renderings of a Chinese article; write a report as a page."""
    from corpus.writers import writers
    from glossary.reading import read_termbase
    from reports.checking import check_documents
    from reports.formats import formats
    from reports.formats.text import findings_as_lines, summary

    if not output.lower().endswith((".html", ".htm")):
        raise UsageError(f"{output}: the demo writes a page; give it a name that ends in .html")
    folder = example_folder()
    protect([str(folder / name) for name in (SOURCE, *DRAFTS, GLOSSARY)], output=output)
    print(f"A Chinese article ({SOURCE}) and three English renderings of it, from {folder}\n")
    report = check_documents(
        [_text(folder, name) for name in DRAFTS],
        source=_text(folder, SOURCE),
        termbases=[replace(read_termbase(str(folder / GLOSSARY)), path=GLOSSARY)],
        align=aligner(
            encoder=DEFAULT_ENCODER,
            device=Device.AUTO,
            batch_size=None,
            threads=None,
            no_cache=False,
        ),
    )
    table = next(writer for writer in writers() if writer.name == "table")
    print(f"$ concord align {' '.join((*DRAFTS, SOURCE))}\n", flush=True)
    for bitext in report.bitexts:
        deliver(table.write(_beginning(bitext)), None)
    command = f"$ concord check {' '.join(DRAFTS)} --source {SOURCE} --glossary {GLOSSARY}"
    print(f"\n{command}\n", flush=True)
    shown = _worst(report)
    for line in findings_as_lines(shown, replace(terminal_style(), context=True)):
        print(line)
    print(f"These are {len(shown)} of {summary(report)}\n")
    page = next(kind for kind in formats() if kind.name == "html")
    deliver(page.render(report, terminal_style()), output)
    print(f"All of them, with the texts side by side: {Path(output).resolve()}")


def example_folder() -> Path:
    """The example in an installed Concord, or the one beside the code in a checkout.

    Raises:
        UnreadableFileError: if this installation has neither.
    """
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "demo", package.parent / "examples"):
        if (folder / SOURCE).is_file():
            return folder
    raise UnreadableFileError(
        "the example is not part of this installation", path=str(package / "demo")
    )


def _text(folder: Path, name: str) -> Document:
    from corpus.document import Document
    from reports.inputs import read_text

    text = read_text(str(folder / name))
    if not isinstance(text, Document):
        raise UnreadableFileError("is not a text in one language", path=name)
    return replace(text, path=name)


def _beginning(bitext: Bitext) -> Bitext:
    shared = [bead for bead in bitext.beads if len(bead.sides) > 1]
    return replace(bitext, beads=tuple(shared[:_SHOWN]), notes=())


def _worst(report: Report) -> list[Finding]:
    """The first findings of the worst kinds, a few of each draft and one of each rule."""
    shown: list[Finding] = []
    for _, findings in report.by_document:
        rules: dict[str, Finding] = {}
        for finding in sorted(findings, key=lambda finding: finding.severity.rank):
            rules.setdefault(finding.rule, finding)
        shown += sorted(list(rules.values())[:_SHOWN], key=lambda finding: finding.span)
    return shown
