"""What a browser sends: one file, or an archive of many, under a name that nobody checked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from corpus.archived import UNSEEN
from corpus.archives import is_archive, read_archive
from corpus.errors import RefusedSourceError
from corpus.readers.formats import format_of
from corpus.received import Received

MAX_NAME = 200  # characters; no file system has longer ones


def uploaded(stated: str, data: bytes) -> Iterator[Received]:
    """The sources of one upload: itself, or what is in it when it is an archive.

    What can't be read is given with its reason; nothing is raised.

    >>> [each.name for each in uploaded("C:\\\\pages\\\\rest.txt", b"Rest.")]
    ['rest.txt']
    """
    name = last_part(stated)
    try:
        if is_archive(name):
            yield from read_archive(data, name=name, source=f"upload:{name}")
        else:
            yield Received(name, f"upload:{name}", data, format_of(name))
    except RefusedSourceError as refusal:
        yield Received(name, f"upload:{name}", refused=str(refusal))


def last_part(stated: str) -> str:
    """A file's name without any folder of the visitor's, fit to be shown.

    >>> last_part("../../etc/rest.html"), last_part("..")
    ('rest.html', 'upload')
    """
    name = UNSEEN.sub("", PurePosixPath(stated.replace("\\", "/")).name)[-MAX_NAME:]
    return name if name.strip(". ") else "upload"
