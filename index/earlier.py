"""The build before, as the next one needs it: verified, its articles open, its vectors on disk."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Self

from index.manifest import IndexUnusableError, Manifest, read_stated, read_verified
from index.opened import first_sound
from index.passages import Passages
from index.publish import Pointer


@dataclass(frozen=True)
class Earlier:
    """A published build, every file of which is as it was published; closed by `with`."""

    folder: Path
    pointer: Pointer
    manifest: Manifest
    passages: Passages
    warning: str = ""  # why this is not the build that was published last; '' when it is

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.passages.close()


def open_before(home: Path) -> Earlier | None:
    """What is published, if it can be trusted."""
    try:
        return first_sound(home, open_earlier)
    except IndexUnusableError:
        return None


def open_earlier(index: Path, pointer: Pointer, warning: str = "") -> Earlier:
    """One build: every checksum first, then its articles.

    Raises:
        ValueError: something is not as it was published.
        OSError: something is not there.
    """
    folder = index / pointer.name
    manifest = read_verified(folder, pointer.manifest)
    passages = Passages(folder / "passages.sqlite")
    if (count := len(passages)) != manifest.passages:
        passages.close()
        raise ValueError(f"it has {count} passages, and says {manifest.passages}")
    return Earlier(folder, Pointer(pointer.name, manifest.sha256), manifest, passages, warning)


def manifest_before(home: Path) -> Manifest | None:
    """What the published build says of itself; its other files are not looked at."""
    try:
        return first_sound(
            home, lambda index, build, _: read_stated(index / build.name, build.manifest)
        )
    except IndexUnusableError:
        return None
