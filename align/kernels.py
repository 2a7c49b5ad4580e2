"""Compiled loops of the monotone core; see `align.monotone` for what they compute and why.

Importing this module imports numba. Compiled code is cached on disk, next to the module or, where
that may not be written, in the user's cache folder.
"""

# ruff: noqa: C901, PLR0912, PLR0915, PLR0917
# A compiled loop is one long function of plain arrays: splitting it would cost its speed.
from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[Any]

_NEGLIGIBLE = -16.0
"""Log posterior of nodes, about 1e-7, whose share in the backward sums decides nothing."""

_LOST = -37.0
"""Difference of logarithms below which a summand is lost in rounding."""


@njit(cache=True, error_model="numpy")
def _bead_scores(
    i: int,
    j: int,
    low: Array,
    high: Array,
    offsets: Array,
    similarity: Array,
    weights_s: Array,
    weights_t: Array,
    norms_s: Array,
    norms_t: Array,
    sizes_s: Array,
    sizes_t: Array,
    shape_scores: Array,
    parameters: Array,
    out: Array,
    sums: Array,
    largest: int,
) -> None:
    """Fill `out[a, b]` with the scores of the two-sided beads that end at node (i, j).

    The cosine of two composed spans is a double sum of sentence cosines over the product of their
    lengths (`norms` hold the inverse of each), so that one cumulative sum (`sums`, by b) gives all
    shapes of bead at this node.
    """
    rows = min(i, out.shape[0] - 1)
    columns = min(j, out.shape[1] - 1)
    mean, scale = parameters[0], 1.0 / parameters[1]
    for b in range(columns + 1):
        sums[b] = 0.0
    for a in range(1, rows + 1):
        p = i - a
        first, last = low[p + 1] - 1, high[p + 1] - 1
        shift = offsets[p + 1] - first
        row = 0.0
        for b in range(1, min(columns, largest - a) + 1):
            q = j - b
            # Outside the band sentences are as like as any: the background's mean.
            cosine = similarity[shift + q] if first <= q <= last else mean
            row += weights_t[q] * cosine
            sums[b] += weights_s[p] * row
            z = (sums[b] * (norms_s[i, a] * norms_t[j, b]) - mean) * scale
            out[a, b] = (
                shape_scores[a, b]
                + (parameters[2] + parameters[3] * (a + b - 2) / 2.0) * z
                + parameters[4] * abs(sizes_t[j, b] - sizes_s[i, a])
            )


@njit(cache=True, error_model="numpy")
def run_band(
    low: Array,
    high: Array,
    offsets: Array,
    similarity: Array,
    weights_s: Array,
    weights_t: Array,
    norms_s: Array,
    norms_t: Array,
    nulls_s: Array,
    nulls_t: Array,
    sizes_s: Array,
    sizes_t: Array,
    shape_scores: Array,
    parameters: Array,
    threshold: float,
    largest: int,
) -> Array:
    """Forward, Viterbi and backward passes over the band; returns columns of kept beads."""
    norms_s, norms_t = 1.0 / norms_s, 1.0 / norms_t  # dividing is slow
    n = len(low) - 1
    size = offsets[n + 1]
    longest = shape_scores.shape[0] - 1
    forward = np.full(size, -np.inf)
    viterbi = np.full(size, -np.inf)
    back = np.zeros(size, dtype=np.uint8)
    terms = np.empty(longest * longest + 2)
    scores = np.empty((longest + 1, longest + 1))
    sums = np.empty(longest + 1)
    forward[0] = 0.0
    viterbi[0] = 0.0
    for i in range(n + 1):
        for j in range(low[i], high[i] + 1):
            if i == 0 and j == 0:
                continue
            node = offsets[i] + j - low[i]
            count = 0
            best = -np.inf
            move = 0
            if i > 0 and low[i - 1] <= j <= high[i - 1]:
                before = offsets[i - 1] + j - low[i - 1]
                terms[count] = forward[before] + nulls_s[i - 1]
                count += 1
                if viterbi[before] + nulls_s[i - 1] > best:
                    best = viterbi[before] + nulls_s[i - 1]
                    move = 16
            if j > low[i]:
                terms[count] = forward[node - 1] + nulls_t[j - 1]
                count += 1
                if viterbi[node - 1] + nulls_t[j - 1] > best:
                    best = viterbi[node - 1] + nulls_t[j - 1]
                    move = 1
            if i > 0 and j > 0:
                _bead_scores(
                    i, j, low, high, offsets, similarity, weights_s, weights_t, norms_s, norms_t,
                    sizes_s, sizes_t, shape_scores, parameters, scores, sums, largest,
                )  # fmt: skip
                for a in range(1, min(i, longest) + 1):
                    p = i - a
                    for b in range(1, min(j, longest, largest - a) + 1):
                        q = j - b
                        if q < low[p] or q > high[p]:
                            continue
                        before = offsets[p] + q - low[p]
                        terms[count] = forward[before] + scores[a, b]
                        count += 1
                        if viterbi[before] + scores[a, b] > best:
                            best = viterbi[before] + scores[a, b]
                            move = 16 * a + b
            top = -np.inf
            for k in range(count):
                top = max(top, terms[k])
            if top > -np.inf:
                total = 0.0
                for k in range(count):
                    if terms[k] - top > _LOST:
                        total += np.exp(terms[k] - top)
                forward[node] = top + np.log(total)
            viterbi[node] = best
            back[node] = move

    on_path = np.zeros(size, dtype=np.bool_)
    i = n
    j = high[n]
    while i > 0 or j > 0:
        node = offsets[i] + j - low[i]
        on_path[node] = True
        i -= back[node] // 16
        j -= back[node] % 16

    partition = forward[size - 1]
    floor = np.log(threshold)
    backward = np.full(size, -np.inf)
    backward[size - 1] = 0.0
    kept = np.empty((4, 1024), dtype=np.int64)
    number = 0
    for i in range(n, -1, -1):
        for j in range(high[i], low[i] - 1, -1):
            node = offsets[i] + j - low[i]
            rest = backward[node]
            # A bead's posterior is at most its end node's.
            through_node = forward[node] + rest - partition
            if through_node < _NEGLIGIBLE and not on_path[node]:
                continue
            worth = through_node >= floor
            if number + longest * longest + 2 > kept.shape[1]:
                larger = np.empty((4, 2 * kept.shape[1]), dtype=np.int64)
                larger[:, :number] = kept[:, :number]
                kept = larger
            if i > 0 and j > 0:
                _bead_scores(
                    i, j, low, high, offsets, similarity, weights_s, weights_t, norms_s, norms_t,
                    sizes_s, sizes_t, shape_scores, parameters, scores, sums, largest,
                )  # fmt: skip
            for a in range(min(i, longest) + 1):
                p = i - a
                for b in range(min(j, longest, largest - a) + 1):
                    if a + b == 0 or (a == 0 and b > 1) or (b == 0 and a > 1):
                        continue
                    q = j - b
                    if q < low[p] or q > high[p]:
                        continue
                    before = offsets[p] + q - low[p]
                    if a == 0:
                        score = nulls_t[q]
                    elif b == 0:
                        score = nulls_s[p]
                    else:
                        score = scores[a, b]
                    through = score + rest
                    x, y = backward[before], through
                    if y > x:
                        x, y = y, x
                    if y - x > _LOST:
                        x += np.log1p(np.exp(y - x))
                    backward[before] = x
                    chosen = on_path[node] and back[node] == 16 * a + b
                    if chosen or (worth and forward[before] + through - partition >= floor):
                        kept[0, number] = p
                        kept[1, number] = i
                        kept[2, number] = q
                        kept[3, number] = j
                        number += 1
    return kept[:, :number].copy()


