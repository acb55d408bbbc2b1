"""What is in the collection: originals kept as received, and a catalogue that is the one truth."""

from __future__ import annotations

import contextlib
import hashlib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Self

from corpus import forget_table, page_table, return_table, ruling_table
from corpus.catalogue import (
    COLUMNS,
    UNREADABLE,
    commit,
    faults_of,
    open_catalogue,
    open_or_read,
    undone_where_it_fails,
)
from corpus.clean.repetition import NOTHING_REPEATED, Page, Repeated
from corpus.clean.rulings import Ruling
from corpus.durable import make_folder
from corpus.errors import NoSuchArticleError, RefusedSourceError, UserError
from corpus.named_alike import named_alike
from corpus.originals import HALF, Originals
from corpus.readers.formats import FORMATS, Format
from corpus.row_sums import checked, sum_row

BESIDE = f"{ruling_table.OF_ENTRY}, {page_table.OF_ENTRY}"
ENTRY = f"SELECT {COLUMNS}, row_sum, {BESIDE} FROM entry"


class CollectionError(UserError):
    """The collection can't be read or written."""

    code = "collection_unusable"


class UnsureError(CollectionError):
    """A change was asked for, and whether it was made shows when the collection is next opened."""

    code = "collection_unsure"


class Entry(NamedTuple):
    """One article of the collection, as its curator sees it."""

    id: str
    source: str
    sha256: str
    format: Format
    added: str  # ISO 8601, UTC
    rulings: tuple[Ruling, ...] = ()  # the curator's own decisions about its lines
    repeated: Repeated = NOTHING_REPEATED  # what of it stands on other pages or sites
    language: str = ""  # ISO 639-1; '' where it can't be told, or was not yet looked for


class Added(NamedTuple):
    """What adding a source did."""

    entry: Entry
    change: str  # "added", "replaced", "unchanged", or "same as ID"


