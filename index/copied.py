"""Copies a build's files, each checked as it is read, which saves reading it twice."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from index.manifest import FileSum

BLOCK = 1 << 20  # bytes


def copy_checked(source: Path, target: Path, expected: FileSum) -> str:
    """Copy a file; what is wrong with it, where it is not what was published, else ''.

    Raises:
        OSError: the copy could not be written.
    """
    digest, size = hashlib.sha256(), 0
    target.parent.mkdir(exist_ok=True)
    with target.open("wb") as file:
        try:
            for block in blocks_of(source):
                digest.update(block)
                size += len(block)
                file.write(block)
        except SourceError as error:
            return f"{source.name} can't be read: {error}"
    if (size, digest.hexdigest()) != expected:
        return f"{source.name} was changed since it was published"
    return ""


class SourceError(Exception):
    """A file could not be read; its reason."""


def blocks_of(source: Path) -> Iterator[memoryview]:
    """A file's bytes, in blocks that are good until the next is drawn.

    Raises:
        SourceError: it can't be read.
    """
    buffer = memoryview(bytearray(BLOCK))
    try:
        with source.open("rb", buffering=0) as file:
            while count := file.readinto(buffer):
                yield buffer[:count]
    except OSError as error:
        raise SourceError(error.strerror) from error
