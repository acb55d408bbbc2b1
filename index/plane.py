"""The plane in which a collection is drawn: the two directions in which its topics differ most."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from index.arrays import read_array
from index.encoder import Vectors

FEWEST = 3  # topics that span a plane


def axes_of(centres: Vectors, directions: Vectors) -> Vectors:
    """Two directions, each of unit length, at right angles; shape (2, dimension).

    They are the principal components of the topics' centres, so that topics lie apart where they
    can; of the articles themselves where there are too few topics. The same rows, the same axes.
    Where even those lie in a line, or are none, an axis is 0.
    """
    spread = centres if len(centres) >= FEWEST else directions
    axes = np.zeros((2, directions.shape[1]), np.float32)
    if len(spread):
        _, lengths, found = np.linalg.svd(
            spread.astype(np.float64) - spread.mean(axis=0), full_matrices=False
        )
        real = found[:2][lengths[:2] > 1e-6]
        for number, axis in enumerate(real):
            axes[number] = upright(axis)
    return axes


def upright(axis: Vectors) -> Vectors:
    """An axis with its largest part above 0: which end is which means nothing, and must not vary.

    >>> upright(np.array([0.6, -0.8]))
    array([-0.6,  0.8])
    """
    return np.asarray(axis * np.sign(axis[np.abs(axis).argmax()]))


def load_axes(path: Path, dimension: int) -> Vectors:
    """Read axes whose file's checksum was verified.

    Raises:
        ValueError: they are none, or not of this many dimensions.
        OSError: they are not there.
    """
    axes = read_array(path)
    if axes.shape != (2, dimension) or axes.dtype != np.float32 or not np.isfinite(axes).all():
        raise ValueError(f"{path.name} has {axes.dtype} {axes.shape}, not two axes of {dimension}")
    return np.asarray(axes)
