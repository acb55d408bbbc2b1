"""Groups of directions that lie near each other: spherical k-means, the same for the same rows."""

from __future__ import annotations

import numpy as np
from numpy.random import Generator

from index.encoder import Vectors

SEED = 20261122
STARTS, MOST_STARTS = 3, 100  # beginnings that are tried; the tightest grouping wins
ROWS = 30_000  # over all beginnings: few rows are tried more often, as their groups vary more
ROUNDS = 25  # of one beginning, at most; some 10 are enough


def centres_of(directions: Vectors, count: int) -> Vectors:
    """The middles of groups of rows, each of unit length, the largest group first.

    Args:
        directions: rows of unit length.
        count: groups at most; fewer come back where fewer rows differ.

    Source:
        Dhillon and Modha, "Concept decompositions for large sparse text data using clustering",
        Machine Learning 2001. https://doi.org/10.1023/A:1007612920971
        Arthur and Vassilvitskii, "k-means++: the advantages of careful seeding", SODA 2007.
    """
    random = np.random.default_rng(SEED)
    starts = min(MOST_STARTS, max(STARTS, ROWS // len(directions)))
    found = [settled(directions, begun(directions, count, random)) for _ in range(starts)]
    best = max(found, key=lambda centres: tightness(directions, centres))
    sizes = np.bincount(nearest_of(directions, best), minlength=len(best))
    return np.asarray(best[np.argsort(-sizes, kind="stable")][: np.count_nonzero(sizes)])


def begun(directions: Vectors, count: int, random: Generator) -> Vectors:
    """Rows to begin from, drawn one by one, those far from the ones drawn before more likely."""
    chosen = [int(random.integers(len(directions)))]
    far = 1 - directions @ directions[chosen[0]]
    while len(chosen) < count and (far := np.maximum(far, 0)).sum() > 1e-6 * len(directions):
        chosen.append(int(random.choice(len(directions), p=far / far.sum(dtype=np.float64))))
        far = np.minimum(far, 1 - directions @ directions[chosen[-1]])
    return directions[chosen]


def settled(directions: Vectors, centres: Vectors) -> Vectors:
    """The centres once each is the mean of the rows that are nearest to it."""
    before = None
    for _ in range(ROUNDS):
        group = nearest_of(directions, centres)
        if before is not None and np.array_equal(group, before):
            break
        centres, before = means_of(directions, group, centres), group
    return centres


def means_of(directions: Vectors, group: np.ndarray, centres: Vectors) -> Vectors:
    """The mean direction of each group; the centre it had, where that has none."""
    of_group = (group == np.arange(len(centres))[:, None]).astype(directions.dtype)
    totals = of_group @ directions
    lengths = np.linalg.norm(totals, axis=1, keepdims=True)
    means = np.where(lengths > 1e-9, totals / np.maximum(lengths, 1e-9), centres)
    return np.asarray(means, dtype=np.float32)


def nearest_of(directions: Vectors, centres: Vectors) -> np.ndarray:
    """For each row the number of its nearest centre; the first of equally near ones."""
    return np.asarray((directions @ centres.T).argmax(axis=1))


def tightness(directions: Vectors, centres: Vectors) -> float:
    """How near rows are to their centres, on the whole."""
    return float((directions @ centres.T).max(axis=1).sum(dtype=np.float64))
