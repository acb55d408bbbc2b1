"""What is cited: an article's metadata, made fit for every format, and what is quoted of it."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from corpus.article import Article, Passage
from corpus.sentences import sentences_in
from search.citing.dates import Day, read_day
from search.citing.names import Name, names_of
from search.citing.plain import doi_of, lines_of, one_line, web_address
from search.excerpt import Excerpt, excerpt_of
from search.text_fragment import open_at

WORD = re.compile(r"[a-z0-9]+")
ARTICLES = ("a", "an", "the")
TELLING = 6  # hexadecimal digits of an id's digest: 16 million, for articles alike in all else


class Quote(NamedTuple):
    """As much of a passage as may be shown."""

    passage_id: str
    lines: tuple[str, ...]  # none where nothing may be shown
    address: str = ""  # that opens the source at its beginning; '' where it has none
    notice: str = ""  # what its publisher asks, where that is not all of it
    saved: str = ""  # the day somebody saved it, ISO 8601
    page: str = ""  # the printed page on which it begins, "12"; '' where its source has none

    @property
    def text(self) -> str:
        """All of it on one line."""
        return " ".join(self.lines)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """An article as it is cited.

    Each text is on one line and without invisible characters; a field that is '' or None was not
    stated.
    """

    key: str  # letters, digits and "-"; another article has another one
    title: str
    author: str = ""  # as the source names them, all in one
    names: tuple[Name, ...] = ()  # the same in parts, where these are clear
    site: str = ""  # '' also where it is the author
    url: str = ""
    doi: str = ""
    published: Day | None = None
    retrieved: Day | None = None
    language: str = ""  # ISO 639-1
    licence: str = ""
    quotes: tuple[Quote, ...] = ()


def reference_of(article: Article, quotes: Iterable[Quote] = ()) -> Reference:
    """An article's reference. Its date is that of its publication, never that of a review."""
    author, site = one_line(article.author), one_line(article.site)
    itself = site.casefold() == author.casefold()  # a site that is named like a person is none
    url = web_address(article.url)
    return Reference(
        key=key_of(article),
        title=one_line(article.title),
        author=author,
        names=() if itself else names_of(author),
        site="" if itself else site,
        url=url,
        doi=doi_of(url),
        published=read_day(article.published),
        retrieved=read_day(article.retrieved),
        language=one_line(article.language),
        licence=one_line(article.licence),
        quotes=tuple(quotes),
    )


def key_of(article: Article) -> str:
    """Who, when, what, and six digits of the id's digest: it stays, whatever else is cited.

    >>> key_of(Article(id="a", title="The tide of grief", text="It ebbs.", site="Calm House"))
    'calm-tide-ca9781'
    """
    who = first_word(article.author) or first_word(article.site)
    when = read_day(article.published)
    digest = hashlib.sha256(article.id.encode("utf-8", "surrogatepass")).hexdigest()[:TELLING]
    year = str(when.year) if when else ""
    return "-".join(filter(None, [who, year, first_word(article.title), digest]))


def first_word(text: str) -> str:
    """The first word in plain letters that is no article of English; '' where there is none.

    >>> first_word("The Élan of rest"), first_word("休む")
    ('elan', '')
    """
    folded = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return next((word for word in WORD.findall(folded) if word not in ARTICLES), "")[:20]


def quote_of(article: Article, passage: Passage, *, saved: str = "") -> Quote:
    """As much of a whole passage as its publisher lets be shown, from its first sentence on."""
    excerpt = excerpt_of(article, passage, sentences_in(article, passage)[0])
    return quote_from(article, excerpt, saved=saved)


def quote_from(article: Article, excerpt: Excerpt, *, saved: str = "") -> Quote:
    """The quote of what may be shown of a passage; its address opens at the best sentence."""
    return Quote(
        passage_id=excerpt.passage.id,
        lines=lines_of(excerpt.passage.text),
        address=web_address(open_at(article, excerpt.best_sentence, since=excerpt.since)),
        notice=excerpt.notice,
        saved=saved,
        page=str(article.page_at(excerpt.best_sentence.start) or ""),
    )
