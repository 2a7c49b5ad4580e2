"""Compiled loops over sentence vectors; see the modules that call them for what they are for.

Importing this module imports numba. Compiled code is cached on disk like that of `align.kernels`.
"""

# ruff: noqa: PLR0917
# Compiled loops take plain arrays.
from __future__ import annotations

from typing import Any

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[Any]

_fast = njit(cache=True, fastmath={"reassoc", "contract"})


@_fast
def dot_rows(left: Array, right: Array, a: Array, b: Array) -> Array:
    """Dot products of rows `a` of one matrix with rows `b` of another."""
    out = np.empty(len(a))
    for k in range(len(a)):
        x, y = left[a[k]], right[b[k]]
        total = np.float32(0.0)
        for d in range(left.shape[1]):
            total += x[d] * y[d]
        out[k] = total
    return out


@_fast
def dot_pieces(sums: Array, start: Array, end: Array, other: Array, index: Array) -> Array:
    """Cosines of pieces, as differences of running sums, with rows of unit length."""
    out = np.empty(len(start))
    for k in range(len(start)):
        first, last, row = sums[start[k]], sums[end[k]], other[index[k]]
        dot = 0.0
        square = 1e-18
        for d in range(sums.shape[1]):
            x = last[d] - first[d]
            dot += x * row[d]
            square += x * x
        out[k] = dot / np.sqrt(square)
    return out


@_fast
def dot_two_pieces(
    left: Array, start: Array, end: Array, right: Array, begin: Array, stop: Array
) -> Array:
    """Cosines of pieces of one text with pieces of the other."""
    out = np.empty(len(start))
    for k in range(len(start)):
        first, last = left[start[k]], left[end[k]]
        low, high = right[begin[k]], right[stop[k]]
        dot = 0.0
        square_x = 1e-18
        square_y = 1e-18
        for d in range(left.shape[1]):
            x = last[d] - first[d]
            y = high[d] - low[d]
            dot += x * y
            square_x += x * x
            square_y += y * y
        out[k] = dot / np.sqrt(square_x * square_y)
    return out


@_fast
def unit_pieces(sums: Array, start: Array, end: Array) -> Array:
    """Pieces, as differences of running sums, at unit length."""
    out = np.empty((len(start), sums.shape[1]), dtype=np.float32)
    for k in range(len(start)):
        first, last = sums[start[k]], sums[end[k]]
        square = 1e-18
        for d in range(sums.shape[1]):
            x = last[d] - first[d]
            square += x * x
        scale = 1.0 / np.sqrt(square)
        for d in range(sums.shape[1]):
            out[k, d] = (last[d] - first[d]) * scale
    return out


@_fast
def sum_rows(vectors: Array, weights: Array) -> Array:
    """Sums of the weighted rows from the first on; one row more than there are vectors."""
    out = np.zeros((len(vectors) + 1, vectors.shape[1]))
    for k in range(len(vectors)):
        for d in range(vectors.shape[1]):
            out[k + 1, d] = out[k, d] + weights[k] * vectors[k, d]
    return out


@_fast
def piece_lengths(sums: Array, longest: int) -> Array:
    """Lengths of the sums of up to so many rows, by the row before which they end; 1 for none."""
    out = np.ones((len(sums), longest + 1))
    for end in range(1, len(sums)):
        for size in range(1, min(end, longest) + 1):
            last, first = sums[end], sums[end - size]
            square = 0.0
            for d in range(sums.shape[1]):
                x = last[d] - first[d]
                square += x * x
            out[end, size] = max(np.sqrt(square), 1e-9)
    return out


@njit(cache=True)
def best_in_band(
    low: Array, high: Array, offsets: Array, cosines: Array, least: float
) -> tuple[Array, Array]:
    """Greatest cosine of every source and target sentence in a band, `least` where it has none."""
    best_s = np.full(len(low) - 1, least)
    best_t = np.full(high[-1], least)
    for row in range(1, len(low)):
        first = max(low[row], 1)
        if first > high[row]:
            continue
        best = -np.inf
        for j in range(first, high[row] + 1):
            value = cosines[offsets[row] + j - low[row]]
            best = max(best, value)
            best_t[j - 1] = max(best_t[j - 1], value)
        best_s[row - 1] = best
    return best_s, best_t


@njit(cache=True)
def fill_band(
    low: Array, high: Array, offsets: Array, block: Array, start: int, first: int, out: Array
) -> None:
    """Copy the rows of a block of cosines, which begins at node (start, first), into a band."""
    for k in range(len(block)):
        row = start + k
        for j in range(max(low[row], 1), high[row] + 1):
            out[offsets[row] + j - low[row]] = block[k, j - first]
