"""How two rankings become one."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Mixed(NamedTuple):
    """A row with its mixed score and the scores that it came from."""

    row: int
    score: float  # 0 to 1 within one question
    similarity: float | None  # None where only words were asked
    words: float | None  # BM25; None where no word matched
    near: bool  # whether its meaning alone would have found it


def mix(
    similarities: Mapping[int, float],
    words: Mapping[int, float],
    *,
    completed: Mapping[int, float] = MappingProxyType({}),
    meaning: float,
) -> list[Mixed]:
    """Rank rows by a convex mix of both scores, each stretched to 0 … 1 over the rows given.

    A row without a score in one half has 0 there. Ties go to the lower row. Reciprocal rank fusion,
    the field's habit, had been measured to lose to meaning alone: the words are the weaker half.

        >>> [mixed.row for mixed in mix({1: 0.9, 2: 0.5, 3: 0.1}, {2: 12.0, 3: 1.0}, meaning=0.5)]
        [2, 1, 3]

    Args:
        similarities: cosine by row.
        words: BM25 by row.
        completed: the cosine of rows that only words found.
        meaning: the weight of the first, 0 to 1; the second has the rest.

    Returns:
        Every row of either, best first.

    Source:
        Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS
        2023. https://doi.org/10.1145/3596512
    """
    cosines = {**similarities, **completed}
    near, said = stretch(cosines), stretch_from_zero(words)
    scores = [
        (-(meaning * near.get(row, 0.0) + (1 - meaning) * said.get(row, 0.0)), row)
        for row in near.keys() | said.keys()
    ]
    scores.sort()
    return [
        Mixed(row, -score, cosines.get(row), words.get(row), row in similarities)
        for score, row in scores
    ]


def stretch(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores between the least, 0, and the largest, 1; all 1 when they are equal."""
    if not scores:
        return {}
    least, most = min(scores.values()), max(scores.values())
    span = most - least
    return {row: (score - least) / span if span else 1.0 for row, score in scores.items()}


def stretch_from_zero(scores: Mapping[int, float]) -> dict[int, float]:
    """Scores as shares of the largest: a row that no word matches has 0, as BM25 gives it."""
    most = max(scores.values(), default=0.0)
    return {row: score / most if most else 0.0 for row, score in scores.items()}
