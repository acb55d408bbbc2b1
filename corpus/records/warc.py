"""WARC and WET, what web crawlers write: pages as they were fetched, and the texts of pages."""

from __future__ import annotations

import codecs
import contextlib
import io
from collections.abc import Iterator
from typing import Any, BinaryIO, cast
from urllib.parse import urlsplit

from corpus.readers.formats import MAX_BYTES, Format
from corpus.received import Received
from corpus.records.fetched import Fetched, received_page
from corpus.records.lines import UNPACKING
from corpus.records.record import Record, RecordsError, breaks_off
from corpus.records.rows import Within, refused_record

PAGES = ("response", "resource", "conversion")  # the others are about the crawl, not its pages
TYPES: dict[str, Format] = {
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/plain": "text",
    "text/markdown": "markdown",
}
ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")  # of a page on its way, by HTTP
MISSING = "WARC is read by warcio, which is not here."
INSTALL = "pip install 'wellread[bulk]'"
CUT = "The file breaks off inside this record"


class Whole(io.RawIOBase):
    """A file whose sudden end is noted, where a library takes it for the end of the records."""

    def __init__(self, file: BinaryIO) -> None:
        self.file = cast(io.BufferedIOBase, file)
        self.broken_off = ""

    def read(self, size: int = -1) -> bytes:
        """Some bytes; none where the file breaks off."""
        try:
            return self.file.read1(size)  # `read` would lose what it has when the break is met
        except UNPACKING as error:
            self.broken_off = str(error) or type(error).__name__
            return b""


def read_warc(file: BinaryIO, within: Within) -> Iterator[Record]:
    """The pages of a file, unpacked, each with its address and the day it was fetched.

    Pictures and the like are passed over; requests and remarks of the crawler are not counted.

    Raises:
        RecordsError: it is no WARC, or warcio is not installed.
    """
    try:
        from warcio.archiveiterator import WARCIterator
        from warcio.exceptions import ArchiveLoadFailed
    except ImportError as error:
        raise RecordsError(MISSING, hint=f"Install it: {INSTALL}.") from error
    whole = Whole(file)
    records = iter(WARCIterator(whole))
    number = 0
    while True:
        try:
            with contextlib.redirect_stderr(io.StringIO()):  # what is not whole is told by us
                found = next(records, None)
        except (ArchiveLoadFailed, *UNPACKING, ValueError) as error:
            if not number:
                raise RecordsError(
                    "Not a WARC file.", hint="Its name should say what it is."
                ) from error
            yield refused_record(
                number + 1, breaks_off(f"what follows is no record ({error})"), within
            )
            return
        if found is None:
            break
        number += 1
        if found.rec_type in PAGES:
            yield page_of(number, found, within)
    if whole.broken_off:
        yield refused_record(number + 1, breaks_off(whole.broken_off), within)


def page_of(number: int, found: Any, within: Within) -> Record:
    """A record as a page, or what else it is."""
    http = found.http_headers
    address = (found.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
    stated = (http or found.rec_headers).get_header("Content-Type") or ""
    if why := why_no_page(address, stated, http):
        return Record(number, Received(address, address), passed_over=why)
    encoding = ((http and http.get_header("Content-Encoding")) or "").strip().casefold()
    if encoding not in ENCODINGS:
        return refused_record(number, f"Packed in a way that is not read here: {encoding}.", within)
    data = content_of(found)
    if len(data) > MAX_BYTES:
        most = f"an article has at most {MAX_BYTES / 1e6:.0f} MB"
        return refused_record(number, f"Too large: {address} has more, where {most}.", within)
    if found.raw_stream.limit > 0:
        return refused_record(number, f"{CUT}: {address} is not whole.", within)
    fetched = Fetched(
        url=address,
        data=data,
        format=TYPES[media_type(stated)],
        charset=charset_of(stated),
        day=(found.rec_headers.get_header("WARC-Date") or "")[:10],
        robots=(http and http.get_header("X-Robots-Tag")) or "",
    )
    cut = found.rec_headers.get_header("WARC-Truncated")
    notes = (f"the crawler cut it off (WARC-Truncated: {cut})",) if cut else ()
    return Record(number, received_page(fetched, number, within), notes=notes)


def why_no_page(address: str, stated: str, http: Any) -> str:
    """What a record is that never was to be an article; '' for a page."""
    if urlsplit_scheme(address) not in ("http", "https"):
        return "no web page"
    status = http.get_statuscode() if http else "200"
    if not status.startswith("2"):
        return f"HTTP {status}"
    kind = media_type(stated)
    return "" if kind in TYPES else kind or "of no stated type"


def urlsplit_scheme(address: str) -> str:
    """The scheme of an address; '' where it is none."""
    try:
        return urlsplit(address).scheme
    except ValueError:  # brackets that are no address
        return ""


def media_type(stated: str) -> str:
    """What a Content-Type says, without its parameters.

    >>> media_type("Text/HTML; charset=utf-8")
    'text/html'
    """
    return stated.partition(";")[0].strip().casefold()


def charset_of(stated: str) -> str:
    """The encoding that a Content-Type names; '' where Python knows none of that name.

    >>> charset_of("text/html; charset=ISO-8859-1"), charset_of("text/html; charset=x-own")
    ('iso8859-1', '')
    """
    name = stated.casefold().partition("charset=")[2].partition(";")[0].strip("\"' ")
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        return ""


def content_of(found: Any) -> bytes:
    """A record's content without its transfer's packing; of a larger one not more than shows it."""
    stream, parts, size = found.content_stream(), [], 0
    while size <= MAX_BYTES and (part := stream.read(MAX_BYTES + 1 - size)):
        parts.append(part)
        size += len(part)
    return b"".join(parts)
