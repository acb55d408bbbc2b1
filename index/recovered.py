"""A catalogue made anew: from whole rows of the old one, and what builds say of articles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.clean.rulings import CURATOR, Ruling
from corpus.collection import Collection, Entry
from corpus.errors import RefusedSourceError
from corpus.export_tables import Catalogued
from corpus.importing import write_catalogue
from corpus.prepare import Prepared
from corpus.readers.formats import FORMATS, Format, format_of
from index.opened import Index

UNKNOWN_HOUR = "T00:00:00+00:00"  # a build knows only the day on which an article was added


class Recovered(NamedTuple):
    """What came back."""

    from_rows: int  # articles
    from_build: int
    rulings: int
    reviews: int
    rowless: tuple[str, ...]  # remembered by the old one, which has no whole row of them


def recover(collection: Collection, salvaged: Catalogued, builds: Iterable[Index]) -> Recovered:
    """Fill a new catalogue; rows of the old one come before what builds say.

    Raises:
        CollectionError: it could not be written.
    """
    entries = {entry.id: entry for entry in salvaged.entries}
    sources = {entry.source for entry in salvaged.entries}
    rulings = {(each.article, each.words): each for each in salvaged.rulings}
    count = len(entries)
    for index in builds:
        for entry, ruled in indexed(index):
            if entry.id in entries or entry.source in sources:
                continue
            entries[entry.id] = entry
            sources.add(entry.source)
            for ruling in ruled:
                rulings.setdefault((ruling.article, ruling.words), ruling)
    whole = Catalogued(
        entries=tuple(entries.values()),
        rulings=tuple(rulings.values()),
        reviews=salvaged.reviews,
        kept=salvaged.kept,
    )
    with collection.writing("The catalogue", "made anew"):
        write_catalogue(collection, whole)
    rowless = tuple(sorted({article for article, _ in salvaged.kept} - entries.keys()))
    return Recovered(count, len(entries) - count, len(rulings), len(salvaged.reviews), rowless)


def indexed(index: Index) -> Iterator[tuple[Entry, list[Ruling]]]:
    """Each article of a build as an entry, with what its account says that a curator decided."""
    digests = index.passages.digests()
    for article_id in index.passages.ids():
        prepared = index.passages.prepared(article_id)
        rulings = rulings_in(prepared)
        article = prepared.article
        added = article.retrieved + UNKNOWN_HOUR
        entry = Entry(article_id, article.source, article.sha256, "html", added, tuple(rulings))
        yield entry._replace(format=format_from(entry, digests[article_id])), rulings


def format_from(entry: Entry, digest: str) -> Format:
    """How an article was read: as its digest says, else what its name says.

    >>> entry = Entry("page", "stdin:page", "5e", "html", "")
    >>> format_from(entry, "5e markdown 5.6 -"), format_from(entry, "of an earlier Wellread")
    ('markdown', 'html')
    """
    stated = digest.split()
    for format in FORMATS:
        if len(stated) > 1 and stated[1] == format:
            return format
    for name in (entry.source, entry.id):
        try:
            return format_of(name)
        except RefusedSourceError:
            continue
    return entry.format


def rulings_in(prepared: Prepared) -> list[Ruling]:
    """What a curator decided, from the account of an article's cleaning.

    That a line was dropped although it says where help is to be had is not told there, so that
    such a line comes back, until its curator drops it once more.
    """
    return [
        Ruling(prepared.article.id, each.unit.text, "drop" if each.action == "drop" else "keep")
        for each in prepared.decisions
        if each.rule == CURATOR
    ]
