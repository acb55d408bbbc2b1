"""The build before, as the next one needs it: verified, its articles open, its vectors on disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Self

from index.copied import copy_checked
from index.manifest import (
    Files,
    IndexUnusableError,
    Manifest,
    check_files,
    read_stated,
)
from index.opened import first_sound
from index.passages import Passages
from index.publish import Pointer

PASSAGES = "passages.sqlite"


class DamagedError(Exception):
    """A file of a build that had not been read so far is not as it was published."""


@dataclass(frozen=True)
class Earlier:
    """A published build, of which what is open is as it was published; closed by `with`."""

    folder: Path
    pointer: Pointer
    manifest: Manifest
    passages: Passages
    warning: str = ""  # why this is not the build that was published last; '' when it is
    unread: Files = field(default_factory=dict)  # files whose checksums were not compared yet

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.passages.close()

    def check_rest(self) -> None:
        """Compare what was not read so far.

        Raises:
            DamagedError: something is not as it was published.
        """
        try:
            check_files(self.folder, self.unread)
        except ValueError as error:
            raise DamagedError(str(error)) from error

    def copy_to(self, folder: Path) -> None:
        """Copy every file, each compared as it is read.

        A link would cost nothing, but then one damaged place on the disk would be in both builds,
        and the one before could not answer where the newest can't.

        Raises:
            DamagedError: one is not as it was published.
            OSError: one could not be written.
        """
        for name, sums in self.manifest.files.items():
            if fault := copy_checked(self.folder / name, folder / name, sums):
                raise DamagedError(fault)


def open_before(home: Path, *, wholly: bool = True) -> Earlier | None:
    """What is published, if it can be trusted.

    Args:
        home: holds the index.
        wholly: whether every file is compared with its checksum now, or, as who copies them all
            will read them anyhow, those that are opened alone.
    """
    try:
        return first_sound(home, partial(open_earlier, wholly=wholly))
    except IndexUnusableError:
        return None


def open_earlier(
    index: Path, pointer: Pointer, warning: str = "", *, wholly: bool = True
) -> Earlier:
    """One build: its checksums first, then its articles.

    Raises:
        ValueError: something is not as it was published.
        OSError: something is not there.
    """
    folder = index / pointer.name
    manifest = read_stated(folder, pointer.manifest)
    now = {name: sums for name, sums in manifest.files.items() if wholly or name == PASSAGES}
    check_files(folder, now)
    passages = Passages(folder / PASSAGES)
    if (count := len(passages)) != manifest.passages:
        passages.close()
        raise ValueError(f"it has {count} passages, and says {manifest.passages}")
    unread = {name: sums for name, sums in manifest.files.items() if name not in now}
    pointer = Pointer(pointer.name, manifest.sha256)
    return Earlier(folder, pointer, manifest, passages, warning, unread)


def manifest_before(home: Path) -> Manifest | None:
    """What the published build says of itself; its other files are not looked at."""
    try:
        return first_sound(
            home, lambda index, build, _: read_stated(index / build.name, build.manifest)
        )
    except IndexUnusableError:
        return None
