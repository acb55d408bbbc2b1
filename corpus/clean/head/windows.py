"""What stands around a unit, as numbers: means over windows and groups, distances, neighbours."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

Column = NDArray[np.float32]
Mask = NDArray[np.bool_]
Ints = NDArray[np.int64]

FAR = 60  # units; beyond it a distance says nothing more


def window_means(asked: Mapping[str, tuple[Column, int]]) -> dict[str, Column]:
    """By name the mean of a column over each unit and `reach` units on either side.

    As far as there are any; all columns at once, for most texts are short.

    >>> window_means({"near": (np.array([0, 3, 0, 0], np.float32), 1)})["near"].tolist()
    [1.5, 1.0, 1.0, 0.0]
    """
    values = np.stack([column for column, _ in asked.values()])
    reach = np.array([each for _, each in asked.values()])[:, np.newaxis]
    rows, count = values.shape
    sums = np.zeros((rows, count + 1))  # of all before each unit
    np.cumsum(values, axis=1, dtype=np.float64, out=sums[:, 1:])
    row = np.arange(rows)[:, np.newaxis] * (count + 1)
    index = np.arange(count)
    first, end = np.maximum(index - reach, 0), np.minimum(index + reach + 1, count)
    means = (sums.take(row + end) - sums.take(row + first)) / (end - first)
    return dict(zip(asked, means.astype(np.float32), strict=True))


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
