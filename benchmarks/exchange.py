"""How long each termbase format takes to write and read, and how much memory.

    python benchmarks/exchange.py [CONCEPTS]

Every format runs in a process of its own, so that the memory is its own.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus.files import RawFile
from glossary.formats import termbase_formats
from glossary.termbase import Concept, Term, Termbase


def made_up(number: int) -> Termbase:
    """Concepts of two terms and a note."""
    return Termbase(
        tuple(
            Concept(f"c{n}", (Term(f"术语{n}", "zh"), Term(f"term {n}", "en", note="made up")))
            for n in range(number)
        )
    )


def measure(name: str, task: str, number: int, folder: Path) -> None:
    """Write or read one file, and print a line."""
    [kind] = [kind for kind in termbase_formats() if kind.name == name]
    path = folder / f"big{kind.suffixes[0]}"
    termbase = made_up(number) if task == "write" else None
    data = path.read_bytes() if task == "read" else b""
    start = time.perf_counter()
    if termbase is not None and kind.write is not None:
        path.write_bytes(kind.write(termbase).data)
    else:
        kind.read(RawFile(str(path), data))
    seconds = time.perf_counter() - start
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = path.stat().st_size / 2**20
    print(f"{name:6}{task:7}{seconds:7.1f} s {memory:6.0f} MiB at most, file {size:.0f} MiB")


def main() -> None:
    """Measure all formats, or the one that is named."""
    if len(sys.argv) == 5:
        measure(sys.argv[1], sys.argv[2], int(sys.argv[3]), Path(sys.argv[4]))
        return
    number = sys.argv[1] if len(sys.argv) > 1 else "100000"
    for kind in termbase_formats():
        with TemporaryDirectory() as folder:
            for task in ("write", "read"):
                command = [sys.executable, __file__, kind.name, task, number, folder]
                subprocess.run(command, check=True)


if __name__ == "__main__":
    main()
