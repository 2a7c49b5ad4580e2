"""Sentences of piece ids laid out in tiles of a fixed number of rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.encoders._use_network import GAP, REACH

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tile:
    """A number of rows to compute together.

    Attributes:
        rows: place of each row's piece in the tables, `empty` between sentences; shape (rows,).
        counted: the rows that count, run after run.
        starts: where in `counted` each run starts.
        owners: the sentence that each run belongs to.
    """

    rows: Places
    counted: Places
    starts: Places
    owners: tuple[int, ...]


class _Draft:
    def __init__(self, height: int, empty: int) -> None:
        self.rows = np.full(height, empty, dtype=np.int64)
        self.counted: list[Places] = []
        self.owners: list[int] = []
        self.free = 0

    def place(self, owner: int, ids: Places, skip: int = 0, keep: int | None = None) -> None:
        start = self.free
        self.rows[start : start + len(ids)] = ids
        end = start + len(ids) if keep is None else start + keep
        self.counted.append(np.arange(start + skip, end))
        self.owners.append(owner)
        self.free = start + len(ids) + GAP

    def finish(self) -> Tile:
        lengths = [len(run) for run in self.counted]
        starts = np.cumsum([0, *lengths[:-1]])
        return Tile(self.rows, np.concatenate(self.counted), starts, tuple(self.owners))


def lay_out(sentences: Sequence[Places], *, height: int, empty: int) -> list[Tile]:
    """Tiles that hold all sentences in order, the runs of a longer one in tiles of its own.

    A sentence that does not fit a tile is cut into windows that overlap by as much as a result
    depends on, so that its rows come out as if it had been computed in one piece.
    """
    tiles: list[Tile] = []
    draft = _Draft(height, empty)
    for owner, ids in enumerate(sentences):
        if len(ids) > height:
            tiles += _windows(owner, ids, height, empty)
            continue
        if draft.free + len(ids) > height:
            tiles.append(draft.finish())
            draft = _Draft(height, empty)
        draft.place(owner, ids)
    if draft.owners:
        tiles.append(draft.finish())
    return tiles


def _windows(owner: int, ids: Places, height: int, empty: int) -> list[Tile]:
    tiles: list[Tile] = []
    done = 0
    while done < len(ids):
        start = max(0, done - REACH)
        end = min(len(ids), start + height)
        last = end == len(ids)
        until = end if last else end - REACH
        draft = _Draft(height, empty)
        draft.place(owner, ids[start:end], skip=done - start, keep=until - start)
        tiles.append(draft.finish())
        done = until
    return tiles
