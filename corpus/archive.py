"""Zip archives, read without being led astray: nothing is unpacked on disk, everything is bounded.

Only what is needed of the format is read: stored and deflated files, which unpack no further than
their stated size. The numbers are generous for saved articles (some 100 kB each, packed to a fifth)
and small for a machine.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.errors import RefusedSourceError
from corpus.readers.formats import MAX_BYTES, format_of
from corpus.received import Received
from corpus.sources import HIDDEN

MAX_ARCHIVE = 50_000_000  # bytes, packed
MAX_ENTRIES = 2_000
MAX_UNPACKED = 200_000_000  # bytes of all files together
MAX_RATIO = 100  # unpacked to packed; text reaches some 5, a page of one repeated line some 50
SMALL = 1_000_000  # bytes; a smaller file may be packed as tightly as it likes
MAX_NAME = 300  # characters
MAX_LIST = MAX_ENTRIES * (46 + MAX_NAME * 4)  # bytes of the list of files; 46 besides each name
END, ZIP64 = b"PK\x05\x06", b"PK\x06\x07"  # how the record at an archive's end begins
END_SIZE, ZIP64_SIZE, COMMENT = 22, 20, 65_535  # bytes
PACKED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
ENCRYPTED = 0x1  # of an entry's flags
ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst", ".jar", ".warc")
BESIDE = "__MACOSX"  # a folder that macOS puts into every archive, with nothing of the article
UNSEEN = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # controls; marks that turn text
DRIVE = re.compile(r"[A-Za-z]:")
LINK = "A link to another file: only files themselves are read."
NOT_REGULAR = "Not a regular file (a pipe, socket or device)."
BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, EOFError, OSError, ValueError, RuntimeError),
    *(NotImplementedError, OverflowError),
)
LIMITS = (
    f"up to {MAX_ARCHIVE / 1e6:.0f} MB, {MAX_ENTRIES:,} files, and {MAX_UNPACKED / 1e6:.0f} MB "
    "unpacked"
)


def read_zip(data: bytes, *, name: str, source: str) -> Iterator[Received]:
    """The articles of a zip archive in its order, and what is no article, with the reason.

    Folders and hidden files are passed over, everything else is given.

    Args:
        data: the archive.
        name: of the archive; its articles are called "pages/rest.html" for "pages.zip".
        source: where the archive came from; theirs is "SOURCE!PATH".

    Raises:
        RefusedSourceError: before anything is unpacked, when the archive as a whole is not to be
            trusted: damaged, too large, too many files, or one that unpacks to far more.
    """
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


def too_large(said: str) -> RefusedSourceError:
    """The error for an archive past the limits, with all of them."""
    return RefusedSourceError(
        f"Too large for an archive: {said}. An archive may have {LIMITS}, so that one file can't "
        "fill this machine.",
        hint="Split it, or leave out what is no article.",
    )


def articles_of(
    archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo], *, name: str, source: str
) -> Iterator[Received]:
    """Each file of an opened archive that is not passed over."""
    seen: set[str] = set()
    with archive:
        for entry in entries:
            path = entry.filename.replace("\\", "/")
            if entry.is_dir() or path.endswith("/") or is_beside(path):
                continue
            received = Received(name_inside(name, path), f"{source}!{path}")
            refused = why_not(entry, path, seen)
            seen.add(path)
            if refused:
                yield received._replace(refused=refused)
            else:
                yield unpacked(archive, entry, received)


def is_beside(path: str) -> bool:
    """Whether a path is that of a system's or an editor's own file; never one that leads out.

    >>> is_beside("pages/.DS_Store"), is_beside("../rest.html"), is_beside("pages/rest.html")
    (True, False, False)
    """
    parts = [part for part in path.split("/") if part not in ("", ".", "..")]
    return any(part.startswith((*HIDDEN, BESIDE)) for part in parts)


def name_inside(archive: str, path: str) -> str:
    """What a file of an archive is called; a folder in it that repeats its name does so once.

    >>> name_inside("pages.zip", "rest.html"), name_inside("pages.zip", "pages/rest.html")
    ('pages/rest.html', 'pages/rest.html')
    """
    stem = PurePosixPath(archive).stem
    shown = UNSEEN.sub("\ufffd", path)[:MAX_NAME].strip("/")
    return shown if shown.startswith(f"{stem}/") else f"{stem}/{shown}"


def why_not(entry: zipfile.ZipInfo, path: str, seen: set[str]) -> str:
    """Why a file of an archive is not read; '' when it is."""
    kind = stat.S_IFMT(entry.external_attr >> 16)
    return (
        why_not_path(path, entry.orig_filename)
        or (LINK if kind == stat.S_IFLNK else "")
        or (NOT_REGULAR if kind not in (0, stat.S_IFREG) else "")
        or why_not_named(path, seen)
        or why_not_unpacked(entry)
    )


def why_not_path(path: str, stated: str) -> str:
    """Why a path is not that of a file inside an archive; '' when it is."""
    if len(path) > MAX_NAME or UNSEEN.search(stated):
        return f"Its name is longer than {MAX_NAME} characters, or has some that can't be seen."
    if path.startswith("/") or DRIVE.match(path):
        return "An absolute path: it names a place on a disk, not one inside the archive."
    if ".." in path.split("/"):
        return "Its path has '..', and so leads out of the archive."
    return ""


def why_not_named(path: str, seen: set[str]) -> str:
    """Why a file is not read by its name; '' when it is."""
    if path in seen:
        return "The archive has this name twice; the first one counts."
    if path.casefold().endswith(ARCHIVES):
        return "An archive inside an archive is not opened. Unpack it, and add what is in it."
    try:
        format_of(path)
    except RefusedSourceError as refusal:
        return str(refusal)
    return ""


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


def too_long(size: int) -> str:
    """Why a file of so many bytes is no article."""
    return (
        f"Too large: {size / 1e6:,.1f} MB, where an article has at most "
        f"{MAX_BYTES / 1e6:.0f} MB. Split it into its articles."
    )


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
