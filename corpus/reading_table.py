"""What a collection's catalogue knows of a file of many records while it is being added.

The tables are there only as long as a file is half read: they are made by the first, and gone with
the last. Each change of them is part of the commit of the articles that it speaks of, so that a
command that was killed goes on behind the last article that is there.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

SCHEMA = (
    """
    CREATE TABLE IF NOT EXISTS reading (
        file TEXT PRIMARY KEY,      -- its full path
        state TEXT NOT NULL,        -- its size, time and columns: where they differ, it is another
        done INTEGER NOT NULL,      -- the number of the last record that was dealt with
        added INTEGER NOT NULL      -- how many of those became articles
    ) STRICT
    """,
    """
    CREATE TABLE IF NOT EXISTS reading_source (  -- which record had a source first
        file TEXT NOT NULL,
        source INTEGER NOT NULL,    -- what stands for it, 8 bytes
        record INTEGER NOT NULL,
        PRIMARY KEY (file, source)
    ) STRICT, WITHOUT ROWID
    """,
    """
    CREATE TABLE IF NOT EXISTS reading_refused (
        file TEXT NOT NULL,
        record INTEGER NOT NULL,
        name TEXT NOT NULL,
        reason TEXT NOT NULL,
        PRIMARY KEY (file, record)
    ) STRICT, WITHOUT ROWID
    """,
)
TABLES = ("reading", "reading_source", "reading_refused")
SOURCE_BYTES = 8


class Reading(NamedTuple):
    """How far a file was read."""

    done: int  # the number of the last record that was dealt with; 0 for none
    added: int


class Refused(NamedTuple):
    """A record that was refused, and why."""

    record: int
    name: str
    reason: str


def begin(catalogue: sqlite3.Connection, file: str, state: str) -> Reading:
    """How far a file was read by a command that was broken off; of a new file, nothing."""
    for table in SCHEMA:
        catalogue.execute(table)
    query = "SELECT done, added FROM reading WHERE file = ? AND state = ?"
    known = catalogue.execute(query, (file, state)).fetchone()
    if known:
        return Reading(*known)
    forget(catalogue, file)
    catalogue.execute("INSERT INTO reading VALUES (?, ?, 0, 0)", (file, state))
    return Reading(0, 0)


def note_done(catalogue: sqlite3.Connection, file: str, done: int, added: int) -> None:
    """Note how far a file is read, and how many more of its records became articles."""
    query = "UPDATE reading SET done = max(done, ?), added = added + ? WHERE file = ?"
    catalogue.execute(query, (done, added, file))


def note_refused(catalogue: sqlite3.Connection, file: str, refused: Refused) -> None:
    """Keep why a record was refused, until all are told."""
    query = "INSERT OR REPLACE INTO reading_refused VALUES (?, ?, ?, ?)"
    catalogue.execute(query, (file, *refused))


def refused(catalogue: sqlite3.Connection, file: str, after: int, most: int) -> list[Refused]:
    """The records of a file that were refused behind one of them, in order, so many at most."""
    query = """
        SELECT record, name, reason FROM reading_refused
        WHERE file = ? AND record > ? ORDER BY record LIMIT ?
    """
    return [Refused(*row) for row in catalogue.execute(query, (file, after, most))]


def each_refused(catalogue: sqlite3.Connection, file: str) -> Iterator[Refused]:
    """All of them, in order, some at a time."""
    after = 0
    while some := refused(catalogue, file, after, 1_000):
        yield from some
        after = some[-1].record


def first_with(catalogue: sqlite3.Connection, file: str, source: str, record: int) -> int:
    """The number of the first record of a file with this source: this one, if there is no other."""
    named = int.from_bytes(
        hashlib.blake2b(source.encode("utf-8", "replace"), digest_size=SOURCE_BYTES).digest(),
        "little",
        signed=True,
    )
    query = "INSERT OR IGNORE INTO reading_source VALUES (?, ?, ?)"
    catalogue.execute(query, (file, named, record))
    query = "SELECT record FROM reading_source WHERE file = ? AND source = ?"
    first: int = catalogue.execute(query, (file, named)).fetchone()[0]
    return first


def end(catalogue: sqlite3.Connection, file: str) -> None:
    """Note that a file is read to its end; with the last, the tables go."""
    forget(catalogue, file)
    if not catalogue.execute("SELECT 1 FROM reading LIMIT 1").fetchone():
        for table in TABLES:
            catalogue.execute(f"DROP TABLE {table}")


def forget(catalogue: sqlite3.Connection, file: str) -> None:
    """Take out what is known of a file's reading."""
    for table in TABLES:
        catalogue.execute(f"DELETE FROM {table} WHERE file = ?", (file,))
