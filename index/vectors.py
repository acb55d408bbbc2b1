"""Vectors by row number, and the nearest ones. FAISS is known here and nowhere else."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple, Protocol, Self

import faiss
import numpy as np
from numpy.typing import NDArray

from index.encoder import Vector, Vectors

Rows = NDArray[np.int64]

# Up to here every vector is compared: at 50,000 rows of 384 dimensions that takes some 5 ms.
EXACT_UP_TO = 50_000
HNSW_LINKS = 32  # neighbours a row keeps; FAISS's own recommendation for recall above .95
HNSW_BUILD = 200  # candidates looked at when a row is linked
HNSW_SEARCH = 256  # and when a question is asked

AMONG_AT_ONCE = 16_384  # rows that are unpacked together, where only some are compared
TIE = 1e-6  # similarities nearer than this may be equal, summed in another order

LOADING = threading.Lock()  # FAISS's limit on what it may allocate is one for all threads
faiss.omp_set_num_threads(1)  # the page asks from several threads; each would start as many again


class Neighbour(NamedTuple):
    """A row and how near it is."""

    row: int
    similarity: float  # cosine, −1 to 1


class VectorStore(Protocol):
    """Keeps vectors by row number and finds the nearest ones.

    Nothing here knows of passages: row *i* is the *i*-th vector added, and the
    caller keeps the list that says which passage that is.
    """

    def __len__(self) -> int:
        """How many rows there are."""
        ...

    def add(self, vectors: Vectors) -> None:
        """Append rows, numbered on from `len(self)`."""
        ...

    def nearest(self, query: Vector, k: int, *, among: Rows | None = None) -> list[Neighbour]:
        """Find the `k` rows with the largest inner product, nearest first.

        Args:
            query: shape (dimension,), unit length.
            k: how many to return; fewer come back when there are fewer.
            among: consider these rows only, exactly; all when it is None.

        Returns:
            Equally near rows stand in the order in which they were added; where `k` cuts
            through them, an exact store gives the first.

        Raises:
            ValueError: `k` is less than 1.
        """
        ...


class FaissStore:
    """An inner-product index of FAISS: exact, or a graph where rows are many.

    The metric is fixed here, so that no caller can mix it up.
    """

    def __init__(self, dimension: int, *, rows_expected: int = 0) -> None:
        if rows_expected <= EXACT_UP_TO:
            self.index: Any = faiss.IndexFlatIP(dimension)
        else:
            self.index = faiss.IndexHNSWFlat(dimension, HNSW_LINKS, faiss.METRIC_INNER_PRODUCT)
            self.index.hnsw.efConstruction = HNSW_BUILD
        self.tune()

    def tune(self) -> None:
        """Set what FAISS does not keep in the file."""
        if hasattr(self.index, "hnsw"):
            self.index.hnsw.efSearch = HNSW_SEARCH

    @property
    def kind(self) -> str:
        """ "exact" or "hnsw", for the manifest."""
        return "hnsw" if hasattr(self.index, "hnsw") else "exact"

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return int(self.index.d)

    def __len__(self) -> int:
        return int(self.index.ntotal)

    def add(self, vectors: Vectors) -> None:
        """Append rows, numbered on from `len(self)`."""
        if len(vectors):
            self.index.add(np.ascontiguousarray(vectors, dtype=np.float32))

    def nearest(self, query: Vector, k: int, *, among: Rows | None = None) -> list[Neighbour]:
        """Find the `k` nearest rows; with `among`, every one of those is compared."""
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        if among is not None:
            return self.nearest_among(query, k, among)
        k = min(k, len(self))  # asked for more, FAISS pads its answer with row −1
        if k == 0:
            return []
        asked = query.reshape(1, -1)
        similarities, rows = self.index.search(asked, min(k + 1, len(self)))
        if self.kind == "exact" and is_tied(similarities[0], k):
            # FAISS cuts through equally near rows as its heap has them: look at all of them
            _, similarities, rows = self.index.range_search(asked, similarities[0][k] - TIE)
            return in_order(rows, similarities, k)
        return in_order(rows[0], similarities[0], k)

    def nearest_among(self, query: Vector, k: int, among: Rows) -> list[Neighbour]:
        """The nearest of some rows, by comparing each."""
        if not len(among):
            return []
        best: list[Neighbour] = []
        for start in range(0, len(among), AMONG_AT_ONCE):
            rows = np.ascontiguousarray(among[start : start + AMONG_AT_ONCE], dtype=np.int64)
            # not `@`, which sums a row in another order depending on where it stands
            similarities = np.einsum("ij,j->i", self.index.reconstruct_batch(rows), query)
            best = sorted([*best, *in_order(rows, similarities, k)], key=nearest_first)[:k]
        return best

    def vector(self, row: int) -> Vector:
        """The vector of one row."""
        return np.asarray(self.index.reconstruct(row), dtype=np.float32)

    def save(self, path: Path) -> None:
        """Write the index to a file of its own.

        Raises:
            OSError: it could not be written.
        """
        try:
            faiss.write_index(self.index, str(path))
        except RuntimeError as error:
            raise OSError(f"{path.name}: {said_by(error)}") from error

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read an index whose file's checksum was verified.

        Raises:
            ValueError: it is no index of FAISS, or one of another metric.
        """
        # A damaged length field would make FAISS allocate and zero many gigabytes.
        with LOADING:
            faiss.set_deserialization_vector_byte_limit(max(path.stat().st_size, 1024))
            try:
                index = faiss.read_index(str(path))
            except (RuntimeError, MemoryError) as error:
                raise ValueError(f"FAISS can't read {path.name}: {said_by(error)}") from error
        if index.metric_type != faiss.METRIC_INNER_PRODUCT:
            raise ValueError(f"{path.name} measures distance, where similarity is meant")
        store = cls.__new__(cls)
        store.index = index
        store.tune()
        return store


def in_order(rows: Any, similarities: Any, k: int) -> list[Neighbour]:
    """The `k` best, nearest first, equally near ones by their row; FAISS's padding left out."""
    pairs: Iterator[tuple[int, float]] = zip(rows.tolist(), similarities.tolist(), strict=True)
    found = [Neighbour(row, similarity) for row, similarity in pairs if row >= 0]
    return sorted(found, key=nearest_first)[:k]


def nearest_first(one: Neighbour) -> tuple[float, int]:
    """What neighbours are sorted by."""
    return -one.similarity, one.row


def is_tied(similarities: Any, k: int) -> bool:
    """Whether the `k`-th and the next one are equally near, as far as floats can tell."""
    return len(similarities) > k and bool(similarities[k - 1] - similarities[k] < TIE)


def said_by(error: BaseException) -> str:
    """FAISS's message without the place in its own source, or what the system said of a file."""
    return str(error).rpartition("failed: ")[2][:200] or type(error).__name__
