"""A collection of Milvus as a `VectorStore`: the nearest rows, also of some, however many."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np

from index.encoder import Vector, Vectors
from index.engines.milvus import MOST, Milvus
from index.neighbours import TIE, compared
from index.scores import NO_SCORES, Rows, Scores

NAMED = 4_096  # rows that one question can name: some 30 KB
AHEAD = 256  # rows that are fetched with one, since who asks for one mostly asks for the next


class Block(NamedTuple):
    """Some rows that stand together."""

    first: int
    vectors: Vectors


class MilvusStore:
    """A `VectorStore` that asks a collection; it gives at most `MOST` rows at once.

    Row numbers are the ids of the collection, so that they mean what they mean in a file.
    """

    kind = "milvus"  # for the manifest

    def __init__(self, milvus: Milvus, name: str, *, dimension: int, count: int) -> None:
        self.milvus = milvus
        self.name = name
        self.count = count
        self.length = dimension
        self.block = Block(0, np.zeros((0, dimension), np.float32))

    def __len__(self) -> int:
        return self.count

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self.length

    def nearest(self, query: Vector, k: int, *, among: Rows | None = None) -> Scores:
        """Find the `k` nearest rows; of `among`, some thousands at a time are named."""
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        k = min(k, self.count if among is None else len(among))
        if k == 0:
            return NO_SCORES
        if among is None:
            return self.nearest_within(query, k, None)
        if found := self.nearest_of_many(query, k, among):
            return found
        best = NO_SCORES
        for start in range(0, len(among), NAMED):
            best += self.nearest_within(query, k, among[start : start + NAMED])
            best = best.best_first()
            best = Scores(best.rows[:k], best.values[:k])
        return best

    def nearest_within(self, query: Vector, k: int, among: Rows | None) -> Scores:
        """The nearest of all rows, or of few; where `k` cuts through a tie, the first of those."""
        there = self.count if among is None else len(among)
        found = NO_SCORES
        for depth in deeper(k + 1, min(there, MOST)):
            found = self.milvus.nearest(self.name, query, depth, among=among)
            if len(found) <= k or found.values[k - 1] - found.values[-1] >= TIE:
                break
        if among is not None and len(found) < min(k, there):  # a graph may leave some out
            return compared(self.take, query, k, among)
        return Scores(found.rows[:k], found.values[:k])

    def nearest_of_many(self, query: Vector, k: int, among: Rows) -> Scores | None:
        """The nearest of a large part of all rows: those of all, less the others; None of a small.

        So many can't be named in one question.
        """
        share = len(among) / self.count
        if len(among) <= NAMED or k > share * MOST / 4:
            return None
        for depth in deeper(int(2 * k / share), MOST):
            found = self.milvus.nearest(self.name, query, depth)
            left = np.isin(found.rows, among)
            if np.count_nonzero(left) >= k:
                return Scores(found.rows[left][:k], found.values[left][:k])
        return None

    def take(self, rows: Rows) -> Vectors:
        """The vectors of some rows, in their order."""
        parts = [rows[start : start + AHEAD] for start in range(0, len(rows), AHEAD)]
        return np.concatenate([self.milvus.take(self.name, part) for part in parts])

    def vector(self, row: int) -> Vector:
        """The vector of one row; its neighbours come with it."""
        block = self.block  # one that another thread sets meanwhile is as good
        if not block.first <= row < block.first + len(block.vectors):
            first = row - row % AHEAD
            rows = np.arange(first, min(first + AHEAD, self.count), dtype=np.int64)
            self.block = block = Block(first, self.milvus.take(self.name, rows))
        return np.asarray(block.vectors[row - block.first])

    def let_go(self) -> None:
        """Hold no vector here."""
        self.block = Block(0, self.block.vectors[:0])


def deeper(first: int, last: int) -> Iterator[int]:
    """How many are asked for, until there are enough.

    >>> list(deeper(10, 100))
    [10, 40, 100]
    """
    depth = min(first, last)
    while depth < last:
        yield depth
        depth *= 4
    yield last
