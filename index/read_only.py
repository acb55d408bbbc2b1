"""A SQLite file of a build: never changed once it is published, and read by many threads."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any, ClassVar, Self

from index.disk import UnreadableError


class ReadOnly:
    """One file, let go of by `with` or `close`; whoever extends this says what it holds."""

    holds: ClassVar[str]  # for messages: "passages"
    columns: ClassVar[tuple[str, ...]]  # "column FROM table", which a whole file has

    def __init__(self, path: Path) -> None:
        """Open a file whose checksum was verified.

        Raises:
            ValueError: SQLite can't read it.
        """
        self.lock = threading.Lock()
        try:
            self.connection = sqlite3.connect(
                f"file:{quoted(path)}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise UnreadableError(f"the {self.holds} can't be read: {error}") from error
        try:
            for column in self.columns:
                self.connection.execute(f"SELECT {column} LIMIT 1")
        except sqlite3.Error as error:
            self.close()
            raise UnreadableError(f"the {self.holds} can't be read: {error}") from error

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file, when no one is asking."""
        with self.lock:
            self.connection.close()

    def ask(self, query: str, values: Sequence[object] = ()) -> list[Any]:
        """A query's rows; one thread at a time uses the connection.

        Raises:
            UnreadableError: the disk does not give them back, or no longer as they were verified.
        """
        try:
            with self.lock:
                return self.connection.execute(query, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise UnreadableError(
                f"The {self.holds} of the index can't be read: {error}.",
                hint="`wellread verify` looks at every file, `wellread repair` mends what can be.",
            ) from error


def quoted(path: Path) -> str:
    """A path as SQLite's addresses want it."""
    return str(path.resolve()).replace("%", "%25").replace("?", "%3f").replace("#", "%23")
