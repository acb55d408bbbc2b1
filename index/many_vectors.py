"""Where rows are many: likely ones from FAISS's lists, compared by the numbers that are stored."""

from __future__ import annotations

from pathlib import Path
from typing import Self

import numpy as np

from index.disk import UnreadableError
from index.encoder import Vector
from index.scores import Rows, Scores
from index.stored_rows import StoredRows
from index.vectors import CodedLists

LISTS = "vectors.faiss"
ROWS = "vectors.f16"
FEW = 20_000  # rows of a filter, up to which each is compared: some 20 ms
SPARE = 32  # more candidates than are asked for: their order is that of rounded numbers


class ListStore:
    """A `VectorStore` whose answers are nearly exact, and exact under a narrow filter.

    A question reads a few of the lists; the best of what they hold is compared again by its
    stored numbers, so that similarities and their order are those of the vectors.
    """

    kind = "lists"  # for the manifest

    def __init__(self, lists: CodedLists, rows: StoredRows) -> None:
        self.lists = lists
        self.rows = rows

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the two files of a folder, whose checksums were verified.

        Raises:
            ValueError: one can't be read, or they do not fit together.
            OSError: one is not there.
        """
        lists = CodedLists.load(folder / LISTS)
        rows = StoredRows(folder / ROWS, lists.dimension)
        if len(rows) != len(lists):
            raise UnreadableError(f"{LISTS} has {len(lists)} rows, and {ROWS} has {len(rows)}")
        return cls(lists, rows)

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return self.lists.dimension

    def __len__(self) -> int:
        return len(self.rows)

    def nearest(self, query: Vector, k: int, *, among: Rows | None = None) -> Scores:
        """Find the `k` nearest rows; of `among`, each is compared where they are few."""
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        if among is None or len(among) > FEW:
            among = self.lists.candidates(query, k + SPARE, among=among)
        return self.rows.nearest(query, k, among)

    def vector(self, row: int) -> Vector:
        """The vector of one row, in half precision."""
        return np.asarray(self.rows.take(slice(row, row + 1))[0])

    def let_go(self) -> None:
        """The rows that were read stay on disk alone."""
        self.rows.let_go()
