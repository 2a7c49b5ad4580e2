"""Universal Sentence Encoder, multilingual (CNN), as a torch module.

Yang et al. 2019, "Multilingual Universal Sentence Encoder for Semantic Retrieval": three
convolutions over word pieces (2, 3 and 5 wide, two layers each), summed over the sentence, and a
feed-forward head.

Two things make it fast. The first layer is linear in each piece of its window, so what a piece
brings to a window is computed once for each *different* piece of a text collection and then
looked up. And the sentences stand one after the other in tiles of a fixed number of rows, with
two empty rows between them, so that next to nothing is computed for padding and a convolution is
a sum of plain products of shifted rows, without a copy.

Tiles of a fixed size also make a vector independent of its companions: a row of a matrix product
depends on the shape of the product, but not on the other rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn.functional import embedding_bag, layer_norm, pad

PIECE, BRANCH, FEATURES, SENTENCE = 512, 256, 1280, 512
WIDTHS = (2, 3, 5)
LEFT = (0, 1, 2)
"""Pieces to the left of the middle one in a window of each width."""
GAP = 2
"""Empty rows that no window can cross."""
REACH = 4
"""Rows on either side that a result depends on: two layers of at most two."""

_CHUNKS = 17


@dataclass(frozen=True, slots=True)
class Pieces:
    """What each different piece brings; the last row of each table is zero, for empty rows.

    Attributes:
        embedding: shape (pieces + 1, 512).
        branches: input of the three convolutions, shape (pieces + 1, 768).
        shares: for each slot of each window, shape ((pieces + 1) * 10, 256).
    """

    embedding: Tensor
    branches: Tensor
    shares: Tensor


class UseNetwork(torch.nn.Module):
    """Piece ids to sentence vectors, in the three steps that callers batch as they like."""

    table: Tensor
    scale: Tensor
    low: Tensor
    project: Tensor
    project_bias: Tensor
    branch_gain: Tensor
    branch_bias: Tensor
    feature_gain: Tensor
    feature_bias: Tensor
    to_sentence: Tensor
    to_sentence_bias: Tensor
    dense_0: Tensor
    dense_1: Tensor
    dense_2: Tensor
    dense_3: Tensor
    skip_1: Tensor
    skip_3: Tensor

    def __init__(self, weights: dict[str, NDArray[np.generic]]) -> None:
        super().__init__()
        for name, value in _arrange(weights).items():
            self.register_buffer(name, torch.from_numpy(np.ascontiguousarray(value)))
        self.epsilon = float(weights["eps"])

    def describe_pieces(self, ids: Tensor) -> Pieces:
        """The tables for these ids, shape (pieces,), which should be of a fixed number."""
        chunk = ids % _CHUNKS
        embedding = self.table[ids].float() * self.scale[chunk, None] + self.low[chunk, None]
        branches = torch.addmm(self.project_bias, embedding, self.project)
        branches = layer_norm(
            branches, (3 * BRANCH,), self.branch_gain, self.branch_bias, self.epsilon
        )
        shares = [
            branches[:, i * BRANCH : (i + 1) * BRANCH] @ getattr(self, f"first_{width}")
            for i, width in enumerate(WIDTHS)
        ]
        return Pieces(embedding, branches, torch.cat(shares, dim=1).view(-1, BRANCH))

    def sum_rows(self, pieces: Pieces, rows: Tensor, counted: Tensor, starts: Tensor) -> Tensor:
        """Features summed over runs of rows.

        Args:
            pieces: the tables.
            rows: for each row of the tile its place in the tables, the last place for an empty
                row; shape (rows,).
            counted: the rows that count, run after run.
            starts: where in `counted` each run starts.

        Returns:
            Shape (runs, 1280).
        """
        empty = len(pieces.embedding) - 1
        features = torch.empty(len(rows), FEATURES, device=rows.device)
        features[:, :PIECE] = pieces.embedding[rows]
        branches = pieces.branches[rows]
        filled = (rows != empty).unsqueeze(1)
        padded = pad(rows, (GAP, GAP), value=empty)
        slots = sum(WIDTHS)
        slot = 0
        for i, (width, left) in enumerate(zip(WIDTHS, LEFT, strict=True)):
            window = padded.unfold(0, len(rows), 1)[GAP - left : GAP - left + width]
            at = window.t() * slots + torch.arange(slot, slot + width, device=rows.device)
            hidden = embedding_bag(at.contiguous(), pieces.shares, mode="sum")
            hidden += getattr(self, f"first_bias_{width}")
            hidden = hidden.relu_().add_(branches[:, i * BRANCH : (i + 1) * BRANCH])
            hidden *= filled
            start = PIECE + i * BRANCH
            features[:, start : start + BRANCH] = self._second_layer(hidden, width, left)
            slot += width
        features = layer_norm(
            features, (FEATURES,), self.feature_gain, self.feature_bias, self.epsilon
        )
        return embedding_bag(counted, features, starts, mode="sum")

    def _second_layer(self, hidden: Tensor, width: int, left: int) -> Tensor:
        padded = pad(hidden, (0, 0, GAP, GAP))
        rows = len(hidden)
        weights = getattr(self, f"second_{width}")
        result: Tensor = getattr(self, f"second_bias_{width}").expand(rows, -1).clone()
        for k in range(width):
            start = GAP - left + k
            result.addmm_(padded[start : start + rows], weights[k])
        return result.relu_().add_(hidden)

    def finish(self, sums: Tensor, lengths: Tensor) -> Tensor:
        """Sentence vectors of unit length.

        Args:
            sums: features summed over each sentence, shape (sentences, 1280).
            lengths: pieces of each sentence, with begin and end, float, shape (sentences,).

        Returns:
            Shape (sentences, 512).
        """
        counts = lengths.unsqueeze(1)
        mean = (sums @ self.to_sentence + counts * self.to_sentence_bias) * counts.rsqrt()
        first = (mean @ self.dense_0).relu()
        second = (mean @ self.skip_1 + first @ self.dense_1).relu()
        third = (second @ self.dense_2).relu()
        vector = (second @ self.skip_3 + third @ self.dense_3).tanh()
        return torch.nn.functional.normalize(vector, dim=1)


def join_pieces(parts: Sequence[Pieces], count: int) -> Pieces:
    """The first so many pieces of all parts, and the row of zeros behind them."""
    slots = sum(WIDTHS)
    return Pieces(
        _join([part.embedding for part in parts], count, 1),
        _join([part.branches for part in parts], count, 1),
        _join([part.shares for part in parts], count * slots, slots),
    )


def _join(parts: Sequence[Tensor], rows: int, zeros: int) -> Tensor:
    joined = torch.zeros(rows + zeros, parts[0].shape[1], device=parts[0].device)
    torch.cat([*parts[:-1], parts[-1][: rows - sum(map(len, parts[:-1]))]], out=joined[:rows])
    return joined


def read_network(path: Path) -> UseNetwork:
    """The network with the weights of an `.npz` file, whose content must be trusted."""
    with np.load(path, allow_pickle=False) as archive:
        weights = {name: archive[name] for name in archive.files}
    return UseNetwork(weights).eval()


def _arrange(weights: dict[str, NDArray[np.generic]]) -> dict[str, NDArray[np.generic]]:
    """The file's arrays under the names, and in the shapes, that the network uses."""
    table = np.empty((_CHUNKS * len(weights["q1"]), PIECE), dtype=np.uint8)
    for chunk in range(_CHUNKS):
        table[chunk::_CHUNKS] = weights[f"q{chunk + 1}"]
    arranged: dict[str, NDArray[np.generic]] = {
        "table": table,
        "scale": weights["scale"],
        "low": weights["lo"],
        "project": np.concatenate([weights[f"proj{n}"] for n in WIDTHS], axis=1),
        "project_bias": np.concatenate([weights[f"proj_b{n}"] for n in WIDTHS]),
        "branch_gain": np.concatenate([weights[f"ln_g{n}"] for n in WIDTHS]),
        "branch_bias": np.concatenate([weights[f"ln_b{n}"] for n in WIDTHS]),
        "feature_gain": weights["ln_g"],
        "feature_bias": weights["ln_b"],
        "to_sentence": weights["cnn_W"],
        "to_sentence_bias": weights["cnn_b"],
    }
    for n in WIDTHS:
        slots = weights[f"w1_{n}"].reshape(n, BRANCH, BRANCH)
        arranged[f"first_{n}"] = slots.transpose(1, 0, 2).reshape(BRANCH, n * BRANCH)
        arranged[f"first_bias_{n}"] = weights[f"b1_{n}"]
        arranged[f"second_{n}"] = weights[f"w2_{n}"].reshape(n, BRANCH, BRANCH)
        arranged[f"second_bias_{n}"] = weights[f"b2_{n}"]
    for name, key in (
        ("dense_0", "d0"),
        ("dense_1", "d1"),
        ("dense_2", "d2"),
        ("dense_3", "d3"),
        ("skip_1", "p1"),
        ("skip_3", "p3"),
    ):
        arranged[name] = weights[key]
    return arranged
