"""Makes a finished build the current one, in one rename, and keeps the one before.

A build is written into a folder of its own, synced, named, and only then does CURRENT, one small
file, begin to point at it. Killed at any moment, the old or the new build is current, whole; what
a killed builder left behind is swept by the next one. Build numbers only grow, so that an orphan
can never stand in the way of a later build.
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
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.errors import UserError
from index.manifest import MANIFEST, Manifest

CURRENT = "CURRENT"
LOCK = "build.lock"
BUILD_NAME = re.compile(r"(\d{6,})-[0-9a-f]{8}")
TEMPORARY = "tmp-"


class BuildBusyError(UserError):
    """Another process is building."""

    code = "build_busy"


class Pointer(NamedTuple):
    """A build's name, and the sha256 of its manifest; '' where it is not known."""

    name: str
    manifest: str


class Published(NamedTuple):
    """What CURRENT says."""

    current: Pointer
    previous: Pointer | None


def read_current(index: Path) -> Published | None:
    """What is published; None where nothing is.

    Raises:
        ValueError: CURRENT is damaged.
    """
    try:
        stored = json.loads((index / CURRENT).read_bytes())
        previous = stored["previous"]
        return Published(Pointer(*stored["current"]), Pointer(*previous) if previous else None)
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{CURRENT} is damaged: {error!r}") from error


def write_current(index: Path, published: Published) -> None:
    """Let CURRENT say something else, in one rename."""
    temporary = index / f"{CURRENT}.{uuid.uuid4().hex[:8]}.tmp"
    with temporary.open("wb") as file:
        file.write(json.dumps(published._asdict()).encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(index / CURRENT)
    sync_folder(index)


@contextlib.contextmanager
def building(index: Path) -> Iterator[Path]:
    """An empty folder to build in, while no one else builds; thrown away unless it was published.

    Raises:
        BuildBusyError: another process holds the lock. The kernel frees it when that process ends.
    """
    index.mkdir(parents=True, exist_ok=True)
    with (index / LOCK).open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BuildBusyError(
                "Another build of this collection is under way.", hint="Wait until it has finished."
            ) from error
        sweep(index)
        folder = index / f"{TEMPORARY}{uuid.uuid4().hex}"
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


def name_build(index: Path, folder: Path, manifest: Manifest) -> Pointer:
    """Sync a finished folder with its manifest, and give it its number. It is not current yet."""
    data = manifest.as_bytes()
    (folder / MANIFEST).write_bytes(data)
    sync_tree(folder)
    name = f"{highest_number(index) + 1:06d}-{uuid.uuid4().hex[:8]}"
    folder.rename(index / name)
    sync_folder(index)
    return Pointer(name, hashlib.sha256(data).hexdigest())


def point_at(index: Path, pointer: Pointer) -> None:
    """Make a named build the current one; the one before is kept, older ones are swept."""
    try:
        published = read_current(index)
    except ValueError:
        published = None
    write_current(index, Published(pointer, published.current if published else None))
    sweep(index)


def roll_back(index: Path) -> Published:
    """Make the build before the current one, and the current one the one before.

    Raises:
        UserError: there is none before.
    """
    published = read_current(index)
    if published is None or published.previous is None:
        raise UserError(
            "There is no earlier build to go back to.",
            hint="Two builds are kept: this one and the last.",
        )
    if not (index / published.previous.name).is_dir():
        raise UserError(
            f"The earlier build {published.previous.name} is gone.", hint="Run `wellread build`."
        )
    turned = Published(published.previous, published.current)
    write_current(index, turned)
    return turned


def sweep(index: Path) -> None:
    """Delete what no one points at: unfinished folders, orphans, builds older than the last two."""
    try:
        published = read_current(index)
    except ValueError:
        return  # nobody knows which builds are good: keep them all
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


def sync_folder(path: Path) -> None:
    """Have the disk hold a folder's names."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
