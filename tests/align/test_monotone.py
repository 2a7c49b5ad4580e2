"""The kernels against brute force: every path of a small lattice, listed one by one."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from align.monotone import Band, Beads, infer, lattice
from align.similarity import band, chain, corridor


def all_beads(n: int, m: int) -> Beads:
    """Every bead of up to two sentences a side in an n × m lattice."""
    found = [
        (i1 - a, i1, j1 - b, j1)
        for i1 in range(n + 1)
        for j1 in range(m + 1)
        for a, b in ((1, 0), (0, 1), (1, 1), (1, 2), (2, 1), (2, 2))
        if i1 >= a and j1 >= b
    ]
    found.sort(key=lambda bead: (bead[1], bead[3], bead[0], bead[2]))
    columns = np.array(found, dtype=np.int64).reshape(-1, 4).T
    return Beads(*(np.ascontiguousarray(column) for column in columns))


def all_paths(beads: Beads, n: int, m: int) -> list[tuple[int, ...]]:
    """Every sequence of beads that explains both sides completely."""
    rows = list(
        zip(
            beads.source_start.tolist(),
            beads.source_end.tolist(),
            beads.target_start.tolist(),
            beads.target_end.tolist(),
            strict=True,
        )
    )
    complete: list[tuple[int, ...]] = []
    open_paths: list[tuple[tuple[int, int], tuple[int, ...]]] = [((0, 0), ())]
    while open_paths:
        at, path = open_paths.pop()
        if at == (n, m):
            complete.append(path)
            continue
        for number, (i0, i1, j0, j1) in enumerate(rows):
            if (i0, j0) == at:
                open_paths.append(((i1, j1), (*path, number)))
    return complete


@settings(max_examples=25, deadline=None)
@given(n=st.integers(1, 3), m=st.integers(1, 3), seed=st.integers(0, 2**32 - 1))
def test_inference_equals_the_sum_over_all_paths(n: int, m: int, seed: int) -> None:
    random = np.random.default_rng(seed)
    beads = all_beads(n, m)
    scores = random.normal(size=len(beads))
    runs = (float(random.normal()), float(random.normal()))
    paths = all_paths(beads, n, m)
    totals = []
    for path in paths:
        null = [bool(beads.is_null[bead]) for bead in path]
        steps = zip([False, *null], null, strict=False)
        total = sum(scores[bead] for bead in path)
        total += sum(runs[int(before)] for before, now in steps if now)
        totals.append(total)
    weights = np.exp(np.array(totals))
    expected = np.zeros(len(beads))
    for path, weight in zip(paths, weights / weights.sum(), strict=True):
        expected[list(path)] += weight

    found = infer(lattice(beads, (n, m)), scores, run_scores=runs)

    assert found.log_partition == pytest.approx(np.log(weights.sum()))
    np.testing.assert_allclose(found.posterior, expected, atol=1e-9)
    assert tuple(found.best.tolist()) == paths[int(np.argmax(totals))]


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.floats(-1, 5, allow_nan=False)), min_size=1, max_size=9
    )
)
def test_chain_is_the_heaviest_rising_subset(targets: list[tuple[int, float]]) -> None:
    anchors = np.array([(row, target) for row, (target, _) in enumerate(targets)], dtype=np.int64)
    margins = np.array([margin for _, margin in targets])
    heaviest = max(
        sum(margins[k] for k in some)
        for size in range(len(targets) + 1)
        for some in itertools.combinations(range(len(targets)), size)
        if all(anchors[a, 1] < anchors[b, 1] for a, b in itertools.pairwise(some))
        and all(margins[k] > 0 for k in some)
    )

    found = chain(anchors, margins)

    assert all(anchors[a, 1] < anchors[b, 1] for a, b in itertools.pairwise(found))
    assert float(margins[found].sum()) == pytest.approx(heaviest)


@given(
    n=st.integers(1, 900),
    m=st.integers(1, 900),
    shares=st.lists(st.tuples(st.floats(0, 0.999), st.floats(0, 0.999)), max_size=30),
)
def test_band_leads_from_corner_to_corner(
    n: int, m: int, shares: list[tuple[float, float]]
) -> None:
    rising = np.array(
        list(
            zip(
                sorted({int(share * n) for share, _ in shares}),
                sorted({int(share * m) for _, share in shares}),
                strict=False,
            )
        ),
        dtype=np.int64,
    ).reshape(-1, 2)

    found = band(n, m, rising)

    assert found.low[0] == 0
    assert found.high[-1] == m
    assert (found.low <= found.high).all()
    assert (np.diff(found.low) >= 0).all()
    assert (np.diff(found.high) >= 0).all()
    assert (found.low[1:] <= found.high[:-1] + 1).all()


@settings(deadline=None)
@given(
    steps=st.lists(
        st.sampled_from([(1, 1), (1, 0), (0, 1), (2, 1), (1, 2)]), min_size=1, max_size=60
    )
)
def test_a_corridor_holds_its_paths_and_stays_in_the_band(steps: list[tuple[int, int]]) -> None:
    ends = np.cumsum(steps, axis=0)
    starts = ends - np.array(steps)
    beads = Beads(starts[:, 0], ends[:, 0], starts[:, 1], ends[:, 1])
    n, m = ends[-1].tolist()
    whole = Band(np.zeros(n + 1, np.int64), np.full(n + 1, m, np.int64))
    narrow = corridor(whole, beads)
    for i, j in zip(beads.source_end.tolist(), beads.target_end.tolist(), strict=True):
        assert narrow.low[i] <= j <= narrow.high[i]
    assert (narrow.low[0], narrow.high[-1]) == (0, m)
    assert (np.diff(narrow.low) >= 0).all()
    assert (np.diff(narrow.high) >= 0).all()
    assert (narrow.low >= 0).all()
    assert (narrow.high <= m).all()
