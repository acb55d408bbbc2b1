"""What can still be read of a damaged catalogue: rows whose own sum says that they are whole."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from corpus import review_table, ruling_table
from corpus.catalogue import CATALOGUE, COLUMNS, UNREADABLE
from corpus.collection import CollectionError, Entry
from corpus.export_layout import SHA256
from corpus.export_tables import Catalogued
from corpus.refusals import is_not_now
from corpus.review_table import Review
from corpus.row_sums import checked

MOST = 10_000_000  # rows that are looked for, one by one: a damaged page hides those behind it
LATER = "Make room, close programs or check permissions, then run `wellread repair` again."
NOTHING = Catalogued(entries=(), rulings=(), reviews=(), kept=())
DAMAGE = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR})


def is_damage(error: CollectionError) -> bool:
    """Whether the catalogue itself is to blame: not the disk, permissions, or a newer version."""
    cause = error.__cause__
    if isinstance(cause, UnicodeDecodeError):
        return True
    if not isinstance(cause, sqlite3.DatabaseError):
        return False
    code: int = getattr(cause, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT)  # without one: our own
    return code & 0xFF in DAMAGE


def is_newer(path: Path) -> bool:
    """Whether a catalogue says that a newer Wellread wrote it.

    Raises:
        CollectionError: the machine did not give it; nobody knows.
    """
    with skipping_damage(), contextlib.closing(sqlite3.connect(path)) as catalogue:
        return bool(catalogue.execute("PRAGMA user_version").fetchone()[0] > CATALOGUE)
    return False


def salvage(path: Path) -> Catalogued:
    """The rows of a damaged catalogue that are whole; none where nothing can be read.

    Raises:
        CollectionError: the machine did not give it; what it holds may be whole.
    """
    with skipping_damage(), contextlib.closing(sqlite3.connect(path)) as catalogue:
        return Catalogued(
            entries=tuple(Entry(*row) for row in whole_rows(catalogue, "entry", COLUMNS)),
            rulings=tuple(
                ruling_table.as_ruling(*row)
                for row in whole_rows(catalogue, "ruling", ruling_table.COLUMNS)
            ),
            reviews=tuple(
                Review(row[0], tuple(json.loads(row[1])), *row[2:])
                for row in whole_rows(catalogue, "review", review_table.COLUMNS)
            ),
            kept=tuple(kept_rows(catalogue)),
        )
    return NOTHING


@contextlib.contextmanager
def skipping_damage() -> Iterator[None]:
    """A look at what may be damaged, and then gives nothing.

    Raises:
        CollectionError: the machine did not give it; what it holds may be whole.
    """
    try:
        yield
    except UNREADABLE as error:
        if is_not_now(error):
            raise CollectionError(
                f"The damaged catalogue can't be looked through now: {error}. Nothing was changed.",
                hint=LATER,
            ) from error


def whole_rows(catalogue: sqlite3.Connection, table: str, columns: str) -> Iterator[list[Any]]:
    """The rows of a table that are what was written, one of each."""
    for row in every_row(catalogue, table, f"{columns}, row_sum"):
        with skipping_damage():
            yield checked(row)


def kept_rows(catalogue: sqlite3.Connection) -> Iterator[tuple[str, str]]:
    """Which originals articles had: rows without a sum, but a sha256 is known by its look."""
    for article, sha256 in every_row(catalogue, "kept", "article, sha256"):
        if isinstance(article, str) and isinstance(sha256, str) and SHA256.fullmatch(sha256):
            yield article, sha256


def every_row(catalogue: sqlite3.Connection, table: str, columns: str) -> Iterator[list[Any]]:
    """Each row that can be reached, by its number: what one page hides, another may show."""
    for number in range(1, highest(catalogue, table) + 1):
        query = f"SELECT {columns} FROM {table} WHERE rowid = ?"
        with skipping_damage():
            yield from catalogue.execute(query, (number,)).fetchall()


def highest(catalogue: sqlite3.Connection, table: str) -> int:
    """The highest number of a row, as far as that can be told; 0 where nothing can."""
    for query in (
        f"SELECT max(rowid) FROM {table} NOT INDEXED",
        f"SELECT max(rowid) FROM (SELECT rowid FROM {table})",
    ):
        with skipping_damage():
            return min(MOST, catalogue.execute(query).fetchone()[0] or 0)
    return 0
