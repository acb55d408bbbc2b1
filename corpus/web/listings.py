"""The addresses that a sitemap or a feed names: read as they come, whatever the XML would do.

Entities are not expanded, nothing is fetched, and nesting and sizes stay at libxml2's own limits.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, Literal, NamedTuple
from urllib.parse import urljoin

from corpus.errors import RefusedSourceError

Kind = Literal["page", "listing"]
LISTS = ("urlset", "sitemapindex", "rss", "feed", "RDF")  # the outermost element of each
RECORDS = ("url", "sitemap", "item", "entry")
HTML = (b"<!doctype html", b"<html")
BLANK = b"\xef\xbb\xbf\xff\xfe \t\r\n"  # and the marks of byte orders
MAX_TEXT = 2_000  # characters of an address; of a longer one only the beginning is told


class Listed(NamedTuple):
    """An address as a listing states it."""

    stated: str
    kind: Kind  # "listing" for another sitemap


def listed(data: bytes, *, base: str) -> Iterator[Listed]:
    """The addresses that a sitemap (XML or lines of text) or a feed (RSS, Atom) names, in order.

    >>> atom = b'<feed xmlns="http://www.w3.org/2005/Atom"><entry><link href="/a"/></entry></feed>'
    >>> [each.stated for each in listed(atom, base="https://rest.example/feed")]
    ['https://rest.example/a']

    Raises:
        RefusedSourceError: it is no listing, or from here on it can't be read.
    """
    begun = data[:400].replace(b"\0", b"").lstrip(BLANK).lower()  # UTF-16, too
    if begun.startswith(HTML):
        raise RefusedSourceError(
            "This is a web page, no sitemap or feed.",
            hint="Sitemaps are often at /sitemap.xml; a site's robots.txt names them.",
        )
    if begun.startswith(b"<"):
        yield from listed_in_xml(data, base)
    else:
        yield from listed_in_lines(data)


def listed_in_lines(data: bytes) -> Iterator[Listed]:
    """A sitemap as plain text: an address a line.

    Raises:
        RefusedSourceError: a line is none.
    """
    for number, line in enumerate(data.lstrip(BLANK).splitlines(), 1):
        stated = line.strip().decode("utf-8", "replace")
        if stated and not stated.startswith(("http://", "https://")):
            raise RefusedSourceError(
                f"Neither XML nor a list of addresses: line {number} is {stated[:60]!r}."
            )
        if stated:
            yield Listed(stated[:MAX_TEXT], "page")


def listed_in_xml(data: bytes, base: str) -> Iterator[Listed]:
    """The same from XML, of which one record at a time is in memory.

    Raises:
        RefusedSourceError: it is another kind of XML, defines entities, or is broken.
    """
    from lxml import etree

    parsed = etree.iterparse(
        io.BytesIO(data.lstrip(b" \t\r\n")),  # before its declaration XML has none
        events=("start", "end"),
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
    )
    count, top = 0, None
    try:
        for event, element in parsed:
            if top is None:
                top = element
                refuse_other_xml(top)
            if event == "end" and local_name(element) in RECORDS:
                for each in addresses_in(element, base):
                    count += 1
                    yield each
                forget(element)
    except etree.XMLSyntaxError as error:
        raise RefusedSourceError(
            f"Its XML is broken: {error.msg}. {count} addresses stand before that.",
            hint="Tell the site's keeper.",
        ) from error


def refuse_other_xml(top: Any) -> None:
    """Stop at XML that is no listing, or that defines entities, as no listing needs to.

    Raises:
        RefusedSourceError: it is.
    """
    defined = top.getroottree().docinfo.internalDTD
    if defined is not None and any(True for _ in defined.iterentities()):
        raise RefusedSourceError(
            "Its XML defines entities, which no listing needs, and which can be made to harm."
        )
    if local_name(top) not in LISTS:
        raise RefusedSourceError(
            f"Neither a sitemap nor a feed: its XML is a {local_name(top)[:40]!r}."
        )


def local_name(element: Any) -> str:
    """An element's name without its namespace; '' for what is no element."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def forget(element: Any) -> None:
    """Free what was read."""
    element.clear(keep_tail=False)
    while element.getprevious() is not None:
        del element.getparent()[0]


def addresses_in(record: Any, base: str) -> Iterator[Listed]:
    """The address of one record of a listing; none where it has none."""
    name = local_name(record)
    if name in ("url", "sitemap"):
        stated = text_of(record, "loc")
        kind: Kind = "page" if name == "url" else "listing"
    else:
        stated, kind = entry_address(record), "page"
    if stated:
        yield Listed(joined(base, stated)[:MAX_TEXT], kind)


def entry_address(entry: Any) -> str:
    """The page that an entry of a feed is about; '' where it names none."""
    links = [each for each in entry if local_name(each) == "link"]
    for link in links:
        href = (link.get("href") or "").strip()
        if href and (link.get("rel") or "alternate") == "alternate":
            return joined(link.base or "", href)
    if stated := text_of(entry, "link"):
        return stated
    for guid in entry:
        if local_name(guid) == "guid" and guid.get("isPermaLink") != "false":
            stated = " ".join((guid.text or "").split())
            return stated if stated.startswith(("http://", "https://")) else ""
    return ""


def text_of(record: Any, name: str) -> str:
    """The text of a record's first part of a name that has any."""
    texts = (" ".join((each.text or "").split()) for each in record if local_name(each) == name)
    return next(filter(None, texts), "")


def joined(base: str, stated: str) -> str:
    """An address that may be relative; as it is stated, where it is none."""
    try:
        return urljoin(base, stated)
    except ValueError:
        return stated
