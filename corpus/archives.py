"""The archives that are read, by their names: zip, and tar, also gzipped."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from corpus.received import Received
from corpus.tarred import read_tar
from corpus.zipped import read_zip

ARCHIVES: dict[str, Callable[..., Iterator[Received]]] = {  # how a name ends → what reads it
    ".zip": read_zip,
    ".tar": read_tar,
    ".tar.gz": read_tar,
    ".tgz": read_tar,
}


def is_archive(name: str) -> bool:
    """Whether a file's name ends as that of an archive that is read.

    >>> is_archive("Pages.ZIP"), is_archive("pages.tar.gz"), is_archive("pages.tar.xz")
    (True, True, False)
    """
    return name.casefold().endswith(tuple(ARCHIVES))


def kind_of_archive(name: str) -> str:
    """What an archive is called by its name: "zip" or "tar".

    >>> kind_of_archive("pages.tgz")
    'tar'
    """
    return "zip" if name.casefold().endswith(".zip") else "tar"


def read_archive(data: bytes, *, name: str, source: str) -> Iterator[Received]:
    """What is in an archive, each file with its bytes or with why it is not read.

    Folders and hidden files are passed over, everything else is given.

    Args:
        data: the archive.
        name: of the archive; its articles are called "pages/rest.html" for "pages.zip".
        source: where the archive came from; theirs is "SOURCE!PATH".

    Raises:
        RefusedSourceError: before anything is given, when the archive as a whole is not to be
            trusted: damaged, too large, too many files, or one that unpacks to far more.
    """
    reader = next(read for end, read in ARCHIVES.items() if name.casefold().endswith(end))
    return reader(data, name=name, source=source)
