"""How Concord runs torch: which device, how many threads.

Torch splits one operation over its threads and makes them wait for each other; with the small
matrices of these models, and with other work on the machine, that costs more than it brings. So
every operation runs on one thread, and the tiles, which do not depend on each other, are shared
out among threads of our own. This also keeps the number of threads from changing a result.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

import torch

from corpus.errors import ModelError

T = TypeVar("T")
R = TypeVar("R")


def choose_device(name: str) -> torch.device:
    """The torch device for auto, cpu, cuda or mps.

    Raises:
        ModelError: if there is no such device here.
    """
    kind = name.partition(":")[0]
    if name == "auto":
        return torch.device(_best_device())
    if kind not in ("cpu", "cuda", "mps"):
        raise ModelError(f"no device {name!r}: use auto, cpu, cuda or mps")
    if kind == "cuda" and not torch.cuda.is_available():
        raise ModelError(f"--device {name}: torch finds no CUDA here; use --device cpu")
    if kind == "mps" and not torch.backends.mps.is_available():
        raise ModelError(f"--device {name}: torch finds no Apple GPU here; use --device cpu")
    try:
        device = torch.device(name)
    except RuntimeError as error:
        raise ModelError(f"no device {name!r}: use auto, cpu, cuda or mps") from error
    if kind == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise ModelError(f"--device {name}: there are {torch.cuda.device_count()} CUDA devices")
    return device


def _best_device() -> str:
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else "cpu"


def thread_count(wanted: int | None, device: torch.device) -> int:
    """Worker threads: as wanted, else one for each usable core; a GPU is fed by one."""
    if device.type != "cpu":
        return 1
    if wanted is not None:
        return max(1, wanted)
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def one_thread_per_operation() -> Iterator[None]:
    """Torch's own threads switched off, and put back afterwards."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)


def map_tiles(compute: Callable[[T], R], tiles: Sequence[T], *, threads: int) -> list[R]:
    """The results of `compute`, in the order of the tiles, worked on by so many threads."""

    def infer(tile: T) -> R:
        with torch.inference_mode():
            return compute(tile)

    with one_thread_per_operation():
        if threads == 1 or len(tiles) <= 1:
            return [infer(tile) for tile in tiles]
        pool = ThreadPoolExecutor(threads, initializer=torch.set_num_threads, initargs=(1,))
        with pool:
            return list(pool.map(infer, tiles))
