"""Writes the vectors of a build as they come, in the way that suits how many they are."""

from __future__ import annotations

import math
from collections.abc import Iterator
from pathlib import Path
from typing import Self

import numpy as np

from index.encoder import Vectors
from index.grown_vectors import ADDED, GrownStore
from index.many_vectors import LISTS, ROWS, ListStore
from index.neighbours import VectorStore
from index.stored_rows import RowsWriter, StoredRows, portions
from index.vectors import SEED, TAUGHT_BY, CodedLists, FaissStore

# Up to here every vector is compared: at 50,000 rows of 384 dimensions that takes some 5 ms.
EXACT_UP_TO = 50_000


class VectorWriter:
    """Takes rows in order; the files are whole at the end of `with`.

    Never more of them are in memory than are compared exactly, and a sample.
    """

    def __init__(self, folder: Path, dimension: int) -> None:
        self.folder = folder
        self.dimension = dimension
        self.first = FaissStore(dimension)
        self.rest: RowsWriter | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: object, *rest: object) -> None:
        if self.rest:
            self.rest.__exit__(kind, *rest)
        if kind is not None:
            return
        if self.rest:
            make_lists(self.folder, self.dimension)
        else:
            self.first.save(self.folder / LISTS)

    @property
    def kind(self) -> str:
        """Which store will read the files, for the manifest."""
        return ListStore.kind if self.rest else FaissStore.kind

    def add(self, vectors: Vectors) -> None:
        """Append rows.

        Raises:
            OSError: they could not be written.
        """
        if self.rest is None and len(self.first) + len(vectors) > EXACT_UP_TO:
            self.spill()
        (self.rest or self.first).add(vectors)

    def spill(self) -> None:
        """Go on in a file: they are too many to be compared each."""
        self.rest = RowsWriter(self.folder / ROWS).__enter__()
        for vectors in self.first.portions():
            self.rest.add(vectors)
        self.first = FaissStore(self.dimension)


def make_lists(folder: Path, dimension: int) -> None:
    """Make the lists of a folder's rows; the same rows, the same lists.

    Raises:
        OSError: they could not be written.
    """
    path = folder / ROWS
    count = len(StoredRows(path, dimension))
    lists = lists_for(count)
    coded = CodedLists.taught(sampled(path, dimension, count, TAUGHT_BY * lists), lists)
    lists_of = np.concatenate([coded.lists_of(each) for each in portions(path, dimension)])
    coded.make_room(lists_of)
    for vectors in portions(path, dimension):
        coded.add(vectors, lists_of[len(coded) : len(coded) + len(vectors)])
    coded.save(folder / LISTS)


def sampled(path: Path, dimension: int, count: int, wanted: int) -> Vectors:
    """Some of a file's `count` rows, in order; the same file, the same ones."""
    chosen = np.zeros(count, dtype=bool)
    chosen[np.random.default_rng(SEED).choice(count, min(count, wanted), replace=False)] = True
    found = np.zeros((int(chosen.sum()), dimension), dtype=np.float32)
    row = taken = 0
    for vectors in portions(path, dimension):
        here = vectors[chosen[row : row + len(vectors)]]
        found[taken : taken + len(here)] = here
        row, taken = row + len(vectors), taken + len(here)
    return found


def lists_for(rows: int) -> int:
    """How many lists some rows are kept in.

    >>> lists_for(100_000), lists_for(1_000_000)
    (632, 2000)
    """
    return max(1, round(2 * math.sqrt(rows)))


def load_vectors(folder: Path, kind: str) -> VectorStore:
    """Open the vectors of a build, whose checksums were verified, with what came and went since.

    Raises:
        ValueError: they can't be read, or are of a kind that is not known.
        OSError: they are not there.
    """
    written = load_written(folder, kind)
    return GrownStore.load(folder, written) if (folder / ADDED).exists() else written


def load_written(folder: Path, kind: str) -> ListStore | FaissStore:
    """Open the vectors that were written as a whole.

    Raises:
        ValueError: they can't be read, or are of a kind that is not known.
        OSError: they are not there.
    """
    if kind == ListStore.kind:
        return ListStore.load(folder)
    if kind == FaissStore.kind:
        return FaissStore.load(folder / LISTS)
    raise ValueError(f"its vectors are kept as {kind!r}, which this Wellread does not know")


def kept(folder: Path, kind: str, dimension: int) -> Iterator[Vectors]:
    """Every vector of a folder that was just written, in order, some thousands at a time.

    Raises:
        ValueError: they can't be read, or are of a kind that is not known.
        OSError: they are not there.
    """
    if kind == ListStore.kind:
        yield from portions(folder / ROWS, dimension)
    else:
        yield FaissStore.load(folder / LISTS).all()
