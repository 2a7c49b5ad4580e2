"""Marks at the edges of sentences, and what beads make of them."""

from __future__ import annotations

import numpy as np
import pytest

from align.monotone import Beads
from align.sentence_edges import EDGE_NAMES, edge_columns, read_edges


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Who is there?", "question finished"),
        ("谁在那里？”", "question quoted finished"),
        ("He asked (who else?)", "question finished"),
        ("Stop!", "exclamation finished"),
        ("It rained.", "stop finished"),
        ("“It rained.”", "stop quoted finished"),
        ("下雨了。", "stop finished"),
        ("The list:", ""),
        ("and then it rained;", "lower"),
        ("… and then", "lower"),
        ("1984", ""),
        ("»", "quoted"),
        ("", ""),
    ],
)
def test_edges(text: str, flags: str) -> None:
    edges = read_edges((text,))
    found = {
        name
        for name in ("question", "exclamation", "stop", "quoted", "lower", "finished")
        if getattr(edges, name)[0]
    }
    assert found == set(flags.split())


SOURCE = ("Is it far?", "It is not,", "he said.")
TARGET = ("Ist es weit?", "Nein, sagte er.")


@pytest.mark.parametrize(
    ("bead", "expected"),
    [
        ((0, 1, 0, 1), {"questions on both sides": 1}),
        ((0, 1, 1, 2), {"question on one side": 1}),
        ((1, 2, 1, 2), {"unfinished on one side": 1, "begins in lower case": 0.5}),
        ((1, 3, 1, 2), {}),
        ((2, 3, 1, 2), {"begins in lower case": 0.5}),
    ],
)
def test_beads_compare_edges(bead: tuple[int, int, int, int], expected: dict[str, float]) -> None:
    beads = Beads(*(np.array([number], dtype=np.int64) for number in bead))
    row = edge_columns(SOURCE, TARGET, beads, np.array([0]))[0]
    found = {name: value for name, value in zip(EDGE_NAMES, row.tolist(), strict=True) if value}
    assert found == expected
