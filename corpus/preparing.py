"""An article of the collection as a build would prepare it: from its original, as it was ruled."""

from __future__ import annotations

from corpus.collection import Collection, Entry
from corpus.prepare import Prepared, prepare
from corpus.readers.formats import Read, read_source


def prepare_entry(collection: Collection, entry: Entry, *, read: Read = read_source) -> Prepared:
    """An article as a build would prepare it now, with the account of its cleaning.

    Raises:
        RefusedSourceError: its original can't be read, or is no article.
    """
    return prepare_original(collection.original(entry), entry, read=read)


def prepare_original(original: bytes, entry: Entry, *, read: Read) -> Prepared:
    """The same from an original that was fetched already.

    Raises:
        RefusedSourceError: it is no article after all.
    """
    return prepare(
        original,
        format=entry.format,
        article_id=entry.id,
        source=entry.source,
        retrieved=entry.added[:10],
        rulings=entry.rulings,
        repeated=entry.repeated,
        read=read,
    )
