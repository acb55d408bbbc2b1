"""Makes a finished build the current one, in one rename, and keeps the one before.

A build is written into a folder of its own, synced, tested, named, and only then does CURRENT, one
small file, begin to point at it. Killed at any moment, the old or the new build is current,
whole; what a killed builder left behind is swept by the next one. Build numbers only grow, so
that an orphan can never stand in the way of a later build.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import json
import os
import re
import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.durable import make_folder, sync_folder
from corpus.errors import UserError
from index.manifest import MANIFEST, IndexUnusableError, Manifest, read_verified

CURRENT = "CURRENT"
LOCK = "build.lock"
BUILD_NAME = re.compile(r"(\d{6,})-[0-9a-f]{8}")
SHA256 = re.compile(r"[0-9a-f]{64}")
TEMPORARY = "tmp-"


class NotHeldError(OSError):
    """The last step was taken, and the disk does not say that it will keep it."""


class BuildBusyError(UserError):
    """Another process is building."""

    code = "build_busy"


class NoEarlierBuildError(UserError):
    """There is nothing to roll back to."""

    code = "no_earlier_build"

    def __init__(self) -> None:
        super().__init__(
            "There is no earlier build to go back to.",
            hint="Two builds are kept: this one and the last.",
        )


class Pointer(NamedTuple):
    """A build's name, and the sha256 of its manifest; '' where it is not known."""

    name: str
    manifest: str

    def checked(self) -> Pointer:
        """Itself, when it can be a build's.

        Raises:
            ValueError: it names something else, perhaps outside the index.
        """
        if not (BUILD_NAME.fullmatch(self.name) and SHA256.fullmatch(self.manifest)):
            raise ValueError(f"{self.name!r} with manifest {self.manifest!r} is no build")
        return self


class Published(NamedTuple):
    """What CURRENT says."""

    current: Pointer
    previous: Pointer | None


def read_current(index: Path) -> Published | None:
    """What is published; None where nothing is.

    Raises:
        ValueError: CURRENT is damaged, or is gone while there are builds.
        OSError: it can't be read.
    """
    try:
        stored = json.loads(read_pointers(index))
        if stored is None:
            return None
        previous = stored["previous"]
        return Published(
            Pointer(*stored["current"]).checked(),
            Pointer(*previous).checked() if previous else None,
        )
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{CURRENT} is damaged: {error}") from error


def read_pointers(index: Path) -> bytes:
    """What CURRENT holds; JSON's null where there is neither it nor a build."""
    for _ in range(2):  # it may be written for the first time between the two looks
        with contextlib.suppress(FileNotFoundError):
            return (index / CURRENT).read_bytes()
        if not builds(index):
            return b"null"
    raise ValueError("it is missing")


