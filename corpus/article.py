"""What a collection is made of: articles, and the passages that are found in them."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Origin = Literal["front matter", "json-ld", "meta", "visible", "guess"]
Field = Literal[
    "title",
    "author",
    "site",
    "url",
    "published",
    "modified",
    "retrieved",
    "licence",
    "language",
    "snippets",
]


class Stated(NamedTuple):
    """A piece of metadata, and where it was read."""

    value: str
    origin: Origin


Metadata = dict[Field, Stated]


class Place(NamedTuple):
    """A run of an article's text."""

    start: int  # in characters of Article.text
    end: int  # one past the last character


class Span(NamedTuple):
    """One kept unit's place in its article's text."""

    start: int  # in characters of Article.text
    end: int  # one past the last character
    kind: str  # "heading", "sentence", "list_item" or "quote"
    block: int  # units of one paragraph share a number
    level: int  # of a heading, 1 is the highest; 0 for all else
    doubted: bool = False  # may be junk: it stays, but makes no passage of its own


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One cleaned article, with what a reader needs to find it again and cite it.

    `text` is final: every passage's offsets count characters of this string.
    A field that is empty was not stated by the source: nothing is invented.
    """

    id: str  # its path in the collection, "nhs/panic-attacks.md"; the same after every rebuild
    title: str
    text: str
    spans: tuple[Span, ...] = ()  # the kept units, in order
    author: str = ""
    site: str = ""
    url: str = ""
    published: str = ""  # ISO 8601: a day, a month or a year
    modified: str = ""
    retrieved: str = ""  # the day it was fetched where that is stated, else added; ISO 8601
    licence: str = ""
    language: str = ""  # ISO 639-1
    snippets: str = ""  # what its page asks of search engines: "nosnippet", "max-snippet:50"
    source: str = ""  # the file it was read from
    sha256: str = ""  # of the original, as received
    origins: dict[str, str] = field(default_factory=dict)  # field → where it was read
    page_starts: tuple[int, ...] = ()  # where each printed page begins, in characters of text

    def __post_init__(self) -> None:
        if not self.text.strip():
            raise ValueError(f"article {self.id!r} has no text")

    def page_at(self, place: int) -> int:
        """The printed page that a character of the text stands on, 1 the first; 0 for no pages.

        >>> leaflet = Article(id="a", title="Rest", text="Rest. Then work.", page_starts=(0, 6, 6))
        >>> leaflet.page_at(5), leaflet.page_at(6)
        (1, 3)
        """
        return max(bisect_right(self.page_starts, place), min(len(self.page_starts), 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A run of an article's text, short enough for an encoder to read whole.

    Always `article.text[passage.start : passage.end] == passage.text`, so that a
    citation points at the author's very words.
    """

    article_id: str
    ordinal: int  # 0 for the article's first passage
    start: int  # in characters of Article.text
    end: int  # one past the last character
    text: str
    headings: tuple[str, ...] = ()  # from the highest to the nearest above; not part of the text

    @property
    def id(self) -> str:
        """Unique in the collection, and readable in a run file: `nhs/panic-attacks.md#3`."""
        return f"{self.article_id}#{self.ordinal}"
