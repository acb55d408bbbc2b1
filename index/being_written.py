"""A SQLite file of a build while it is written: no journal, as a broken build is thrown away."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import ClassVar, Self

from index.disk import naming


class BeingWritten:
    """One file, finished at the end of `with`; whoever extends this says what is in it."""

    schema: ClassVar[str]

    def __init__(self, path: Path) -> None:
        """Begin a file, or go on in one that is there."""
        self.path = path
        self.connection = sqlite3.connect(path)

    def __enter__(self) -> Self:
        with naming(self.path):
            self.connection.execute("PRAGMA journal_mode = OFF")
            self.connection.execute("PRAGMA synchronous = OFF")  # the build is synced as one
            if not self.connection.execute("SELECT 1 FROM sqlite_master").fetchone():
                self.connection.executescript(self.schema)
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        try:
            if kind is None:
                with naming(self.path):
                    self.connection.commit()
        finally:
            self.connection.close()
