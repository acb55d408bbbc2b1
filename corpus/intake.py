"""Adding sources to a collection: each is tried, none stops the rest, every refusal is told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from corpus.archived import MAX_ARCHIVE
from corpus.archives import is_archive, kind_of_archive, read_archive
from corpus.bulk import add_records, refuse_bad_map
from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.outcome import Outcome as Outcome
from corpus.pages import page_of
from corpus.prepare import prepare
from corpus.readers.formats import Format, Read, format_of, read_source
from corpus.received import Received
from corpus.records.columns import Part
from corpus.records.opened import kind_of
from corpus.reviewing import is_reviewed
from corpus.sources import Source, find_sources, read_bytes, read_found

ALONE = "Add it by its own name: `wellread add FILE` reads what is in it."
NO_COLUMNS: Mapping[Part, str] = {}


class Report(NamedTuple):
    """What became of every source, in the order in which they were found."""

    outcomes: tuple[Outcome, ...]

    def count(self, change: str) -> int:
        """How many sources met this end: "added", "replaced", "unchanged", "refused", "removed"."""
        return sum(outcome.change == change for outcome in self.outcomes)

    @property
    def refused(self) -> list[Outcome]:
        """The sources that were not added, each with its reason."""
        return [outcome for outcome in self.outcomes if outcome.change == "refused"]


def add_files(
    collection: Collection,
    named: Iterable[Path],
    *,
    format: Format | None = None,
    columns: Mapping[Part, str] = NO_COLUMNS,
    read: Read = read_source,
) -> Iterator[Outcome]:
    """Add every file named and every file below the folders named, one outcome each.

    Of an archive, or a file of many records, that is named, what is in it is added; one inside a
    folder is refused. `columns` says which column of records is which part of an article.
    What is not ours is to be read by an `IsolatedReader`'s `read`.

    Raises:
        NoSuchSourceError: before anything is added, when one of the names is nothing.
        MapError: before anything is added, when a file lacks a column.
        CollectionError: the collection can't be written.
    """
    found = [(path, source) for path in named for source in find_sources(path)]
    files = [source for path, source in found if source.path == path and kind_of(path.name)]
    refuse_bad_map([] if format else files, columns)
    for path, source in found:
        if source in files and not format:
            yield from add_records(collection, source, columns, read=read)
        elif source.path == path and is_archive(path.name) and not format:
            yield from add_archive(collection, source, read=read)
        else:
            yield add_file(collection, source, format=format, read=read)


def add_archive(
    collection: Collection, source: Source, *, read: Read = read_source
) -> Iterator[Outcome]:
    """Add what is in an archive, one outcome each, or say why it is not opened."""
    place = f"{kind_of_archive(source.name)}:{source.path.resolve()}"
    try:
        if source.refused:
            raise RefusedSourceError(source.refused)
        data = read_bytes(source.path, at_most=MAX_ARCHIVE, of="an archive")
        articles = read_archive(data, name=source.name, source=place)
    except RefusedSourceError as refusal:
        yield Outcome(source.name, "refused", "", str(refusal))
        return
    for received in articles:
        yield add_received(collection, received, read=read)


def add_received(
    collection: Collection, received: Received, *, read: Read = read_source
) -> Outcome:
    """Add what was uploaded, pasted, or found in an archive; or say why not."""
    if received.refused:
        return Outcome(received.name, "refused", "", received.refused)
    return add_bytes(
        collection,
        received.data,
        source=received.source,
        name=received.name,
        format=received.format,
        read=read,
    )


def add_file(
    collection: Collection,
    source: Source,
    *,
    format: Format | None = None,
    read: Read = read_source,
) -> Outcome:
    """Add one file, or say why not."""
    if source.passed_over:
        return Outcome(source.name, "passed over", "", source.passed_over)
    try:
        if source.refused:
            raise RefusedSourceError(source.refused)
        if is_archive(source.path.name) and not format:
            raise RefusedSourceError("An archive inside a folder.", hint=ALONE)
        if kind_of(source.path.name) and not format:
            raise RefusedSourceError("A file of many records inside a folder.", hint=ALONE)
        form = format or format_of(source.path.name)
        data = read_found(source)
    except RefusedSourceError as refusal:
        return Outcome(source.name, "refused", "", str(refusal))
    place = str(source.path.resolve())
    return add_bytes(collection, data, source=place, name=source.name, format=form, read=read)


def add_bytes(
    collection: Collection,
    data: bytes,
    *,
    source: str,
    name: str,
    format: Format,
    read: Read = read_source,
) -> Outcome:
    """Add one source's bytes, or say why not. What can't be read as an article is not kept."""
    try:
        prepared = prepare(data, format=format, article_id=name, source=source, read=read)
    except RefusedSourceError as refusal:
        return Outcome(name, "refused", "", str(refusal))
    page = page_of(prepared, source=source)
    entry, change = collection.add(data, source=source, name=name, format=format, page=page)
    if change.startswith("same as "):
        return Outcome(name, "unchanged", entry.id, f"the same bytes as {entry.id}")
    seen = change == "unchanged" or is_reviewed(collection, prepared, entry)
    return Outcome(name, change, entry.id, "" if seen else prepared.review)


def sync_folder(
    collection: Collection, folder: Path, *, prune: bool, read: Read = read_source
) -> Iterator[Outcome]:
    """Mirror a folder: add what is new or changed; with `prune`, remove what is gone from it.

    A file that can't be read for now, or is no article any more, is refused; its article stays.

    Raises:
        NoSuchSourceError: before anything is removed, when there is no such folder.
        CollectionError: the collection can't be written.
    """
    sources = list(find_sources(folder))
    root = folder.resolve()
    for entry in collection.entries() if prune else []:
        path = Path(entry.source)
        if path.is_absolute() and path.is_relative_to(root) and is_gone(path):
            collection.remove(entry.id)
            yield Outcome(entry.id, "removed", entry.id, "its file is gone")
    for source in sources:
        yield add_file(collection, source, read=read)


def is_gone(path: Path) -> bool:
    """Whether a file is no longer there; one behind a locked folder may be."""
    try:
        path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return True
    except OSError:
        return False
    return False
