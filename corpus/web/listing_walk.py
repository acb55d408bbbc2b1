"""Which pages the sitemaps and feeds of a site name, one listing leading to the next."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from corpus.errors import RefusedSourceError
from corpus.web.addresses import Address, parse_address
from corpus.web.bodies import unpacked_file
from corpus.web.fetching import GONE, Web
from corpus.web.listings import Listed, listed

MOST = 50_000  # pages, as many as one sitemap may name; `--limit` says fewer, or more
MAX_LISTINGS = 1_000  # sitemaps that one leads to


class Found(NamedTuple):
    """A page to be asked for, or why something is not."""

    stated: str
    address: Address | None = None
    refused: str = ""


def named_pages(
    web: Web, *, sitemaps: Iterable[str] = (), feeds: Iterable[str] = (), limit: int = MOST
) -> Iterator[Found]:
    """The pages that some sitemaps and feeds name, each once, and what can't be asked for.

    A sitemap speaks for its own site only; a feed may name pages of any.

    Raises:
        Stopped: nobody waits for it any more.
    """
    seen: set[str] = set()
    walks = [(each, True) for each in sitemaps] + [(each, False) for each in feeds]
    for stated, same_site in walks:
        for found in pages_from(web, stated, same_site=same_site):
            if found.address is None:
                yield found
            elif found.address.url not in seen:
                if len(seen) >= limit:
                    reason = f"It names more than {limit:,} pages; the rest is not asked for."
                    yield Found(stated, refused=f"{reason} `--limit` takes another number.")
                    return
                seen.add(found.address.url)
                yield found


def pages_from(web: Web, stated: str, *, same_site: bool) -> Iterator[Found]:
    """The pages of one listing and of those it leads to, each listing once, in their order.

    Raises:
        Stopped: as `named_pages` does.
    """
    try:
        first = parse_address(stated)
    except RefusedSourceError as refusal:
        yield Found(stated, refused=str(refusal))
        return
    waiting, seen = deque([first]), {first.url}
    while waiting:
        listing = waiting.popleft()
        for found, kind in listed_at(web, listing):
            if found.address and same_site and not found.address.is_same_site(first):
                reason = f"A sitemap of {first.host} speaks for that site only."
                found = found._replace(address=None, refused=reason)
            if found.address is None or kind == "page":
                yield found
            elif len(seen) >= MAX_LISTINGS:
                yield Found(
                    found.stated, refused=f"More than {MAX_LISTINGS:,} sitemaps, one in the other."
                )
                return
            elif found.address.url not in seen:
                seen.add(found.address.url)
                waiting.append(found.address)


def listed_at(web: Web, listing: Address) -> Iterator[tuple[Found, str]]:
    """What one listing names, and why no more of it.

    Raises:
        Stopped: as `named_pages` does.
    """
    at_most = web.limits.listing_bytes
    try:
        fetched = web.fetch(listing, at_most=at_most)
        if fetched.answer.status in GONE:
            raise RefusedSourceError(f"{listing.host} answers {fetched.answer.status}: not there.")
        data = unpacked_file(fetched.answer.body, at_most=at_most)
        for each in listed(data, base=fetched.address.url):
            yield found_in(each), each.kind
    except RefusedSourceError as refusal:
        yield Found(listing.url, refused=str(refusal)), "listing"


def found_in(each: Listed) -> Found:
    """A listed address, if it is one."""
    try:
        return Found(each.stated, parse_address(each.stated))
    except RefusedSourceError as refusal:
        return Found(each.stated, refused=str(refusal))
