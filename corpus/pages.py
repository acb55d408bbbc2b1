"""Each article as a page of its site: remembered when it is added, made up for where it was not."""

from __future__ import annotations

from collections.abc import Sequence

from corpus import page_table
from corpus.clean.frames import frame_of
from corpus.clean.repetition import Page, line_of
from corpus.clean.signatures import NO_SIGNATURES, signatures_of
from corpus.collection import Collection
from corpus.errors import RefusedSourceError
from corpus.language import tell_language
from corpus.prepare import Prepared
from corpus.readers.extract import Extract
from corpus.readers.formats import Read
from corpus.site import site_of
from corpus.units import Unit, segment


def page_of(prepared: Prepared, *, source: str) -> Page:
    """An article's site, its lines and its frames, those that were dropped too."""
    article = prepared.article
    site = site_of(url=article.url, name=article.site, source=source)
    units = [decision.unit for decision in prepared.decisions]
    return page_with(site, units, article.language)


def page_with(site: str, units: Sequence[Unit], language: str) -> Page:
    """A page of some units."""
    return Page(site, signatures_of(units, line_of), signatures_of(units, frame_of), language)


def learn_pages(collection: Collection, read: Read) -> int:
    """Remember the articles that were added by a Wellread that did not; gives how many.

    One whose original can't be read stays unknown, and is tried again the next time.

    Raises:
        CollectionError: the collection can't be read or written.
    """
    with collection.reading():
        articles = page_table.unknown(collection.catalogue)
    for article in articles:
        learn_page(collection, article, read)
    return len(articles)


def learn_page(collection: Collection, article_id: str, read: Read) -> None:
    """Remember one article; it is read for that, and not cleaned."""
    entry = collection.find(id=article_id)
    if entry is None:  # removed meanwhile
        return
    try:
        original = collection.original(entry)
    except RefusedSourceError:
        return  # the build tells of it
    try:
        page = page_read(read(original, format=entry.format), entry.source)
    except RefusedSourceError:
        page = Page("", NO_SIGNATURES)  # no article any more; the build tells of that
    with collection.writing(article_id, "remembered"):
        if collection.find(id=article_id) == entry:
            page_table.write_page(collection.catalogue, article_id, page)


def page_read(extract: Extract, source: str) -> Page:
    """What is remembered of a source as it was read."""
    stated = extract.metadata
    url, name = (stated[key].value if key in stated else "" for key in ("url", "site"))
    site = site_of(url=url, name=name, source=source)
    language = stated["language"].value if "language" in stated else ""
    told = tell_language(language, extract.text)
    return page_with(site, segment(extract), told.code)
