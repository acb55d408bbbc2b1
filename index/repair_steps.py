"""The steps of a repair; what is damaged and can't be made again is set aside, never deleted."""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from corpus.catalogue import NAME
from corpus.collection import Collection, CollectionError, Entry
from corpus.durable import make_folder, sync_folder
from corpus.errors import RefusedSourceError
from corpus.export_tables import read_catalogued
from corpus.refusals import is_not_now
from corpus.salvage import LATER, is_damage, is_newer, salvage
from corpus.sources import read_bytes
from index.manifest import IndexUnusableError
from index.opened import Index, candidates, index_folder, open_build
from index.publish import CURRENT, Pointer, builds, sync_file
from index.recovered import recover
from index.status import errors_of_builds
from index.vector_cache import delete_cache

NEW = "new"  # a folder beside the catalogue: a home in which another one is made
ASIDE = "damaged"  # a folder of the home: what was found to be damaged, by the moment


@dataclass(slots=True)
class Repair:
    """What was done to a home, and what could not be."""

    home: Path
    aside: Path  # where what is damaged is set aside; made when there is something
    done: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)

    def set_aside(self, path: Path) -> Path:
        """Move something damaged out of the way; gives where it is now."""
        return path.rename(self.place_aside(path))

    def keep_aside(self, path: Path) -> Path:
        """Have something damaged there, too, while another is made that will take its place."""
        target = self.place_aside(path)
        try:
            target.hardlink_to(path)  # reads nothing, where the disk can't
        except OSError:
            shutil.copyfile(path, target)
            sync_file(target)
        sync_folder(target.parent)
        return target

    def place_aside(self, path: Path) -> Path:
        """Where something damaged is kept."""
        target = self.aside / path.relative_to(self.home)
        make_folder(target.parent)
        return target


def begin_repair(home: Path) -> Repair:
    """A repair of a home, in which nothing was done yet; what a killed one left is gone."""
    shutil.rmtree(home / "collection" / NEW, ignore_errors=True)
    moment = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%f")
    return Repair(home, home / ASIDE / moment)


def repair_catalogue(repair: Repair) -> None:
    """Make a damaged catalogue anew; one that is whole is left alone.

    Raises:
        CollectionError: it can't be read for another reason than damage.
        IndexUnusableError: a build, which may have what it lost, can't be looked at now.
    """
    path = repair.home / "collection" / NAME
    try:
        with Collection.open(repair.home) as collection:
            collection.refuse_damage(whole=True)
            read_catalogued(collection)
            return
    except CollectionError as error:
        if is_newer(path) or not is_damage(error):
            raise
        reason = error.__cause__
    kept = repair.keep_aside(path)
    log = path.with_name(f"{path.name}-wal")
    if log.exists():
        repair.keep_aside(log)
    with contextlib.ExitStack() as opened, Collection.open(path.parent / NEW) as collection:
        found = recover(collection, salvage(kept), trusted_builds(repair.home, opened))
    take_place(path.parent / NEW / "collection" / NAME, path)
    repair.done.append(
        f"The catalogue was damaged ({reason}). A new one has {found.from_rows} articles from what "
        f"could be read of it and {found.from_build} from the index, {found.rulings} decisions and "
        f"{found.reviews} reviews. The old one is in {kept.parent}."
    )
    repair.lost.append(
        "Decisions and reviews that are not among these can't be made again: see `wellread "
        "decisions`."
    )
    if found.rowless:
        repair.lost.append(told_of(found.rowless))


def told_of(rowless: Sequence[str]) -> str:
    """What the old catalogue remembers, and neither it nor a build has.

    >>> told_of(["a.md", "b.md"])[:62]
    '2 articles are remembered without a whole row, such as a.md: r'
    """
    are = "article is" if len(rowless) == 1 else "articles are"
    return (
        f"{len(rowless)} {are} remembered without a whole row, such as {rowless[0]}: removed "
        "before, or lost. `wellread add` enters such again."
    )


def take_place(new: Path, path: Path) -> None:
    """Put a catalogue that was made anew into the place of a damaged one, in one rename.

    Killed before that, the damaged one is still there, and nobody takes what it lacks for removed.
    Its log goes first, and for good: read beside the new one, it would spoil it.

    Raises:
        CollectionError: the new one's own file does not hold all; nothing was changed.
    """
    log = new.with_name(f"{new.name}-wal")
    if log.exists() and log.stat().st_size:
        raise CollectionError(
            "The catalogue could not be made anew: the disk does not hold all of it. The damaged "
            "one is still in its place.",
            hint="Make room, then run `wellread repair` again.",
        )
    for end in ("-wal", "-shm"):
        path.with_name(path.name + end).unlink(missing_ok=True)
    sync_folder(path.parent)
    new.replace(path)
    sync_folder(path.parent)
    shutil.rmtree(path.parent / NEW, ignore_errors=True)


