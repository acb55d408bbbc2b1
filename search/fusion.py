"""How two rankings become one."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.scores import NO_SCORES, Column, Rows, Scores


class Mixed(NamedTuple):
    """A row with its mixed score and the scores that it came from."""

    row: int
    score: float  # 0 to 1 within one question
    similarity: float | None  # None where only words were asked
    words: float | None  # BM25; None where no word matched
    near: bool  # whether its meaning alone would have found it
    verbatim: bool = False  # whether what was asked stands in it, word for word


@dataclass(frozen=True, slots=True, eq=False)
class Ranking:
    """Rows, best first. Of hundreds a few are looked at, and a `Mixed` is made of those only."""

    rows: Rows
    scores: Column
    similarities: Column  # NaN where there is none
    words: Column  # NaN where there is none
    near: NDArray[np.bool_]
    verbatim: NDArray[np.bool_]

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Mixed]:
        for at in range(len(self)):
            yield Mixed(
                row=int(self.rows[at]),
                score=float(self.scores[at]),
                similarity=known(self.similarities[at]),
                words=known(self.words[at]),
                near=bool(self.near[at]),
                verbatim=bool(self.verbatim[at]),
            )

    def standing_in(self, rows: Rows) -> Ranking:
        """The same, where what was asked stands in some rows, word for word.

        These are lifted into the upper half of all scores, half as far apart.
        """
        verbatim = np.isin(self.rows, rows)
        scores = np.where(verbatim, 0.5 + self.scores / 2, self.scores)
        order = np.lexsort((self.rows, -scores))
        return Ranking(
            rows=self.rows[order],
            scores=scores[order],
            similarities=self.similarities[order],
            words=self.words[order],
            near=self.near[order],
            verbatim=verbatim[order],
        )


def mix(
    similarities: Scores,
    words: Scores,
    *,
    completed: Scores = NO_SCORES,
    meaning: float,
    against: Callable[[Rows], NDArray[np.floating[Any]] | float] = lambda _: 0.0,
) -> Ranking:
    """Rank rows by a convex mix of both scores, each stretched to 0 … 1 over the rows given.

    A row without a score in one half has 0 there. Ties go to the lower row. Reciprocal rank fusion,
    the field's habit, had been measured to lose to meaning alone: the words are the weaker half.

        >>> near, said = Scores.of({1: 0.9, 2: 0.5, 3: 0.1}), Scores.of({2: 12.0, 3: 1.0})
        >>> [mixed.row for mixed in mix(near, said, meaning=0.5)]
        [2, 1, 3]

    Args:
        similarities: cosines.
        words: BM25.
        completed: the cosines of rows that only words found.
        meaning: the weight of the first, 0 to 1; the second has the rest.
        against: what is taken from some rows' cosines before they are mixed; they are told as
            they are.

    Returns:
        Every row of any, best first.

    Source:
        Bruch, Gai and Ingber, "An Analysis of Fusion Functions for Hybrid Retrieval", ACM TOIS
        2023. https://doi.org/10.1145/3596512
    """
    cosines = similarities + completed
    rows = np.unique(np.concatenate((cosines.rows, words.rows)))
    ranked_by = cosines.values - against(cosines.rows)
    near = column(rows, cosines.rows, stretch(ranked_by), missing=0.0)
    said = column(rows, words.rows, stretch_from_zero(words.values), missing=0.0)
    scores = meaning * near + (1 - meaning) * said
    order = np.argsort(-scores, kind="stable")
    return Ranking(
        rows=rows[order],
        scores=scores[order],
        similarities=column(rows, cosines.rows, cosines.values, missing=np.nan)[order],
        words=column(rows, words.rows, words.values, missing=np.nan)[order],
        near=column(rows, similarities.rows, True, missing=False)[order],
        verbatim=np.zeros(len(rows), dtype=bool),
    )


def column(rows: Rows, scored: Rows, values: Any, *, missing: float) -> NDArray[Any]:
    """The values of rows that are in order, some of which have none."""
    found = np.full(len(rows), missing)
    found[np.searchsorted(rows, scored)] = values
    return found


def stretch(scores: Column) -> Column:
    """Scores between the least, 0, and the largest, 1; all 1 when they are equal.

    >>> stretch(np.array([0.5, 1.5, 1.0]))
    array([0. , 1. , 0.5])
    """
    span = np.ptp(scores) if len(scores) else 0.0
    return (scores - scores.min()) / span if span else np.ones(len(scores))


def stretch_from_zero(scores: Column) -> Column:
    """Scores as shares of the largest: a row that no word matches has 0, as BM25 gives it."""
    most = scores.max(initial=0.0)
    return scores / most if most else np.zeros(len(scores))


def known(score: float) -> float | None:
    """A score; None for NaN."""
    return None if math.isnan(score) else float(score)
