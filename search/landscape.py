"""A collection as a landscape: where its passages or articles lie in the plane of its topics."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal, NamedTuple

import numpy as np

from index.encoder import Vectors
from index.opened import Index
from index.topics import topic_keys
from search.similar import mean

MOST = 3000  # dots; more are neither told apart nor drawn at once
EDGE = 0.01  # of the dots lie outside of what is scaled to the frame, at either end, and on its rim


class Dot(NamedTuple):
    """A passage, or an article, as a point of the map."""

    x: float  # 0 (left) to 1
    y: float  # 0 (top) to 1
    topic: str  # its key
    title: str  # of its article
    article: str  # its id
    ordinal: int | None  # of the passage; None for a whole article


class Landscape(NamedTuple):
    """The dots of a map."""

    of: Literal["passage", "article"]
    dots: tuple[Dot, ...]
    all: int  # passages or articles that there are; more than dots where only some are drawn


def landscape(index: Index, *, most: int = MOST) -> Landscape:
    """Every passage in the plane; every article, or evenly some, where passages are too many.

    Near dots are about the same as far as two directions can tell. The same index, the same map.
    """
    ids, titles = index.passages.ids_by_number(), titles_of(index)
    keys = topic_keys(index.passages)
    if len(index.vectors) <= most:
        rows = index.passages.rows()
        places = scaled(np.array([index.vectors.vector(row) for row in rows]), index.axes)
        numbers = [index.article_of_row[row] for row in rows]
        ordinals: list[int | None] = list(ordinals_of(numbers))
        of: Literal["passage", "article"] = "passage"
    else:
        step = math.ceil(len(ids) / most)
        found = ((n, index.passages.rows_of([n])) for n in list(ids)[::step])
        drawn = [(number, mean(index, rows)) for number, rows in found if rows]
        numbers = [number for number, _ in drawn]
        places = scaled(np.array([vector for _, vector in drawn]), index.axes)
        ordinals, of = [None] * len(numbers), "article"
    dots = tuple(
        Dot(x, y, keys[number], titles[number], ids[number], ordinal)
        for (x, y), number, ordinal in zip(places, numbers, ordinals, strict=True)
    )
    return Landscape(of, dots, len(index.vectors) if of == "passage" else len(ids))


def titles_of(index: Index) -> dict[int, str]:
    """Every article's title by its number."""
    query = "SELECT number, json_extract(fields, '$.title') FROM article"
    return dict(index.passages.ask(query))


def ordinals_of(numbers: Sequence[int]) -> list[int]:
    """For each row its place in its article, as rows of an article stand together.

    >>> ordinals_of([0, 0, 3, 3, 3])
    [0, 1, 0, 1, 2]
    """
    found: list[int] = []
    for row, number in enumerate(numbers):
        again = row > 0 and numbers[row - 1] == number
        found.append(found[-1] + 1 if again else 0)
    return found


def scaled(vectors: Vectors, axes: Vectors) -> list[tuple[float, float]]:
    """Places in a frame of width and height 1, the few furthest on its rim, to three digits."""
    if not len(vectors):
        return []
    places = vectors.astype(np.float64) @ axes.T.astype(np.float64)
    low, high = np.quantile(places, (EDGE, 1 - EDGE), axis=0)
    spread = np.where(high - low > 1e-9, high - low, 1)
    within = np.clip((places - low) / spread, 0, 1)
    within = np.where(high - low > 1e-9, within, 0.5).round(3)
    return [(float(x), round(1 - float(y), 3)) for x, y in within]
