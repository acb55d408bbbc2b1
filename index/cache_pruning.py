"""Leaving in the vector cache only what a build needs: vectors tell something of their text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path

from corpus.embedded import Embedded, embedded
from index.background import OUTSIDERS
from index.disk import naming
from index.opened import Index
from index.vector_cache import QUESTION, delete_cache, key_of


def keys_needed(index: Index) -> Iterator[bytes]:
    """What names the vectors of a build: its passages', and those of the questions it asks."""
    name = index.manifest.recipe.encoder_name
    yield from (key_of(name, Embedded(QUESTION + text)) for text in OUTSIDERS)
    for article_id in index.passages.ids():
        for _, passage, article in index.passages.passages_of(article_id):
            yield key_of(name, embedded(article, passage))
            yield key_of(name, Embedded(QUESTION + article.title))


def prune_cache(path: Path, index: Index | None) -> None:
    """Delete every vector that a build does not need, so that no free page keeps one.

    A cache that is damaged, or that no build needs, is deleted whole: it can be made again.

    Raises:
        OSError: it could not be written.
    """
    if index is None:
        delete_cache(path)
        return
    with naming(path):
        try:
            if path.exists():
                with closing(sqlite3.connect(path, timeout=30)) as connection:
                    keep_only(connection, keys_needed(index))
        except sqlite3.OperationalError:
            raise
        except sqlite3.DatabaseError:
            delete_cache(path)


def keep_only(connection: sqlite3.Connection, keys: Iterable[bytes]) -> None:
    """Delete every row of another key, and write the file anew."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("CREATE TEMP TABLE needed (key BLOB PRIMARY KEY) STRICT")
    with connection:
        rows = ((key,) for key in keys)
        connection.executemany("INSERT OR IGNORE INTO needed VALUES (?)", rows)
        connection.execute("DELETE FROM vector WHERE key NOT IN (SELECT key FROM needed)")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
