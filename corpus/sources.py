"""The files that a curator names: found, and read without being led astray."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.errors import RefusedSourceError, UserError
from corpus.readers.formats import MAX_BYTES

HIDDEN = (".", "~$")  # files and folders whose names begin so are an editor's or a system's own


class Source(NamedTuple):
    """One file to be added."""

    path: Path
    name: str  # its path as a curator would say it: the named folder, and the path inside it
    refused: str = ""  # why it is not even read; '' when it is


class NoSuchSourceError(UserError):
    """A named file or folder is not there."""

    code = "no_such_source"


def find_sources(named: Path) -> Iterator[Source]:
    """The files below a folder, in the order of their names; a file is itself.

    Links are followed only where they stay inside the folder. Hidden files are passed over;
    everything else is given, so that what is not added can be listed.

    Raises:
        NoSuchSourceError: nothing has this name.
    """
    if not named.exists():
        raise NoSuchSourceError(
            f"There is no file or folder {str(named)!r}.", hint="Check its name and try again."
        )
    if not named.is_dir():
        yield Source(named, named.name)
        return
    root = named.resolve()
    for folder, folders, files in os.walk(root, followlinks=False):
        folders[:] = sorted(name for name in folders if not name.startswith(HIDDEN))
        for name in sorted(files):
            path = Path(folder) / name
            if not name.startswith(HIDDEN):
                yield Source(path, f"{root.name}/{path.relative_to(root).as_posix()}", leads_out(path, root))


def leads_out(path: Path, root: Path) -> str:
    """Why a link is not followed; '' for a file, or a link that stays inside."""
    if not path.is_symlink():
        return ""
    target = path.resolve()
    if target.is_relative_to(root) and target.is_file():
        return ""
    if not target.exists():
        return f"A link that leads nowhere: {os.readlink(path)!r} is not there."
    return f"A link out of the folder, to {str(target)!r}; add that file by its own name."


def read_bytes(path: Path) -> bytes:
    """A regular file's bytes, at most as many as an article may have.

    Raises:
        RefusedSourceError: it can't be read, is no regular file, or is too large.
    """
    try:
        with path.open("rb", opener=open_without_waiting) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise RefusedSourceError("Not a regular file (a pipe, socket or device).")
            if status.st_size > MAX_BYTES:
                raise RefusedSourceError(
                    f"Too large: {status.st_size / 1e6:.1f} MB, where an article has at most "
                    f"{MAX_BYTES / 1e6:.0f} MB.",
                    hint="Split it into its articles.",
                )
            return file.read(MAX_BYTES + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RefusedSourceError(
            f"It can't be read: {reason}.", hint="Check its permissions."
        ) from error


def open_without_waiting(path: str, flags: int) -> int:
    """Open a file so that a pipe without a writer gives an error, not a wait for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
