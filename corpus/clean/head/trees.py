"""Boosted trees as arrays, asked for many units at once."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from corpus.clean.head.windows import Column

DEPTH = 4  # questions a tree asks; each tree has 15 of them and 16 answers
BLOCK = 256  # units asked at once; of more, the replies would not stay in a core's cache

Bits = NDArray[np.bool_]


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
    trees, questions = columns.shape
    looks_at, above = columns.T.ravel(), thresholds.T.reshape(-1, 1)
    first = np.arange(trees)[:, np.newaxis] * answers.shape[1]
    total = np.empty(matrix.shape[1], np.float32)
    for block in even_blocks(len(total)):
        replies = matrix[:, block].take(looks_at, axis=0) > above
        reached = answers_reached(replies.reshape(questions, trees, -1))
        total[block] = answers.take(first + reached).sum(axis=0)
    return total


def even_blocks(count: int) -> Iterator[slice]:
    """Slices that cover a row of units; none is much shorter than the others.

    >>> [(block.start, block.stop) for block in even_blocks(BLOCK + 2)]
    [(0, 129), (129, 258)]
    """
    edges = np.linspace(0, count, -(-count // BLOCK) + 1).astype(int).tolist()
    return (slice(*ends) for ends in pairwise(edges))


def answers_reached(replies: Bits) -> NDArray[np.uint8]:
    """Which answer each tree gives each unit, by the replies to all questions; (trees, units).

    All questions are asked, although a unit passes only four of a tree's: a pass over many bits is
    far cheaper than to look up for each unit which question comes next.

    >>> answers_reached(np.array([1, 0, 0, *[0] * 4, *[0] * 8], bool).reshape(15, 1, 1)).tolist()
    [[8]]
    """
    path: list[Bits] = []
    for level in range(DEPTH):
        open_to = replies[2**level - 1 : 2 ** (level + 1) - 1]
        for yes in path:  # each reply above leaves half of a level's questions
            no, other = np.split(open_to, 2)
            open_to = no ^ (yes & (no ^ other))
        path.append(open_to[0])
    reached = path[0].astype(np.uint8)
    for yes in path[1:]:
        reached = 2 * reached + yes
    return reached
