"""Tar archives, also gzipped: nothing is unpacked on disk, and the limits are those of a zip.

A tar has no list of its files, so it is gone through twice: once for how many there are and how
large they are, and only then for what is in them.
"""

from __future__ import annotations

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator
from functools import partial

from corpus.archived import (
    LINK,
    MAX_ARCHIVE,
    MAX_ENTRIES,
    MAX_RATIO,
    MAX_UNPACKED,
    NOT_REGULAR,
    SMALL,
    each_file,
    too_large,
    too_long,
    why_not_named,
    why_not_path,
)
from corpus.errors import RefusedSourceError
from corpus.readers.formats import MAX_BYTES, format_of
from corpus.received import Received

PACKED = b"\x1f\x8b"  # how a gzip file begins
BROKEN = (tarfile.TarError, zlib.error, EOFError, OSError, ValueError, OverflowError)
BLOCK = 512  # bytes; a tar is made of such
STEP = 1_000_000  # bytes that are passed over at a time
MAX_STREAM = MAX_UNPACKED + MAX_ENTRIES * 8 * BLOCK  # bytes, with what stands around the files
SPARSE = "A sparse file, which unpacks to more than the archive holds."
PARTLY = "Damaged inside the archive: a part of it is missing."
BREAKS_OFF = "The archive breaks off behind this: what stood whole before was read. Make it anew."


class Bounded(io.RawIOBase):
    """What an archive unpacks to, up to a limit; where it breaks off, that is noted.

    Raises:
        RefusedSourceError: while it is read, when that is far more than it holds.
    """

    def __init__(self, data: bytes) -> None:
        packed = data.startswith(PACKED)
        self.file = gzip.GzipFile(fileobj=io.BytesIO(data)) if packed else io.BytesIO(data)
        self.most = max(SMALL, MAX_RATIO * len(data)) if packed else MAX_STREAM
        self.size = 0
        self.broken_off = False

    def read(self, size: int = -1) -> bytes:
        """Some bytes; none at the end, or where it breaks off."""
        try:
            data = self.file.read1(size)
        except (EOFError, zlib.error, OSError):
            self.broken_off = True
            return b""
        self.size += len(data)
        if self.size > min(self.most, MAX_STREAM):
            grown = f"it unpacks to more than {min(self.most, MAX_STREAM) / 1e6:,.0f} MB"
            raise too_large(grown)
        return data


def read_tar(data: bytes, *, name: str, source: str) -> Iterator[Received]:
    """What is in an archive; as `corpus.archives.read_archive` has it.

    Of one that breaks off, what is whole is given, and the break is told.
    """
    if len(data) > MAX_ARCHIVE:
        raise too_large(f"it has {len(data) / 1e6:.1f} MB")
    refuse_unlikely(data)
    return articles_of(data, name=name.removesuffix(".gz"), source=source)


def refuse_unlikely(data: bytes) -> None:
    """Stop at an archive that is none, has too many files, or unpacks to far more than it holds.

    Raises:
        RefusedSourceError: it is.
    """
    count = unpacked = 0
    try:
        for member in members_of(Bounded(data)):
            count += 1
            unpacked += max(member.size, 0)
            if count > MAX_ENTRIES:
                raise too_large(f"it has more than {MAX_ENTRIES:,} files")
            if unpacked > MAX_UNPACKED:
                raise too_large(f"its files unpack to more than {MAX_UNPACKED / 1e6:,.0f} MB")
    except BROKEN as error:
        if not count:
            raise not_tar(error) from error
    if not count:
        raise not_tar("there is nothing in it")


def not_tar(reason: object) -> RefusedSourceError:
    """The error for what is no archive."""
    return RefusedSourceError(
        f"Not a tar archive, or a damaged one: {reason}.", hint="Make it anew."
    )


def members_of(stream: Bounded) -> Iterator[tarfile.TarInfo]:
    """What an archive lists, in order; each is forgotten behind the next."""
    with opened(stream) as archive:
        yield from each_member(archive)


def opened(stream: Bounded) -> tarfile.TarFile:
    """An archive that is read from its beginning to its end."""
    return tarfile.open(fileobj=stream, mode="r|", errors="replace")


def each_member(archive: tarfile.TarFile) -> Iterator[tarfile.TarInfo]:
    """What an opened archive lists."""
    while member := archive.next():
        yield member
        archive.members.clear()  # type: ignore[attr-defined]  # it would keep them all


def articles_of(data: bytes, *, name: str, source: str) -> Iterator[Received]:
    """Each file of an archive that is not passed over, and its break where it breaks off."""
    stream = Bounded(data)
    ended = False
    try:
        with opened(stream) as archive:
            files = (
                (member.name.replace("\\", "/").removeprefix("./"), member)
                for member in each_member(archive)
                if not member.isdir()
            )
            read = partial(with_bytes, archive)
            yield from each_file(files, why_not, read, name=name, source=source)
            ended = not stream.broken_off and is_ended(data, archive.offset)
    except BROKEN:
        pass  # told below, where it broke off
    if not ended:
        yield Received(name, source, refused=BREAKS_OFF)


def is_ended(data: bytes, offset: int) -> bool:
    """Whether an empty block stands at an offset, as at an archive's end.

    The library takes a damaged header, and a file that is cut off between two, for the end, too.
    """
    stream = Bounded(data)
    while stream.size < offset and stream.read(min(STEP, offset - stream.size)):
        pass
    block = b""
    while len(block) < BLOCK and (part := stream.read(BLOCK - len(block))):
        block += part
    return block == bytes(BLOCK)


def why_not(member: tarfile.TarInfo, path: str, seen: set[str]) -> str:
    """Why a file of an archive is not read; '' when it is."""
    return (
        why_not_path(path, member.name)
        or (LINK if member.issym() or member.islnk() else "")
        or (SPARSE if member.issparse() else "")
        or (NOT_REGULAR if not member.isreg() else "")
        or why_not_named(path, seen)
        or (too_long(member.size) if member.size > MAX_BYTES else "")
    )


def with_bytes(archive: tarfile.TarFile, member: tarfile.TarInfo, received: Received) -> Received:
    """A file with its bytes, or why it has none."""
    file = archive.extractfile(member)
    try:
        data = file.read() if file else b""
    except BROKEN:
        data = b""
    if len(data) != member.size:
        return received._replace(refused=PARTLY)
    return received._replace(data=data, format=format_of(member.name))
