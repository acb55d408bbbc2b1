"""What stands around a unit, as numbers: means over windows and groups, distances, neighbours."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float32]
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]

FAR = 60  # units; beyond it a distance says nothing more


def window_mean(values: Column, reach: int) -> Column:
    """The mean over each unit and `reach` units on either side, as far as there are any.

    >>> window_mean(np.array([0, 3, 0, 0], np.float32), 1).tolist()
    [1.5, 1.0, 1.0, 0.0]
    """
    count = len(values)
    sums = np.zeros(count + 2 * reach + 1)  # of all before each unit; level beyond either end
    np.cumsum(values, dtype=np.float64, out=sums[reach + 1 : reach + 1 + count])
    sums[reach + 1 + count :] = sums[reach + count]
    means = (sums[2 * reach + 1 :] - sums[:count]) / widths(count, reach)
    return means.astype(np.float32)


def widths(count: int, reach: int) -> NDArray[np.float64]:
    """How many units stand in each unit's window.

    >>> widths(5, 1).tolist()
    [2.0, 3.0, 3.0, 3.0, 2.0]
    """
    edge = min(count, reach)
    result = np.full(count, 2.0 * reach + 1)
    missing = np.arange(reach, reach - edge, -1)
    result[:edge] -= missing
    result[count - edge :] -= missing[::-1]
    return result


def group_mean(values: Column, groups: Ints) -> Column:
    """The mean over all units of a unit's group."""
    means = np.bincount(groups, values) / np.maximum(np.bincount(groups), 1)
    column: Column = means[groups].astype(np.float32)
    return column


def neighbour(values: Column, step: int, missing: float) -> Column:
    """Each unit's neighbour's value, `step` units on (back when negative).

    >>> neighbour(np.array([1, 2, 3], np.float32), 1, -1).tolist()
    [2.0, 3.0, -1.0]
    """
    moved = np.full_like(values, missing)
    if 0 < step < len(values):
        moved[:-step] = values[step:]
    elif 0 < -step < len(values):
        moved[-step:] = values[:step]
    return moved


def distance_back(mask: Mask) -> Column:
    """How many units back the nearest one is for which the mask is set; 0 for itself.

    >>> distance_back(np.array([False, True, False, False])).tolist()
    [60.0, 0.0, 1.0, 2.0]
    """
    index = np.arange(len(mask))
    nearest = np.maximum.accumulate(np.where(mask, index, -FAR - 1)) if len(mask) else index
    return np.minimum(index - nearest, FAR).astype(np.float32)


def distance_on(mask: Mask) -> Column:
    """How many units on the nearest one is for which the mask is set; 0 for itself."""
    return distance_back(mask[::-1])[::-1]


def share_so_far(values: Column) -> Column:
    """How much of a column's sum has been reached at each unit, it included; 0 where it is 0."""
    sums = np.cumsum(values, dtype=np.float64)
    total = sums[-1] if len(sums) and sums[-1] else 1.0
    return (sums / total).astype(np.float32)


def runs(values: Ints) -> Ints:
    """Numbers from 0 on, a new one wherever a value differs from the one before."""
    changes = np.concatenate([[0], values[1:] != values[:-1]]) if len(values) else values
    return np.cumsum(changes)
