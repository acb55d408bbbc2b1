"""Adding the records of a file: many to a commit, and from where a command before was broken off.

Reading and cleaning are done ahead of a commit, which holds its batch of articles and how far the
file is read. Nothing is told before it. So what was told is there, and what was not is read again.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from corpus import reading_table
from corpus.clean.repetition import Page
from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.outcome import Outcome
from corpus.pages import page_of
from corpus.prepare import Prepared, prepare
from corpus.readers.formats import Read
from corpus.reading_table import Reading, Refused
from corpus.received import Received
from corpus.records.columns import MapError, Part
from corpus.records.opened import TABLES, open_records
from corpus.records.record import Record, RecordsError, of_record
from corpus.reviewing import is_reviewed
from corpus.sources import Source

MOST = 200  # records to a commit
MOST_BYTES = 20_000_000  # of their sources, which wait in memory
MOST_SECONDS = 2.0  # of their cleaning: as much is done again after a kill
TWICE = (
    "Record {first:,} has the same {what} and counts. Where a column is none, `--map {part}=` "
    "leaves it out."
)


class Tried(NamedTuple):
    """A record that was read and cleaned, or refused, and is yet to be entered."""

    record: Record
    prepared: Prepared | None = None  # None where it was refused, passed over, or is known
    page: Page | None = None
    refused: str = ""


def add_records(
    collection: Collection, source: Source, named: Mapping[Part, str], *, read: Read
) -> Iterator[Outcome]:
    """Add every record of a file, one outcome each, or say why the file is not read.

    Where a command before was broken off, it is told, and so is again what was refused then.

    Raises:
        MapError: before anything is added, when the file lacks a column that was named.
        CollectionError: the collection can't be written; what was told of is there.
    """
    try:
        if source.refused:
            raise RefusedSourceError(source.refused)
        status = source.path.stat()
        with open_records(source.path, named) as opened:
            state = f"{status.st_size}:{status.st_mtime_ns}:{opened.read_as}"
            adding = Adding(collection, source, state, read)
            yield from adding.add(opened.records)
    except (RefusedSourceError, RecordsError) as refusal:
        yield Outcome(source.name, "refused", "", str(refusal))
    except OSError as error:
        yield Outcome(source.name, "refused", "", f"It can't be read: {error.strerror}.")


def refuse_bad_map(sources: Sequence[Source], named: Mapping[Part, str]) -> None:
    """Stop where a file lacks a column that was named; what else is wrong is told when it is read.

    Raises:
        MapError: it does, or there is no file with columns.
    """
    if named and not sources:
        raise MapError(
            "--map says which column is which, and no file with columns is to be added.",
            hint=f"Their names end in {', '.join(TABLES)}.",
        )
    for source in sources if named else ():
        with (
            contextlib.suppress(RefusedSourceError, RecordsError, OSError),
            open_records(source.path, named),
        ):
            pass


class Adding:
    """A file whose records are being added."""

    def __init__(self, collection: Collection, source: Source, state: str, read: Read) -> None:
        self.collection = collection
        self.name = source.name
        self.file = str(source.path.resolve())
        self.state = state
        self.read = read

    def add(self, records: Iterable[Record]) -> Iterator[Outcome]:
        """Add the records that are not there yet, batch by batch."""
        catalogue = self.collection.catalogue
        reading = self.begin()
        if reading.done:
            yield Outcome(self.name, "continued", "", continued(reading))
            for each in reading_table.each_refused(catalogue, self.file):
                yield Outcome(each.name, "refused", "", each.reason, each.record)
        tried = (self.tried(record) for record in records if record.number > reading.done)
        for batch in batches(tried):
            yield from self.enter(batch)
        with self.collection.writing(self.name, "finished"):
            reading_table.end(catalogue, self.file)

    def begin(self) -> Reading:
        """How far the file is read already."""
        with self.collection.writing(self.name, "begun"):
            return reading_table.begin(self.collection.catalogue, self.file, self.state)

    def tried(self, record: Record) -> Tried:
        """A record, read and cleaned; what is in the collection as it is here is not cleaned."""
        received = record.received
        if received.refused or record.passed_over or self.is_known(received):
            return Tried(record, refused=received.refused)
        name, form = received.name, received.format
        try:
            prepared = prepare(received.data, format=form, article_id=name, read=self.read)
        except RefusedSourceError as refusal:
            return Tried(record, refused=str(refusal))
        return Tried(record, prepared, page_of(prepared, source=received.source))

    def is_known(self, received: Received) -> bool:
        """Whether the collection has these very bytes from this source."""
        known = self.collection.find(source=received.source)
        digest = hashlib.sha256(received.data).hexdigest()
        return bool(known and (known.sha256, known.format) == (digest, received.format))

    def enter(self, batch: list[Tried]) -> list[Outcome]:
        """Enter some records in one commit; what became of each, to be told after it."""
        catalogue = self.collection.catalogue
        name = of_record(self.name, batch[0].record.number)
        with self.collection.writing(f"{name} and those behind it", "added"):
            reading_table.begin(catalogue, self.file, self.state)
            outcomes = [self.entered(tried) for tried in batch]
            counts = Counter(outcome.change for outcome in outcomes)
            reading_table.note_done(
                catalogue, self.file, batch[-1].record.number, counts["added"] + counts["replaced"]
            )
        return outcomes

    def entered(self, tried: Tried) -> Outcome:
        """Enter one record, within `writing`."""
        record, received = tried.record, tried.record.received
        if record.passed_over:
            return Outcome(received.name, "passed over", "", record.passed_over, record.number)
        refused = tried.refused or self.why_twice(record)
        if refused:
            name = of_record(self.name, record.number)
            told = Refused(record.number, name, refused)
            reading_table.note_refused(self.collection.catalogue, self.file, told)
            return Outcome(name, "refused", "", refused, record.number)
        return self.kept(tried)

    def why_twice(self, record: Record) -> str:
        """Why a record is not taken that an earlier one of its file stands for; '' for others."""
        place = record.received.source
        first = reading_table.first_with(self.collection.catalogue, self.file, place, record.number)
        if first >= record.number:
            return ""
        part = "id" if place.startswith("records:") else "url"
        what = "id" if part == "id" else f"address, {place},"
        return TWICE.format(first=first, what=what, part=part)

    def kept(self, tried: Tried) -> Outcome:
        """Keep an article, and tell what is to be said of it."""
        received, number = tried.record.received, tried.record.number
        entry, change = self.collection.put(
            received.data,
            source=received.source,
            name=self.free_name(received.name, number),
            format=received.format,
            page=tried.page,
        )
        if change.startswith("same as "):
            same = f"the same bytes as {entry.id}"
            return Outcome(received.name, "unchanged", entry.id, same, number)
        said = list(tried.record.notes)
        if tried.prepared and change != "unchanged":
            seen = is_reviewed(self.collection, tried.prepared, entry)
            said += [tried.prepared.review] if tried.prepared.review and not seen else []
        return Outcome(entry.id, change, entry.id, "; ".join(said), number)

    def free_name(self, name: str, number: int) -> str:
        """A name for an article; where another has it, one with the record's number."""
        if self.collection.find(id=name) is None:
            return name
        stem, dot, suffix = name.rpartition(".")
        return f"{stem}-record-{number}{dot}{suffix}"


def batches(tried: Iterable[Tried]) -> Iterator[list[Tried]]:
    """Some records at a time: as many as a commit, as memory, or as a short while allows."""
    batch: list[Tried] = []
    size, begun = 0, time.monotonic()
    for each in tried:
        batch.append(each)
        size += len(each.record.received.data)
        full = len(batch) == MOST or size > MOST_BYTES
        if full or time.monotonic() - begun > MOST_SECONDS:
            yield batch
            batch, size, begun = [], 0, time.monotonic()
    if batch:
        yield batch


def continued(reading: Reading) -> str:
    """What is told of a file that a command before did not read to its end.

    >>> continued(Reading(done=400, added=388))
    'continues behind record 400, where it was broken off; 388 articles of it are here'
    """
    return (
        f"continues behind record {reading.done:,}, where it was broken off; "
        f"{reading.added:,} articles of it are here"
    )