@dataclass(frozen=True)
class Collection:
    """A folder with originals and a catalogue; made on first use, closed by `with`."""

    folder: Path
    catalogue: sqlite3.Connection
    originals: Originals = field(default_factory=Originals)

    @classmethod
    def open(cls, home: Path) -> Self:
        """Open the collection of a home, or make an empty one.

        Raises:
            CollectionError: the catalogue is damaged, not ours to write, or of a newer version.
        """
        folder = home / "collection"
        try:
            make_folder(folder / "originals")
            catalogue = open_or_read(folder / "collection.sqlite")
        except (OSError, *UNREADABLE) as error:
            raise CollectionError(
                f"The collection in {folder} can't be opened: {error}.",
                hint="Check its permissions and free space. `wellread repair` makes a damaged one "
                "anew from what can be read of it, and the index.",
            ) from error
        return cls(folder, catalogue)

    @classmethod
    def open_existing(cls, home: Path) -> Self:
        """Open the collection of a home that has one; else an empty one that is on no disk.

        So that a command that only reads makes nothing where a name was mistyped.

        Raises:
            CollectionError: as `open` does.
        """
        folder = home / "collection"
        with contextlib.suppress(PermissionError):  # which is told by opening
            if not folder.exists() and not home.is_file():
                return cls(folder, open_catalogue(Path(":memory:")))
        return cls.open(home)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the catalogue."""
        self.catalogue.close()

    def entries(self) -> list[Entry]:
        """Every article, in the order of the ids."""
        self.settle()
        return list(self.rows(f"{ENTRY} ORDER BY id"))

    def entry(self, article_id: str) -> Entry:
        """The article with this id.

        Raises:
            NoSuchArticleError: there is none; names of the like are offered.
        """
        self.settle()
        found = self.find(id=article_id)
        if found is None:
            ids = [entry.id for entry in self.entries()]
            raise NoSuchArticleError(article_id, near=named_alike(article_id, ids))
        return found

    def find(self, *, id: str = "", source: str = "", sha256: str = "") -> Entry | None:
        """The first article with this id, source or original; None where there is none."""
        query = f"{ENTRY} WHERE id = ? OR source = ? OR sha256 = ? ORDER BY id LIMIT 1"
        return next(self.rows(query, (id, source, sha256)), None)

    def rows(self, query: str, values: tuple[str, ...] = ()) -> Iterator[Entry]:
        """The catalogue's answer to a query, as entries."""
        with self.reading():
            for *row, rulings, lines, frames, language in self.catalogue.execute(query, values):
                repeated = Repeated(page_table.unpack(lines), page_table.unpack(frames))
                yield Entry._make(
                    [*checked(row), ruling_table.unpack(rulings), repeated, language or ""]
                )

    def settle(self) -> None:
        """Count what stands on several pages, where articles came or went since that was done.

        Where it can't be written it is done another time: a sign, which can be done without.
        """
        with self.reading():
            if self.catalogue.in_transaction or page_table.is_settled(self.catalogue):
                return
        with contextlib.suppress(CollectionError), self.writing("What sites repeat", "counted"):
            page_table.settle(self.catalogue)

    @contextlib.contextmanager
    def reading(self) -> Iterator[None]:
        """Tell of a catalogue that can't be read."""
        try:
            yield
        except UNREADABLE as error:
            raise CollectionError(
                f"The catalogue of {self.folder} can't be read: {error}.",
                hint="`wellread repair` makes it anew from what can be read of it, and the index.",
            ) from error

    def refuse_damage(self, *, whole: bool = False) -> None:
        """Stop where the catalogue is damaged, before anything is taken for removed.

        Only what can't be derived is looked at, unless `whole`.

        Raises:
            CollectionError: it is.
        """
        with self.reading():
            if faults := faults_of(self.catalogue, whole=whole):
                raise sqlite3.DatabaseError("; ".join(faults))

    def add(
        self, data: bytes, *, source: str, name: str, format: Format, page: Page | None = None
    ) -> Added:
        """Keep an original and enter it, or bring the source's entry up to date.

        Args:
            data: the bytes as received.
            source: where they came from; the same source is the same article.
            name: what the article will be called, if its source is new; made unique.
            format: how it is to be read.
            page: its site and lines; where they are not given, the next build finds them.

        Raises:
            CollectionError: it could not be written; the catalogue is as it was.
        """
        with self.writing(name, "added"):
            return self.put(data, source=source, name=name, format=format, page=page)

    def put(
        self, data: bytes, *, source: str, name: str, format: Format, page: Page | None = None
    ) -> Added:
        """Do as `add` does, within `writing`: several articles can share one commit.

        None is there before that, so none may be told of before.
        """
        digest = hashlib.sha256(data).hexdigest()
        self.keep_original(digest, data)  # also where it is known: its copy may be damaged
        known = self.find(source=source)
        if known and known.sha256 == digest and known.format == format:
            return Added(known, "unchanged")
        if known is None and (twin := self.find(sha256=digest)):
            return Added(twin, f"same as {twin.id}")
        added = datetime.now(UTC).isoformat(timespec="seconds")
        article_id = known.id if known else self.free_id(name, source=source)
        entry = Entry(article_id, source, digest, format, added)
        self.enter(entry)
        page_table.forget_page(self.catalogue, entry.id)
        if page:
            page_table.write_page(self.catalogue, entry.id, page)
        entry = self.find(id=entry.id) or entry  # with what was ruled before on this id
        return Added(entry, "replaced" if known else "added")

    def enter(self, entry: Entry) -> None:
        """Write an entry's row in the place of an earlier one, within `writing`."""
        query = f"INSERT OR REPLACE INTO entry ({COLUMNS}, row_sum) VALUES (?, ?, ?, ?, ?, ?)"
        self.catalogue.execute(query, [*entry[:5], sum_row(entry[:5])])
        forget_table.note_original(self.catalogue, entry.id, entry.sha256)
        return_table.forget_source(self.catalogue, entry.source)

    @contextlib.contextmanager
    def writing(self, name: str, done: str) -> Iterator[None]:
        """One change of the catalogue, whole or not at all, alone among all processes.

        Raises:
            CollectionError: it could not be made, and nothing changed.
            UnsureError: the disk failed while it was being made sure of; it may hold.
        """
        try:
            self.catalogue.execute("BEGIN IMMEDIATE")
            with undone_where_it_fails(self.catalogue), self.originals.together():
                yield  # originals are on the disk before what names them
        except (OSError, *UNREADABLE) as error:
            raise CollectionError(
                f"{name!r} could not be {done}: {error}. What was there before is unchanged.",
                hint="Make room or check permissions, then try again.",
            ) from error
        try:
            commit(self.catalogue)
        except UNREADABLE as error:
            raise UnsureError(
                f"The disk failed at the end ({error}): {name!r} may have been {done}, or not.",
                hint="Make room or check permissions, then see with `wellread list` what is there.",
            ) from error

    def free_id(self, name: str, *, source: str = "") -> str:
        """A name for a new article that no other has: "a.html", then "a-2.html".

        An article that was removed, and returns from its source, has the name that it had.
        """
        before = return_table.id_before(self.catalogue, source)
        if before and not self.find(id=before):
            return before
        suffix = PurePosixPath(name).suffix
        stem = name.removesuffix(suffix)
        candidate, number = name, 1
        while self.find(id=candidate):
            number += 1
            candidate = f"{stem}-{number}{suffix}"
        return candidate

    def original_path(self, digest: str) -> Path:
        """Where an original lies."""
        return self.folder / "originals" / digest[:2] / digest

    def keep_original(self, digest: str, data: bytes) -> None:
        """Keep an original under its own hash, within `writing`: the disk has it at its end."""
        self.originals.keep(self.original_path(digest), data)

    def restore_original(self, entry: Entry, data: bytes) -> None:
        """Write an article's original again.

        Raises:
            ValueError: these are other bytes.
            CollectionError: it could not be written.
        """
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise ValueError(f"{entry.source!r} is no longer what was added")
        with self.writing(entry.id, "restored"):
            self.keep_original(entry.sha256, data)

    def sweep(self) -> None:
        """Delete what a command that was killed left half written; another time, where it can't."""
        half = f"*/{HALF}*"
        originals = self.folder / "originals"
        if any(originals.glob(half)):
            with (
                contextlib.suppress(CollectionError),
                self.writing("What was half written", "deleted"),  # so nobody is writing it now
            ):
                for path in originals.glob(half):
                    path.unlink(missing_ok=True)

    def original(self, entry: Entry) -> bytes:
        """An article's bytes exactly as received.

        Raises:
            RefusedSourceError: they are gone, or no longer what they were.
        """
        try:
            data = self.original_path(entry.sha256).read_bytes()
        except OSError as error:
            raise RefusedSourceError(
                f"The original of {entry.id!r} can't be read: {error.strerror}.",
                hint=f"Add {entry.source!r} again.",
            ) from error
        if hashlib.sha256(data).hexdigest() != entry.sha256:
            raise RefusedSourceError(
                f"The original of {entry.id!r} is damaged: its sha256 is no longer {entry.sha256}.",
                hint=f"Add {entry.source!r} again.",
            )
        return data

    def remove(self, article_id: str) -> Entry:
        """Take an article out of the collection; it is gone from the next build.

        Its originals, its id, and what was ruled on its lines are kept for the day when it returns
        from the same source: `corpus.forgetting` is for good.

        Raises:
            NoSuchArticleError: there is none with this id.
        """
        with self.writing(article_id, "removed"):
            entry = self.entry(article_id)
            self.drop_entry(article_id)
            return_table.note_removed(self.catalogue, entry.source, article_id)
        return entry

    def drop_entry(self, article_id: str) -> None:
        """Take an article's rows out, within `writing`."""
        self.catalogue.execute("DELETE FROM entry WHERE id = ?", (article_id,))
        page_table.forget_page(self.catalogue, article_id)


def as_format(name: str) -> Format:
    """A format by its name.

    Raises:
        UserError: no reader has it.
    """
    for format in FORMATS:
        if format == name:
            return format
    raise UserError(f"There is no format {name!r}.", hint=f"Use one of: {', '.join(FORMATS)}.")
