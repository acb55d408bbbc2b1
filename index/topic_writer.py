"""Finds the topics of a build by its articles' vectors, names them, and writes both down."""

from __future__ import annotations

import contextlib
import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple

import numpy as np

from index.arrays import read_array, write_array
from index.clusters import SEED, centres_of, nearest_of
from index.context import by_article
from index.disk import naming
from index.encoder import Vector, Vectors
from index.passage_writer import dump
from index.passages import Passages
from index.plane import axes_of
from index.topic_names import Heard, Named, Speech, name_topics
from index.vector_writer import kept

FEWEST = 6  # distinct articles; a smaller collection is read at a glance
TOPIC_CENTRES = "topics.npy"  # their middles, for articles that come later
MOST = 24  # topics: as many as a person looks through
TAUGHT_BY = 10_000  # articles that the groups are learned from
NAMED_BY = 150  # articles of a topic that its name is learned from
NEAR = 0.15  # an article less near to every topic is in none; 0 is nothing in common
ALIKE = 0.8  # topics nearer than this are one
AT_ONCE = 4096  # articles


Kept = Callable[[], Iterator[Vectors]]  # all vectors of a build in order, each time that it's asked


class Directed(NamedTuple):
    """Some articles' numbers, and where the sums of their passages point."""

    numbers: list[int]
    directions: Vectors


def write_topics(
    folder: Path, kind: str, dimension: int, sizes: Sequence[int], copies: Iterable[int]
) -> None:
    """Add the topics to a folder's passages; write their middles, and the plane of its map.

    The same vectors and texts give the same topics. Every article is in one topic or in none.
    Never more than a sample of the articles' directions is in memory.

    Args:
        folder: holds the passages and the vectors.
        kind: how the vectors are kept.
        dimension: their length.
        sizes: how many passages each article has, in order.
        copies: the numbers of articles that say the same as another; they teach nothing.

    Raises:
        OSError: a file could not be written.
    """
    vectors = partial(kept, folder, kind, dimension)
    taught = sample(vectors, sizes, frozenset(copies)).reshape(-1, dimension)
    centres = topic_centres(taught)
    write_array(folder / "plane.npy", axes_of(centres, taught))
    of_centre = largest_first(grouped(vectors, sizes, centres))
    write_array(folder / TOPIC_CENTRES, centres[list(of_centre)])
    groups = list(of_centre.values())
    path = folder / "passages.sqlite"
    names = named(path, groups)
    with naming(path):
        connection = sqlite3.connect(path)
        try:
            with connection:
                insert(connection, groups, names)
        finally:
            connection.close()


def insert(
    connection: sqlite3.Connection, groups: Sequence[Sequence[int]], names: Sequence[Named]
) -> None:
    """Write which articles are in which topic, and the topics' names."""
    for number, (group, name) in enumerate(zip(groups, names, strict=True)):
        connection.execute(
            "INSERT INTO topic VALUES (?, ?, ?)", (number, name.key, dump(name.words))
        )
        connection.executemany(
            "INSERT INTO topic_of VALUES (?, ?)", [(article, number) for article in group]
        )


def sample(vectors: Kept, sizes: Sequence[int], copies: frozenset[int]) -> Vectors:
    """The directions of distinct articles, in order: of all, or of some drawn evenly."""
    distinct = np.array([n for n, size in enumerate(sizes) if size and n not in copies], np.int64)
    if len(distinct) > TAUGHT_BY:
        random = np.random.default_rng(SEED)
        distinct = np.sort(random.choice(distinct, TAUGHT_BY, replace=False))
    wanted = set(distinct.tolist())
    rows = [
        directions[[number in wanted for number in numbers]]
        for numbers, directions in directed(vectors, sizes)
    ]
    return np.concatenate(rows) if rows else np.zeros(0, np.float32)


