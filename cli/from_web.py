"""What `add` and `sync` do with web addresses: the only commands that ask the net for anything."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from corpus.collection import Collection

if TYPE_CHECKING:
    from corpus.outcome import Outcome
    from corpus.readers.formats import Read
    from corpus.visit_table import Visit
    from corpus.web.fetching import Web


class Asked(NamedTuple):
    """Which addresses a curator names."""

    pages: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    feeds: tuple[str, ...] = ()
    limit: int = 0  # pages of sitemaps and feeds; 0 for as many as one sitemap may have

    @property
    def asks(self) -> bool:
        """Whether any is named, so that the net is asked."""
        return bool(self.pages or self.sitemaps or self.feeds)


def add_from_web(
    collection: Collection, asked: Asked, read: Read, web: Web | None = None
) -> Iterator[Outcome]:
    """Ask for what was named and add it: the pages first, then those of sitemaps and feeds.

    `web` is how it is asked; without it, as anyone may ask the public net.
    """
    from corpus.web.fetching import Web
    from corpus.web.gathering import RESTED, add_pages, named_addresses
    from corpus.web.listing_walk import MOST, named_pages

    web = web or Web()
    web.refuse_missing_packages()
    named = named_addresses(dict.fromkeys(asked.pages))
    listed = named_pages(web, sitemaps=asked.sitemaps, feeds=asked.feeds, limit=asked.limit or MOST)
    yield from add_pages(collection, named, web, read=read)
    yield from add_pages(collection, listed, web, read=read, rested=RESTED)


def sync_from_web(
    collection: Collection, beginning: str, read: Read, *, prune: bool
) -> Iterator[Outcome]:
    """Ask the pages of articles that came from the web whether they changed."""
    from corpus.web.fetching import Web
    from corpus.web.gathering import sync_pages

    return sync_pages(collection, Web(), beginning=beginning, prune=prune, read=read)


def gone_from(collection: Collection) -> list[Visit]:
    """The visits of the articles whose pages are gone."""
    from corpus.web.gathering import gone_pages

    return gone_pages(collection)


def is_web(stated: str) -> bool:
    """Whether a word on the command line is a web address."""
    from corpus.web.addresses import is_web

    return is_web(stated)
