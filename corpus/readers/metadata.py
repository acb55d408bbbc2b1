"""What an HTML page says of itself: JSON-LD, then meta tags, then what a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from corpus.article import Field, Metadata, Origin, Stated
from corpus.language import language_code
from corpus.readers.authors import with_people
from corpus.readers.decode import mend_surrogates
from corpus.readers.json_ld import json_ld
from corpus.readers.signed import signed, without_by

META_NAMES: dict[str, Field] = {  # <meta name=… or property=…> → field; the first found wins
    "og:title": "title",
    "citation_title": "title",
    "dc.title": "title",
    "dcterms.title": "title",
    "article:author": "author",
    "author": "author",
    "citation_author": "author",
    "dc.creator": "author",
    "dcterms.creator": "author",
    "og:site_name": "site",
    "application-name": "site",
    "dc.publisher": "site",
    "dcterms.publisher": "site",
    "og:url": "url",
    "article:published_time": "published",
    "citation_publication_date": "published",
    "dc.date": "published",
    "dcterms.issued": "published",
    "dcterms.created": "published",
    "date": "published",
    "article:modified_time": "modified",
    "og:updated_time": "modified",
    "dcterms.modified": "modified",
    "last-modified": "modified",
    "dcterms.license": "licence",
    "dcterms.rights": "licence",
    "dc.rights": "licence",
    "license": "licence",
    "dc.language": "language",
    "dcterms.language": "language",
}
DAY = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=\D|$)")
SEPARATOR = re.compile(r"\s+[|–—·»]\s+|\s+-\s+")
CREATIVE_COMMONS = re.compile(
    r"creativecommons\.org/(?:licenses|publicdomain)/([a-z-]+)(?:/([\d.]+))?"
)
MAX_VALUE = 300  # characters; a longer "author" or "title" is no such thing


def read_metadata(root: Any) -> Metadata:
    """Collect the fields of a parsed page (an lxml element), each with where it was read.

    Better sources win over worse ones; a field that nothing states is absent, and so is an
    author who is no person.
    """
    found: Metadata = {}
    authors: list[Stated] = []
    for origin, name, value in stated(root):
        clean = normalise(name, value)
        if clean and name == "author":
            authors.append(Stated(clean, origin))
        elif clean and name not in found:
            found[name] = Stated(clean, origin)
    tried = (with_people({**found, "author": author}) for author in authors)
    return next((each for each in tried if "author" in each), found)


def stated(root: Any) -> Iterator[tuple[Origin, Field, str]]:
    """Everything the page states, best source first."""
    for name, value in json_ld(root):
        yield "json-ld", name, value
    for name, value in meta_tags(root):
        yield "meta", name, value
    for name, value in visible(root):
        yield "visible", name, value
    for name, value in title_tag(root):
        yield "meta", name, value


def meta_tags(root: Any) -> Iterator[tuple[Field, str]]:
    """Meta and link tags, and the language of the page."""
    for link in root.xpath("//link[@href]"):
        rel = (link.get("rel") or "").casefold().split()
        if "canonical" in rel:
            yield "url", link.get("href")
        if "license" in rel:
            yield "licence", link.get("href")
    values = {
        (tag.get("property") or tag.get("name") or "").casefold(): tag.get("content") or ""
        for tag in root.xpath("//meta[@content]")
    }
    for key, name in META_NAMES.items():
        yield name, values.get(key, "")
    yield "language", root.get("lang") or ""


def visible(root: Any) -> Iterator[tuple[Field, str]]:
    """What is marked in the text itself: the first heading, the byline, the time element."""
    yield from headings(root)
    yield from (("author", name) for name in signed(root))
    for time in root.xpath("//time[@datetime]"):
        name: Field = "modified" if time.get("itemprop") == "dateModified" else "published"
        yield name, time.get("datetime")
    for link in root.xpath("//a[contains(@href, 'creativecommons.org/')]"):
        if CREATIVE_COMMONS.search(link.get("href")):
            yield "licence", link.get("href")


def headings(root: Any) -> Iterator[tuple[Field, str]]:
    """The headings that may be the title: the first that the window's title begins with, then h1.

    On forums the h1 is the site's name, and the topic's title an h2; on old blogs it is the h3
    that the window's title repeats whole.
    """
    window = " ".join((root.findtext(".//title") or "").split()).casefold()
    for tag in ("h1", "h2", "h3"):
        for heading in root.iter(tag):
            words = " ".join("".join(heading.itertext()).split())
            begins = window.startswith(words.casefold()) and tag != "h3"
            if words and (begins or window == words.casefold()):
                yield "title", words
    for heading in root.iter("h1"):
        words = " ".join("".join(heading.itertext()).split())
        if not SEPARATOR.search(window) or not window.endswith(words.casefold()):
            yield "title", words


def title_tag(root: Any) -> Iterator[tuple[Field, str]]:
    """The window's title: the article's name, then often the site's."""
    words = " ".join((root.findtext(".//title") or "").split())
    parts = SEPARATOR.split(words)
    yield "title", parts[0] if len(parts) > 1 and len(parts[0]) > 12 else words
    if len(parts) > 1:
        yield "site", parts[-1]


def normalise(name: Field, value: str) -> str:
    """A value as it is stored; '' when it can't be what it says it is.

    >>> normalise("published", "2026-03-04T10:00:00Z"), normalise("language", "en-GB")
    ('2026-03-04', 'en')
    >>> normalise("author", "https://x.example/team"), normalise("url", "javascript:alert(1)")
    ('', '')
    """
    value = " ".join(mend_surrogates(value or "").split())
    if not value or len(value) > MAX_VALUE + (1700 if name == "url" else 0):
        return ""
    if name in ("published", "modified"):
        return day(value)
    if name == "language":
        return language_code(value)
    if name == "url":
        return value if value.startswith(("https://", "http://")) else ""
    if name == "licence":
        return licence(value)
    if name == "author":
        return "" if "://" in value else without_by(value)
    return value


def day(value: str) -> str:
    """The day, month or year that an ISO 8601 time begins with; '' for anything else."""
    found = DAY.match(value)
    return "-".join(filter(None, found.groups())) if found else ""


def licence(value: str) -> str:
    """A licence's short name where its address is a Creative Commons one.

    >>> licence("https://creativecommons.org/licenses/by-sa/4.0/")
    'CC BY-SA 4.0'
    """
    found = CREATIVE_COMMONS.search(value)
    if not found:
        return value
    kind, version = found.groups()
    name = "CC0" if kind == "zero" else f"CC {kind.upper()}"
    return f"{name} {version or ''}".strip()