@njit(cache=True)
def run_lattice(
    starts: Array,
    ends: Array,
    is_null: Array,
    scores: Array,
    run_scores: Array,
    nodes: int,
) -> tuple[Array, Array, float, Array]:
    """Forward-backward and Viterbi over sorted beads; two states: last bead aligned or not."""
    count = len(starts)
    forward = np.full((nodes, 2), -np.inf)
    backward = np.full((nodes, 2), -np.inf)
    viterbi = np.full((nodes, 2), -np.inf)
    back = np.full((nodes, 2), -1, dtype=np.int64)
    back_state = np.zeros((nodes, 2), dtype=np.int64)
    forward[0, 0] = 0.0
    viterbi[0, 0] = 0.0
    backward[nodes - 1, :] = 0.0
    for bead in range(count):
        start, end = starts[bead], ends[bead]
        state = 1 if is_null[bead] else 0
        for last in range(2):
            step = scores[bead] + (run_scores[last] if state else 0.0)
            x, y = forward[end, state], forward[start, last] + step
            if y > x:
                x, y = y, x
            if x > -np.inf:
                forward[end, state] = x + np.log1p(np.exp(y - x))
            if viterbi[start, last] + step > viterbi[end, state]:
                viterbi[end, state] = viterbi[start, last] + step
                back[end, state] = bead
                back_state[end, state] = last
    for bead in range(count - 1, -1, -1):
        start, end = starts[bead], ends[bead]
        state = 1 if is_null[bead] else 0
        for last in range(2):
            step = scores[bead] + (run_scores[last] if state else 0.0)
            x, y = backward[start, last], backward[end, state] + step
            if y > x:
                x, y = y, x
            if x > -np.inf:
                backward[start, last] = x + np.log1p(np.exp(y - x))
    x, y = forward[nodes - 1, 0], forward[nodes - 1, 1]
    if y > x:
        x, y = y, x
    partition = x + np.log1p(np.exp(y - x)) if x > -np.inf else x
    posterior = np.zeros(count)
    runs = np.zeros(2)
    for bead in range(count):
        start, end = starts[bead], ends[bead]
        state = 1 if is_null[bead] else 0
        for last in range(2):
            step = scores[bead] + (run_scores[last] if state else 0.0)
            share = np.exp(forward[start, last] + step + backward[end, state] - partition)
            posterior[bead] += share
            if state:
                runs[last] += share
    path = np.empty(count, dtype=np.int64)
    length = 0
    node = nodes - 1
    state = 0 if viterbi[node, 0] >= viterbi[node, 1] else 1
    while node > 0:
        bead = back[node, state]
        if bead < 0:
            break
        path[length] = bead
        length += 1
        state = back_state[node, state]
        node = starts[bead]
    return posterior, path[:length][::-1].copy(), partition, runs
