"""Writes a collection into one archive; `corpus.export_layout` says what is in it."""

from __future__ import annotations

import contextlib
import hashlib
import os
import uuid
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import IO, NamedTuple

from corpus.collection import Collection
from corpus.errors import UserError
from corpus.export_layout import LIST, Contents, Member, Settings, comment_for, original_name
from corpus.export_tables import as_tables, read_catalogued

EPOCH = (1980, 1, 1, 0, 0, 0)  # of every file: the same collection, the same bytes
READABLE = 0o600 << 16  # by its owner
UNIX = 3
LEVEL = 6  # of packing


class NotExportedError(UserError):
    """An export could not be written."""

    code = "not_exported"


class Exported(NamedTuple):
    """What an export holds."""

    articles: int
    originals: int
    size: int  # bytes of the archive
    missing: tuple[str, ...]  # articles whose original is damaged or gone; all else of them is in


def export_collection(collection: Collection, file: Path, settings: Settings) -> Exported:
    """Write a collection into a file, which is whole or as it was before.

    The same collection and settings give the same bytes.

    Raises:
        NotExportedError: it could not be written.
        CollectionError: the collection can't be read.
    """
    known = read_catalogued(collection)
    sizes = whole_originals(collection, known.originals)
    missing = tuple(sorted(known.originals - sizes.keys()))
    tables = as_tables(known)
    contents = Contents(settings, members_of(tables, sizes), missing)
    file = file.resolve()  # a link goes on pointing at it
    part = file.with_name(f".{file.name}.{uuid.uuid4().hex[:8]}.part")
    try:
        with part.open("wb") as out:
            write_archive(out, contents, tables, collection)
            out.flush()
            os.fsync(out.fileno())
        size = part.stat().st_size
        part.replace(file)
    except (OSError, zipfile.LargeZipFile) as error:
        raise NotExportedError(
            f"{str(file)!r} could not be written: {error}. What was there before still is.",
            hint="Make room or check permissions, then try again.",
        ) from error
    finally:
        with contextlib.suppress(OSError):
            part.unlink()
    lost = tuple(entry.id for entry in known.entries if entry.sha256 in missing)
    return Exported(len(known.entries), len(sizes), size, lost)


def whole_originals(collection: Collection, named: Iterable[str]) -> dict[str, int]:
    """The size of each of some originals that is what it was, in order."""
    found = {}
    for sha256 in sorted(named):
        with contextlib.suppress(OSError):
            data = collection.original_path(sha256).read_bytes()
            if hashlib.sha256(data).hexdigest() == sha256:
                found[sha256] = len(data)
    return found


def members_of(tables: Mapping[str, bytes], sizes: Mapping[str, int]) -> dict[str, Member]:
    """Every file of an export, with its size and checksum."""
    found = {
        name: Member(len(data), hashlib.sha256(data).hexdigest()) for name, data in tables.items()
    }
    return found | {original_name(sha256): Member(size, sha256) for sha256, size in sizes.items()}


def write_archive(
    out: IO[bytes], contents: Contents, tables: Mapping[str, bytes], collection: Collection
) -> None:
    """Write every file of an export; one original at a time is in memory.

    Raises:
        OSError: it could not be written, or an original changed meanwhile.
    """
    listed = contents.as_bytes()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL) as archive:
        archive.comment = comment_for(hashlib.sha256(listed).hexdigest())
        write_member(archive, LIST, listed)
        for name, member in contents.files.items():
            data = tables.get(name)
            if data is None:
                data = collection.original_path(member.sha256).read_bytes()
            if hashlib.sha256(data).hexdigest() != member.sha256:
                raise OSError(f"{name} was changed meanwhile")
            write_member(archive, name, data)


def write_member(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    """Write one file; nothing of the machine or the moment goes along."""
    entry = zipfile.ZipInfo(name, EPOCH)
    entry.create_system, entry.external_attr = UNIX, READABLE
    entry.compress_type = zipfile.ZIP_DEFLATED
    archive.writestr(entry, data, compresslevel=LEVEL)
