"""`concord align-eval`: measure the aligner on gold sets."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from corpus.errors import UsageError
from reports.commands.encoder_options import (
    DEFAULT_ENCODER,
    BatchSize,
    Device,
    DeviceName,
    EncoderName,
    NoCache,
    Threads,
)
from reports.commands.output import deliver

if TYPE_CHECKING:
    from collections.abc import Mapping

    from align.evaluation import Evaluation, Interval, Prediction


def align_eval(
    *,
    files: Annotated[
        list[str],
        typer.Argument(metavar="GOLD", help="Gold sets in JSON.", show_default=False),
    ],
    predictions: Annotated[
        str | None,
        typer.Option(
            "--predictions",
            metavar="FILE",
            help="Also write the beads found and their confidences; for a single GOLD.",
        ),
    ] = None,
    encoder: EncoderName = None,
    device: DeviceName = Device.AUTO,
    batch_size: BatchSize = None,
    threads: Threads = None,
    no_cache: NoCache = False,
) -> None:
    """Align the documents of gold sets and measure how right the result is.

    For each set: F1 of exact beads (strict), of beads that share a link (lax), of sentences left
    unaligned (null), of sentence pairs (links), and the calibration error of the confidences;
    below, where 95 of 100 drawings of its documents lie.

    Exit codes: 0 done, 2 wrong usage or input.
    """
    if predictions is not None and len(files) > 1:
        raise UsageError("--predictions is for one gold set at a time; name a single GOLD")
    if predictions is not None and Path(predictions).resolve() == Path(files[0]).resolve():
        raise UsageError(f"--predictions would overwrite {files[0]}; name another file")
    from align.encoders import EncoderOptions
    from align.encoding import open_encoder
    from align.evaluation import evaluate, intervals, predictions_json, read_gold
    from align.gold import align_gold
    from align.weights import default_weights

    sets = [read_gold(Path(path)) for path in files]
    opened = open_encoder(
        EncoderOptions(
            model=encoder or DEFAULT_ENCODER,
            device=device.value,
            batch_size=batch_size,
            threads=threads,
        ),
        cached=not no_cache,
    )
    lines = [_HEAD]
    seen = [gold.name for gold in sets if gold.name in default_weights().trained_on]
    found: tuple[Prediction, ...] = ()
    for gold in sets:
        found = align_gold(gold, encoder=opened)
        lines += _rows(gold.name, evaluate(found, gold), intervals(found, gold))
    if seen:
        lines.append(f"The shipped weights were trained on {', '.join(seen)}.")
    if predictions is not None:
        deliver(predictions_json(found, sets[0]), predictions)
    deliver("\n".join(lines) + "\n", None)


_COLUMNS = ("strict", "lax", "null", "links", "calibration")
_HEAD = f"{'set':24}" + "".join(f"{name:>14}" for name in _COLUMNS) + f"{'sure':>8}{'right':>8}"


def _rows(name: str, found: Evaluation, around: Mapping[str, Interval]) -> list[str]:
    figures = (
        found.strict.f1,
        found.lax.f1,
        found.null.f1 if found.null else None,
        found.links.f1,
        found.calibration_error,
    )
    first = f"{name:24}" + "".join(
        f"{'–' if value is None else f'{value:.3f}':>14}" for value in figures
    )
    first += f"{found.sure_share:>8.0%}{found.sure_precision:>8.1%}"
    if not around:
        return [first, f"{'':24}one document: no intervals"]
    second = " " * 24 + "".join(
        f"{f'{around[column].low:.3f}–{around[column].high:.3f}' if column in around else '':>14}"
        for column in _COLUMNS
    )
    return [first, second.rstrip()]
