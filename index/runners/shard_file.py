"""What became of a shard's articles, in one file: they, what was encoded, what was left out.

A file is written beside its place and given its name in one rename. Its name says what went into
it, and its first bytes what is in it, so that whoever finds one may take it as it is.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from index.manifest import LeftOut
from index.passage_writer import columns_of
from index.passages import prepared_of
from index.readings import Found

FORMAT = 2  # part of every shard's name
SUM = 32  # bytes of a sha256, which a file begins with
LENGTH = 8  # bytes that say how long the text is
HALF = ".tmp-"  # begins the name of a file that is being written


class Shard(NamedTuple):
    """What became of some articles."""

    found: tuple[Found, ...]  # in the order of their ids
    entries: Mapping[bytes, bytes]  # of their passages, by their keys, as the cache has them


def packed(shard: Shard) -> bytes:
    """A shard as a file holds it."""
    stored = {
        "found": [pack_one(each) for each in shard.found],
        "entries": [(key.hex(), len(entry)) for key, entry in shard.entries.items()],
    }
    text = json.dumps(stored, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    content = b"".join((len(text).to_bytes(LENGTH, "little"), text, *shard.entries.values()))
    return hashlib.sha256(content).digest() + content


def unpacked(data: bytes) -> Shard:
    """The shard that `packed` wrote.

    Raises:
        ValueError: it is not as it was written.
    """
    content = data[SUM:]
    if hashlib.sha256(content).digest() != data[:SUM]:
        raise ValueError("the shard is damaged")
    end = LENGTH + int.from_bytes(content[:LENGTH], "little")
    stored = json.loads(content[LENGTH:end])
    entries = {}
    for key, size in stored["entries"]:
        entries[bytes.fromhex(key)] = content[end : end + size]
        end += size
    return Shard(tuple(unpack_one(each) for each in stored["found"]), entries)


def pack_one(found: Found) -> list[Any]:
    """An article as an index stores it; or its id, digest and reason, where it was left out."""
    return list(found if isinstance(found, LeftOut) else columns_of(found))


def unpack_one(stored: list[Any]) -> Found:
    """What `pack_one` packed."""
    return LeftOut(*stored) if len(stored) == len(LeftOut._fields) else prepared_of(stored)


def id_of(found: Found) -> str:
    """Which article it is."""
    return found.id if isinstance(found, LeftOut) else found.article.id


def read_shard(path: Path, ids: Iterable[str]) -> Shard | None:
    """The shard of some articles; None where there is no file, or none that is whole."""
    try:
        shard = unpacked(path.read_bytes())
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return shard if [id_of(each) for each in shard.found] == list(ids) else None


def write_shard(path: Path, data: bytes) -> None:
    """Write a shard's file, whole or not at all; written again, it is the same.

    Raises:
        OSError: it could not be written; also where its folder is gone.
    """
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=HALF)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(temporary).unlink()
        raise
