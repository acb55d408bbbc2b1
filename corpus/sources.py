"""The files that a curator names: found, and read without being led astray."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from corpus.errors import RefusedSourceError, UserError
from corpus.readers.formats import MAX_BYTES

SAVED = re.compile(  # the folder of pictures and scripts that a browser saves beside a page
    r"(.+)(?:_files|_fichiers|_archivos|_ficheiros|_bestanden|_pliki|-Dateien|-filer)",
    re.IGNORECASE,
)
PAGES = (".html", ".htm", ".xhtml")
HIDDEN = (".", "~$")  # files and folders whose names begin so are an editor's or a system's own

HOLDING = {"zip": "!", "tar": "!", "records": "#"}  # kind of source → what stands behind its file


class Source(NamedTuple):
    """One file to be added."""

    path: Path
    name: str  # its path as a curator would say it: the named folder, and the path inside it
    refused: str = ""  # why it is not even read; '' when it is
    root: Path | None = None  # the folder that it must not lead out of; None for a file by itself
    passed_over: str = ""  # why it is no source at all, where that is told; '' for a source


class NoSuchSourceError(UserError):
    """A named file or folder is not there."""

    code = "no_such_source"


def file_of(source: str) -> Path:
    """The file that an article came from, by its source: itself, its archive, its file of records.

    >>> file_of("/a/rest.md").name, file_of("records:/a/articles.jsonl#record-7").name
    ('rest.md', 'articles.jsonl')
    >>> file_of("tar:/a/pages.tgz!rest.md").name
    'pages.tgz'
    """
    kind, colon, place = source.partition(":")
    if colon and kind in HOLDING:
        return Path(place.rpartition(HOLDING[kind])[0])
    return Path(source)


def find_sources(named: Path) -> Iterator[Source]:
    """The files below a folder, in the order of their names, then links; a file is itself.

    Links to files are followed only where they stay inside the folder; a linked folder is never
    entered. Hidden files are passed over, and so is what browsers save beside a page, which is
    told in one line; everything else is given, so that what is not added can be listed.

    Raises:
        NoSuchSourceError: nothing has this name.
    """
    refuse_missing(named)
    if not named.is_dir():
        yield Source(named, os.fsencode(named.name).decode("utf-8", "replace"), bad_name(named))
        return
    root = named.resolve()
    unread: list[OSError] = []
    beside: list[Path] = []
    found = list(sources_below(root, unread, beside))
    yield from sorted(found, key=lambda each: each.path.is_symlink())  # an article has its own name
    for error in unread:
        path = Path(error.filename)
        yield Source(path, name_inside(root, path), f"This folder can't be read: {error.strerror}.")
    if beside:
        yield Source(root, root.name, passed_over=told_beside(beside))


def sources_below(root: Path, unread: list[OSError], beside: list[Path]) -> Iterator[Source]:
    """The files and links below a folder, by folder and name.

    Args:
        root: the folder.
        unread: takes why a folder could not be read.
        beside: takes the folders that browsers saved beside pages.
    """
    for folder, folders, files in os.walk(root, followlinks=False, onerror=unread.append):
        saved = saved_beside(folders, files)
        beside += (Path(folder) / name for name in saved)
        folders[:] = sorted(
            name for name in folders if not name.startswith(HIDDEN) and name not in saved
        )
        linked = [name for name in folders if (Path(folder) / name).is_symlink()]
        for name in sorted(files + linked):
            path = Path(folder) / name
            why_not = bad_name(path) or leads_out(path, root)
            if not name.startswith(HIDDEN) and (why_not or name not in linked):
                yield Source(path, name_inside(root, path), why_not, root)


def saved_beside(folders: Sequence[str], files: Sequence[str]) -> list[str]:
    """Of some folders those that a browser saved with a page that is beside them.

    >>> saved_beside(["Panic_files", "case_files"], ["Panic.html", "notes.md"])
    ['Panic_files']
    """
    pages = {name.rpartition(".")[0] for name in files if name.casefold().endswith(PAGES)}
    return [name for name in folders if (found := SAVED.fullmatch(name)) and found[1] in pages]


def told_beside(folders: Sequence[Path]) -> str:
    """How many files are in folders that browsers saved beside pages."""
    files = sum(len(names) for folder in folders for *_, names in os.walk(folder))
    counted = "1 file" if files == 1 else f"{files} files"
    where = "a folder" if len(folders) == 1 else f"{len(folders)} folders"
    return f"{counted} in {where} that a browser saved beside a page: pictures, scripts, styles"


def refuse_missing(named: Path) -> None:
    """Stop at a name that is nothing.

    Raises:
        NoSuchSourceError: nothing has this name.
    """
    if not named.exists():
        raise NoSuchSourceError(
            f"There is no file or folder {str(named)!r}.", hint="Check its name and try again."
        )


def name_inside(root: Path, path: Path) -> str:
    """The named folder and the path inside it; a name that is no UTF-8 is made printable."""
    name = f"{root.name}/{path.relative_to(root).as_posix()}"
    return os.fsencode(name).decode("utf-8", "replace")


def bad_name(path: Path) -> str:
    """Why a file can't be entered under its path; '' when it can."""
    try:
        str(path).encode("utf-8")
    except UnicodeEncodeError:
        return "Its name, or its folder's, is not UTF-8; rename it."
    return ""


def leads_out(path: Path, root: Path) -> str:
    """Why a link is not followed; '' for a file, or a link that stays inside."""
    try:
        target = path.resolve(strict=True)
    except (OSError, RuntimeError):  # RuntimeError: links in a circle, before Python 3.13
        if not path.is_symlink():  # it is gone, which is told when it is read
            return ""
        return f"A link that leads nowhere: {str(path.readlink())!r} is not there."
    if target.is_relative_to(root):
        return ""
    return f"A link out of the folder, to {str(target)!r}; add that file by its own name."


def read_found(source: Source) -> bytes:
    """A source's bytes; asked anew whether it leads out of its folder, as it may have changed.

    Raises:
        RefusedSourceError: it does, it can't be read, is no regular file, or is too large.
    """
    if source.root and (why_not := leads_out(source.path, source.root)):
        raise RefusedSourceError(why_not)
    return read_bytes(source.path)


def read_bytes(path: Path, *, at_most: int = MAX_BYTES, of: str = "an article") -> bytes:
    """A regular file's bytes, at most as many as an article may have, or what else it is.

    Raises:
        RefusedSourceError: it can't be read, is no regular file, or is too large.
    """
    try:
        with open(path.resolve(), "rb", opener=open_itself) as file:  # Path.open has no opener
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise RefusedSourceError("Not a regular file (a pipe, socket or device).")
            if status.st_size > at_most:
                raise RefusedSourceError(
                    f"Too large: {status.st_size / 1e6:.1f} MB, where {of} has at most "
                    f"{at_most / 1e6:.0f} MB.",
                    hint="Split it into its articles.",
                )
            return file.read(at_most + 1)
    except OSError as error:
        reason = error.strerror or str(error)
        raise RefusedSourceError(
            f"It can't be read: {reason}.", hint="Check its permissions."
        ) from error


def open_without_waiting(path: str, flags: int) -> int:
    """Open a file so that a pipe without a writer gives an error, not a wait for ever."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))


def open_itself(path: str, flags: int) -> int:
    """The same of a file, and of no link that took its place."""
    return open_without_waiting(path, flags | getattr(os, "O_NOFOLLOW", 0))
