"""FAISS, which is known here and nowhere else: every vector compared, or the likely lists only."""

from __future__ import annotations

import math
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import faiss
import numpy as np

from index.disk import UnreadableError
from index.encoder import Vector, Vectors
from index.neighbours import AT_ONCE, TIE, compared, in_order, is_tied
from index.scores import NO_SCORES, Rows, Scores

# A question looks at PROBES of 2√n lists: .99 of what comparing all finds, measured up to a
# million rows (benchmarks/README.md).
PROBES = 64
TAUGHT_BY = 64  # rows a list learns its centre from; FAISS asks for 39 at least
SEED = 20261122

LOADING = threading.Lock()  # FAISS's limit on what it may allocate is one for all threads
faiss.omp_set_num_threads(1)  # the page asks from several threads; each would start as many again


class FaissStore:
    """Every vector in full precision, every one compared: a `VectorStore` for some 50,000 rows.

    The metric is fixed here, so that no caller can mix it up.
    """

    kind = "exact"  # for the manifest

    def __init__(self, dimension: int) -> None:
        self.index: Any = faiss.IndexFlatIP(dimension)

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

    def nearest(self, query: Vector, k: int, *, among: Rows | None = None) -> Scores:
        """Find the `k` nearest rows; with `among`, every one of those is compared."""
        if k < 1:
            raise ValueError(f"k must be at least 1, got {k}")
        if among is not None:
            return self.nearest_among(query, k, among)
        k = min(k, len(self))  # asked for more, FAISS pads its answer with row −1
        if k == 0:
            return NO_SCORES
        asked = query.reshape(1, -1)
        similarities, rows = self.index.search(asked, min(k + 1, len(self)))
        if is_tied(similarities[0], k):
            # FAISS cuts through equally near rows as its heap has them: look at all of them
            _, similarities, rows = self.index.range_search(asked, similarities[0][k] - TIE)
            return in_order(rows, similarities, k)
        return in_order(rows[0], similarities[0], k)

    def nearest_among(self, query: Vector, k: int, among: Rows) -> Scores:
        """The nearest of some rows, by comparing each."""
        return compared(self.index.reconstruct_batch, query, k, among)

    def all(self) -> Vectors:
        """Every vector, in order."""
        return np.asarray(self.index.reconstruct_n(), dtype=np.float32)

    def portions(self) -> Iterator[Vectors]:
        """Every vector, in order, some thousands at a time."""
        for start in range(0, len(self), AT_ONCE):
            count = min(AT_ONCE, len(self) - start)
            yield np.asarray(self.index.reconstruct_n(start, count), dtype=np.float32)

    def vector(self, row: int) -> Vector:
        """The vector of one row."""
        return np.asarray(self.index.reconstruct(row), dtype=np.float32)

    def let_go(self) -> None:
        """All of it is in memory for good."""

    def save(self, path: Path) -> None:
        """Write the index to a file of its own.

        Raises:
            OSError: it could not be written.
        """
        write(self.index, path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read an index whose file's checksum was verified.

        Raises:
            ValueError: it is no index of FAISS, or one of another metric or kind.
        """
        store = cls.__new__(cls)
        store.index = read(path, faiss.IndexFlat)
        return store


class CodedLists:
    """Vectors as one byte a number, in lists of near ones, a few of which a question looks at.

    What it gives are candidates: their order is that of rounded numbers.
    """

    def __init__(self, index: Any) -> None:
        self.index = index

    @classmethod
    def taught(cls, sample: Vectors, lists: int) -> Self:
        """Empty lists, whose centres are learned from a sample; the same sample, the same lists."""
        dimension = sample.shape[1]
        index = faiss.IndexIVFScalarQuantizer(
            faiss.IndexFlatIP(dimension),
            dimension,
            lists,
            faiss.ScalarQuantizer.QT_8bit,
            faiss.METRIC_INNER_PRODUCT,
            False,  # the vectors themselves, not what they differ by from their list's centre
        )
        index.cp.seed = SEED
        index.cp.spherical = True
        index.cp.min_points_per_centroid = 1
        index.cp.max_points_per_centroid = TAUGHT_BY
        index.train(np.ascontiguousarray(sample))
        return cls(index)

    def __len__(self) -> int:
        return int(self.index.ntotal)

    @property
    def dimension(self) -> int:
        """Length of every vector."""
        return int(self.index.d)

    @property
    def lists(self) -> int:
        """How many lists there are."""
        return int(self.index.nlist)

    def lists_of(self, vectors: Vectors) -> Rows:
        """The number of the list that each of some rows belongs in."""
        _, found = self.index.quantizer.search(np.ascontiguousarray(vectors), 1)
        return np.asarray(found[:, 0], dtype=np.int64)

    def make_room(self, lists: Rows) -> None:
        """Make room for the rows of each list at once: one that grows takes up to twice as much."""
        for number, count in enumerate(np.bincount(lists, minlength=self.lists).tolist()):
            self.index.invlists.resize(number, count)
            self.index.invlists.resize(number, 0)  # what was made room for stays

    def add(self, vectors: Vectors, lists: Rows) -> None:
        """Append rows, numbered on from `len(self)`, to the lists that `lists_of` gave."""
        rows = np.ascontiguousarray(vectors)
        as_pointer: Any = faiss.swig_ptr
        self.index.add_core(len(rows), as_pointer(rows), None, as_pointer(lists))

    def candidates(self, query: Vector, k: int, *, among: Rows | None = None) -> Rows:
        """At least `k` rows that are likely to be the nearest, in no order; all when so few.

        Args:
            query: shape (dimension,), unit length.
            k: how many are asked for.
            among: consider these rows only; all when it is None.
        """
        most = len(self) if among is None else len(among)
        k = min(k, most)
        probes = max(PROBES, math.ceil(4 * k * self.lists / max(1, most)))
        chosen = None if among is None else only(among, len(self))
        while True:
            how: Any = faiss.SearchParametersIVF()
            how.nprobe, how.sel = min(probes, self.lists), chosen
            _, rows = self.index.search(query.reshape(1, -1), k, params=how)
            found: Rows = rows[0][rows[0] >= 0]  # FAISS pads its answer with row −1
            if len(found) == k or probes >= self.lists:
                return found
            probes *= 4  # they are few in the lists nearest to the question

    def save(self, path: Path) -> None:
        """Write the lists to a file of their own.

        Raises:
            OSError: it could not be written.
        """
        write(self.index, path)

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read lists whose file's checksum was verified.

        Raises:
            ValueError: it is no index of FAISS, or one of another metric or kind.
        """
        return cls(read(path, faiss.IndexIVFScalarQuantizer))


def only(rows: Rows, count: int) -> Any:
    """Some of `count` rows, as FAISS is told of them."""
    chosen = np.zeros(count, dtype=bool)
    chosen[rows] = True
    bitmap: Any = faiss.IDSelectorBitmap  # its Python side takes an array for its length and place
    return bitmap(np.packbits(chosen, bitorder="little"))


def write(index: Any, path: Path) -> None:
    """Write an index to a file; what FAISS says of a full disk becomes the system's error."""
    try:
        faiss.write_index(index, str(path))
    except RuntimeError as error:
        raise OSError(f"{path.name}: {said_by(error)}") from error


def read(path: Path, kind: type) -> Any:
    """An index from a file whose checksum was verified, if it is of this kind and our metric."""
    # A damaged length field would make FAISS allocate and zero many gigabytes.
    with LOADING:
        faiss.set_deserialization_vector_byte_limit(max(path.stat().st_size, 1024))
        try:
            index = faiss.read_index(str(path))
        except (RuntimeError, MemoryError) as error:
            raise UnreadableError(f"FAISS can't read {path.name}: {said_by(error)}") from error
    if index.metric_type != faiss.METRIC_INNER_PRODUCT:
        raise ValueError(f"{path.name} measures distance, where similarity is meant")
    if not isinstance(index, kind):
        raise ValueError(f"{path.name} holds a {type(index).__name__}, not a {kind.__name__}")
    return index


def said_by(error: BaseException) -> str:
    """FAISS's message without the place in its own source, or what the system said of a file."""
    return str(error).rpartition("failed: ")[2][:200] or type(error).__name__
