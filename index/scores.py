"""Rows with a score each: what vectors and words give, and what is mixed from both."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.int64]
Column = NDArray[np.float64]


class Scored(NamedTuple):
    """A row and its score."""

    row: int
    score: float  # of vectors: cosine, −1 to 1; of words: BM25, comparable within one question


@dataclass(frozen=True, slots=True, eq=False)
class Scores:
    """Rows, each once, with their scores: columns, since hundreds are reckoned with as one.

    >>> list(Scores.of({7: 0.5, 2: 0.25}))
    [Scored(row=7, score=0.5), Scored(row=2, score=0.25)]
    """

    rows: Rows
    values: Column

    @classmethod
    def of(cls, scores: Mapping[int, float]) -> Self:
        """Some rows' scores, in their order."""
        rows = np.fromiter(scores.keys(), np.int64, len(scores))
        return cls(rows, np.fromiter(scores.values(), np.float64, len(scores)))

    def __len__(self) -> int:
        return len(self.rows)

    def __iter__(self) -> Iterator[Scored]:
        return map(Scored._make, zip(self.rows.tolist(), self.values.tolist(), strict=True))

    def __getitem__(self, place: int) -> Scored:
        return Scored(int(self.rows[place]), float(self.values[place]))

    def best_first(self) -> Scores:
        """The same rows, the highest score first; equal ones in the order of their rows."""
        order = np.lexsort((self.rows, -self.values))
        return Scores(self.rows[order], self.values[order])

    def __add__(self, others: Scores) -> Scores:
        """These, then others."""
        rows = np.concatenate((self.rows, others.rows))
        return Scores(rows, np.concatenate((self.values, others.values)))


NO_SCORES = Scores.of({})
