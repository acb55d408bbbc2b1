"""Vectors of a build that was amended: new rows beside the old, rows that went passed over."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np

from index.arrays import read_array, write_array
from index.encoder import Vector, Vectors
from index.neighbours import VectorStore
from index.scores import Rows, Scores
from index.vectors import FaissStore

ADDED = "added.faiss"  # the new rows, numbered on from those that were written
GONE = "gone.npy"  # the rows of articles that are no longer there, in order
SPARE = 32  # more than are asked for: some of what is near may be gone


class GrownStore:
    """A `VectorStore` of rows that were written once, and some that came or went since.

    A row keeps its number; those that went are never found again, and their numbers stay unused.
    """

    def __init__(self, written: VectorStore, added: FaissStore, gone: Rows) -> None:
        self.written = written
        self.added = added
        self.is_gone = np.zeros(len(written) + len(added), dtype=bool)
        self.is_gone[gone] = True

    @classmethod
    def load(cls, folder: Path, written: VectorStore) -> Self:
        """Open what came and went in a folder, whose checksums were verified.

        Raises:
            ValueError: a file can't be read, or does not fit the rows that were written.
            OSError: one is not there.
        """
        added, gone = FaissStore.load(folder / ADDED), load_gone(folder)
        every = len(written) + len(added)
        if added.dimension != written.dimension:
            raise ValueError(f"{ADDED} has {added.dimension} dimensions, not {written.dimension}")
        if len(gone) and (gone[0] < 0 or gone[-1] >= every):
            raise ValueError(f"{GONE} names rows beyond the {every} that there are")
        return cls(written, added, gone)

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self.written.dimension

    def __len__(self) -> int:
        return len(self.is_gone) - int(np.count_nonzero(self.is_gone))

    def nearest(self, query: Vector, k: int, *, among: Rows | None = None) -> Scores:
        """Find the `k` nearest rows that are still there."""
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        first = len(self.written)
        if among is None:
            before, since = (
                self.there(self.written, 0, query, k),
                self.there(self.added, first, query, k),
            )
        else:
            rows = np.asarray(among, dtype=np.int64)
            rows = rows[~self.is_gone[rows]]
            before = self.written.nearest(query, k, among=rows[rows < first])
            since = self.added.nearest(query, k, among=rows[rows >= first] - first)
            since = Scores(since.rows + first, since.values)
        best = (before + since).best_first()
        return Scores(best.rows[:k], best.values[:k])

    def there(self, store: VectorStore, first: int, query: Vector, k: int) -> Scores:
        """The nearest rows of one store that are still there, at least `k` where it has them.

        Args:
            store: of the two.
            first: the number of its first row.
            query: as `nearest` has it.
            k: likewise.
        """
        depth = k + SPARE
        while True:
            found = store.nearest(query, depth)
            rows = found.rows + first
            left = ~self.is_gone[rows]
            if np.count_nonzero(left) >= k or len(found) < depth:
                return Scores(rows[left], found.values[left])
            depth *= 4

    def vector(self, row: int) -> Vector:
        """The vector of one row, as it is kept."""
        first = len(self.written)
        return self.written.vector(row) if row < first else self.added.vector(row - first)

    def let_go(self) -> None:
        """As the rows that were written do."""
        self.written.let_go()


def add_vectors(folder: Path, vectors: Vectors, gone: Rows) -> None:
    """Write new rows, and which rows went, beside what a folder has of either.

    Raises:
        OSError: they could not be written.
    """
    added = FaissStore(vectors.shape[1])
    if (folder / ADDED).exists():
        added = FaissStore.load(folder / ADDED)
        gone = np.union1d(load_gone(folder), gone)
    added.add(vectors)
    added.save(folder / ADDED)
    write_array(folder / GONE, np.sort(np.asarray(gone, dtype=np.int64)))


def load_gone(folder: Path) -> Rows:
    """The rows that went, in order.

    Raises:
        ValueError: they can't be read.
        OSError: they are not there.
    """
    gone = read_array(folder / GONE)
    if gone.dtype != np.int64 or gone.ndim != 1 or (np.diff(gone) <= 0).any():
        raise ValueError(f"{GONE} holds no rows in order")
    return np.asarray(gone)
