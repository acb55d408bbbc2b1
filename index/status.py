"""How the index stands to its collection, and whether what lies on disk is what was published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from corpus.collection import Collection, CollectionError
from corpus.errors import RefusedSourceError
from corpus.reviewing import all_reviews
from index.build import plan_for
from index.manifest import IndexMissingError, Manifest
from index.opened import index_folder, open_build, open_index
from index.passages import Noted
from index.plan import Plan
from index.publish import Pointer, read_current
from index.readings import find_unread

CATALOGUE = "catalogue"  # what a fault of it is called


class Status(NamedTuple):
    """The published index beside the collection."""

    articles: int  # in the collection
    plan: Plan  # what a build would do
    pointer: Pointer | None  # None: nothing was built yet
    manifest: Manifest | None
    warning: str  # why an earlier build answers; '' when the newest does
    noted: tuple[Noted, ...] = ()  # indexed articles that still need review

    @property
    def is_stale(self) -> bool:
        """Whether a build would change anything; it also makes a damaged index whole."""
        made_otherwise = self.manifest is not None and not self.manifest.recipe.is_todays
        return not self.plan.is_empty or bool(self.warning) or made_otherwise


class Fault(NamedTuple):
    """Something on disk that is not as it should be."""

    what: str
    reason: str


def read_status(home: Path, collection: Collection) -> Status:
    """Compare the collection with the index that is published, if one is.

    Raises:
        IndexUnusableError: something is published, and no build of it can be trusted.
    """
    entries = collection.entries()
    try:
        index = open_index(home)
    except IndexMissingError:
        return Status(len(entries), plan_for(entries, None), None, None, "")
    with index:
        unread = find_unread(collection, entries, index)
        plan = plan_for(entries, index, unread=unread)
        noted = tuple(index.passages.noted(all_reviews(collection)))
        return Status(len(entries), plan, index.pointer, index.manifest, index.warning, noted)


def verify(home: Path, collection: Collection) -> list[Fault]:
    """Check both builds that are kept, the catalogue and every original; none is an empty list."""
    return [
        *verify_builds(index_folder(home)),
        *verify_catalogue(collection),
        *verify_originals(collection),
    ]


def verify_catalogue(collection: Collection) -> list[Fault]:
    """The faults of the catalogue's file."""
    try:
        collection.refuse_damage(whole=True)
    except CollectionError as error:
        return [Fault(CATALOGUE, str(error))]
    return []


def verify_builds(index: Path) -> list[Fault]:
    """The faults of the published build and the one before it."""
    return [Fault(what, str(error)) for what, error in errors_of_builds(index)]


def errors_of_builds(index: Path) -> Iterator[tuple[str, Exception]]:
    """What can't be opened of the published build and the one before it, each with its error."""
    try:
        published = read_current(index)
    except (ValueError, OSError) as error:
        yield "CURRENT", error
        return
    for pointer in filter(None, published or ()):
        try:
            open_build(index, pointer).close()
        except (ValueError, OSError) as error:
            yield f"build {pointer.name}", error


def verify_originals(collection: Collection) -> list[Fault]:
    """The originals that are gone or no longer what they were."""
    faults = []
    try:
        entries = collection.entries()
    except CollectionError as error:
        return [Fault(CATALOGUE, str(error))]
    for entry in entries:
        try:
            collection.original(entry)
        except RefusedSourceError as error:
            faults.append(Fault(entry.id, str(error)))
    return faults
