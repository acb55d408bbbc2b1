"""Which articles say the same, once some came and went: only what they touch is compared anew."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from corpus.candidates import Places, alike, joined, owners_of
from corpus.duplicates import Sketched, find_variants
from corpus.shingles import Shingles, Sketch
from index.variants import HASH, read_article, sketch_of, write_found, write_sketches

# An article has at least one in so many of its hashes in common with one that it may be like. They
# are half alike, and one is at most four times as long, so that a quarter of its sample counts.
FEWEST = 16
AT_ONCE = 10_000  # sketches that are looked through together


def orphans(connection: sqlite3.Connection, numbers: Iterable[int]) -> set[int]:
    """The articles whose head is among some that are to go."""
    query = "SELECT article FROM variant WHERE head IN (SELECT value FROM json_each(?))"
    return {row[0] for row in connection.execute(query, (as_json(numbers),))}


def amend_variants(
    connection: sqlite3.Connection, added: Mapping[int, Sketched], left: Iterable[int]
) -> int:
    """Decide anew about new articles, those that lost their head, and all that are like them.

    What is like none of these stays in the group that it is in; where a head becomes a variant,
    its group is decided with it. Gives how many articles of the file say the same as another.

    Args:
        connection: to a file that holds the new articles, and what went no more.
        added: the new articles by their numbers.
        left: the numbers of those that lost their head.
    """
    write_sketches(connection, added.items())
    touched = {*left, *added}
    touched = with_groups(connection, touched | like(connection, touched))
    articles = dict(sketched_of(connection, touched))
    numbers = {each.id: number for number, each in articles.items()}
    found = find_variants(list(articles.values()), lambda each: read_article(connection, each))
    connection.execute(
        "DELETE FROM variant WHERE article IN (SELECT value FROM json_each(?))", (as_json(touched),)
    )
    write_found(connection, found, numbers)
    return int(connection.execute("SELECT count(*) FROM variant").fetchone()[0])


def with_groups(connection: sqlite3.Connection, numbers: set[int]) -> set[int]:
    """Some articles with all of the groups that they are in."""
    query = (
        "WITH asked AS (SELECT value FROM json_each(?)), "
        "heads AS (SELECT value FROM asked UNION "
        "SELECT head FROM variant WHERE article IN (SELECT value FROM asked)) "
        "SELECT value FROM heads UNION "
        "SELECT article FROM variant WHERE head IN (SELECT value FROM heads)"
    )
    return {row[0] for row in connection.execute(query, (as_json(numbers),))}


def like(connection: sqlite3.Connection, numbers: set[int]) -> set[int]:
    """The other articles whose sketches have half in common with that of one of these."""
    asked = {number: each.sketch for number, each in sketched_of(connection, numbers)}
    others = sharing_any(connection, asked)
    places = [*asked, *others]
    sketches = [*asked.values(), *others.values()]
    samples = [sketch.hashes for sketch in sketches]
    halvings = [sketch.halvings for sketch in sketches]
    pairs = alike(samples, halvings, meetings(samples, len(asked)))
    return {places[later] for later, _ in pairs}


def sharing_any(connection: sqlite3.Connection, asked: Mapping[int, Sketch]) -> dict[int, Sketch]:
    """The other articles that have some hashes of these, with their sketches."""
    wanted = np.unique(joined([sketch.hashes for sketch in asked.values()]))
    found: dict[int, Sketch] = {}
    rows = connection.execute("SELECT article, size, halvings, hashes FROM sketch ORDER BY article")
    while part := rows.fetchmany(AT_ONCE):
        hashes = np.frombuffer(b"".join(row[3] for row in part), HASH)
        owners = np.repeat(np.arange(len(part)), [len(row[3]) // HASH.itemsize for row in part])
        shared = np.bincount(owners[is_in(hashes, wanted)], minlength=len(part))
        for place in np.flatnonzero(
            (shared > 0) & (shared * FEWEST >= np.bincount(owners))
        ).tolist():
            number, *columns = part[place]
            if number not in asked:
                found[number] = sketch_of(*columns)
    return found


def is_in(hashes: Shingles, wanted: Shingles) -> npt.NDArray[np.bool_]:
    """For each hash whether it is one of some that are in order."""
    if not len(wanted):
        return np.zeros(len(hashes), dtype=bool)
    places = np.minimum(np.searchsorted(wanted, hashes), len(wanted) - 1)
    return np.asarray(wanted[places] == hashes)


def meetings(samples: Sequence[Shingles], asked: int) -> tuple[Places, Places]:
    """Each other sample with each of the first `asked`, once for every hash that both have."""
    every, owners = joined(samples[asked:]), owners_of(samples[asked:]) + asked
    met = [owners[is_in(every, sample)] for sample in samples[:asked]]
    return (
        np.concatenate([np.zeros(0, np.int64), *met]),
        np.repeat(np.arange(asked), [len(each) for each in met]),
    )


def sketched_of(
    connection: sqlite3.Connection, numbers: Iterable[int]
) -> Iterator[tuple[int, Sketched]]:
    """What is known of some articles, each with its number."""
    query = (
        "SELECT number, id, published, json_extract(fields, '$.url'), size, halvings, hashes "
        "FROM article JOIN sketch ON article = number "
        "WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number"
    )
    for number, article_id, published, url, *columns in connection.execute(
        query, (as_json(numbers),)
    ):
        yield number, Sketched(article_id, published, url, sketch_of(*columns))


def as_json(numbers: Iterable[int]) -> str:
    """Numbers as SQLite takes many of them."""
    return json.dumps(sorted(numbers))
