"""What shows whether a row of the catalogue is still what was written: SQLite keeps no checksums.

A flipped bit in an id or a decision would pass for another id, another decision.
"""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Sequence
from typing import Any

COLUMN = "row_sum TEXT NOT NULL DEFAULT ''"  # of a row's other columns; '' only before version 7
BYTES = 8


def sum_row(values: Sequence[object]) -> str:
    """The sum of a row's columns, as it is stored behind them.

    >>> sum_row(["a.md", 1]) == sum_row(["a.md", 1]), sum_row(["a.md", 1]) == sum_row(["a.mt", 1])
    (True, False)
    """
    stated = json.dumps([str(value) for value in values])
    return hashlib.blake2b(stated.encode(), digest_size=BYTES).hexdigest()


def checked(row: Sequence[Any]) -> list[Any]:
    """A stored row without its last column, the sum of the others.

    Raises:
        sqlite3.DatabaseError: it is not what was written.
    """
    *values, stored = row
    if sum_row(values) != stored:
        raise sqlite3.DatabaseError(f"the row of {values[0]!r} is not what was written")
    return values


def add_sums(catalogue: sqlite3.Connection, table: str, columns: str) -> None:
    """Give a table of an earlier version its sums, where it has none."""
    names = {row[1] for row in catalogue.execute(f"PRAGMA table_info({table})")}
    if "row_sum" not in names:
        catalogue.execute(f"ALTER TABLE {table} ADD COLUMN {COLUMN}")
    rows = catalogue.execute(f"SELECT rowid, {columns} FROM {table} WHERE row_sum = ''").fetchall()
    sums = [(sum_row(values), rowid) for rowid, *values in rows]
    catalogue.executemany(f"UPDATE {table} SET row_sum = ? WHERE rowid = ?", sums)
