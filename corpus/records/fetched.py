"""A page that was fetched from the web, as a source: its address and day stand above it."""

from __future__ import annotations

from typing import NamedTuple

from corpus.article import Field
from corpus.errors import RefusedSourceError
from corpus.readers.decode import decode, mend_surrogates, refuse_known_binary
from corpus.readers.formats import Format
from corpus.readers.front_matter import write_front_matter
from corpus.readers.snippets import snippet_rule
from corpus.readers.stated import is_meant
from corpus.received import Received
from corpus.records.record import of_record
from corpus.records.rows import Within

ENDINGS: dict[Format, str] = {"html": ".html", "text": ".txt", "markdown": ".md"}


class Fetched(NamedTuple):
    """A page, and what is known of how it was fetched."""

    url: str
    data: bytes
    format: Format
    charset: str = ""  # that its server named; '' for none
    day: str = ""  # ISO 8601
    robots: str = ""  # the X-Robots-Tag of its server


def received_page(page: Fetched, number: int, within: Within) -> Received:
    """A fetched page as a source; refused where it is no text."""
    name = f"{within.stem}/record-{number}{ENDINGS[page.format]}"
    above: dict[Field, str] = {
        "url": page.url if is_meant("url", page.url) else "",
        "retrieved": page.day,
        "snippets": snippet_rule(page.robots),
    }
    try:
        data = write_front_matter(above).encode("utf-8", "replace") + in_utf8(page)
    except RefusedSourceError as refusal:
        return Received(of_record(within.name, number), page.url, refused=str(refusal))
    return Received(name, page.url, data, page.format)


def in_utf8(page: Fetched) -> bytes:
    """A page's bytes as they came where they are UTF-8; else put into it, as its server says.

    Raises:
        RefusedSourceError: they are no text.
    """
    refuse_known_binary(page.data)
    try:
        if b"\0" not in page.data:  # as UTF-16 has
            page.data.decode("utf-8")
            return page.data
    except UnicodeDecodeError:
        pass
    return mend_surrogates(decoded(page)).encode("utf-8")


def decoded(page: Fetched) -> str:
    """A page's text by the encoding that its server named, where it fits; else by its own marks."""
    if page.charset:
        try:
            return page.data.decode(page.charset)
        except (UnicodeDecodeError, LookupError):
            pass  # servers often name an encoding that a page is not in
    return decode(page.data).text