def directed(vectors: Kept, sizes: Sequence[int]) -> Iterator[Directed]:
    """Every article that has passages, with its direction, some thousands at a time."""
    numbers: list[int] = []
    found: list[Vectors] = []
    having = (number for number, size in enumerate(sizes) if size)
    for number, rows in zip(having, by_article(vectors(), sizes), strict=True):
        numbers.append(number)
        found.append(direction_of(rows))
        if len(numbers) == AT_ONCE:
            yield Directed(numbers, np.stack(found))
            numbers, found = [], []
    if numbers:
        yield Directed(numbers, np.stack(found))


def direction_of(rows: Vectors) -> Vector:
    """Where the sum of an article's passages points."""
    total = rows.sum(axis=0, dtype=np.float64)
    return np.asarray(total / (np.linalg.norm(total) or 1), np.float32)


def wanted_topics(articles: int) -> int:
    """How many topics some articles are grouped into, before small ones are dropped.

    The square root: as many topics as a topic has articles, so that neither list is long.

    >>> [wanted_topics(articles) for articles in (5, 12, 50, 400, 100_000)]
    [0, 3, 7, 20, 24]
    """
    return min(MOST, round(math.sqrt(articles))) if articles >= FEWEST else 0


def topic_centres(taught: Vectors) -> Vectors:
    """The middles of the topics, without what is too small or too like another, largest first.

    Too small is what has a single article, or a tenth of an even share.
    """
    count = wanted_topics(len(taught))
    if not count:
        return taught[:0]
    centres = centres_of(taught, count)
    near = (taught @ centres.T).max(axis=1) >= NEAR
    sizes = np.bincount(nearest_of(taught, centres)[near], minlength=len(centres))
    least = max(2, len(taught) / (10 * count))
    chosen: list[int] = []
    for number in np.flatnonzero(sizes >= least).tolist():
        if not chosen or (centres[chosen] @ centres[number]).max() < ALIKE:
            chosen.append(number)
    return np.asarray(centres[chosen])


def grouped(vectors: Kept, sizes: Sequence[int], centres: Vectors) -> Iterator[tuple[int, int]]:
    """Each article that is near to a topic, with that topic's number."""
    if len(centres):
        for found in directed(vectors, sizes):
            yield from near_topics(found, centres)


def near_topics(articles: Directed, centres: Vectors) -> Iterator[tuple[int, int]]:
    """Those of some articles that are near to a topic, each with that topic's number."""
    group = nearest_of(articles.directions, centres)
    near = (articles.directions @ centres.T).max(axis=1) >= NEAR
    for number, topic, is_near in zip(articles.numbers, group, near, strict=True):
        if is_near:
            yield number, int(topic)


def largest_first(pairs: Iterable[tuple[int, int]]) -> dict[int, list[int]]:
    """The articles of each topic by its number, the largest topic first.

    >>> largest_first([(0, 1), (1, 0), (2, 1)])
    {1: [0, 2], 0: [1]}
    """
    groups: dict[int, list[int]] = {}
    for article, topic in pairs:
        groups.setdefault(topic, []).append(article)
    return dict(sorted(groups.items(), key=lambda group: (-len(group[1]), group[1][0])))


def join_topics(folder: Path, articles: Directed) -> None:
    """Put articles that came later into the topics of a folder, each into the nearest, or none.

    The topics stay as they were found and named when all was written.

    Raises:
        OSError: a file could not be read or written.
    """
    centres = read_array(folder / TOPIC_CENTRES)
    path = folder / "passages.sqlite"
    if not (len(centres) and len(articles.numbers)):
        return
    with naming(path), contextlib.closing(sqlite3.connect(path)) as connection, connection:
        connection.executemany("INSERT INTO topic_of VALUES (?, ?)", near_topics(articles, centres))


def named(path: Path, groups: Sequence[Sequence[int]]) -> list[Named]:
    """A name for each group, by the words of some of its articles, drawn evenly."""
    if not groups:
        return []
    speech = Speech()
    with Passages(path) as passages:
        heard: list[list[Heard]] = []
        for group in groups:
            step = math.ceil(len(group) / NAMED_BY)
            rows = (passages.rows_of([article]) for article in group[::step])
            heard.append([speech.heard(passages.located(each)) for each in rows])
    return name_topics(heard, speech)