def write_current(index: Path, published: Published | None) -> None:
    """Let CURRENT say something else, in one rename; None: that nothing is published.

    Raises:
        OSError: it could not be written, and says what it said.
        NotHeldError: it says so now, and after a power failure may say what it said.
    """
    temporary = index / f"{CURRENT}.{uuid.uuid4().hex[:8]}.tmp"
    with temporary.open("wb") as file:
        file.write(json.dumps(published and published._asdict()).encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(index / CURRENT)
    try:
        sync_folder(index)
    except OSError as error:
        raise (NotHeldError(*error.args) if published else error) from error


@contextlib.contextmanager
def alone(index: Path) -> Iterator[None]:
    """A time in which no one else changes what is published.

    Raises:
        BuildBusyError: another process holds the lock. The kernel frees it when that process ends.
    """
    with (index / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildBusyError(
                "Another build of this collection is under way.", hint="Wait until it has finished."
            ) from error
        yield


@contextlib.contextmanager
def building(index: Path) -> Iterator[Path]:
    """An empty folder to build in, while no one else builds; thrown away unless it was published.

    Raises:
        BuildBusyError: another process is building, or rolling back.
    """
    make_folder(index)
    with alone(index):
        sweep(index)
        folder = index / f"{TEMPORARY}{uuid.uuid4().hex}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def seal(folder: Path, manifest: Manifest) -> Pointer:
    """Write a finished folder's manifest and have the disk hold all of it; points at the folder."""
    data = manifest.as_bytes()
    (folder / MANIFEST).write_bytes(data)
    sync_tree(folder)
    return Pointer(folder.name, hashlib.sha256(data).hexdigest())


def point_at(index: Path, sealed: Pointer, *, previous: Pointer | None) -> Pointer:
    """Give a sealed folder its number and make it the current build.

    Args:
        index: holds the folder.
        sealed: what `seal` gave.
        previous: a build that can be trusted, kept to fall back on; all others are swept.
    """
    if not builds(index) and not (index / CURRENT).exists():
        write_current(index, None)  # else a first build without CURRENT would look like damage
    number = highest_number(index) + 1
    pointer = Pointer(f"{number:06d}-{uuid.uuid4().hex[:8]}", sealed.manifest)
    (index / sealed.name).rename(index / pointer.name)
    sync_folder(index)
    write_current(index, Published(pointer, previous))
    with contextlib.suppress(OSError):  # it is published; the next build sweeps again
        sweep(index)
    return pointer


def roll_back(index: Path, ready: Callable[[Manifest], None] = lambda _: None) -> Published:
    """Make the build before the current one, and the current one the one before.

    Args:
        index: holds the builds.
        ready: is given the build's manifest before anything is changed; raises `ValueError` where
            what it names outside its files is not there.

    Raises:
        UserError: there is none before, it can't be trusted, or CURRENT can't be written, and
            nothing was changed; or it was, and the disk may not hold it.
        BuildBusyError: another process is building.
    """
    if not index.is_dir():
        raise NoEarlierBuildError
    try:
        with alone(index):
            published = read_published(index)
            if published is None or published.previous is None:
                raise NoEarlierBuildError
            verify_earlier(index, published.previous, ready)
            turned = Published(published.previous, published.current)
            write_current(index, turned)
    except NotHeldError as error:
        raise UserError(
            f"The build before answers now, and after a power failure may not: {error}.",
            hint="Make room or check permissions, then see what `wellread status` says.",
        ) from error
    except OSError as error:
        raise UserError(
            f"The index could not be rolled back: {error}.", hint="Make room or check permissions."
        ) from error
    return turned


def keep_current_only(index: Path) -> None:
    """Delete every build but the current one; there is nothing to go back to after that.

    Raises:
        ValueError: CURRENT is damaged.
        OSError: one could not be deleted.
        BuildBusyError: another process is building.
    """
    if not index.is_dir():
        return
    with alone(index):
        published = read_current(index)
        if published is None:
            return
        write_current(index, Published(published.current, None))
        sweep(index)
        left = [each.name for each in index.iterdir() if each.is_dir()]
    if left != [published.current.name]:
        raise OSError(f"{', '.join(sorted({*left} - {published.current.name}))} is still there")


def read_published(index: Path) -> Published | None:
    """What is published, for a person who wants to change it.

    Raises:
        IndexUnusableError: CURRENT can't be read.
    """
    try:
        return read_current(index)
    except (ValueError, OSError) as error:
        raise IndexUnusableError(
            f"It can't be told which builds of {index} there are: {error}.",
            hint="Run `wellread build`; the index is made anew from the collection.",
        ) from error


def verify_earlier(index: Path, pointer: Pointer, ready: Callable[[Manifest], None]) -> None:
    """Stop where the build to go back to is damaged.

    Raises:
        UserError: it is, or it is gone.
    """
    try:
        ready(read_verified(index / pointer.name, pointer.manifest))
    except (ValueError, OSError) as error:
        raise UserError(
            f"The earlier build {pointer.name} can't be trusted: {error}.",
            hint="The current one still answers. Run `wellread build` to bring it up to date.",
        ) from error


def sweep(index: Path) -> None:
    """Delete what no one points at: unfinished folders, orphans, builds older than the last two.

    Where CURRENT can't be read, nobody knows which builds are good, and all are kept.
    """
    try:
        published = read_current(index)
    except ValueError:
        keep = set(builds(index))
    else:
        keep = {pointer.name for pointer in published or () if pointer}
    for path in index.iterdir():
        unfinished = path.name.startswith(TEMPORARY) or path.name.endswith(".tmp")
        if unfinished or (BUILD_NAME.fullmatch(path.name) and path.name not in keep):
            remove(path)


def remove(path: Path) -> None:
    """Delete a folder or a file; a folder's name is taken away first, so that no half is left."""
    if path.is_dir():
        hidden = path.with_name(f"{TEMPORARY}{uuid.uuid4().hex}")
        with contextlib.suppress(OSError):
            path.rename(hidden)
            shutil.rmtree(hidden, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def builds(index: Path) -> list[str]:
    """The names of all builds, newest first."""
    if not index.is_dir():
        return []
    return sorted((p.name for p in index.iterdir() if BUILD_NAME.fullmatch(p.name)), reverse=True)


def highest_number(index: Path) -> int:
    """The largest number that any build has, orphans counted; 0 when there is none."""
    return max((int(name.split("-")[0]) for name in builds(index)), default=0)


def sync_tree(folder: Path) -> None:
    """Have the disk hold every file below a folder, and the folders themselves."""
    for path in sorted(folder.rglob("*"), reverse=True):
        sync_folder(path) if path.is_dir() else sync_file(path)
    sync_folder(folder)


def sync_file(path: Path) -> None:
    """Have the disk hold a file."""
    with path.open("rb") as file:
        os.fsync(file.fileno())
