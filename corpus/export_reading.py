"""Reads an export's file: its end, its list, every checksum; only then is anything parsed.

Everything is bounded: names are those of the layout and never paths on this machine, and nothing
unpacks further than stated, than an article may be, or than there is room.
"""

from __future__ import annotations

import hashlib
import os
import stat
import struct
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from corpus.export_layout import COMMENT, FORMAT, LIST, TABLES, Contents, Member, read_contents
from corpus.readers.formats import MAX_BYTES
from corpus.sources import open_without_waiting
from corpus.zipped import COMMENT as LONGEST_COMMENT
from corpus.zipped import ENCRYPTED, END, END_SIZE, PACKED, ZIP64, ZIP64_SIZE

MAX_FILES = 3_000_000
MAX_TABLE = 2_000_000_000  # bytes of wellread.json, or of a table; a line has some 300
PORTION = 1 << 20


@contextmanager
def open_regular(path: Path) -> Iterator[IO[bytes]]:
    """A file, open for `with`; a pipe is not waited for.

    Raises:
        OSError: it can't be read.
        ValueError: it is no regular file.
    """
    with open(path, "rb", opener=open_without_waiting) as file:  # Path.open has no opener
        if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
            raise ValueError("it is not a regular file")
        yield file


def announced(file: IO[bytes]) -> str:
    """The sha256 of an export's list, from the end of the file; nothing else is read.

    Raises:
        ValueError: it is no export, breaks off, is of a newer version, or has too many files.
    """
    size = file.seek(0, 2)
    file.seek(max(0, size - LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(END)
    found = COMMENT.fullmatch(tail, at + END_SIZE) if at >= 0 else None
    if found is None:
        raise ValueError("it is no export of Wellread, or breaks off")
    if (version := int(found[1])) != FORMAT:
        raise ValueError(
            f"it has format {version}, and this Wellread reads format {FORMAT}; a newer one reads "
            "it"
        )
    count, length = struct.unpack_from("<HL", tail, at + 10)
    if at >= ZIP64_SIZE and tail.startswith(ZIP64, at - ZIP64_SIZE):
        place = struct.unpack_from("<Q", tail, at - ZIP64_SIZE + 8)[0]
        file.seek(min(place, size))
        count, length = struct.unpack_from("<QQ", file.read(56), 32)
    if count > MAX_FILES or length > size:
        raise ValueError(f"it has {count:,} files in a list of {length:,} bytes")
    file.seek(0)
    return found[2].decode()


def verified(archive: zipfile.ZipFile, listed: str, *, room: int) -> Contents:
    """What an export says of itself, when all that it has is as it says.

    Args:
        archive: the export.
        listed: the sha256 of its list.
        room: bytes that there is room for.

    Raises:
        ValueError: something is not.
    """
    entries = archive.infolist()
    names = [entry.filename for entry in entries]
    if len(set(names)) < len(names) or LIST not in names:
        raise ValueError(f"it has a file twice, or no {LIST}")
    data = whole(archive, LIST, archive.getinfo(LIST).file_size, MAX_TABLE)
    if hashlib.sha256(data).hexdigest() != listed:
        raise ValueError(f"{LIST} was changed")
    contents = read_contents(data)
    if set(names) - {LIST} != contents.files.keys():
        raise ValueError(f"it has other files than {LIST} says")
    total = sum(member.size for member in contents.files.values())
    if total > room:
        raise ValueError(
            f"it unpacks to {total / 1e6:,.0f} MB, and there is room for {room / 1e6:,.0f}"
        )
    for name, member in contents.files.items():
        check(archive, name, member)
    return contents


def check(archive: zipfile.ZipFile, name: str, member: Member) -> None:
    """Whether a file of an export is what its list says.

    Raises:
        ValueError: it is not.
    """
    most = MAX_TABLE if name in TABLES else MAX_BYTES
    digest = hashlib.sha256()
    for portion in portions(archive, name, member.size, most):
        digest.update(portion)
    if digest.hexdigest() != member.sha256:
        raise ValueError(f"{name} was changed")


def portions(archive: zipfile.ZipFile, name: str, size: int, most: int) -> Iterator[bytes]:
    """A file's bytes, some at a time, and never more than it is said to have.

    Raises:
        ValueError: it has another size, is too large, or is packed in another way.
    """
    entry = archive.getinfo(name)
    if entry.flag_bits & ENCRYPTED or entry.compress_type not in PACKED:
        raise ValueError(f"{name} is packed as no export is")
    if entry.file_size != size or size > most:
        raise ValueError(f"{name} has {entry.file_size:,} bytes, where {min(size, most):,} may be")
    left = size
    with archive.open(entry) as file:
        while portion := file.read(min(PORTION, left + 1)):
            left -= len(portion)
            if left < 0:
                break
            yield portion
    if left:
        raise ValueError(f"{name} has another size than it says")


def whole(archive: zipfile.ZipFile, name: str, size: int, most: int) -> bytes:
    """All of a file; raises as `portions` does."""
    return b"".join(portions(archive, name, size, most))
