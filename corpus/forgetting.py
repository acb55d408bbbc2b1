"""Forgetting an article for good: its originals, its rows, and what was decided about it.

An index has its words, too: `index.purge` ends what is begun here.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator

from corpus import forget_table, return_table, review_table, ruling_table, visit_table
from corpus.collection import Collection, CollectionError
from corpus.durable import sync_folder
from corpus.errors import RefusedSourceError
from corpus.prepare import Prepared, prepare
from corpus.readers.formats import Format, Read, format_of, read_source


def forget_articles(collection: Collection, article_ids: Iterable[str]) -> None:
    """Delete all that the collection has of some articles, those that were removed before too.

    All are forgotten, or none. An original stays where another article has or had the same bytes.
    Until `finish_forgetting`, their ids stay noted.

    Raises:
        NoSuchArticleError: one was never here.
        CollectionError: they could not be deleted.
    """
    named = list(dict.fromkeys(article_ids))
    catalogue = collection.catalogue
    with collection.writing(" ".join(named), "forgotten"):
        for article_id in named:
            refuse_unknown(collection, article_id)
            forget_table.begin(catalogue, article_id)
            collection.drop_entry(article_id)
            ruling_table.forget_article(catalogue, article_id)
            review_table.delete_review(catalogue, article_id)
            visit_table.forget_article(catalogue, article_id)
            return_table.forget_article(catalogue, article_id)
    delete_originals(collection)


def every_version(
    collection: Collection, article_id: str, *, read: Read = read_source
) -> Iterator[Prepared]:
    """An article from each original that it ever had; what can't be read any more is left out."""
    entry = collection.find(id=article_id)
    format = entry.format if entry else guessed_format(article_id)
    with collection.reading():
        digests = forget_table.originals_of(collection.catalogue, article_id)
    for digest in digests:
        try:
            data = collection.original_path(digest).read_bytes()
            yield prepare(data, format=format, article_id=article_id, read=read)
        except (OSError, RefusedSourceError):
            continue


def guessed_format(article_id: str) -> Format:
    """How an article that was removed is likely to be read."""
    try:
        return format_of(article_id)
    except RefusedSourceError:
        return "text"


def refuse_unknown(collection: Collection, article_id: str) -> None:
    """Stop at an article that is not here and never was.

    Raises:
        NoSuchArticleError: it is.
    """
    if not forget_table.originals_of(collection.catalogue, article_id):
        collection.entry(article_id)


def delete_originals(collection: Collection) -> None:
    """Delete the originals of what is to be forgotten, while nobody adds.

    Raises:
        CollectionError: one could not be deleted; the next call tries again.
    """
    with collection.writing("An original", "deleted"):
        for digest in forget_table.to_delete(collection.catalogue):
            path = collection.original_path(digest)
            if path.exists():
                path.unlink()
                sync_folder(path.parent)


def forgotten_articles(collection: Collection) -> list[str]:
    """The articles that were forgotten here, and of which an index may still have words."""
    with collection.reading():
        return forget_table.forgotten(collection.catalogue)


def finish_forgetting(collection: Collection, article_ids: Iterable[str]) -> None:
    """Let go of the last that is known of some articles, their ids; no free page keeps a word.

    Raises:
        CollectionError: as `compact` does; the articles stay noted, and the next call tries again.
    """
    delete_originals(collection)
    compact(collection)
    with collection.writing("What was forgotten", "cleared"):
        for article_id in article_ids:
            forget_table.end(collection.catalogue, article_id)


def compact(collection: Collection) -> None:
    """Write the catalogue's file anew, so that nothing is in it but its rows.

    Raises:
        CollectionError: there is no room for that, or another program is reading an old page.
    """
    try:
        collection.catalogue.execute("VACUUM")
        busy, *_ = collection.catalogue.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if busy:
            raise sqlite3.OperationalError("another program is reading it")
    except sqlite3.Error as error:
        raise CollectionError(
            f"The catalogue could not be written anew ({error}), so that words of what was "
            "forgotten may be left in its file.",
            hint="Run `wellread build` when there is room and no other program is reading.",
        ) from error
