"""Vectors in a file of half-precision numbers, row behind row: written once, then mapped."""

from __future__ import annotations

import contextlib
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Self

import numpy as np

from index.disk import UnreadableError
from index.encoder import Vector, Vectors
from index.neighbours import AT_ONCE, compared
from index.scores import Rows, Scores

HALF = np.dtype("<f2")  # a similarity computed from it is off by less than 0.0001


class RowsWriter:
    """Appends rows to a file; finished at the end of `with`."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> Self:
        with named(self.path):
            self.file = self.path.open("ab")
        return self

    def __exit__(self, *_: object) -> None:
        with named(self.path):
            self.file.close()

    def add(self, vectors: Vectors) -> None:
        """Append rows.

        Raises:
            OSError: they could not be written.
        """
        with named(self.path):
            self.file.write(np.asarray(vectors, dtype=HALF).tobytes())


class StoredRows:
    """A file that a `RowsWriter` wrote, mapped: only what is asked for is read.

    The file must never be changed or cut while it is open; published ones never are.
    """

    def __init__(self, path: Path, dimension: int) -> None:
        """Open a file whose checksum was verified.

        Raises:
            ValueError: it does not hold whole rows.
            OSError: it is not there.
        """
        size = path.stat().st_size
        if not dimension or size % (dimension * HALF.itemsize):
            raise UnreadableError(f"{path.name} holds no whole rows of {dimension} numbers")
        shape = (size // (dimension * HALF.itemsize), dimension)
        self.halves: Any = np.memmap(path, HALF, mode="r", shape=shape) if size else np.zeros(shape)

    def __len__(self) -> int:
        return len(self.halves)

    def take(self, rows: Rows | slice) -> Vectors:
        """Some rows, as numbers that can be computed with."""
        return widened(np.asarray(self.halves[rows]))

    def let_go(self) -> None:
        """Take what was read out of this process's memory; the system maps sixteen pages for one.

        A question to a million rows reads a megabyte and maps twenty.
        """
        if isinstance(self.halves, np.memmap):
            memory: Any = self.halves.base
            memory.madvise(mmap.MADV_DONTNEED)

    def nearest(self, query: Vector, k: int, among: Rows) -> Scores:
        """The `k` nearest of some rows, by comparing each."""
        return compared(self.take, query, k, among)


def widened(halves: Any) -> Vectors:
    """Finite half-precision numbers, exactly, as such that can be computed with.

    numpy converts them one by one, eight times as slowly: .9 ms for a question's 300 rows. Here
    the bits of all are moved to their places, and the exponent's other origin is made up for.

    >>> widened(np.array([1.5, -0.25, 6e-8], HALF)).tolist() == [1.5, -0.25, 2.0**-24]
    True
    """
    bits = halves.view("<i2").astype("<i4")
    bits <<= 13
    bits &= ~0x7000_1FFF  # the sign, of which the shift leaves four
    numbers: Vectors = bits.view("<f4")
    numbers *= np.float32(2.0**112)
    return numbers


def portions(path: Path, dimension: int) -> Iterator[Vectors]:
    """Every row of a file in order, some thousands at a time.

    They are read, not mapped: what was mapped once stays in memory until all of it is let go. Not
    by numpy, which takes a disk's error for the end of the file.

    Raises:
        OSError: they can't be read.
    """
    with path.open("rb") as file:
        while data := file.read(AT_ONCE * dimension * HALF.itemsize):
            yield np.frombuffer(data, HALF).reshape(-1, dimension).astype(np.float32)


@contextlib.contextmanager
def named(path: Path) -> Iterator[None]:
    """A stretch of writing, whose failure names the file; the system names those it opens only."""
    try:
        yield
    except OSError as error:
        raise OSError(f"{path.name}: {error.strerror}") from error
