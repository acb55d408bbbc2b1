"""Which articles of a build say the same: found when it is written, read when it is searched."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from corpus.article import Article
from corpus.duplicates import Sketched, Variant, find_variants
from corpus.shingles import Sketch
from index.passages import Passages, article_of

SCHEMA = """
CREATE TABLE sketch (             -- so that the next build need not make it again
    article INTEGER PRIMARY KEY REFERENCES article (number),
    size INTEGER NOT NULL,
    halvings INTEGER NOT NULL,
    hashes BLOB NOT NULL          -- 64-bit numbers, little-endian
) STRICT;
CREATE TABLE variant (
    article INTEGER PRIMARY KEY REFERENCES article (number),
    head INTEGER NOT NULL REFERENCES article (number),
    containment REAL NOT NULL     -- of the shorter of the two in the other
) STRICT;
CREATE INDEX variant_head ON variant (head);
"""
HASH = np.dtype("<u8")


class Group(NamedTuple):
    """Articles that say the same."""

    head: str  # its id
    variants: tuple[Variant, ...]  # by id


def write_variants(connection: sqlite3.Connection, articles: Sequence[Sketched]) -> int:
    """Find which articles of a file say the same, and write it there; gives how many do.

    Args:
        connection: to a file that holds the articles, and none of these rows yet.
        articles: each article of the file, in the order of their numbers.
    """
    write_sketches(connection, enumerate(articles))
    numbers = {each.id: number for number, each in enumerate(articles)}
    found = find_variants(articles, lambda article_id: read_article(connection, article_id))
    write_found(connection, found, numbers)
    return len(found)


def write_sketches(
    connection: sqlite3.Connection, articles: Iterable[tuple[int, Sketched]]
) -> None:
    """Write some articles' sketches, each with its article's number."""
    connection.executemany(
        "INSERT INTO sketch VALUES (?, ?, ?, ?)",
        (
            (number, each.sketch.size, each.sketch.halvings, as_bytes(each.sketch))
            for number, each in articles
        ),
    )


def write_found(
    connection: sqlite3.Connection, found: Iterable[Variant], numbers: Mapping[str, int]
) -> None:
    """Write variants, by the numbers that their ids have."""
    connection.executemany(
        "INSERT INTO variant VALUES (?, ?, ?)",
        [(numbers[each.id], numbers[each.head], each.containment) for each in found],
    )


def as_bytes(sketch: Sketch) -> bytes:
    """A sketch's hashes as they are stored."""
    return sketch.hashes.astype(HASH).tobytes()


def sketch_of(size: int, halvings: int, hashes: bytes) -> Sketch:
    """A sketch from its columns."""
    return Sketch(size, halvings, np.frombuffer(hashes, HASH).astype(np.uint64))


def read_article(connection: sqlite3.Connection, article_id: str) -> Article:
    """One article of a file that is being written."""
    query = "SELECT id, fields, text, spans FROM article WHERE id = ?"
    return article_of(*connection.execute(query, (article_id,)).fetchone())


def read_sketch(passages: Passages, article_id: str) -> Sketch | None:
    """An article's sketch; None where there is none."""
    query = "SELECT size, halvings, hashes FROM article JOIN sketch ON article = number"
    for columns in passages.ask(f"{query} WHERE id = ?", (article_id,)):
        return sketch_of(*columns)
    return None


def variant_rows(connection: sqlite3.Connection) -> list[int]:
    """The rows of a file's articles that say the same as another, in order."""
    query = "SELECT row FROM passage JOIN variant USING (article) ORDER BY row"
    return [row for (row,) in connection.execute(query)]


def variant_articles(connection: sqlite3.Connection) -> list[int]:
    """The numbers of a file's articles that say the same as another, in order."""
    return [n for (n,) in connection.execute("SELECT article FROM variant ORDER BY article")]


def heads(passages: Passages) -> dict[int, int]:
    """For the number of each variant that of its head; other articles are left out."""
    return dict(passages.ask("SELECT article, head FROM variant"))


def same_as(passages: Passages, article_id: str) -> tuple[Article, ...]:
    """The other articles of an article's group, its head first, then by id; mostly none."""
    query = (
        "WITH found AS (SELECT coalesce(head, number) AS head, number FROM article "
        "LEFT JOIN variant ON article = number WHERE id = ?) "
        "SELECT head FROM found WHERE head != number "
        "UNION SELECT article FROM variant JOIN found USING (head) WHERE article != number"
    )
    numbers = [row[0] for row in passages.ask(query, (article_id,))]
    of = heads(passages) if numbers else {}
    return tuple(
        passages.article_by_number(number) for number in sorted(numbers, key=lambda n: (n in of, n))
    )


def groups(passages: Passages) -> list[Group]:
    """Every group of articles that say the same, by the ids of their heads."""
    query = (
        "SELECT one.id, first.id, containment FROM variant "
        "JOIN article AS one ON one.number = variant.article "
        "JOIN article AS first ON first.number = variant.head ORDER BY first.id, one.id"
    )
    found: dict[str, list[Variant]] = {}
    for row in passages.ask(query):
        found.setdefault(row[1], []).append(Variant(*row))
    return [Group(head, tuple(variants)) for head, variants in found.items()]
