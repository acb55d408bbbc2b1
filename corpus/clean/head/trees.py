"""Boosted trees as arrays, asked for all units at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from corpus.clean.head.windows import Column

DEPTH = 4  # questions a tree asks; each tree has 15 of them and 16 answers


def boosted(
    matrix: NDArray[np.float32],
    columns: NDArray[np.int64],
    thresholds: NDArray[np.float32],
    answers: NDArray[np.float32],
) -> Column:
    """The sum of all trees' answers for each unit, in log-odds.

    Args:
        matrix: shape (columns, units).
        columns: shape (trees, 15), which column each question looks at; a tree's questions stand
            level by level, so that those under question q are 2q + 1 (no) and 2q + 2 (yes).
        thresholds: shape (trees, 15); "yes" is a value above it.
        answers: shape (trees, 16), from all "no" to all "yes".
    """
    units = np.arange(matrix.shape[1])
    total = np.zeros(matrix.shape[1], np.float32)
    for column, threshold, answer in zip(columns, thresholds, answers, strict=True):
        question = np.zeros(len(units), np.int64)
        for _ in range(DEPTH):
            yes = matrix[column[question], units] > threshold[question]
            question = 2 * question + 1 + yes
        total += answer[question - len(column)]
    return total
