"""What all passages of a collection have in common, taken out of every vector.

The passages of one subject point much the same way, and the part that they share drowns what tells
them apart. Without it meaning ranks better (benchmarks/README.md), and "nothing in common" is a
similarity of about 0 in every collection and under every encoder.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.arrays import read_array
from index.encoder import Vectors

Centre = NDArray[np.float32]  # shape (dimension,), always shorter than 1

# As if this many passages on all other subjects, whose mean is 0, stood beside the collection's:
# the mean of a handful of passages is their subject itself, which is what people ask for.
OTHERS = 100


def centre_of(
    batches: Iterable[Vectors], dimension: int, *, leave_out: Sequence[int] = ()
) -> Centre:
    """The mean of all rows, drawn towards 0 where they are few; 0 where there are none.

    >>> rows = np.eye(2, dtype=np.float32)
    >>> centre_of([rows], 2)  # of 2 rows beside 100 others
    array([0.00980392, 0.00980392], dtype=float32)

    Args:
        batches: vectors of unit length, in the order of their rows.
        dimension: their length.
        leave_out: rows that say again what others do: an article on ten sites is one article.
    """
    total, seen = np.zeros(dimension), 0
    copies = np.asarray(leave_out, dtype=np.int64)
    for batch in batches:
        again = copies[(copies >= seen) & (copies < seen + len(batch))] - seen
        total += np.delete(batch, again, axis=0).sum(axis=0, dtype=np.float64)
        seen += len(batch)
    return np.asarray(total / (seen - len(copies) + OTHERS), dtype=np.float32)


def centred(vectors: Vectors, centre: Centre) -> Vectors:
    """Vectors without the centre, of unit length again; of one vector or a row for each.

    >>> centred(np.array([1.0, 0.0]), np.array([0.5, 0.5]))
    array([ 0.70710677, -0.70710677], dtype=float32)
    """
    left = vectors - centre  # never 0: a centre is shorter than a vector
    return np.asarray(left / np.linalg.norm(left, axis=-1, keepdims=True), dtype=np.float32)


def load_centre(path: Path, dimension: int) -> Centre:
    """Read a centre whose file's checksum was verified.

    Raises:
        ValueError: it is no centre, or not one of this many dimensions.
        OSError: it is not there.
    """
    centre = read_array(path)
    if centre.shape != (dimension,) or centre.dtype != np.float32:
        raise ValueError(f"{path.name} has {centre.dtype} {centre.shape}, not {dimension} floats")
    if not np.isfinite(centre).all() or np.linalg.norm(centre) >= 1:
        raise ValueError(f"{path.name} is no mean of vectors of unit length")
    return np.asarray(centre)
