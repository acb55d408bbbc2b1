"""Errors that tell of the machine, and nothing of what is in a file: it may be as good as ever."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator

# No room, no right, no handle. A disk that can't read (EIO) is not among them: what it should
# have given may be gone for good.
NOT_NOW = frozenset(
    {
        errno.EACCES,
        errno.EDQUOT,
        errno.EINTR,
        errno.EMFILE,
        errno.ENFILE,
        errno.ENOMEM,
        errno.ENOSPC,
        errno.EPERM,
        errno.EROFS,
    }
)
# As FAISS and tantivy quote the system, and what SQLite says in its place.
SAID = frozenset(os.strerror(number) for number in NOT_NOW) | {
    "database is locked",
    "database or disk is full",
    "unable to open database file",
}
# SQLite's: not permitted, busy, locked, no memory, only to be read, full, can't be opened.
SQLITE_NOT_NOW = frozenset({3, 5, 6, 7, 8, 13, 14})


def is_not_now(error: BaseException) -> bool:
    """Whether the machine refused, this time: the error itself, or one that it was raised from.

    >>> is_not_now(OSError(errno.EMFILE, "too many")), is_not_now(OSError(errno.EIO, "broken"))
    (True, False)
    >>> is_not_now(ValueError("vectors.faiss was changed"))
    False
    """
    return any(
        getattr(each, "errno", None) in NOT_NOW
        or getattr(each, "sqlite_errorcode", 0) & 0xFF in SQLITE_NOT_NOW
        or any(words in str(each) for words in SAID)
        for each in causes_of(error)
    )


def causes_of(error: BaseException) -> Iterator[BaseException]:
    """An error, what it was raised from, and so on."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__
