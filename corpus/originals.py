"""Originals on the disk: each whole or not at all; those of one commit wait for it together."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from corpus.durable import sync_folder

HALF = ".tmp-"  # begins the name of an original that is being written
FEW = 8  # so many wait for the disk one after the other: a thread is no gain
AT_ONCE = 8  # threads that wait: file systems do in one go what several wait for at a time


class Originals:
    """Writes originals beside their places, and gives all of them their names at the end.

    The disk is asked to hold them when all are written, several at a time, and each folder once.
    Until `together` ends, none has its name.
    """

    def __init__(self) -> None:
        self.halves: dict[Path, Path] = {}  # by place; where each was written
        self.folders: set[Path] = set()  # whose names the disk is to hold

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """A time at whose end the disk holds all that was kept in it, or none has its name.

        Raises:
            OSError: the disk does not hold them; some may have their names all the same.
        """
        try:
            yield
            self.settle()
        finally:
            for half in self.halves.values():
                with contextlib.suppress(OSError):
                    half.unlink()
            self.halves.clear()
            self.folders.clear()

    def keep(self, place: Path, data: bytes) -> None:
        """Write an original that is to have a place, unless it is there.

        Raises:
            OSError: it can't be written.
        """
        self.folders.add(place.parent)  # also then: who wrote it may have been killed before that
        if place in self.halves or (place.is_file() and place.read_bytes() == data):
            return
        self.make_folder(place.parent)
        handle, half = tempfile.mkstemp(dir=place.parent, prefix=HALF)
        self.halves[place] = Path(half)
        with os.fdopen(handle, "wb") as file:
            file.write(data)

    def make_folder(self, folder: Path) -> None:
        """Make a folder, whose name the disk is to hold, too."""
        made = [each for each in (folder, *folder.parents) if not each.exists()]
        self.folders.update(each.parent for each in made)
        folder.mkdir(parents=True, exist_ok=True)

    def settle(self) -> None:
        """Have the disk hold what was written, then the names."""
        wait_for(sync_file, list(self.halves.values()))
        for place, half in list(self.halves.items()):
            half.replace(place)
            del self.halves[place]
        wait_for(sync_folder, sorted(self.folders))


def wait_for(sync: Callable[[Path], None], paths: Sequence[Path]) -> None:
    """Have the disk hold some files, or folders' names; many of them at a time.

    Raises:
        OSError: it does not hold one of them.
    """
    if len(paths) <= FEW:
        for path in paths:
            sync(path)
        return
    with ThreadPoolExecutor(AT_ONCE) as threads:
        for _ in threads.map(sync, paths):
            pass


def sync_file(path: Path) -> None:
    """Have the disk hold a file.

    Raises:
        OSError: it does not.
    """
    with path.open("rb") as file:
        os.fsync(file.fileno())
