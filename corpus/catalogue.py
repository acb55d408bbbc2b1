"""The catalogue's file: its tables, their version, and how it is opened and brought up to date."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from corpus import (
    forget_table,
    frame_table,
    page_table,
    return_table,
    review_table,
    row_sums,
    ruling_table,
    visit_table,
)

NAME = "collection.sqlite"
SCHEMA = """
CREATE TABLE IF NOT EXISTS entry (
    id TEXT PRIMARY KEY,          -- what people call it: "nhs/panic-attacks.html"
    source TEXT NOT NULL UNIQUE,  -- a file's full path, an address, or "stdin:…", "upload:…"
    sha256 TEXT NOT NULL,         -- names the original
    format TEXT NOT NULL,
    added TEXT NOT NULL,          -- ISO 8601, UTC
    row_sum TEXT NOT NULL DEFAULT ''  -- of the others, as of `corpus.row_sums`
) STRICT;
CREATE INDEX IF NOT EXISTS entry_sha256 ON entry (sha256);
"""
COLUMNS = "id, source, sha256, format, added"
CATALOGUE = 9  # SQLite's user_version; a higher number was written by a newer Wellread
LEARNED = 6  # the version since which what sites repeat is kept as it is now
SUMMED = (
    ("entry", COLUMNS),
    ("ruling", ruling_table.COLUMNS),
    ("review", review_table.COLUMNS),
    ("visit", visit_table.COLUMNS),
)
# UnicodeDecodeError: where SQLite's own message has bytes of the damage in it
UNREADABLE = (sqlite3.Error, UnicodeDecodeError)
LOCK_WAIT = 30  # seconds that a command waits for another one's write
READ_WAIT = 500  # milliseconds that who wrote waits for those who read, which are shorter


def open_or_read(path: Path) -> sqlite3.Connection:
    """The catalogue; only to be read where a full disk has no room for SQLite's shared memory.

    Raises:
        sqlite3.Error: as of `open_catalogue`; also where a writer's last changes would be missed.
    """
    try:
        return open_catalogue(path)
    except sqlite3.OperationalError:
        changes = path.with_name(f"{path.name}-wal")
        if not path.is_file() or (changes.is_file() and changes.stat().st_size):
            raise
        catalogue = sqlite3.connect(f"{path.resolve().as_uri()}?immutable=1", uri=True)
        if catalogue.execute("PRAGMA user_version").fetchone()[0] == CATALOGUE:
            return catalogue
        catalogue.close()
        raise


def open_catalogue(path: Path) -> sqlite3.Connection:
    """The catalogue, made on first use.

    Raises:
        sqlite3.Error: it is no catalogue, is damaged, or is of another version.
    """
    catalogue = sqlite3.connect(path, timeout=LOCK_WAIT)
    try:
        version = version_of(catalogue)
        if version not in range(CATALOGUE + 1):
            raise sqlite3.DatabaseError(f"it has format {version}, this Wellread reads {CATALOGUE}")
        catalogue.execute("PRAGMA journal_mode = WAL")
        catalogue.execute("PRAGMA synchronous = FULL")
        catalogue.execute("PRAGMA secure_delete = ON")  # what is deleted is written over
        if version != CATALOGUE:  # who only reads writes nothing
            bring_up_to_date(catalogue)
    except UNREADABLE:
        catalogue.close()
        raise
    return catalogue


def move_in(catalogue: sqlite3.Connection) -> None:
    """Have the catalogue's own file hold what was committed, before anyone is told of it.

    Until then it is in SQLite's write-ahead log alone, of which a damaged or lost end is passed
    over without a word. Where somebody reads on, or the disk refuses, it stays there until the next
    write, or until the last one lets go of the catalogue.
    """
    patience = catalogue.execute("PRAGMA busy_timeout").fetchone()[0]
    catalogue.execute(f"PRAGMA busy_timeout = {min(patience, READ_WAIT)}")
    with contextlib.suppress(*UNREADABLE):  # what was committed is safe, and whole
        catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    catalogue.execute(f"PRAGMA busy_timeout = {patience}")


@contextlib.contextmanager
def undone_where_it_fails(catalogue: sqlite3.Connection) -> Iterator[None]:
    """A part of a transaction, which whatever error ends."""
    try:
        yield
    except BaseException:
        with contextlib.suppress(*UNREADABLE):  # it has ended already
            catalogue.rollback()
        raise


def commit(catalogue: sqlite3.Connection) -> None:
    """End a transaction, and have the catalogue's own file hold its changes.

    Raises:
        sqlite3.Error: it may hold, or not: SQLite's log may have it for who opens it next.
    """
    with undone_where_it_fails(catalogue):
        catalogue.commit()
    move_in(catalogue)


def version_of(catalogue: sqlite3.Connection) -> int:
    """Which version of Wellread's tables a catalogue has; 0 for a new file."""
    version: int = catalogue.execute("PRAGMA user_version").fetchone()[0]
    return version


def bring_up_to_date(catalogue: sqlite3.Connection) -> None:
    """Give a catalogue of an earlier version, or an empty file, the tables of this one; or none.

    What sites repeat is derived, and is learned anew where it was kept in another way.
    """
    learned = () if version_of(catalogue) >= LEARNED else (page_table, frame_table)
    beside = (ruling_table, review_table, forget_table, visit_table, return_table, *learned)
    tables = SCHEMA + "".join(each.SCHEMA for each in beside)
    with catalogue:
        catalogue.executescript(f"BEGIN IMMEDIATE; {tables}")
        for table, columns in SUMMED:
            row_sums.add_sums(catalogue, table, columns)
        catalogue.execute(f"PRAGMA user_version = {CATALOGUE}")


def faults_of(catalogue: sqlite3.Connection, *, whole: bool) -> list[str]:
    """What is wrong with a catalogue's file as SQLite sees it; nothing where all is well.

    It tells of rows that are lost, which no query would: every table has two ways to its rows.

    Args:
        catalogue: opened.
        whole: look at what is derived, too, which in a large collection is most of the file.

    Raises:
        sqlite3.Error: it can't even be asked.
    """
    asked = ["10"] if whole else [table for table, _ in SUMMED]
    rows = (row for each in asked for row in catalogue.execute(f"PRAGMA integrity_check({each})"))
    said = [line for row in rows for line in str(row[0]).splitlines()]
    return [line for line in said if line != "ok" and not line.startswith("***")]
