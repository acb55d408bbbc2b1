"""Articles for a build: from the index where nothing changed, else from their originals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import asdict

from corpus.collection import Collection, Entry
from corpus.duplicates import DUPLICATES
from corpus.errors import RefusedSourceError
from corpus.prepare import Prepared
from corpus.preparing import prepare_original
from corpus.readers.formats import Read
from corpus.shingles import Sketch
from corpus.versions import PREPARE
from index.changes import UNREAD
from index.earlier import Earlier
from index.manifest import LeftOut
from index.opened import Index
from index.reconsidered import with_repeated
from index.variants import read_sketch
from index.write import Progress, Reading, Tell

Found = Prepared | LeftOut  # what becomes of an article
Find = Callable[[list[Entry]], Iterator[Found]]

UNRULED = "-"  # what stands in a digest where its curator has decided nothing


def digest_of(entry: Entry) -> str:
    """What an article is read from: its original, the way, the rulings, what its site repeats.

    Each stands in its own place, so that `index.changes` can say which one is another.
    """
    ruled = sorted((each.words, each.action, each.even_protected) for each in entry.rulings)
    decided = hashlib.sha256(json.dumps(ruled).encode()).hexdigest() if ruled else UNRULED
    return with_repeated(f"{entry.sha256} {entry.format} {PREPARE} {decided}", entry.repeated)


def entries_of(entries: Iterable[Entry], ids: Container[str]) -> list[Entry]:
    """The entries of some articles."""
    return [entry for entry in entries if entry.id in ids]


def read_all(
    entries: list[Entry],
    before: Earlier | None,
    left_out: list[LeftOut],
    tell: Tell,
    find: Find,
) -> Iterator[Reading]:
    """Every article; what was read before is taken from the index, what can't be read is noted.

    `find` gives those that are new, in their order.
    """
    known = before.passages.digests() if before else {}
    new = find([entry for entry in entries if known.get(entry.id) != digest_of(entry)])
    for number, entry in enumerate(entries):
        tell(Progress("read", number, len(entries), entry.id))
        digest = digest_of(entry)
        if before and known.get(entry.id) == digest:
            prepared = before.passages.prepared(entry.id)
            yield Reading(prepared, digest, known_sketch(before, entry.id))
            continue
        found = next(new)
        if isinstance(found, LeftOut):
            left_out.append(found)
        else:
            yield Reading(found, digest)
    tell(Progress("read", len(entries), len(entries)))


def find_one(original: bytes | RefusedSourceError, entry: Entry, read: Read) -> Found:
    """What becomes of one article, from its bytes, or why they can't be read."""
    if not isinstance(original, bytes):
        return LeftOut(entry.id, UNREAD, str(original))
    try:
        return read_entry(original, entry, read)
    except RefusedSourceError as refusal:
        return LeftOut(entry.id, digest_of(entry), str(refusal))


def known_sketch(before: Earlier, article_id: str) -> Sketch | None:
    """An article's sketch from a build that made it as this one would; None where it did not."""
    if before.manifest.recipe.duplicates != DUPLICATES:
        return None
    return read_sketch(before.passages, article_id)


def find_unread(
    collection: Collection, entries: Iterable[Entry], before: Index | Earlier | None
) -> frozenset[str]:
    """The articles whose originals could not be read for the last build, and still can't."""
    tried = before.manifest.left_out if before else ()
    missed = {left.id for left in tried if left.digest == UNREAD}
    return frozenset(
        entry.id
        for entry in entries
        if entry.id in missed and not isinstance(read_original(collection, entry), bytes)
    )


def read_original(collection: Collection, entry: Entry) -> bytes | RefusedSourceError:
    """An article's bytes, or why they can't be read."""
    try:
        return collection.original(entry)
    except RefusedSourceError as refusal:
        return refusal


def read_entry(original: bytes, entry: Entry, read: Read) -> Prepared:
    """One article, from its original.

    Raises:
        RefusedSourceError: it is no article after all.
    """
    prepared = prepare_original(original, entry, read=read)
    refuse_half_characters(prepared)
    return prepared


def refuse_half_characters(prepared: Prepared) -> None:
    """Stop at an article that no file can hold, so that it is left out and the rest is built.

    Raises:
        RefusedSourceError: it has half of a character, as a faulty escape in its metadata leaves.
    """
    try:
        json.dumps(asdict(prepared), ensure_ascii=False).encode("utf-8")
    except UnicodeEncodeError as error:
        raise RefusedSourceError(
            f"{prepared.article.id!r} holds {error.object[error.start]!r}, half of a character.",
            hint="Mend it at its source, then add it again.",
        ) from error
