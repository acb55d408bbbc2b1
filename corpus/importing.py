"""Brings an export into an empty collection: all of it, or nothing."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import zipfile
from pathlib import Path
from typing import NamedTuple

from corpus import forget_table, review_table, ruling_table
from corpus.collection import Collection, UnsureError
from corpus.errors import UserError
from corpus.export_layout import TABLES, Contents, NoExportError, Settings
from corpus.export_reading import MAX_TABLE, announced, open_regular, verified, whole
from corpus.export_tables import Catalogued, from_tables
from corpus.readers.formats import MAX_BYTES
from corpus.sources import refuse_missing
from corpus.zipped import BROKEN

EMPTY = ("entry", "ruling", "review", "kept", "forgotten")  # tables without a row


class NotEmptyError(UserError):
    """A home has a collection already."""

    code = "not_empty"


class Imported(NamedTuple):
    """What came of an export."""

    articles: int
    originals: int
    settings: Settings  # how the index was made
    missing: tuple[str, ...]  # articles whose original the export lacks


def import_collection(home: Path, file: Path) -> Imported:
    """Read an export into a home's empty collection; killed on the way, it stays empty.

    One that is not there is made when all of the file has been checked.

    Raises:
        NoSuchSourceError: there is no such file.
        NotEmptyError: the collection has articles, decisions, or remembers some.
        NoExportError: the file is damaged, is no export, or one of a newer Wellread.
        CollectionError: the collection could not be written, and is as it was.
        UnsureError: all is there, or nothing.
    """
    refuse_missing(file)
    with Collection.open_existing(home) as before:
        refuse_full(before)
    try:
        with open_regular(file) as opened:
            listed = announced(opened)
            with zipfile.ZipFile(opened) as archive:
                contents = verified(archive, listed, room=room_for(home))
                known = catalogued_in(archive, contents)
                with Collection.open(home) as collection:
                    enter(collection, archive, contents, known)
    except (*BROKEN, UnicodeDecodeError) as error:
        raise NoExportError(
            f"{str(file)!r} can't be imported: {reason_of(error)}. Nothing was.",
            hint="Copy it once more, or take another export.",
        ) from error
    lost = tuple(entry.id for entry in known.entries if entry.sha256 in contents.missing)
    originals = len(contents.files) - len(TABLES)
    return Imported(len(known.entries), originals, contents.settings, lost)


def room_for(home: Path) -> int:
    """How many bytes are free where a home is, or will be."""
    there = next(path for path in (home, *home.absolute().parents) if path.exists())
    return shutil.disk_usage(there).free


def reason_of(error: Exception) -> str:
    """What went wrong, without its number.

    >>> reason_of(IsADirectoryError(21, "Is a directory", "a.zip")), reason_of(ValueError("no"))
    ('Is a directory', 'no')
    """
    return (error.strerror if isinstance(error, OSError) else "") or str(error)


def refuse_full(collection: Collection) -> None:
    """Stop at a collection that is not empty.

    Raises:
        NotEmptyError: it is not.
    """
    with collection.reading():
        query = " UNION ALL ".join(f"SELECT count(*) FROM {table}" for table in EMPTY)
        counts = [row[0] for row in collection.catalogue.execute(query)]
    if any(counts):
        raise NotEmptyError(
            f"There is a collection in {collection.folder} already, and an export is not mixed "
            "into another one.",
            hint="Name an empty home: `wellread import FILE --home NEW`.",
        )


def catalogued_in(archive: zipfile.ZipFile, contents: Contents) -> Catalogued:
    """The catalogue of a verified export.

    Raises:
        ValueError: a line is none that an export has, or names an original that is not there.
    """
    files = contents.files
    known = from_tables(
        {name: whole(archive, name, files[name].size, MAX_TABLE) for name in TABLES}
    )
    there = {member.sha256 for name, member in files.items() if name not in TABLES}
    if known.originals != there | set(contents.missing):
        raise ValueError("its tables name other originals than it has")
    return known


def enter(
    collection: Collection, archive: zipfile.ZipFile, contents: Contents, known: Catalogued
) -> None:
    """Write originals and catalogue, alone among all processes; all or nothing.

    Raises:
        NotEmptyError: somebody added something meanwhile.
        CollectionError: something could not be written.
        ValueError: the file was changed meanwhile.
    """
    written: list[str] = []
    try:
        with collection.writing("The export", "imported"):
            refuse_full(collection)
            for name, member in contents.files.items():
                if name not in TABLES:
                    written.append(member.sha256)
                    data = whole(archive, name, member.size, MAX_BYTES)
                    if hashlib.sha256(data).hexdigest() != member.sha256:
                        raise ValueError(f"{name} was changed meanwhile")
                    collection.keep_original(member.sha256, data)
            write_catalogue(collection, known)
    except UnsureError:  # the catalogue may name them
        raise
    except BaseException:
        for sha256 in written:
            with contextlib.suppress(OSError):
                collection.original_path(sha256).unlink()
        raise


def write_catalogue(collection: Collection, known: Catalogued) -> None:
    """Write an export's rows; what is derived is derived anew by the next build."""
    for entry in known.entries:
        collection.enter(entry)
    for ruling in known.rulings:
        ruling_table.write_ruling(collection.catalogue, ruling)
    for review in known.reviews:
        review_table.write_review(collection.catalogue, review)
    for article, sha256 in known.kept:
        forget_table.note_original(collection.catalogue, article, sha256)
