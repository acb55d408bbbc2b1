"""Rows by how near they are: what every vector store gives, and in which order."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from index.encoder import Vector, Vectors
from index.scores import NO_SCORES, Rows, Scores

AT_ONCE = 16_384  # rows that are unpacked together, where only some are compared
TIE = 1e-6  # similarities nearer than this may be equal, summed in another order


class VectorStore(Protocol):
    """Finds the nearest of vectors that are known by their row number.

    Nothing here knows of passages: row *i* is the *i*-th vector written, and the
    caller keeps the list that says which passage that is.
    """

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        ...

    def nearest(self, query: Vector, k: int, *, among: Rows | None = None) -> Scores:
        """Find the `k` rows with the largest inner product, nearest first.

        Args:
            query: shape (dimension,), unit length.
            k: how many to return; fewer come back when there are fewer.
            among: consider these rows only; all when it is None.

        Returns:
            Equally near rows stand in the order in which they were added; where `k` cuts
            through them, an exact store gives the first.

        Raises:
            ValueError: `k` is less than 1.
        """
        ...

    def vector(self, row: int) -> Vector:
        """The vector of one row, as it is kept."""
        ...

    def let_go(self) -> None:
        """Hold no more in memory than before anything was asked; asking goes on as ever."""
        ...


def in_order(rows: Any, similarities: Any, k: int) -> Scores:
    """The `k` best, nearest first, equally near ones by their row; FAISS's padding left out."""
    order = np.lexsort((rows, -similarities))
    order = order[rows[order] >= 0][:k]
    return Scores(rows[order], similarities[order].astype(np.float64))


def compared(take: Callable[[Rows], Vectors], query: Vector, k: int, among: Rows) -> Scores:
    """The `k` nearest of some rows, by comparing each; `take` gives the vectors of rows."""
    if not len(among):
        return NO_SCORES
    parts = [
        np.ascontiguousarray(among[start : start + AT_ONCE], dtype=np.int64)
        for start in range(0, len(among), AT_ONCE)
    ]
    # not `@`, which sums a row in another order depending on where it stands
    similarities = [np.einsum("ij,j->i", take(rows), query) for rows in parts]
    return in_order(np.concatenate(parts), np.concatenate(similarities), k)


def is_tied(similarities: Any, k: int) -> bool:
    """Whether the `k`-th and the next one are equally near, as far as floats can tell."""
    return len(similarities) > k and bool(similarities[k - 1] - similarities[k] < TIE)
