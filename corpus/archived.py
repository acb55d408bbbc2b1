"""What holds of every archive: its limits, the names of its files, and why one of them is not read.

The numbers are generous for saved articles (some 100 kB each, packed to a fifth) and small for a
machine.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import PurePosixPath
from typing import TypeVar

from corpus.errors import RefusedSourceError
from corpus.readers.formats import MAX_BYTES, format_of
from corpus.received import Received
from corpus.sources import HIDDEN

Listed = TypeVar("Listed")  # a file as its archive lists it
MAX_ARCHIVE = 50_000_000  # bytes, packed
MAX_ENTRIES = 2_000
MAX_UNPACKED = 200_000_000  # bytes of all files together
MAX_RATIO = 100  # unpacked to packed; text reaches some 5, a page of one repeated line some 50
SMALL = 1_000_000  # bytes; a smaller file may be packed as tightly as it likes
MAX_NAME = 300  # characters
NESTED = (".zip", ".gz", ".tgz", ".tar", ".bz2", ".xz", ".7z", ".rar", ".zst", ".jar", ".warc")
BESIDE = "__MACOSX"  # a folder that macOS puts into every archive, with nothing of the article
UNSEEN = re.compile("[\x00-\x1f\x7f\u202a-\u202e\u2066-\u2069]")  # controls; marks that turn text
DRIVE = re.compile(r"[A-Za-z]:")
LINK = "A link to another file: only files themselves are read."
NOT_REGULAR = "Not a regular file (a pipe, socket or device)."
LIMITS = (
    f"up to {MAX_ARCHIVE / 1e6:.0f} MB, {MAX_ENTRIES:,} files, and {MAX_UNPACKED / 1e6:.0f} MB "
    "unpacked"
)


def each_file(
    listed: Iterable[tuple[str, Listed]],
    why_not: Callable[[Listed, str, set[str]], str],
    with_bytes: Callable[[Listed, Received], Received],
    *,
    name: str,
    source: str,
) -> Iterator[Received]:
    """Each file of an archive that is not passed over, with its bytes or with why it has none.

    Args:
        listed: the files in the archive's order, each with its path; no folders.
        why_not: why a file of this path is not read, beside the paths before it; '' when it is.
        with_bytes: reads a file.
        name: of the archive.
        source: where the archive came from.
    """
    seen: set[str] = set()
    for path, entry in listed:
        if is_beside(path):
            continue
        received = Received(name_inside(name, path), f"{source}!{path}")
        refused = why_not(entry, path, seen)
        seen.add(path)
        yield received._replace(refused=refused) if refused else with_bytes(entry, received)


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
    if path.casefold().endswith(NESTED):
        return "An archive inside an archive is not opened. Unpack it, and add what is in it."
    try:
        format_of(path)
    except RefusedSourceError as refusal:
        return str(refusal)
    return ""


def too_long(size: int) -> str:
    """Why a file of so many bytes is no article."""
    return (
        f"Too large: {size / 1e6:,.1f} MB, where an article has at most "
        f"{MAX_BYTES / 1e6:.0f} MB. Split it into its articles."
    )


def too_large(said: str) -> RefusedSourceError:
    """The error for an archive past the limits, with all of them."""
    return RefusedSourceError(
        f"Too large for an archive: {said}. An archive may have {LIMITS}, so that one file can't "
        "fill this machine.",
        hint="Split it, or leave out what is no article.",
    )
