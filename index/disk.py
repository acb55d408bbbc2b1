"""What engines say of a full or broken disk, as the system would say it: with the file's name."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import UserError


class UnreadableError(UserError, ValueError):
    """A file of a build can't be read, or is not what it should be; a disk may be to blame."""

    code = "index_unusable"
    exit_status = 3


@contextlib.contextmanager
def naming(path: Path) -> Iterator[None]:
    """A stretch of work on one SQLite file, whose failure names it.

    Raises:
        OSError: the disk is full or broken, the file is locked or may not be written.
    """
    try:
        yield
    except sqlite3.OperationalError as error:
        raise OSError(f"{path.name}: {error}") from error
