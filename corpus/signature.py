"""`Signature`: with what a result was made, and so how to make it again.

The idea is sacrebleu's (Post 2018, "A Call for Clarity in Reporting BLEU Scores"): no figure
without the parameters that it depends on.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

Value = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Signature:
    """What a result depends on.

    Attributes:
        command: "align", "check" …
        parameters: option and value, sorted by option.
        inputs: path and SHA-256 of every file read, in the order given.
        encoder: the encoder's own signature, or None where no vectors were needed.
        version: of Concord.
    """

    command: str
    parameters: tuple[tuple[str, Value], ...] = ()
    inputs: tuple[tuple[str, str], ...] = ()
    encoder: str | None = None
    version: str = ""

    def as_json(self) -> dict[str, object]:
        """The signature as plain values, for JSON."""
        return {
            "tool": "concord",
            "version": self.version,
            "command": self.command,
            "encoder": self.encoder,
            "parameters": dict(self.parameters),
            "inputs": [{"path": path, "sha256": sha256} for path, sha256 in self.inputs],
        }

    def __str__(self) -> str:
        """One line in the manner of sacrebleu: `concord check|version:0.1.0|encoder:…`."""
        parts = [f"concord {self.command}", f"version:{self.version}"]
        if self.encoder:
            parts.append(f"encoder:{self.encoder}")
        parts += [f"{name}:{value}" for name, value in self.parameters]
        return "|".join(parts)


def sign(
    command: str,
    *,
    parameters: Mapping[str, Value] | None = None,
    inputs: tuple[tuple[str, str], ...] = (),
    encoder: str | None = None,
) -> Signature:
    """Make a signature for a result of this installation."""
    ordered = tuple(sorted((parameters or {}).items()))
    return Signature(command, ordered, inputs, encoder, version())


@cache
def version() -> str:
    """The installed version of Concord."""
    from importlib.metadata import version as installed

    return installed("concord-toolkit")