def trusted_builds(home: Path, opened: contextlib.ExitStack) -> Iterator[Index]:
    """The builds of a home that are as they were published, the best first.

    Raises:
        IndexUnusableError: one can't be looked at now.
    """
    folder = index_folder(home)
    for pointer in candidates(folder, []):
        with looking_at(pointer.name):
            yield opened.enter_context(open_build(folder, pointer))


@contextlib.contextmanager
def looking_at(name: str) -> Iterator[None]:
    """A look into a build, which ends where that is damaged.

    Raises:
        IndexUnusableError: it can't be looked at now.
    """
    try:
        yield
    except (ValueError, OSError) as error:
        refuse_not_now(f"build {name}", error)


def refuse_not_now(what: str, error: Exception) -> None:
    """Stop where the machine does not give something, and nobody knows whether it is damaged.

    Raises:
        IndexUnusableError: it does not.
    """
    if is_not_now(error):
        raise IndexUnusableError(
            f"Whether {what} is damaged can't be told now: {error}. It stays as it is.",
            hint=LATER,
        ) from error


def repair_originals(repair: Repair, collection: Collection) -> None:
    """Bring back originals from where they came from, where they still are what they were.

    Raises:
        CollectionError: the catalogue can't be read.
    """
    entries = collection.entries()
    for entry in entries:
        try:
            collection.original(entry)
        except RefusedSourceError as refusal:
            bring_back(repair, collection, entry, str(refusal))
    named = {sha256 for _, sha256 in read_catalogued(collection).kept}
    named |= {entry.sha256 for entry in entries}
    originals = collection.folder / "originals"
    strange = [path for path in sorted(originals.glob("??/*")) if path.name not in named]
    if strange:
        repair.lost.append(
            f"{len(strange)} originals belong to no article that is known, such as {strange[0]}. "
            "They stay; `wellread add` enters those that you want."
        )


def bring_back(repair: Repair, collection: Collection, entry: Entry, reason: str) -> None:
    """Write an original again from its source, or tell that it is lost."""
    with contextlib.suppress(RefusedSourceError, CollectionError, OSError, ValueError):
        if Path(entry.source).is_absolute():
            collection.restore_original(entry, read_bytes(Path(entry.source)))
            repair.done.append(f"The original of {entry.id} was written again from {entry.source}.")
            return
    repair.lost.append(reason)


def repair_cache(repair: Repair) -> None:
    """Delete the vector cache where it is damaged: it can be made again."""
    path = repair.home / "cache" / "vectors.sqlite"
    if not path.is_file():
        return
    try:
        with contextlib.closing(sqlite3.connect(path)) as cache:
            said = cache.execute("PRAGMA integrity_check(1)").fetchone()[0]
            cache.execute("SELECT key, vector FROM vector LIMIT 1").fetchone()
    except sqlite3.OperationalError:
        return  # locked or on a broken disk: it may be good
    except sqlite3.DatabaseError as error:
        said = str(error)
    if said != "ok":
        delete_cache(path)
        repair.done.append(f"The vector cache was damaged ({said}) and deleted; it is made again.")


def clear_builds(repair: Repair, *, everything: bool) -> bool:
    """Set damaged builds aside, or all of them; gives whether the index must be built.

    A damaged build may be the last place that has the text of an article whose original is lost.

    Raises:
        IndexUnusableError: one can't be looked at now; all are where they were.
    """
    folder = index_folder(repair.home)
    errors = dict(errors_of_builds(folder))
    for what, error in errors.items():
        refuse_not_now(what, error)
    if not (errors or everything):
        return False
    bad = [name for name in builds(folder) if everything or not is_trusted(folder, name)]
    repair.done.extend(f"{what} was damaged: {error}." for what, error in errors.items())
    for name in bad:
        moved = repair.set_aside(folder / name)
        repair.done.append(f"Build {name} is in {moved.parent} now.")
    if everything or not builds(folder):
        (folder / CURRENT).unlink(missing_ok=True)
    return True


def is_trusted(folder: Path, name: str) -> bool:
    """Whether a build is what its own manifest says.

    Raises:
        IndexUnusableError: it can't be looked at now.
    """
    with looking_at(name):
        open_build(folder, Pointer(name, "")).close()
        return True
    return False
