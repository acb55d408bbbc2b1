"""What is near everything: passages that very many others have among their nearest.

Where vectors have hundreds of numbers some of them come near whatever is asked, and stand before
what answers. A build asks its own passages for their nearest and keeps how often each comes up; a
search holds that against it (`search/retrieve.py`, by how much in `index/encoders/weighing.py`).

Source: Radovanović, Nanopoulos and Ivanović, "Hubs in Space", JMLR 11 (2010). That it is the
logarithm which counts, and how much, was chosen by measurement (benchmarks/README.md).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.arrays import read_array, write_array
from index.encoder import Vectors
from index.neighbours import VectorStore
from index.vectors import FaissStore

HUBS = "hubs.npy"
NEAREST = 10
# Passages that are asked at most, evenly from the whole collection: with a quarter of 4,000 as
# much is gained as with all of them. At 50,000 rows they take some seconds.
MOST_ASKED = 4_000
AT_ONCE = 250  # questions whose similarities to all rows are held: 50 MB at 50,000 rows

Hubness = NDArray[np.float32]  # for each row the logarithm of 1 + how many have it among their ten


def hubness_of(store: VectorStore, *, leave_out: Sequence[int] = ()) -> Hubness:
    """The hubness of a store's rows; none where they are too many to be compared each."""
    if not isinstance(store, FaissStore):
        return np.zeros(0, np.float32)
    return hubness(store.all(), leave_out=leave_out)


def hubness(
    vectors: Vectors, *, leave_out: Sequence[int] = (), most_asked: int = MOST_ASKED
) -> Hubness:
    """The hubness of rows, by asking them for their nearest; the same rows, the same hubness.

    Where only each n-th is asked, it gives √n times as many and each counts for √n: the first ten
    of a few rows would be a matter of chance, and a hundred of them say little of the first ten.

    >>> hubness(np.array([[1.0, 0.0], [0.8, 0.6], [0.8, -0.6]])).round(2)  # all are near all
    array([1.1, 1.1, 1.1], dtype=float32)

    Args:
        vectors: of unit length.
        leave_out: rows that are not asked: they say again what others do.
        most_asked: how many are asked at most, evenly from all.
    """
    count = len(vectors)
    asking = np.delete(np.arange(count), np.asarray(leave_out, dtype=np.int64))
    step = math.ceil(len(asking) / most_asked) or 1
    nearest = min(NEAREST * math.ceil(math.sqrt(step)), count - 1)
    asking = asking[::step] if nearest > 0 else asking[:0]
    came_up = np.zeros(count)
    for start in range(0, len(asking), AT_ONCE):
        rows = asking[start : start + AT_ONCE]
        similarities = vectors[rows] @ vectors.T
        similarities[np.arange(len(rows)), rows] = -np.inf  # none is asked about itself
        found = np.argpartition(similarities, count - nearest, axis=1)[:, -nearest:]
        came_up += np.bincount(found.ravel(), minlength=count)
    among_ten = came_up * step * NEAREST / max(nearest, NEAREST)
    return np.log1p(among_ten).astype(np.float32)


def grow_hubness(path: Path, rows: int) -> None:
    """Make room for rows that came later, which none has among its nearest yet.

    Raises:
        OSError: it could not be written.
    """
    found = read_array(path)
    if 0 < len(found) < rows:
        write_array(path, np.concatenate([found, np.zeros(rows - len(found), np.float32)]))


def load_hubness(path: Path, rows: int) -> Hubness:
    """Read the hubness of so many rows, whose file's checksum was verified; 0 where none was kept.

    Raises:
        ValueError: it is none, or not of this many rows.
        OSError: it is not there.
    """
    found = read_array(path)
    if found.shape not in ((rows,), (0,)) or found.dtype != np.float32:
        raise ValueError(f"{path.name} has {found.dtype} {found.shape}, not {rows} floats")
    if not np.isfinite(found).all() or (found < 0).any():
        raise ValueError(f"{path.name} counts what can't be counted")
    return np.asarray(found) if len(found) else np.zeros(rows, np.float32)
