"""Zip archives, read without being led astray: nothing is unpacked on disk, everything is bounded.

Only what is needed of the format is read: stored and deflated files, which unpack no further than
their stated size.
"""

from __future__ import annotations

import io
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from functools import partial

from corpus.archived import (
    LINK,
    MAX_ARCHIVE,
    MAX_ENTRIES,
    MAX_NAME,
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

MAX_LIST = MAX_ENTRIES * (46 + MAX_NAME * 4)  # bytes of the list of files; 46 besides each name
END, ZIP64 = b"PK\x05\x06", b"PK\x06\x07"  # how the record at an archive's end begins
END_SIZE, ZIP64_SIZE, COMMENT = 22, 20, 65_535  # bytes
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED, IN_UTF_8 = 0x1, 0x800  # of an entry's flags
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError),
    *(NotImplementedError, OverflowError),
)


def read_zip(data: bytes, *, name: str, source: str) -> Iterator[Received]:
    """What is in an archive; as `corpus.archives.read_archive` has it."""
    refuse_long_list(data)
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        entries = archive.infolist()
    except BROKEN as error:
        raise RefusedSourceError(
            f"Not a zip archive, or a damaged one: {error}.", hint="Make it anew."
        ) from error
    refuse_bomb(entries, packed=len(data))
    return articles_of(archive, entries, name=name, source=source)


def refuse_long_list(data: bytes) -> None:
    """Stop at an archive that is too large, or whose list of files is, before that is read.

    Raises:
        RefusedSourceError: it is, or it is no zip archive.
    """
    if len(data) > MAX_ARCHIVE:
        raise too_large(f"it has {len(data) / 1e6:.1f} MB")
    at = len(data) - END_SIZE
    if at < 0 or not (data.startswith(END, at) and data.endswith(b"\0\0")):
        at = data.rfind(END, max(0, at - COMMENT))  # a comment follows the record
    if at < 0 or at + END_SIZE > len(data):
        raise RefusedSourceError("Not a zip archive, or one that breaks off.", hint="Make it anew.")
    count, size = struct.unpack_from("<HL", data, at + 10)
    if count > MAX_ENTRIES:
        raise too_large(f"it has {count:,} files")
    if size > MAX_LIST or (at >= ZIP64_SIZE and data.startswith(ZIP64, at - ZIP64_SIZE)):
        raise too_large("its list of files is too long")


def refuse_bomb(entries: list[zipfile.ZipInfo], *, packed: int) -> None:
    """Stop at an archive that would unpack to far more than it holds.

    Raises:
        RefusedSourceError: it would.
    """
    if len(entries) > MAX_ENTRIES:
        raise too_large(f"it has {len(entries):,} files")
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MAX_UNPACKED:
        raise too_large(f"its files unpack to {unpacked / 1e6:,.0f} MB")
    if sum(entry.compress_size for entry in entries) > packed:
        raise RefusedSourceError(
            "This archive was made to harm: its files share their bytes, so that it unpacks to far "
            "more than it holds.",
            hint="Don't open it elsewhere either; ask whoever sent it.",
        )


def articles_of(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], *, name: str, source: str
) -> Iterator[Received]:
    """Each file of an opened archive that is not passed over."""
    listed = ((name_of(entry, entry.filename).replace("\\", "/"), entry) for entry in entries)
    files = ((path, entry) for path, entry in listed if not path.endswith("/"))
    with archive:
        yield from each_file(files, why_not, partial(unpacked, archive), name=name, source=source)


def name_of(entry: zipfile.ZipInfo, read_as: str) -> str:
    """A file's name; many programs write it in UTF-8 without saying so.

    >>> entry = zipfile.ZipInfo()
    >>> name_of(entry, "Trauer \u251c\u255dber Verluste.html"), name_of(entry, "Gr\u00fcn.html")
    ('Trauer über Verluste.html', 'Grün.html')
    """
    if entry.flag_bits & IN_UTF_8:
        return read_as
    try:
        return read_as.encode("cp437").decode("utf-8")
    except UnicodeError:
        return read_as


def why_not(entry: zipfile.ZipInfo, path: str, seen: set[str]) -> str:
    """Why a file of an archive is not read; '' when it is."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        why_not_path(path, name_of(entry, entry.orig_filename))
        or (LINK if kind == stat.S_IFLNK else "")
        or (NOT_REGULAR if kind not in (0, stat.S_IFREG) else "")
        or why_not_named(path, seen)
        or why_not_unpacked(entry)
    )


def why_not_unpacked(entry: zipfile.ZipInfo) -> str:
    """Why a file's bytes are not unpacked; '' when they are."""
    if entry.flag_bits & ENCRYPTED:
        return "Locked with a password. Unpack the archive, and add its files."
    if entry.compress_type not in PACKED:
        return "Packed in an uncommon way. Make the archive anew as an ordinary zip."
    size = entry.file_size
    if size > MAX_BYTES:
        return too_long(size)
    if size > SMALL and size > MAX_RATIO * entry.compress_size:
        return (
            f"It would grow to {size / max(entry.compress_size, 1):,.0f} times its packed size, "
            f"where {MAX_RATIO} is the most: a zip bomb does that, no article."
        )
    return ""


def unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, received: Received) -> Received:
    """A file with its bytes, or why it has none; it is never read past its stated size."""
    try:
        with archive.open(entry) as file:
            data = file.read(entry.file_size + 1)
    except BROKEN as error:
        return received._replace(refused=f"Damaged inside the archive: {error}.")
    if len(data) != entry.file_size:
        return received._replace(refused="Damaged inside the archive: a part of it is missing.")
    return received._replace(data=data, format=format_of(entry.filename))
