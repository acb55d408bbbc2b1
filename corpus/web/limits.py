"""How long, how much and how often is asked: numbers that are kind to sites, and safe here."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import RefusedSourceError, UserError
from corpus.readers.formats import MAX_BYTES

AGENT = "Wellread/0.1 (semantic search of articles, run by a curator)"  # who asks
ROBOT = "wellread"  # our name in robots.txt, robots tags and X-Robots-Tag


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Times in seconds, sizes in bytes after unpacking."""

    page_bytes: int = MAX_BYTES
    listing_bytes: int = 50_000_000  # of a sitemap, as its protocol has it; of a feed
    robots_bytes: int = 500_000  # RFC 9309 asks for at least 500 kibibytes
    connect_s: float = 10
    read_s: float = 20  # without a single byte
    total_s: float = 60  # of one answer, however slowly it drips
    redirects: int = 5
    delay_s: float = 1  # between two requests to a host; a site may ask for more
    max_delay_s: float = 120  # who asks for more is not asked at all
    hosts: int = 4  # that are asked at once, one request at a time each
    failures: int = 3  # in a row, after which a host is left alone for this run


class TemporaryError(RefusedSourceError):
    """A site that can't be reached or is out of order; an article of it stays."""

    code = "web_temporary"


class BusyError(TemporaryError):
    """A site that asks not to be asked any more for now."""

    code = "web_busy"


class MissingPackageError(UserError):
    """A package of the extra `web` is not installed."""

    code = "web_not_installed"

    def __init__(self, error: ImportError) -> None:
        super().__init__(
            f"Asking the web needs a package that is not installed ({error.name}).",
            hint="Install what it takes: `pip install 'wellread[web]'`; `make app` does.",
        )
